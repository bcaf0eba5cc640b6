"""Somebody at the site, as the proxy of `deploy/nginx.conf` hands them on."""

import random
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from ipaddress import IPv4Address
from urllib.parse import urlencode

from django.conf import settings

from tests.admin_forms import posted

HOST = settings.ALLOWED_HOSTS[0]
PATIENCE = 60  # seconds


class Away(Exception):
    """Nobody answered, or the site says to come again: whether it was done is not known."""


class Unexpected(Exception):
    """An answer that is no success, though nothing was wrong with what was asked."""


@dataclass
class Answer:
    status: int
    location: str
    content: bytes
    retry_after: str | None = None
    warning: str | None = None

    @property
    def text(self):
        return self.content.decode()


class Browser:
    def __init__(self, port, seen):
        self.port, self.seen, self.cookies = port, seen, {}
        self.address = str(IPv4Address(random.getrandbits(32)))  # limits count by it

    def get(self, path):
        answer = self.ask("GET", path)
        if answer.status in (301, 302):
            return self.get(answer.location)
        if answer.status != 200:
            raise Unexpected(f"GET {path}: {answer.status}")
        return answer

    def form(self, path, **changes):
        """The fields of the form at `path`, filled in."""
        return posted(self.get(path), **changes)

    def post(self, path, fields):
        answer = self.ask("POST", path, fields)
        if answer.status != 302:
            raise Unexpected(f"POST {path}: {answer.status} {_complaints(answer.text)}")
        return answer

    def ask(self, method, path, fields=None):
        try:
            answer = self._ask(method, path, fields)
        except (OSError, HTTPException) as error:
            self.seen[type(error).__name__] += 1
            raise Away from error
        self.seen[answer.status] += 1
        if answer.status == 503 and answer.retry_after:
            raise Away
        return answer

    def _ask(self, method, path, fields):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(
                method, path, urlencode(fields, doseq=True) if fields is not None else None, self._head()
            )
            response = connection.getresponse()
            said = response.headers
            answer = Answer(response.status, said.get("Location", ""), response.read())
            answer.retry_after, answer.warning = said.get("Retry-After"), said.get("Warning")
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: value.value for name, value in SimpleCookie(cookie).items()}
        return answer

    def _head(self):
        return {
            "Host": HOST,
            "Referer": f"https://{HOST}/",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.address,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }


def _complaints(text):
    """What the page says is wrong."""
    return [line.strip() for line in text.splitlines() if "error" in line][:6]


class Watch:
    """Asks for the home page all the time, and notes how long it was away."""

    def __init__(self, browser):
        self.browser = browser
        self.longest = 0.0  # seconds

    def run(self, stop):
        away_since = None
        while not stop.is_set():
            began = time.monotonic()
            try:
                self.browser.get("/")
            except Away:
                away_since = away_since or began
            else:
                if away_since:
                    self.longest = max(self.longest, time.monotonic() - away_since)
                away_since = None
            time.sleep(0.1)
