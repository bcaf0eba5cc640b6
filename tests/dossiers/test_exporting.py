"""A dossier as a file, read back by another program."""

import csv
from datetime import date
from io import BytesIO, StringIO

import bibtexparser
import pytest
import rispy
from docx import Document
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml as escape

from curation.models import Status
from dossiers.exporting import FORMATS
from events.models import Appearance
from quotes import citing
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
SUFFIXES = tuple(FORMATS)
WITH_NOTES = ("docx", "md", "csv")
HEAD = [
    "Place", "Nature", "Paroles", "Auteur", "Date", "Évènement", "Intervention", "Traduit de", "Source",
    "Adresse de la source", "Page", "Ma note", "État",
]  # fmt: skip


@pytest.fixture
def owner(client):
    person = make.user(role="member")
    client.force_login(person)
    return person


@pytest.fixture
def dossier(owner):
    """Of each kind one, a corrected and a withdrawn quote."""
    event = make.event(title="Atelier Smart City", starts_on=date(2015, 7, 8))
    camille = make.speaker(name="Camille Martin")
    talk = make.talk(title="L’urbanisme", event=event, speakers=[camille])
    said = {"talk": talk, "speaker": camille, "source": make.source(title="Compte rendu", url="https://exemple.fr/a")}
    records = [
        make.quote(text="la ville vit", **said),
        make.quote(text="il faut écouter", kind="paraphrase", event=event),
        make.tweet(text="un mot", event=event, url="https://twitter.com/a/status/1"),
        talk,
        make.quote(text="corrigée", event=event),
        make.quote(text="zzretirée", attribution="une élue", event=event),
    ]
    dossier = make.dossier(owner=owner, title="Gouvernance", note="Pour mardi", records=records)
    dossier.items.filter(quote=records[0]).update(note="À citer d’abord")
    dossier.items.filter(quote=records[4]).update(words="fautive")
    records[5].status = Status.DRAFT
    records[5].save()
    return dossier


def exported(client, dossier, suffix, query=""):
    response = client.get(f"{dossier.get_absolute_url()[:-1]}.{suffix}{query}")
    assert response.status_code == 200
    return response


def rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_has_a_row_an_item(client, dossier):
    quote = dossier.items.in_order().loaded()[0].record
    head, *found = rows(exported(client, dossier, "csv"))
    assert head == HEAD
    assert found[0] == [
        "1", "citation", "la ville vit", "Camille Martin", "2015-07-08", "Atelier Smart City", "L’urbanisme", "",
        "Compte rendu", "https://exemple.fr/a", f"http://testserver{quote.get_absolute_url()}", "À citer d’abord", "",
    ]  # fmt: skip
    assert [row[1] for row in found] == [
        "citation", "propos rapporté", "tweet", "intervention", "citation", "citation",
    ]  # fmt: skip
    assert found[2][3:5] == ["Lab des Usages (@LabdesUsages)", "2015-07-09"]
    assert found[2][9] == "https://twitter.com/a/status/1"
    assert found[3][2:4] == ["", "Camille Martin"]
    assert found[4][2] == "corrigée" and found[4][-1] == "corrigé depuis"
    assert found[5][2:4] == ["", "une élue"] and found[5][-1] == "n’est plus publié"


def test_csv_says_by_which_post_words_are_known_and_whose_a_talk_is(client, owner):
    talk = make.talk(speakers=[make.speaker(name="Camille Martin")])
    Appearance.objects.create(event=talk.event, talk=talk, speaker=make.speaker(name="Luc Noir"), role="moderator")
    post = make.tweet(event=talk.event, text="« des mots »", handle="zoe", url="https://exemple.fr/9")
    dossier = make.dossier(owner=owner, records=[make.quote(event=talk.event, tweet=post), talk])
    _head, quoted, held = rows(exported(client, dossier, "csv"))
    assert quoted[8:10] == ["Lab des Usages (@zoe)", "https://exemple.fr/9"]
    assert held[3] == "Camille Martin"


