"""What lacks something is noted by the database, whatever writes."""

from random import Random

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from curation import lacks
from curation.lacks import Lack
from curation.models import Status
from events.models import Appearance, Talk
from quotes.models import Quote, ThemedQuote
from search.sql import ask
from search.triggers import drop
from speakers.models import Speaker
from tests import builders as make
from tests.together import at_once

pytestmark = pytest.mark.django_db
OF_QUOTES = "quotes_themedquote.content_object_id"


def bare(model=Quote, relation="themed"):
    return set(lacks.without(model.objects.all(), relation))


def noted():
    return set(Lack.objects.filter(what=OF_QUOTES).values_list("key", flat=True))


def test_a_quote_is_without_a_theme_until_it_bears_one_and_again_when_it_bears_none():
    theme, other = make.theme(), make.theme()
    quote, draft = make.quote(), make.quote(status=Status.DRAFT)
    assert bare() == {quote, draft}
    quote.themes.add(theme, other)
    assert (bare(), noted()) == ({draft}, {draft.pk})
    ThemedQuote.objects.filter(tag=theme).delete()
    assert bare() == {draft}
    ThemedQuote.objects.update(content_object=draft)
    assert bare() == {quote}
    ask("DELETE FROM quotes_themedquote")
    assert bare() == {quote, draft}
    quote.delete()
    assert (bare(), noted()) == ({draft}, {draft.pk})


def test_a_talk_is_without_a_speaker_whose_appearance_went_to_the_whole_event():
    talk = make.talk(speakers=[make.speaker()])
    assert bare(Talk, "appearances") == set()
    Appearance.objects.update(talk=None)
    assert bare(Talk, "appearances") == {talk}
    Appearance.objects.update(talk=talk)
    assert bare(Talk, "appearances") == set()


def test_what_has_one_again_is_forgotten_at_night():
    theme, other = make.theme(), make.theme()
    quote = make.quote(themes=[theme, other])
    ThemedQuote.objects.filter(tag=theme).delete()
    assert (bare(), noted()) == (set(), {quote.pk})
    call_command("tidy", verbosity=0)
    assert (bare(), noted()) == (set(), set())


def test_what_was_written_without_triggers_is_noted_by_migrate():
    quote = make.quote(themes=[make.theme()])
    drop([trigger for trigger in lacks.triggers() if trigger.table == "quotes_themedquote"])
    ThemedQuote.objects.all().delete()
    assert lacks.amiss() == {(OF_QUOTES, quote.pk)}
    call_command("migrate", verbosity=0)
    assert lacks.amiss() == set()
    assert bare() == {quote}


@pytest.mark.parametrize("seed", range(4))
def test_none_is_missed_whatever_is_written(seed):
    dice = Random(seed)
    themes = [make.theme() for _ in range(3)]
    for _step in range(40):
        talks, quotes = list(Talk.objects.all()), list(Quote.objects.all())
        deed = dice.choice(["talk", "quote", "theme", "theme", "unset", "move", "delete", "bulk"])
        if deed == "talk":
            make.talk(speakers=dice.choice([[], [make.speaker()]]))
        elif deed == "quote" or not (quotes and talks):
            make.quote(themes=dice.sample(themes, dice.randrange(3)))
        elif deed == "theme":
            dice.choice([*talks, *quotes]).themes.add(dice.choice(themes))
        elif deed == "unset":
            dice.choice(talks).appearances.update(talk=None)
            dice.choice(quotes).themed.all().delete()
        elif deed == "move":
            taken = dice.choice(quotes)
            first = ThemedQuote.objects.exclude(tag__in=taken.themes.all()).first()
            ThemedQuote.objects.filter(pk=getattr(first, "pk", None)).update(content_object=taken)
        elif deed == "delete":
            dice.choice(quotes).delete()
        else:
            made = Quote.objects.bulk_create(Quote(event=quotes[0].event, attribution="x", text=f"{n}") for n in "ab")
            ThemedQuote.objects.bulk_create(ThemedQuote(content_object=made[0], tag=theme) for theme in themes)
        assert lacks.amiss() == set()
    assert bare() == set(Quote.objects.filter(themed=None))
    assert bare(Talk) == set(Talk.objects.filter(themed=None))
    for model in (Talk, Speaker):
        assert bare(model, "appearances") == set(model.objects.filter(appearances=None))


@pytest.fixture
def meanwhile():
    """Do some work in a transaction of another connection, which waits for nobody."""

    def work_beside(work):
        def beside():
            with transaction.atomic():
                ask("SET LOCAL lock_timeout = '2s'")
                work()

        (failure,) = at_once(beside)
        assert failure is None

    return work_beside


of_two = pytest.mark.skipif(connection.vendor == "sqlite", reason="one writes at a time there")


@of_two
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_kept", [True, False])
def test_who_gives_and_takes_themes_waits_for_nobody_who_does(meanwhile, is_kept):
    themes = [make.theme() for _ in range(3)]
    quote, stale = make.quote(), make.quote(themes=themes)
    ThemedQuote.objects.filter(tag=themes[2]).delete()

    def turn(theme, other):
        quote.themes.add(theme)
        ThemedQuote.objects.filter(content_object=stale, tag=theme).delete()
        stale.themes.add(themes[2]) if other else None

    with transaction.atomic():
        turn(themes[0], None)
        meanwhile(lambda: turn(themes[1], themes[2]))
        transaction.set_rollback(not is_kept)
    assert lacks.amiss() == set()
    assert bare() == set()


@of_two
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tidy", [lacks.tidy, lacks.note_all])
def test_what_is_taken_away_while_it_is_tidied_is_noted(meanwhile, tidy):
    themes = [make.theme(), make.theme()]
    quote = make.quote(themes=themes)
    ThemedQuote.objects.filter(tag=themes[0]).delete()
    with transaction.atomic():
        ThemedQuote.objects.filter(tag=themes[1]).delete()
        meanwhile(tidy)
    assert lacks.amiss() == set()
    assert bare() == {quote}


def test_what_is_gone_is_forgotten_at_night_in_whatever_order_it_went():
    quote = make.quote(themes=[make.theme()])
    with transaction.atomic():
        ask("DELETE FROM quotes_quote")
        ask("DELETE FROM quotes_themedquote")
    assert noted() == {quote.pk}
    lacks.tidy()
    assert noted() == set()
