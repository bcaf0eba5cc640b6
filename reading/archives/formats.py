"""Whose archive a file is."""

from reading.programmes.opening import bounded
from reading.programmes.programme import UnreadableProgramme
from reading.programmes.times import ZONE

from . import mastodon, x
from .archive import EVERYTHING, Archive, Wanted

UNKNOWN = "no archive that is read"
NETWORKS = (x, mastodon)


def is_archive(data: bytes) -> bool:
    return any(network.recognises(data) for network in NETWORKS)


def read(data: bytes, *, wanted: Wanted = EVERYTHING, zone: str = ZONE) -> Archive:
    """The `Archive` of a file, of the posts that are `wanted`; their days are those of the time zone `zone`.

    Raises `UnreadableProgramme`, and nothing else: archives are opened as programmes are.
    """
    for network in NETWORKS:
        if network.recognises(bounded(data)):
            return network.read(data, wanted=wanted, zone=zone)
    raise UnreadableProgramme(UNKNOWN)
