import os

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
django = get_wsgi_application()


def application(environ, start_response):
    """Refuse what is not UTF-8: Django takes any codec of Python for one of text (zlib, rot13), and fails on it."""
    if not _is_utf8(environ.get("CONTENT_TYPE", "")):
        start_response("415 Unsupported Media Type", [("Content-Type", "text/plain")])
        return [b"UTF-8\n"]
    return django(environ, start_response)


def _is_utf8(content_type):
    try:
        _, parameters = parse_header_parameters(content_type)
    except (ValueError, LookupError):
        return False
    return parameters.get("charset", "utf-8").lower() in {"utf-8", "utf8"}
