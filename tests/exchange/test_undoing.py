"""An import that is taken back: the base is as before, but for what somebody touched since."""

from datetime import date

import pytest
from django.db import connection

from curation import history, merging
from curation.models import ExternalReference, Seeded, Status
from events.models import Event, Talk
from exchange.imports.importing import bring_in, take_back
from exchange.imports.undoing import StillNeeded
from exchange.models import Import
from exchange.posts.told import PostsFile
from exchange.programmes.told import ProgrammeFile
from quotes.models import Tweet
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.exchange import programmes as told
from tests.exchange.test_posts import archive, post
from themes.models import Theme

pytestmark = pytest.mark.django_db
MODELS = (Organization, Theme, Speaker, Event, Talk)


@pytest.fixture
def bring(curator):
    def bring(programme):
        batch = Import.objects.create(name="programme.json", system=programme.system, by=curator)
        bring_in(ProgrammeFile(programme), batch, by=curator)
        return batch

    return bring


def base():
    """All that the base says: records with their parts, and what files said of them.

    Not their numbers in calendars, which never go back.
    """
    rows = [sorted(history.snapshots(model, model.objects.values("pk")).items()) for model in MODELS]
    for _pk, snapshot in (one for kind in rows for one in kind):
        snapshot[0]["fields"].pop("sequence", None)
    return [*rows, *(list(model.objects.order_by("pk").values()) for model in (Seeded, ExternalReference))]


def names(stayed):
    return sorted(str(record) for record in stayed)


def test_what_was_made_is_gone_and_nothing_else(bring, curator):
    make.talk(title="Déjà là", speakers=[make.speaker(name="Bob Ferrand")])
    before = base()
    batch = bring(told.programme(organizers=("Les Arbres", "Ville de Brume")))
    assert base() != before
    assert take_back(batch, by=curator) == []
    assert base() == before
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by) == (Import.State.UNDONE, curator)


def test_what_was_changed_is_as_before(bring, curator):
    bring(told.programme())
    before = base()
    later = told.with_talk(
        told.programme(),
        "Compter les arbres",
        room="Salle B",
        people=(told.person(identifier="ANA", job_title="maire"), told.person("Zoé Petit")),
        recordings=(),
        themes=("Ville", "Air"),
    )
    batch = bring(told.replace_event(later, city="Brume", organizers=("Les Arbres",)))
    assert base() != before
    assert take_back(batch, by=curator) == []
    assert base() == before


def test_it_may_be_brought_in_again(bring, curator):
    take_back(bring(told.programme()), by=curator)
    batch = bring(told.programme())
    assert batch.report["counts"]["talk"] == {"new": 2}


def test_what_somebody_edited_since_stays_with_what_it_needs(bring, curator):
    batch = bring(told.programme())
    talk = Talk.objects.get(title="Nuit des feuilles")
    talk.abstract = "Une nuit."
    talk.save()
    history.write(talk, by=curator)
    assert names(take_back(batch, by=curator)) == [
        "Ana Duval", "Arbres", "Nuit des feuilles", "Rencontre des arbres", "Ville de Brume"
    ]  # fmt: skip
    assert Talk.objects.get() == talk
    assert not Speaker.objects.filter(name="Bob Ferrand").exists()


def test_what_somebody_used_since_stays(bring, curator):
    batch = bring(told.programme())
    bob = Speaker.objects.get(name="Bob Ferrand")
    make.quote(speaker=bob)
    assert take_back(batch, by=curator) == [bob]
    assert batch.written.filter(made=True).count() > 5


def test_what_somebody_changed_again_stays_and_the_rest_goes_back(bring, curator):
    bring(told.programme())
    talk = Talk.objects.get(title="Compter les arbres")
    batch = bring(told.with_talk(told.programme(), talk.title, room="Salle B", track="Bleu"))
    talk.refresh_from_db()
    talk.room = "Amphithéâtre"
    talk.save()
    history.write(talk, by=curator)
    assert take_back(batch, by=curator) == [talk]
    talk.refresh_from_db()
    assert (talk.room, talk.track) == ("Amphithéâtre", "Vert")


def test_what_was_merged_since_stays_merged(bring, curator):
    kept = make.speaker(name="Robert Ferrand")
    batch = bring(told.programme())
    merging.merge(kept, Speaker.objects.get(name="Bob Ferrand"), by=curator)
    assert "Robert Ferrand" not in names(take_back(batch, by=curator))
    assert [speaker.name for speaker in Speaker.objects.order_by("pk")] == ["Robert Ferrand", "Ana Duval"]
    assert Talk.objects.get().appearances.filter(speaker=kept).exists()


def test_a_record_made_by_hand_that_was_merged_into_an_imported_one_is_not_deleted(bring, curator):
    batch = bring(told.programme())
    imported = Speaker.objects.get(name="Bob Ferrand")
    done = merging.merge(imported, make.speaker(name="Bob Ferrand", status=Status.DRAFT), by=curator)
    assert take_back(batch, by=curator) == [imported]
    assert merging.undo(done, by=curator).name == "Bob Ferrand"


@pytest.mark.parametrize("is_merged", [True, False])
def test_what_was_merged_or_deleted_since_is_not_put_back(bring, curator, is_merged):
    bring(told.programme(organizers=("Les Arbres",)))
    batch = bring(told.programme(organizers=("Autre",)))
    old, kept, event = Organization.objects.get(name="Les Arbres"), make.organization(), Event.objects.get()
    if is_merged:
        merging.merge(kept, old, by=curator)
    else:
        old.delete()
    stayed = take_back(batch, by=curator)
    connection.check_constraints()
    event.refresh_from_db()
    if is_merged:
        assert (event.organizer, stayed) == (kept, [])
    else:
        assert (event.organizer.name, event in stayed) == ("Autre", True)


def test_who_was_mentioned_and_merged_or_deleted_since(curator):
    make.event(hashtag="rues15", starts_on=date(2015, 7, 8))
    bo, ana, zoe = (make.speaker(handle=handle) for handle in ("bolind", "ana", "zoe"))
    kept = make.speaker(name="Bo Lind")

    def bring(*mentions):
        batch = Import.objects.create(name="tweets.js", system="X (Twitter)", by=curator)
        bring_in(PostsFile(archive(post(1, mentions=mentions))), batch, by=curator)
        return batch

    bring("bolind", "ana")
    batch = bring("zoe")
    merging.merge(kept, bo, by=curator)
    ana.delete()
    tweet = Tweet.objects.get()
    assert take_back(batch, by=curator) == [tweet]
    assert list(tweet.mentioned_speakers.all()) == [kept]


def test_an_import_on_which_a_later_one_stands_is_undone_after_it(bring, curator):
    first = bring(told.programme())
    second = bring(told.with_talk(told.programme(), "Compter les arbres", room="Salle B"))
    with pytest.raises(StillNeeded) as refused:
        take_back(first, by=curator)
    assert refused.value.later == second
    for batch in (second, first):
        assert take_back(batch, by=curator) == []
    assert Talk.objects.count() == Seeded.objects.count() == 0


def test_undoing_twice_does_nothing(bring, curator):
    batch = bring(told.programme())
    take_back(batch, by=curator)
    before = base()
    assert take_back(batch, by=curator) == []
    assert base() == before
