"""References, read back by parsers that others wrote."""

import html
import json
import re
import shutil
import subprocess
from datetime import UTC, date, datetime

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text

from events.models import Appearance, Event, Talk
from language.typography import clean
from quotes.citing import FORMATS, Format, describe, write
from quotes.citing.citation import found_in, line, plain
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker

SITE = "https://exemple.fr"
EVENT = Event(title="Atelier des villes", city="Issy", starts_on=date(2015, 7, 8))
TALK = Talk(pk=5, event=EVENT, title="Des villes pour tous ?", kind=Talk.Kind.ROUND_TABLE)
CAMILLE = Speaker(name="Camille de La Tour", sort_name="de La Tour, Camille", status="published")
SOURCE = Source(
    title="Compte rendu", author="Zoé Noir", publisher="La Gazette", url="https://gazette.fr/1", published_in=2016
)
TWEET = Tweet(
    pk=3,
    event=EVENT,
    talk=TALK,
    text="Bravo à tous #ville",
    author_name="Lab des Usages",
    handle="Lab_des",
    posted_on=date(2015, 7, 9),
    url="https://twitter.com/Lab_des/status/1",
)
TALK.people = [
    Appearance(speaker=CAMILLE, role="panelist"),
    Appearance(described_as="une élue", role="panelist"),
    Appearance(speaker=Speaker(name="Luc Noir", sort_name="Noir, Luc"), role="moderator"),
]


def quote(**fields):
    known = {"pk": 12, "event": EVENT, "talk": TALK, "speaker": CAMILLE, "source": SOURCE, "text": "Voilà l'idée !"}
    return Quote(**known | fields)


def told(*, text="Les élus doivent écouter.", **fields):
    return quote(kind=Quote.Kind.PARAPHRASE, text=text, **fields)


def cited(record, name, **asked):
    return write([describe(record, base_url=SITE, **asked)], FORMATS[name])


def read_bibtex(text):
    library = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
    assert library.failed_blocks == []
    return library.entries


LATEX = LatexNodes2Text()  # slow to make


def read_latex(entry, name):
    """A field as LaTeX prints it; the parser does not know the two names of the braces."""
    value = entry.fields_dict[name].value if name in entry.fields_dict else ""
    value = re.sub(r"\\textbrace(?:left|right)\{\}", _as_symbol, value)
    return plain(LATEX.latex_to_text(value)).replace("ˆ", "^")  # as pylatexenc draws it


def _as_symbol(found):
    return r"\{" if "left" in found[0] else r"\}"


def read_ris(text):
    return rispy.loads(text)


# The reference in French

NARROW, WIDE = "\u202f", "\u00a0"


def test_a_reference_says_who_said_what_where_when_and_where_it_is_written():
    assert cited(quote(), "text") == (
        f"Camille de La Tour, «{NARROW}Voilà l’idée{NARROW}!{NARROW}», "
        f"table ronde «{NARROW}Des villes pour tous{NARROW}?{NARROW}», "
        f"Atelier des villes, Issy, 8 juillet 2015{NARROW}; "
        f"cité dans Zoé Noir, «{NARROW}Compte rendu{NARROW}», La Gazette, 2016, https://gazette.fr/1{NARROW}; "
        f"en ligne{WIDE}: https://exemple.fr/c/12\n"
    )


def test_the_first_of_a_month_is_the_1er_and_several_days_are_a_range():
    first = Event(title="Semaine", starts_on=date(2015, 7, 1))
    assert "Semaine, 1er juillet 2015" in cited(quote(event=first, talk=None), "text")
    week = Event(title="Semaine", starts_on=date(2015, 7, 1), ends_on=date(2015, 7, 3))
    assert "Semaine, du 1er au 3 juillet 2015" in cited(quote(event=week, talk=None), "text")
    hour = Talk(event=week, title="Le soir", starts_at=datetime(2015, 7, 2, 22, 30, tzinfo=UTC))
    assert "Semaine, 3 juillet 2015" in cited(quote(event=week, talk=hour), "text")  # past midnight in Paris


