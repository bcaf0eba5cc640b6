"""What is read from the standby, and what is not: here a copy of the base, in `make cluster` another server."""

import sqlite3
import time
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection, connections
from django.urls import reverse
from django.utils import timezone

from curation.standby import ALIAS, standby
from events.models import Event
from smartcity.kept import door
from smartcity.kept.store import Store
from tests import builders as make
from tests.smartcity.test_settings import PRODUCTION, value_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a copy of the base is a file"),
]


@pytest.fixture(autouse=True)
def nothing_known(settings, monkeypatch):
    """A process that has just begun, and knows no version nor any page."""
    settings.MIDDLEWARE = ["smartcity.standby.offer_standby", *settings.MIDDLEWARE]
    monkeypatch.setattr(door, "store", Store(10**6))
    vars(door.latest).update(version="", known_at=0, due=0)
    monkeypatch.setattr(connections["default"], "_thread_sharing_count", 0)  # as a server of other tests leaves it
    standby.due = 0


@pytest.fixture
def copy(tmp_path):
    """Call it to have a standby that holds what the base holds now, but that it calls each event « Copie »."""
    path = tmp_path / "standby.sqlite3"
    connections[ALIAS] = connections.create_connection("default")
    connections[ALIAS].settings_dict = connection.settings_dict | {"NAME": f"file:{path}?mode=ro"}

    def made():
        with sqlite3.connect(path) as file:
            connection.connection.backup(file)
            for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                file.execute(f"DROP TRIGGER {name}")
            file.execute("UPDATE events_event SET title = 'Copie'")
        file.close()
        standby.due = 0

    yield made
    connections[ALIAS].close()
    del connections[ALIAS]


@pytest.fixture
def event():
    return make.event(title="Atelier", slug="atelier")


def shown(client, path="/evenements/"):
    """Which of the two bases a page was made of."""
    words = client.get(path).content.decode()
    return [word for word in ("Atelier", "Copie") if word in words]


def test_a_page_is_made_of_the_standby_if_that_is_of_the_version_of_the_primary(client, event, copy):
    copy()
    assert shown(client) == ["Copie"]
    assert shown(client) == ["Copie"]


def test_a_page_is_never_made_of_a_standby_that_lags(client, event, copy):
    copy()
    make.event(title="Copie d’un autre")
    assert shown(client) == ["Atelier", "Copie"]
    copy()
    Event.objects.filter(slug="atelier").update(summary="Un autre résumé")
    door.latest.forget()
    assert shown(client, "/evenements/atelier.json") == ["Atelier"]


def test_a_search_is_made_of_the_standby_too_unless_something_waits_to_be_indexed(client, event, copy):
    copy()
    assert shown(client, "/recherche/?q=atelier") == ["Atelier"]  # which wrote the index, as a standby cannot
    copy()
    assert shown(client, "/recherche/?q=atelier") == ["Copie"]


def test_the_search_of_members_is_as_well_but_what_they_may_is_asked_of_the_primary(client, event, copy):
    make.quote(event=event, text="Des mots d’atelier")
    member = make.user(role="member")
    client.force_login(member)
    address = f"{reverse('quotes:search')}?q=mots"
    copy()
    assert shown(client, address) == ["Atelier"]
    copy()
    assert "Copie" in client.get(address).content.decode()
    member.groups.clear()
    assert client.get(address).status_code == 403


def test_whoever_may_have_written_by_another_process_just_now_reads_the_primary(client, event, copy):
    copy()
    assert shown(client) == ["Copie"]  # so this process need not ask for the version within the second
    Event.objects.filter(slug="atelier").update(summary="Un autre résumé")
    assert shown(client, "/evenements/?page=1") == ["Copie"]
    client.force_login(make.user(role="curator"))
    assert shown(client, "/evenements/?page=2") == ["Atelier"]


def test_what_is_not_the_same_for_everybody_is_read_from_the_primary(client, event, copy):
    copy()
    client.force_login(make.user(role="curator"))
    assert "Atelier" in client.get("/admin/events/event/").content.decode()


def test_a_standby_that_is_away_is_left_alone_for_a_while(client, event, copy):
    assert shown(client) == ["Atelier"]
    assert not standby.is_there()
    copy()
    standby.due = time.monotonic() + 60
    assert shown(client, "/evenements/?page=1") == ["Atelier"]
    standby.due = 0
    assert shown(client, "/evenements/?page=2") == ["Copie"]


def gone(*args, **kwargs):
    raise OperationalError("gone")


def test_public_pages_outlive_the_primary(client, event, copy):
    copy()
    with connection.execute_wrapper(gone):
        assert shown(client) == ["Copie"]


def test_at_midnight_they_are_made_of_a_standby_that_has_what_the_primary_had_and_of_no_other(
    client, event, copy, monkeypatch
):
    now = datetime(2015, 7, 8, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    copy()
    assert shown(client) == ["Copie"]
    now = datetime(2015, 7, 8, 22, 30, tzinfo=UTC)  # half past midnight in Paris
    door.latest.due = 0
    with connection.execute_wrapper(gone):
        assert shown(client) == ["Copie"]
    make.event()
    door.latest.forget()
    door.latest.current()
    now = datetime(2015, 7, 9, 22, 30, tzinfo=UTC)
    door.latest.due = 0
    with connection.execute_wrapper(gone), pytest.raises(OperationalError):  # which is a 503
        client.get("/evenements/")


def test_there_is_no_standby_unless_it_is_named():
    asked = '"standby" in settings.DATABASES, "smartcity.standby.offer_standby" in settings.MIDDLEWARE'
    assert value_of(asked, **PRODUCTION) == "False False"
    named = PRODUCTION | {"STANDBY_DATABASE_URL": "postgres://site:mot@autre/site"}
    assert value_of(asked, **named) == "True True"
    assert value_of('settings.DATABASES["standby"]["HOST"]', **named) == "autre"


def test_a_pooler_between_transactions_is_told_to_keep_no_cursor():
    address = "postgres://site:mot@localhost:6432/site?disable_server_side_cursors=True"
    asked = 'settings.DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"]'
    assert value_of(asked, **PRODUCTION | {"DATABASE_URL": address}) == "True"


def test_who_watches_is_told_that_it_is_away(client, copy, monkeypatch):
    monkeypatch.setitem(connections.settings, ALIAS, {})
    assert client.get("/readyz").json()["standby"] == {"ok": False}
    copy()
    assert client.get("/readyz").json()["standby"] == {"ok": True}
