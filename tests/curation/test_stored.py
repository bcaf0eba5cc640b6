"""What the database keeps right by itself: who is seen, and in which order, whatever writes."""

import random
from datetime import date, datetime
from functools import partial
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from curation import bulk, history, lacks, merging, stored, tallies
from curation.models import Status, Tally
from curation.visibility import amiss
from curation.wholes import Whole
from events.models import Appearance, Event, Talk, TalkLink
from quotes.models import Quote, QuoteLink, ThemedQuote, Tweet
from search.sql import ask
from search.triggers import lift
from speakers.models import Speaker
from tests import builders as make
from tests.together import at_once

pytestmark = pytest.mark.django_db
STATUSES = [Status.DRAFT, Status.PUBLISHED, Status.PUBLISHED]
CURATED = [Event, Talk, Speaker, Quote, Tweet]


def wrong():
    """{model: keys of its rows that are not as they should be}, of those that have any; and the tallies that lie, and
    the lacks that are not noted."""
    models = stored.in_order(apps.get_models())
    found = {model: {*amiss(model), *stored.differing(model)} for model in models}
    return {model: keys for model, keys in found.items() if keys} | tallies.amiss() | dict.fromkeys(lacks.amiss())


def tree(dice):
    """Rows that hang on each other, some of them drafts."""

    def status():
        return dice.choice(STATUSES)

    people = [make.speaker(status=status()) for _ in range(3)]
    houses = [make.organization(status=status()) for _ in range(2)]
    themes = [make.theme(status=status()) for _ in range(3)]
    events = [make.event(status=status(), starts_on=dice.choice([None, date(2020, 1, n)])) for n in (1, 2)]
    talks = [make.talk(event=dice.choice(events), themes=dice.sample(themes, 2), status=status()) for _ in range(4)]
    sources = [make.source(status=status()) for _ in range(2)]
    tweets = [make.tweet(talk=dice.choice(talks), source=dice.choice(sources), status=status()) for _ in range(3)]
    for talk in talks:
        Appearance.objects.create(talk=talk, event=talk.event, speaker=dice.choice(people), organization=houses[0])
        Appearance.objects.create(talk=talk, event=talk.event, organization=dice.choice(houses))
        make.reference(talk=talk, themes=themes[:1])
    quotes = [
        make.quote(
            talk=dice.choice([*talks, None]),
            **({"event": dice.choice(events)} if n % 2 else {}),
            speaker=dice.choice(people),
            source=dice.choice([*sources, None]),
            tweet=dice.choice([*tweets, None]),
            themes=dice.sample(themes, 2),
            status=status(),
            position=n,
        )
        for n in range(8)
    ]
    TalkLink.objects.create(source=talks[0], kind="echoes", target=talks[1])
    QuoteLink.objects.create(source=quotes[0], kind="echoes", target=quotes[1])


def one(dice, model):
    return dice.choice(list(model.objects.order_by("pk")))


def save(dice):
    record = one(dice, dice.choice(CURATED))
    record.status = dice.choice(STATUSES)
    record.save()


def save_what_was_read_before(dice):
    record = one(dice, dice.choice(CURATED))
    type(record).objects.update(status=dice.choice(STATUSES))
    record.save(update_fields=["updated_at"])
    record.save()


def update(dice):
    model = dice.choice(CURATED)
    model.objects.filter(pk__gt=one(dice, model).pk - 2).update(status=dice.choice(STATUSES))


def update_by_sql(dice):
    model = dice.choice(CURATED)
    ask(f"UPDATE {model._meta.db_table} SET status = %s WHERE id = %s", [dice.choice(STATUSES), one(dice, model).pk])


def claim_to_be_public(dice):
    dice.choice([*CURATED, ThemedQuote, Appearance]).objects.update(is_public=dice.choice([True, False]))


def move(dice):
    quote = one(dice, Quote)
    quote.talk, quote.speaker = one(dice, Talk), one(dice, Speaker)
    quote.save()


def move_a_talk(dice):
    talk = one(dice, Talk)
    talk.event = one(dice, Event)
    talk.position = dice.randrange(9)
    talk.starts_at = dice.choice([None, timezone.make_aware(datetime(2020, 1, 1, dice.randrange(8, 20)))])
    talk.save()


def move_many(dice):
    quotes = list(Quote.objects.all())
    for quote in quotes:
        quote.speaker, quote.status = one(dice, Speaker), dice.choice(STATUSES)
    Quote.objects.bulk_update(quotes, ["speaker", "status"])


def add_many(dice):
    quote = one(dice, Quote)
    fields = {"event": quote.event, "talk": quote.talk, "speaker": quote.speaker, "text": "De plus."}
    Quote.objects.bulk_create([Quote(status=status, is_public=True, **fields) for status in STATUSES])


def change_a_day(dice):
    event = one(dice, Event)
    event.starts_on = dice.choice([None, date(2021, 5, dice.randrange(1, 28))])
    event.ends_on = None
    event.save()


def delete_and_restore(dice):
    link = QuoteLink.objects.values("source", "target")
    quote = dice.choice(list(Quote.objects.exclude(pk__in=link.values("target")).order_by("pk")))
    history.restore(history.delete(quote, by=None), by=None)


def merge(dice):
    kept, gone = dice.sample(list(Speaker.objects.order_by("pk")), 2)
    done = merging.merge(kept, gone, by=None)
    assert wrong() == {}
    merging.undo(done, by=None)


def publish_together(dice):
    """Publish all that goes with an event, or withdraw it, and undo that half of the time."""
    event, status = one(dice, Event), dice.choice(list(Status))
    keys = {model: list(rows) for model, rows in Whole(event).rows().items()}
    if done := bulk.set_status_together(event, keys, status, by=None):
        assert wrong() == {}
        bulk.undo_status(done, by=None) if dice.random() < 0.5 else None


