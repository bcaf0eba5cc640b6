"""What an article says of itself, and of which event it tells: one of the base, or a new one, of which it told us."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from curation.forms import LeadingForm
from curation.identity import judged
from curation.keys import AlreadyThere
from curation.pickers import Picker
from events.models import Event
from language import dates
from quotes.models import Source

from . import deciding, intake
from .asking import as_json
from .forms import EDITABLE, LANGUAGES
from .matching import ITSELF, Matches
from .models import Proposal, Recap
from .writing import NEW

LEAD = 2000  # letters among which a day is looked for where no event is named
CREATE = _("Créer cet évènement")
ANOTHER = _("Un autre évènement de la base, ou aucun")


class RecapForm(LeadingForm):
    """What the page said of itself, to be corrected, and the event that it tells of.

    While no event is known `which` offers those that may be meant, then a new one of the title, days and place that
    were told; `event` has any other.
    """

    which = forms.ChoiceField(label=_("De quel évènement s’agit-il ?"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Nom de l’évènement"), required=False, max_length=200)
    date = forms.DateField(label=_("Premier jour"), required=False, widget=EDITABLE["event"]["date"].widget)
    ends_on = forms.DateField(label=_("Dernier jour"), required=False, widget=EDITABLE["event"]["date"].widget)
    venue = forms.CharField(label=_("Lieu"), required=False, max_length=200)
    city = forms.CharField(label=_("Ville"), required=False, max_length=100)
    event = forms.ModelChoiceField(
        Event.objects.all(),
        label=_("Évènement"),
        required=False,
        widget=Picker(Recap._meta.get_field("event"), admin.site),
    )
    language = forms.ChoiceField(
        label=_("Langue"), required=False, choices=LANGUAGES, help_text=_("Celle qui fut reconnue dans le texte.")
    )
    OF_EVENT = ("name", "date", "ends_on", "venue", "city")

    class Meta:
        model = Recap
        fields = ("title", "author", "publisher", "published_on", "address", "language", "event")
        widgets = {"published_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, recap, data=None):
        self.found = recap.proposals.open().filter(kind=Proposal.Kind.EVENT).in_order().first()
        told = self.found.fields if self.found else {"name": recap.title, "date": _first_day(recap)}
        super().__init__(data, instance=recap, initial=told | {"event": recap.event})
        if recap.event:
            for name in ("which", *self.OF_EVENT):
                del self.fields[name]
            return
        self.match = Matches(recap).event(told) if self.found else judged("event")  # all events are read for it
        offered = [(str(record.pk), str(record)) for record in self.match.records]
        self.fields["which"].choices = [*offered, (NEW, CREATE), ("", ANOTHER)]
        self.initial["which"] = None if self.match.is_question else self._likely

    @property
    def _likely(self):
        """A record that is the same, else a new one if the article names it."""
        return str(self.match.record.pk) if self.match.record else NEW if self.found else ""

    @property
    def offered(self):
        """[(the radio button, the record that it stands for or None), …]"""
        records = {str(record.pk): record for record in self.match.records}
        return [(button, records.get(button.data["value"])) for button in self["which"]]

    @property
    def about_event(self):
        return [self[name] for name in self.OF_EVENT if name in self.fields]

    @property
    def about_page(self):
        return [self[name] for name in self.Meta.fields if name != "event"]

    def clean_language(self):
        return self.cleaned_data["language"] or self.instance.language

    def clean_address(self):
        address = self.cleaned_data["address"]
        if address and "address" in self.changed_data:
            held = Source.objects.at(address).exclude(pk=self.instance.source_id).first()
            if held:
                raise AlreadyThere(Source._meta.get_field("address_key").error_messages["held"], held=held)
        return address

    def clean(self):
        cleaned = super().clean()
        if "which" not in self.fields:
            return cleaned
        which, other = cleaned.get("which"), cleaned.get("event")
        if which and other:
            self.add_error(
                "event", _("Vous avez choisi deux évènements : celui-ci, et un autre plus haut. Gardez-en un.")
            )
        elif self.match.is_question and "which" not in self.data and not other:
            self.add_error("which", _("Dites d’abord si c’est l’un de ceux-ci."))
        elif which == NEW:
            self._check_event(cleaned)
        elif other in self.match.records:
            cleaned |= {"which": str(other.pk), "event": None}  # accepted with its proposal, and undone with it
        return cleaned

    def _check_event(self, cleaned):
        if not cleaned.get("name"):
            self.add_error("name", _("Donnez un nom à l’évènement."))
        event = Event(starts_on=cleaned.get("date"), ends_on=cleaned.get("ends_on"))
        try:
            event.clean_fields(exclude=[f.name for f in Event._meta.fields if f.name not in ("starts_on", "ends_on")])
            event.validate_constraints(exclude=["slug", "title"])
        except ValidationError as error:
            self.add_error("ends_on" if cleaned.get("ends_on") else "date", error.messages)

    def decide(self, *, by):
        """Save what was corrected, then accept the event that was chosen: as a new draft, or as the one that is there.

        Raises ValidationError in words, such as `deciding.Decided`, where the event alone could not be accepted.
        """
        intake.correct(self.instance, by=by)
        which = self.cleaned_data.get("which")
        if which:
            typed = as_json({name: self.cleaned_data[name] for name in self.OF_EVENT}) if which == NEW else {}
            deciding.accept(self.found or self._by_hand(), by=by, choices={ITSELF: which}, fields=typed)

    def _by_hand(self):
        """The proposal of an event that the reader did not find: its place is its name, else the first line."""
        text, name = self.instance.canonical, self.cleaned_data["name"]
        start = max(text.find(name), 0)
        end = start + len(name) if text.startswith(name, start) else len(text.partition("\n")[0]) or 1
        place = {"kind": Proposal.Kind.EVENT, "start": start, "end": end}
        return self.instance.proposals.get_or_create(**place, defaults={"by_hand": True, "fields": {"name": name}})[0]


def _first_day(recap):
    """The first day that the article writes, ISO, or None; without a year it is of the year of publication."""
    year = recap.published_on.year if recap.published_on else None
    found = next(iter(dates.days(recap.canonical[:LEAD], year=year)), None)
    return found and found[2].isoformat()
