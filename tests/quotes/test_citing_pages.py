import json
import re
from urllib.parse import parse_qsl
from urllib.parse import quote as quoted

import pytest
from django.utils.translation import gettext, override
from lxml import html

from quotes.citing import FORMATS
from quotes.models import Quote
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
CSL = "application/vnd.citationstyles.csl+json"


@pytest.fixture
def said():
    speaker = make.speaker(name="Camille Martin")
    talk = make.talk(title="Un exposé", speakers=[speaker])
    quote = make.quote(talk=talk, speaker=speaker, text="La ville est une conversation.", source=make.source())
    return {"quote": quote, "tweet": make.tweet(text="Bravo à tous", talk=talk), "talk": talk}


def cite(record):
    return f"{record.get_absolute_url()}citer/"


def path(record, suffix):
    page = f"/citations/{record.pk}" if isinstance(record, Quote) else record.get_absolute_url().rstrip("/")
    return f"{page}.{suffix}"


def blocks(response):
    return re.findall(r"<pre[^>]*>(.*?)</pre>", response.content.decode(), re.DOTALL)


@pytest.mark.parametrize("kind", ["quote", "tweet", "talk"])
def test_a_record_leads_to_its_references_and_each_of_them_to_its_file(client, said, kind):
    record = said[kind]
    page = client.get(record.get_absolute_url()).content.decode()
    assert f'href="{cite(record)}"' in page
    response = client.get(cite(record))
    assert len(blocks(response)) == len(FORMATS)
    for form in FORMATS.values():
        assert f'href="{path(record, form.suffix)}"' in response.content.decode()


@pytest.mark.parametrize("kind", ["quote", "tweet", "talk"])
def test_the_head_of_a_page_tells_programs_of_its_references(client, said, kind):
    page = client.get(said[kind].get_absolute_url()).content.decode()
    found = {(link.get("type"), link.get("href")) for link in html.fromstring(page).iterfind(".//head/link[@type]")}
    wanted = {(form.content_type, path(said[kind], form.suffix)) for form in FORMATS.values()}
    wanted.add(("application/ld+json", path(said[kind], "json")))
    wanted |= {("text/calendar", path(said[kind], "ics"))} if kind == "talk" else set()
    assert {link for link in found if link[1].startswith(path(said[kind], ""))} == wanted


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_file_has_a_name_and_a_type_and_is_not_sent_twice(client, said, form):
    response = client.get(path(said["quote"], form.suffix))
    name = f"martin2015c{said['quote'].pk}.{form.suffix}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.headers["Content-Type"] == f"{form.content_type}; charset=utf-8"
    again = client.get(path(said["quote"], form.suffix), headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_a_reference_is_in_the_language_of_the_page_with_the_one_address_of_the_record(client, said):
    french, english = (client.get(f"{prefix}{path(said['quote'], 'txt')}").content.decode() for prefix in ("", "/en"))
    with override("en"):
        known = [gettext("cité dans %(work)s").partition(" %")[0], gettext("en ligne"), "8 July 2015", "; "]
    assert [word for word in known if word not in english] == []
    assert [word for word in ("cité dans", "en ligne", "8 juillet 2015", "\u202f; ") if word not in french] == []
    assert all(f"http://testserver/c/{said['quote'].pk}" in text for text in (french, english))
    wiki = [client.get(f"{prefix}{path(said['quote'], 'wiki')}").content for prefix in ("", "/en")]
    assert wiki[0] == wiki[1]


EMBEDDED = {
    "quote": ("presentation", "La ville est une conversation", "Martin, Camille", "2015/07/08"),
    "talk": ("presentation", "Un exposé", "Martin, Camille", "2015/07/08"),
    "tweet": ("forumPost", "Bravo à tous", "Lab des Usages,", "2015/07/09"),
}


@pytest.mark.parametrize("kind", EMBEDDED)
def test_a_page_tells_reference_managers_who_said_what_when_and_where_it_is_written(client, said, kind):
    page = html.fromstring(client.get(said[kind].get_absolute_url()).content.decode())
    tags = {tag.get("name"): tag.get("content") for tag in page.iterfind(".//head/meta[@name]")}
    names = ("z:itemType", "citation_title", "citation_author", "citation_publication_date")
    assert tuple(tags[name] for name in names) == EMBEDDED[kind]
    [span] = page.find_class("Z3988")
    coins = dict(parse_qsl(span.get("title"), strict_parsing=True))
    names = ("rft.type", "rft.title", "rft.au", "rft.date")
    assert tuple(coins[name].replace("-", "/") for name in names) == EMBEDDED[kind]
    assert coins["rft.description"] == tags["citation_abstract"]
    if kind == "quote":
        told = coins["rft.description"]
        assert "« La ville est une conversation. »" in told and "cité dans" in told and "Un exposé" in told


def test_the_linked_data_stay_and_csl_is_given_to_who_asks_for_it(client, said):
    for record in said.values():
        plain = client.get(path(record, "json"))
        assert plain.headers["Content-Type"] == "application/ld+json"
        assert "Accept" in plain.headers["Vary"].split(", ")
        asked = client.get(path(record, "json"), headers={"Accept": f"text/html;q=0.1, {CSL}"})
        assert asked.headers["Content-Type"] == f"{CSL}; charset=utf-8"
        assert "Accept" in asked.headers["Vary"].split(", ")
        assert asked.content == client.get(path(record, "csl.json")).content
        assert len(json.loads(asked.content)) == 1


def test_another_slug_of_a_quote_leads_to_the_right_one_with_its_passage(client, said):
    response = client.get(f"/citations/{said['quote'].pk}-rien/citer/?passage=ville")
    assert (response.status_code, response.url) == (301, f"{cite(said['quote'])}?passage=ville")


def test_a_passage_of_the_words_is_cited_and_downloaded_alone(client, said):
    response = client.get(cite(said["quote"]), {"passage": "LA VILLE"})
    assert "«\u202fLa ville\u202f»" in blocks(response)[0]
    assert "conversation" not in blocks(response)[0]
    assert f'href="{path(said["quote"], "ris")}?passage=LA%20VILLE"' in response.content.decode()
    file = client.get(path(said["quote"], "txt"), {"passage": "LA VILLE"}).content.decode()
    assert "«\u202fLa ville\u202f»" in file


def test_what_was_not_said_is_not_cited(client, said):
    response = client.get(cite(said["quote"]), {"passage": "des mots jamais dits"})
    assert "Ce passage n’est pas dans le texte" in response.content.decode()
    assert blocks(response) == blocks(client.get(cite(said["quote"])))
    assert "jamais dits" not in response.content.decode()


def test_a_talk_has_no_passage(client, said):
    response = client.get(cite(said["talk"]), {"passage": "des mots"})
    assert "Ce passage" not in response.content.decode()


def test_hostile_words_do_not_leave_their_block(client):
    quote = make.quote(text="</pre></script><script>alert(1)</script>", event=make.event())
    page = client.get(cite(quote), {"passage": quoted('"><b>')}).content.decode()
    assert "<script>alert" not in page
    assert page.count("</pre>") == len(FORMATS)
    assert "&lt;figure&gt;" in page
    assert "<figure>" not in page


def test_a_draft_is_cited_by_nobody_but_its_preview_answers(client):
    quote = make.quote(event=make.event(), status="draft")
    assert client.get(path(quote, "ris")).status_code == 404
    client.force_login(make.user(role="curator"))
    response = client.get(path(quote, "ris"))
    assert "no-store" in response.headers["Cache-Control"]
    assert "cite-link" not in client.get(quote.get_absolute_url()).content.decode()
