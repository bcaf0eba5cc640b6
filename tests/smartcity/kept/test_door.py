"""What is answered from memory, what is made anew, and what is never kept."""

import gzip
import logging
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curation.models import Status
from events.models import Event
from smartcity import logs
from smartcity.kept import door, latest, tables
from smartcity.kept.pages import CACHE_CONTROL
from smartcity.kept.store import Store
from tests import builders as make

pytestmark = pytest.mark.django_db(transaction=True)
CSL = "application/vnd.citationstyles.csl+json"


def asks(get, address, **headers):
    """How often answering asks the database, the question for the version aside."""
    with CaptureQueriesContext(connection) as found:
        get(address, **headers)
    return len([query for query in found if f"FROM {tables.TABLE}" not in query["sql"]])


def is_kept(get, address, **headers):
    get(address, **headers)
    return asks(get, address, **headers) == 0


def a_second_later():
    """As if nobody had asked for the version since."""
    door.latest.due = 0


def test_a_page_is_made_once_and_is_the_same_from_memory(get):
    make.event(title="Atelier")
    status, headers, body = get("/evenements/")
    assert (status, headers["Cache-Control"]) == (200, CACHE_CONTROL)
    assert "Atelier" in body.decode()
    assert asks(get, "/evenements/") == 0
    again = get("/evenements/")
    assert (again[0], again[2]) == (status, body)
    assert {**again[1], "X-Request-ID": ""} == {**headers, "X-Request-ID": ""}
    assert again[1]["X-Request-ID"] != headers["X-Request-ID"]


def test_it_is_kept_in_each_of_its_forms(get):
    quote = make.quote(event=make.event(slug="atelier"), text="des mots")
    one = f"/citations/{quote.pk}"
    forms = ["/evenements/atelier.ics", "/index.atom", "/evenements.ics", "/sitemap.xml", "/sitemap-quotes.xml"]
    forms += [f"{one}.bib", f"{one}.ris", f"{one}.json", f"{one}-{quote.slug}/citer/", "/robots.txt", "/en/"]
    assert [form for form in forms if not is_kept(get, form)] == []


def test_members_and_curators_are_given_the_kept_page(get):
    make.event()
    get("/evenements/")
    for role in ("member", "curator"):
        client = Client()
        client.force_login(make.user(role=role))
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
        a_second_later()
        assert asks(get, "/evenements/", cookie=cookie) == 0


