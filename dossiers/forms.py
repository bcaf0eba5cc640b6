from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Dossier, Item, Share

MOST_DOSSIERS = 200


class NoteForm(forms.ModelForm):
    class Meta:
        model = Item
        fields = ("note",)


class TitleForm(forms.ModelForm):
    """A new dossier; its `instance` has the owner."""

    class Meta:
        model = Dossier
        fields = ("title",)
        labels = {"title": _("Nouveau dossier")}
        error_messages = {"title": {"required": _("Donnez-lui un nom.")}}

    def clean(self):
        if not self.instance.pk and Dossier.objects.of(self.instance.owner).count() >= MOST_DOSSIERS:
            raise ValidationError(
                _("Vous avez %(most)d dossiers, corbeille comprise : effacez-en un d’abord.") % {"most": MOST_DOSSIERS}
            )
        return super().clean()


class DossierForm(TitleForm):
    class Meta(TitleForm.Meta):
        fields = ("title", "note")
        labels = {"title": _("Titre"), "note": _("Ma note")}
        help_texts = {"note": _("Pour vous seul, sauf si vous la partagez.")}
        widgets = {"note": forms.Textarea({"rows": 3})}


class ShareForm(forms.ModelForm):
    DAYS = {7: _("une semaine"), 30: _("un mois"), 91: _("trois mois"), 365: _("un an")}

    days = forms.TypedChoiceField(label=_("Pour"), choices=DAYS, coerce=int, initial=30)

    class Meta:
        model = Share
        fields = ("days", "with_notes")
        labels = {"with_notes": _("Avec mes notes")}

    def save(self, **kwargs):
        self.instance.expires_at = timezone.now() + timedelta(days=self.cleaned_data["days"])
        return super().save(**kwargs)
