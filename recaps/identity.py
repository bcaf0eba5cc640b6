"""Who a name of an article is, among the people of the base."""

import re
from functools import cache, reduce
from operator import or_

from django.db.models import Prefetch, Q

from curation.identity import judged
from events.models import Appearance
from language.folding import fold
from language.names import PARTICLES, aside_of, born_as, likely_same, sort_name, tidy_name, without_particles
from reading.parsing.lexicon import genders, plain
from speakers.models import Speaker

from .offices import agreement

EXACT, PART, ALIKE = FITS = ("exact", "part", "alike")  # how a printed name fits a known one, the best first
MANY = 300  # words: for more of them all people are read
FEMININE = ("e", "le", "ne", "te", "ette", "ine", "a")  # what « Louis », « Gabriel », « Lucien » take to be a woman’s


class People:
    """The people of the base whom one of `names` or `handles` may mean, and what is known of them. Three queries."""

    def __init__(self, names, handles=()):
        """`names` are those that the article tells apart: two of them are two people."""
        self._names = {fold(name) for name in names if name}
        appearances = Appearance.objects.select_related("event", "organization").order_by("event__starts_on", "pk")
        rows = self._asked({handle.casefold() for handle in handles if handle}).order_by("pk")
        self.rows = list(rows.prefetch_related("aliases", Prefetch("appearances", appearances)))

    def _asked(self, handles):
        words = {word for name in self._names for word in name.split() if len(word) > 1}
        if len(words) + len(handles) > MANY:
            return Speaker.objects.all()
        asked = [Q(folded__contains=word) for word in words] + [Q(handle__iexact=handle) for handle in handles]
        return Speaker.objects.filter(reduce(or_, asked)) if asked else Speaker.objects.none()

    def identify(self, name, *, told=(), gender="x", handle=None, among=None):
        """The `Match` of who is so named, writes under that handle, and of whom the article has `told` these things.

        `among` are those of the rows that may be, where somebody knows it; else it is all of them.
        """
        found = {fit: [] for fit in FITS}
        for row in self.rows if among is None else among:
            fit, same_handle = self._fit(name, row), _same_handle(handle, row)
            if fit is None and same_handle:
                fit = PART  # the account of one, the name of another
            if fit is None:
                continue
            weight = agreement(told, _known(row), gender=gender)
            if fit == EXACT and not same_handle and (weight < 0 or same_handle is False):
                fit = PART
            found[fit].append((weight, row))
        exact, doubtful, alike = (_heaviest_first(found[fit]) for fit in FITS)
        return judged("speaker", exact=exact, doubtful=doubtful, alike=alike)

    def of_handle(self, handle, *, name):
        """The person who writes under `handle`; None if nobody does, or somebody of quite another name."""
        holder = next((row for row in self.rows if _same_handle(handle, row)), None)
        is_theirs = holder and (fold(name) == fold(handle) or any(compare(name, form) for form in _forms(holder)))
        return holder if is_theirs else None

    def _fit(self, name, row):
        forms = _forms(row)
        if is_full(name) and is_full(row.name) and compare(name, row.name) is None:
            forms = list(filter(is_full, forms))  # « C. Moreno », noted of Carlos, is no form of Carla’s
        fits = {compare(name, form) for form in forms}
        best = next((fit for fit in FITS if fit in fits), None)
        # An article that names both tells them apart itself.
        is_told_apart = best == ALIKE and not self._names.isdisjoint(fold(form) for form in forms)
        return None if is_told_apart else best


def compare(name, form):
    """How a printed `name` fits a known `form`: EXACT, PART, ALIKE, or None, for it is another person's."""
    (family, given), (known_family, known_given) = _parts(name), _parts(form)
    if (family, given) == (known_family, known_given):
        return EXACT if is_full(name) and not _are_told_apart(name, form) else PART  # many share a family name
    if _is_family_name_of(known_family, given, family) or _is_family_name_of(family, known_given, known_family):
        return PART
    if not given or not known_given:
        return PART if _is_part((family, given), (known_family, known_given)) else None
    if family == known_family:
        if _is_initial_of(given, known_given):
            return PART
        if are_two_given_names(given, known_given):
            return None
    return ALIKE if _are_alike(name, form) or likely_same(name, form) else None