def test_compressed_where_it_is_asked_for(get):
    make.event()
    plain, packed = get("/evenements/"), get("/evenements/", accept_encoding="br, gzip;q=0.5")
    assert "Content-Encoding" not in plain[1]
    assert packed[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert int(packed[1]["Content-Length"]) == len(packed[2]) < len(plain[2]) / 2
    assert packed[1]["ETag"] != plain[1]["ETag"]
    assert plain[1]["Vary"] == packed[1]["Vary"] == "Accept-Encoding"
    for refused in ("gzip;q=0", "gzip; q=0.0, br", "br, gzip ; q=0", "identity", "pack200-gzip", "gzip-2"):
        assert get("/evenements/", accept_encoding=refused)[2] == plain[2]
    assert "Content-Encoding" not in get("/robots.txt", accept_encoding="gzip")[1]  # too short to gain anything


def test_a_head_has_no_body_and_its_length(get):
    make.event()
    made, kept = get("/evenements/", method="HEAD"), get("/evenements/", method="HEAD")
    page = get("/evenements/")
    assert made[2] == kept[2] == b""
    assert made[1]["Content-Length"] == kept[1]["Content-Length"] == str(len(page[2]))


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_who_has_it_is_told_so_before_anything_is_made(get, encoding):
    make.event()
    tag = get("/evenements/", accept_encoding=encoding)[1]["ETag"]
    for known in (tag, f"W/{tag}", f'"autre", {tag}', "*"):
        status, headers, body = get("/evenements/", accept_encoding=encoding, if_none_match=known)
        assert (status, body, headers["ETag"]) == (304, b"", tag)
        assert not {"Content-Length", "Content-Encoding", "Content-Type"} & set(headers)
    assert asks(get, "/evenements/", accept_encoding=encoding, if_none_match=tag) == 0
    assert get("/evenements/", if_none_match='"autre"')[0] == 200


def test_who_has_it_is_told_so_by_another_process_too_and_after_a_change_elsewhere(get):
    make.event()
    tag = get("/evenements/")[1]["ETag"]
    make.source(title="Que nul ne cite")
    a_second_later()
    assert get("/evenements/", if_none_match=tag)[0] == 304
    make.event(title="Un autre")
    a_second_later()
    assert get("/evenements/", if_none_match=tag)[0] == 200


def test_what_another_wrote_is_seen_within_a_second_and_is_asked_for_once_in_it(get, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(latest, "monotonic", lambda: now)
    event = make.event(title="Avant")
    assert "Avant" in get("/evenements/")[2].decode()
    Event.objects.filter(pk=event.pk).update(title="Après")
    with CaptureQueriesContext(connection) as found:
        assert "Avant" in get("/evenements/")[2].decode()
    assert len(found) == 0
    now += latest.EACH
    assert "Après" in get("/evenements/")[2].decode()


def test_what_this_process_wrote_is_seen_at_once(get):
    quote = make.quote(text="des mots retirés")
    curator = Client()
    curator.force_login(make.user(role="curator"))
    assert "des mots retirés" in get("/citations/")[2].decode()
    assert curator.post(f"/admin/quotes/quote/{quote.pk}/delete/", {"post": "yes"}).status_code == 302
    assert "des mots retirés" not in get("/citations/")[2].decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [("/c/{0.pk}", 301), ("/citations/{0.pk}-autre/", 301), ("/evenements/rien/", 404), ("/connexion/", 200)]
    + [("/recherche/?q=mots", 200), ("/citations/recherche/?q=mots", 200), ("/readyz", 200)],
)
def test_what_is_not_a_public_page_is_not_kept(get, address, status):
    address = address.format(make.quote(text="des mots"))
    assert get(address)[0] == status
    assert not door.store.get((*("http", "testserver", ""), *address.partition("?")[::2]), {})


def test_a_draft_is_shown_to_staff_and_kept_for_nobody(get):
    event = make.event(slug="brouillon", title="Caché", status=Status.DRAFT)
    client = Client()
    client.force_login(make.user(role="curator"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    for _ in range(2):
        shown = get("/evenements/brouillon/", cookie=cookie)
        assert "Caché" in shown[2].decode()
        assert "no-store" in shown[1]["Cache-Control"]
        assert get("/evenements/brouillon/")[0] == 404
    Event.objects.filter(pk=event.pk).update(status=Status.PUBLISHED)
    a_second_later()
    assert 'class="preview"' not in get("/evenements/brouillon/", cookie=cookie)[2].decode()


def test_who_has_something_to_be_told_has_a_page_of_his_own_for_once(get):
    client, owner, quote = Client(), make.user(role="member"), make.quote(text="des mots", event=make.event())
    client.force_login(owner)
    page, dossier = quote.get_absolute_url(), make.dossier(owner=owner)
    assert is_kept(get, page)
    client.post("/dossiers/ajouter/", {"quote": quote.pk, "next": page, "dossier": dossier.pk})
    cookie = "; ".join(f"{name}={one.coded_value}" for name, one in client.cookies.items())
    told = get(page, cookie=cookie)
    assert "Ajouté à" in told[2].decode()
    assert "no-store" in told[1]["Cache-Control"] and "private" in told[1]["Cache-Control"]
    assert "Ajouté à" not in get(page)[2].decode()


def test_what_tells_pages_apart(get, settings):
    settings.ALLOWED_HOSTS = ["testserver", "autre.example"]
    make.event(slug="atelier")
    get("/evenements/atelier/")
    others = ["/en/evenements/atelier/", "/evenements/atelier/?page=2", "/evenements/atelier/?a=1&b=2"]
    assert all(asks(get, other) for other in [*others, "/evenements/atelier/?b=2&a=1"])
    assert asks(get, "/evenements/atelier/", host="autre.example")
    assert asks(get, "/evenements/atelier/", accept_language="en") == 0


def test_by_the_answer_that_is_asked_for_where_there_are_several(get):
    path = f"/citations/{make.quote(event=make.event()).pk}.json"
    for _ in range(2):
        assert get(path, accept=CSL)[1]["Content-Type"].startswith(CSL)
        assert get(path, accept="*/*")[1]["Content-Type"] == "application/ld+json"
    assert asks(get, path, accept=CSL) == asks(get, path, accept="*/*") == 0


def test_what_anybody_can_make_up_pushes_out_no_page_of_the_sites_own(get, monkeypatch):
    monkeypatch.setattr(door, "store", Store(200_000))
    quote = make.quote(event=make.event())
    assert is_kept(get, "/evenements/") and is_kept(get, "/en/evenements/")
    for number in range(1, 10):
        key = "0" * number + str(quote.pk)
        get(f"/citations/{key}-{quote.slug}/")
        get(f"/evenements/?page={number}")
        get("/themes/", host=f"testserver:{number}")
        get("/themes/", host=f"{'TESTSERVER'[:number]}{'testserver'[number:]}")
        get(f"/citations/{quote.pk}.json", accept=f"a/{number}" * 4_000)
    assert asks(get, "/evenements/") == asks(get, "/en/evenements/") == 0


def test_another_day_is_another_page(get, monkeypatch):
    day = datetime(2015, 7, 8, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: day)
    make.event(title="Atelier", starts_on=day.date())
    before = get("/evenements/")[2]
    day = datetime(2015, 7, 8, 22, 30, tzinfo=UTC)  # half past midnight in Paris
    a_second_later()
    assert get("/evenements/")[2] != before


def test_at_midnight_what_is_kept_is_over_though_the_database_be_away(get, away, monkeypatch):
    day = datetime(2015, 7, 8, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: day)
    make.event(title="Atelier", starts_on=day.date())
    assert is_kept(get, "/evenements/")
    day = datetime(2015, 7, 8, 22, 30, tzinfo=UTC)
    a_second_later()
    with away:
        assert get("/evenements/")[0] == 503
    a_second_later()
    assert get("/evenements/")[0] == 200


def test_of_what_is_kept_the_log_has_a_line_and_of_many_at_once_one_for_all(get, caplog):
    caplog.set_level(logging.INFO, "requests")
    make.event()
    get("/evenements/")
    logs.kept.due = 0
    for _ in range(3):
        get("/evenements/")
    logs.kept.due = 0
    get("/connexion/")
    told = [r.getMessage() for r in caplog.records if r.name == "requests" and "kept" in r.getMessage()]
    assert told == ["GET events:event_list 200 kept 1", "GET events:event_list 200 kept 2"]


@pytest.fixture
def away():
    def fail(execute, sql, params, many, context):
        raise OperationalError("connection to server failed: Connection refused")

    return connection.execute_wrapper(fail)


def test_while_the_database_is_away_what_is_kept_is_answered_and_marked(get, away):
    make.event(title="Atelier")
    assert is_kept(get, "/evenements/")
    assert "Warning" not in get("/evenements/")[1]
    a_second_later()
    with away:
        status, headers, body = get("/evenements/")
        assert (status, headers["Warning"]) == (200, '111 - "Revalidation Failed"')
        assert "Atelier" in body.decode()
        assert get("/evenements/", if_none_match=headers["ETag"])[1]["Warning"]
        assert get("/themes/")[0] == 503
        assert get("/robots.txt")[0] == 200  # for which it is not needed
    a_second_later()
    assert "Warning" not in get("/evenements/")[1]


def test_a_database_that_does_not_answer_is_left_alone_for_a_while(get, away, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(latest, "monotonic", lambda: now)
    event = make.event(title="Avant")
    assert is_kept(get, "/evenements/")
    Event.objects.filter(pk=event.pk).update(title="Après")
    now += latest.EACH
    with away:
        get("/evenements/")
    now += latest.EACH
    assert "Warning" in get("/evenements/")[1]
    now += latest.PAUSE
    assert "Après" in get("/evenements/")[2].decode()


def test_within_a_transaction_nothing_is_kept(get):
    with transaction.atomic():
        make.event(title="Peut-être")
        assert "Peut-être" in get("/evenements/")[2].decode()
        transaction.set_rollback(True)
    assert "Peut-être" not in get("/evenements/")[2].decode()
