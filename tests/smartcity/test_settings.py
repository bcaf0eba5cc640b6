"""Settings are read when the process starts, so each case is a process of its own."""

import contextlib
import os
import sqlite3
import string
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": string.ascii_letters,
    "ALLOWED_HOSTS": "savoirs.example.org",
    "DATABASE_URL": "postgres://site:mot@localhost/site",
    "EMAIL_URL": "smtp+tls://site:mot@mail.example.org:587",
}


def python(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
    )


def value_of(expression, **environment):
    done = python("-c", f"from smartcity import settings; print({expression})", **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_production_passes_the_deployment_checks_without_a_warning():
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("System check identified no issues")


@pytest.mark.parametrize("name", PRODUCTION)
def test_a_missing_value_stops_production_with_its_name(name):
    done = python("-c", "import smartcity.settings", **PRODUCTION | {name: ""})

    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name} manque : mettez " in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "secret", "SECRET_KEY est trop courte : mettez 50 caractères au moins, tirés au hasard."),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS contient « * » : mettez des noms"),
        ("ALLOWED_HOSTS", "https://savoirs.example.org", "ALLOWED_HOSTS contient « https://savoirs.example.org »"),
        ("ALLOWED_HOSTS", "a.example.org,", "ALLOWED_HOSTS contient «  » : mettez des noms"),
        ("DATABASE_URL", "ma base", "DATABASE_URL n’est pas une adresse en postgres, postgresql, sqlite"),
        ("DATABASE_URL", "mysql://site@localhost/site", "DATABASE_URL n’est pas une adresse en postgres"),
        ("DATABASE_URL", "postgres://site@localhost", "DATABASE_URL ne nomme pas de base"),
        ("DATABASE_URL", "postgres://site@localhost:port/site", "DATABASE_URL est illisible"),
        ("EMAIL_URL", "mail.example.org", "EMAIL_URL n’est pas une adresse en smtp"),
        ("EMAIL_URL", "smtp://", "EMAIL_URL ne nomme pas de serveur"),
        ("EMAIL_URL", "smtp://mail.example.org:port", "EMAIL_URL est illisible"),
        ("REDIS_URL", "localhost", "REDIS_URL n’est pas une adresse en redis"),
        ("SITE_URL", "savoirs.example.org", "SITE_URL n’est pas une adresse en https, http"),
        ("KEPT_PAGES", "beaucoup", "KEPT_PAGES vaut « beaucoup » : mettez un nombre entier, par exemple 64"),
        ("HSTS_SECONDS", "un an", "HSTS_SECONDS vaut « un an » : mettez un nombre entier"),
        ("DEBUG", "peut-être", "DEBUG vaut « peut-être » : mettez 1 ou 0."),
        ("TRUSTED_PROXY", "nginx", "TRUSTED_PROXY vaut « nginx » : mettez 1 ou 0."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT vaut « xml » : mettez text ou json."),
        ("SENTRY_DSN", "cle", "SENTRY_DSN n’est pas une adresse en https, http"),
        ("SECRET_KEY_FILE", "absent", "SECRET_KEY_FILE ne se lit pas"),
    ],
)
def test_a_senseless_value_stops_production_with_what_to_set(name, value, sentence):
    done = python("-c", "import smartcity.settings", **PRODUCTION | {name: value})

    assert done.returncode == 1
    assert f"ImproperlyConfigured: {sentence}" in done.stderr


def test_a_refused_address_does_not_show_its_password():
    done = python("-c", "import smartcity.settings", **PRODUCTION | {"DATABASE_URL": "mysql://site:sesame@localhost/x"})

    assert "sesame" not in done.stderr


def test_a_value_is_read_as_it_is_written_or_from_a_file(tmp_path):
    dollars = "$" * 60
    (tmp_path / "key").write_text(f"{dollars}\n")

    assert value_of("settings.SECRET_KEY", **PRODUCTION | {"SECRET_KEY": dollars}) == dollars
    assert value_of("settings.SECRET_KEY", **PRODUCTION | {"SECRET_KEY_FILE": str(tmp_path / "key")}) == dollars


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "https://savoirs.example.org"),
        ({"ALLOWED_HOSTS": ".example.org,www.example.org"}, "https://www.example.org"),
        ({"ALLOWED_HOSTS": ".example.org"}, ""),
        ({"SITE_URL": "https://ailleurs.example.org/"}, "https://ailleurs.example.org"),
        ({"DEMO": "1", "DATABASE_URL": "", "PORT": "8001"}, "http://127.0.0.1:8001"),
    ],
)
def test_mail_says_where_the_site_is(given, address):
    assert value_of("settings.SITE_URL", **PRODUCTION | given) == address


def test_the_demonstration_listens_to_loopback_names_whatever_is_asked():
    hosts = value_of("settings.ALLOWED_HOSTS", DEMO="1", ALLOWED_HOSTS="savoirs.example.org")

    assert hosts == "['127.0.0.1', 'localhost', '[::1]']"


def test_the_demonstration_keeps_away_from_a_database_server():
    done = python("-c", "import smartcity.settings", DEMO="1", DATABASE_URL=PRODUCTION["DATABASE_URL"])

    assert "ôtez DATABASE_URL" in done.stderr


def test_the_demonstration_does_not_debug():
    assert value_of("settings.DEBUG", DEMO="1") == "False"
    assert "ne vont pas ensemble" in python("-c", "import smartcity.settings", DEMO="1", DEBUG="1").stderr


def test_a_proxy_is_believed_only_when_it_is_trusted():
    proxy = "getattr(settings, 'SECURE_PROXY_SSL_HEADER', None)"

    assert value_of(proxy, **PRODUCTION) == "None"
    assert value_of(proxy, **PRODUCTION, TRUSTED_PROXY="1") == "('HTTP_X_FORWARDED_PROTO', 'https')"


def test_a_base_that_keeps_no_log_ahead_yet_is_read_while_another_process_writes(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "db.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        environment = {"DEMO": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
        asked = "import django; django.setup(); from search.sql import ask; print(ask('SELECT 1'))"
        done = python("-c", asked, DJANGO_SETTINGS_MODULE="smartcity.settings", **environment)

    assert done.stdout.strip() == "[(1,)]", done.stderr


def test_sqlite_keeps_a_log_ahead_lets_a_writer_wait_and_guards_foreign_keys(tmp_path):
    pragmas = """
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for name in ["journal_mode", "busy_timeout", "foreign_keys"]:
        print(*cursor.execute(f"PRAGMA {name}").fetchone())
print(connection.transaction_mode)
"""
    environment = {"DEMO": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    python("manage.py", "migrate", "contenttypes", **environment)
    done = python("-c", pragmas, DJANGO_SETTINGS_MODULE="smartcity.settings", **environment)

    assert done.stdout.split() == ["wal", "20000", "1", "IMMEDIATE"]


def test_the_driver_of_postgresql_is_psycopg2():
    chosen = "from django.db.backends.postgresql.psycopg_any import errors; print(errors.__name__)"
    done = python("-c", chosen)

    assert done.stdout.strip() == "psycopg2.errors"


def test_cookies_are_of_this_very_host_in_production():
    names = "settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME"

    assert value_of(names, **PRODUCTION) == "__Host-sessionid __Host-csrftoken"


def test_a_password_has_twelve_signs_at_least():
    [options] = [each["OPTIONS"] for each in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in each]

    assert options == {"min_length": 12}
