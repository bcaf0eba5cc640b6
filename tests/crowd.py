"""A collection around the rows that a test looks at: as many of each kind as is asked for, none of them theirs."""

from datetime import date, timedelta
from hashlib import sha256

from curation.models import Revision, Status
from events.models import Appearance, Event, Reference, Talk, ThemedEvent, ThemedReference, ThemedTalk
from quotes.models import Quote, Source, ThemedQuote, ThemedTweet, Tweet
from recaps.models import Proposal, Recap
from speakers.models import Organization, Speaker, SpeakerAlias
from themes.models import Theme

THEMES = 12  # of a collection of any size: a vocabulary
FIRST_DAY, DAYS = date(2005, 1, 1), 3650


class Crowd:
    """`grow` adds to it. The first theme, speaker and organization have half of everything, the town has all of it."""

    TOWN = "bourg"

    def __init__(self):
        self.size = 0
        self.themes = _made(
            Theme, ({"name": f"grand thème {number}", "slug": f"t{number}"} for number in range(THEMES))
        )
        [self.speaker] = _made(Speaker, [{"name": "Grande Oratrice", "slug": "oratrice"}])
        [self.house] = _made(Organization, [{"name": "Grande Maison", "slug": "maison"}])

    def grow(self, size):
        """Let there be `size` of each kind."""
        numbers = range(self.size, size)
        people = _made(Speaker, ({"name": f"Dominique R{n}", "slug": f"d{n}"} for n in numbers))
        houses = _made(Organization, ({"name": f"Maison {n}", "slug": f"m{n}"} for n in numbers))
        events = _made(Event, (self._event(n) for n in numbers))
        sources = _made(Source, ({"title": event.title, "event": event} for event in events))
        talks = _made(Talk, ({"title": f"Exposé {event.slug}", "slug": event.slug, "event": event} for event in events))
        recaps = _made(
            Recap, ({"title": f"Récit {n}", "canonical": f"« récit {n} »", "digest": _digest(n)} for n in numbers)
        )
        said = [
            {
                "event": talk.event,
                "talk": talk,
                "speaker": self.speaker if number % 2 else person,
                "organization": self.house if number % 2 else house,
                "source": source,
            }
            for number, talk, person, house, source in zip(numbers, talks, people, houses, sources, strict=True)
        ]
        for_tweet = {"author_name": "Lab", "handle": "lab", "posted_on": FIRST_DAY}
        quotes = _made(Quote, (_without(row, "organization") | {"text": _words(row)} for row in said))
        tweets = _made(Tweet, (row | for_tweet | {"text": _words(row)} for row in said))
        references = _made(Reference, ({"talk": talk, "label": talk.title, "kind": "figure"} for talk in talks))
        for model, rows in (
            (ThemedEvent, events), (ThemedTalk, talks), (ThemedReference, references), (ThemedQuote, quotes),
            (ThemedTweet, tweets),
        ):  # fmt: skip
            _made(model, ({"content_object": row, "tag": self._theme(n)} for n, row in zip(numbers, rows, strict=True)))
        _made(Appearance, (_without(row, "source") for row in said))
        _made(SpeakerAlias, ({"speaker": person, "name": f"Alias {person.slug}"} for person in people))
        _made(
            Revision,
            ({"record": row, "label": str(row), "action": "added", "snapshot": []} for row in [*quotes, *talks]),
        )
        _made(Proposal, ({"recap": recap, "kind": "quote", "start": 0, "end": 5, "confidence": 1} for recap in recaps))
        self.size = size

    def _event(self, number):
        day = FIRST_DAY + timedelta(days=number * 7 % DAYS)
        organizer = self.house if number % 2 else None
        return {
            "title": f"Rencontre {number}",
            "slug": f"r{number}",
            "starts_on": day,
            "organizer": organizer,
            "city": self.TOWN,
        }

    def _theme(self, number):
        return self.themes[0 if number % 2 else number // 2 % THEMES]


def _made(model, rows):
    """Public rows of these fields; `bulk_create` works out what `save` would, but for the slug."""
    public = {"status": Status.PUBLISHED} if hasattr(model, "is_published") else {}
    return model.objects.bulk_create([model(**public, **row) for row in rows])


def _without(row, name):
    return {key: value for key, value in row.items() if key != name}


def _words(row):
    return f"La ville de demain, selon {row['talk'].slug}"


def _digest(number):
    return sha256(str(number).encode()).hexdigest()
