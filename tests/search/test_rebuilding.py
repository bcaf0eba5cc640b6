"""The index says what the records say, or else the check names what it says wrongly, and a rebuild mends it."""

import pytest
from django.core.management import CommandError, call_command

from quotes.models import Quote
from search import index
from search.described import DESCRIBED, of_model
from search.entries import COLUMNS, PLACE
from search.indexing import refresh
from search.models import Stale
from search.rebuilding import drift
from search.sql import ask
from speakers.models import Speaker
from tests import builders as make

pytestmark = pytest.mark.django_db


def place(record):
    return of_model(type(record)).place(record.pk)


def test_the_check_names_what_is_wrong_and_the_rebuilding_mends_it(capsys):
    person = make.speaker(name="Camille Martin")
    make.talk(title="Exposé", speakers=[person], themes=[make.theme()])
    quote, other, gone, tweet = make.quote(), make.quote(), make.quote(), make.tweet()
    call_command("rebuild_search_index", "--check")
    assert "L’index dit" in capsys.readouterr().out
    index.remove(index.at([place(person), place(quote)]))
    ask(f"UPDATE search_index SET facets = '_kautre' WHERE {PLACE} = %s", [place(other)])
    Quote.objects.filter(pk=gone.pk).delete()
    type(tweet).objects.filter(pk=tweet.pk).update(status="draft")
    Stale.objects.all().delete()
    assert sorted(drift()) == [
        (("quote", quote.pk), "missing"),
        (("quote", other.pk), "different"),
        (("quote", gone.pk), "superfluous"),
        (("speaker", person.pk), "missing"),
        (("tweet", tweet.pk), "superfluous"),
    ]
    with pytest.raises(CommandError):
        call_command("rebuild_search_index", "--check")
    said = capsys.readouterr().out
    assert f"citation {gone.pk} : de trop dans l’index" in said
    assert f"intervenant {person.pk} : absent de l’index" in said
    call_command("rebuild_search_index", verbosity=0)
    assert list(drift()) == []


def test_an_entry_without_a_record_is_named_too():
    gone = of_model(Speaker).entry(10**6)
    index.put({gone: {column: [] for column in COLUMNS} | {"facets": [[]]}})
    assert list(drift()) == [(("speaker", 10**6), "superfluous")]


def test_a_draft_has_no_entry():
    make.speaker(name="Camille Martin", status="draft")
    refresh()
    assert index.is_empty()
    assert list(drift()) == []


def test_no_two_records_share_an_entry_or_a_place():
    for made in ("entry", "place"):
        ids = {getattr(described, made)(pk) for described in DESCRIBED.values() for pk in range(1, 100)}
        assert len(ids) == 99 * len(DESCRIBED)


UNBROKEN = {
    "letters": "a" * 2_100,
    "an address": "https://exemple.fr/" + "x1" * 3_000,
    "Japanese": "まちづくり" * 90,
    "Thai": "การพัฒนาเมืองอัจฉริยะ" * 60,
    "one sign, eighteen letters": "ﷺ" * 100,
    "no longer than others": "anticonstitutionnellement" * 3,
}


@pytest.mark.parametrize("run", UNBROKEN.values(), ids=UNBROKEN)
def test_no_run_of_letters_is_too_long_for_the_index(client, run):
    person = make.speaker(name="Zoé Noir", headline=run[:160])
    event = make.event(title=run[:200], summary=f"{run} {run}")
    talk = make.talk(title="Des rues", event=event, speakers=[person], abstract=f"Avant {run}, après.")
    make.theme(name=run[:100], description=run, synonyms=run)
    make.organization(name=run[:120], description=run)
    page = client.get("/recherche/", {"q": "rues"})
    assert page.status_code == 200 and talk.get_absolute_url() in page.content.decode()
    assert list(drift()) == []
    for typed in (run, run[:60], run[:40], f"{run[:60]}*", f'"avant {run}"', f"-{run}", f"rues {run}"):
        assert client.get("/recherche/", {"q": typed}).status_code == 200


def test_what_begins_so_is_found_however_long_it_is(client):
    word = "xyz" * 60
    event = make.event(title=word)
    for typed in (word, word[:180], word[:80], word[:50], word[:10]):
        assert event.get_absolute_url() in client.get("/recherche/", {"q": typed}).content.decode()
