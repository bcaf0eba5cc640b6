"""What an accepted proposal writes: one method a kind, every record a draft with its source and its history."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curation import history
from curation.identity import Verdict
from curation.keys import key_of
from curation.models import Revision
from events.models import Appearance, Event, Reference, Talk
from language.folding import fold
from language.typography import strip_guillemets
from quotes.models import Quote, Tweet
from reading.parsing.turns import second_at
from speakers.models import Organization, Speaker, SpeakerAlias

from .effects import Effects
from .identity import is_full
from .matching import ITSELF, day_of, words_of
from .models import Proposal, Span

Kind = Proposal.Kind
NEW = "new"  # the choice of a record that is not there yet


class Undecided(ValidationError):
    """Somebody has to say who or what is meant; `subject` is the name, or `ITSELF`."""

    def __init__(self, subject, match):
        self.subject, self.match = subject, match
        sentence = _("Dites d’abord qui est « %(name)s ».") if subject else _("Dites d’abord si c’est l’un de ceux-ci.")
        super().__init__(sentence % {"name": subject} if subject else sentence)


class Writer:
    """Writes what proposals of `recap` say. `choices` are a curator's: {name, or `ITSELF`: a record's pk, or `NEW`}."""

    def __init__(self, recap, matches, *, by, choices=None):
        self.recap, self.matches, self.by, self.choices = recap, matches, by, choices or {}
        self.effects = Effects()

    def write(self, proposal):
        """The record of an accepted proposal. Raises ValidationError in words, `Undecided` if there is a question."""
        return getattr(self, f"_{proposal.kind}")(proposal)

    # One method a kind

    def _quote(self, proposal, kind=None):
        fields = proposal.fields
        kind = kind or fields.get("nature") or Quote.Kind.VERBATIM
        text, start, end = self._words(proposal)
        speaker = self._person(fields["speaker"]) if fields.get("speaker") else None
        attribution = "" if speaker else (fields.get("attribution") or "")[:160]
        if not (speaker or attribution):
            raise ValidationError(_("L’article ne dit pas qui parle : modifiez la proposition pour le dire."))
        second = second_at(self.recap.canonical, start)
        second = fields.get("seconds") if second is None else second
        tweet = self._tweet_around(proposal) if fields.get("in_tweet") else None
        source = None if tweet else self.recap.source
        if quote := self._held(proposal):
            if not (quote.source_id or quote.tweet_id):
                self._set(quote, source=source, tweet=tweet)
        else:
            quote = self._make(
                Quote(
                    kind=kind, text=text, language=fields.get("language") or self.recap.language, speaker=speaker,
                    attribution=attribution, event=self._occasion(), talk=self._talk_of(proposal), source=source,
                    tweet=tweet, position=self._position(proposal), heard_at_second=second,
                )
            )  # fmt: skip
        self._place(proposal, start, end, quote=quote)
        return self._note(quote)

    def _paraphrase(self, proposal):
        return self._quote(proposal, Quote.Kind.PARAPHRASE)

    def _tweet(self, proposal):
        fields, handle = proposal.fields, (proposal.fields.get("handle") or "").lstrip("@")
        if not handle:
            raise ValidationError(_("Il manque l’identifiant de l’auteur du tweet : modifiez la proposition."))
        text, start, end = self._words(proposal)
        url = fields.get("url") or None
        if tweet := self._held(proposal):
            lacking = {"url": url, "source": self.recap.source, "posted_on": day_of(fields.get("date"))}
            self._set(tweet, **{name: value for name, value in lacking.items() if not getattr(tweet, name)})
        else:
            tweet = self._make(
                Tweet(
                    text=text, author_name=(fields.get("author") or handle)[:120], handle=handle, url=url,
                    posted_on=day_of(fields.get("date")), speaker=self.matches.author(proposal),
                    organization=Organization.objects.filter(handle__iexact=handle).first(),
                    language=fields.get("language") or self.recap.language, event=self._occasion(),
                    talk=self._talk_of(proposal), source=self.recap.source,
                )
            )  # fmt: skip
        self._place(proposal, start, end, tweet=tweet)
        return self._note(tweet)

    def _speaker(self, proposal):
        fields = proposal.fields
        office = _office(fields)
        speaker = self._person(fields["name"], handle=fields.get("handle"), headline=office)
        for form in fields.get("forms") or ():
            is_another = is_full(form) and fold(form) != fold(speaker.name)
            if is_another and not SpeakerAlias.objects.filter(key=key_of(form)).exists():
                self.effects.touch(speaker)
                self.effects.make(speaker.aliases.create(name=form[:120]))
        history.write(speaker, by=self.by)
        if self.recap.event and not self.recap.event.appearances.filter(speaker=speaker).exists():
            organization = self.matches.organization(fields.get("organization")).record
            appearance = Appearance.objects.create(
                event=self.recap.event, speaker=speaker, organization=organization,
                job_title=((fields.get("role") or "") if organization else office)[:160],
            )  # fmt: skip
            self.effects.make(appearance)
            history.write(self.recap.event, by=self.by)
        return speaker

    def _organization(self, proposal):
        return self._held(proposal) or self._added(Organization(name=proposal.fields["name"][:120]))

    def _event(self, proposal):
        event = self._held(proposal) or self._added(self._new_event(proposal.fields))
        self.effects.touch(self.recap)
        self.recap.event = event
        self.recap.save()
        if self.recap.source and self.recap.source.event is None:
            self._change(self.recap.source, event=event)
        return event

    def _new_event(self, fields):
        first, last = day_of(fields.get("date")), day_of(fields.get("ends_on"))
        return Event(
            title=fields["name"][:200], starts_on=first,
            ends_on=last if first and last and last > first else None,  # a card changes the first day alone
            venue=(fields.get("venue") or "")[:200], city=(fields.get("city") or "")[:100],
            organizer=self.matches.organization(fields.get("organizer")).record,
            hashtag=(next(iter(fields.get("hashtags") or ()), ""))[:60],
        )  # fmt: skip

    def _talk(self, proposal):
        fields = proposal.fields
        event, people = self._occasion(), [self._person(name) for name in fields.get("speakers") or ()]
        if talk := self._held(proposal):
            self._gather(talk, proposal)
            return talk
        talk = self._added(
            Talk(
                event=event, title=fields["title"][:200], title_is_ours=self._is_ours(fields),
                kind=fields.get("form") or Talk.Kind.TALK,
                position=event.talks.count() + 1, language=self.recap.language,
            )
        )  # fmt: skip
        for number, person in enumerate(people):
            self._appears(person, talk, number)
        self._gather(talk, proposal)
        history.write(talk, by=self.by)
        history.write(event, by=self.by)
        return talk

    def _is_ours(self, fields):
        """Whether the title is one that the reader of recaps made, and no curator found in the article since."""
        return fields.get("title_is_ours", False) and fields["title"] not in self.recap.canonical

    def _appears(self, person, talk, number):
        """Who speaks in a talk speaks there: what this recap noted of the whole event moves, what was typed stays."""
        noted = talk.event.appearances.event_wide().filter(speaker=person, role=Appearance.Role.SPEAKER)
        noted = next((one for one in noted if self.recap.has_made(one)), None)
        if noted:
            self.effects.touch(noted)
            noted.talk, noted.position = talk, number
            noted.save()
        else:
            held = talk.event.appearances.filter(speaker=person).exclude(job_title="").first()
            office = {"job_title": held.job_title, "organization": held.organization} if held else {}
            self.effects.make(talk.appearances.create(speaker=person, event=talk.event, position=number, **office))

    def _gather(self, talk, proposal):
        """What was accepted before the talk, and stands in its passage, is of the talk; what was typed stays."""
        spans = self.recap.spans.filter(start__gte=proposal.start, start__lt=proposal.fields.get("until", 0))
        for span in spans.with_words().order_by("start", "pk"):
            said = span.said
            if said.talk_id is None and said.event_id == talk.event_id and self.recap.has_made(said):
                self._change(said, talk=talk)

    def _reference(self, proposal):
        talk = self._talk_of(proposal)
        if talk is None:
            raise ValidationError(_("Acceptez d’abord l’intervention dans laquelle cela fut dit."))
        fields = proposal.fields
        same = talk.references.filter(kind=fields["form"], label=fields["label"][:200])
        if not same.exists():
            reference = Reference.objects.create(
                talk=talk, kind=fields["form"], label=fields["label"][:200],
                cited_from=(fields.get("cited_from") or "")[:200], position=talk.references.count(),
            )  # fmt: skip
            self.effects.make(reference)
            history.write(talk, by=self.by)
        return talk

    def _theme(self, proposal):
        match = self.matches.of(proposal)
        if match.verdict == Verdict.NEW:
            raise ValidationError(_("Ce thème n’est plus dans la base."))
        theme = self._held(proposal)
        record = self._talk_of(proposal) or self._occasion()
        if theme and not record.themed.filter(tag=theme).exists():
            self.effects.make(record.themed.create(tag=theme))
            history.write(record, by=self.by)
        return record

    # Who and what is meant

    def _held(self, proposal):
        """The record that is there already, or None for a new one."""
        match, choice = self.matches.of(proposal), self.choices.get(ITSELF)
        if choice is not None:
            return _chosen(choice, match)
        if self.matches.is_asked(proposal):
            raise Undecided(ITSELF, match)
        return self.matches.held(proposal)

    def _person(self, name, *, handle=None, headline=""):
        """Who is so named, in the whole recap from now on."""
        match, choice = self.matches.person(name), self.choices.get(name)
        if choice is None and match.is_question:
            raise Undecided(name, match)
        speaker = match.record if choice is None else _chosen(choice, match)
        if speaker is None:
            is_free = handle and not Speaker.objects.filter(handle__iexact=handle).exists()
            speaker = Speaker(name=name[:120], headline=headline[:160], handle=handle if is_free else None)
            self._added(speaker)
        if not self.recap.identities.filter(key=key_of(name)).exists():
            self.effects.make(self.recap.identities.create(name=name[:120], speaker=speaker))
        return speaker

    # What they are made of

    def _words(self, proposal):
        """(text, start, end): the words kept, and where they stand; an edited text that the passage has narrows it."""
        text = strip_guillemets(words_of(proposal))
        inside = proposal.text.find(text)
        start = proposal.start + max(inside, 0)
        return text, start, start + len(text) if inside >= 0 else proposal.end

    def _place(self, proposal, start, end, **said):
        """Note where the words stand, if the record has these very words."""
        cuts = [cut for cut in proposal.fields.get("cuts") or () if start <= cut[0] and cut[1] <= end]
        span = Span(recap=self.recap, proposal=proposal, start=start, end=end, cuts=cuts, **said)
        is_edited = self.effects.has_made(span.said)  # its words were changed while it was accepted
        if is_edited or span.holds:
            span.save()
            self.effects.make(span)

    def _occasion(self):
        if self.recap.event is None:
            raise ValidationError(_("Dites d’abord de quel évènement parle ce compte rendu."))
        return self.recap.event

    def _talk_of(self, proposal):
        """The accepted talk in whose passage a proposal stands."""
        for talk in self.recap.proposals.accepted().filter(kind=Kind.TALK, start__lte=proposal.start):
            if proposal.start < talk.fields.get("until", 0):
                return talk.record
        return None

    def _tweet_around(self, proposal):
        span = self.recap.spans.filter(tweet__isnull=False, start__lte=proposal.start, end__gte=proposal.end).first()
        return span.tweet if span else None

    def _position(self, proposal):
        return self.recap.spans.filter(start__lt=proposal.start).count()

    def _added(self, record):
        return self._note(self._make(record))

    def _make(self, record):
        record.save()
        return self.effects.make(record)

    def _change(self, record, **values):
        self._set(record, **values)
        self._note(record)

    def _set(self, record, **values):
        """Write `values` into a record that was there, if there are any."""
        if not any(values.values()):
            return
        self.effects.touch(record)
        for name, value in values.items():
            setattr(record, name, value)
        record.save()

    def _note(self, record):
        """Keep in its history how the record stands, its parts included. Returns it."""
        is_new = self.effects.has_made(record)
        new = {"action": Revision.Action.ADDED, "comment": str(self.recap)[:200]} if is_new else {}
        history.write(record, by=self.by, **new)
        return record


def _office(fields):
    """« maire de Brest », as the article tells it: two people may be mayors of that name."""
    role, organization = fields.get("role") or "", fields.get("organization") or ""
    told = next((text for text in fields.get("told") or () if role in text and organization in text), "")
    return (told if role else "") or ", ".join(filter(None, [role, organization]))


def _chosen(choice, match):
    """The record that a curator chose; None for a new one."""
    if choice == NEW:
        return None
    found = match.chosen(choice)
    if found is None:
        raise ValidationError(_("Cette fiche n’est plus dans la base."))
    return found
