import gzip
import re
from hashlib import sha256

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import cc_delim_re

# Anybody may keep it, and asks before each use whether it is still true.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
ACCEPTS_GZIP = re.compile(r"(?:^|,)\s*(?:x-)?gzip\s*(?!;\s*q=0(\.0*)?\s*(,|$))(?=[,;]|$)", re.IGNORECASE)
SHORT = 200  # bytes that are not worth compressing
BESIDES = 4000  # bytes that a page takes up besides its own, about
OURS = {"cache-control", "content-encoding", "content-length", "etag", "vary"}
OF_A_BODY = {"Content-Type", "Content-Encoding", "Content-Disposition", "Content-Length", "Content-Language"}
PHRASES = {200: "200 OK", 304: "304 Not Modified"}


def is_for_everybody(response):
    """Whether it is a whole page of a view that is `kept`, and nothing on the way out made it somebody's."""
    return (
        getattr(response, "content_version", None) is not None
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and "cookie" not in response.get("Vary", "").lower()
    )


class Page:
    """What everybody is answered at one address, made once; `route` is its name in the log.

    It is known by its bytes: who asks with the ETag of what he has is told that nothing changed, also where the page
    was made anew since, by another process or release.
    """

    def __init__(self, response, route):
        self.version, self.route = response.content_version, route
        self.varies = [f"HTTP_{name.upper().replace('-', '_')}" for name in _varies(response)]
        self.plain = Form(response, response.content, "")
        packed = gzip.compress(response.content, 6, mtime=0) if len(response.content) > SHORT else response.content
        self.packed = Form(response, packed, "gzip") if len(packed) < len(response.content) else self.plain
        self.size = len(self.plain.body) + len(self.packed.body) + BESIDES

    def asked(self, environ):
        """What the request says of all by which the page varies."""
        return [environ.get(name) for name in self.varies]

    def answer(self, environ):
        """(status, headers, body)."""
        form = self.packed if ACCEPTS_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) else self.plain
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        if form.etag in known or known == "*":
            return 304, form.headers_alone, b""
        return 200, form.headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else form.body

    def respond(self, environ):
        """The same for Django."""
        status, headers, body = self.answer(environ)
        response = HttpResponseNotModified() if status == 304 else HttpResponse(body)
        for name, value in headers:
            response.headers[name] = value
        return response


class Form:
    """The bytes in one encoding, and their headers; `headers_alone` go where the bytes need not."""

    def __init__(self, response, body, encoding):
        self.body = body
        self.etag = f'"{sha256(body).hexdigest()[:32]}"'
        said = {name: value for name, value in response.items() if name.lower() not in OURS}
        said |= {"Cache-Control": CACHE_CONTROL, "Vary": ", ".join(["Accept-Encoding", *_varies(response)])}
        said |= {"ETag": self.etag, "Content-Length": str(len(body))}
        if encoding:
            said["Content-Encoding"] = encoding
        self.headers = list(said.items())
        self.headers_alone = [(name, value) for name, value in self.headers if name not in OF_A_BODY]


def _varies(response):
    """What the view itself looked at. Django names the language too, which here stands in the address alone."""
    return [name for name in cc_delim_re.split(response.get("Vary", "")) if name.lower() not in {"", "accept-language"}]