def test_csv_says_which_words_are_a_translation(client, owner):
    told = make.dossier(owner=owner, records=[make.quote(translated_from="en")])
    _head, row = rows(exported(client, told, "csv"))
    assert row[HEAD.index("Traduit de")] == "en"


def test_csv_opens_right_in_a_french_excel(client, owner):
    words = "l’été ; l’hiver, « ici »\net là"
    content = exported(client, make.dossier(owner=owner, records=[make.quote(text=words)]), "csv").content
    assert content.startswith(b"\xef\xbb\xbfPlace;Nature;Paroles;") and content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n") and content.count(b"\r\n") == 2
    assert f';"{words}";'.encode() in content


def test_csv_is_plain_for_programs_that_ask(client, dossier):
    people, plain = (exported(client, dossier, "csv", query) for query in ("", "?csv=plain"))
    assert plain.content.startswith(b"Place,Nature,Paroles,")
    assert list(csv.reader(StringIO(plain.content.decode(), newline=""))) == rows(people)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://exemple.fr")', "＝1+1", "＋33", "－1", "＠SUM(A1)", "﹦1"],
)
def test_no_cell_is_a_formula(client, owner, text):
    dossier = make.dossier(owner=owner, records=[make.quote(text=text, attribution=text)])
    dossier.items.update(note=text)
    _, row = rows(exported(client, dossier, "csv"))
    assert [row[2], row[3], row[11]] == [f"'{text}"] * 3


def paragraphs(response):
    return [(one.style.name, one.text) for one in Document(BytesIO(response.content)).paragraphs]


def test_word_has_headings_quotes_references_and_notes(client, dossier):
    found = paragraphs(exported(client, dossier, "docx"))
    assert found[:2] == [("Title", "Gouvernance"), ("Normal", "Pour mardi")]
    assert ("Heading 2", "Camille Martin") in found
    assert ("Quote", "«\u202fla ville vit\u202f»") in found
    assert ("Normal", "À citer d’abord") in found
    assert ("Normal", "Propos rapporté\nil faut écouter") in found
    reference = next(text for _, text in found if text.startswith("Camille Martin, exposé"))
    assert "Atelier Smart City, 8 juillet 2015" in reference and "https://exemple.fr/a" in reference
    assert "la ville vit" not in reference
    assert ("Heading 2", "L’urbanisme") in found
    assert ("Heading 2", "N’est plus publié") in found


def test_markdown_has_blockquotes_references_and_notes(client, dossier):
    html = MarkdownIt().render(exported(client, dossier, "md").content.decode())
    assert html.startswith("<h1>Gouvernance</h1>\n<p>Pour mardi</p>\n<blockquote>\n<p>«\u202fla ville vit\u202f»</p>\n")
    assert "<p>— Camille Martin, exposé «\u202fL’urbanisme\u202f», Atelier Smart City, 8 juillet 2015" in html
    assert "<p><strong>Ma note</strong></p>\n<p>À citer d’abord</p>" in html
    assert "<p><em>Corrigé depuis que vous l’avez gardé.</em></p>" in html
    assert "<p><strong>N’est plus publié</strong> — Paroles\u00a0: une élue (Atelier Smart City)</p>" in html


@pytest.mark.parametrize(
    "text",
    [
        "# un titre", "> une citation", "- une liste", "+ une liste", "1. une liste", "12) une liste", "===", "---",
        "*fort* _doux_ `code` ~~non~~", "[lien](javascript:alert)", "![image](https://exemple.fr/a.png)",
        "<script>alert(1)</script>", "&lt;b&gt;", "a | b", "fin\\", "deux\n- lignes\n1. et trois",
    ],
)  # fmt: skip
def test_what_people_wrote_is_no_markup(client, owner, text):
    dossier = make.dossier(owner=owner, title="Titre", note=text, records=[make.quote()])
    dossier.items.update(note=text)
    written = exported(client, dossier, "md").content.decode()
    html = MarkdownIt("gfm-like", {"linkify": False}).render(written)
    lines = escape(text).replace("\n", "<br />\n")
    assert html.startswith(f"<h1>Titre</h1>\n<p>{lines}</p>\n<blockquote>\n")
    assert html.endswith(f"<p><strong>Ma note</strong></p>\n<p>{lines}</p>\n")