@pytest.mark.parametrize(
    ("last", "year", "month", "said"),
    [
        (date(2015, 1, 2), None, None, "Du 30 décembre 2014 au 2 janvier 2015"),
        (date(2014, 12, 31), "2014", "12", "Du 30 au 31 décembre 2014"),
    ],
)
def test_of_a_span_nobody_tells_one_day_nor_a_year_that_it_leaves(last, year, month, said):
    event = Event(title="Congrès", starts_on=date(2014, 12, 30), ends_on=last)
    talk = Talk(pk=8, event=event, title="Exposé")
    talk.people = []
    for record in (quote(event=event, talk=None), quote(event=event, talk=talk), talk):
        [entry] = read_ris(cited(record, "ris"))
        assert (entry.get("year"), entry.get("date"), entry["notes"][-1]) == (year, None, said)
        [entry] = read_bibtex(cited(record, "bibtex"))
        assert [entry.get(name) and entry[name] for name in ("year", "month")] == [year, month]
        assert entry["date"] == f"2014-12-30/{last}"


def test_what_has_no_date_says_so():
    undated = describe(quote(event=Event(title="Atelier"), talk=None), base_url=SITE)
    assert f"Atelier, s.{WIDE}d.{NARROW};" in write([undated], FORMATS["text"])
    (entry,) = read_bibtex(write([undated], FORMATS["bibtex"]))
    assert {"date", "year", "month"} & entry.fields_dict.keys() == set()
    assert {"year", "date"} & read_ris(write([undated], FORMATS["ris"]))[0].keys() == set()
    assert "issued" not in json.loads(write([undated], FORMATS["csl"]))[0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "traduit de l’anglais"),
        ("de", "traduit de l’allemand"),
        ("nl", "traduit du néerlandais"),
        ("oc", "traduit de l’occitan"),
        ("co", "traduit du corse"),
        ("xx", "(xx)"),
        ("gsw", "(gsw)"),
    ],
)
def test_translated_words_say_so_in_every_format(language, said):
    for name in FORMATS:
        assert said in cited(quote(translated_from=language), name).lower(), name


def test_what_only_begins_like_french_is_not_french_to_latex():
    languages = {"fr": "french", "fr-CA": "french", "frp": None, "enm": None, "en-GB": "english"}
    found = {
        language: read_bibtex(cited(quote(language=language), "bibtex"))[0].get("langid") for language in languages
    }
    assert {language: field and field.value for language, field in found.items()} == languages


def test_what_an_archive_keeps_has_its_address_there_in_every_format():
    kept = "https://archive.exemple/a"
    record = quote(source=Source(title="Page perdue", archived_url=kept))
    assert [name for name in FORMATS if kept not in cited(record, name)] == []


def test_words_that_are_told_keep_the_points_that_stand_for_more():
    assert "ils sèment…, " in cited(told(text="ils sèment..."), "text")
    assert "ils sèment, " in cited(told(text="ils sèment."), "text")


def test_a_figure_tells_the_title_of_a_talk_once():
    assert cited(TALK, "html").count("Des villes pour tous") == 1


def test_whom_nobody_named_is_called_as_the_source_does():
    record = quote(speaker=None, attribution="une spectatrice")
    assert cited(record, "text").startswith("Une spectatrice, «")
    assert json.loads(cited(record, "csl"))[0]["author"] == [{"literal": "une spectatrice"}]
    assert read_ris(cited(record, "ris"))[0]["authors"] == ["une spectatrice,"]
    assert read_bibtex(cited(record, "bibtex"))[0]["author"] == ["{une spectatrice}"]


NAMES_ALONE = [
    ("une spectatrice, adjointe au maire", "une spectatrice (adjointe au maire)"),
    ("un élu, maire, puis député", "un élu (maire – puis député)"),
    ("Martin, Noir et fils,", "Martin (Noir et fils)"),
    ("Martin and Sons", "Martin and Sons"),
    (",", None),
]


@pytest.mark.parametrize(("name", "in_ris"), NAMES_ALONE)
def test_a_name_that_is_no_persons_is_cut_by_no_reader(name, in_ris):
    record = quote(speaker=None, attribution=name)
    assert json.loads(cited(record, "csl"))[0]["author"] == [{"literal": name}]
    assert read_ris(cited(record, "ris"))[0].get("authors") == (in_ris and [f"{in_ris},"])
    assert read_bibtex(cited(record, "bibtex"))[0]["author"] == [f"{{{name}}}"]


