"""Posts as they are pasted: codes to embed them, pages copied off their sites, words as articles print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.networks import BLUESKY, LINKEDIN, MASTODON, TWITTER, hashtags, mentions
from reading.pasted import MAX_LENGTH, read_posts

DAY = date(2026, 3, 12)
WORDS = "La roue tourne."
X = "https://x.com/clairev/status/1234567"
PIAILLE = "https://piaille.fr/@clairev/114000000000000001"
BSKY = "https://bsky.app/profile/clairevidal.bsky.social/post/3kzz"
DID = "https://bsky.app/profile/did:plc:x9/post/3kzz"
LINKED = "https://www.linkedin.com/posts/claire-vidal_la-roue-activity-7123456789012345678-AbCd"
URN = "https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678"
ON_X = ("Claire Vidal", "clairev", TWITTER)
ON_MASTODON = ("Claire Vidal", "clairev@piaille.fr", MASTODON)
ON_BLUESKY = ("Claire Vidal", "clairevidal.bsky.social", BLUESKY)


def told(text):
    return [(p.text, p.author, p.handle, p.network, p.day, p.url) for p in read_posts(text).posts]


def only(text):
    """What is told of the one post that all of `text` is."""
    found = read_posts(text)
    assert found.is_whole, text
    assert len(found.posts) == 1, text
    return told(text)[0]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"{WORDS} — Claire Vidal (@clairev) 12 mars 2026", ON_X),
        (f"{WORDS} — Claire Vidal (@clairev@piaille.fr) 12 mars 2026", ON_MASTODON),
        (f"{WORDS} — Claire Vidal (@clairevidal.bsky.social) 12 mars 2026", ON_BLUESKY),
        (f"{WORDS} - Claire Vidal @clairev 12 mars 2026", ON_X),
        (f"Claire Vidal @clairev · 12 mars 2026\n{WORDS}", ON_X),
        (f"Claire Vidal (@clairev@piaille.fr) · 12 mars 2026\n{WORDS}", ON_MASTODON),
        (f"{WORDS}\nClaire Vidal (@clairevidal.bsky.social) · 12 mars 2026", ON_BLUESKY),
        (f"Claire Vidal · @clairev · 12 mars 2026\n{WORDS}", ON_X),
        (f"Claire Vidal\n\nCompte certifié\n@clairev\n·\n12 mars 2026\n{WORDS}", ON_X),
        (f"@clairev · 12 mars 2026\n{WORDS}", ("", *ON_X[1:])),
        (f"Claire Vidal\n@clairev\n·\n12 mars 2026\n{WORDS}", ON_X),
        (f"Claire Vidal\n\n@clairev\n{WORDS}\n10:12 · 12 mars 2026\n·\n12 k vues\n3\n5", ON_X),
        (f"Claire Vidal\n@clairev\n{WORDS}\n10:12 AM · Mar 12, 2026\n·\n12.3K Views\nRépondre / Reposter", ON_X),
        (f"Claire Vidal\n@clairev\n·\n12 mars 2026\n{WORDS}\nRépondre\nReposter\nJ’aime\n12 k vues", ON_X),
        (f"Claire Vidal\n@clairev\n·\n12 mars 2026\n{WORDS}\n3\n5\n12", ON_X),
        (f"Post\n\nConversation\nClaire Vidal\n@clairev\n{WORDS}\n10:12 · 12 mars 2026\nPublier votre réponse", ON_X),
        (
            f"Claire Vidal\n@clairev@piaille.fr\n{WORDS}\n12 mars 2026, 10:12 · Tusky\n3 partages",
            ON_MASTODON,
        ),
        (
            f"Claire Vidal\n\u202a@clairevidal.bsky.social\u202c\nSuivre\n{WORDS}\n12 mars 2026 à 10:12\n3 reposts",
            ON_BLUESKY,
        ),
        (f"Claire Vidal\n@clairev\n{WORDS}\n10:12 vorm. · 12. März 2026\n12 Tsd. Mal angezeigt", ON_X),
        (f"Claire Vidal\n@clairev\n{WORDS}\n10:12 a. m. · 12 mar. 2026\n12 mil Reproducciones", ON_X),
    ],
)
def test_a_post_gives_its_words_its_author_its_network_and_its_day(text, who):
    assert only(text) == (WORDS, *who, DAY, "")


@pytest.mark.parametrize(
    "written",
    ["12/03/2026", "2026-03-12", "12.03.2026", "12. März 2026", "12 de marzo de 2026", "12 marzo 2026", "12 mar. 2026",
     "March 12, 2026", "le 12 mars 2026", "10:12 · 12 mars 2026",
     ", le jeu. 12 mars 2026"],
)  # fmt: skip
def test_the_day_is_read_in_numbers_and_in_other_languages(written):
    assert only(f"{WORDS} — Claire Vidal (@clairev) {written}")[4] == DAY


def test_a_line_gives_the_account_and_no_name():
    assert only("@clairev : La roue tourne (12 mars 2026)") == ("La roue tourne", "", "clairev", TWITTER, DAY, "")


@pytest.mark.parametrize(
    ("address", "handle", "network", "url"),
    [
        (f"{X}?s=20", "clairev", TWITTER, X),
        ("https://twitter.com/i/web/status/1234567", "", TWITTER, "https://twitter.com/i/web/status/1234567"),
        (PIAILLE, "clairev@piaille.fr", MASTODON, PIAILLE),
        (BSKY, "clairevidal.bsky.social", BLUESKY, BSKY),
        (DID, "", BLUESKY, DID),
        (f"{LINKED}?utm_source=share", "claire-vidal", LINKEDIN, LINKED),
        (f"{URN}/", "", LINKEDIN, URN),
    ],
)
def test_an_address_alone_tells_the_network_and_the_account_that_stand_in_it(address, handle, network, url):
    assert only(address) == ("", "", handle, network, None, url)


def test_the_address_beside_a_post_is_its_own_if_the_account_is():
    signed = f"{WORDS} — Claire Vidal (@clairev) 12 mars 2026"
    assert only(f"{signed} {X}?s=20") == (WORDS, *ON_X, DAY, X)
    assert only(f"{signed}\n{X}") == only(f"{X}\n\n{signed}") == (WORDS, *ON_X, DAY, X)
    assert only(f"{X}\nClaire Vidal\n@clairev\n{WORDS}\n10:12 · 12 mars 2026") == (WORDS, *ON_X, DAY, X)
    assert only(f"{signed} {PIAILLE}") == (WORDS, *ON_MASTODON, DAY, PIAILLE)
    assert only(f"{signed} https://x.com/bob/status/9") == (WORDS, *ON_X, DAY, "")


@pytest.mark.parametrize(
    ("text", "handle", "url"),
    [
        (f"{WORDS} — Claire Vidal, 12 mars 2026 {LINKED}", "claire-vidal", LINKED),
        (f"{WORDS}\n— Claire Vidal, 12 mars 2026\n{URN}/", "", URN),
        (f"{URN}\nClaire Vidal · 12 mars 2026\n{WORDS}\n12 commentaires\nJ’aime\nCommenter", "", URN),
    ],
)
def test_a_post_of_linkedin_has_a_name_and_its_address_alone_tells_the_network(text, handle, url):
    assert only(text) == (WORDS, "Claire Vidal", handle, LINKEDIN, DAY, url)


def test_another_day_under_a_head_with_its_own_is_in_the_words():
    words = "Fête du pain\n18 h 30 · 20 mars 2026"
    text = f"Claire Vidal @clairev · 12 mars 2026\n{words}"
    assert only(text) == (words, *ON_X, DAY, "")
    assert only(f"{text}\n10:12 · 12 mars 2026") == (words, *ON_X, DAY, "")


def test_how_long_ago_is_no_day():
    page = f"{URN}\nClaire Vidal\nMeunière chez Moulin & Cie\n3 sem. • Modifié\n{WORDS}\n12 commentaires"
    assert only(page) == (WORDS, "Claire Vidal", "", LINKEDIN, None, URN)
    assert only(f"Claire Vidal @clairev · 3 h\n{WORDS}") == (WORDS, *ON_X, None, "")
    assert only(f"Claire Vidal\n@clairev\n·\n12 mars\n{WORDS}") == (WORDS, *ON_X, None, "")


TWEET = (
    '<blockquote class="twitter-tweet"><p lang="fr">{}</p>&mdash; {} (@{}) <a href="https://twitter.com/{}/status/'
    '{}?ref_src=x">March 12, 2026</a></blockquote> <script async src="https://platform.twitter.com/widgets.js"></script>'
)
EMBEDDED = [
    (
        TWEET.format("La roue<br>tourne.", "Claire Vidal", "clairev", "clairev", 7),
        ("La roue\ntourne.", *ON_X, DAY, "https://twitter.com/clairev/status/7"),
    ),
    (
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:x9/app.bsky.feed.post/3kzz"><p lang="fr">La'
        f' roue tourne.<br><br><a href="{DID}?ref_src=embed">[image or embed]</a></p>&mdash; Claire Vidal (<a href="https://'
        f'bsky.app/profile/did:plc:x9">@clairevidal.bsky.social</a>) <a href="{DID}?ref_src=embed">12 mars 2026 à 10:12'
        '</a></blockquote><script async src="https://embed.bsky.app/static/embed.js"></script>',
        (WORDS, *ON_BLUESKY, DAY, DID),
    ),
    (
        f'<blockquote class="mastodon-embed" data-embed-url="{PIAILLE}/embed"> <a href="{PIAILLE}"> <svg></svg>'
        "<div>Post by @clairev@piaille.fr</div> <div>View on Mastodon</div> </a> </blockquote>",
        ("", "", "clairev@piaille.fr", MASTODON, None, PIAILLE),
    ),
    (
        f'<blockquote class="mastodon-embed" data-embed-url="{PIAILLE}/embed"><p>{WORDS}</p></blockquote>',
        (WORDS, "", "clairev@piaille.fr", MASTODON, None, PIAILLE),
    ),
    (
        f'<iframe src="{PIAILLE}/embed" class="mastodon-embed" allowfullscreen></iframe><script src="x.js"></script>',
        ("", "", "clairev@piaille.fr", MASTODON, None, PIAILLE),
    ),
    (
        f'<iframe src="{URN.replace("/feed/", "/embed/feed/")}" height="500" title="Post intégré"></iframe>',
        ("", "", "", LINKEDIN, None, URN),
    ),
]


@pytest.mark.parametrize(("html", "wanted"), EMBEDDED)
def test_the_code_that_a_network_gives_to_embed_a_post_is_read(html, wanted):
    assert only(html) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "La roue. — Ana Roy (@ana) 12 mars 2026\nLe port. — Bob Roy (@bob) 12 mars 2026",
        "La roue. — Ana Roy (@ana) 12 mars 2026 Le port. — Bob Roy (@bob) 12 mars 2026",
        "Ana Roy\n@ana\n·\n12 mars 2026\nLa roue.\n3\n12 k\nBob Roy\n@bob\n·\n12 mars 2026\nLe port.",
        "Ana Roy @ana · 12 mars 2026\nLa roue.\n\nBob Roy @bob · 12 mars 2026\nLe port.",
        "La roue.\nAna Roy (@ana) · 12 mars 2026\n\nLe port.\nBob Roy (@bob) · 12 mars 2026",
        "Ana Roy @ana · 12 mars 2026\nLa roue.\nLe port. — Bob Roy (@bob) 12 mars 2026",
    ],
)
def test_two_posts_pasted_together_are_two_with_all_their_words(text):
    found = read_posts(text)
    assert [(p.text, p.author, p.handle, p.day) for p in found.posts] == [
        ("La roue.", "Ana Roy", "ana", DAY),
        ("Le port.", "Bob Roy", "bob", DAY),
    ]
    assert found.is_whole


def test_two_codes_pasted_together_are_two_posts():
    html = TWEET.format("La roue.", "Ana", "ana", "ana", 1) + TWEET.format("Le port.", "Bob", "bob", "bob", 2)
    assert [(p.text, p.handle, p.url[-1]) for p in read_posts(html).posts] == [
        ("La roue.", "ana", "1"),
        ("Le port.", "bob", "2"),
    ]


def test_all_paragraphs_before_a_signature_are_of_the_post():
    words = "Bonjour à\n@ana\n\n3\n2\n1\n\nPartez !"
    assert only(f"{words}\n— Bob (@bob) 12 mars 2026")[0] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "La ville",
        "12 mars 2026",
        "Ana (@ana)",
        "— Ana (@ana) 12 mars 2026",
        "Claire Vidal · 12 mars 2026\nLa roue.",  # nothing tells the network
        "La roue. — Ana (@ana) 12 mars 2026\n\nEt des mots de personne.",
        "Vu hier :\nAna Roy\n@ana\n·\n12 mars 2026\nLa roue.",
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_what_is_not_all_of_posts_is_not_read_as_a_whole(text):
    assert not read_posts(text).is_whole


pieces = st.sampled_from(
    [
        "<p>",
        "<blockquote class=twitter-tweet>",
        "&mdash;",
        " — ",
        " - ",
        "Ana",
        "(@ana)",
        "@ana@a.b",
        "8 mai 2015",
        "\n",
    ]
    + ["<a href=", '"', X, PIAILLE, URN, "·", "12 k vues", "3", "10:12", " : ", "(8 mai 2015)"]
)


@given(st.text() | st.lists(pieces, max_size=30).map("".join))
def test_whatever_is_pasted_the_posts_stand_one_behind_the_other(text):
    found = read_posts(text).posts
    assert all(one.opens <= one.start <= one.end <= one.stop for one in found)
    assert all(one.stop <= other.opens for one, other in zip(found, found[1:], strict=False))


def test_accounts_of_any_network_are_mentions():
    text = "Merci @ana, @bob@piaille.fr et @lea.bsky.social. #moulin nom@exemple.fr"
    assert mentions(text) == ["ana", "bob@piaille.fr", "lea.bsky.social"]
    assert hashtags(text) == ["moulin"]
