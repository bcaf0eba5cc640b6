import importlib.util
import json
import logging
import os

import pytest

from smartcity.reporting import bare
from tests.smartcity.test_settings import PRODUCTION, python

HAS_PACKAGE = importlib.util.find_spec("sentry_sdk") is not None
ADDRESS = "https://cle@erreurs.example.org/1"
SENT = """
import logging
import django
django.setup()
import sentry_sdk
from sentry_sdk.transport import Transport
class Printed(Transport):
    def capture_envelope(self, envelope):
        print(envelope.get_event())
sentry_sdk.get_client().transport = Printed()
try:
    raise ValueError("zinnia")
except ValueError as error:
    for status in (500, 400):
        extra = {"status_code": status, "request": "zinnia"}
        logging.getLogger("django.request").error("%s", "/zinnia/", exc_info=error, extra=extra)
"""


def record(level=logging.ERROR, **extra):
    return logging.makeLogRecord({"levelno": level, "name": "django.request", **extra})


def test_an_event_leaves_with_types_and_lines_of_code_alone():
    frames = {"frames": [{"function": "fail", "lineno": 3}]}
    event = {
        "level": "error",
        "logger": "django.request",
        "logentry": {"message": "Internal Server Error: %s", "params": ["/zinnia/"]},
        "extra": {"request": "<WSGIRequest: GET '/zinnia/'>"},
        "server_name": "zinnia",
        "user": {"ip_address": "203.0.113.77"},
        "exception": {"values": [{"type": "ValueError", "value": "zinnia", "stacktrace": frames}]},
    }
    sent = bare(event, {"log_record": record(status_code=500)})
    assert sent["exception"]["values"] == [{"type": "ValueError", "value": "", "stacktrace": frames}]
    assert sent["message"] == "django.request"
    assert "zinnia" not in json.dumps(sent) and "203.0.113.77" not in json.dumps(sent)


def test_what_was_refused_to_a_visitor_is_sent_nowhere():
    assert bare({"logger": "django.security.X"}, {"log_record": record(status_code=400)}) is None


@pytest.mark.skipif(HAS_PACKAGE, reason="the package is there")
def test_without_its_package_the_start_stops_with_what_to_install():
    done = python("manage.py", "check", **PRODUCTION | {"SENTRY_DSN": ADDRESS})
    assert done.returncode == 1
    assert "ImproperlyConfigured: SENTRY_DSN demande un paquet de plus" in done.stderr


@pytest.mark.skipif(not HAS_PACKAGE, reason="sentry-sdk is an extra")
def test_an_error_is_sent_once_without_what_was_asked():
    environment = {
        "SENTRY_DSN": ADDRESS,
        "DJANGO_SETTINGS_MODULE": "smartcity.settings",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    done = python("-c", SENT, **PRODUCTION | environment)
    sent = done.stdout.splitlines()
    assert len(sent) == 1, done.stderr
    assert "ValueError" in sent[0] and "zinnia" not in sent[0]