def test_reference_managers_read_what_is_published(client, dossier):
    entries = rispy.loads(exported(client, dossier, "ris").content.decode())
    assert [entry.get("abstract") for entry in entries] == [
        "« la ville vit »", "Propos rapporté : il faut écouter", "« un mot »", None, "« corrigée »",
    ]  # fmt: skip
    assert entries[0]["authors"] == ["Martin, Camille"]
    library = bibtexparser.parse_string(exported(client, dossier, "bib").content.decode())
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [entry["id"] for entry in entries]
    assert len({entry.key for entry in library.entries}) == 5


def test_a_dossier_has_every_form_of_reference_and_what_is_text_says_its_charset(client, dossier):
    assert {form.suffix for form in citing.FORMATS.values()} <= FORMATS.keys()
    said = {suffix: exported(client, dossier, suffix).headers["Content-Type"] for suffix in SUFFIXES}
    assert {suffix for suffix, told in said.items() if not told.endswith("; charset=utf-8")} == {"docx"}


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix not in WITH_NOTES])
def test_files_that_are_passed_on_have_no_notes(client, dossier, suffix):
    content = exported(client, dossier, suffix).content.decode()
    assert "À citer d’abord" not in content and "Pour mardi" not in content


def test_word_says_whose_file_it_is_and_in_which_language(client, dossier):
    document = Document(BytesIO(exported(client, dossier, "docx").content))
    about = document.core_properties
    assert (about.title, about.author, about.comments) == ("Gouvernance", "La ville en paroles", "")
    assert 'w:val="en-US"' not in document.styles.element.xml
    assert 'w:lang w:val="fr-FR"' in document.styles.element.xml


def test_no_document_has_characters_that_it_may_not_hold(client, owner):
    quote = make.quote(text="la\x0bville", attribution="une\u202eélue")
    dossier = make.dossier(owner=owner, title="\x08Titre", records=[quote])
    dossier.items.update(note="a\x1fb\nc")
    for suffix in SUFFIXES:
        exported(client, dossier, suffix)
    texts = [text for _, text in paragraphs(exported(client, dossier, "docx"))]
    assert "ab\nc" in texts and "Titre" in texts


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_file_has_the_words_that_were_withdrawn(client, dossier, suffix):
    response = exported(client, dossier, suffix)
    content = response.content if suffix != "docx" else "\n".join(text for _, text in paragraphs(response)).encode()
    assert b"la ville vit" in content
    assert b"zz" not in content


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("L’élu & l’œuvre", "l-elu-l-oeuvre"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"; filename="b.exe', "a-filename-b-exe"),
        ("a\r\nSet-Cookie: b=c", "a-set-cookie-b-c"),
        ("///", "x"),
        ("城市", "u57ceu5e02"),
    ],
)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_has_a_plain_name_whatever_the_title(client, owner, title, stem, suffix):
    dossier = make.dossier(owner=owner, title=title, records=[make.quote()])
    header = exported(client, dossier, suffix).headers["Content-Disposition"]
    assert header == f'attachment; filename="{stem}.{suffix}"'


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_dossier_is_a_file_too(client, owner, suffix):
    assert exported(client, make.dossier(owner=owner), suffix)


@pytest.mark.parametrize("suffix", ["exe", "DOCX", "docx.exe", ""])
def test_there_are_no_other_formats(client, dossier, suffix):
    assert client.get(f"{dossier.get_absolute_url()[:-1]}.{suffix}").status_code == 404


def test_a_file_is_kept_by_no_cache(client, dossier):
    assert "no-store" in exported(client, dossier, "csv").headers["Cache-Control"]


def test_a_tweet_without_a_day_has_none_beside_its_event_that_has_one(client, owner):
    tweets = [make.tweet(posted_on=None), make.tweet(posted_on=date(2015, 7, 9))]
    _, *found = rows(exported(client, make.dossier(owner=owner, records=tweets), "csv"))
    assert [row[4] for row in found] == ["", "2015-07-09"]