@pytest.mark.parametrize("name", ["Martin and Sons", "Marks AND Spencer", "and Co", "Rue\nand Place", "others"])
def test_an_and_within_a_name_makes_no_two_authors_in_bibtex(name):
    for record in (
        quote(speaker=None, attribution=name),
        quote(speaker=Speaker(name=name, sort_name=f"{name}, House", status="published")),
        Tweet(pk=4, event=EVENT, text="des mots", author_name=name, handle="lab"),
    ):
        [author] = read_bibtex(cited(record, "bibtex"))[0]["author"]
        assert name.split()[-1] in author
    house = Talk(pk=7, event=EVENT, title="À deux")
    house.people = [Appearance(described_as=name, role="panelist"), Appearance(speaker=CAMILLE, role="panelist")]
    assert len(read_bibtex(cited(house, "bibtex"))[0]["author"]) == 2


def test_a_comma_in_a_given_name_makes_no_suffix_of_it():
    known = Speaker(name="Luc Noir", sort_name="Noir, Luc, dit Lulu", status="published")
    assert read_ris(cited(quote(speaker=known), "ris"))[0]["authors"] == ["Noir, Luc (dit Lulu)"]


def test_a_person_is_filed_under_the_family_name_with_its_particles():
    assert json.loads(cited(quote(), "csl"))[0]["author"] == [{"family": "de La Tour", "given": "Camille"}]
    assert read_ris(cited(quote(), "ris"))[0]["authors"] == ["de La Tour, Camille"]
    assert read_bibtex(cited(quote(), "bibtex"))[0]["author"] == ["de La Tour, Camille"]


def test_a_talk_is_by_those_who_speak_not_by_who_moderates():
    assert cited(TALK, "text") == (
        f"Camille de La Tour et une élue, «{NARROW}Des villes pour tous{NARROW}?{NARROW}», table ronde, "
        f"Atelier des villes, Issy, 8 juillet 2015{NARROW}; en ligne{WIDE}: https://exemple.fr/i/5\n"
    )
    alone = Talk(pk=6, event=EVENT, title="Ouverture")
    alone.people = []
    assert cited(alone, "text").startswith(f"«{NARROW}Ouverture{NARROW}», exposé, ")


def test_a_tweet_has_its_own_day_and_address():
    assert cited(TWEET, "text") == (
        f"Lab des Usages [@Lab_des], «{NARROW}Bravo à tous #ville{NARROW}», tweet, 9 juillet 2015, "
        f"à propos de «{NARROW}Des villes pour tous{NARROW}?{NARROW}», Atelier des villes{NARROW}; "
        f"https://twitter.com/Lab_des/status/1{NARROW}; en ligne{WIDE}: https://exemple.fr/tweets/3/\n"
    )


@pytest.mark.parametrize(
    ("network", "nature", "forum"), [("mastodon", "message sur Mastodon", "Mastodon"), ("other", "message", None)]
)
def test_a_message_of_another_network_is_no_tweet(network, nature, forum):
    post = Tweet(pk=4, event=EVENT, text="des mots", author_name="Léa", handle="lea@a.example", network=network)
    assert f", {nature}, s." in cited(post, "text").replace(WIDE, " ")
    assert (json.loads(cited(post, "csl"))[0].get("container-title"), read_ris(cited(post, "ris"))[0].get(
        "secondary_title")) == (forum, forum)  # fmt: skip
    assert f"rapporté par un {nature} de Léa" in cited(quote(source=None, tweet=post), "text")
    assert not [name for name in FORMATS if re.search(r"\btweet\b", cited(post, name), re.IGNORECASE)]


def test_the_name_of_a_draft_does_not_leak_through_its_tweet():
    drafted = Speaker(name="Nom secret", sort_name="secret, Nom", status="draft")
    tweet = Tweet(pk=4, event=EVENT, text="des mots", author_name="Au Lab", handle="lab", speaker=drafted)
    assert [name for name in FORMATS if "secret" in cited(tweet, name)] == []
    drafted.status = "published"
    assert "secret" in cited(tweet, "ris")


