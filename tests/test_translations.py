"""French is the source of the interface; `locale/en` says all of it in English. `make messages` refreshes it.

`locale/fr` says in other French words what Django says itself.
"""

import ast
import re
from collections import Counter
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import django
import polib
import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils import formats, translation
from django.utils.translation.template import templatize

from smartcity.seeding import load
from speakers.models import Organization, Speaker, SpeakerAlias
from tests import builders

LOCALE = settings.BASE_DIR / "locale"
ENTRIES = polib.pofile(LOCALE / "en/LC_MESSAGES/django.po")
OF_DJANGO = polib.pofile(LOCALE / "fr/LC_MESSAGES/django.po")
SKIPPED = {"migrations", "tests", "var"}
SOURCES = [
    path
    for path in settings.BASE_DIR.glob("[!.]*/**/*.py")
    if not SKIPPED.intersection(path.relative_to(settings.BASE_DIR).parts)
]
TEMPLATES = [path for path in (settings.BASE_DIR / "templates").rglob("*.*") if path.suffix in {".html", ".txt"}]

MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"n?gettext\(\s*{LITERAL}[^()'\"]*(?:{LITERAL}[^()'\"]*)?\)")

TAG = r"<[^>]+>"
HOLE = r"%\(\w+\)[sd]|%[sd]|\{\}"
FRENCH_MISTAKES = {
    "a space that may break, or none, before ; ! ? or »": r"(?<!\u202f)[;!?»]",
    "a space that may break, or none, after «": r"«(?!\u202f)",
    "a space that may break, or none, before a colon": r"(?<!\u00a0):(?=\s|$)",
    "a number or a sign that may be parted": r"n° |\d \d{3}\b|\d [%€]",
    "a straight apostrophe or quotation mark": r"['\"]",
    "three full stops for an ellipsis": r"\.\.\.",
}
ENGLISH_MISTAKES = {
    "French quotation marks or spaces": r"[«»\u00a0\u202f]",
    "a space before punctuation": r"\s(?:[:;!?,]|\.(?:\s|$))",
    "a straight apostrophe or quotation mark": r"['\"]",
}

# What a reader takes in of a page. The names of services are the same in both languages.
READ_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}
ONE_LANGUAGE = {"400.html", "500.html", "llms.txt"}  # where nothing may be left that could translate; for programs
UNREAD = {"script", "style", "code", "pre", "textarea"}  # words of a page in its language, among those of another
UNREAD_BLOCKS = {"comment": "endcomment", "blocktranslate": "endblocktranslate", "block bodyclass": "endblock"}
SAME_IN_BOTH = {"Twitter", "Wikidata", "ORCID", "Atom", "iCalendar", "CSV", "XLSX", "OpenAPI 3.1", "oEmbed"}
NAMED = [Speaker, SpeakerAlias, Organization]  # proper names are of no language
FRENCH_WORD = re.compile(
    r"[«»]|\w*[àâçèéêëîïôùûœ]\w*|\b(?:[ldnsc]’\w+|le|la|les|des|du|une|est|et|dans|avec|pour|par|sur|qui|que|cette|aux)\b",
    re.IGNORECASE,
)


