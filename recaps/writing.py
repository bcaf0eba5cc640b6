"""What an accepted proposal writes: one method a kind, every record a draft with its source and its history."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from curation import history
from curation.models import Revision
from curation.typography import clean, strip_guillemets
from events.models import Appearance, Event, Reference, Talk
from quotes.models import Quote, Tweet
from search.folding import fold
from speakers.models import Organization, Speaker, SpeakerAlias

from .adding import place
from .models import Proposal, Span

Kind = Proposal.Kind


class Writer:
    def __init__(self, recap, matches, *, by):
        self.recap, self.matches, self.by = recap, matches, by

    def write(self, proposal):
        """(the record of an accepted proposal, whether it is new). Raises ValidationError in words."""
        return getattr(self, f"_{proposal.kind}")(proposal)

    def needs(self, proposal):
        """The open proposals that must be accepted before this one: the tweet around a quote, the person who speaks."""
        found = []
        around = self.recap.proposals.open().filter(start__lte=proposal.start, end__gte=proposal.end)
        if proposal.fields.get("in_tweet"):
            found += around.filter(kind=Kind.TWEET)
        if name := proposal.fields.get("speaker"):
            found += self.recap.proposals.open().filter(kind=Kind.SPEAKER, fields__name=name)
        return found

    def unlink(self, proposal, record):
        """Take back what accepting did to a record besides making it."""
        if proposal.kind == Kind.THEME:
            record.themed.filter(tag__name=proposal.fields["label"]).delete()
            history.write(record, by=self.by)
        elif proposal.kind == Kind.SPEAKER:
            Appearance.objects.filter(event=self.recap.event, talk=None, speaker=record).delete()
        elif proposal.kind == Kind.EVENT and self.recap.event == record:
            self.recap.event = None
            self.recap.save()
            if self.recap.source and self.recap.source.event == record:
                self.recap.source.event = None
                self.recap.source.save()
                history.write(self.recap.source, by=self.by)

    def _quote(self, proposal, kind=Quote.Kind.VERBATIM):
        fields = proposal.fields
        text, start, end = self._words(proposal)
        tweet = self._tweet_around(proposal) if fields.get("in_tweet") else None
        speaker = self._speaker_named(fields.get("speaker"))
        attribution = "" if speaker else (fields.get("attribution") or "")[:160]
        if not (speaker or attribution):
            raise ValidationError(_("L’article ne dit pas qui parle : modifiez la proposition pour le dire."))
        quote = self._added(
            Quote(
                kind=kind, text=text, language=self.recap.language, speaker=speaker, attribution=attribution,
                event=self._occasion(), talk=self._talk_of(proposal), source=None if tweet else self.recap.source,
                tweet=tweet,
                position=self._position(proposal),
            )
        )  # fmt: skip
        Span.objects.create(recap=self.recap, proposal=proposal, start=start, end=end, quote=quote)
        return quote, True

    def _paraphrase(self, proposal):
        return self._quote(proposal, Quote.Kind.PARAPHRASE)

    def _tweet(self, proposal):
        fields, handle = proposal.fields, (proposal.fields.get("handle") or "").lstrip("@")
        if not handle:
            raise ValidationError(_("Il manque l’identifiant de l’auteur du tweet : modifiez la proposition."))
        url = fields.get("url") or None
        if url and (known := Tweet.objects.filter(url=url).first()):
            return known, False
        text, start, end = self._words(proposal)
        tweet = self._added(
            Tweet(
                text=text, author_name=(fields.get("author") or handle)[:120], handle=handle[:30], url=url,
                posted_on=_day(fields.get("date")), speaker=self.matches.person(None, handle=handle),
                organization=Organization.objects.filter(handle__iexact=handle).first(), language=self.recap.language,
                event=self._occasion(), talk=self._talk_of(proposal), source=self.recap.source,
            )
        )  # fmt: skip
        Span.objects.create(recap=self.recap, proposal=proposal, start=start, end=end, tweet=tweet)
        return tweet, True

    def _speaker(self, proposal):
        fields = proposal.fields
        speaker, is_new = self._person(fields["name"], handle=fields.get("handle"), headline=fields.get("role") or "")
        for form in fields.get("forms") or ():
            is_whole = len(form.split()) > 1 and fold(form) != fold(speaker.name)
            if is_whole and not SpeakerAlias.objects.filter(key=fold(form)).exists():
                speaker.aliases.create(name=form[:120])
        history.write(speaker, by=self.by)
        if self.recap.event and not self.recap.event.appearances.filter(speaker=speaker).exists():
            Appearance.objects.create(
                event=self.recap.event, speaker=speaker, job_title=(fields.get("role") or "")[:160],
                organization=self.matches.organization(fields.get("organization")),
            )  # fmt: skip
        return speaker, is_new

    def _organization(self, proposal):
        known = self.matches.organization(proposal.fields["name"])
        return (known, False) if known else (self._added(Organization(name=proposal.fields["name"][:120])), True)

    def _event(self, proposal):
        known = self.matches.event(proposal.fields)
        event = known or self._added(self._new_event(proposal))
        place(self.recap, event, by=self.by)
        return event, not known

    def _new_event(self, proposal):
        fields = proposal.fields
        return Event(
            title=fields["name"][:200], starts_on=_day(fields.get("date")), ends_on=_day(fields.get("ends_on")),
            venue=(fields.get("venue") or "")[:200], city=(fields.get("city") or "")[:100],
            organizer=self.matches.organization(fields.get("organizer")),
            hashtag=(next(iter(fields.get("hashtags") or ()), ""))[:60],
        )  # fmt: skip

    def _talk(self, proposal):
        fields = proposal.fields
        known = self.matches.of(proposal)
        if known:
            return known, False
        event = self._occasion()
        talk = self._added(
            Talk(
                event=event, title=fields["title"][:200], title_is_ours=fields.get("title_is_ours", False),
                kind=fields.get("form") or Talk.Kind.TALK,
                position=event.talks.count() + 1, language=self.recap.language,
            )
        )  # fmt: skip
        for number, name in enumerate(fields.get("speakers") or ()):
            if person := self._speaker_named(name):
                event.appearances.filter(talk=None, speaker=person).update(talk=talk, position=number)
                talk.appearances.get_or_create(speaker=person, defaults={"event": event, "position": number})
        history.write(talk, by=self.by)
        return talk, True

    def _reference(self, proposal):
        talk = self._talk_of(proposal)
        if talk is None:
            raise ValidationError(_("Acceptez d’abord l’intervention dans laquelle cela fut dit."))
        fields = proposal.fields
        Reference.objects.create(
            talk=talk, kind=fields["form"], label=fields["label"][:200],
            cited_from=(fields.get("cited_from") or "")[:200],
            position=talk.references.count(),
        )  # fmt: skip
        history.write(talk, by=self.by)
        return talk, False

    def _theme(self, proposal):
        theme = self.matches.of(proposal)
        record = self._talk_of(proposal) or self._occasion()
        if theme is None:
            raise ValidationError(_("Ce thème n’est plus dans la base."))
        record.themes.add(theme)
        history.write(record, by=self.by)
        return record, False

    # What they are made of

    def _words(self, proposal):
        """(text, start, end): the words kept, and where they stand; an edited text that the passage has narrows it."""
        text = strip_guillemets(clean(proposal.fields.get("text") or proposal.text))
        inside = proposal.text.find(text)
        start = proposal.start + max(inside, 0)
        return text, start, start + len(text) if inside >= 0 else proposal.end

    def _occasion(self):
        if self.recap.event is None:
            raise ValidationError(_("Dites d’abord de quel évènement parle ce compte rendu."))
        return self.recap.event

    def _talk_of(self, proposal):
        """The accepted talk in whose passage a proposal stands."""
        for talk in self.recap.proposals.filter(
            kind=Kind.TALK, state=Proposal.State.ACCEPTED, start__lte=proposal.start
        ):
            if proposal.start < talk.fields.get("until", 0):
                return talk.record
        return None

    def _tweet_around(self, proposal):
        span = self.recap.spans.filter(tweet__isnull=False, start__lte=proposal.start, end__gte=proposal.end).first()
        return span.tweet if span else None

    def _speaker_named(self, name):
        return self._person(name)[0] if name else None

    def _person(self, name, *, handle=None, headline=""):
        known = self.matches.person(name, handle=handle) or Speaker.objects.filter(name=name).first()
        if known:
            return known, False
        free = handle and not Speaker.objects.filter(handle__iexact=handle).exists()
        return self._added(Speaker(name=name[:120], headline=headline[:160], handle=handle if free else None)), True

    def _position(self, proposal):
        return self.recap.spans.filter(start__lt=proposal.start).count()

    def _added(self, record):
        with transaction.atomic():
            record.save()
            history.write(record, by=self.by, action=Revision.Action.ADDED, comment=str(self.recap)[:200])
        return record


def _day(written):
    return date.fromisoformat(written) if written else None