def test_the_account_of_an_organisation_is_no_person():
    house = Organization(name="Lab")
    tweet = Tweet(pk=4, event=EVENT, text="des mots", author_name="Au Lab", handle="lab", organization=house)
    assert json.loads(cited(tweet, "csl"))[0]["author"] == [{"literal": "Au Lab"}]


# Reported speech


@pytest.mark.parametrize("name", FORMATS)
def test_a_paraphrase_is_said_to_be_one_and_is_no_quotation(name):
    words = "Les élus doivent écouter"
    text = cited(told(talk=None, source=None), name)
    assert "propos rapporté" in text.lower()
    assert re.search(rf"[«“\"]\s*{words}|<blockquote|\{{\{{citation|^> ", text, re.MULTILINE) is None
    assert words in text
    verbatim = cited(quote(talk=None, source=None, text=words), name)
    assert "propos rapporté" not in verbatim.lower()


@pytest.mark.parametrize("name", FORMATS)
def test_a_transcription_is_a_quotation_that_says_what_it_is(name):
    transcribed = cited(quote(talk=None, source=None, kind=Quote.Kind.TRANSCRIPTION), name)
    assert "transcription" in transcribed.lower()
    assert "propos rapporté" not in transcribed.lower()
    assert "transcription" not in cited(quote(talk=None, source=None), name).lower()


def test_words_known_by_a_tweet_name_it():
    assert (
        f"{NARROW}; rapporté par un tweet de Lab des Usages [@Lab_des], 9 juillet 2015, https://twitter.com/Lab_des"
    ) in cited(told(source=None, tweet=TWEET), "text")


def test_quotes_of_one_talk_are_told_apart_and_name_it():
    rows = [quote(text="Une idée."), quote(pk=13, text="Une autre"), told(pk=14), told(pk=15, text="Autrement")]
    items = [json.loads(cited(row, "csl"))[0] for row in rows]
    titles = ["Une idée", "Une autre", "[Propos rapporté : Les élus doivent écouter]", "[Propos rapporté : Autrement]"]
    assert [item["title"] for item in items] == titles
    assert {item["container-title"] for item in items} == {"Des villes pour tous ?"}
    for row, title in zip(rows, titles, strict=True):
        [entry] = read_ris(cited(row, "ris"))
        assert entry["title"] == title
        assert entry["secondary_title"] == "table ronde « Des villes pour tous ? », Atelier des villes"
        [entry] = read_bibtex(cited(row, "bibtex"))
        assert read_latex(entry, "title") == title
        assert "able ronde « Des villes pour tous ? »" in read_latex(entry, "note")


def test_styles_that_print_no_note_say_where_the_words_are_cited():
    assert json.loads(cited(quote(), "csl"))[0]["genre"] == "cité dans Zoé Noir, « Compte rendu », La Gazette, 2016"
    assert json.loads(cited(told(), "csl"))[0]["genre"].startswith("rapporté dans Zoé Noir")
    assert json.loads(cited(quote(source=None), "csl"))[0]["genre"] == "citation"


def test_wikiquote_is_never_given_our_page_for_the_article():
    for record in (quote(source=None), quote(source=Source(title="Compte rendu")), told(source=None), TALK):
        assert SITE not in cited(record, "wikiquote")
    assert "|url=https://gazette.fr/1}}" in cited(quote(), "wikiquote")
    assert f"|url={TWEET.url}}}}}" in cited(TWEET, "wikiquote")


# A part of the words


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("l'IDEE  meme !", "l’idée même"),
        ("« Voilà »", "Voilà"),
        ("voila l idee meme, de la ville.", "Voilà l’idée même, de la ville."),
        ("de ville", ""),
        ("idé", ""),
        ("!", ""),
    ],
)
def test_a_passage_is_cited_in_the_characters_of_the_record(passage, found):
    assert found_in("Voilà l’idée même, de la ville.", passage) == found


def test_only_the_passage_is_cited_if_the_record_has_it():
    assert "«\u202fl’idée\u202f»" in cited(quote(), "text", passage="L’IDÉE")
    assert cited(quote(), "text", passage="une autre idée") == cited(quote(), "text")
    assert cited(TALK, "text", passage="villes") == cited(TALK, "text")


# Files


