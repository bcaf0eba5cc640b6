import os
import shutil
import time
from collections import namedtuple

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.utils import timezone

from alerts.models import Alert
from recaps.receiving import read_arrival
from search.models import Stale
from smartcity import probes
from tests import builders as make
from tests.alerts.follows import follow
from work import alone
from work.models import Job, Status

Usage = namedtuple("Usage", ["total", "used", "free"])


def test_alive_asks_nothing(client, django_assert_num_queries):
    """Without the mark `django_db` a question to the database is an error."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.any_engine
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "ailleurs.example", "a b", ""])
def test_who_asks_on_the_host_itself_need_not_know_the_name_of_the_site(client, settings, path, host):
    settings.ALLOWED_HOSTS = ["savoirs.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    for address in ("127.0.0.1", "::1", "127.8.8.8"):
        assert client.get(path, HTTP_HOST=host, REMOTE_ADDR=address).status_code == 200
        assert client.head(path, HTTP_HOST=host, REMOTE_ADDR=address).status_code == 200


@pytest.mark.django_db
@pytest.mark.any_engine
@pytest.mark.parametrize(
    ("path", "asks"),
    [
        ("/", {}),
        ("/healthz/", {}),
        ("/readyz/x", {}),
        ("//healthz", {}),
        ("/media/healthz", {}),
        ("/en/healthz", {}),
        ("/admin/", {}),
        ("/healthz", {"REMOTE_ADDR": "203.0.113.9"}),
        ("/readyz", {"REMOTE_ADDR": "203.0.113.9"}),
        ("/readyz", {"REMOTE_ADDR": ""}),
        ("/readyz", {"REMOTE_ADDR": "localhost.example"}),
        ("/readyz", {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}),
        ("/healthz", {"HTTP_X_FORWARDED_PROTO": "https"}),
        ("/readyz", {"HTTP_FORWARDED": "for=203.0.113.9"}),
        ("/readyz", {"HTTP_X_REAL_IP": "203.0.113.9"}),
    ],
)
def test_nothing_else_answers_to_a_wrong_name(client, settings, path, asks):
    settings.ALLOWED_HOSTS = ["savoirs.example.org"]
    assert client.get(path, HTTP_HOST="ailleurs.example", **asks).status_code in (400, 404)


def told(client, **asks):
    response = client.get("/readyz", **asks)
    return response.status_code, response.json()


@pytest.mark.django_db
def test_all_well(client):
    status, said = told(client)
    assert (status, said["ready"]) == (200, True)
    assert said.keys() == {"ready", "database", "cache", "index", "work", "alerts", "disk"}
    assert said["index"] == {"ok": True, "waiting": 0}


@pytest.mark.django_db
def test_from_elsewhere_one_learns_only_whether_it_is_ready(client):
    assert told(client, REMOTE_ADDR="203.0.113.9") == (200, {"ready": True})
    assert client.get("/healthz", REMOTE_ADDR="203.0.113.9").content == b"ok\n"


@pytest.mark.django_db
def test_the_database_is_away(client):
    def fail(*_):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(fail):
        status, said = told(client)
    assert (status, said["ready"], said["database"]) == (503, False, {"ok": False})
    assert said["index"] == {"ok": False, "waiting": None}


@pytest.mark.django_db
def test_the_cache_forgets_at_once(client, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key, default=None: default)
    status, said = told(client)
    assert (status, said["cache"]) == (503, {"ok": False})


@pytest.mark.django_db
def test_much_waits_to_be_indexed(client, monkeypatch):
    monkeypatch.setattr(probes, "MOST_WAITING", 5)
    make.quote(text="des mots")
    assert told(client)[1]["index"]["waiting"] > 0
    Stale.objects.bulk_create(Stale(place=number) for number in range(6))
    status, said = told(client)
    assert (status, said["index"]["ok"]) == (503, False)


@pytest.mark.django_db
def test_the_worker_takes_nothing_up(client):
    read_arrival.enqueue(0)
    Job.objects.create(status=Status.FAILED, args_kwargs={}, task_path="x", run_after=timezone.now())
    assert told(client)[1]["work"] == {"ok": True, "failed": 1}
    Job.objects.update(enqueued_at=timezone.now() - probes.LATE)
    status, said = told(client)
    assert (status, said["work"]) == (503, {"ok": False, "failed": 1})


@pytest.mark.django_db
def test_alerts_are_not_sent(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert told(client)[1]["alerts"] == {"ok": True, "minutes_ago": None}
    alert = follow()
    assert told(client)[1]["alerts"] == {"ok": True, "minutes_ago": None}
    Alert.objects.filter(pk=alert.pk).update(created_at=timezone.now() - probes.LATE)
    status, said = told(client)
    assert (status, said["alerts"]) == (503, {"ok": False, "minutes_ago": None})
    lock = alone._lock("alerts")
    lock.touch()
    assert told(client)[1]["alerts"] == {"ok": True, "minutes_ago": 0}
    os.utime(lock, times=(time.time() - 2400,) * 2)
    assert told(client)[1]["alerts"] == {"ok": False, "minutes_ago": 40}


@pytest.mark.django_db
def test_the_disk_is_full(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12 - 1000, 1000))
    status, said = told(client)
    assert (status, said["disk"]) == (503, {"ok": False, "free_megabytes": 0})


@pytest.mark.django_db
def test_a_folder_that_is_not_there_yet_is_as_full_as_the_one_in_which_it_will_be(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    assert told(client)[0] == 200
