"""Errors of the log, sent to a service that understands Sentry's protocol, as bare as in the log."""

import logging

from django.core.exceptions import ImproperlyConfigured

from .logs import current, is_refusal

try:
    import sentry_sdk
    from sentry_sdk.integrations.logging import LoggingIntegration
except ImportError:
    sentry_sdk = None

KEPT = {"event_id", "timestamp", "level", "logger", "platform", "sdk", "environment", "exception"}


def start(address):
    if sentry_sdk is None:
        raise ImproperlyConfigured("SENTRY_DSN demande un paquet de plus : pip install sentry-sdk")
    sentry_sdk.init(
        dsn=address,
        default_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
        before_send=bare,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
    )


def bare(event, hint):
    """`event` with nothing but types and lines of code; None, which sends nothing, for what was only refused."""
    if is_refusal(hint["log_record"]):
        return None
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""
    kept = {name: value for name, value in event.items() if name in KEPT}
    return kept | {"message": event["logger"], "tags": {"request": current.get()}}
