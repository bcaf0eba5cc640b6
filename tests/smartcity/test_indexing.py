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
    bodies = {name: body for name, *_, body in indexing.triggers()}
    assert "events_talk" not in bodies["public_speakers_speaker_insert"]
    assert "events_talk" in bodies["public_speakers_speaker_update"]
