"""Bringing a file, saying what its columns are, and choosing who is meant."""

from dataclasses import replace
from hashlib import sha256

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from curation.batches import batches
from curation.fields import HANDLE, HandleField
from curation.identity import Match, Verdict
from curation.pickers import Picker
from events.forms import NATIVE
from events.models import Event
from events.timing import is_plausible
from reading.programmes.formats import FORMATS
from reading.programmes.opening import MAX_BYTES
from recaps.asking import Question, lines_of, options_of
from recaps.forms import address_input

from .imports import words
from .imports.planning import NEW
from .imports.receiving import POSTS
from .imports.told import MODELS
from .models import Import
from .posts.told import wanted

MOST_LINES = 300  # which are read while somebody waits
SUFFIXES = ".json,.js,.xml,.ics,.csv,.tsv,.xlsx,.zip,.txt"
DAY = NATIVE[models.DateField]["widget"]
NOBODY = _("Personne d’ici : garder l’identifiant seul")


class AddForm(forms.Form):
    """A file or an address, one of the two."""

    file = forms.FileField(
        label=_("Un fichier"),
        required=False,
        widget=forms.FileInput({"accept": SUFFIXES}),
        help_text=_(
            "Export de pretalx, frab, Sessionize, Indico ou pyvideo, calendrier .ics, tableau CSV ou XLSX ; "
            "archive de X (tweets.js) ou de Mastodon (outbox.json)."
        ),
    )
    address = address_input(help_text=_("Le fichier sera demandé par le serveur."))
    event = forms.ModelChoiceField(
        Event.objects.all(),
        label=_("Évènement"),
        required=False,
        widget=Picker(Import._meta.get_field("event"), admin.site),
        help_text=_(
            "Vide : celui que dit le fichier, reconnu à son titre et à ses jours, ou un nouveau ; "
            "d’une archive de messages, celui dont chacun porte le mot-dièse."
        ),
    )
    reader = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[
            ("", _("reconnu d’après le contenu")),
            *((one.name, one.label) for one in FORMATS.values()),
            (POSTS, _("archive de messages")),
        ],
    )
    hashtags = forms.CharField(
        label=_("Mots-dièse"), required=False, max_length=200, help_text=_("Seuls les messages qui portent l’un d’eux.")
    )
    since = forms.DateField(label=_("Depuis le"), required=False, widget=DAY, validators=[is_plausible])
    until = forms.DateField(label=_("Jusqu’au"), required=False, widget=DAY, validators=[is_plausible])
    handle = HandleField(_("Compte"), blank=True, help_text=_("Si le fichier ne le dit pas.")).formfield(
        validators=[HANDLE]
    )
    of_posts = ("hashtags", "since", "until", "handle")

    def clean(self):
        cleaned = super().clean()
        file, address = cleaned.get("file"), cleaned.get("address")
        if not self.errors and bool(file) == bool(address):
            raise ValidationError(_("Choisissez un fichier ou donnez une adresse : l’un des deux."))
        if file and file.size > MAX_BYTES:
            raise ValidationError(words.UNREADABLE["too long"])
        return cleaned

    def brought(self):
        """What was brought, as `receiving.receive` takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in self.of_posts}
        asked = {name: self.cleaned_data[name] for name in self.of_posts}
        asked["hashtags"] = asked["hashtags"].replace(",", " ").split()
        return said | {"wanted": wanted(**asked)}


class LinesForm(forms.Form):
    """The programme of an event as lines; `seen` is the digest of those that were shown as they are understood."""

    lines = forms.CharField(max_length=60_000)
    seen = forms.CharField(required=False)

    def clean_lines(self):
        lines = self.cleaned_data["lines"]
        if lines.count("\n") >= MOST_LINES:
            raise ValidationError(
                _("%(most)d lignes au plus à la fois : collez le reste ensuite."), params={"most": MOST_LINES}
            )
        return lines

    @cached_property
    def digest(self):
        return sha256(self.cleaned_data["lines"].encode()).hexdigest()

    @property
    def is_seen(self):
        return self.cleaned_data["seen"] == self.digest


class ColumnsForm(forms.Form):
    """What each column of a table says. `columns` has a field, and its first values, for each header."""

    def __init__(self, batch, data=None):
        super().__init__(data)
        known = batch.mapping or batch.columns["guesses"]
        choices = [("", _("laissée de côté")), *words.COLUMNS.items()]
        for place, header in enumerate(batch.columns["headers"]):
            field = forms.ChoiceField(label=header, required=False, choices=choices, initial=known.get(header, ""))
            field.examples = [row[place] for row in batch.columns["examples"] if place < len(row) and row[place]]
            self.fields[f"column-{place}"] = field

    def clean(self):
        said = [value for value in super().clean().values() if value]
        if "title" not in said:
            raise ValidationError(words.UNREADABLE["no column says the titles"])
        if twice := next((value for value in said if said.count(value) > 1), None):
            raise ValidationError(_("Deux colonnes disent « %(field)s » : gardez-en une.") % {
                "field": words.COLUMNS[twice]})  # fmt: skip
        return self.cleaned_data

    def mapping(self):
        """{header: field}"""
        return {self.fields[name].label: value for name, value in self.cleaned_data.items() if value}


class ChoicesForm(forms.Form):
    """The questions of an import: each candidate with what tells it apart, then another record."""

    def __init__(self, batch, data=None):
        super().__init__(data)
        self.asked = batch.report.get("questions", [])
        rows = _candidates(self.asked)
        matches = {one["subject"]: Match(Verdict.ONE_OF, one["kind"], tuple(_there(rows, one))) for one in self.asked}
        lines = lines_of(matches.values())
        for one in self.asked:
            match = matches[one["subject"]]
            options = options_of(match, lines)
            if one.get("is_sought"):
                options[-1] = replace(options[-1], label=str(NOBODY))
            initial = _initial(match, batch.choices.get(one["subject"], ""))
            field = Question(one["name"], match, options, initial=initial)
            told = " · ".join(filter(None, [one["name"], one["told"]]))
            field.label = f"{MODELS[one['kind']]._meta.verbose_name} : {told}"
            self.fields[one["subject"]] = field

    def choices(self):
        return {subject: choice for subject, choice in self.cleaned_data.items() if choice}


def _initial(match, choice):
    """What was chosen before, as far as it can be chosen still."""
    record = match.chosen(choice)
    if record:
        return str(record.pk)
    return choice if choice == NEW else ""


def _candidates(asked):
    """{(kind, pk): record} of all that may be meant. A query for each kind and each batch."""
    found = {}
    for kind, model in MODELS.items():
        keys = sorted({pk for one in asked if one["kind"] == kind for pk, _label in one["records"]})
        for some in batches(keys):
            found |= {(kind, pk): row for pk, row in model.objects.in_bulk(some).items()}
    return found


def _there(rows, asked):
    return [rows[asked["kind"], pk] for pk, _label in asked["records"] if (asked["kind"], pk) in rows]
