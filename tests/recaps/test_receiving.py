"""What takes long is read by the worker; its page follows, and leads on."""

import contextlib
import signal
import time
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from recaps import receiving
from recaps.fetching import fetch
from recaps.models import LONG, Arrival, Recap
from tests import builders as make
from tests.working import work
from work.bounds import Exhausted, within

pytestmark = pytest.mark.django_db
ADD = "/admin/recaps/recap/add/"
SHORT = "« Tout change », dit Anne Roy à l’assemblée."
FOLLOWING = "Une phrase de l’article qui ne dit rien de plus.\n\n" * 800


@pytest.fixture
def curator(client):
    client.person = make.user(role="curator")
    client.force_login(client.person)
    return client


def bring(curator, **fields):
    """The arrival of what was posted, and the address at which it is followed."""
    response = curator.post(ADD, fields)
    assert response.status_code == 302
    arrival = Arrival.objects.get()
    assert response["Location"] == reverse("admin:recaps_recap_arrival", args=[arrival.pk])
    return arrival, response["Location"]


@pytest.mark.parametrize("fields", [{"text": SHORT}, {"file": SimpleUploadedFile("a.txt", SHORT.encode())}])
def test_what_is_short_is_read_at_once(curator, fields):
    response = curator.post(ADD, fields)
    assert response["Location"] == reverse("admin:recaps_recap_about", args=[Recap.objects.get().pk])


def test_a_short_text_whose_reading_is_cut_off_does_not_wait_for_ever(curator):
    def fail(execute, sql, *asked):
        if sql.startswith('INSERT INTO "recaps_recap"'):
            raise OperationalError("the connection is lost")
        return execute(sql, *asked)

    curator.raise_request_exception = False
    with connection.execute_wrapper(fail):
        assert curator.post(ADD, {"text": SHORT}).status_code == 503
    assert not Arrival.objects.exists()


def test_a_long_text_is_followed_until_the_worker_has_read_it(curator):
    arrival, address = bring(curator, text=SHORT + FOLLOWING)
    page = curator.get(address).content.decode()
    assert "En attente d’être lu" in page and "data-hx-get" in page and "plus long que d’habitude" not in page
    assert not Recap.objects.exists()
    assert arrival.text[:20] in curator.get(ADD).content.decode()
    work()
    recap = Recap.objects.get()
    assert (recap.added_by, bytes(recap.pasted)) == (curator.person, (SHORT + FOLLOWING).encode())
    assert curator.get(address)["Location"] == reverse("admin:recaps_recap_about", args=[recap.pk])
    assert curator.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address
    assert bytes(Arrival.objects.get().pasted) == b""
    assert arrival.text[:20] not in curator.get(ADD).content.decode()


def test_a_long_text_that_is_there_leads_to_its_review(curator):
    for _time in range(2):
        Arrival.objects.all().delete()
        _, address = bring(curator, text=SHORT + FOLLOWING)
        work()
    response = curator.get(address, follow=True)
    assert response.redirect_chain[-1][0] == reverse("admin:recaps_recap_change", args=[Recap.objects.get().pk])
    assert "déjà là" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"address": "http://127.0.0.1:9/un-article"}, "n’est pas sur l’internet public"),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04rien")}, "abîmé"),
        ({"text": "mot " * 125_001}, "C’est trop long"),
        ({"text": "« Tout change », dit Anne Roy.\n\n" * 1_600}, "trop de passages"),
    ],
    ids=["private", "packed", "long", "many"],
)
def test_what_the_worker_could_not_read_is_said_in_the_form_with_what_was_typed(curator, fields, sentence):
    _, address = bring(curator, **fields)
    work()
    page = curator.get(address).content.decode()
    assert sentence in page
    assert str(next(iter(fields.values()))) in page
    assert f'action="{ADD}"' in page
    assert not Recap.objects.exists()


def test_a_page_is_asked_for_by_the_worker(curator, monkeypatch, live_server):
    monkeypatch.setattr(receiving, "fetch", partial(fetch, allows=lambda ip, port: True))
    theme = make.theme(name="Gouvernance", description=SHORT)
    event = make.event(title="Les assises", summary=SHORT)
    make.talk(event=event, themes=[theme])
    _, address = bring(curator, address=f"{live_server.url}{event.get_absolute_url()}")
    assert not Recap.objects.exists()
    work()
    assert "Tout change" in Recap.objects.get().canonical
    assert curator.get(address).status_code == 302


def test_nobody_follows_what_another_curator_brought(curator, client):
    _, address = bring(curator, text=SHORT + FOLLOWING)
    client.force_login(make.user(role="curator"))
    assert client.get(address).status_code == 404


def test_a_worker_that_died_reads_again(curator):
    arrival, _ = bring(curator, text=SHORT + FOLLOWING)
    arrival.enter(Arrival.State.READING)
    work()
    assert Recap.objects.count() == 1
    receiving.read_arrival.call(arrival.pk)
    assert Recap.objects.count() == 1


def test_a_curator_who_waits_long_is_told_whom_to_ask(curator):
    arrival, address = bring(curator, text=SHORT + FOLLOWING)
    Arrival.objects.update(at=timezone.now() - LONG)
    assert "plus long que d’habitude" in curator.get(address).content.decode()


def test_reading_has_an_end_and_leaves_the_clock_as_it_was(curator, monkeypatch):
    monkeypatch.setattr(receiving, "SECONDS", 0.05)
    before = signal.getsignal(signal.SIGPROF)
    _, address = bring(curator, text="« Tout change », dit Anne Roy, et « rien ne change ».\n\n" * 700)
    work()
    assert "trop compliqué" in curator.get(address).content.decode()
    assert signal.getsignal(signal.SIGPROF) == before
    with pytest.raises(Exhausted), within(0.01):
        while True:
            pass


def test_reading_has_an_end_though_the_first_word_of_it_is_lost():
    """As it is in a finalizer, whose errors Python prints and forgets."""
    with pytest.raises(Exhausted), within(0.01):
        with contextlib.suppress(Exhausted):
            work_for(5)
        work_for(5)


def work_for(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
