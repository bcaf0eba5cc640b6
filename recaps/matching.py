"""What the base already has of what was proposed. The same few queries for one proposal or three hundred."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from django.db.models import Q

from curation.addresses import address_key
from curation.identity import Match, Verdict, judged
from events.models import Event, Talk
from language.folding import fold
from language.typography import clean
from quotes.duplicates import are_alike, are_nearly_the_same, worded
from quotes.models import Quote, Tweet
from reading.programmes.kinds import talk_kind
from speakers.models import Organization
from themes.models import Theme
from themes.naming import identity

from .editions import Named, series_of
from .identity import People
from .models import Proposal
from .offices import agreement, offices

Kind = Proposal.Kind
ITSELF = ""  # the subject of a choice that is of no person: the proposed record itself
LATE = timedelta(days=180)  # an article of so long after tells of another edition, unless it says the day itself
SHIFTED = timedelta(days=31)  # days so near may be one event whose date is wrong


class Matches:
    """What `proposals`, those of `recap`, may be talking about. Each list is asked once, when it is first needed."""

    def __init__(self, recap, proposals=None):
        self.recap = recap
        self.proposals = list(recap.proposals.all()) if proposals is None else proposals
        self._read = defaultdict(dict)  # {model: {key: record}}

    @classmethod
    def around(cls, proposal):
        """Those of the recap of `proposal`, with what it says now, saved or not."""
        others = [one for one in proposal.recap.proposals.all() if one.pk != proposal.pk]
        for one in others:
            one.recap = proposal.recap
        return cls(proposal.recap, [*others, proposal])

    def of(self, proposal):
        """The `Match` of a proposal: the record that it would be a double of, or would be linked to."""
        fields = proposal.fields
        if proposal.kind == Kind.SPEAKER:
            return self.person(fields.get("name"))
        if proposal.kind == Kind.ORGANIZATION:
            return self.organization(fields.get("name"))
        if proposal.kind == Kind.EVENT:
            return self.event(fields)
        if proposal.kind == Kind.THEME:
            return judged("theme", exact=self._themes.get(identity(fields.get("label") or ""), ()))
        if proposal.kind == Kind.TALK:
            return self._talk(fields)
        if proposal.kind in (Kind.QUOTE, Kind.PARAPHRASE):
            return self._quote(proposal)
        if proposal.kind == Kind.TWEET:
            return self._tweet(proposal)
        return Match(Verdict.NEW, proposal.kind)

    # People

    def names(self, proposal):
        """The names of those whom an accepted proposal would write down as people."""
        fields = proposal.fields
        if proposal.kind == Kind.TALK:
            return list(filter(None, fields.get("speakers") or ()))
        name = fields.get("name") if proposal.kind == Kind.SPEAKER else fields.get("speaker")
        return [name] if name and proposal.kind in (Kind.SPEAKER, Kind.QUOTE, Kind.PARAPHRASE) else []

    def held(self, proposal):
        """The record that is used unless a curator says otherwise: the same one, or nearly the same words of the same
        person at the same event. None for a new one, and where it is asked."""
        match = self.of(proposal)
        if match.verdict == Verdict.PERHAPS and match.kind == "quote":
            nearest = match.records[0]
            is_theirs = _author_of(nearest) == self._author(proposal)
            return nearest if is_theirs and self._is_here(nearest) else None
        return match.record

    def is_asked(self, proposal):
        """Whether a curator has to say which record it is; words that only resemble others are words of their own."""
        match = self.of(proposal)
        return match.is_question and not (match.kind == "quote" and match.verdict == Verdict.PERHAPS)

    def subjects(self, proposal):
        """[(name, or `ITSELF`, its `Match`), …]: all that a curator may have to choose for a proposal."""
        found = [(name, self.person(name)) for name in self.names(proposal)]
        match = self.of(proposal)
        return found if proposal.kind == Kind.SPEAKER or not match.records else [*found, (ITSELF, match)]

    def needed_by(self, proposal):
        """The open proposals to be accepted before this one: the tweet around a quote, the people who speak."""
        names, found = self.names(proposal), []
        for one in self.proposals:
            is_around = one.kind == Kind.TWEET and one.start <= proposal.start and proposal.end <= one.end
            is_speaker = one.kind == Kind.SPEAKER and one.fields.get("name") in names
            if one.is_open and one.pk != proposal.pk and (is_speaker or is_around and proposal.fields.get("in_tweet")):
                found.append(one)
        return found

    def person(self, name):
        """Who is so named: whom a curator chose for this recap, else what the base has, by all that the recap says."""
        cards = self._told.get(fold(name or ""), ())
        told = dict.fromkeys(text for card in cards for text in _said_of(card))
        gender, handle = (next((card[key] for card in cards if card.get(key)), None) for key in ("gender", "handle"))
        match = self.people.identify(name or "", told=tuple(told), gender=gender or "x", handle=handle)
        if (chosen := self.chosen.get(fold(name or ""))) is None or self._are_two(told):
            return match
        others = (row for row in match.records if row != chosen)
        return Match(Verdict.SAME, "speaker", (chosen, *others))

    def author(self, tweet):
        """The person whose account posted a proposed tweet; None if that is nobody, or somebody of another name."""
        handle = (tweet.fields.get("handle") or "").lstrip("@")
        return self.people.of_handle(handle, name=tweet.fields.get("author") or handle)

    def _are_two(self, told):
        """Whether an article gives one name two offices that are hardly one person's: each of its words is asked for.

        A trade and an organisation may be: « la géographe » is « de l’agence d’urbanisme ».
        """
        held = [text for text in told if offices(text)]
        return any(agreement([one], [other]) < 0 for one, other in combinations(held, 2))

    @cached_property
    def people(self):
        names = [name for proposal in self.proposals for name in self.names(proposal)]
        handles = [proposal.fields.get("handle") for proposal in self.proposals]
        return People(names, handles)

    @cached_property
    def _told(self):
        """{folded name: what the recap, and the versions that it corrects, say of that person}"""
        earlier = ()
        if self.recap.corrects_id:
            earlier = Proposal.objects.filter(recap__in=self.recap.lineage()[1:], kind=Kind.SPEAKER)
        cards = [one.fields for one in (*self.proposals, *earlier) if one.kind == Kind.SPEAKER]
        return _grouped((fold(card.get("name") or ""), card) for card in cards)

    @cached_property
    def chosen(self):
        """{folded name: whom a curator meant by it in this recap}"""
        return self.recap.chosen_people() if self.recap.pk else {}

    # Organisations, themes

    def organization(self, name):
        found = {"exact": [], "alike": []}
        for row in self._loaded(Organization, self._organizations.get(fold(name), ()) if name else ()):
            found["exact" if _are_one(row.name, name) else "alike"].append(row)
        return judged("organization", **found)

    @cached_property
    def _organizations(self):
        """{folded name: keys}; those of the article are read at once."""
        rows = Organization.objects.order_by("pk").values_list("pk", "name")
        found = _grouped((fold(name), pk) for pk, name in rows)
        told = (one.fields.get(field) for one in self.proposals for field in ("name", "organization", "organizer"))
        self._loaded(Organization, [pk for name in filter(None, told) for pk in found.get(fold(name), ())])
        return found

    @cached_property
    def _themes(self):
        rows = Theme.objects.order_by("pk")
        names = {theme.key: [theme] for theme in rows}
        others = ((key, theme) for theme in rows for key in {*map(identity, theme.synonym_list)})
        return _grouped(others) | names

    # Events, talks

    def event(self, fields):
        """The event of that title on that day. Neither its title nor a hashtag beats a date.

        Before it stand its series and its other editions, which may have another year in their title.
        """
        title, tags = fold(fields.get("name") or ""), {tag.casefold() for tag in fields.get("hashtags") or ()}
        series, days = series_of(title), days_told(fields)
        found = {"exact": [], "doubtful": [], "alike": [], "before": []}
        for event in self._loaded(Event, [row.pk for row in self._events if row.may_be(title, series, tags, days)]):
            same_title = bool(title) and _are_one(event.title, fields["name"])
            same_series = bool(title) and series_of(fold(event.title)) == series
            same_tag = bool(event.hashtag) and event.hashtag.casefold() in tags
            if likeness := self._likeness(event, fields, same_title, same_series, same_tag):
                found[likeness].append(event)
        return judged("event", **found)

    def _likeness(self, event, fields, same_title, same_series, same_tag):
        """How an event is like the one that was told: "exact", "doubtful", "alike", "before" it, or ""."""
        when = self._on_its_days(event, fields)
        if _is_before(event, when, same_title, same_series, same_tag):
            return "before"
        if same_title and when != "near":
            return "doubtful" if when == "unsure" or _contradict(event.city, fields.get("city")) else "exact"
        return "alike" if same_title or same_tag or when == "same" and fields.get("date") else ""

    def _on_its_days(self, event, fields):
        """How the days told fit: "same", "near", "other"; "unsure" if none is told, "undated" of the event."""
        if event.starts_on is None:
            return "undated"
        if days := days_told(fields):
            first, last = days
            if first <= event.last_day and event.starts_on <= last:
                return "same"
            return "near" if first - SHIFTED <= event.last_day and event.starts_on <= last + SHIFTED else "other"
        if year := fields.get("year"):
            months = {(day.year, day.month) for day in (event.starts_on, event.last_day)}
            month = fields.get("month")
            return "same" if any(year == y and month in (None, m) for y, m in months) else "other"
        published_on = self.recap.published_on
        is_soon = published_on and event.starts_on - SHIFTED <= published_on <= event.last_day + LATE
        return "same" if is_soon else "unsure"

    @cached_property
    def _events(self):
        rows = Event.objects.order_by("starts_on", "pk").values_list("pk", "title", "hashtag", "starts_on", "until")
        return [
            Named(pk, (title := fold(name)), series_of(title), tag.casefold(), first, last)
            for pk, name, tag, first, last in rows
        ]

    def _loaded(self, model, keys):
        """The records of these keys, in their order; each is read once."""
        read = self._read[model]
        if missing := [key for key in keys if key not in read]:
            read |= model.objects.in_bulk(missing)
        return [read[key] for key in keys if key in read]

    @cached_property
    def occasion(self):
        """The event that the recap tells of, or would be said to tell of; None where that is a question."""
        if self.recap.event_id:
            return self.recap.event
        event = next((p for p in self.proposals if p.kind == Kind.EVENT), None)
        return event and self.event(event.fields).record

    def _talk(self, fields):
        title, people = fields.get("title") or "", {fold(name) for name in fields.get("speakers") or ()}
        found = {"exact": [], "doubtful": [], "alike": []}
        for talk in self._talks if fold(title) else ():
            if _are_one(talk.title, title):
                found["doubtful" if self._may_be_another(talk, people) else "exact"].append(talk)
            elif are_alike(fold(talk.title), fold(title)):
                found["alike"].append(talk)
        return judged("talk", **found)

    def _may_be_another(self, talk, people):
        """Whether a talk of that title is told of others, or of none and the title may be that of several."""
        names = {fold(str(one.speaker)) for one in talk.appearances.all() if one.speaker}
        if not people.isdisjoint(names):
            return False
        return bool(people and names) or self._may_be_several(talk.title, talk.event)

    def _may_be_several(self, title, event):
        """Whether a title that says but of what kind a talk is stands twice in the article, or may on several days."""
        titles = (one.fields.get("title") or "" for one in self.proposals if one.kind == Kind.TALK)
        is_again = sum(identity(one) == identity(title) for one in titles) > 1
        return bool(talk_kind(title)) and (is_again or event.last_day != event.starts_on)

    @cached_property
    def _talks(self):
        talks = Talk.objects.filter(event=self.occasion).prefetch_related("appearances__speaker").order_by("pk")
        return list(talks) if self.occasion else []

    # Words

    def _quote(self, proposal):
        key, said_by = fold(words_of(proposal)), self._author(proposal)
        found = {"exact": [], "doubtful": [], "alike": []}
        for quote in self._quotes:
            is_theirs, is_here = _author_of(quote) == said_by, self._is_here(quote)
            if quote.key == key and is_here:
                is_same = is_theirs and _are_one(quote.text, words_of(proposal))
                found["exact" if is_same else "doubtful"].append(quote)
            elif quote.key == key or is_theirs and is_here and are_nearly_the_same(key, quote.key):
                found["alike"].insert(0 if is_theirs and is_here else len(self._quotes), quote)
        return judged("quote", **found)

    def _is_here(self, quote):
        return self.occasion is not None and quote.event_id == self.occasion.pk

    def _author(self, proposal):
        name = proposal.fields.get("speaker")
        person = self.person(name).record if name else None
        return person.pk if person else fold(name or proposal.fields.get("attribution") or "")

    @cached_property
    def _quotes(self):
        keys = [fold(words_of(p)) for p in self.proposals if p.kind in (Kind.QUOTE, Kind.PARAPHRASE)]
        found = worded(keys)
        if self.occasion:
            found |= Q(event=self.occasion)
        return list(Quote.objects.filter(found).select_related("speaker").order_by("pk"))

    def _tweet(self, proposal):
        fields, key = proposal.fields, fold(words_of(proposal))
        handle = (fields.get("handle") or "").lstrip("@").casefold()
        address = address_key(fields.get("url"))
        if held := [tweet for tweet in self._tweets if address and tweet.address_key == address]:
            return judged("tweet", exact=held)
        found = {"exact": [], "doubtful": [], "alike": []}
        for tweet in self._tweets:
            if tweet.handle.casefold() != handle:
                continue
            if fold(tweet.text) == key:
                found["doubtful" if _may_be_another_post(tweet, proposal) else "exact"].append(tweet)
            elif are_alike(key, fold(tweet.text)):
                found["alike"].append(tweet)
        return judged("tweet", **found)

    @cached_property
    def _tweets(self):
        posts = [p.fields for p in self.proposals if p.kind == Kind.TWEET]
        asked = Q(address_key__in={key for post in posts if (key := address_key(post.get("url")))})
        for handle in {(post.get("handle") or "").lstrip("@") for post in posts} - {""}:
            asked |= Q(handle__iexact=handle)
        return list(Tweet.objects.filter(asked).order_by("pk"))


def words_of(proposal):
    """The words that would be kept: those of the passage, or as a curator changed them."""
    return clean(proposal.fields.get("text") or proposal.text)


def _are_one(text, other):
    """Whether two texts have the same words, and the same signs: « C » and « C++ » are two."""
    return fold(text) == fold(other) and identity(text) == identity(other)


def _may_be_another_post(tweet, proposal):
    """Whether a post of the same words and author has another day or address, or other signs."""
    url, day = proposal.fields.get("url"), proposal.fields.get("date")
    is_of_another_day = day and tweet.posted_on and str(tweet.posted_on) != day
    return is_of_another_day or url and tweet.url or not _are_one(tweet.text, words_of(proposal))


def _author_of(quote):
    return quote.speaker_id or fold(quote.attribution)


def _said_of(card):
    """What a card tells of a person: its appositions, or the office and the organisation that were read."""
    read = ", ".join(filter(None, [card.get("role"), card.get("organization")]))
    return card.get("told") or list(filter(None, [read]))


def _is_before(event, when, same_title, same_series, same_tag):
    """Whether an event is another edition of the one that was told, or its series."""
    is_another_day = when == "other" and (same_series or same_tag)
    is_another_title = same_series and not same_title and when != "same"
    return is_another_day or is_another_title or same_series and event.kind == Event.Kind.SERIES


def _contradict(one, other):
    return bool(one and other) and fold(one) != fold(other)


def days_told(fields):
    """(first, last) day that an article tells of an event; None where it tells none."""
    first = day_of(fields.get("date"))
    return first and (first, day_of(fields.get("ends_on")) or first)


def day_of(written):
    """The day of a field, as JSON keeps it; None of an empty one."""
    return date.fromisoformat(written) if written else None


def _grouped(pairs):
    found = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return found
