"""Names as lines list them: « X, luthier, Y (Les Salins) et Mme Z », known or not."""

import re

from .lexicon import given_names, is_given, plain, roles, words
from .names import SMALL

_MOST = 40  # people of one line

_WORD = r"[A-ZÀ-ÖØ-Þ](?:\.(?:-[A-ZÀ-ÖØ-Þ]\.)?|[\w’'‑-]{1,30})"  # « M.-P. » too
_PARTICLE = r"(?:(?:de la|de|du|des|d[’']|la|le|van|von|der|den|di|da|el|al|ben)[ \u00a0]?)?"
_TITLE = r"(?:(?:M|Mr|Mme|Mlle|Mrs|Ms|Dr|Pr|Me)\.?[ \u00a0])"
NAME = re.compile(
    rf"{_TITLE}{_WORD}(?:[ \u00a0]{_PARTICLE}{_WORD}){{0,3}}|{_WORD}(?:[ \u00a0]{_PARTICLE}{_WORD}){{1,3}}"
)
_OFFICE_BEFORE = re.compile(r"(?:(?:le|la|l[’']|the)[ \u00a0]?)?(?:[a-zà-ÿ’'-]{2,20}[ \u00a0]){0,3}")
_ASIDE = re.compile(r"[ \u00a0]*(?:\([^()\n]{1,80}\)|@\w{1,30})")
_JOINED = re.compile(
    r"[ \u00a0]*(?:,[ \u00a0]*(?:(?:et|and)[ \u00a0])?|;[ \u00a0]*|[ \u00a0](?:et|and|&)[ \u00a0]|/[ \u00a0]*)"
)
_AND = re.compile(r"[ \u00a0](?:et|and|&)[ \u00a0]|;[ \u00a0]*")
_OF_PLACES = frozenset(
    "saint sainte porte rue pont mont notre-dame san santa los las rio cap port château villa".split()
)


def names_in(text, start, end):
    """The spans of the names that stand one after the other from `start`; what is told of each is passed over."""
    found, place = [], start
    office = _OFFICE_BEFORE.match(text, place, end)
    while len(found) < _MOST:
        name = NAME.match(text, place, end) or office and not found and NAME.match(text, office.end(), end)
        if not name or not is_name(name[0]):
            break
        found.append(untitled(name))
        place = _next(text, name.end(), end)
        if place is None:
            break
    return tuple(found)


def _next(text, place, end):
    """Where the next name may begin, what is told of the one before passed over; None if none does."""
    while aside := _ASIDE.match(text, place, end):
        place = aside.end()
    joined = _JOINED.match(text, place, end)
    name = NAME.match(text, joined.end(), end) if joined else None
    if name and is_name(name[0]) and (joined[0].strip() not in (",", "/") or has_given(text, name.span())):
        return joined.end()
    for found in _AND.finditer(text, place, min(end, place + 120)):
        name = NAME.match(text, found.end(), end)
        if name and is_name(name[0]) and not re.search(r"[.!?]\s", text[place : found.start()]):
            return found.end()
    return None


def untitled(name):
    """The (start, end) of a match of `NAME` without the civility before it."""
    title = re.match(_TITLE, name[0])
    return name.start() + (title.end() if title else 0), name.end()


def is_name(name):
    """Whether no word of a name says that it is none: « Atelier Sept », « La Ville »."""
    bare = re.sub(rf"^{_TITLE}", "", name)
    parts, known = [plain(part) for part in bare.split()], given_names()
    is_called = bare != name and len(parts) > 1  # « M. Le Floc’hic »
    if (
        parts[0] in SMALL | _OF_PLACES
        and not is_called
        or not any(len(part.strip(".")) > 1 and "." not in part[:-1] for part in parts)
    ):
        return False  # « C. : » is but an initial
    return not any(part in words("orgs") or part in roles() for part in parts if part not in known)


def has_given(text, name):
    """Whether the first word of a name, (start, end) in `text`, is a given name that is known."""
    return is_given(plain(text[name[0] : name[1]].split()[0]))
