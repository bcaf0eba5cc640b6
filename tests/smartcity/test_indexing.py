import pytest
from django.core.management import CommandError, call_command

from smartcity import indexing
from speakers.models import Speaker
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_the_check_names_what_the_public_index_says_wrongly_and_a_rebuild_mends_it(capsys):
    person = make.speaker(name="Camille Martin")
    make.talk(title="Exposé", speakers=[person], themes=[make.theme()])
    call_command("rebuild_search_index", "--check")
    entry = indexing.entry_id(Speaker, person.pk)
    indexing.INDEX.remove([entry])
    with pytest.raises(CommandError):
        call_command("rebuild_search_index", "--check")
    assert f"intervenant {person.pk} :" in capsys.readouterr().out
    call_command("rebuild_search_index", verbosity=0)
    call_command("rebuild_search_index", "--check")


def test_an_entry_without_a_record_is_named_too():
    gone = indexing.entry_id(Speaker, 10**6)
    indexing.INDEX.put({gone: {column: [] for column in indexing.COLUMNS}})
    assert list(indexing.drift()) == [(Speaker, 10**6)]


def test_a_draft_has_no_entry():
    make.speaker(name="Camille Martin", status="draft")
    indexing.refresh()
    assert list(indexing.drift()) == []
    assert indexing.INDEX.differing({}) == []


def test_two_kinds_never_share_an_entry():
    ids = {indexing.entry_id(model, pk) for model in indexing.KINDS for pk in range(1, 100)}
    assert len(ids) == 99 * len(indexing.KINDS)


def test_a_person_who_comes_is_noted_without_a_look_at_talks():
    bodies = {trigger.name: trigger.sql["sqlite"] for trigger in indexing.triggers()}
    assert "events_talk" not in bodies["public_speakers_speaker_insert"]
    assert "events_talk" in bodies["public_speakers_speaker_update"]


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
    assert list(indexing.drift()) == []
    for typed in (run, run[:60], run[:40], f"{run[:60]}*", f'"avant {run}"', f"-{run}", f"rues {run}"):
        assert client.get("/recherche/", {"q": typed}).status_code == 200


def test_what_begins_so_is_found_however_long_it_is(client):
    word = "xyz" * 60
    event = make.event(title=word)
    for typed in (word, word[:180], word[:80], word[:50], word[:10]):
        assert event.get_absolute_url() in client.get("/recherche/", {"q": typed}).content.decode()
