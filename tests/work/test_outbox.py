"""Mail that waits for its server: what was done stands, and the letter leaves when it can."""

import pytest
from django.db import transaction
from django.urls import reverse

from members.mail import Mail
from tests import builders as make
from tests.alerts.smtp import serving
from tests.working import work, work_later
from work import outbox
from work.models import Job, Letter, Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_production(settings, monkeypatch):
    settings.EMAIL_BACKEND = "work.outbox.Outbox"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2  # where nobody listens
    monkeypatch.setitem(outbox._away, "until", 0)


@pytest.fixture
def server(settings):
    with serving() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server


def write(to="lea@exemple.fr", subject="Votre code"):
    return Mail(subject, "Le code est 1234.", "site@exemple.fr", [to])


def test_a_letter_leaves_from_the_worker_as_it_was_written(server):
    message = write(subject="Où en est la démocratie numérique, quarante ans après les premières expériences ?")
    message.attach_alternative("<p>Le code est 1234.</p>", "text/html")
    message.send()
    assert server.box == []
    written = bytes(Letter.objects.get().message)
    work()
    [taken] = server.box
    assert (taken["Subject"], taken["To"]) == (message.subject, "lea@exemple.fr")
    assert taken["Message-ID"].encode() in written
    assert not Letter.objects.exists()
    work()
    assert len(server.box) == 1


def test_a_letter_is_written_with_the_deed_or_not_at_all(server):
    with pytest.raises(RuntimeError), transaction.atomic():
        write().send()
        raise RuntimeError
    work()
    assert (server.box, Letter.objects.count(), Job.objects.count()) == ([], 0, 0)


def test_a_server_that_is_away_is_tried_again_later_and_not_once_a_letter(settings):
    for name in ("lea", "paul", "anne"):
        write(f"{name}@exemple.fr").send()
    work()
    assert Letter.objects.count() == 3
    waiting = Job.objects.retried()
    assert [(one.status, one.tried) for one in waiting] == [(Status.READY, 1)] * 3
    assert all(one.run_after > one.enqueued_at for one in waiting)
    told = {one.traceback.strip().rpartition("\n")[2] for one in waiting}
    assert told == {"work.outbox.ServerAway: ConnectionRefusedError", "work.outbox.ServerAway"}
    work()
    assert [one.tried for one in Job.objects.all()] == [1, 1, 1]
    with serving() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        outbox._away["until"] = 0
        work_later()
        assert sorted(message["To"] for message in server.box) == [
            "anne@exemple.fr",
            "lea@exemple.fr",
            "paul@exemple.fr",
        ]
    assert not Letter.objects.exists()


def test_an_address_that_takes_no_mail_is_given_up_and_not_told(server):
    server.answers["RCPT"] = 550
    write().send()
    work()
    job = Job.objects.get()
    assert (job.status, job.tried) == (Status.FAILED, 1)
    assert "lea" not in f"{job.traceback}{job.args_kwargs}{job.exception_class_path}"
    assert Letter.objects.count() == 1
    del server.answers["RCPT"]
    job.try_again()
    work()
    assert [message["To"] for message in server.box] == ["lea@exemple.fr"]


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_request_login_code"])
def test_a_form_that_mails_answers_while_the_server_is_away(client, name):
    make.user(email="lea@exemple.fr", role="member")
    fields = {"name": "Léa", "email": "lea@exemple.fr", "password1": "une phrase de passe", "reason": "lire"}
    response = client.post(reverse(name), fields)
    assert response.status_code == 302
    assert Letter.objects.get().recipients == ["lea@exemple.fr"]


def test_a_changed_password_stands_while_the_server_is_away(client):
    user = make.user(email="lea@exemple.fr", role="member")
    user.set_password("une phrase de passe")
    user.save()
    client.post(reverse("account_login"), {"login": user.email, "password": "une phrase de passe"})
    fields = {"oldpassword": "une phrase de passe", "password1": "une autre phrase", "password2": "une autre phrase"}
    assert client.post(reverse("account_change_password"), fields).status_code == 302
    user.refresh_from_db()
    assert user.check_password("une autre phrase")
    assert Letter.objects.count() == 1
