from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Forgotten, Report


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


class ForgetForm(forms.Form):
    """How somebody is to be forgotten; `also` has other forms of the name, one a line."""

    way = forms.ChoiceField(label=_("Comment"), choices=Forgotten.Way, widget=forms.RadioSelect)
    also = forms.CharField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("J’ai lu ce qui précède, et je sais que cela ne s’annule pas."))


class AlsoForm(forms.Form):
    also = forms.CharField(
        label=_("Autres formes qui sont les siennes"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Une par ligne : un nom de jeune fille, « @amartin », « Mme Martin » si nul autre n’est appelé ainsi."
        ),
    )

    def lines(self):
        return [line.strip() for line in (self["also"].value() or "")[:1000].splitlines() if line.strip()]
