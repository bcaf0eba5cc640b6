"""Which event a pasted tweet is about: the one of its hashtag around its day, never another edition."""

from datetime import date

import pytest

from quotes.pasted import PastedTweet
from quotes.recognizing import recognize
from tests import builders as b

pytestmark = pytest.mark.django_db


def event_of(day, tag="graines"):
    return recognize(PastedTweet(f"Semons ! #{tag}", "N. B.", "nbaradat", posted_on=day)).get("event")


def test_of_the_editions_that_share_a_hashtag_the_one_of_these_days():
    earlier = b.event(starts_on=date(2023, 3, 12), hashtag="Graines")
    later = b.event(starts_on=date(2025, 3, 15), ends_on=date(2025, 3, 16), hashtag="graines")
    assert event_of(date(2023, 3, 10)) == earlier
    assert event_of(date(2025, 3, 20)) == later
    assert event_of(date(2024, 3, 12)) is None
    assert event_of(None) is None


def test_two_events_of_one_hashtag_and_month_are_a_question():
    b.event(starts_on=date(2023, 3, 12), hashtag="graines")
    b.event(starts_on=date(2023, 3, 14), hashtag="graines")
    assert event_of(date(2023, 3, 13)) is None


def test_one_event_is_enough_for_a_tweet_without_a_day():
    event = b.event(starts_on=date(2023, 3, 12), hashtag="graines")
    assert (event_of(None), event_of(date(2023, 3, 12), tag="champs")) == (event, None)


def test_who_is_mentioned_on_mastodon_is_not_the_account_of_that_name_elsewhere():
    b.speaker(handle="bob")
    there = b.speaker(handle="bob@mastodon.example")
    known = recognize(PastedTweet("Avec @bob", "Léa", "lea@mastodon.example"))
    assert known["mentioned_speakers"] == [there]