def _is_part(one, other):
    """Whether the only part of one of the two is the given name of the other, or its family name or the end of it."""
    (alone, _), (family, given) = (one, other) if not one[1] else (other, one)
    parts = {given, *without_particles(family), *family.split()[-1:]}
    return bool(alone) and not parts.isdisjoint(without_particles(alone))


def _are_alike(name, form):
    """« Pascale Luciani », « Pascale Luciani-Boyer »; « Anne Roux », « Anne Petit née Roux »; « John F. Martin »."""
    (family, given), (known_family, known_given) = _parts(name), _parts(form)
    if given == known_given:
        born = {fold(born_as(name)), fold(born_as(form))}
        return not (born.isdisjoint((family, known_family)) and set(family.split()).isdisjoint(known_family.split()))
    return family == known_family and _without_initials(given) == _without_initials(known_given) != []


def _are_told_apart(name, form):
    """Whether what stands behind a known form, or how the given names are written, may tell of somebody else.

    « Anne Roux (Lyon) » is called so because there is another; « Michele » is a man and « Michèle » is not.
    """
    aside, known_aside = fold(aside_of(name)), fold(aside_of(form))
    told = [genders("given_names").get(plain(one.split()[0]), "x") for one in (tidy_name(name), tidy_name(form))]
    return bool(known_aside) and aside != known_aside or set(told) == {"m", "f"}


def _is_family_name_of(whole, given, family):
    """« El Khomri », whose first word is no given name, and the family name of « Myriam El Khomri »."""
    return given in PARTICLES and whole == f"{given} {family}"


def is_full(name):
    """Whether a printed name says a given name and a family name: « M. Roy », « A. Roy » and « Anne R. » do not."""
    return all(map(_has_name, _parts(name)))


def are_two_given_names(one, other):
    """Whether two folded given names are two, and not one misspelt: both are usual, or one is the other's feminine."""
    ones, others = one.split(), other.split()
    different = [pair for pair in zip(ones, others, strict=False) if pair[0] != pair[1]]
    if len(ones) != len(others) or not different:
        return False
    return all(_are_usual(*pair) or _is_feminine(*sorted(pair, key=len)) for pair in different)


def _are_usual(one, other):
    """Whether both are usual, and not two ways to write one: « Yannick » and « Yanick »."""
    return _given_names() >= {one, other} and _heard(one) != _heard(other)


def _heard(name):
    """A folded name without what is not heard of it, roughly."""
    return re.sub(r"(.)\1", r"\1", re.sub("ck|[kq]", "c", name.replace("h", "").replace("y", "i")))


def _is_feminine(short, long):
    return any(long == short + end for end in FEMININE) or short[-1:] == "o" and long == f"{short[:-1]}a"


@cache
def _given_names():
    return frozenset(fold(name) for name in genders("given_names"))


def _parts(name):
    """(family name, given names), folded, without civilities."""
    words = tidy_name(name).split()
    while len(words) > 1 and plain(words[0]) in genders("titles"):
        words = words[1:]
    family, _, given = sort_name(" ".join(words)).partition(", ")
    return fold(family), fold(given)


def _has_name(given):
    return any(len(word) > 1 for word in given.split())


def _without_initials(given):
    return [word for word in given.split() if len(word) > 1]


def _is_initial_of(one, other):
    """« J.-P. », « JP » or « J. » and « Jean-Pierre », in either order."""
    initials, names = sorted(map(_letters, (one, other)), key=lambda words: len("".join(words)))
    return not _has_name(" ".join(initials)) and [name[0] for name in names[: len(initials)]] == initials


def _letters(given):
    """The words of a folded given name; « jp » is two."""
    return list(given) if re.fullmatch("[^aeiouy ]{2,3}", given) else given.split()


def _same_handle(handle, row):
    """Whether the person's account is that one; None where either is not known."""
    return handle.casefold() == row.handle.casefold() if handle and row.handle else None


def _forms(row):
    return [row.name, *(alias.name for alias in row.aliases.all())]


def _known(row):
    """What the base says of a person: « maire de Brest », « directrice, Théâtre du port »."""
    held = (", ".join(filter(None, [one.job_title, str(one.organization or "")])) for one in row.appearances.all())
    return list(filter(None, [row.headline, *held]))


def _heaviest_first(weighed):
    return [row for _, row in sorted(weighed, key=lambda one: -one[0])]
