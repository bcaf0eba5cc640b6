"""What the database refuses of a form that was found right."""

from contextlib import contextmanager
from io import BytesIO
from itertools import count

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.urls import reverse
from PIL import Image

from members.models import User
from members.roles import sync_roles
from quotes.models import Quote
from smartcity import retrying
from speakers.models import Speaker
from tests import builders as make
from tests.admin_forms import posted

ADDING = reverse("admin:speakers_speaker_add")
REFUSED = "La base a refusé cet enregistrement."
FULL = "Le site ne peut rien enregistrer pour le moment"


@pytest.fixture
def curator(client, db):
    client.raise_request_exception = False
    client.force_login(make.user(role="curator"))
    return client


@contextmanager
def refusing(error, *, table="speakers_speaker", times=1):
    """The database raises `error` as often, when something is put into the table."""
    number = count(1)

    def execute(go_on, sql, params, many, context):
        if sql.startswith(f'INSERT INTO "{table}"') and next(number) <= times:
            raise error
        return go_on(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


def ended(code):
    error, cause = OperationalError("deadlock detected"), Exception()
    cause.pgcode = code
    error.__cause__ = cause
    return error


GONE = DatabaseError("Save with update_fields did not affect any rows.")


@pytest.mark.parametrize(
    "error", [IntegrityError("…"), ended("40P01"), ended("40001"), GONE, Speaker.DoesNotExist()], ids=repr
)
def test_what_another_was_quicker_at_is_done_again_and_told_once(curator, error):
    sent = posted(curator.get(ADDING), name="Anne Course")
    with refusing(error, times=2):
        answer = curator.post(ADDING, sent)
    assert (answer.status_code, Speaker.objects.get().name) == (302, "Anne Course")
    assert len(list(get_messages(answer.wsgi_request))) == 1


def test_a_picture_is_read_again_too(curator):
    file = BytesIO()
    Image.new("RGB", (40, 40)).save(file, "PNG")
    picture = SimpleUploadedFile("anne.png", file.getvalue(), "image/png")
    sent = posted(curator.get(ADDING), name="Anne Course", picture_alt="Une image noire")
    with refusing(IntegrityError("…")):
        answer = curator.post(ADDING, {**sent, "picture": picture})
    assert answer.status_code == 302 and Speaker.objects.get().picture.width == 40


def test_what_is_refused_again_and_again_comes_back_with_what_was_typed(curator, caplog):
    sent = posted(curator.get(ADDING), name="Anne Course", biography="Elle court.")
    with refusing(IntegrityError("…"), times=1000):
        answer = curator.post(ADDING, sent)
    assert answer.status_code == 200 and REFUSED in answer.content.decode()
    assert posted(answer, csrfmiddlewaretoken=sent["csrfmiddlewaretoken"]) == sent
    assert not Speaker.objects.exists()
    assert [record.exc_info[0] for record in caplog.records if record.name == "smartcity.retrying"] == [IntegrityError]


@pytest.mark.django_db
def test_so_does_the_form_of_an_account(client):
    client.raise_request_exception = False
    client.force_login(make.user(role="administrator"))
    address, password = reverse("admin:members_user_add"), make.PASSWORD
    typed = {"email": "anne@exemple.fr", "name": "Anne", "password1": password, "password2": password}
    sent = posted(client.get(address), **typed)
    with refusing(IntegrityError("…"), table="members_user", times=1000):
        answer = client.post(address, sent)
    assert answer.status_code == 200 and REFUSED in answer.content.decode()
    assert posted(answer)["email"] == "anne@exemple.fr" and User.objects.count() == 1


def test_other_faults_and_those_of_a_mere_look_are_ours(curator):
    sent = posted(curator.get(ADDING), name="Anne Course")
    with refusing(ZeroDivisionError(), times=1):
        assert curator.post(ADDING, sent).status_code == 500
    with connection.execute_wrapper(_fail):
        assert curator.get("/themes/").status_code == 500


def _fail(*_asked):
    raise IntegrityError("…")


def test_pauses_are_short():
    assert sum(retrying.PAUSES) < 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a disk is filled by SQLite's own means")
def test_a_form_that_finds_no_room_comes_back_with_all_that_was_typed(client):
    sync_roles()
    client.force_login(make.user(role="curator"))
    address, words = reverse("admin:quotes_quote_add"), "Nous roulons tous en ville, " * 400 + "ici."
    typed = {"text": words, "attribution": "une élue", "context": words[:2000].strip(), "event": str(make.event().pk)}
    sent = posted(client.get(address), **typed)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        try:
            answer = client.post(address, sent)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 200 and FULL in answer.content.decode()
    shown = posted(answer)
    assert {name: shown[name] for name in typed} == typed
    assert not Quote.objects.exists()
    assert client.post(address, shown).status_code == 302
    assert Quote.objects.get().text == words