def texts(entry):
    """Yield the (French, English) pairs of an entry."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    yield entry.msgid, entry.msgstr_plural[0]
    yield entry.msgid_plural, entry.msgstr_plural[1]


PAIRS = [pair for entry in ENTRIES for pair in texts(entry)]


def mistakes(text, rules):
    text = re.sub(TAG, "", text)
    return [f"{name}: {text!r}" for name, rule in rules.items() if re.search(rule, text)]


def test_every_string_is_translated_for_sure():
    amiss = [entry.msgid for entry in ENTRIES if not entry.translated() or entry.fuzzy or entry.obsolete]
    assert amiss == [], "their English goes into locale/en, and `fuzzy` out of it; then `make messages`"


@pytest.mark.parametrize(("language", "entries"), [("en", ENTRIES), ("fr", OF_DJANGO)])
def test_what_is_compiled_is_what_is_written(language, entries):
    written, compiled = (
        {(entry.msgctxt, entry.msgid, entry.msgid_plural): [said for _, said in texts(entry)] for entry in file}
        for file in (entries, polib.mofile(LOCALE / language / "LC_MESSAGES/django.mo"))
    )
    assert compiled == written, "`make messages` compiles what is written"


def marked(source):
    """Yield the (singular, plural or "") of every string that Python source marks for translation."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS:
            said = [word.value for word in call.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            yield (*said, "")[:2]


def marks_of(path):
    source = path.read_text(encoding="utf-8")
    # Of what Django makes of a template, the calls alone are Python.
    return set(marked(source if path.suffix == ".py" else "\n".join(CALL.findall(templatize(source)))))


def test_the_catalogue_holds_what_the_sources_mark_and_nothing_else():
    held = {(entry.msgid, entry.msgid_plural) for entry in ENTRIES}
    assert held == set().union(*map(marks_of, SOURCES + TEMPLATES)), "`make messages` collects them"


def test_what_is_said_for_django_is_what_it_asks_for():
    catalogues = Path(django.__file__).parent.glob("c*/**/locale/fr/LC_MESSAGES/django.mo")
    asked = {entry.msgid for catalogue in catalogues for entry in polib.mofile(catalogue)}
    assert [entry.msgid for entry in OF_DJANGO if entry.msgid not in asked or not entry.translated()] == []
    holes = rf"{HOLE}|\{{\w+\}}"
    wrong = [e.msgid for e in OF_DJANGO if not set(re.findall(holes, e.msgstr)) <= set(re.findall(holes, e.msgid))]
    assert wrong == []


def test_french_keeps_its_typography():
    texts = [*(french for french, _ in PAIRS), *(entry.msgstr for entry in OF_DJANGO)]
    assert [found for french in texts for found in mistakes(french, FRENCH_MISTAKES)] == []


def test_english_keeps_its_own():
    assert [found for _, english in PAIRS for found in mistakes(english, ENGLISH_MISTAKES)] == []


def test_english_dates_are_british():
    with translation.override("en"):
        assert formats.localize(datetime(2015, 7, 8, 14, 30)) == "8 July 2015, 14:30"
        assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%d/%m/%Y"


@pytest.mark.parametrize("part", [HOLE, TAG])
def test_a_translation_keeps_the_values_and_the_links_of_its_source(part):
    assert [pair for pair in PAIRS if Counter(re.findall(part, pair[0])) != Counter(re.findall(part, pair[1]))] == []


class Reader(HTMLParser):
    """Gathers what is read of a page, or only what is read of it in `language`."""

    VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, *, language, unread):
        super().__init__()
        self.language, self.unread = language, unread
        self.open = []  # (element, whether it is read)
        self.read, self.links = [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        reads = all(read for _, read in self.open) and tag not in self.unread
        reads = reads and (not self.language or attributes.get("lang", self.language) == self.language)
        reads = reads and attributes.get("aria-hidden") != "true" and attributes.get("class") != "Z3988"  # COinS
        self.read += [value for name, value in attributes.items() if reads and name in READ_ATTRIBUTES and value]
        self.links += [attributes["href"]] if tag == "a" and attributes.get("href") else []
        if tag not in self.VOID:
            self.open.append((tag, reads))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and all(read for _, read in self.open):
            self.read.append(" ".join(data.split()))


def reader(html, *, language=None, unread=UNREAD):
    found = Reader(language=language, unread=unread)
    found.feed(html)
    found.close()
    return found


def unmarked(path):
    """Yield the pieces of a template that are read and are neither marked for translation nor a variable."""
    html, end = "", ""
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        tag = token.contents if token.token_type == TokenType.BLOCK else ""
        if found := next((found for start, found in UNREAD_BLOCKS.items() if tag.startswith(start)), ""):
            end = found
        elif tag == end:
            end = ""
        if token.token_type == TokenType.TEXT and not end:
            html += token.contents
    yield from (text for text in reader(html).read if re.search(r"[^\W\d_]", text) and text not in SAME_IN_BOTH)


def test_every_word_of_a_template_is_marked():
    translated = [path for path in TEMPLATES if path.name not in ONE_LANGUAGE]
    found = {str(path.relative_to(settings.BASE_DIR)): list(unmarked(path)) for path in translated}
    assert {path: words for path, words in found.items() if words} == {}
    assert [path for path in translated if "{% trans " in path.read_text(encoding="utf-8")] == []


def english_pages(client):
    """What is read of every page that links lead to from the English home, by address."""
    pages, ahead = {}, ["/en/", "/en/page-absente/", "/en/recherche/?q=ville", "/en/citations/recherche/?q=ville"]
    while ahead:
        address = ahead.pop()
        if address not in pages:
            pages[address] = reader(client.get(address).content.decode(), language="en", unread=UNREAD | {"head"})
            ahead += [link for link in pages[address].links if re.fullmatch(r"/en/[\w/-]*/|/en/", link)]
    return pages


@pytest.mark.django_db
@pytest.mark.any_engine
def test_english_pages_are_in_english_and_say_where_they_are_not(client, settings):
    load(settings.BASE_DIR / "seed")
    client.force_login(builders.user(role="member", name="Ada"))
    names = {name for model in NAMED for name in model.objects.values_list("name", flat=True)} | {settings.SITE_NAME}
    proper = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    pages = english_pages(client)
    french = {
        text: address
        for address, page in pages.items()
        for text in page.read
        if FRENCH_WORD.search(proper.sub("", text))
    }
    assert french == {}
    assert any(address.startswith("/en/citations/") for address in pages)
