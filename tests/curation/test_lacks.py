"""What lacks something is noted by the database, whatever writes."""

from random import Random

import pytest
from django.core.management import call_command

from curation import lacks
from curation.lacks import Lack
from curation.models import Status
from events.models import Appearance, Talk
from quotes.models import Quote, ThemedQuote
from search.sql import ask
from search.triggers import drop
from speakers.models import Speaker
from tests import builders as make

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
