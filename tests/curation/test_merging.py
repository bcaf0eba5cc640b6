from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from curation import history
from curation.deeds import Merge
from curation.merging import merge, undo
from curation.models import FormerSlug, Revision, Status
from events.models import Appearance, ThemedTalk
from quotes.models import Quote
from speakers.models import Speaker, SpeakerAlias
from tests import builders
from themes.models import Theme

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def test_what_hangs_on_the_merged_theme_moves_and_what_both_have_is_not_doubled():
    kept, gone, other = builders.theme(name="Villes"), builders.theme(name="Ville"), builders.theme()
    alone = builders.talk(themes=[gone])
    both = builders.talk(themes=[kept, gone, other])
    quote = builders.quote(themes=[gone])
    merge(kept, gone, by=None)
    assert set(alone.themes.all()) == {kept}
    assert set(both.themes.all()) == {kept, other}
    assert set(quote.themes.all()) == {kept}
    assert not Theme.objects.filter(name="Ville").exists()


def test_undoing_brings_back_every_row_under_its_own_key():
    kept, gone = builders.theme(name="Villes"), builders.theme(name="Ville", description="Une définition.")
    alone, both = builders.talk(themes=[gone]), builders.talk(themes=[kept, gone])
    before = set(ThemedTalk.objects.values_list("pk", "tag", "content_object"))
    undo(merge(kept, gone, by=None), by=None)
    assert set(ThemedTalk.objects.values_list("pk", "tag", "content_object")) == before
    back = Theme.objects.get(pk=gone.pk)
    assert (back.name, back.slug, back.description) == ("Ville", "ville", "Une définition.")
    assert back.created_at.replace(microsecond=0) == gone.created_at.replace(microsecond=0)
    assert set(alone.themes.all()) == {back}
    assert set(both.themes.all()) == {kept, back}
    kept.refresh_from_db()
    assert (kept.description, kept.synonyms) == ("", "")
    assert not FormerSlug.objects.exists()


def test_the_merged_name_becomes_a_synonym_of_the_kept_theme():
    kept, gone = (
        builders.theme(name="Données", synonyms="data"),
        builders.theme(name="Big data", synonyms="Data\ndonnée"),
    )
    merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert kept.synonym_list == ["data", "Big data", "donnée"]
    assert kept in Theme.objects.containing("big")


@pytest.mark.parametrize("depth", [1, 2])
def test_a_theme_merged_into_one_below_it_does_not_turn_the_tree_round(depth):
    top = builders.theme(name="Tout")
    gone = builders.theme(name="Société", parent=top)
    between = builders.theme(name="Cité", parent=gone) if depth == 2 else gone
    kept = builders.theme(name="Ville", parent=between)
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert kept.parent == top
    if depth == 2:
        between.refresh_from_db()
        assert between.parent == kept
    undo(done, by=None)
    kept.refresh_from_db()
    assert kept.parent == between
    assert Theme.objects.get(name="Société").parent == top


def test_a_speaker_who_is_twice_in_a_talk_is_there_once_after_the_merge_and_twice_after_its_undoing():
    kept, gone = builders.speaker(name="Carlos Moreno"), builders.speaker(name="C. Moreno", handle="carlos")
    talk, other = builders.talk(speakers=[kept, gone]), builders.talk(speakers=[gone])
    done = merge(kept, gone, by=None)
    assert [row.speaker for row in talk.appearances.all()] == [kept]
    assert [row.speaker for row in other.appearances.all()] == [kept]
    kept.refresh_from_db()
    assert kept.handle == "carlos"
    back = undo(done, by=None)
    assert {row.speaker for row in talk.appearances.all()} == {kept, back}
    assert [row.speaker for row in other.appearances.all()] == [back]
    kept.refresh_from_db()
    assert (kept.handle, back.handle) == (None, "carlos")


def test_aliases_follow_and_the_merged_name_becomes_one():
    kept, gone = builders.speaker(name="Carlos Moreno"), builders.speaker(name="C. Moreno")
    gone.aliases.create(name="Moreno C.")
    done = merge(kept, gone, by=None)
    assert set(kept.aliases.values_list("name", flat=True)) == {"C. Moreno", "Moreno C."}
    assert kept in Speaker.objects.containing("c moreno")
    back = undo(done, by=None)
    assert not kept.aliases.exists()
    assert [alias.name for alias in back.aliases.all()] == ["Moreno C."]
    assert SpeakerAlias.objects.count() == 1


