"""Rows loaded by SQL that is written once are those that Django loads."""

from datetime import date

import pytest

from quotes.models import Quote, Tweet
from quotes.showing import LINES, THEMED
from tests import builders as make

pytestmark = pytest.mark.django_db
RELATIONS = {
    "quote": ("event", "talk", "speaker", "source", "tweet"),
    "tweet": ("event", "talk", "speaker", "source", "organization"),
}


def told(row):
    """All that is known of a row and of what is around it, without another query."""
    own = {name: value for name, value in row.__dict__.items() if name != "_state"}
    around = {name: behind and told(behind) for name, behind in row._state.fields_cache.items()}
    return type(row), own, around, row._state.db, row._state.adding, row.get_deferred_fields()


@pytest.fixture
def world():
    theme, organization = make.theme(), make.organization()
    event = make.event(starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 9))
    talk = make.talk(event=event)
    around = {"event": event, "talk": talk, "speaker": make.speaker(headline="maire"), "themes": [theme]}
    source = make.source(published_on=date(2015, 7, 10), event=event)
    tweet = make.tweet(posted_on=date(2015, 7, 8), source=source, organization=organization, **around)
    make.tweet(posted_on=None, event=event)
    make.quote(text="ouvrir", source=source, **around)
    make.quote(text="tenir", tweet=tweet, speaker=None, attribution="un habitant")
    make.quote(text="attendre", status="draft", event=event)


@pytest.mark.parametrize("model", [Quote, Tweet])
def test_lines_are_filled_as_django_fills_them(world, django_assert_num_queries, model):
    kind = model._meta.model_name
    wanted = list(model.objects.public().in_brief(*RELATIONS[kind]).order_by("pk"))
    keys = list(model.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):  # what some have apart is asked for once
        found = sorted(LINES[kind].of(keys), key=lambda row: row.pk)
        assert [told(row) for row in found] == [told(row) for row in wanted]
    assert len(found) == 2
    assert LINES[kind].of([]) == []


@pytest.mark.parametrize("model", [Quote, Tweet])
def test_the_themes_of_lines_are_the_public_ones_in_their_order(world, model):
    row = model.objects.public().filter(themed__isnull=False).first()
    row.themes.add(make.theme(name="Autre", position=0), make.theme(name="Caché", status="draft"))
    wanted = model.objects.with_themes().get(pk=row.pk).shown_themes
    assert [item.tag for item in THEMED[model._meta.model_name].of([row.pk])] == wanted
    assert len(wanted) == 2


def test_a_line_asks_for_what_it_lacks_and_is_saved_as_any_row(world):
    [row] = LINES["quote"].of([Quote.objects.get(text="ouvrir").pk])
    assert row.context == Quote.objects.get(pk=row.pk).context
    row.text = "ouvrir encore"
    row.save()
    assert Quote.objects.get(pk=row.pk).text == "ouvrir encore"
