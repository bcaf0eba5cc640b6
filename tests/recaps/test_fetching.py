"""Against real servers on this machine, which only a test may be led to."""

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reading.formats import MAX_BYTES
from recaps.fetching import Unfetchable, fetch, is_public
from recaps.refusals import UNFETCHABLE

PAGE = "<p>« Bonjour »</p>".encode()
BOMB = gzip.compress(bytes(MAX_BYTES + 1))


class Site(BaseHTTPRequestHandler):
    """Each path is one manner of answering."""

    asked = []

    def do_GET(self):
        self.asked.append((self.path, self.headers))
        answer = getattr(self, f"answer_{self.path.strip('/').partition('?')[0].replace('-', '_')}", None)
        answer() if answer else self.give(404)

    def give(self, status=200, body=PAGE, **headers):
        self.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self):
        self.give()

    def answer_packed(self):
        self.give(body=gzip.compress(PAGE), Content_Encoding="gzip")

    def answer_not_packed(self):
        self.give(Content_Encoding="gzip")

    def answer_brotli(self):
        self.give(Content_Encoding="br")

    def answer_bomb(self):
        self.give(body=BOMB, Content_Encoding="gzip")

    def answer_large(self):
        self.give(body=bytes(MAX_BYTES + 1))

    def answer_picture(self):
        self.give(Content_Type="image/png")

    def answer_moved(self):
        self.give(302, b"", Location="/page?from=moved")

    def answer_loop(self):
        self.give(301, b"", Location="/loop")

    def answer_to_private(self):
        self.give(302, b"", Location="http://10.0.0.1/")

    def answer_to_file(self):
        self.give(302, b"", Location="file:///etc/passwd")

    def answer_drip(self):
        self.give(body=b"")
        self.drip(b" ")

    def answer_drip_in_head(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        self.drip(b"a")

    def drip(self, byte):
        for _ in range(60):
            try:
                self.wfile.write(byte)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *args):
        pass


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    with serving(server) as address:
        yield address


def this_machine(ip, port):
    return ip.is_loopback


def refusal(address, **options):
    with pytest.raises(Unfetchable) as refused:
        fetch(address, **options)
    assert UNFETCHABLE[refused.value.code]
    return refused.value.code


def test_a_page_comes_with_its_type_and_its_last_address(site):
    assert fetch(f"{site}/page", allows=this_machine) == (PAGE, "text/html; charset=utf-8", f"{site}/page")
    assert fetch(f" {site}/moved ", allows=this_machine).address == f"{site}/page?from=moved"


def test_a_packed_page_is_unpacked(site):
    assert fetch(f"{site}/packed", allows=this_machine).data == PAGE


def test_a_fetch_says_who_asks_and_brings_no_cookie(site):
    fetch(f"{site}/page?é= #là", allows=this_machine)
    path, headers = Site.asked[-1]
    assert path == "/page?%C3%A9=%20"
    assert headers["User-Agent"].startswith("smartcity-recaps/")
    assert headers["Host"] == site.removeprefix("http://")
    assert headers["Cookie"] is None


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("absent", "status"),
        ("picture", "content-type"),
        ("large", "too-long"),
        ("bomb", "too-long"),
        ("not-packed", "damaged"),
        ("brotli", "damaged"),
        ("loop", "redirects"),
        ("to-private", "not-public"),
        ("to-file", "address"),
    ],
)
def test_what_a_server_may_do_is_refused_with_a_sentence(site, path, code):
    assert refusal(f"{site}/{path}", allows=this_machine) == code


@pytest.mark.parametrize("path", ["drip", "drip-in-head"])
def test_a_slow_server_has_so_much_time_in_all(site, path):
    start = time.monotonic()
    assert refusal(f"{site}/{path}", allows=this_machine, seconds=0.3) == "slow"
    assert time.monotonic() - start < 1


def test_a_server_that_breaks_off_or_does_not_speak_tls_is_no_answer(site):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/", allows=this_machine) == "no-answer"
    assert refusal(site.replace("http:", "https:"), allows=this_machine) == "no-answer"


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
def test_a_site_shows_a_certificate_of_its_name_that_is_trusted(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        + ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server) as address:
        address = address.replace("http://", "https://")
        named = address.replace("127.0.0.1", "localhost")
        trusting = ssl.create_default_context(cafile=certificate)
        assert fetch(f"{named}/page", allows=this_machine, tls=trusting).data == PAGE
        assert refusal(f"{named}/page", allows=this_machine) == "certificate"
        assert refusal(f"{address}/page", allows=this_machine, tls=trusting) == "certificate"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[2002:7f00:1::]/",  # 6to4
        "http://[64:ff9b::a00:1]/",  # NAT64
        "http://0.0.0.0/",
        "http://[::]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://1.1.1.1:22/",
        "https://1.1.1.1:8443/",
    ],
)
def test_only_the_open_internet_is_asked(address):
    assert refusal(address) == "not-public"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "exemple",
        "/etc/passwd",
        "file:///etc/passwd",
        "ftp://exemple.fr/",
        "javascript:alert(1)",
        "http://",
        "http:///chemin",
        "http://[::1",
        "http://exemple.fr:99999/",
        "http://nom:secret@exemple.fr/",
        "http://nom@exemple.fr/",
        f"http://{'a' * 64}.fr/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address):
    assert refusal(address) == "address"


def test_a_host_that_does_not_exist_is_told():
    assert refusal("http://absent.invalid/") == "unknown-host"


@pytest.mark.parametrize("ip", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_addresses_are_allowed(ip):
    assert is_public(ipaddress.ip_address(ip), 443)
