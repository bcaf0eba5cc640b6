"""What bytes are taken for, in which characters, and that anything is read or refused in time that grows with it."""

import subprocess
import sys
import time
import unicodedata
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.document import Document
from reading.formats import MAX_BYTES, Unreadable, read
from recaps.refusals import UNREADABLE

HOUSE = Path(__file__).resolve().parents[2]
SAID = "« L’été », dit-elle : 5 €."


def refusal(data, **told):
    with pytest.raises(Unreadable) as refused:
        read(data, **told)
    assert UNREADABLE[refused.value.code]
    return refused.value.code


def test_reading_loads_no_django():
    loaded = "import sys, reading.formats; print([name for name in sys.modules if name.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_text_file_is_its_own_canonical_text():
    text = "Une  ligne \n\n\tavec <b>, \u202e et \u00a0\r\nun e\u0301te\u0301\r\n"
    expected = "Une  ligne \n\n\tavec <b>, \u202e et \u00a0\nun été\n"
    assert read(b"\xef\xbb\xbf" + text.encode(), name="a.txt") == Document(text=expected)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"name": "a.txt"}, "<p>a</p>"),
        ({"content_type": "text/plain; charset=utf-8"}, "<p>a</p>"),
        ({"name": "a.htm"}, "a"),
        ({"name": "a", "content_type": "text/html"}, "a"),
        ({}, "a"),
        ({"name": "a.txt", "content_type": "text/html"}, "<p>a</p>"),
    ],
)
def test_the_form_is_told_by_the_name_else_the_type_else_by_looking(told, text):
    assert read(b"<p>a</p>", **told).text == text


@pytest.mark.parametrize(
    "pasted", ["a < b et b > c", "J’aime <3", "<jean@exemple.fr> écrit", "si x <p alors", "<<Bonjour>>"]
)
def test_a_pasted_text_with_angles_is_no_page(pasted):
    assert read(pasted.encode()).text == pasted


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (SAID.encode(), {}),
        (SAID.encode("utf-8-sig"), {}),
        (SAID.encode("utf-16"), {}),
        (SAID.encode("utf-16-le"), {}),
        (SAID.encode("utf-16-be"), {}),
        (SAID.encode("cp1252"), {}),
        (SAID.encode("cp1252"), {"content_type": "text/plain; charset=ISO-8859-1"}),
        (
            SAID.encode("iso-8859-15", "replace").replace(b"?", b"'"),
            {"content_type": "text/plain; charset=iso-8859-15"},
        ),
        (SAID.encode(), {"content_type": "text/plain; charset=iso-8859-1"}),  # which it is not
        (SAID.encode("cp1252"), {"content_type": 'text/plain; charset="punycode"'}),
        (SAID.encode("cp1252"), {"content_type": "text/plain; charset=\u00e9\r\nX: y"}),
    ],
)
def test_characters_are_read_whatever_is_declared(data, told):
    assert read(data, **told).text.replace("'", "’") == SAID


@pytest.mark.parametrize(
    "head",
    ['<meta charset="iso-8859-15">', '<?xml version="1.0" encoding="ISO-8859-15"?>',
     '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-15">'],
)  # fmt: skip
def test_a_page_may_declare_its_characters_itself(head):
    assert read(f"{head}<p>Il coûte 5 €</p>".encode("iso-8859-15"), name="a.html").text == "Il coûte 5 €"


