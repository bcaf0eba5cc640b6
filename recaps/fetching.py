"""A page at an address that a curator gives: asked for by the server, which must not be sent to its own neighbours.

The host's addresses are looked up once, judged, and the connection goes to the very one that was judged: a name that
answers differently the second time leads nowhere. The same holds for each redirect. Neither proxies nor cookies.
"""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
import zlib
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from reading.formats import MAX_BYTES

SECONDS = 15  # in all, redirects included; looking up a name ends by the resolver's own clock
MAX_REDIRECTS = 5
MAX_ATTEMPTS = 4  # addresses of one host
PORTION = 65_536
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset([301, 302, 303, 307, 308])
USER_AGENT = "smartcity-recaps/1.0 (reads one article at the request of an editor)"
FOR_A_PAGE = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Language": "fr,en;q=0.7",
    "Accept-Encoding": "gzip",
}
CONTENT_TYPES = re.compile(
    r"(?:text/html|text/plain|text/markdown|application/xhtml\+xml|message/rfc822"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document)(?:\s*;.*)?",
    re.I | re.S,
)
IN_ADDRESSES = "/?%:@!$&'()*+,;=~[]"
# IPv6 addresses that lead to an IPv4 one in their last 32 bits (RFC 6052).
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unfetchable(Exception):
    """No page came from the address; `code` is a key of `recaps.refusals.UNFETCHABLE`."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Fetched(NamedTuple):
    data: bytes
    content_type: str
    address: str  # the last one, after redirects


def is_public(ip, port):
    """Whether `ip` (an `ipaddress` address) is of the open internet, whatever wraps it, and `port` usual."""
    if ip.version == 6:
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped:
            return is_public(wrapped, port)
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and port in PORTS.values()


def fetch(address, *, seconds=SECONDS, types=CONTENT_TYPES, most=MAX_BYTES, allows=is_public, tls=None):
    """The page at `address`, as a `Fetched`, if it is of `types` and of `most` bytes. Raises `Unfetchable`.

    `allows(ip, port)` says whether to connect, `tls` is an `ssl.SSLContext`; only tests give others.
    """
    clock = _Clock(seconds)
    tls = tls or ssl.create_default_context()
    address = address.strip()
    for _ in range(MAX_REDIRECTS + 1):
        try:
            with _ask(_Target.of(address), clock, allows, tls) as response:
                elsewhere = response.headers["Location"] if response.status in REDIRECTS else None
                if not elsewhere:
                    return Fetched(_body(response, types, most), response.headers.get("Content-Type", ""), address)
                address = urljoin(address, elsewhere)
        except (http.client.HTTPException, zlib.error, OSError, ValueError) as error:
            raise Unfetchable(_reason(error)) from error
    raise Unfetchable("redirects")


def send(address, data, headers, *, seconds=SECONDS, allows=is_public, tls=None):
    """The status of the answer to a POST of `data` (bytes); no word of it is read, no redirect followed.

    Raises `Unfetchable`.
    """
    tls = tls or ssl.create_default_context()
    try:
        with _ask(_Target.of(address), _Clock(seconds), allows, tls, data=data, headers=headers) as response:
            return response.status
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise Unfetchable(_reason(error)) from error


class _Target(NamedTuple):
    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, address):
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").encode("idna").decode("ascii")
            port = parts.port
        except ValueError as error:
            raise Unfetchable("address") from error
        if parts.scheme not in PORTS or not host or parts.username is not None or parts.password is not None:
            raise Unfetchable("address")
        asked = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        return cls(parts.scheme, host, port or PORTS[parts.scheme], quote(asked, safe=IN_ADDRESSES))


def _ask(target, clock, allows, tls, *, data=None, headers=FOR_A_PAGE):
    """The response to a GET of `target`, or to a POST of `data`, its body unread."""
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = _Timed(_connect(target, clock, allows, tls), clock)
    connection.default_port = PORTS[target.scheme]  # which the Host header leaves out
    method = "GET" if data is None else "POST"
    connection.request(method, target.path, body=data, headers={**headers, "Connection": "close"})
    return connection.getresponse()


def _connect(target, clock, allows, tls):
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unfetchable("unknown-host") from error
    if not all(allows(ipaddress.ip_address(at[0].partition("%")[0]), target.port) for *_, at in found):
        raise Unfetchable("not-public")
    refusal = None
    for family, *_, at in found[:MAX_ATTEMPTS]:
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(clock.left())
            plain.connect(at)
            return tls.wrap_socket(plain, server_hostname=target.host) if target.scheme == "https" else plain
        except OSError as error:
            plain.close()
            refusal = error
    raise refusal


def _body(response, types, most):
    """The bytes of a page, unpacked. Raises `Unfetchable`."""
    if response.status != 200:
        raise Unfetchable("status")
    if not types.fullmatch(response.headers.get("Content-Type", "text/html")):
        raise Unfetchable("content-type")
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise Unfetchable("damaged")
    unpack = zlib.decompressobj(wbits=31).decompress if encoding != "identity" else lambda portion, most: portion
    parts, length = [], 0
    while portion := response.read1(PORTION):
        parts.append(unpack(portion, most + 1))
        length += len(parts[-1])
        if length > most:
            raise Unfetchable("too-long")
    return b"".join(parts)


REASONS = {TimeoutError: "slow", ssl.SSLCertVerificationError: "certificate", zlib.error: "damaged"}


def _reason(error):
    return next((code for kind, code in REASONS.items() if isinstance(error, kind)), "no-answer")


class _Clock:
    """The time that a fetch has in all: a server that sends a byte a second uses it up."""

    def __init__(self, seconds):
        self.end = time.monotonic() + seconds

    def left(self):
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Timed:
    """A socket for `http.client` of which every single read or write has the time that is left."""

    def __init__(self, sock, clock):
        self.sock = sock
        self.clock = clock

    def makefile(self, *args, **options):
        return io.BufferedReader(_Reader(self.sock, self.clock))

    def sendall(self, data):
        self.sock.settimeout(self.clock.left())
        self.sock.sendall(data)

    def close(self):
        """Nothing: `http.client` lets go of the socket before the body is read, and the reader closes it."""


class _Reader(io.RawIOBase):
    def __init__(self, sock, clock):
        self.sock = sock
        self.clock = clock

    def readable(self):
        return True

    def readinto(self, buffer):
        self.sock.settimeout(self.clock.left())
        return self.sock.recv_into(buffer)

    def close(self):
        self.sock.close()
        super().close()
