"""A knowledge base of so many quotes: events over twenty-five years, their talks, people, themes, sources."""

from datetime import date, timedelta
from itertools import islice

from curation import tallies
from curation.models import Status
from events.models import Appearance, Event, Reference, Talk, ThemedEvent, ThemedTalk
from language.folding import fold
from quotes.models import Quote, Source, ThemedQuote, ThemedTweet, Tweet
from search import triggers, watching
from smartcity.invented.collection import published
from smartcity.invented.words import zipf
from speakers.models import Organization, Speaker
from themes.models import Theme

FIRST_DAY, DAYS = date(2000, 1, 1), 25 * 365
TALKS = 5  # an event
QUOTES = 200  # an event
THEMES = 200
PEOPLE, NOTIONS = 3, 2  # at a talk
HOUSES = 60  # at least: a page of them
BATCH = 5_000
DRAFTS, PARAPHRASES, TWEETS, ENGLISH = 0.02, 0.25, 0.05, 0.05  # of all


def fill(vocabulary, size):
    """Insert `size` quotes and tweets, the oldest first, and what is around them; nothing of it is indexed yet."""
    triggers.drop(watching.triggers())  # noting each row would only take time
    _insert(vocabulary, size)
    triggers.put(watching.triggers())
    tallies.sum_up()  # as each night does: otherwise PostgreSQL has a row for each that was inserted


def _insert(vocabulary, size):
    """`bulk_create` does without what `save` would compute."""
    chance = vocabulary.random
    people, themes = _people(vocabulary, max(100, size // 100)), _themes(vocabulary)
    by_fame, by_use = zipf(len(people)), zipf(len(themes))
    talks = _talks(vocabulary, max(1, size // QUOTES))
    talk_count = len(talks)

    def made(number):
        talk = talks[number * talk_count // size]
        shared = {
            "event_id": talk.event_id,
            "talk_id": talk.pk,
            "text": vocabulary.text(),
            "language": "en" if chance.random() < ENGLISH else "fr",
            "status": Status.DRAFT if chance.random() < DRAFTS else Status.PUBLISHED,
            "speaker": chance.choices(people, cum_weights=by_fame)[0],
            "source": talk.source,
        }
        if chance.random() < TWEETS:
            return Tweet(posted_on=talk.event.starts_on, author_name=shared["speaker"].name, handle="qui", **shared)
        kind = Quote.Kind.PARAPHRASE if chance.random() < PARAPHRASES else Quote.Kind.VERBATIM
        return Quote(kind=kind, context=vocabulary.text() if chance.random() < 0.2 else "", **shared)

    rows = map(made, range(size))
    while batch := list(islice(rows, BATCH)):
        for model, link in ((Quote, ThemedQuote), (Tweet, ThemedTweet)):
            stored = model.objects.bulk_create([row for row in batch if type(row) is model])
            link.objects.bulk_create(
                link(content_object=row, tag=theme)
                for row in stored
                for theme in dict.fromkeys(chance.choices(themes, cum_weights=by_use, k=chance.choice((1, 1, 2, 3))))
            )
    _surround(chance, talks, people, themes)


def _surround(chance, talks, people, themes):
    """Who spoke for whom, what it was about, what was leant on."""
    houses = Organization.objects.bulk_create(
        published(Organization, number, name=f"Association {number}") for number in range(max(HOUSES, len(people) // 5))
    )
    Appearance.objects.bulk_create(
        Appearance(
            event_id=talk.event_id, talk=talk, speaker=person, organization=chance.choice(houses), position=place
        )
        for talk in talks
        for place, person in enumerate(chance.sample(people, PEOPLE))
    )
    Reference.objects.bulk_create(Reference(talk=talk, label=talk.title, kind=Reference.Kind.FIGURE) for talk in talks)
    events = list({talk.event_id: talk.event for talk in talks}.values())
    for link, rows in ((ThemedTalk, talks), (ThemedEvent, events)):
        link.objects.bulk_create(
            link(content_object=row, tag=theme) for row in rows for theme in chance.sample(themes, NOTIONS)
        )


def _people(vocabulary, size):
    first = ["Carlos", "Xavier", "Pascale", "Camille", "Dominique", "Claude", "Anne-Marie", "Noël", "Inès", "Gaëlle"]
    names = [f"{vocabulary.random.choice(first)} {word.capitalize()}" for word in vocabulary.blended([], size)]
    return Speaker.objects.bulk_create(
        published(Speaker, number, name=name, sort_key=fold(name)) for number, name in enumerate(names)
    )


def _themes(vocabulary):
    names = vocabulary.plain(least=1, most=THEMES, texts=THEMES)[:THEMES]
    return Theme.objects.bulk_create(
        published(Theme, number, name=name, key=fold(name)) for number, name in enumerate(names)
    )


def _talks(vocabulary, events):
    """The talks in order of their days, with `event` and the `source` that tells of it."""
    days = sorted(FIRST_DAY + timedelta(vocabulary.random.randrange(DAYS)) for _ in range(events))
    titles = [vocabulary.text()[:80] for _ in range(events * (TALKS + 1))]
    held = Event.objects.bulk_create(
        published(Event, number, title=titles.pop(), starts_on=day) for number, day in enumerate(days)
    )
    sources = Source.objects.bulk_create(
        Source(title=event.title, event=event, status=Status.PUBLISHED) for event in held
    )
    talks = Talk.objects.bulk_create(
        published(Talk, number, title=titles.pop(), event=held[number // TALKS], position=number % TALKS)
        for number in range(events * TALKS)
    )
    for number, talk in enumerate(talks):
        talk.source = sources[number // TALKS]
    return talks
