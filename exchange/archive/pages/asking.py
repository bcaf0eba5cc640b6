"""The site, asked in this process as a browser would ask it, at its own address."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client

from exchange.folders import FolderError


@dataclass(frozen=True)
class Answer:
    """`leads_to` is the address of a redirect; `is_shared` tells a page that is the same for everybody."""

    content: bytes
    content_type: str
    is_shared: bool
    leads_to: str = ""


class Site:
    def __init__(self):
        parts = urlsplit(settings.SITE_URL)
        self.is_secure = parts.scheme != "http"
        self.host = parts.netloc or settings.ALLOWED_HOSTS[0].lstrip(".")
        self.origin = f"{'https' if self.is_secure else 'http'}://{self.host}"
        self.client = Client(headers={"host": self.host}, REMOTE_ADDR="")  # whom no limit counts

    def ask(self, address):
        """The answer at an address without a host; None where there is nothing for a visitor."""
        if address.startswith(settings.MEDIA_URL):
            return _picture(unquote(address.removeprefix(settings.MEDIA_URL)))
        try:
            response = self.client.get(address, secure=self.is_secure)
        except Exception as error:  # whatever a page may raise, the folder would lack it
            raise FolderError(f"La page {address} ne se fait pas : {error}") from error
        if response.status_code == 400:
            raise FolderError(f"Le site ne répond pas sous son nom ({self.host}) : voyez ALLOWED_HOSTS et SITE_URL.")
        if response.status_code in {301, 302}:
            # A quote at random is another one each time.
            is_lasting = "no-store" not in response.headers.get("Cache-Control", "")
            return Answer(b"", "", is_lasting, self.own(urljoin(address, response.headers["Location"])))
        if response.status_code != 200:
            return None
        is_shared = "public" in response.headers.get("Cache-Control", "")  # anybody may keep it
        return Answer(response.getvalue(), response.headers["Content-Type"].partition(";")[0], is_shared)

    def own(self, address):
        """`address` without its host and fragment, if it is one of the site's; else nothing."""
        parts = urlsplit(address)
        if parts.netloc not in {"", self.host} or parts.scheme not in {"", "http", "https"}:
            return ""
        return parts._replace(scheme="", netloc="", fragment="").geturl()


def _picture(name):
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return Answer(file.read(), "image/webp", True)


@contextmanager
def unlogged():
    """Thousands of pages are asked for, and nobody asked."""
    logger = logging.getLogger("requests")
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)
