"""The bytes of the site's mail."""

import ast
import email
import email.policy
import re

import pytest
from django.core import mail
from django.core.mail import get_connection
from django.core.management import call_command

from members.mail import Mail
from tests import builders as make
from tests.alerts.follows import follow
from tests.alerts.smtp import serving
from tests.test_architecture import HOUSE, MODULES

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
ASKED = {"name": "Camille", "email": "camille@exemple.fr", "reason": "Lire", "password1": "un-mot-de-passe-a-moi"}
LONG = "la-gouvernance-des-villes-intelligentes-et-de-leurs-habitants-sans-un-seul-espace-" * 3


def lines(message, linesep="\r\n"):
    head, _, _ = message.message().as_bytes(linesep=linesep).partition((linesep * 2).encode())
    return head.decode("ascii").split(linesep)


def right(message):
    """The header lines of `message`, none of which is empty behind its colon or longer than a line may be."""
    found = lines(message)
    assert [line for line in found if re.fullmatch(r"[\w-]+:\s*", line)] == []
    assert max(map(len, found)) <= 998
    assert [line for line in found if "=?utf-8?" in line and len(line) > 76] == []
    read = email.message_from_bytes(message.message().as_bytes(linesep="\r\n"), policy=email.policy.default)
    assert read["Subject"] == message.subject
    return found


@pytest.mark.parametrize(
    "name",
    [
        "gouvernance",
        "élus",
        "é" * 110,
        LONG[:120],
        "une ville " * 12,
        "Ville numérique et participation " * 3,
        "日本" * 55,
    ],
)
def test_no_header_of_a_digest_is_folded_behind_its_colon(name, settings):
    settings.SITE_URL = "https://une-association-au-nom-plutot-long.savoirs-partages.example.org"
    follow(name=name.strip())
    make.quote(text="la gouvernance")
    call_command("send_alerts")
    [message] = mail.outbox
    found = right(message)
    for header in ("Message-ID", "List-Unsubscribe"):
        assert f"{header}: {message.extra_headers[header]}" in found


def test_nor_of_what_accounts_are_told(client, settings):
    settings.SITE_NAME = "Une base de connaissances au nom interminable, pour l’été et pour tous les membres"
    settings.DEFAULT_FROM_EMAIL = f'"{LONG[:90]}" <une-adresse-elle-aussi-tres-longue-{"x" * 30}@exemple.fr>'
    client.post("/adhesion/", ASKED)
    make.user(email=f"{'y' * 60}@une-association-au-nom-tres-long.exemple.fr")
    client.post("/compte/password/reset/", {"email": f"{'y' * 60}@une-association-au-nom-tres-long.exemple.fr"})
    assert mail.outbox
    for message in mail.outbox:
        right(message)


@pytest.mark.parametrize("subject", [LONG, LONG.replace("-", " ").strip(), "é" * 300, "", "court"])
def test_whatever_the_words_and_whatever_ends_a_line(subject):
    message = Mail(subject, "Bonjour.", "a@exemple.fr", ["b@exemple.fr"], headers={"X-Long": LONG, "X-Court": "oui"})
    if subject:
        right(message)
        assert [line for line in lines(message, "\n") if line.endswith(":")] == []
    assert f"X-Long: {LONG}" in lines(message)


def test_a_server_gets_the_same_bytes(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with serving() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        message = Mail(
            LONG, "Bonjour.", "a@exemple.fr", ["b@exemple.fr"], headers={"Message-ID": f"<{LONG}@exemple.fr>"}
        )
        assert get_connection().send_messages([message]) == 1
        [taken] = server.box
    assert taken["Message-ID"] == f"<{LONG}@exemple.fr>"
    assert taken["Subject"] == LONG


def test_all_mail_is_of_that_kind():
    makers = {"EmailMessage", "EmailMultiAlternatives", "send_mail", "send_mass_mail", "mail_admins", "mail_managers"}
    found = [
        str(path.relative_to(HOUSE))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.core.mail")
        if makers.intersection(alias.name for alias in node.names)
    ]
    assert found == ["members/mail.py"]
