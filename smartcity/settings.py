"""Every setting comes from the environment; README.md has the table.

Three modes: production (nothing set), DEBUG=1 (make dev), DEMO=1 (make run: production's ways, on loopback only).
Any variable can also be read from a file: NAME_FILE=/path (secrets, long legal texts).
"""

import contextlib
import importlib.util
import os
import re
import secrets
import tempfile
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from .environment import bucket, database, flag, mail, number, one_of, text, url

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def required(name, *, hint, local=""):
    """The variable; in demonstration and development `local` stands in for it."""
    value = text(name) or (local if LOCAL else "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} manque : {hint} (Sur votre machine, « make run » et « make dev » s’en passent.)"
        )
    return value


def site_url(hosts):
    """Where the site is, for mail that no visit has asked for; the empty string if no host is named in full."""
    named = next((f"https://{host}" for host in hosts if not host.startswith(".")), "")
    address = text("SITE_URL", f"http://127.0.0.1:{number('PORT', default=8000)}" if LOCAL else named)
    if address:
        url("SITE_URL", address, schemes=["https", "http"], example="https://savoirs.example.org")
    return address.rstrip("/")


def secret():
    key = required("SECRET_KEY", hint="mettez 50 caractères au moins, tirés au hasard.")
    if len(key) < 50:
        raise ImproperlyConfigured("SECRET_KEY est trop courte : mettez 50 caractères au moins, tirés au hasard.")
    return key


def hosts():
    example = "savoirs.example.org,www.savoirs.example.org"
    names = required("ALLOWED_HOSTS", hint=f"mettez les noms du site, séparés par des virgules ; exemple : {example}")
    for name in names.split(","):
        if not re.fullmatch(r"\.?[a-z0-9.-]+|\[[0-9a-f:]+\]", name.strip(), re.IGNORECASE):
            raise ImproperlyConfigured(f"ALLOWED_HOSTS contient « {name} » : mettez des noms ; exemple : {example}")
    return [name.strip() for name in names.split(",")]


def local_secret():
    """Made once per working copy, readable by its owner alone."""
    VAR_DIR.mkdir(exist_ok=True)
    path = VAR_DIR / "secret_key"
    if not path.exists():
        # Linked into place once whole: two processes that start together agree on one key.
        with tempfile.NamedTemporaryFile("w", dir=VAR_DIR) as draft, contextlib.suppress(FileExistsError):
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            os.link(draft.name, path)
    return path.read_text()


# Modes

DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
LOCAL = DEBUG or DEMO
if DEBUG and DEMO:
    raise ImproperlyConfigured("DEBUG et DEMO ne vont pas ensemble : la démonstration sert comme en production.")

SECRET_KEY = local_secret() if LOCAL else secret()
ALLOWED_HOSTS = LOOPBACK if LOCAL else hosts()
SITE_URL = site_url(ALLOWED_HOSTS)

# What the site is called, and what its legal pages say

SITE_NAME = text("SITE_NAME", "La ville en paroles")
CONTACT_EMAIL = text("CONTACT_EMAIL")
LEGAL_NOTICE = text("LEGAL_NOTICE")
PRIVACY_NOTICE = text("PRIVACY_NOTICE")
ACCESSIBILITY_NOTICE = text("ACCESSIBILITY_NOTICE")
DATA_NOTICE = text("DATA_NOTICE")

# Application

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "smartcity.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
    "django_htmx",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "members",
    "curation",
    "search",
    "work",
    "themes",
    "speakers",
    "events",
    "quotes",
    "recaps",
    "dossiers",
    "alerts",
    "privacy",
    "exchange",
    "smartcity",
]

MIDDLEWARE = [
    "smartcity.probes.answer_watchers",
    "smartcity.logs.log_requests",
    "smartcity.kept.door.keep_pages",
    "smartcity.proxies.name_visitor",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "smartcity.middleware.permissions_policy",
    "smartcity.middleware.Methods",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "smartcity.header.tell_header",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "privacy.gone.answer_gone",
    "smartcity.retrying.Retry",
]

ROOT_URLCONF = "smartcity.urls"
WSGI_APPLICATION = "smartcity.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "smartcity.context.site",
            ],
        },
    },
]

# Data

DATABASES = {
    "default": database(
        required(
            "DATABASE_URL",
            local=f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
            hint="mettez l’adresse de la base, par exemple postgres://utilisateur:motdepasse@hote:5432/base.",
        )
    )
}

