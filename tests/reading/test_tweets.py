"""Posts of other networks than Twitter: their words alone, with the handle that their network prints."""

from datetime import date

import pytest

from reading.document import Document
from reading.formats import read
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from reading.parsing.rules import explain

BEFORE = "Soixante personnes sont venues au moulin, et la roue a tourné tout l’après-midi sous les yeux des enfants."
AFTER = "La suite de la fête a été consacrée aux crêpes, qui étaient nombreuses et fort bonnes, comme toujours ici."
BLUESKY = (
    '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:x9/app.bsky.feed.post/3kzz"><p lang="fr">La roue'
    ' tourne enfin.{picture}</p>&mdash; Inès Roux (<a href="https://bsky.app/profile/did:plc:x9">@ines.moulin.example'
    '</a>) <a href="https://bsky.app/profile/did:plc:x9/post/3kzz?ref_src=embed">7 juin 2025 à 16:02</a></blockquote>'
)
PICTURE = '<br><br><a href="https://bsky.app/profile/did:plc:x9/post/3kzz">[image or embed]</a>'
OF_INES = "https://x.com/ines_roux/status/1907000000000000001"
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


WRAPPED = """\
Le moulin a rouvert ses portes samedi matin devant une centaine de personnes
venues de toute la vallée, et la roue a tourné pour la première fois depuis
trente ans sous les applaudissements des enfants des deux écoles du village.

La roue tourne enfin devant tout le village et tous ses enfants réunis
#moulin @meunier
— Ada Plume (@ada) 7 mars 2026

Tout le fil des messages de la journée se lit encore à cette adresse :
https://twitter.com/ada/status/1907000000000000001

La fête reprendra l’an prochain, si la rivière le permet, et l’on y pétrira
le pain comme autrefois dans le fournil que l’association a remis à neuf.
"""


def test_posts_are_found_in_lines_that_were_cut_at_a_width():
    address = "https://twitter.com/ada/status/1907000000000000001"
    words = "La roue tourne enfin devant tout le village et tous ses enfants réunis #moulin @meunier"
    assert posts_of(Document(WRAPPED)) == [
        (words, "Ada Plume", "ada", date(2026, 3, 7), ""),
        (address, None, "ada", None, address),
    ]


def test_the_address_right_under_a_post_is_its_own():
    text = f"La roue tourne enfin. #moulin — Inès Roux (@ines_roux) 7 juin 2025\n{OF_INES}?s=20\n"
    assert [one[4] for one in posts_of(Document(text))] == [OF_INES]
    assert len(posts_of(Document(text.replace("@ines_roux", "@ada")))) == 2


def test_a_post_copied_off_its_site_in_an_article_leaves_its_counters():
    text = "On lit :\n\nAda Plume\n@ada\n·\n7 mars 2026\nÇa sent le pain.\nVenez !\n12 k vues\n\nFin."
    assert pasted(text) == [("Ça sent le pain.\nVenez !", "Ada Plume", "ada", "2026-03-07")]


def test_another_day_under_a_head_with_its_own_is_not_the_posts():
    text = "On lit :\n\nAda Plume @ada · 7 mars 2026\nFête du pain\n20 mars 2026\n\nFin."
    assert pasted(text) == [("Fête du pain", "Ada Plume", "ada", "2026-03-07")]


def test_only_a_tweet_is_called_one():
    of_twitter = (
        '<blockquote class="twitter-tweet"><p>La roue tourne.</p>&mdash; Inès (@ines_roux) 7 juin 2025</blockquote>'
    )
    page = f"<article><p>{BEFORE}</p>{of_twitter}{MASTODON}<p>{AFTER}</p></article>"
    found = [one for one in parse(read(page.encode(), name="a.html")) if one.kind == "tweet"]
    assert [explain(one.rule, one.cue).partition(" ")[0] for one in found] == ["tweet", "message"]


def test_a_day_without_a_year_is_of_the_year_that_the_article_writes():
    text = (
        "Assises du lin, Redon, 12 mars 2025 : le fil\n\nRose Dumont 📚 @rose_lin · 12 mars, 09:12\n"
        "Bien arrivée aux #AssisesLin à Redon, salle pleine.\n"
    )
    (one,) = [one for one in parse(Document(text)) if one.kind == "tweet"]
    assert (one.handle, str(one.date), one.text[:12]) == ("rose_lin", "2025-03-12", "Bien arrivée")


@pytest.mark.parametrize("lead", ["En réponse à @ada", "Replying to @ada and @bo_lind"])
def test_whom_a_post_answers_is_none_of_its_words(lead):
    text = f"On lit :\n\nAda Plume @ada · 7 mars 2026\n{lead}\nNon, le pain sent bon.\n\nFin."
    assert pasted(text) == [("Non, le pain sent bon.", "Ada Plume", "ada", "2026-03-07")]


def test_words_that_are_passed_on_are_to_be_checked():
    text = "On lit :\n\nRT @bo_lind: Le pain sent bon depuis ce matin.\n— Ada Plume (@ada) 7 mars 2026"
    (one,) = [one for one in parse(Document(text)) if one.kind == "tweet"]
    assert one.confidence < CERTAIN


def test_an_hour_behind_an_account_heads_a_post_that_a_live_report_prints():
    text = (
        "10 h 40. Débat.\n\nRose Dumont @rose_lin · 10 h 44\nLa phrase du jour : on garde les trains.\n\n11 h. Pause."
    )
    (tweet,) = [one for one in parse(Document(text)) if one.kind == "tweet"]
    assert (tweet.author, tweet.handle, tweet.date) == ("Rose Dumont", "rose_lin", None)
    assert tweet.text == "La phrase du jour : on garde les trains."
    assert tweet.confidence < CERTAIN  # nothing says its day


def test_an_account_and_a_day_in_parentheses_below_words_sign_them():
    text = "REDON, 17 janvier 2026 — Elle écrit :\n\nLa limite sera revue avant l’été.\n(@rose_lin, 15 janvier)\n\nFin."
    (tweet,) = [one for one in parse(Document(text)) if one.kind == "tweet"]
    assert (tweet.text, tweet.handle, tweet.date) == (
        "La limite sera revue avant l’été.",
        "rose_lin",
        date(2026, 1, 15),
    )
    woven = "Elle a écrit (@rose_lin, 15 janvier) au maire de Redon, qui a répondu."
    assert [one for one in parse(Document(woven)) if one.kind == "tweet"] == []
