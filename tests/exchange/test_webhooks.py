"""What other sites are told when something comes out, by a server of theirs on this machine."""

import base64
import hashlib
import hmac
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command

from curation.models import Status
from exchange import webhooks
from exchange.models import Webhook
from exchange.models.webhooks import MOST_FAILURES
from quotes.models import Quote
from tests import builders as make
from tests.recaps.test_fetching import serving
from tests.working import work, work_later
from work.models import Job

pytestmark = pytest.mark.django_db
ROOT = "https://savoirs.example"


class Other(BaseHTTPRequestHandler):
    """Takes what it is told, or answers as it was made to."""

    status, told = 204, []

    def do_POST(self):
        self.told.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.send_header("Location", "/ailleurs")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def other(monkeypatch, settings):
    """(the address of another site, what answers there); only a test is led to this machine."""
    settings.SITE_URL = ROOT
    monkeypatch.setattr(webhooks, "allows", lambda ip, port: True)
    site = type("Site", (Other,), {"told": []})
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), site)) as address:
        yield f"{address}/annonces", site


@pytest.fixture
def webhook(other):
    return Webhook.objects.create(address=other[0])


def send():
    call_command("send_webhooks")
    work()


def items(site):
    return [item for _headers, body in site.told for item in json.loads(body)["items"]]


def test_what_comes_out_is_told_once_without_its_words(other, webhook):
    talk = make.talk(title="L’urbanisme")
    quote = make.quote(text="zzmots", talk=talk)
    make.quote(text="brouillon", talk=talk, status=Status.DRAFT)
    send()
    send()
    _address, site = other
    assert items(site) == [
        {
            "kind": "quote",
            "id": f"{ROOT}/c/{quote.pk}",
            "api_url": f"{ROOT}/api/v1/quotes/{quote.pk}",
            "url": f"{ROOT}{quote.get_absolute_url()}",
        },
        {
            "kind": "talk",
            "id": f"{ROOT}/i/{talk.pk}",
            "api_url": f"{ROOT}/api/v1/talks/{talk.pk}",
            "url": f"{ROOT}{talk.get_absolute_url()}",
        },
    ]
    webhook.refresh_from_db()
    assert (webhook.last_result, webhook.failures) == ("204", 0)


@pytest.mark.any_engine
def test_a_message_is_signed_over_its_name_moment_and_body(other, webhook):
    make.talk()
    send()
    [(headers, body)] = other[1].told
    key = base64.b64decode(webhook.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    made = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{made}"


def test_what_failed_is_sent_again_under_the_same_name(other, webhook):
    _address, site = other
    site.status = 500
    make.talk()
    send()
    webhook.refresh_from_db()
    assert (webhook.last_result, webhook.failures) == ("500", 1)
    site.status = 200
    work_later()
    webhook.refresh_from_db()
    assert (webhook.last_result, webhook.failures) == ("200", 0)
    (first, body), (second, again) = site.told
    assert (first["webhook-id"], body) == (second["webhook-id"], again)


@pytest.mark.any_engine
@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_status_that_does_not_say_taken_is_a_failure(other, webhook, status):
    other[1].status = status
    make.talk()
    send()
    webhook.refresh_from_db()
    assert (webhook.last_result, webhook.failures, len(other[1].told)) == (str(status), 1, 1)


def test_after_many_failures_nobody_is_told_and_the_home_says_so(client, other, webhook):
    other[1].status = 500
    Webhook.objects.update(failures=MOST_FAILURES - 1)
    make.talk()
    send()
    webhook.refresh_from_db()
    assert not webhook.is_active
    work_later()
    make.talk()
    send()
    assert len(other[1].told) == 1
    client.force_login(make.user(role="administrator"))
    assert "à l’arrêt, faute de réponse" in client.get("/admin/").content.decode()
    fields = {"address": webhook.address, "kinds": webhook.kinds, "is_active": "on"}
    assert client.post(f"/admin/exchange/webhook/{webhook.pk}/change/", fields).status_code == 302
    other[1].status, other[1].told[:] = 200, []
    talk = make.talk()
    send()
    assert [item["id"] for item in items(other[1])] == [f"{ROOT}/i/{talk.pk}"]


@pytest.mark.any_engine
def test_what_is_withdrawn_before_it_was_told_is_not_told(other, webhook):
    quote = make.quote(text="trop tôt")
    call_command("send_webhooks")
    quote.status = Status.DRAFT
    quote.save()
    work()
    assert other[1].told == []


@pytest.mark.any_engine
def test_one_that_wants_quotes_alone_is_told_of_no_talk(other, webhook):
    Webhook.objects.update(kinds=["quote"])
    make.quote(talk=make.talk())
    send()
    assert [item["kind"] for item in items(other[1])] == ["quote"]


@pytest.mark.any_engine
def test_much_at_once_is_several_messages(other, webhook, monkeypatch):
    monkeypatch.setattr(webhooks, "AT_ONCE", 2)
    event = make.event()
    for _place in range(5):
        make.quote(event=event)
    send()
    assert [len(json.loads(body)["items"]) for _headers, body in other[1].told] == [2, 2, 1]
    assert {item["id"] for item in items(other[1])} == {
        f"{ROOT}/c/{pk}" for pk in Quote.objects.values_list("pk", flat=True)
    }


@pytest.mark.any_engine
def test_a_new_one_is_not_told_of_what_was_out_before(client, other):
    make.talk()
    call_command("send_webhooks")
    client.force_login(make.user(role="administrator"))
    fields = {"address": other[0], "kinds": ["talk"], "is_active": "on"}
    assert client.post("/admin/exchange/webhook/add/", fields).status_code == 302
    talk = make.talk()
    send()
    assert [item["id"] for item in items(other[1])] == [f"{ROOT}/i/{talk.pk}"]
    assert Webhook.objects.get().secret in client.get(
        f"/admin/exchange/webhook/{Webhook.objects.get().pk}/change/"
    ).content.decode()  # fmt: skip


@pytest.mark.any_engine
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/", "http://10.0.0.1/"]
)
def test_no_neighbour_of_the_server_is_asked(settings, address):
    settings.SITE_URL = ROOT
    webhook = Webhook.objects.create(address=address)
    make.talk()
    send()
    webhook.refresh_from_db()
    assert webhook.last_result == "not-public"


@pytest.mark.any_engine
def test_nothing_is_sent_in_a_request(client, other, webhook):
    make.talk()
    call_command("send_webhooks")
    assert other[1].told == []
    assert Job.objects.fresh().count() == 1


@pytest.mark.any_engine
def test_a_site_without_an_address_tells_nothing(settings):
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL"):
        call_command("send_webhooks")