def test_many_records_make_one_file_with_a_key_each():
    rows = [quote(), quote(pk=13), told(), TWEET, TALK]
    citations = [describe(row, base_url=SITE) for row in rows]
    keys = ["delatour2015c12", "delatour2015c13", "delatour2015c12-2", "labdesusages2015t3", "delatour2015i5"]
    assert [item["id"] for item in json.loads(write(citations, FORMATS["csl"]))] == keys
    assert [entry["id"] for entry in read_ris(write(citations, FORMATS["ris"]))] == keys
    assert [entry.key for entry in read_bibtex(write(citations, FORMATS["bibtex"]))] == keys
    assert write(citations, FORMATS["html"]).count("<figure>") == len(rows)
    assert json.loads(write([], FORMATS["csl"])) == []


def test_ris_has_the_line_ends_and_the_spaces_that_programs_know():
    text = cited(quote(), "ris")
    assert "\n" not in text.replace("\r\n", "")
    assert re.search("[\u00a0\u202f]", text) is None
    assert text.startswith("TY  - SLIDE\r\n") and text.endswith("\r\nER  - \r\n")


def test_citeproc_makes_a_bibliography_of_what_is_written():
    items = json.loads(write([describe(row, base_url=SITE) for row in (quote(), TWEET, TALK)], FORMATS["csl"]))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Cited([CitationItem(item["id"])]))
    lines = [str(entry) for entry in bibliography.bibliography()]
    assert [entry.split(" (")[0] for entry in lines] == [
        "de La Tour, C.",
        "Lab des Usages",
        "de La Tour, C. and une élue",
    ]
    assert all("2015" in entry for entry in lines)


# Hostile text

PIECES = [
    "{", "}", "\\", "|", "=", "]]", "[[", "{{", "}}", "</script>", "<b>", "&amp;", "&", "%", "$", "#", "_",
    "~~~~", "^", "'''", "''", "*", "`", "```", "\n", "\n\n", "\r\n", "\u2028", "\x0b", "\u202e", "\u2066",
    "שלום", "مرحبا", "\U0001f469\u200d\U0001f692", "\n- ", "\n1. ", "\n# ", "\nTY  - JOUR", "\n@misc{a,",
    "ER  - ", "*un", "    ", "\t", " and ", ", ", "«", "»", "\n===", "\n---", "http://", "__TOC__", "<!--",
    "-->", "-{", "mot", "été", " ", "\xa0", "\u202f", '"', "@",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=12).map("".join)
RECORDS = st.builds(
    quote,
    text=HOSTILE.filter(lambda text: plain(text)),
    speaker=st.none() | st.builds(Speaker, name=HOSTILE, sort_name=HOSTILE.filter(lambda text: ", " in text)),
    attribution=HOSTILE,
    event=st.builds(Event, title=HOSTILE, city=HOSTILE),
    talk=st.none(),
    source=st.builds(Source, title=HOSTILE, author=HOSTILE, publisher=HOSTILE, url=HOSTILE | st.just("https://a.fr/")),
    translated_from=st.sampled_from(["", "en"]),
)


def read_html(text):
    return lxml_html.document_fromstring(f"<!doctype html><body>{text}</body>")


@settings(max_examples=40)  # the readers of LaTeX are slow
@given(RECORDS)
def test_hostile_text_comes_back_from_bibtex(record):
    known = describe(record, base_url=SITE)
    (entry,) = read_bibtex(write([known], FORMATS["bibtex"]))
    assert entry.key == known.key and known.key.isascii()
    assert "author" not in entry.fields_dict if not known.authors else len(entry["author"]) == 1
    assert read_latex(entry, "eventtitle") == plain(known.event).replace("ˆ", "^")
    assert read_latex(entry, "title") == plain(known.title).replace("ˆ", "^")


@given(RECORDS)
def test_hostile_text_comes_back_from_ris(record):
    known = describe(record, base_url=SITE)
    (entry,) = read_ris(write([known], FORMATS["ris"]))
    assert entry.get("secondary_title", "") == plain(known.event)
    assert entry["title"] == plain(known.title)
    assert "unknown_tag" not in entry


@given(RECORDS)
def test_hostile_text_comes_back_from_csl(record):
    known = describe(record, base_url=SITE)
    (item,) = json.loads(write([known], FORMATS["csl"]))
    assert item["title"] == plain(known.title)
    assert {type(value) for value in item.values()} <= {str, list, dict}


