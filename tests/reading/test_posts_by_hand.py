"""Posts that somebody copied by hand, in the form of their own: whose words are whose does not depend on it."""

from datetime import date

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from reading.pasted import read_posts

POSTS = [
    ("90 personnes pour parler du dimanche, c’est une victoire #MidiMusées", "Lore Hanquinet", "lore_hanq", 25),
    ("Merci pour l’accueil et pour la tarte. On repart avec des idées.", "Asbl Le Fuseau", "lefuseau_asbl", 26),
    ("Un lustre, et tout change.", "Gwenn Abalain", "gwenn@piaf.example", 27),
]
TOLD = [(words, name, handle, date(2025, 9, day)) for words, name, handle, day in POSTS]
UNDER = ["{n} (@{h}), {d}", "{n} (@{h}) {d}", "{n}, @{h}, {d}", "{n} (@{h}), le {d}", "{n} · @{h} · {d}"]
SIGNED = [
    "{w}\n({n}, @{h}, {d})", "{w} ({n}, @{h}, {d})", "{w} — {n} (@{h}), {d}", "- {w} — {n} (@{h}), {d}",
    "« {w} » ({n}, @{h}, {d})", "« {w} », {n} (@{h}), {d}", "« {w} » – {n} (@{h}), {d}",
]  # fmt: skip
LED = ["{n} (@{h}), {d} : {w}", "- {n} (@{h}, {d}) : {w}", "{n} (@{h}, {d}) : « {w} »"]


def printed(form, between):
    return between.join(
        form.format(w=words, n=name, h=handle, d=f"{day} septembre 2025") for words, name, handle, day in POSTS
    )


def found(text):
    posts = [one for one in parse(Document(text)) if one.kind == "tweet"]
    return [(one.text, one.author, one.handle, one.date) for one in posts], [one.confidence >= CERTAIN for one in posts]


def article(posts):
    told = "Retour sur la journée\n\nCent personnes sont venues.\n\nVu sur les réseaux"
    return f"{told}\n\n{posts}\n\nRendez-vous en mars.\n"


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize(
    "form", [*(f"{{w}}\n{head}" for head in UNDER), *(f"{head}\n{{w}}" for head in UNDER), *SIGNED, *LED]
)
def test_each_post_is_of_whoever_is_printed_with_it(form, between):
    assert found(article(printed(form, between)))[0] == TOLD


@pytest.mark.parametrize("head", UNDER)
@pytest.mark.parametrize("form", ["{{w}}\n{}", "{}\n{{w}}"])
def test_it_is_so_of_those_that_are_pasted_alone(form, head):
    posts = read_posts(printed(form.format(head), "\n")).posts
    assert [(one.text, one.author, one.handle, one.day) for one in posts] == TOLD


@pytest.mark.parametrize("form", ["{{w}}\n\n{}", "{}\n\n{{w}}"])
@pytest.mark.parametrize("head", UNDER)
def test_where_empty_lines_are_between_all_the_first_or_the_last_one_tells(form, head):
    posts = printed(form.format(head), "\n\n")
    assert found(f"La journée.\n\nVu sur les réseaux :\n\n{posts}")[0] == TOLD


def test_where_nothing_tells_it_is_to_be_checked():
    posts = printed("{w}\n\n{n} (@{h}), {d}", "\n\n")
    _posts, are_certain = found(f"La journée.\n\n{posts}\n\nUn lustre a été posé.\n")
    assert not any(are_certain)


@pytest.mark.parametrize("lead", ["", "Vu sur Twitter : ", "Un message parmi d’autres : "])
def test_what_an_article_leads_a_post_in_with_is_no_part_of_it(lead):
    text = article(f"{lead}« Un lustre, et tout change. » — Léa Roy (@lea_roy), 25 septembre 2025")
    assert [words for words, *_ in found(text)[0]] == ["Un lustre, et tout change."]


@pytest.mark.parametrize(
    "lead", ["Après la visite, un jeune dit : ", "3/ Après #midi, discuter avec 1 jeune : ", "Il dit à @lea : "]
)
def test_a_post_that_quotes_somebody_is_whole(lead):
    words = f"{lead}« Un lustre, et tout change. »"
    assert found(article(f"{words} — Léa Roy (@lea_roy), 25 septembre 2025"))[0][0][0] == words
