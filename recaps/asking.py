"""What is asked before a proposal is accepted: who is meant, whether it is there already, and what to change of it."""

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from curation.pictures import picture_sizes
from curation.slugs import slugify_fr

from .forms import EDITABLE
from .matching import Matches
from .models import Proposal
from .writing import NEW, Undecided

NEW_ONE = {
    "speaker": _("Une nouvelle personne"),
    "organization": _("Une nouvelle organisation"),
    "event": _("Un nouvel évènement"),
    "talk": _("Une nouvelle intervention"),
    "quote": _("Une autre citation"),
    "tweet": _("Un autre tweet"),
    "theme": _("Aucun de ceux-ci"),
}


@dataclass(frozen=True)
class Option:
    """A record that may be meant, or a new one; `detail` is what tells it apart."""

    value: str  # its pk, or NEW
    label: str
    detail: str
    portrait: str = ""
    record: object = None


class Question(forms.ChoiceField):
    """Who or what is meant. Where that is a question nothing is chosen beforehand."""

    def __init__(self, subject, match, options, *, initial):
        self.subject, self.match, self.options = subject, match, options
        super().__init__(
            label=_("Qui est « %(name)s » ?") % {"name": subject} if subject else _("Est-ce l’un de ceux-ci ?"),
            choices=[(option.value, option.label) for option in options],
            initial=initial,
            required=not initial,
            error_messages={"required": Undecided(subject, match).message},
        )

    @property
    def keys(self):
        """The candidates' keys, which the page sends back: they are those that were seen."""
        return [option.value for option in self.options if option.record]

    @property
    def settled(self):
        """The option that is taken if nothing else is chosen, or None."""
        return next((option for option in self.options if option.value == self.initial), None)


class DecisionForm(forms.Form):
    """The questions of a proposal and, if it `edits`, its fields as they were found or changed."""

    def __init__(self, proposal, matches=None, data=None, *, edits=False, lines=None):
        """`matches` of the recap and `lines_of` their candidates, where the page has asked for them already."""
        super().__init__(data, initial={"text": proposal.text} | proposal.fields, prefix=f"p{proposal.pk}")
        self.edits, self._editable = edits, EDITABLE[proposal.kind] if edits else {}
        self.fields |= {name: deepcopy(field) for name, field in self._editable.items()}
        if self.is_bound:  # another name may have been typed
            proposal = _as_typed(proposal, {name: self[name].value() for name in self._editable})
            matches = lines = None
        matches = matches or Matches.around(proposal)
        subjects = matches.subjects(proposal)
        lines = lines_of([match for subject, match in subjects]) if lines is None else lines
        for subject, match in subjects:
            held = match.record if subject else matches.held(proposal)
            is_asked = match.is_question if subject else matches.is_asked(proposal)
            initial = "" if is_asked else str(held.pk) if held else NEW
            name = f"who-{slugify_fr(subject)}" if subject else "itself"
            self.fields[name] = Question(subject, match, options_of(match, lines), initial=initial)

    def clean(self):
        """A page that was opened before others were noted did not offer them: it is asked again."""
        cleaned = super().clean()
        for field in self.questions:
            seen = self.data.get(f"{field.html_name}-seen")
            if seen is not None and not set(field.field.keys) <= set(seen.split()):
                self.add_error(field.name, _("Une autre fiche est venue depuis : choisissez."))
        return cleaned

    @property
    def questions(self):
        return [self[name] for name, field in self.fields.items() if isinstance(field, Question)]

    @property
    def edited(self):
        return [self[name] for name in self._editable]

    def changed(self):
        """The fields that were changed, as JSON keeps them."""
        return as_json({name: self.cleaned_data[name] for name in self._editable if name in self.changed_data})

    def choices(self):
        """What was chosen, as `deciding.accept` takes it."""
        answers = {field.field.subject: self.cleaned_data[field.name] for field in self.questions}
        return {subject: answer for subject, answer in answers.items() if answer}


def lines_of(matches):
    """{(model, pk): what a picker shows} of all candidates of `matches`. The same few queries for any number."""
    found = defaultdict(set)
    for match in matches:
        for record in match.records:
            found[type(record)].add(record.pk)
    lines = {}
    for model, keys in found.items():
        page = admin.site.get_model_admin(model)
        rows = page.for_picker(model.objects.filter(pk__in=keys).order_by("pk"))
        lines |= {(model, line["id"]): line for line in page.lines(list(rows))}
    return lines


def options_of(match, lines):
    """The candidates of a match, the likeliest first, and a new one."""
    found = []
    for record in match.records:
        line = lines[type(record), str(record.pk)]
        portrait = picture_sizes(record)[0][0] if getattr(record, "picture", None) else ""
        found.append(Option(line["id"], line["text"], line["detail"], portrait, record))
    return [*found, Option(NEW, str(NEW_ONE[match.kind]), "")]


def _as_typed(proposal, typed):
    fields = proposal.fields | as_json(typed)
    place = {"recap": proposal.recap, "kind": proposal.kind, "start": proposal.start, "end": proposal.end}
    return Proposal(pk=proposal.pk, fields=fields, **place)


def as_json(values):
    """The values of a form as JSON keeps them in the fields of a proposal."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
