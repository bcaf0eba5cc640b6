"""The door of the site. It hands out the pages that are kept, and refuses what makes Django fail before, or after, any
middleware could answer.
"""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

ALLOCATIONS = 10_000  # between two looks for garbage: about a page's
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
django = get_wsgi_application()

from smartcity.kept import door  # noqa: E402 - its models have to be there first

import_module(settings.ROOT_URLCONF)  # with all views, before somebody waits for them
# What was loaded stays: looked through again, it took a tenth of a second in the midst of every twentieth page.
gc.freeze()
gc.set_threshold(ALLOCATIONS)


def application(environ, start_response):
    if refusal := _refusal(environ):
        start_response(refusal, [("Content-Type", "text/plain; charset=utf-8")])
        return [refusal.encode()]
    if answer := door.answer(environ):
        status, headers, body = answer
        start_response(status, headers)
        return [body]
    return django(environ, start_response)


def _refusal(environ):
    """A status, or the empty string.

    Django takes any codec of Python for one of text (zlib, rot13), and fails on it; it counts the fields of a query
    when that is first read, which may be in the page that says 404.
    """
    content_type = environ.get("CONTENT_TYPE")
    if content_type and not _is_utf8(content_type):
        return "415 Unsupported Media Type"
    if environ.get("QUERY_STRING", "").count("&") >= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        return "400 Bad Request"
    return ""


def _is_utf8(content_type):
    try:
        _, parameters = parse_header_parameters(content_type)
    except (ValueError, LookupError):
        return False
    return parameters.get("charset", "utf-8").lower() in {"utf-8", "utf8"}
