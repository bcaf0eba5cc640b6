"""Reading the environment: each reader gives a setting, or says in a sentence what is wrong with its variable."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env, FileAwareMapping

VARIABLES = FileAwareMapping()


def text(name, default=""):
    """The variable as it is written: unlike env.str(), a "$" in a password stands for itself."""
    try:
        return VARIABLES.get(name, "").strip() or default
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE ne se lit pas : {error.strerror}.") from error


def flag(name, *, default=False):
    value = text(name, str(default)).lower()
    if value not in {"0", "1", "false", "true", "no", "yes", "off", "on"}:
        raise ImproperlyConfigured(f"{name} vaut « {value} » : mettez 1 ou 0.")
    return value in {"1", "true", "yes", "on"}


def number(name, *, default):
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} vaut « {value} » : mettez un nombre entier, par exemple {default}.")
    return int(value)


def one_of(name, choices):
    """The first of `choices` where the variable is not set."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} vaut « {value} » : mettez {' ou '.join(choices)}.")
    return value


def url(name, value, *, schemes, example):
    """The value back, once it is sure that its scheme is one we know; the value itself may hold a password."""
    scheme = urlsplit(value).scheme
    if scheme not in schemes:
        raise ImproperlyConfigured(
            f"{name} n’est pas une adresse en {', '.join(schemes)} (« {scheme or '?'} ») ; exemple : {example}"
        )
    return value


def database(address, name="DATABASE_URL", *, schemes=("postgres", "postgresql", "sqlite")):
    example = "postgres://utilisateur:motdepasse@hote:5432/base"
    url(name, address, schemes=schemes, example=example)
    try:
        config = Env.db_url_config(address)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} est illisible ; exemple : {example}") from error
    if not config["NAME"]:
        raise ImproperlyConfigured(f"{name} ne nomme pas de base ; exemple : {example}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE: a transaction that reads and then writes waits for its turn instead of failing.
        # The log ahead of the file is asked for by `migrate`: two that ask for it at once may both be refused.
        config["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE"}
        return config
    # The planner overrates what the search asks, and would compile each query for longer than it runs. A page out of
    # order costs hardly more than the next one where no disk turns: else it reads all talks for those of fifty quotes.
    # A server that does not answer is told apart from one that takes its time, before a reader has gone away.
    options = {"options": "-c jit=off -c random_page_cost=1.1", "connect_timeout": 5} | config.get("OPTIONS", {})
    return config | {"OPTIONS": options, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


def bucket(address):
    """The options of a storage: where the bucket is, and with which key."""
    example = "https://cle:secret@s3.example.org/seau?region=fr-par"
    url("MEDIA_BUCKET_URL", address, schemes=["https", "http"], example=example)
    parts = urlsplit(address)
    name = parts.path.strip("/")
    if not (parts.hostname and parts.username and parts.password and name):
        raise ImproperlyConfigured(
            f"MEDIA_BUCKET_URL ne dit pas le seau, ou la clé et son secret ; exemple : {example}"
        )
    return {
        "endpoint_url": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        "bucket_name": name,
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
    }


def mail(address):
    example = "smtp+tls://utilisateur:motdepasse@hote:587"
    url("EMAIL_URL", address, schemes=["smtp", "smtp+tls", "smtp+ssl", "consolemail", "dummymail"], example=example)
    try:
        config = Env.email_url_config(address)
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL est illisible ; exemple : {example}") from error
    if address.startswith("smtp") and not config["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"EMAIL_URL ne nomme pas de serveur ; exemple : {example}")
    return config