def test_mentions_of_a_merged_speaker_follow():
    kept, gone = builders.speaker(), builders.speaker()
    tweet, both = builders.tweet(), builders.tweet()
    tweet.mentioned_speakers.add(gone)
    both.mentioned_speakers.add(gone, kept)
    done = merge(kept, gone, by=None)
    assert set(tweet.mentioned_speakers.all()) == set(both.mentioned_speakers.all()) == {kept}
    undo(done, by=None)
    assert set(tweet.mentioned_speakers.all()) == {gone}
    assert set(both.mentioned_speakers.all()) == {gone, kept}


def test_old_addresses_lead_to_the_kept_record(client):
    kept, gone = builders.speaker(name="Carlos Moreno"), builders.speaker(name="C. Moreno")
    gone.slug = "moreno-c"
    gone.save()
    done = merge(kept, gone, by=None)
    for slug in ("c-moreno", "moreno-c"):
        response = client.get(f"/intervenants/{slug}/")
        assert (response.status_code, response.headers["Location"]) == (301, kept.get_absolute_url())
    back = undo(done, by=None)
    assert client.get("/intervenants/c-moreno/").headers["Location"] == back.get_absolute_url()


def test_an_organization_takes_appearances_events_and_tweets():
    kept, gone = builders.organization(name="Forum Atena"), builders.organization(name="Forum ATENA (association)")
    event = builders.event(organizer=gone)
    host = Appearance.objects.create(event=event, organization=gone, role=Appearance.Role.HOST)
    tweet = builders.tweet(organization=gone)
    merge(kept, gone, by=None)
    for row, name in ((event, "organizer"), (host, "organization"), (tweet, "organization")):
        row.refresh_from_db()
        assert getattr(row, name) == kept


def test_nothing_public_disappears_when_a_draft_is_kept():
    kept, gone = builders.speaker(status=Status.DRAFT), builders.speaker()
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert kept.is_published
    undo(done, by=None)
    kept.refresh_from_db()
    assert not kept.is_published


def test_two_drafts_that_are_merged_stay_a_draft():
    kept, gone = builders.speaker(status=Status.DRAFT), builders.speaker(status=Status.DRAFT)
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert not kept.is_published
    assert not undo(done, by=None).is_published


def test_a_draft_that_is_merged_into_what_is_public_does_not_hide_it():
    kept, gone = builders.speaker(), builders.speaker(status=Status.DRAFT)
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert kept.is_published
    assert not undo(done, by=None).is_published
    kept.refresh_from_db()
    assert kept.is_published


@pytest.mark.parametrize(
    ("name", "since"), [("headline", "maire depuis"), ("headline", ""), ("handle", "moreno_c"), ("status", "draft")]
)
def test_an_undoing_leaves_what_was_written_since(name, since):
    kept = builders.speaker(name="Carlos Moreno", status=Status.DRAFT)
    gone = builders.speaker(name="C. Moreno", headline="professeur", handle="carlos", biography="Né à Tunja.")
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    assert (kept.headline, kept.handle, kept.status) == ("professeur", "carlos", "published")
    setattr(kept, name, since)
    kept.name = "Carlos E. Moreno"
    kept.aliases.create(name="Le professeur")
    kept.save()
    back = undo(done, by=None)
    kept.refresh_from_db()
    expected = {"headline": "", "handle": None, "status": "draft", "biography": ""} | {name: since}
    assert {field: getattr(kept, field) for field in expected} == expected
    assert (kept.name, [alias.name for alias in kept.aliases.all()]) == ("Carlos E. Moreno", ["Le professeur"])
    assert (back.headline, back.handle, back.status) == ("professeur", "carlos", "published")


def test_an_undoing_takes_from_synonyms_only_what_the_merge_gave():
    kept, gone = builders.theme(name="Données", synonyms="data"), builders.theme(name="Big data")
    done = merge(kept, gone, by=None)
    kept.refresh_from_db()
    kept.synonyms = "open data\n" + kept.synonyms
    kept.save()
    undo(done, by=None)
    kept.refresh_from_db()
    assert kept.synonym_list == ["open data", "data"]


