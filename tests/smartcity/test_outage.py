"""The database goes away, and comes back."""

import os
import sqlite3
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from smartcity import outage
from smartcity.kept.latest import EACH, PAUSE
from tests import builders as make
from tests.addresses import public, routes
from tests.chaos.ports import free_port


def picture():
    return SimpleUploadedFile("photo.png", b"\x89PNG")


SERVE = """
import sys
from wsgiref.simple_server import make_server
from smartcity.wsgi import application
make_server("127.0.0.1", int(sys.argv[1]), application).serve_forever()
"""


@pytest.fixture
def away(client):
    """A client whose every query fails as if nothing answered."""

    def fail(execute, sql, params, many, context):
        raise OperationalError("connection to server failed: Connection refused")

    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        yield client


@pytest.mark.django_db
def test_every_page_says_so_and_when_to_come_again(away):
    addresses = {*public([]), *(f"/{route}" for route in routes() if "<" not in route and "^" not in route)}
    answers = {address: away.get(address) for address in sorted(addresses)}
    wrong = {
        a: r.status_code for a, r in answers.items() if r.status_code >= 400 and r.status_code not in (401, 404, 405)
    }
    assert set(wrong.values()) == {503}, wrong
    assert {answers[address].headers.get("Retry-After") for address in wrong} == {"30"}
    assert {"/", "/evenements/", "/evenements.ics", "/sitemap.xml"} <= set(wrong)


@pytest.mark.django_db
def test_who_is_logged_in_reads_it_in_the_administration_too(client, away):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    response = client.get("/admin/quotes/quote/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert client.post("/admin/quotes/quote/add/", {"text": "mots"}).status_code == 503


@pytest.mark.django_db
def test_what_was_typed_is_in_the_page_to_be_sent_again(client, away):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    typed = {"text": "Une <idée>\n& deux", "tags": ["un", "deux"], "password1": "un secret", "photo": picture()}
    page = away.post("/admin/quotes/quote/add/?event=3", typed).content.decode()
    assert '<form method="post" action="/admin/quotes/quote/add/?event=3">' in page
    assert '<textarea name="text" hidden>\nUne &lt;idée&gt;\n&amp; deux</textarea>' in page
    assert page.count('<textarea name="tags" hidden>') == 2
    assert "à choisir encore une fois" in page
    assert "un secret" not in page
    assert "<form" not in away.get("/").content.decode()


@pytest.mark.django_db
def test_it_is_said_in_the_language_of_the_address(away):
    french, english = away.get("/themes/"), away.get("/en/themes/")
    assert 'lang="fr"' in french.content.decode() and 'lang="en"' in english.content.decode()
    assert "no-store" in french.headers["Cache-Control"]
    assert "default-src 'none'" in french.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "content_type"),
    [
        ("/evenements/x.json", "application/json"),
        ("/evenements.ics", "text/plain; charset=utf-8"),
        ("/index.atom", "text/plain; charset=utf-8"),
        ("/intervenants/", "text/html; charset=utf-8"),
    ],
)
def test_a_program_gets_a_sentence_and_not_a_page(away, address, content_type):
    response = away.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (503, content_type)
    assert ("<html" in response.content.decode()) == content_type.startswith("text/html")


@pytest.mark.django_db
def test_a_line_in_the_log_and_no_traceback(away, caplog):
    away.get("/themes/")
    assert [(r.levelname, r.exc_info) for r in caplog.records if r.name == "smartcity.outage"] == [("WARNING", None)]
    assert [r for r in caplog.records if r.exc_info] == []


