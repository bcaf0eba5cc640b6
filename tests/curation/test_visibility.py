"""Drafts are seen by nobody, and neither is what hangs on them."""

import pytest

from curation.models import Status
from curation.visibility import visible_paths
from events.models import Appearance, Event, Talk, TalkLink, ThemedReference
from quotes.models import Quote, QuoteLink, Tweet
from tests import builders

pytestmark = pytest.mark.django_db


def hide(record):
    record.status = Status.DRAFT
    record.save()


def test_a_quote_needs_all_that_it_names():
    assert set(visible_paths(Quote)) == {
        "event", "talk", "talk__event", "speaker", "source", "tweet", "tweet__event", "tweet__talk",
        "tweet__talk__event", "tweet__source",
    }  # fmt: skip


@pytest.mark.parametrize("hidden", ["event", "talk", "speaker", "source", "tweet"])
def test_a_published_quote_disappears_with_each_draft_it_names(hidden):
    talk = builders.talk()
    named = {
        "event": talk.event, "talk": talk, "speaker": builders.speaker(), "source": builders.source(),
        "tweet": builders.tweet(talk=talk),
    }  # fmt: skip
    quote = builders.quote(talk=talk, **{name: named[name] for name in ("speaker", "source", "tweet")})
    assert list(Quote.objects.public()) == [quote]
    hide(named[hidden])
    assert list(Quote.objects.public()) == []
    assert list(Quote.objects.shown(drafts=True)) == [quote]


def test_a_talk_and_its_tweets_disappear_with_the_event():
    talk = builders.talk()
    builders.tweet(talk=talk)
    hide(talk.event)
    assert not Event.objects.public().exists()
    assert not Talk.objects.public().exists()
    assert not Tweet.objects.public().exists()


def test_a_draft_person_appears_nowhere():
    known, unknown = builders.speaker(), builders.speaker(status=Status.DRAFT)
    talk = builders.talk(speakers=[known, unknown])
    assert [row.speaker for row in talk.appearances.public()] == [known]


def test_a_draft_organisation_is_left_out_beside_a_person_and_hidden_alone():
    house = builders.organization(status=Status.DRAFT)
    talk = builders.talk()
    person = Appearance.objects.create(event=talk.event, talk=talk, speaker=builders.speaker(), organization=house)
    Appearance.objects.create(event=talk.event, talk=talk, organization=house)
    assert list(talk.appearances.public()) == [person]
    assert talk.appearances.get(pk=person.pk).shown_organization is None


def test_a_link_needs_both_its_ends():
    one, other = builders.talk(), builders.talk()
    TalkLink.objects.create(source=one, kind="echoes", target=other)
    assert TalkLink.objects.public().count() == 1
    hide(other.event)
    assert TalkLink.objects.public().count() == 0


def test_a_quote_link_needs_both_its_ends():
    one, other = builders.quote(), builders.quote()
    QuoteLink.objects.create(source=one, kind="contradicts", target=other)
    hide(one)
    assert QuoteLink.objects.public().count() == 0


def test_themes_are_shown_without_the_draft_ones_in_one_query(django_assert_num_queries):
    public, draft = builders.theme(), builders.theme(status=Status.DRAFT)
    for _ in range(3):
        builders.talk(themes=[public, draft])
    with django_assert_num_queries(2):
        assert [talk.shown_themes for talk in Talk.objects.with_themes()] == [[public]] * 3


def test_a_reference_of_a_draft_talk_counts_for_no_theme():
    theme = builders.theme()
    talk = builders.talk()
    builders.reference(talk=talk, themes=[theme])
    assert ThemedReference.objects.public().count() == 1
    hide(talk)
    assert ThemedReference.objects.public().count() == 0


def test_counts_are_those_of_what_the_public_sees():
    theme = builders.theme()
    talk = builders.talk(themes=[theme])
    builders.quote(talk=talk, themes=[theme])
    builders.quote(talk=talk, themes=[theme], status=Status.DRAFT)
    builders.quote(talk=talk, themes=[theme], speaker=builders.speaker(status=Status.DRAFT))
    counted = type(theme).objects.with_counts().get()
    assert (counted.talk_count, counted.quote_count, counted.tweet_count) == (1, 1, 0)
    event = Event.objects.with_counts().get()
    assert (event.talk_count, event.quote_count) == (1, 1)