WAYS = [
    save, save_what_was_read_before, update, update_by_sql, claim_to_be_public, move, move_a_talk, move_many, add_many,
    change_a_day, delete_and_restore, merge, publish_together,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_whatever_writes_the_public_sees_what_it_should(seed):
    dice = random.Random(seed)
    tree(dice)
    assert wrong() == {}
    for way in dice.sample(WAYS * 2, len(WAYS) * 2):
        way(dice)
        assert wrong() == {}, way.__name__
    for model in CURATED:
        model.objects.update(status=Status.PUBLISHED)
    assert Quote.objects.public().exists()
    assert wrong() == {}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_withdrawn_and_shown_again_is_so_whatever_wrote_last(way):
    dice = random.Random(way.__name__)
    tree(dice)
    way(dice)
    Event.objects.update(status=Status.DRAFT)
    assert not Quote.objects.public().exists() and not Talk.objects.public().exists()
    Event.objects.update(status=Status.PUBLISHED)
    assert wrong() == {}


def test_what_comes_before_what_it_hangs_on_is_seen_with_it():
    quote = make.quote()
    values = Event.objects.values().get()
    with transaction.atomic():  # no key is looked at before its end
        ask("DELETE FROM events_event")
        Quote.objects.update(position=3, status=Status.DRAFT)
        Quote.objects.update(status=Status.PUBLISHED)
        assert not Quote.objects.public().exists()
        Event(**{name: value for name, value in values.items() if name != "until"}).save(force_insert=True)
    assert list(Quote.objects.public()) == [quote]
    assert wrong() == {}


def test_lists_go_by_day_event_hour_and_position():
    first, last = (
        make.event(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 3)),
        make.event(starts_on=date(2020, 1, 2)),
    )
    none = make.event(starts_on=None)

    def hour(day, hour):
        return timezone.make_aware(datetime(2020, 1, day, hour))

    talks = [
        make.talk(event=first, starts_at=hour(3, 9)),
        make.talk(event=last, position=7),
        make.talk(event=first, starts_at=hour(2, 8), position=9),
        make.talk(event=first, starts_at=hour(2, 10), position=1),
        make.talk(event=first, day=date(2020, 1, 2), position=0),
        make.talk(event=first, position=1),
        make.talk(event=first, position=2),
        make.talk(event=none),
    ]
    quotes = [make.quote(talk=talk, position=number) for talk in talks for number in (1, 2)]
    whole = make.quote(event=first)
    assert list(Talk.objects.by_date()) == talks
    assert list(Quote.objects.by_date()) == [*quotes[:14], whole, *quotes[14:]]
    assert list(Event.objects.by_date()) == [last, first, none]
    Event.objects.filter(pk=none.pk).update(starts_on=date(2022, 1, 1))
    assert list(Quote.objects.by_date())[:2] == quotes[14:]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writes at a time there")
@pytest.mark.parametrize("before", STATUSES[:2])
def test_two_who_write_what_hangs_together_miss_nothing(before):
    after = next(status for status in STATUSES if status != before)
    for _ in range(10):
        event = make.event(status=before)
        talk = make.talk(event=event)
        at_once(
            partial(Event.objects.filter(pk=event.pk).update, status=after),
            partial(make.quote, event=event),
            partial(make.quote, talk=talk),
        )
    assert wrong() == {}


def test_a_command_says_what_is_wrong_and_mends_it():
    quote = make.quote()
    call_command("check_visibility", stdout=StringIO())
    lift()
    Quote.objects.update(status=Status.DRAFT)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("check_visibility", stdout=said)
    assert said.getvalue() == f"citation {quote.pk}\n"
    call_command("migrate", verbosity=0)
    assert wrong() == {}
    call_command("check_visibility", stdout=StringIO())


def test_tallies_are_summed_up_and_say_the_same():
    speaker = make.speaker()
    quotes = [make.quote(speaker=speaker) for _ in range(3)]
    make.quote(status=Status.DRAFT)
    quotes[0].delete()
    before = tallies.tally(Quote), tallies.tally(Quote, "kind", Quote.Kind.VERBATIM), tallies.tally_of(speaker.quotes)
    assert before == (2, 2, 2)
    tallies.sum_up()
    assert Tally.objects.filter(what="quotes_quote").count() == 1
    after = tallies.tally(Quote), tallies.tally(Quote, "kind", Quote.Kind.VERBATIM), tallies.tally_of(speaker.quotes)
    assert after == before
    assert tallies.amiss() == {}


def test_numbers_a_year_follow_the_day_of_the_event_and_of_the_talk():
    person, theme = make.speaker(), make.theme()
    event = make.event(starts_on=date(2014, 12, 31), ends_on=date(2015, 1, 2))
    talk = make.talk(event=event, speakers=[person], themes=[theme])
    for given in ({"talk": talk}, {"event": event}, {"event": make.event(starts_on=None)}):
        make.quote(speaker=person, themes=[theme], **given)
    make.quote(speaker=person, talk=talk, status=Status.DRAFT)
    assert (theme.count_by_year("quote"), theme.count_by_year("talk")) == ({2014: 2}, {2014: 1})
    talk.day = date(2015, 1, 1)
    talk.save()
    assert tallies.tally_by_year(Quote, "speaker", person.pk) == {2014: 1, 2015: 1}
    assert tallies.tally_by_year_of(person.appearances) == {2014: 1}  # in the place of the event
    Event.objects.filter(pk=event.pk).update(status=Status.DRAFT)
    assert (theme.count_by_year("quote"), tallies.tally_by_year(Quote)) == ({}, {})
    assert tallies.amiss() == {}
    tallies.sum_up()
    assert tallies.amiss() == {}
