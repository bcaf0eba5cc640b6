"""Posts of other networks than Twitter: their words alone, with the handle that their network prints."""

from datetime import date

import pytest

from reading.document import Document
from reading.formats import read
from reading.parsing import parse

BEFORE = "Soixante personnes sont venues au moulin, et la roue a tourné tout l’après-midi sous les yeux des enfants."
AFTER = "La suite de la fête a été consacrée aux crêpes, qui étaient nombreuses et fort bonnes, comme toujours ici."
BLUESKY = (
    '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:x9/app.bsky.feed.post/3kzz"><p lang="fr">La roue'
    ' tourne enfin.{picture}</p>&mdash; Inès Roux (<a href="https://bsky.app/profile/did:plc:x9">@ines.moulin.example'
    '</a>) <a href="https://bsky.app/profile/did:plc:x9/post/3kzz?ref_src=embed">7 juin 2025 à 16:02</a></blockquote>'
)
PICTURE = '<br><br><a href="https://bsky.app/profile/did:plc:x9/post/3kzz">[image or embed]</a>'
WORDPRESS = (
    '<figure class="wp-block-embed is-provider-bluesky-social wp-block-embed-bluesky-social"><div>{}</div></figure>'
)
MASTODON = (
    '<blockquote class="mastodon-embed"><p>La roue tourne enfin.</p>&mdash; Inès Roux (@ines@piaf.example)'
    ' <a href="https://piaf.example/@ines/114000000000000001">7 juin 2025</a></blockquote>'
)
UNSIGNED = (
    '<blockquote class="mastodon-embed"><p>La roue tourne enfin.</p>'
    '<a href="https://piaf.example/@ines/114000000000000001"></a></blockquote>'
)
WAITING = (
    '<blockquote class="mastodon-embed" data-embed-url="https://piaf.example/@ines/114000000000000001/embed">'
    '<a href="https://piaf.example/@ines/114000000000000001"><div>{by} @ines@piaf.example</div><div>{see}</div></a>'
    "</blockquote>"
)


def posts(markup):
    page = f"<html lang='fr'><body><article><p>{BEFORE}</p>{markup}<p>{AFTER}</p></article></body></html>"
    return posts_of(read(page.encode(), name="a.html"))


def posts_of(document):
    return [(one.text, one.author, one.handle, one.date, one.url) for one in parse(document) if one.kind == "tweet"]


@pytest.mark.parametrize(
    "markup",
    [
        BLUESKY.format(picture=""),
        BLUESKY.format(picture=PICTURE),
        WORDPRESS.format(BLUESKY.format(picture=PICTURE)),
    ],
)
def test_an_embed_of_bluesky_gives_its_words_alone(markup):
    assert posts(markup) == [
        (
            "La roue tourne enfin.", "Inès Roux", "ines.moulin.example", date(2025, 6, 7),
            "https://bsky.app/profile/did:plc:x9/post/3kzz",
        )
    ]  # fmt: skip


def test_an_embed_of_mastodon_gives_its_words_alone():
    address = "https://piaf.example/@ines/114000000000000001"
    assert posts(MASTODON) == [("La roue tourne enfin.", "Inès Roux", "ines@piaf.example", date(2025, 6, 7), address)]
    assert posts(UNSIGNED) == [("La roue tourne enfin.", "ines@piaf.example", "ines@piaf.example", None, address)]


@pytest.mark.parametrize(
    ("by", "see"),
    [("Publication de", "Voir sur Mastodon"), ("Post by", "View on Mastodon"), ("Post from", "See on Mastodon")],
)
def test_an_embed_that_waits_for_its_words_is_no_post(by, see):
    assert posts(WAITING.format(by=by, see=see)) == []


def test_a_frame_of_mastodon_is_no_post():
    assert posts('<iframe src="https://piaf.example/@ines/114000000000000001/embed"></iframe>') == []


@pytest.mark.parametrize("handle", ["ines.moulin.example", "ines@piaf.example", "ines_roux"])
def test_a_line_signed_with_a_handle_of_any_network_is_a_post(handle):
    text = f"La roue tourne enfin, venez #moulin — Inès Roux (@{handle}) 7 juin 2025"
    assert posts_of(Document(text)) == [
        ("La roue tourne enfin, venez #moulin", "Inès Roux", handle, date(2025, 6, 7), "")
    ]


def pasted(text):
    found = [one for one in parse(Document(text)) if one.kind == "tweet"]
    return [(one.text, one.author, one.handle, str(one.date)) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "On lit :\n\nAda Plume\n@ada@piaf.example\nÇa sent le pain. #marché\n7 mars 2026, 11:07\n\nFin.",
        "On lit :\n\nAda Plume @ada@piaf.example\nÇa sent le pain. #marché\n11:07 · 7 mars 2026\n\nFin.",
        "On lit :\n\nÇa sent le pain. #marché\nAda Plume (@ada@piaf.example) · 7 mars 2026\n\nFin.",
        "On lit :\n\nAda Plume (@ada@piaf.example) · 7 mars 2026\nÇa sent le pain. #marché\n\nFin.",
    ],
)
def test_a_post_copied_off_its_site_is_one_record(text):
    words = "Ça sent le pain. #marché"
    assert pasted(text) == [(words, "Ada Plume", "ada@piaf.example", "2026-03-07")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Plume\n@ada@piaf.example\nElle écrit depuis le marché.\n\nLe pain est chaud le 7 mars 2026.",
        "Écrire à\n@ada\nElle répond toujours.\nRendez-vous samedi prochain 7 mars 2026",
    ],
)
def test_an_account_among_lines_is_no_post(text):
    assert pasted(text) == []