@given(RECORDS)
def test_hostile_text_comes_back_from_html(record):
    known = describe(record, base_url=SITE)
    page = read_html(write([known], FORMATS["html"]))
    assert {node.tag for node in page.iter()} <= {"html", "body", "figure", "blockquote", "p", "br", "figcaption", "a"}
    assert [link.get("href") for link in page.iter("a")][-1] == known.url
    assert all(link.get("href").startswith("https://") for link in page.iter("a"))


@given(RECORDS)
def test_hostile_text_comes_back_from_markdown(record):
    known = describe(record, base_url=SITE)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(write([known], FORMATS["markdown"]))
    assert {token.type for token in tokens} == {
        *("blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline")
    }
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "hardbreak", "text_special", "link_open", "link_close"}
    assert [child.attrs["href"] for child in inline if child.type == "link_open"][-1] == known.url


@given(RECORDS)
def test_hostile_text_comes_back_from_wikitext(record):
    known = describe(record, base_url=SITE)
    text = write([known], FORMATS["wikiquote"])
    assert (text.count("{{"), text.count("}}")) == (2, 2)
    shape = r"\{\{citation\n\|citation = (.*)\n\|précisions = (.*)\n\}\}\n\{\{Réf Article(?:\|\w+=[^|]*)+\}\}\n"
    words, details = re.fullmatch(shape, text).groups()
    assert re.search(r"[{}\[\]|]|''|~~|__|<(?!br />)", words + details) is None
    assert html.unescape(words.replace("<br />", "\n")) == "\n".join(
        part.strip() for part in clean(record.text).split("\n")
    )


@given(RECORDS)
def test_hostile_text_leaves_the_reference_in_one_line(record):
    text = cited(record, "text")
    assert len(text.splitlines()) == 1 and text.endswith(f"{SITE}/c/12\n")
    assert line(text) == text.strip()


def _written(citation):
    return f"<reference>{citation.key}</reference>\n"


def _in_one(texts):
    return f"<references>\n{''.join(texts)}</references>\n"


INVENTED = Format("invented", "Inventé", "xml", "application/xml", "pour rien", _written, join=_in_one)


@pytest.mark.parametrize("form", [*FORMATS.values(), INVENTED], ids=lambda form: form.name)
def test_a_file_of_several_or_of_none_is_one_document(form):
    for rows in ([], [TALK], [quote(), TALK, quote(), TWEET]):
        text = write([describe(row, base_url=SITE) for row in rows], form)
        if form.content_type.endswith("json"):
            assert len(json.loads(text)) == len(rows)
        if form.content_type.endswith("xml"):
            assert len(etree.fromstring(text.encode())) == len(rows)


@pytest.mark.skipif(not shutil.which("pandoc"), reason="no pandoc here: apt-get install pandoc")
@pytest.mark.parametrize(("name", "reader"), [("ris", "ris"), ("bibtex", "biblatex"), ("csl", "csljson")])
def test_pandoc_reads_the_same_in_the_three_bibliographic_formats(name, reader):
    text = write([describe(row, base_url=SITE) for row in (quote(), TALK)], FORMATS[name])
    known = subprocess.run(
        ["pandoc", "--list-input-formats"], capture_output=True, text=True, check=True
    ).stdout.split()
    if reader not in known:
        pytest.skip(f"this pandoc does not read {reader}")
    command = ["pandoc", "--from", reader, "--to", "csljson"]
    found = json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)
    # Pandoc sets French titles with the spaces that French wants.
    titles = [item["title"].replace("\u202f", " ").replace("'", "’") for item in found]
    assert titles == ["Voilà l’idée !", "Des villes pour tous ?"]
    assert [item["author"][0]["given"] for item in found] == ["Camille"] * 2


@pytest.mark.skipif(not shutil.which("pandoc"), reason="no pandoc here: apt-get install pandoc")
def test_pandoc_reads_the_wikitext_and_the_markdown():
    for name, reader in (("wikiquote", "mediawiki"), ("markdown", "commonmark")):
        command = ["pandoc", "--from", reader, "--to", "plain", "--wrap=none"]
        found = subprocess.run(command, input=cited(TALK, name), capture_output=True, text=True, check=True).stdout
        assert "Des villes pour tous" in found