def of_sqlite(code, words="…", kind=OperationalError):
    error = kind(words)
    error.__cause__ = sqlite3.OperationalError(words)
    error.__cause__.sqlite_errorcode = code
    return error


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its own codes")
def test_what_sqlite_says_of_its_file_is_an_outage_and_what_it_says_of_a_query_is_our_fault():
    busy, full, not_opened, wrong = 5, 13, 14, 1
    not_a_database = of_sqlite(26, "file is not a database", DatabaseError)
    assert all(map(outage.is_outage, [of_sqlite(busy), of_sqlite(full), of_sqlite(not_opened), not_a_database]))
    assert outage.is_outage(of_sqlite(5 | 2 << 8))  # SQLITE_BUSY_SNAPSHOT
    assert outage.is_outage(of_sqlite(wrong, "no such table: themes_theme"))  # the file was taken away
    assert not outage.is_outage(of_sqlite(wrong, "Expression tree is too large (maximum depth 1000)"))
    assert outage.is_outage(InterfaceError("connection already closed"))
    assert not outage.is_outage(ValueError("connection refused"))


def test_a_server_that_dies_while_it_answers_is_an_outage_and_a_row_that_is_gone_is_none():
    cut_off = DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq")
    cut_off.__cause__ = psycopg2.DatabaseError(str(cut_off))
    assert outage.is_outage(cut_off)
    assert not outage.is_outage(DatabaseError("Save with update_fields did not affect any rows."))


@pytest.mark.django_db
def test_a_fault_of_ours_is_still_a_500(client):
    def fail(execute, sql, params, many, context):
        raise ZeroDivisionError

    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        assert client.get("/themes/").status_code == 500


@pytest.mark.django_db
def test_it_is_back_by_itself(client):
    make.theme(name="Énergie")
    client.raise_request_exception = False

    def fail(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(fail):
        assert client.get("/themes/").status_code == 503
    assert "Énergie" in client.get("/themes/").content.decode()


# With a real one


@pytest.fixture
def site(unused_base, tmp_path):
    """(ask, take away, bring back) of a server of the site and its base."""
    yield from served(unused_base, *(of_file(tmp_path) if "sqlite" in unused_base else of_server(unused_base)))


def of_file(folder):
    kept = folder / "kept"

    def take_away():
        kept.mkdir()
        for path in folder.glob("db.sqlite3*"):
            path.rename(kept / path.name)

    def bring_back():
        for path in folder.glob("db.sqlite3*"):
            path.unlink()
        for path in kept.iterdir():
            path.rename(folder / path.name)

    return take_away, bring_back


def of_server(address):
    """Its door closed and everybody in it shown out: for who asks, that is a server that stopped."""
    parts = urlsplit(address)
    folder = Path(parts.path).parent
    door, closed = folder / ".s.PGSQL.5432", folder / "closed"

    def take_away():
        user = parse_qs(parts.query)["user"][0]
        with psycopg2.connect(host=str(folder), user=user, dbname="postgres") as one, one.cursor() as cursor:
            door.rename(closed)
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        one.close()

    def bring_back():
        closed.rename(door)

    return take_away, bring_back


def served(address, take_away, bring_back):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address}
    options = {"cwd": settings.BASE_DIR, "env": environment}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], **options, check=True)
    port = free_port()

    def ask(path):
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.headers.get("Retry-After"), response.headers.get("Warning")

    server = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], **options, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                ask("/healthz")
                break
            except ConnectionError:
                time.sleep(0.1)
        yield ask, take_away, bring_back
    finally:
        server.terminate()
        server.wait()


def test_a_real_database_goes_and_comes_back(site):
    ask, take_away, bring_back = site
    pages = ["/", "/en/", "/themes/", "/evenements.ics", "/sitemap.xml", "/recherche/?q=ville"]
    assert {ask(page)[0] for page in pages} == {200}
    assert ask("/readyz")[0] == 200
    take_away()
    others = ["/recherche/?q=ville", "/intervenants/", "/en/evenements/"]
    assert {page: ask(page) for page in others} == dict.fromkeys(others, (503, "30", None))
    time.sleep(EACH)
    kept = [page for page in pages if page not in others]
    assert {page: ask(page) for page in kept} == dict.fromkeys(kept, (200, None, '111 - "Revalidation Failed"'))
    assert (ask("/healthz")[0], ask("/readyz")[0]) == (200, 503)
    bring_back()
    time.sleep(PAUSE)
    assert {page: ask(page) for page in pages} == dict.fromkeys(pages, (200, None, None))
    assert ask("/readyz")[0] == 200
