"""Lists as files for a spreadsheet, read back."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.contrib import admin
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from curation import sheets
from curation.models import Status
from exchange import limits
from quotes.models import Quote
from tests import builders as make
from tests.test_permissions import made

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
LISTS = ("evenements", "interventions", "intervenants", "organisations", "themes", "citations", "tweets")


def rows(response, delimiter=";"):
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def column(client, address, title):
    head, *found = rows(client.get(address))
    return [row[head.index(title)] for row in found]


@pytest.fixture
def world():
    """A published row and a draft of each kind."""
    for status, mark in ((Status.PUBLISHED, "vu"), (Status.DRAFT, "zz")):
        event = make.event(title=f"{mark} évènement", status=status)
        theme = make.theme(name=f"{mark} thème", status=status)
        person = make.speaker(name=f"{mark} personne", status=status)
        make.organization(name=f"{mark} organisation", status=status)
        talk = make.talk(title=f"{mark} exposé", event=event, speakers=[person], themes=[theme], status=status)
        make.quote(text=f"{mark} mots", talk=talk, speaker=person, themes=[theme], status=status)
        make.tweet(text=f"{mark} tweet", talk=talk, themes=[theme], status=status)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_as_a_file_has_what_is_published_and_no_draft(client, world, name, suffix):
    response = client.get(f"/{name}.{suffix}")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}.{suffix}"'
    if suffix == "csv":
        head, *found = rows(response)
    else:
        head, *found = load_workbook(BytesIO(response.content)).active.values
    assert head[-1] == "Adresse permanente"
    assert len(found) == 1
    assert any(str(cell).startswith("vu ") for cell in found[0])
    assert "zz" not in str(found)


def test_what_hangs_on_a_draft_names_no_draft(client):
    hidden = {"status": Status.DRAFT}
    event = make.event(organizer=make.organization(name="zzorganisation", **hidden))
    make.talk(event=event, speakers=[make.speaker(name="zzpersonne", **hidden)], themes=[make.theme(**hidden)])
    make.theme(parent=make.theme(name="zzparent", **hidden))
    found = [cell for name in LISTS for row in rows(client.get(f"/{name}.csv")) for cell in row]
    assert [cell for cell in found if "zz" in cell] == []
    assert event.title in found


def test_a_list_as_a_file_has_the_filters_of_its_page(client):
    theme, other, person = make.theme(), make.theme(), make.speaker()
    keynote = make.talk(title="plénière", kind="keynote", themes=[theme])
    make.talk(title="autre", themes=[theme, other])
    make.quote(text="des deux", talk=keynote, themes=[theme, other])
    make.quote(text="d’un seul", talk=keynote, themes=[theme], speaker=person, kind="paraphrase")
    assert column(client, "/interventions.csv?nature=keynote", "Titre") == ["plénière"]
    assert sorted(column(client, "/interventions.csv?nature=rien", "Titre")) == ["autre", "plénière"]
    assert column(client, f"/themes/{theme.slug}.csv?avec={other.slug}", "Paroles") == ["des deux"]
    assert column(client, f"/intervenants/{person.slug}.csv", "Paroles") == ["d’un seul"]
    assert column(client, f"/evenements/{keynote.event.slug}.csv", "Paroles") == ["des deux", "d’un seul"]
    page = client.get("/interventions/?nature=keynote").content.decode()
    assert 'href="/interventions.csv?nature=keynote"' in page


def test_the_row_of_a_quote(client, settings):
    settings.SITE_URL = "https://savoirs.example"
    event = make.event(title="Atelier", starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 9))
    theme = make.theme(name="énergie")
    source = make.source(title="Compte rendu", url="https://exemple.fr/a")
    talk = make.talk(title="L’urbanisme", title_is_ours=True, event=event)
    said = {"talk": talk, "source": source, "themes": [theme], "translated_from": "en"}
    quote = make.quote(text="« Tout ; ici »\u00a0!", speaker=make.speaker(name="Léa Roy"), **said)
    head, row = rows(client.get("/en/citations.csv?csv=plain"), ",")
    assert row == [
        "quote", "« Tout ; ici »\u00a0!", "fr", "Léa Roy", "2015-07-08", "2015-07-09", "Atelier", "[L’urbanisme]",
        "énergie", "en", "Compte rendu", "https://exemple.fr/a", f"https://savoirs.example/c/{quote.pk}",
    ]  # fmt: skip


def test_a_row_says_where_it_is_read_also_of_what_a_post_tells_or_an_archive_keeps(client):
    event, archive = make.event(), make.source(title="Page perdue", archived_url="https://archive.exemple/a")
    post = make.tweet(event=event, text="« des mots »", handle="zoe", url="https://exemple.fr/9")
    make.quote(event=event, text="des mots", tweet=post)
    make.quote(event=event, text="des mots perdus", source=archive)
    make.tweet(event=event, text="un tweet perdu", handle="zoe", source=archive)
    place = ("Paroles", "Source", "Adresse de la source")
    found = [
        zip(*(column(client, f"/{name}.csv", one) for one in place), strict=True) for name in ("citations", "tweets")
    ]
    assert sorted(row for rows in found for row in rows) == [
        ("des mots", "Lab des Usages (@zoe)", "https://exemple.fr/9"),
        ("des mots perdus", "Page perdue", "https://archive.exemple/a"),
        ("un tweet perdu", "Page perdue", "https://archive.exemple/a"),
        ("« des mots »", "", "https://exemple.fr/9"),
    ]


def test_csv_opens_right_in_a_french_spreadsheet_and_plainly_for_programs(client):
    make.theme(name="l’été")
    people, plain = (client.get(f"/themes.csv{query}").content for query in ("", "?csv=plain"))
    assert people.startswith("\ufeffNom;".encode()) and people.endswith(b"\r\n")
    assert plain.startswith(b"Nom,")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\u202e=1"])
def test_no_cell_is_a_formula(client, text):
    make.quote(text=text, attribution=text)
    [[_kind, words, _language, author, *_]] = rows(client.get("/citations.csv"))[1:]
    stored = Quote.objects.get().text
    assert [words, author] == [f"'{stored}"] * 2
    _head, row = load_workbook(BytesIO(client.get("/citations.xlsx").content)).active.iter_rows()
    assert [(cell.value, cell.data_type) for cell in (row[1], row[3])] == [(stored, "s")] * 2


def test_days_and_numbers_are_such_in_xlsx(client):
    make.event(starts_on=date(2015, 7, 8))
    make.event(starts_on=date(1889, 5, 6))
    _head, new, old = load_workbook(BytesIO(client.get("/evenements.xlsx").content)).active.values
    assert new[2].date() == date(2015, 7, 8)
    assert old[2] == "1889-05-06"


def test_a_workbook_is_the_same_as_long_as_nothing_changed(client, monkeypatch):
    make.theme()
    first = client.get("/themes.xlsx")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert client.get("/themes.xlsx").content == first.content
    assert client.get("/themes.xlsx", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_long_list_is_sent_while_it_is_read_and_costs_queries_by_the_step(client, monkeypatch):
    monkeypatch.setattr(sheets, "SHORT", 2)
    monkeypatch.setattr(sheets, "STEP", 2)
    made = [make.quote(talk=make.talk(), themes=[make.theme()]) for _ in range(5)]
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/citations.csv")
        assert response.streaming
        found = rows(response)[1:]
    assert sorted(row[1] for row in found) == sorted(quote.text for quote in made)
    assert len(queries) == 1 + 3 * 2


def test_what_no_workbook_should_hold_is_offered_as_csv(client, monkeypatch):
    monkeypatch.setattr(sheets, "LONGEST", 1)
    make.theme()
    assert client.get("/themes.xlsx").status_code == 200
    make.theme()
    refused = client.get("/themes.xlsx")
    assert refused.status_code == 413
    assert "CSV" in refused.content.decode()


def test_who_asks_too_often_waits(client, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "export", 2)
    monkeypatch.setattr(limits, "time", lambda: 60.0)
    assert [client.get("/themes.csv").status_code for _ in range(2)] == [200, 200]
    refused = client.get("/themes.csv")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert client.get("/themes.csv", REMOTE_ADDR="192.0.2.7").status_code == 200
    caches["default"].clear()
    assert client.get("/themes.csv").status_code == 200


def test_members_take_what_their_search_finds(client):
    talk = make.talk()
    make.quote(text="la ville se raconte", talk=talk)
    make.tweet(text="vive la ville", talk=talk)
    make.quote(text="autre chose", talk=talk)
    make.quote(text="ville cachée", talk=talk, status=Status.DRAFT)
    assert client.get("/citations/recherche.csv?q=ville").status_code == 302
    client.force_login(make.user(role="member"))
    words = column(client, "/citations/recherche.csv?q=ville", "Paroles")
    assert sorted(words) == ["la ville se raconte", "vive la ville"]
    assert column(client, "/citations/recherche.csv?q=ville&kind=tweet", "Nature") == ["tweet"]
    assert client.get("/citations/recherche.csv").status_code == 404


def test_a_list_of_the_administration_is_exported_as_it_is_filtered(client):
    client.force_login(make.user(role="curator"))
    make.quote(text="brouillon à voir", status=Status.DRAFT, context="le contexte")
    make.quote(text="publiée")
    page = client.get("/admin/quotes/quote/?status__exact=draft")
    assert 'href="?status__exact=draft&amp;export=csv"' in page.content.decode()
    address = "/admin/quotes/quote/?status__exact=draft&export=csv"
    assert column(client, address, "Texte") == ["brouillon à voir"]
    assert column(client, address, "Contexte") == ["le contexte"]
    assert column(client, address, "État") == ["brouillon"]


def test_every_list_of_the_administration_is_exported_to_who_may_see_it(client):
    made()
    client.force_login(make.user(role="administrator"))
    for model in admin.site._registry:
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        listed = client.get(address)
        for suffix in ("csv", "xlsx"):
            response = client.get(f"{address}?export={suffix}")
            assert (response.status_code, response.headers["Content-Type"]) == (200, sheets.SUFFIXES[suffix]), address
            if suffix == "csv":
                assert len(rows(response)) == len(listed.context["cl"].queryset) + 1
    client.force_login(make.user(role="editor"))
    assert client.get("/admin/members/user/?export=csv").status_code == 403
