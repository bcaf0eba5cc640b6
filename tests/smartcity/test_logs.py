"""What an operator reads, and what nobody shall read there."""

import io
import json
import logging
import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import path

from curation import bulk, history
from curation.deeds import Merge
from curation.models import Revision
from members import joining
from privacy.forgetting import forget_later
from privacy.models import Forgotten
from smartcity import logs, urls
from tests import builders as make
from tests.working import work
from work.jobs import job

pytestmark = pytest.mark.django_db
QUESTION, NAME, ADDRESS, IP = "zinnia", "Ottoline Quimper", "ottoline@exemple.fr", "203.0.113.77"
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d INFO requests [0-9a-f]{16} "
    r"(GET|HEAD|POST|OTHER) \S+ \d{3} \d+ms (visitor|member|staff|-)"
)


@job("échouer", tries=1)
def spoil():
    raise ValueError(QUESTION)


def fail(request):
    raise ValueError(request.GET["q"]) from KeyError(NAME)


# The site's map with a page that fails.
urlpatterns = [path("casse/", fail, name="broken"), *urls.urlpatterns]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


class Log(io.StringIO):
    @property
    def lines(self):
        return self.getvalue().splitlines()

    def events(self):
        return [line.split(" audit ")[1].split(" ", 1)[1] for line in self.lines if " audit " in line]


@pytest.fixture
def console():
    """The handler of the settings."""
    return next(handler for handler in logging.getLogger().handlers if isinstance(handler.formatter, logs.Formatter))


@pytest.fixture
def log(console):
    log = Log()
    before = console.setStream(log)
    yield log
    console.setStream(before)


@pytest.fixture
def client():
    return Client(raise_request_exception=False, REMOTE_ADDR=IP)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/", "GET home 200"),
        ("/recherche/?q=zinnia", "GET search 200"),
        ("/en/themes/rien/", "GET events:theme_detail 404"),
        ("/nulle/part/", "GET - 404"),
        ("/admin/quotes/quote/", "GET admin:quotes_quote_changelist 302"),
        ("/static/rien.css", "GET static 404"),
        ("/healthz", "GET healthz 200"),
    ],
)
def test_a_request_is_one_line(client, log, address, told):
    response = client.get(address)
    [line] = log.lines
    assert LINE.fullmatch(line)
    assert f" {response.headers['X-Request-ID']} {told} " in line


def test_who_watches_on_the_host_itself_is_not_logged(log):
    Client().get("/healthz")
    assert log.lines == []


@pytest.mark.parametrize(("role", "told"), [(None, "visitor"), ("member", "member"), ("curator", "staff")])
def test_a_line_says_what_kind_of_person_asked(client, log, role, told):
    if role:
        client.force_login(make.user(role=role))
    client.get("/citations/recherche/")
    assert log.lines[-1].endswith(f" {told}")


def test_a_page_that_asks_for_nobody_is_not_made_to(client, log):
    client.get("/robots.txt")
    assert log.lines[-1].endswith(" -")


def test_a_method_that_nobody_knows_is_not_told(client, log):
    client.generic("ZINNIA", "/")
    assert " OTHER home " in log.getvalue()


def test_the_lines_are_json_where_that_is_asked(client, log, console, monkeypatch):
    monkeypatch.setattr(console.formatter, "as_json", True)
    response = client.get("/")
    said = json.loads(log.getvalue())
    assert list(said) == ["time", "level", "logger", "request", "message", "method", "route", "status", "ms", "role"]
    assert (said["request"], said["route"], said["status"]) == (response.headers["X-Request-ID"], "home", 200)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a1b2c3d4e5f6", True), ("court", False), ("a" * 65, False), ("a1b2c3d4\nb", False), ("zinnia zinnia", False)],
)
def test_the_id_of_a_trusted_proxy_is_kept_if_it_looks_like_one(client, log, settings, given, kept):
    assert client.get("/", HTTP_X_REQUEST_ID=given).headers["X-Request-ID"] != given
    settings.TRUSTED_PROXY = True
    assert (client.get("/", HTTP_X_REQUEST_ID=given).headers["X-Request-ID"] == given) is kept


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("as_json", [False, True])
def test_an_error_is_told_once_by_types_and_lines_of_code(client, log, console, monkeypatch, as_json):
    monkeypatch.setattr(console.formatter, "as_json", as_json)
    number = client.get("/casse/?q=zinnia").headers["X-Request-ID"]
    text = log.getvalue()
    assert (text.count("ERROR"), text.count("builtins.ValueError"), text.count("builtins.KeyError")) == (1, 1, 1)
    assert "in fail" in text
    assert text.count(number) == 2  # of the error and of the request
    assert QUESTION not in text and NAME not in text


def test_what_is_refused_has_no_traceback(log, settings):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.post("/connexion/", {"login": ADDRESS}, HTTP_REFERER="https://zinnia.example/")
    client.force_login(make.user(role="member"))
    client.get("/styleguide/")
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    client = Client(raise_request_exception=False)
    client.post("/connexion/", {"a": "zinnia", "b": "2"})
    client.post("/connexion/", b"--x", content_type="multipart/form-data; boundary=\xff")
    assert [line.split()[6] for line in log.lines if " requests " in line] == ["403", "403", "400", "400"]
    assert [line.split()[1:3] for line in log.lines if " django" in line] == [
        ["WARNING", "django.security.csrf"],
        ["ERROR", "django.security.TooManyFieldsSent"],
    ]
    assert "Traceback" not in log.getvalue() and "File" not in log.getvalue() and QUESTION not in log.getvalue()


