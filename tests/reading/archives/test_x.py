"""The archive of X: a list in JavaScript, or the ZIP around it."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from reading.archives import formats
from reading.archives.archive import BOOST, NO_TEXT, OTHER_DAY, OTHER_HASHTAG, ArchivedPost, Wanted
from reading.programmes.programme import UnreadableProgramme
from tests.reading.programmes.samples import zipped

TWEET = {
    "id_str": "618800000000000000", "created_at": "Wed Jul 08 22:30:00 +0000 2015", "lang": "fr",
    "full_text": "La rue &amp; la place, dit @bolind. #Rues15 https://t.co/abc https://t.co/pic", "favorite_count": "3",
    "entities": {
        "hashtags": [{"text": "Rues15"}], "user_mentions": [{"screen_name": "bolind", "name": "Bo Lind"}],
        "urls": [{"url": "https://t.co/abc", "expanded_url": "https://rues.example/1", "display_url": "rues.ex"}],
        "media": [{"url": "https://t.co/pic", "media_url": "https://pics.example/1.jpg"}],
    },
}  # fmt: skip
ACCOUNT = {"username": "anneroy", "accountDisplayName": "Anne Roy", "email": "anne@b.example"}


def tweet(**told):
    return {"id_str": "1", "created_at": "Wed Jul 08 09:00:00 +0000 2015", "full_text": "Un mot", **told}


def script(tweets, name="tweets"):
    listed = [{name.removesuffix("s"): one} for one in tweets]
    return f"window.YTD.{name}.part0 = {json.dumps(listed)}".encode()


def read(*tweets, **options):
    return formats.read(script(tweets), **options)


def test_a_post_is_read_with_its_addresses_written_out_and_in_the_day_of_the_zone():
    assert read(TWEET).posts == [
        ArchivedPost(
            network="twitter", number="618800000000000000", language="fr", day=date(2015, 7, 9),
            text="La rue & la place, dit @bolind. #Rues15 https://rues.example/1",
            posted_at=datetime(2015, 7, 9, 0, 30, tzinfo=ZoneInfo("Europe/Paris")),
            url="https://twitter.com/i/status/618800000000000000", hashtags=("Rues15",), mentions=("bolind",),
        )
    ]  # fmt: skip
    assert read(TWEET, zone="UTC").posts[0].day == date(2015, 7, 8)


def test_the_words_of_a_post_are_no_markup():
    [post] = read(tweet(full_text="Une balise &lt;b&gt; et un &amp;amp; de trop\n&lt;p&gt;fin")).posts
    assert post.text == "Une balise <b> et un &amp; de trop\n<p>fin"


def test_what_is_not_held_of_a_post_is_counted():
    assert read(TWEET).unheld == {
        "favorite_count": 1, "entities.user_mentions.name": 1, "entities.urls.display_url": 1, "entities.media.url": 1,
        "entities.media.media_url": 1,
    }  # fmt: skip


def test_the_zip_says_whose_posts_they_are_and_may_have_several_files():
    data = zipped({
        "data/account.js": script([ACCOUNT], "account"), "data/tweets.js": script([TWEET]),
        "data/tweets-part1.js": script([tweet()]), "data/like.js": b"window.YTD.like.part0 = []",
    })  # fmt: skip
    archive = formats.read(data)
    assert sorted((post.author, post.handle, post.number) for post in archive.posts) == [
        ("Anne Roy", "anneroy", "1"), ("Anne Roy", "anneroy", "618800000000000000"),
    ]  # fmt: skip
    assert archive.posts[0].url.startswith("https://twitter.com/anneroy/status/")
    assert "b.example" not in repr(archive)


def test_retweets_are_somebody_elses():
    archive = read(tweet(full_text="RT @bolind: un mot"), tweet(full_text=""), tweet())
    assert (len(archive.posts), archive.left_out) == (1, {BOOST: 1, NO_TEXT: 1})
    assert archive.unheld == {}


def test_posts_are_asked_for_by_hashtag_and_day():
    posts = [
        tweet(full_text="Avant #Rues15", created_at="Tue Jul 07 09:00:00 +0000 2015"), tweet(full_text="Un #rues15"),
        tweet(full_text="Un #rues"), tweet(full_text="Sans jour #rues15", created_at="hier"),
    ]  # fmt: skip
    archive = read(*posts, wanted=Wanted(hashtags=("#RUES15",), since=date(2015, 7, 8), until=date(2015, 7, 8)))
    assert [post.text for post in archive.posts] == ["Un #rues15"]
    assert archive.left_out == {OTHER_DAY: 2, OTHER_HASHTAG: 1}


@pytest.mark.parametrize(
    "data", [b"", b"window.YTD.tweets.part0 = [", b"window.YTD.like.part0 = x", zipped({"data/tweets.js": b"x"}), b"[]"]
)
def test_what_is_no_archive_is_refused(data):
    with pytest.raises(UnreadableProgramme):
        formats.read(data)
