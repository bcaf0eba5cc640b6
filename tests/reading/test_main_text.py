"""What falls away of a page, and what must not."""

import pytest

from reading.formats import read

TEXT = "<p>Le maire a parlé longuement de la ville et de ses rues.</p><p>On a ri.</p>"
KEPT = "Le maire a parlé longuement de la ville et de ses rues.\n\nOn a ri."
LONG = "<p>Ceci est un texte plus long que celui de l’article, que d’autres ont écrit, et qui n’en est pas.</p>" * 3


def text(markup):
    return read(f"<html><body>{markup}</body></html>".encode(), name="a.html").text


@pytest.mark.parametrize(
    "furniture",
    [
        f"<nav>{LONG}</nav>",
        f"<footer>{LONG}</footer>",
        f"<aside>{LONG}</aside>",
        f"<div role=navigation>{LONG}</div>",
        f"<div id=comments>{LONG}</div>",
        f"<section class='post-comments'>{LONG}</section>",
        f"<div class='c-related-posts related'>{LONG}</div>",
        f"<div class=newsletter_form>{LONG}</div>",
        f"<div id=tarteaucitronRoot>{LONG}</div>",
        f"<div hidden>{LONG}</div>",
        f"<form>{LONG}</form>",
        f"<div><h3>2 commentaires</h3>{LONG}</div>",
        f"<h3>Laisser un commentaire</h3>{LONG}",
        f"<h2>À lire aussi</h2>{LONG}",
        f"<h2>Leave a Reply</h2>{LONG}",
    ],
)
@pytest.mark.parametrize(
    "around", ["{text}{furniture}", "<article>{text}{furniture}</article>", "<div><div>{text}</div>{furniture}</div>"]
)
def test_what_is_around_the_text_falls_away(furniture, around):
    assert text(around.format(text=TEXT, furniture=furniture)) == KEPT


@pytest.mark.parametrize(
    "around",
    [
        "<div class='has-sidebar no-comments'>{}</div>",
        "<div class=content-sidebar-wrap><div>{}</div></div>",
        "<form action=/><h1>La ville</h1>{}</form>",
        "<table><tr><td><a href=a>Accueil</a> <a href=b>Liens</a> <a href=c>Nous</a><td>{}</table>",
        "<center><font face=Arial>{}</font></center>",
        "<section><section>{}</section></section>",
    ],
)
def test_what_holds_the_text_stays(around):
    assert KEPT in text(around.format(TEXT))


def test_a_signature_in_the_footer_of_a_quotation_stays():
    assert text(f"{TEXT}<blockquote>Oui.<footer>Le maire</footer></blockquote>") == f"{KEPT}\n\nOui.\n\nLe maire"


def test_the_head_of_a_page_falls_away_and_that_of_an_article_stays():
    assert text(f"<header>{LONG}</header>{TEXT}") == KEPT
    assert text(f"<article><header><h2>Vu en ville</h2></header>{TEXT}</article>") == f"Vu en ville\n\n{KEPT}"


def test_the_title_comes_first_wherever_it_stands():
    page = f"<header><a href=/>Site</a><h1>La ville</h1></header><main><article>{TEXT}</article></main>"
    assert text(page) == f"La ville\n\n{KEPT}"


def test_of_several_articles_the_longest_is_read():
    teasers = "<article><h2><a href=x>Autre</a></h2><p>Un résumé.</p></article>" * 4
    assert text(f"<main>{teasers}<article>{TEXT}</article>{teasers}</main>") == KEPT


def test_articles_of_the_same_weight_are_read_all():
    assert text(
        f"<main><article>{TEXT}</article><article>{TEXT}</article><article>{TEXT}</article></main>"
    ) == "\n\n".join([KEPT] * 3)


def test_a_lead_beside_the_text_stays():
    assert text(f"<div><div class=chapo><p>En deux mots, la ville.</p></div><div>{TEXT * 5}</div></div>").startswith(
        "En deux mots, la ville."
    )


def test_a_list_of_speakers_stays():
    speakers = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("Anne Roy", "Luc Petit", "Zoé Blanc"))
    assert text(f"<article>{TEXT}<ul>{speakers}</ul></article>") == f"{KEPT}\n\nAnne Roy\n\nLuc Petit\n\nZoé Blanc"


def test_headings_that_only_sound_like_those_of_comments_stay():
    assert text(f"<h2>Réactions du public</h2>{TEXT}<h2>Partager la rue</h2>{TEXT}").count(KEPT) == 2


TOLD = "Les tisserands de Redon ont semé douze rangs de lin dans la plaine, et cent personnes ont applaudi longtemps."


def test_a_banner_and_related_links_without_names_are_cut():
    page = (
        "<body><div><p>Nous utilisons des cookies pour améliorer votre expérience. Accepter</p></div>"
        f"<h1>La fête</h1><p>{TOLD}</p><p>À lire aussi</p><ul><li><a href='/c'>« Le chanvre revient »</a></li></ul>"
        f"<p>Partager sur Facebook</p><p>{TOLD} Fin.</p></body>"
    )
    assert read(page.encode(), name="a.html").text == f"La fête\n\n{TOLD}\n\n{TOLD} Fin."


def test_cookies_that_somebody_bakes_are_kept():
    page = f"<body><article><p>{TOLD}</p><p>On a mangé des cookies au chanvre.</p></article></body>"
    assert "cookies au chanvre" in read(page.encode(), name="a.html").text


def test_two_articles_of_one_page_are_both_read():
    page = f"<body><article><h2>Un</h2><p>{TOLD}</p></article><article><h2>Deux</h2><p>{TOLD} Bis.</p></article></body>"
    assert read(page.encode(), name="a.html").text == f"Un\n\n{TOLD}\n\nDeux\n\n{TOLD} Bis."


def test_a_pulled_quotation_is_read():
    page = (
        f"<body><article><p>{TOLD}</p><aside class='pullquote'>« Le lin tiendra »</aside><p>{TOLD}</p></article></body>"
    )
    assert "« Le lin tiendra »" in read(page.encode(), name="a.html").text