@pytest.mark.parametrize(
    ("data", "told", "code"),
    [
        (b"", {}, "empty"),
        (b" \n\t ", {"name": "a.txt"}, "empty"),
        (b"<html><script>alert(1)</script></html>", {}, "empty"),
        (b"a" * (MAX_BYTES + 1), {}, "too-long"),
        (b"a" * 500_001, {"name": "a.md"}, "too-long"),
        (b"a\0b", {"name": "a.txt"}, "not-text"),
        (bytes(range(256)) * 20, {}, "not-text"),
        (b"%PDF-1.7 ...", {"name": "a.pdf"}, "unsupported"),
        (b"\x89PNG\r\n", {"name": "a.html"}, "unsupported"),
        (b"PK\x03\x04", {"name": "a.html"}, "unsupported"),
        (b"PK\x03\x04", {}, "damaged"),
        (b"<b>" * 1_000_000, {}, "too-complex"),
        (b"<p>" * 1_000_000, {}, "too-complex"),
        (("a" + "\u0301\u0323" * 100_000).encode(), {}, "not-text"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_a_sentence(data, told, code):
    assert refusal(data, **told) == code


HOSTILE = {
    "elements in each other": lambda n: "<div>" * (n // 5),
    "blockquotes and text": lambda n: "<blockquote><p>a" * (n // 16),
    "just not too many elements in each other": lambda n: "<span>" * 1900 + "<p>a" * (n // 40),
    "quotations in quotations": lambda n: ("<q>a" * 400 + "</q>" * 400) * (n // 12_800),
    "ends without beginnings": lambda n: "<b>" * 1500 + "</i>" * (n // 4),
    "attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n // 9)) + ">a",
    "an attribute without end": lambda n: '<p title="' + "<p " * (n // 3),
    "classes": lambda n: '<p class="' + "a-" * (n // 4) + " a" * (n // 4) + '">a',
    "a style": lambda n: '<p style="' + "display: " * (n // 9) + '">a',
    "unclosed comments": lambda n: "a<!--" * (n // 5),
    "angles": lambda n: "<p>" + "<" * n,
    "ampersands": lambda n: "<p>" + "&amp" * (n // 4),
    "null characters": lambda n: "<p>a" + "\0" * n,
    "no space": lambda n: "<p>" + "a" * n,
    "spaces": lambda n: "<p>a" + " " * n + "b",
    "accents in elements of their own": lambda n: "<p>e<b>\u0301</b>" * (n // 80),
    "lists of JSON in each other": lambda n: '<p>a</p><script type="application/ld+json">' + "[" * n,
    "embeds": lambda n: "<blockquote class=twitter-tweet><p>a</p>— B (@b)</blockquote>" * (n // 150),
    "wrappers of embeds": lambda n: "<div class=wp-block-embed-twitter>" * 1500 + "<p>a" * (n // 40),
    "articles": lambda n: "<article><p>abc</article>" * (n // 80),
    "headings of comments": lambda n: "<h2>Commentaires</h2><p>x" * (n // 80),
    "bylines": lambda n: ("<p>Par " + "A b " * 20) * (n // 86),
    "cells": lambda n: "<table>" + "<tr><td>a" * (n // 40),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_time_in_proportion(make):
    """Sixteen times the length takes some sixteen times the time, where it is not refused; quadratic would be 256."""
    assert is_in_proportion(make(480_000), make(30_000))


MARKDOWN = {
    "brackets": lambda n: "[" * n,
    "links without end": lambda n: "[a](" * (n // 4),
    "pictures": lambda n: "![[]()" * (n // 6),
    "stars": lambda n: "*a **b " * (n // 7),
    "quotations in each other": lambda n: "> " * (n // 2) + "a",
    "lists in each other": lambda n: "- " * (n // 2) + "a",
    "code": lambda n: "".join("`" * i + " " for i in range(1, int((2 * n) ** 0.5))),
    "shortcodes without end": lambda n: "{{< " * (n // 4),
    "front matter without end": lambda n: "---\n" + "title: a\n" * (n // 9),
    "spaces in front matter": lambda n: "---\ntitle:" + " " * n + "\n---\na",
}


@pytest.mark.parametrize("make", MARKDOWN.values(), ids=MARKDOWN)
def test_hostile_markdown_takes_time_in_proportion(make):
    assert is_in_proportion(make(64_000), make(4000), name="a.md")


def is_in_proportion(large, small, **told):
    """In one of three tries: another program may be in the way of one."""
    return any(seconds(large, **told) < 60 * max(seconds(small, **told), 0.01) for _try in range(3))


def seconds(text, name="a.html"):
    start = time.process_time()
    with suppress(Unreadable):
        read(text.encode(), name=name)
    return time.process_time() - start


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["<p>", "</p>", "<q>", "</q>", "<b>", "<div>", "</div>", "<blockquote>", "</blockquote>", "<br>", "<pre>",
             "<a href=x>", "</a>", "<blockquote class=twitter-tweet>", "<article>", "<h1>", "<table>", "<td>", "<li>",
             "<img>", "<iframe src=//[>", "<nav>", "<main>", "e", "\u0301", "\u1100", "\u1161", "\u11a8", " ", "\n",
             "«", "”", "&#8238;", "&#x301;"]
        ),
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_any_page_is_text_with_marks_in_it_or_refused(pieces):
    try:
        document = read("".join(pieces).encode("utf-8", "replace"), name="a.html", address="https://exemple.fr/")
    except Unreadable:
        return
    text = document.text
    assert text.strip("\n") == text != ""
    assert unicodedata.is_normalized("NFC", text)
    assert "\n\n\n" not in text or "<pre>" in pieces
    assert not set("\0\u202e\u2066") & set(text)
    for mark in document.marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert mark.kind in {"heading", "blockquote", "q", "tweet", "link", "caption", "item"}
    for one in document.marks:
        for other in document.marks:
            assert not one.start < other.start < one.end < other.end


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "a.txt", "a.md", "a.html", "a.eml", "a.docx", "a.pdf"]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        assert isinstance(read(data, name=name), Document)
    except Unreadable as refused:
        assert refused.code in UNREADABLE


def site_wide(head, body):
    """A page whose head says of each article what is true of its site."""
    return f"<html lang='fr'><head>{head}</head><body><main><article>{body}</article></main></body></html>".encode()


MARCH = "<h1>Assemblée de mars</h1><p><time datetime='2026-03-03'>3 mars 2026</time></p><p>Les adhérents ont voté.</p>"
JUNE = "<h1>Fête de juin</h1><p><time datetime='2026-06-22'>22 juin 2026</time></p><p>La place était pleine.</p>"


@pytest.mark.parametrize(
    "head",
    [
        "<link rel='canonical' href='https://asso.example/'>",
        "<link rel='canonical' href='https://asso.example'><meta property='og:url' content='https://asso.example/fr/'>",
        "<meta property='og:url' content='https://asso.example/index.php'><meta property='og:site_name' content='Asso'>"
        "<meta property='og:title' content='Asso'>",
        "<link rel='canonical' href='/'><meta property='og:title' content='Les amis'><title>Accueil - Les amis</title>",
    ],
)
@pytest.mark.parametrize("address", ["", "https://asso.example/2026/un-article"])
def test_a_page_that_gives_its_site_s_address_as_its_own_keeps_its_own_title_day_and_address(head, address):
    found = [read(site_wide(head, body), name="a.html", address=address) for body in (MARCH, JUNE)]
    assert [(one.title, one.published_on, one.address) for one in found] == [
        ("Assemblée de mars", date(2026, 3, 3), address),
        ("Fête de juin", date(2026, 6, 22), address),
    ]


@pytest.mark.parametrize(
    "told", ["https://asso.example/?p=12", "https://asso.example/fete", "https://asso.example/fr/fete/"]
)
def test_an_address_that_is_more_than_the_site_s_is_the_article_s(told):
    assert read(site_wide(f"<link rel='canonical' href='{told}'>", JUNE), name="a.html").address == told


def test_an_author_that_only_begins_like_an_address_is_no_error():
    page = b'<meta name="author" content="http://[x"><article><p>Des mots, et encore des mots.</p></article>'
    assert read(page, content_type="text/html").author == ""