@pytest.mark.parametrize("first", [0, 1])
def test_an_alias_that_two_merges_gave_stays_until_the_last_of_them_is_undone(first):
    kept = builders.speaker(name="Jean Dupont")
    done = [merge(kept, builders.speaker(name=name), by=None) for name in ("Jean Dupond", "JEAN DUPOND")]
    for merged in (done[first], done[1 - first]):
        assert [alias.name for alias in kept.aliases.all()] == ["Jean Dupond"]
        undo(merged, by=None)
    assert not kept.aliases.exists()


@pytest.mark.parametrize("first", [0, 1])
def test_a_synonym_that_two_merges_gave_stays_until_the_last_of_them_is_undone(first):
    kept = builders.theme(name="Villes", synonyms="cité")
    done = [merge(kept, builders.theme(name=name, synonyms="urbain"), by=None) for name in ("Ville", "Bourg")]
    names = ["Ville", "Bourg"]
    for place in (first, 1 - first):
        undo(done[place], by=None)
        names[place] = None
        kept.refresh_from_db()
        assert set(kept.synonym_list) == {"cité", *(["urbain"] if any(names) else []), *filter(None, names)}


@pytest.mark.parametrize("make", [builders.speaker, builders.theme])
def test_the_name_that_was_not_chosen_is_another_name(make):
    kept, gone = make(name="Anne Dupont"), make(name="Anne Martin")
    done = merge(kept, gone, by=None, chosen={"name": gone.pk})
    kept = type(kept).objects.get(pk=kept.pk)
    assert (kept.name, kept.other_names()) == ("Anne Martin", ["Anne Dupont"])
    undo(done, by=None)
    kept = type(kept).objects.get(pk=kept.pk)
    assert (kept.name, kept.other_names()) == ("Anne Dupont", [])


def test_a_person_is_filed_under_the_name_that_was_chosen():
    kept = builders.speaker(name="Anne Dupont", sort_name="Dupont, Anne")
    gone = builders.speaker(name="Anne Martin")
    done = merge(kept, gone, by=None, chosen={"name": gone.pk})
    kept.refresh_from_db()
    assert (kept.sort_name, kept.filed_as) == ("", "Martin, Anne")
    assert done.journal["aside"] == {"name": "Anne Dupont", "sort_name": "Dupont, Anne"}
    undo(done, by=None)
    kept.refresh_from_db()
    assert kept.sort_name == "Dupont, Anne"


def test_an_undoing_leaves_what_was_given_to_another_since():
    kept, gone, third = builders.speaker(), builders.speaker(), builders.speaker()
    moved, stays = builders.quote(speaker=gone), builders.quote(speaker=gone)
    done = merge(kept, gone, by=None)
    moved.speaker, stays = third, type(stays).objects.get(pk=stays.pk)
    moved.save()
    new = builders.quote(speaker=kept)
    back = undo(done, by=None)
    for quote, speaker in ((moved, third), (stays, back), (new, kept)):
        quote.refresh_from_db()
        assert quote.speaker == speaker


def test_every_record_that_was_touched_has_it_in_its_history():
    curator = builders.user(role="curator")
    kept, gone = builders.theme(), builders.theme()
    talk, quote = builders.talk(), builders.quote(themes=[gone])
    reference = builders.reference(talk=talk, themes=[gone])
    merge(kept, gone, by=curator)
    for record in (kept, talk, quote):
        assert Revision.objects.of(record).get().by == curator
    assert reference.themed.get().tag == kept
    assert Revision.objects.get(object_id=gone.pk, action=Revision.Action.MERGED).label == str(gone)


def test_a_talk_that_left_since_keeps_what_it_has():
    kept, gone, third = builders.theme(), builders.theme(), builders.theme()
    talk, deleted = builders.talk(themes=[gone]), builders.talk(themes=[kept, gone])
    done = merge(kept, gone, by=None)
    talk.themes.set([third])
    deleted.delete()
    undo(done, by=None)
    assert set(talk.themes.all()) == {third}