def test_log_ins_are_events(client, log):
    user = make.user(role="member")
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user).get_unused_codes()
    client.post("/connexion/", {"login": user.email, "password": "faux"})
    client.post("/connexion/", {"login": user.email, "password": make.PASSWORD})
    client.post("/connexion/second-facteur/", {"code": "faux"})
    client.post("/connexion/second-facteur/", {"code": codes[0]})
    client.post("/deconnexion/")
    events = ["login-failed", "second-factor-failed", "second-factor-used", "login", "logout"]
    assert [event.split()[0] for event in log.events()] == [f"event={event}" for event in events]
    assert log.events()[-2:] == [f"event=login by={user.pk}", f"event=logout by={user.pk}"]


def test_what_touches_accounts_is_an_event(client, log):
    by, account, other = make.user(role="administrator"), make.user(), make.user()
    client.force_login(by)
    address = f"/admin/members/user/{account.pk}"
    client.post(f"{address}/change/", {"email": account.email, "name": NAME, "is_active": "on", "groups": ["1", "2"]})
    client.post(f"{address}/delete/", {"post": "yes"})
    deed = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    client.post("/admin/members/user/", deed)
    client.post("/admin/members/invitation/add/", {"addresses": ADDRESS})
    events = [event for event in log.events() if "login" not in event]
    assert events[0].startswith(f"event=roles by={by.pk} account={account.pk} roles=")
    assert events[1:3] == [f"event=account-deleted by={by.pk} account={one.pk}" for one in (account, other)]
    assert events[3].startswith(f"event=invitation by={by.pk} invitation=")


def test_a_file_of_what_is_a_member_s_is_an_event(client, log):
    by = make.user(role="member")
    dossier = make.dossier(owner=by)
    client.force_login(by)
    client.post("/compte/confirmer/", {"password": make.PASSWORD})
    client.get("/compte/donnees.json")
    client.get(f"/dossiers/{dossier.pk}.csv")
    assert log.events()[-2:] == [f"event=export by={by.pk}", f"event=export by={by.pk} dossier={dossier.pk}"]


def test_what_touches_records_is_an_event(client, log):
    by = make.user(role="curator")
    client.force_login(by)
    kept, gone = make.theme(), make.theme()
    client.post(f"/admin/themes/theme/merge/?one={kept.pk}&other={gone.pk}", {"kept": kept.pk})
    client.post(f"/admin/curation/merge/{Merge.objects.get().pk}/undo/")
    revision = history.write(make.source(), by=by)
    client.post(f"/admin/curation/revision/{revision.pk}/restore/")
    names = [event.split()[0] for event in log.events() if "login" not in event]
    assert names == ["event=merge", "event=merge-undone", "event=restore"]
    assert Revision.objects.filter(action=Revision.Action.RESTORED).exists()


def test_what_the_worker_does_for_somebody_is_an_event_of_theirs(log, monkeypatch):
    by, kept, gone = make.user(role="administrator"), make.theme(), make.theme()
    her = make.speaker(name="Anne Quillévéré")
    bulk.merge_later.enqueue("themes.theme", kept.pk, gone.pk, by.pk)
    forget_later.enqueue(her.pk, "anonymous", [], by.pk)
    work()
    events = [f"event=merge by={by.pk} merge={Merge.objects.get().pk}"]
    assert log.events() == [*events, f"event=forgotten by={by.pk} forgotten={Forgotten.objects.get().pk}"]


def test_work_that_failed_for_good_is_told_by_its_lines_of_code(log):
    spoil.enqueue()
    work()
    [line] = log.lines
    assert " ERROR work.worker - tests.smartcity.test_logs.spoil failed for good (builtins.ValueError): " in line
    assert line.endswith("in spoil") and QUESTION not in line


@pytest.mark.urls(__name__)
def test_nothing_of_what_people_ask_or_are_called_is_in_the_log(client, log, console, monkeypatch):
    monkeypatch.setattr(console.formatter, "as_json", True)
    user = make.user(role="member", email=ADDRESS, name=NAME)
    person = make.speaker(name=NAME)
    [invitation], _known = joining.invite(["quimperoise@exemple.fr"], by=user)
    link = joining.link(invitation)
    share = make.share(dossier=make.dossier(owner=user))
    client.post("/connexion/", {"login": ADDRESS, "password": "faux-zinnia"})
    client.post("/connexion/", {"login": ADDRESS, "password": make.PASSWORD})
    client.get("/citations/recherche/", {"q": QUESTION})
    client.get("/recherche/", {"q": QUESTION})
    client.get(person.get_absolute_url())
    client.get(f"/intervenants/{person.slug}-x/")
    client.get(f"/dossiers/partage/{share.token}/")
    client.post("/compte/confirmer/", {"password": make.PASSWORD})
    client.get("/compte/donnees.json")
    client.get(f"/casse/?q={QUESTION}")
    client.get("/styleguide/", {"q": QUESTION})
    client.post("/deconnexion/")
    client.get(link)
    client.get(f"{link[:-2]}x/")
    client.post("/mot-de-passe/oublie/", {"email": ADDRESS})
    reset = re.search(r"/mot-de-passe/nouveau/(\S+)/", mail.outbox[-1].body)
    chosen = client.get(reset[0], follow=True).request["PATH_INFO"]
    client.post(chosen, {"password1": "zinnia-zinnia-1", "password2": "zinnia-zinnia-1"})
    Client(enforce_csrf_checks=True).post(f"/intervenants/{person.slug}/", {"q": QUESTION})
    statuses = {json.loads(line).get("status") for line in log.lines}
    assert {200, 302, 403, 404, 500} <= statuses
    secrets = [
        QUESTION,
        NAME,
        "ottoline",
        "quimper",
        ADDRESS,
        IP,
        "exemple.fr",
        share.token,
        reset[1],
        link.split("/")[3],
    ]
    assert [one for one in secrets if one.lower() in log.getvalue().lower()] == []
