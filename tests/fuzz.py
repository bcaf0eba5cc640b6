"""Requests that no browser sends, drawn from a seed: the same seed, role and number make the same request again."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

from django.apps import apps

from curation.models import Seen
from tests.admin_forms import forms
from tests.door import answered
from tests.hostile import VALUES

TOKEN = "a" * 32
HOUSE = Path(__file__).resolve().parent.parent
ROLES = ("visitor", "member", "curator", "administrator", "ended")
METHODS = ("GET",) * 9 + ("POST",) * 8 + ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW")

BYTES = [value.encode() for value in VALUES.values()] + [
    b"\xff\xfe\x00", b"\xed\xa0\x80", b"\xc0\xaf..\xc0\xaf", b"\xf0\x9f\x92\xa9" * 300, b"a" * 70_000,
    b"../../etc/passwd", b"\"'`(*", b'theme:"', b"de: du:9999-99-99 au:0000", b"du:0001-01-01 au:9999-12-31",
    b"-", b"- -\"\" -x", b"NEAR(a b) AND",
    b"{{ 7 }}{% load x %}", b"%s%n%(x)s{0}", b"//evil.example/", b"https:evil.example", b"\\\\evil", b"mailto:a@b",
    b"a@b",
    b"a@b.example\r\nBcc: c@d.example", b"\xe2\x80\xa8", b"\xcc\x81" * 400, b"1,1,1", b"on", b"True", b"[]",
    b"null", b"2015",
    b"0x10", b"1_000", b"+1", b" 1 ", b"-0", b"1e3", b"inf", "١".encode(), b"fr", b"zz-ZZ", b"desc", b"--",
    b"quote", b"tweet",
]  # fmt: skip
HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": [
        "en", "fr;q=9", "*", ",,;q=", "a" * 600, "x-" + "-x" * 300, "en;q=0.00000000001", "\xff", "zh-Hant",
    ],
    "HTTP_ACCEPT": [
        "application/vnd.citationstyles.csl+json", "*/*;q=x", "a/b;" + "c=d;" * 500, "\x00", "application/json,,",
    ],
    "HTTP_ACCEPT_ENCODING": ["gzip", "*", "gzip;q=nan", "identity;q=0"],
    "HTTP_RANGE": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,1-1,2-2", "bytes=" + "9" * 400, "octets=x"],
    "HTTP_IF_MODIFIED_SINCE": [
        "0", "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 99 Foo 99999 99:99:99 GMT", "\xe9",
        "Sat, 29 Feb 0001 00:00:00 GMT",
    ],
    "HTTP_IF_UNMODIFIED_SINCE": [
        "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 30 Feb 2015 00:00:00 GMT",
    ],
    "HTTP_IF_NONE_MATCH": ["*", '"', 'W/"x", "y"', '"' * 999, "\x00"],
    "HTTP_IF_MATCH": ["*", '"x"', "W/", ",,,"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4", "::ffff:1.2.3.4, x", "\x00", "9" * 5000, ",", "unknown"],
    "HTTP_X_FORWARDED_PROTO": ["https", "ftp", "https,http", ""],
    "HTTP_X_FORWARDED_HOST": ["evil.example", "a b", "\x00"],
    "HTTP_X_REQUEST_ID": ["x" * 9000, "a\tb", "12345678"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_FORWARDED": ["for=_x;by=", ";;;"],
    "HTTP_HX_REQUEST": ["true", "false", "\xff"],
    "HTTP_HX_TARGET": ["results", "#", "\x00", "é"],
    "HTTP_HX_CURRENT_URL": ["http://[", "javascript:x", "http://testserver/?q=%ff", "//"],
    "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": ["true"],
    "HTTP_HX_TRIGGER": ["\xff" * 50],
    "HTTP_REFERER": ["http://[::1", "javascript:", "http://testserver/%ff", "\x00", "http://testserver:port/"],
    "HTTP_ORIGIN": ["null", "http://[", "https://evil.example"],
    "HTTP_COOKIE": [
        "sessionid=" + "a" * 5000, "sessionid=\x00", "=;;;=", "messages=x; csrftoken=\xff",
        'django_language="../x"', "a=\"\\777",
    ],
    "HTTP_USER_AGENT": ["", "\xff" * 2000, "<script>"],
    "HTTP_AUTHORIZATION": ["Basic ====", "Bearer " + "x" * 4000],
    "HTTP_TRANSFER_ENCODING": ["chunked"],
    "CONTENT_LENGTH": ["", "0", "7"],  # others are refused by the server, or never end
    "REMOTE_ADDR": ["", "::1", "not an address", "1.2.3.4"],
}  # fmt: skip
TYPES = [
    "text/plain; charset=rot13",
    "multipart/form-data; boundary=b; charset=zlib",
    "",
    "text/plain",
    "application/json",
    "text/html; charset=utf8",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=\xff",
    "multipart/mixed; boundary=b",
    "image/svg+xml",
    ";",
    "a" * 5000,
]
PART_HEADS = [
    b'; filename="a.png"\r\nContent-Type: image/png',
    b'; filename=""',
    b'; filename="../../x\x00.svg"',
    b"; filename*=utf-8''%ff",
    b"; filename*=rot13''x",
    b"\r\nContent-Transfer-Encoding: base64",
    b"\r\nContent-Type: text/plain; charset=rot13",
]
PARAMETER = r"""(?:GET|POST|FILES|data)\)?(?:\.get(?:list)?\(|\[)"([\w-]+)"|"([\w-]+)" (?:not )?in request"""
OTHER_NAMES = (
    "q page next sort action _selected_action _popup _to_field _saveasnew _continue p o kind speaker theme event avec"
)
FILTERS = {one.name for model in apps.get_models() if issubclass(model, Seen) for one in model.filtered_by}
NAMES = sorted(
    FILTERS
    | {*OTHER_NAMES.split(), "year", "language", "text", "name", "email", "password", "code"}
    | {
        name
        for path in sorted(HOUSE.glob("[a-z]*/**/*.py"))
        if path.relative_to(HOUSE).parts[0] not in {"tests", "benchmarks"}
        for name in sum(re.findall(PARAMETER, path.read_text()), ())
        if name
    }
)


@dataclass
class Request:
    method: str
    path: bytes  # as the server hands it over: percent signs are gone
    query: str = ""
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    headers: dict = field(default_factory=dict)

    def __str__(self):
        first = f"{self.method} {self.path[:500]}?{self.query[:1000]}"
        return f"{first}\n{self.headers}\n{self.content_type}\n{self.body[:1000]}"

    def send(self, cookies):
        """The status of the site's answer, through its very door, with a token that all forms take."""
        environ = {"REQUEST_METHOD": self.method, "PATH_INFO": self.path.decode("latin-1"), "QUERY_STRING": self.query}
        environ |= {"CONTENT_TYPE": self.content_type, "CONTENT_LENGTH": str(len(self.body))}
        environ |= {
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": f"{cookies}; csrftoken={TOKEN}",
            "HTTP_X_CSRFTOKEN": TOKEN,
        }
        environ |= {"wsgi.input": BytesIO(self.body)} | self.headers
        return answered(**environ)


class Fuzz:
    def __init__(self, seed, role, client, addresses):
        self.seed, self.role, self.client = seed, role, client
        self.addresses = sorted(addresses)
        self.shown = {}  # {address: the fields of each form of its page}

    def request(self, number):
        random = Random(f"{self.seed} {self.role} {number}")
        address = urlsplit(random.choice(self.addresses))
        method = random.choice(METHODS)
        request = Request(method, self._path(random, address.path), self._query(random, address.query))
        if method not in {"GET", "HEAD"}:
            self._fill(random, request, address.path)
        for name in random.sample(sorted(HEADERS), random.choice([0, 0, 1, 2, 6])):
            request.headers[name] = random.choice(HEADERS[name])
        return request

    def _path(self, random, path):
        parts = unquote_to_bytes(path).split(b"/")
        if random.random() < 0.25:
            parts[random.randrange(1, len(parts))] = random.choice(BYTES)
        if random.random() < 0.05:
            parts.insert(random.randrange(1, len(parts)), random.choice([b"..", b".", b"", b"\x00", b"en", b"%2e%2e"]))
        start = b"/en" if random.random() < 0.15 else b""
        return start + b"/".join(parts)

    def _query(self, random, query):
        pairs = [query] if query else []
        for _ in range(random.choice([0, 1, 1, 2, 5])):
            name = random.choice(NAMES) if random.random() < 0.95 else quote_from_bytes(random.choice(BYTES)[:2000])
            pairs.append(f"{name}={self._value(random)}")
        if random.random() < 0.02:
            pairs += [
                random.choice(["&" * 6000, "a=1&" * 6000, "%", "%zz=%f", "=", "\xff=\xff", "q[]=1", "page=1;page=2"])
            ]
        return "&".join(pairs)

    def _value(self, random):
        value = random.choice(BYTES)
        return quote_from_bytes(value if random.random() < 0.9 else value + random.choice(BYTES))

    def _fill(self, random, request, address):
        """A form of the page with some fields changed, as a browser would send it or not."""
        fields = dict(random.choice(self._forms(address) or [{}]))
        for name in random.sample(sorted(fields), min(len(fields), random.choice([0, 1, 1, 2, 9]))):
            fields[name] = random.choice(BYTES)
        for _ in range(random.choice([0, 1, 3])):
            fields[random.choice(NAMES)] = random.choice(BYTES)
        kind = random.random()
        if kind < 0.6:
            request.body = urlencoded(fields)
        elif kind < 0.8:
            request.content_type, request.body = "multipart/form-data; boundary=b", multipart(random, fields)
        else:
            request.body = random.choice(
                [
                    urlencoded(fields),
                    multipart(random, fields),
                    b"[" * 90_000,
                    b'{"a":' * 20_000,
                    b"a=1&" * 6000,
                    b"%zz&&=%",
                ]
            )
            request.content_type = random.choice(TYPES)

    def _forms(self, address):
        if address not in self.shown:
            page = self.client.get(address)
            is_page = page.headers.get("Content-Type", "").startswith("text/html")
            self.shown[address] = forms(page) if is_page and not page.streaming else []
        return self.shown[address]


def urlencoded(fields):
    return "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(one)}" for name, one in flat(fields)).encode()


def multipart(random, fields):
    """What a browser sends of a form with files, now and then damaged."""
    body = b""
    for name, value in flat(fields):
        head = f'Content-Disposition: form-data; name="{name}"'.encode()
        if random.random() < 0.2:
            head += random.choice(PART_HEADS)
        body += b"--b\r\n" + head + b"\r\n\r\n" + value + b"\r\n"
    body += b"--b--\r\n"
    if random.random() < 0.3:
        place = random.randrange(len(body))
        body = random.choice([body[:place], body[place:], body[:place] + b"\x00\r\n--b" + body[place:], body * 3])
    return body


def flat(fields):
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            yield name, one if isinstance(one, bytes) else str(one).encode()