def test_an_undoing_is_refused_with_a_sentence_where_it_is_impossible():
    first, second, third = (builders.theme(name=name) for name in ("Un", "Deux", "Trois"))
    older, newer = merge(second, first, by=None), merge(third, second, by=None)
    with pytest.raises(ValidationError, match="annulez d’abord la fusion"):
        undo(Merge.objects.get(pk=older.pk), by=None)
    undo(newer, by=None)
    undo(older, by=None)
    with pytest.raises(ValidationError, match="déjà annulée"):
        undo(older, by=None)
    assert Theme.objects.count() == 3


@pytest.mark.parametrize("taken", ["slug", "name"])
def test_an_undoing_is_refused_when_name_or_address_were_taken_since(taken):
    kept, gone = builders.theme(name="Villes"), builders.theme(name="Ville")
    done = merge(kept, gone, by=None)
    other = builders.theme(name="Autre")
    Theme.objects.filter(pk=other.pk).update(**{taken: "ville"})
    with pytest.raises(ValidationError):
        undo(done, by=None)
    assert Theme.objects.count() == 2


def test_a_record_is_not_merged_into_itself_nor_into_another_kind():
    theme = builders.theme()
    for other in (theme, builders.speaker()):
        with pytest.raises(ValidationError):
            merge(theme, other, by=None)


def test_the_same_history_is_not_written_twice():
    theme = builders.theme()
    history.write(theme, by=None)
    assert history.write(theme, by=None) is None


def test_moved_words_are_found_under_the_name_that_is_kept_and_then_under_their_own_again():
    kept, gone = builders.speaker(name="Carlos Moreno"), builders.speaker(name="Karl Morin")
    quotes = [builders.quote(speaker=gone) for _each in range(3)]
    Quote.objects.update(updated_at=LONG_AGO)
    done = merge(kept, gone, by=None)
    assert list(Quote.objects.containing("carlos").order_by("pk")) == quotes
    assert not Quote.objects.containing("morin").exists()
    assert not Quote.objects.filter(updated_at=LONG_AGO).exists()
    undo(done, by=None)
    assert list(Quote.objects.containing("morin").order_by("pk")) == quotes
    assert not Quote.objects.containing("carlos").exists()


def test_a_role_in_an_event_and_one_in_a_talk_are_two_and_the_same_role_twice_is_one():
    kept, gone, event = builders.speaker(), builders.speaker(), builders.event()
    talk = builders.talk(event=event, speakers=[kept])
    for person in (kept, gone):
        Appearance.objects.create(event=event, speaker=person, role="host")
    Appearance.objects.create(event=event, speaker=gone, role="coordinator")
    before = set(Appearance.objects.values_list("pk", "speaker", "role"))
    done = merge(kept, gone, by=None)
    assert sorted(kept.appearances.values_list("role", "talk")) == [
        ("coordinator", None),
        ("host", None),
        ("speaker", talk.pk),
    ]
    assert [len(done.journal[name]) for name in ("moved", "doubled")] == [1, 1]
    undo(done, by=None)
    assert set(Appearance.objects.values_list("pk", "speaker", "role")) == before


def test_what_was_doubled_stays_away_where_it_does_not_fit_any_more_and_the_rest_comes_back():
    kept, gone, event = builders.speaker(), builders.speaker(), builders.event()
    talks = [builders.talk(event=event, speakers=[kept, gone]) for _each in range(4)]
    done = merge(kept, gone, by=None)
    again, moved, deleted, stays = talks
    again_there = Appearance(talk=again, event=event, speaker=kept, position=1, pk=done.journal["doubled"][0]["pk"])
    again.appearances.all().delete()
    again_there.save()
    moved.event = builders.event()
    moved.save()
    deleted.delete()
    back = undo(done, by=None)
    assert [row.talk for row in back.appearances.all()] == [stays]
    assert list(again.appearances.values_list("speaker", "position")) == [(kept.pk, 1)]


@pytest.mark.parametrize("number", [3, 300])
def test_what_a_merge_and_its_undoing_cost(number, django_assert_max_num_queries):
    kept, gone, event = builders.theme(), builders.theme(), builders.event()
    for place in range(number):
        builders.quote(event=event, themes=[kept, gone] if place % 2 else [gone])
    with django_assert_max_num_queries(77):
        done = merge(kept, gone, by=None)
    assert [len(done.journal[name]) for name in ("moved", "doubled")] == [number - number // 2, number // 2]
    with django_assert_max_num_queries(66):
        undo(done, by=None)
    assert gone.themedquote_set.count() == number