STANDBY_DATABASE_URL = text("STANDBY_DATABASE_URL")
if STANDBY_DATABASE_URL:
    DATABASES["standby"] = database(STANDBY_DATABASE_URL, "STANDBY_DATABASE_URL", schemes=["postgres", "postgresql"])
    DATABASES["standby"]["OPTIONS"]["connect_timeout"] = 2  # the primary is there, too
    MIDDLEWARE.insert(MIDDLEWARE.index("smartcity.kept.door.keep_pages"), "smartcity.standby.offer_standby")

if DEMO and not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    raise ImproperlyConfigured("DEMO crée des comptes ouverts à tous : il lui faut sa base SQLite, ôtez DATABASE_URL.")

REDIS_URL = text("REDIS_URL")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "smartcity.cache.RedisCache",
            "LOCATION": url("REDIS_URL", REDIS_URL, schemes=["redis", "rediss", "unix"], example="redis://hote:6379/0"),
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
KEPT_PAGES = 0 if DEBUG else number("KEPT_PAGES", default=64)  # megabytes a process; whoever writes a template sees it
# Pictures of quotes: shared by the processes, written whole, and made again if the folder goes.
CACHES["cards"] = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": VAR_DIR / "cards",
    "TIMEOUT": None,
    "OPTIONS": {"MAX_ENTRIES": 2000},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000  # a pasted article of 5 MB or more is refused in words, not by a bare 400
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # an event's programme with its inlines passes Django's 1000

# Work that leaves the request

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Members

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.backends.MembersBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "quotes:search"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.LoginForm",
    "signup": "members.forms.JoinForm",
    "add_email": "members.forms.AddEmailForm",
    "request_login_code": "members.forms.RequestCodeForm",
    "reset_password": "members.forms.ResetPasswordForm",
}
MFA_FORMS = {"add_webauthn": "members.forms.AddPasskeyForm", "edit_webauthn": "members.forms.EditPasskeyForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = "email_verified"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password, address or second factor is told to its owner
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before an address is added, given up or made the first
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {"report": "10/h/ip,3/h/key"}  # besides django-allauth's own; the key is the address given
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if LOCAL else "https"
MFA_ADAPTER = "members.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_TOTP_ISSUER = SITE_NAME
STAFF_MFA_REQUIRED = flag("STAFF_MFA_REQUIRED", default=not LOCAL)
INVITATION_DAYS = 30

# Mail

vars().update(
    mail(
        required(
            "EMAIL_URL",
            local="consolemail://",
            hint="mettez smtp+tls://utilisateur:motdepasse@hote:587, ou consolemail:// si le site n’envoie rien.",
        )
    )
)
# A mail is written down with what it tells, and leaves from the worker.
MAIL_TRANSPORT, EMAIL_BACKEND = vars()["EMAIL_BACKEND"], "work.outbox.Outbox"
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", CONTACT_EMAIL or "webmaster@localhost")

# Languages and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "smartcity.formats"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 will by itself

# Files

STATIC_URL = "/static/"
STATIC_ROOT = text("STATIC_ROOT", str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = text("MEDIA_ROOT", str(VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_BUCKET_URL = text("MEDIA_BUCKET_URL")
if MEDIA_BUCKET_URL:
    STORAGES["default"] = {"BACKEND": "smartcity.bucket.Bucket", "OPTIONS": bucket(MEDIA_BUCKET_URL)}
    if not importlib.util.find_spec("storages"):
        raise ImproperlyConfigured("MEDIA_BUCKET_URL demande un paquet de plus : pip install django-storages[s3]")

# What browsers are told; Django says by itself to be framed nowhere, and to guess no type
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# HTTPS everywhere but on loopback

if not LOCAL:  # a browser takes a cookie of such a name from this very host alone, over HTTPS
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else number("HSTS_SECONDS", default=31_536_000)
# The other hosts of the domain, and the browsers' preload lists, are its owner's to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
TRUSTED_PROXY = flag("TRUSTED_PROXY")  # smartcity/proxies.py says by whom limits count then
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None

# Logs, to the console: `smartcity/logs.py` says what no line may hold

SENTRY_DSN = text("SENTRY_DSN")
if SENTRY_DSN:
    url("SENTRY_DSN", SENTRY_DSN, schemes=["https", "http"], example="https://cle@erreurs.example.org/1")
LOG_FORMAT = one_of("LOG_FORMAT", ["text", "json"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "smartcity.logs.Formatter", "as_json": LOG_FORMAT == "json"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "requests": {"level": "WARNING" if DEMO else "INFO"},  # the passwords that `make run` prints stay in sight
        "django.request": {"level": "ERROR"},  # what was refused has its line already
        # The worker says itself, in a line, what failed; a traceback only of what is given up.
        "django_tasks": {"level": "CRITICAL"},
        "django_tasks_db": {"level": "CRITICAL"},
        # Whoever scans the network sends any name; the answer is 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
