"""Mastodon's outbox, of which only what was for everybody is read."""

import json
from datetime import date

import pytest

from reading.archives import formats
from reading.archives.archive import BOOST, NOT_PUBLIC, OTHER_HASHTAG, ArchivedPost, Wanted
from reading.programmes.programme import UnreadableProgramme
from tests.reading.programmes.samples import zipped

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTENT = (
    '<p>La rue &amp; la place, dit <span class="h-card"><a href="https://b.example/@bo" class="u-url mention">@'
    '<span>bo</span></a></span> <a href="https://a.example/tags/Rues22" class="mention hashtag">#<span>Rues22</span>'
    '</a></p><p><a href="https://longue.example/adresse"><span class="invisible">https://</span>'
    '<span class="ellipsis">longue.example/</span><span class="invisible">adresse</span></a></p>'
)
NOTE = {
    "id": "https://a.example/users/anne/statuses/109300000000000000", "type": "Note", "summary": "Politique",
    "published": "2022-11-05T23:10:00Z", "url": "https://a.example/@anne/109300000000000000", "content": CONTENT,
    "contentMap": {"fr": CONTENT}, "sensitive": True,
    "tag": [{"type": "Mention", "href": "https://b.example/users/bo", "name": "@bo@b.example"},
            {"type": "Hashtag", "href": "https://a.example/tags/rues22", "name": "#Rues22"}],
}  # fmt: skip


def activity(note=NOTE, **told):
    return {"type": "Create", "to": [PUBLIC], "cc": [], "object": note, **told}


def outbox(*activities):
    return json.dumps({"type": "OrderedCollection", "orderedItems": list(activities)}).encode()


def read(*activities, **options):
    return formats.read(outbox(*activities), **options)


def test_a_post_is_read_as_text_with_its_warning_and_its_accounts():
    post = read(activity()).posts[0]
    assert post == ArchivedPost(
        network="mastodon", number="109300000000000000", handle="anne@a.example", language="fr", warning="Politique",
        text="La rue & la place, dit @bo #Rues22\n\nhttps://longue.example/adresse", posted_at=post.posted_at,
        day=date(2022, 11, 6), url="https://a.example/@anne/109300000000000000", hashtags=("Rues22",),
        mentions=("bo@b.example",),
    )  # fmt: skip
    assert post.posted_at.isoformat() == "2022-11-06T00:10:00+01:00"


def test_who_is_mentioned_without_a_host_is_of_that_of_the_author():
    tags = [{"type": "Mention", "name": name} for name in ("@bob", "@bo@b.example")]
    assert read(activity({**NOTE, "tag": tags})).posts[0].mentions == ("bob@a.example", "bo@b.example")
    alone = {**NOTE, "tag": [], "content": "<p>Avec @bob</p>"}
    assert read(activity(alone)).posts[0].mentions == ("bob@a.example",)


def test_what_is_not_held_of_a_post_is_counted():
    assert read(activity()).unheld == {"type": 2, "to": 1, "id": 1, "sensitive": 1, "tag.type": 2, "tag.href": 2}


def test_boosts_and_what_was_not_for_everybody_are_left_out():
    archive = read(
        activity(),
        activity(to=["https://a.example/users/anne/followers"], cc=[PUBLIC]),
        activity(to=["https://a.example/users/anne/followers"]),
        activity(to=["https://b.example/users/bo"]),
        activity(to=[]),
        {"type": "Announce", "to": [PUBLIC], "object": "https://b.example/1"},
    )
    assert (len(archive.posts), archive.left_out) == (2, {NOT_PUBLIC: 3, BOOST: 1})


def test_the_zip_says_whose_posts_they_are():
    data = zipped({"outbox.json": outbox(activity()), "actor.json": b'{"name": "Anne Roy"}', "avatar.png": b"x"})
    assert formats.read(data).posts[0].author == "Anne Roy"


def test_posts_are_asked_for_by_hashtag():
    wanted = Wanted(hashtags=("autre",))
    assert read(activity(), wanted=wanted).left_out == {OTHER_HASHTAG: 1}


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"orderedItems": 1', zipped({"outbox.json": b"[]"}), zipped({"actor.json": b"{}"}), b"{}"]
)
def test_what_is_no_archive_is_refused(data):
    with pytest.raises(UnreadableProgramme):
        formats.read(data)
