"""The site as it is deployed: that very nginx.conf before the very server of the unit, asked over TLS."""

import contextlib
import http.client
import os
import re
import shlex
import shutil
import ssl
import string
import subprocess
import sys
import time
from urllib.parse import urlencode

import pytest
from django.conf import settings as project
from django.db import connection
from django.urls import reverse

from tests import builders as make
from tests.chaos.ports import free_port

DEPLOY = project.BASE_DIR / "deploy"
NAME = "savoirs.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not NGINX, reason="no nginx here: apt-get install nginx-light"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a proxy asks no database"),
]

MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{}}
http {{
    access_log off;
    types {{ image/webp webp; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Proxy:
    """nginx on ports of its own: `secure` and `plain`."""

    def __init__(self, folder, application):
        self.folder, self.secure, self.plain = folder, free_port(), free_port()
        certificate = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} -keyout key.pem -out chain.pem"
        subprocess.run(["openssl", *certificate.split()], cwd=folder, check=True, capture_output=True)
        here = [
            (r"listen \[::\]:.*", ""),
            (r"listen 443 ", f"listen 127.0.0.1:{self.secure} "),
            (r"listen 80;", f"listen 127.0.0.1:{self.plain};"),
            (r"/etc/letsencrypt/\S+/fullchain.pem", f"{folder}/chain.pem"),
            (r"/etc/letsencrypt/\S+/privkey.pem", f"{folder}/key.pem"),
            (r"/srv/smartcity/media/", f"{folder}/media/"),
            (r"http://127.0.0.1:8000", f"http://127.0.0.1:{application}"),
        ]
        said = (DEPLOY / "nginx.conf").read_text()
        for what, instead in here:
            said, count = re.subn(what, instead, said)
            assert count, what
        (folder / "site.conf").write_text(said)
        user = "" if os.geteuid() else "user root;"  # the folders of tests are their owner's alone
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))

    @contextlib.contextmanager
    def running(self):
        process = subprocess.Popen([NGINX, "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log"])
        try:
            until(lambda: self.ask("GET", "/media/"), process)
            yield self
        finally:
            process.terminate()
            process.wait(10)
        assert "emerg" not in (self.folder / "error.log").read_text()

    def ask(self, method, path, body=None, *, source="127.0.0.1", **headers):
        """A visitor's request from an address of this machine."""
        unproven = ssl._create_unverified_context()
        asked = http.client.HTTPSConnection(
            "127.0.0.1", self.secure, source_address=(source, 0), context=unproven, timeout=60
        )
        with contextlib.closing(asked):
            asked.request(method, path, body, {"Host": NAME} | headers)
            answer = asked.getresponse()
            answer.body = answer.read()
        return answer


def until(ask, process, *, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(ConnectionError):
            return ask()
        time.sleep(0.1)
    raise AssertionError(f"{process.args} does not answer")


def started(port):
    """What the unit starts, with a worker on another port: without Redis each would count alone."""
    whole = (DEPLOY / "smartcity.service").read_text().replace("\\\n", " ")
    words = shlex.split(re.search(r"^ExecStart=(.*)$", whole, re.MULTILINE)[1])
    for name, value in (("--port", str(port)), ("--workers", "1")):
        words[words.index(name) + 1] = value
    return [sys.executable, "-m", "granian", *words[1:]]


@pytest.fixture
def base(settings, tmp_path):
    """The tests' own base, with two members."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    for email in ("membre@exemple.fr", "autre@exemple.fr"):
        make.user(role="member", email=email)
    (tmp_path / "db.sqlite3").write_bytes(connection.connection.serialize())
    return tmp_path / "db.sqlite3"


@pytest.fixture
def site(base, tmp_path):
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": string.ascii_letters,
        "ALLOWED_HOSTS": NAME,
        "DATABASE_URL": f"sqlite:///{base}",
        "EMAIL_URL": "dummymail://",
        "STATIC_ROOT": str(tmp_path / "static"),
        "MEDIA_ROOT": str(tmp_path / "media"),
        "TRUSTED_PROXY": "1",
    }
    (tmp_path / "media/pictures").mkdir(parents=True)
    (tmp_path / "media/pictures/a.webp").write_bytes(b"picture")
    options = {"cwd": project.BASE_DIR, "env": environment}
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], **options, check=True)
    with (tmp_path / "said").open("w") as said:
        server = subprocess.Popen(started(port), **options, stdout=said, stderr=said)
    try:
        with Proxy(tmp_path, port).running() as proxy:
            until(lambda: http.client.HTTPConnection("127.0.0.1", port).request("GET", "/healthz"), server)
            yield proxy
    finally:
        server.terminate()
        server.wait(20)
    assert "X-Forwarded-For" not in (tmp_path / "said").read_text()


def log_in(site, email, password, **who):
    """The status of the answer: 302 for who is in."""
    page = site.ask("GET", reverse("account_login"), **who)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.body.decode())[1]
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": page.headers["Set-Cookie"].split(";")[0],
        "Referer": f"https://{NAME}/",
    }
    body = urlencode({"login": email, "password": password, "csrfmiddlewaretoken": token})
    return site.ask("POST", reverse("account_login"), body, **headers, **who).status


def test_who_guesses_passwords_is_limited_whatever_address_he_makes_up_and_nobody_else_is(site):
    for number in range(40):
        made_up = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        assert log_in(site, f"membre{number}@exemple.fr", "deviné", **made_up) != 302
    assert log_in(site, "membre@exemple.fr", make.PASSWORD, **{"X-Forwarded-For": "203.0.113.200"}) != 302
    assert log_in(site, "membre@exemple.fr", make.PASSWORD) != 302
    assert log_in(site, "membre@exemple.fr", make.PASSWORD, source="127.0.0.2") == 302
    assert (
        log_in(site, "autre@exemple.fr", make.PASSWORD, source="127.0.0.3", **{"X-Forwarded-For": "127.0.0.1"}) == 302
    )


def test_pages_pictures_and_probes_through_it(site):
    page = site.ask("GET", "/", **{"Accept-Encoding": "gzip"})
    assert (page.status, page.headers["Content-Encoding"]) == (200, "gzip")
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert page.headers["Server"] == "nginx"

    picture = site.ask("GET", "/media/pictures/a.webp")
    assert (picture.status, picture.body) == (200, b"picture")
    said = {name: picture.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")}
    assert said == {
        "Content-Type": "image/webp",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "max-age=2592000",
    }
    assert picture.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert site.ask("GET", "/media/pictures/").status == 403
    assert site.ask("GET", "/media/../db.sqlite3").status in {400, 404}
    assert site.ask("POST", "/media/pictures/a.webp").status == 403

    assert site.ask("GET", "/healthz").body == b"ok\n"
    assert site.ask("GET", "/readyz").body == b'{"ready": true}'
    assert site.ask("GET", "/readyz", Host="127.0.0.1").status == 400
    assert site.ask("GET", "/", **{"X-Forwarded-Host": "ailleurs.example"}).status == 200


def test_what_is_too_large_is_refused_before_it_is_read_and_plain_http_sent_to_tls(site):
    assert site.ask("POST", reverse("account_login"), **{"Content-Length": "13000000"}).status == 413
    asked = http.client.HTTPConnection("127.0.0.1", site.plain)
    asked.request("GET", "/themes/?page=2", headers={"Host": NAME})
    answer = asked.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/themes/?page=2")


def test_while_the_application_is_away_it_says_when_to_come_again(tmp_path):
    (tmp_path / "media").mkdir()
    with Proxy(tmp_path, free_port()).running() as proxy:
        answer = proxy.ask("GET", "/")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert answer.body.decode() == "Le site redémarre. Réessayez dans une minute.\n"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
