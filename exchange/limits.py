"""How often one visitor may ask for what costs more than a page. What is kept is answered before, and not counted."""

from functools import wraps
from ipaddress import ip_address, ip_network
from time import time

from django.core.cache import cache
from django.shortcuts import render

MINUTE = 60  # seconds
LIMITS = {"export": 60, "api": 600, "key": 120}  # a minute; the last for each key of a member


def limited(view):
    """Decorate a page that is a file: 429 to whoever asks too often."""

    @wraps(view)
    def counted(request, *args, **kwargs):
        if wait := seconds_to_wait("export", visitor(request)):
            response = render(request, "429.html", status=429)
            response.headers["Retry-After"] = wait
            return response
        return view(request, *args, **kwargs)

    return counted


def seconds_to_wait(kind, who):
    """Count one more; 0 as long as that is within the limit, else how long until it is counted anew.

    Where the cache is away, or nobody knows who asks, nothing is counted.
    """
    if not who:
        return 0
    now = int(time())
    key = f"limit:{kind}:{who}:{now // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:
        return 0
    return MINUTE - now % MINUTE if count > LIMITS[kind] else 0


def visitor(request):
    """The address that asks; of IPv6 the network, within which one may have any number of them. "" if nobody knows."""
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    return str(ip_network(f"{address}/64", strict=False).network_address if address.version == 6 else address)
