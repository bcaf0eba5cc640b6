"""Who asks, where a proxy stands between: what `TRUSTED_PROXY=1` believes, and what it does not."""

import functools
import logging
import secrets
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.checks import Warning

logger = logging.getLogger(__name__)

NOBODY = int(IPv6Address("2001:db8::"))  # addresses that no visitor has: all that begin so are for documents


def name_visitor(get_response):
    """Make `REMOTE_ADDR` the visitor's, by whom attempts are counted, and no longer the proxy's."""

    def middleware(request):
        if settings.TRUSTED_PROXY:
            request.META["REMOTE_ADDR"] = _visitor(request.META.get("HTTP_X_FORWARDED_FOR"))
        return get_response(request)

    return middleware


def _visitor(forwarded):
    """The one address that our proxy sends; else one that nobody shares.

    Of several, or none, any may be made up: counted together, honest visitors would be shut out by whoever guesses.
    """
    try:
        return str(ip_address(forwarded or ""))
    except ValueError:
        _warn()
        return str(IPv6Address(NOBODY | secrets.randbits(96)))


@functools.cache
def _warn():
    """Once for each process."""
    logger.warning(
        "The proxy does not set X-Forwarded-For to the address of who asks, and to that alone: "
        "limits by address do not hold. See deploy/nginx.conf."
    )


def check_proxy(app_configs, **kwargs):
    if settings.TRUSTED_PROXY and settings.LOCAL:
        return [
            Warning(
                "TRUSTED_PROXY=1 croit un mandataire, et DEBUG ou DEMO servent sans lui : on peut s’y dire un autre.",
                id="smartcity.W001",
            )
        ]
    return []
