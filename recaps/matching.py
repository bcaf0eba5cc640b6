"""What the base already has of what was proposed. The same few queries for one proposal or three hundred."""

from functools import cached_property

from django.db.models import Q

from events.models import Event, Talk
from quotes.duplicates import are_alike
from quotes.models import Quote, Tweet
from search.folding import fold
from speakers.models import Organization, Speaker
from speakers.names import likely_same
from themes.models import Theme

from .models import Proposal

Kind = Proposal.Kind


class Matches:
    """What `recap` may be talking about. Each list is asked once, when it is first needed."""

    def __init__(self, recap):
        self.recap = recap

    def of(self, proposal):
        """The record that a proposal would be a double of, or would be linked to; None where it is new."""
        fields = proposal.fields
        if proposal.kind == Kind.SPEAKER:
            return self.person(fields.get("name"), handle=fields.get("handle"))
        if proposal.kind == Kind.ORGANIZATION:
            return self.organization(fields.get("name"))
        if proposal.kind == Kind.EVENT:
            return self.event(fields)
        if proposal.kind == Kind.THEME:
            return self.themes.get(fold(fields.get("label") or ""))
        if proposal.kind == Kind.TALK:
            return next((talk for talk in self.talks if fold(talk.title) == fold(fields.get("title") or "")), None)
        if proposal.kind in (Kind.QUOTE, Kind.PARAPHRASE):
            key = fold(proposal.text)
            return next((quote for quote in self.quotes if are_alike(key, quote.key)), None)
        if proposal.kind == Kind.TWEET:
            key = fold(proposal.text)
            return next((tweet for tweet in self.tweets if are_alike(key, fold(tweet.text))), None)
        return None

    def person(self, name, *, handle=None):
        """The person of that name in any form, or of that handle; else the only one who may be meant by initials."""
        if handle and (person := self._handles.get(handle.casefold())):
            return person
        if not name:
            return None
        if person := self._people.get(fold(name)):
            return person
        likely = [person for person in self._speakers if likely_same(person.name, name)]
        return likely[0] if len(likely) == 1 else None

    def organization(self, name):
        return self._organizations.get(fold(name or "")) if name else None

    def event(self, fields):
        """The event of the same title, or that goes by the hashtag, or the only one of that day."""
        key, tags = fold(fields.get("name") or ""), {tag.casefold() for tag in fields.get("hashtags") or ()}
        day = fields.get("date")
        same_day = [event for event in self._events if day and str(event.starts_on) == day]
        for event in self._events:
            if fold(event.title) == key or event.hashtag and event.hashtag.casefold() in tags:
                return event
        return same_day[0] if len(same_day) == 1 else None

    @cached_property
    def _speakers(self):
        return list(Speaker.objects.prefetch_related("aliases"))

    @cached_property
    def _people(self):
        forms = [(fold(person.name), person) for person in self._speakers]
        forms += [(alias.key, person) for person in self._speakers for alias in person.aliases.all()]
        return dict(reversed(forms))

    @cached_property
    def _handles(self):
        return {person.handle.casefold(): person for person in self._speakers if person.handle}

    @cached_property
    def _organizations(self):
        return {fold(row.name): row for row in Organization.objects.all()}

    @cached_property
    def _events(self):
        return list(Event.objects.all())

    @cached_property
    def themes(self):
        return {fold(name): theme for theme in Theme.objects.all() for name in (theme.name, *theme.synonym_list)}

    @cached_property
    def talks(self):
        return list(Talk.objects.filter(event=self.recap.event)) if self.recap.event_id else []

    @cached_property
    def quotes(self):
        found = Q(event=self.recap.event_id) | Q(key__in=self._keys)
        return list(Quote.objects.filter(found).exclude(span__recap=self.recap.pk))

    @cached_property
    def _keys(self):
        said = self.recap.proposals.filter(kind__in=(Kind.QUOTE, Kind.PARAPHRASE))
        return [fold(self.recap.canonical[start:end]) for start, end in said.values_list("start", "end")]

    @cached_property
    def tweets(self):
        handles = [
            one.get("handle") for one in self.recap.proposals.filter(kind=Kind.TWEET).values_list("fields", flat=True)
        ]
        return list(Tweet.objects.filter(handle__in=filter(None, handles)).exclude(span__recap=self.recap.pk))
