"""Bringing an article in, changing what was found, and marking a passage by hand."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from reading.formats import MAX_BYTES
from speakers.models import Speaker

from .models import Proposal
from .refusals import UNFETCHABLE, UNREADABLE

Kind = Proposal.Kind
LANGUAGES = [
    ("fr", _("français")),
    ("en", _("anglais")),
    ("de", _("allemand")),
    ("es", _("espagnol")),
    ("it", _("italien")),
    ("nl", _("néerlandais")),
    ("pt", _("portugais")),
    ("und", _("une autre")),
]
SUFFIXES = ".html,.htm,.txt,.md,.eml,.docx,.vtt,.srt"


def address_input(*, help_text):
    """Where the server is to fetch what is brought; as the alternative to a file."""
    return forms.URLField(
        label=_("Ou une adresse"),
        required=False,
        max_length=500,
        validators=[URLValidator(["http", "https"])],
        error_messages={"invalid": UNFETCHABLE["address"]},
        widget=forms.URLInput({"class": "vURLField", "placeholder": "https://"}),
        help_text=help_text,
    )


class AddForm(forms.Form):
    """A text, a file or an address, one of the three."""

    text = forms.CharField(
        label=_("Texte ou code HTML"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 14, "class": "vLargeTextField"}),
        help_text=_("Collez l’article entier ; menus et commentaires seront écartés."),
    )
    file = forms.FileField(
        label=_("Ou un fichier"),
        required=False,
        widget=forms.FileInput({"accept": SUFFIXES}),
        help_text=_("Page web, texte, Markdown, courriel, document Word ou sous-titres ; 5 Mo au plus."),
    )
    address = address_input(
        help_text=_("La page sera demandée par le serveur, et gardée telle qu’elle est aujourd’hui.")
    )

    def clean(self):
        cleaned = super().clean()
        text, file, address = cleaned.get("text") or "", cleaned.get("file"), cleaned.get("address")
        if self.errors:
            return cleaned
        if [bool(text.strip()), bool(file), bool(address)].count(True) != 1:
            raise ValidationError(_("Collez un texte, choisissez un fichier ou donnez une adresse : l’un des trois."))
        if max(file.size if file else 0, len(text.encode())) > MAX_BYTES:
            raise ValidationError(UNREADABLE["too-long"])
        return cleaned

    def refuse(self, arrival):
        """Say why what was brought could not be read."""
        self.add_error("address" if arrival.address else None, arrival.why)


# What may be changed of each kind before it is written; the names are those of the candidates.
_TEXT = forms.CharField(label=_("Texte"), widget=forms.Textarea({"rows": 4}))
_SPEAKER = forms.CharField(label=_("Qui parle"), required=False, max_length=120, help_text=_("Prénom Nom."))
_DAY = forms.DateField(label=_("Jour"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
_NAME = forms.CharField(label=_("Nom"), max_length=120)
_ROLE = forms.CharField(label=_("Fonction ce jour-là"), required=False, max_length=160)
_ATTRIBUTION = forms.CharField(label=_("Ou attribué à"), required=False, max_length=160)
SAID = {"text": _TEXT, "speaker": _SPEAKER, "attribution": _ATTRIBUTION}
EDITABLE = {
    Kind.QUOTE: SAID,
    Kind.PARAPHRASE: SAID,
    Kind.TWEET: {
        "text": _TEXT,
        "author": forms.CharField(label=_("Auteur"), required=False, max_length=120),
        "handle": forms.CharField(label=_("Identifiant"), max_length=121),
        "date": _DAY,
    },
    Kind.SPEAKER: {"name": _NAME, "role": _ROLE},
    Kind.ORGANIZATION: {"name": _NAME},
    Kind.EVENT: {
        "name": forms.CharField(label=_("Titre"), max_length=200),
        "date": _DAY,
        "venue": forms.CharField(label=_("Lieu"), required=False, max_length=200),
        "city": forms.CharField(label=_("Ville"), required=False, max_length=100),
    },
    Kind.TALK: {"title": forms.CharField(label=_("Titre"), max_length=200)},
    Kind.REFERENCE: {
        "label": forms.CharField(label=_("Intitulé"), max_length=200),
        "cited_from": forms.CharField(label=_("D’après"), required=False, max_length=200),
    },
    Kind.THEME: {},
}


class MarkForm(forms.Form):
    """Words of the article that the curator marks; `start` is told by the page, or else looked for."""

    kind = forms.ChoiceField(label=_("C’est"), choices=[(k.value, k.label) for k in (Kind.QUOTE, Kind.PARAPHRASE)])
    words = forms.CharField(label=_("Les mots"), strip=True, widget=forms.Textarea({"rows": 3}))
    speaker = forms.CharField(label=_("Qui parle"), required=False, max_length=120)
    attribution = forms.CharField(label=_("Ou attribué à"), required=False, max_length=160)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, recap, data=None):
        super().__init__(data, prefix="mark")
        self.recap = recap
        self.fields["speaker"].widget.attrs["list"] = "people"

    def clean(self):
        cleaned = super().clean()
        words, start = cleaned.get("words"), cleaned.get("start")
        if not words:
            return cleaned
        text = self.recap.canonical
        if start is None or text[start : start + len(words)] != words:
            start = text.find(words)
        if start < 0:
            raise ValidationError(
                _("Ces mots ne sont pas dans l’article : sélectionnez-les, ou collez-les tels quels.")
            )
        taken = self.recap.proposals.filter(kind=cleaned.get("kind"), start=start, end=start + len(words))
        if taken.exists():
            raise ValidationError(_("Ce passage est déjà proposé."))
        return cleaned | {"start": start, "end": start + len(words)}


def people():
    """The names that a form offers for who speaks."""
    return Speaker.objects.by_name().values_list("name", flat=True)
