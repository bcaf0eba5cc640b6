"""Asking the site as a server does, through its very door."""

from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from smartcity.wsgi import application


def answered(**environ):
    """The status of the answer, whose body is read."""
    return asked(**environ)[0]


def asked(**environ):
    """(status, headers, body) of the answer. The connection stays open, as it does for Django's own client."""
    setup_testing_defaults(environ)
    said = []
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        answer = application(environ, lambda status, headers: said.extend([int(status.split()[0]), dict(headers)]))
        body = b"".join(answer)
        getattr(answer, "close", list)()
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    return *said, body
