from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Report


class ReportForm(forms.ModelForm):
    class Meta:
        model = Report
        fields = ["kind", "words", "email"]
        labels = {"kind": _("Que demandez-vous ?"), "words": _("Qu’est-ce qui ne va pas ?")}
        widgets = {"words": forms.Textarea({"rows": 5}), "email": forms.EmailInput({"autocomplete": "email"})}
        help_texts = {
            "words": _("Dites ce qui est faux, ou ce qui vous concerne, et ce qu’il faudrait à la place."),
            "email": _("Pour vous répondre, et rien d’autre ; elle est effacée ensuite."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (Report.Kind.CORRECTION, _("Corriger une erreur")),
            (Report.Kind.WITHDRAWAL, _("Retirer des mots qui me concernent")),
            (Report.Kind.ANONYMITY, _("Ne plus y être nommé")),
        ]
        self.fields["email"].required = True


class AnswerForm(forms.Form):
    reason = Report._meta.get_field("reason").formfield(
        label=_("Réponse"),
        required=True,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Ces mots partent par courriel, et se lisent au lien que la personne a reçu."),
    )
