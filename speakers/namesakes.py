"""Who is there already of a name: the same one, or one that may be a form of it. Both are questions to a person."""

from itertools import chain

from django.db.models import Case, Q, Value, When

from language.folding import fold
from language.names import likely_same, same_person_key

from .models import Organization, Speaker

COMPARED = 500  # rows, those that share most with the name
WORDS = 8  # of a name
SMALL = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}


def people(name):
    """(people who have this name in one of its forms, people whose name it is likely to be). Four queries."""
    key = fold(name)
    same = list(Speaker.objects.filter(names__contains=f"\n{key}\n") | Speaker.objects.filter(_called(key)))
    known = {person.pk for person in same}
    rows = Speaker.objects.filter(pk__in=_sharing(Speaker.objects, key)).prefetch_related("aliases").by_name()
    near = [person for person in rows if person.pk not in known and any(likely_same(n, name) for n in _forms(person))]
    return same, near


def organizations(name):
    """(organisations of this name, organisations of the same words in another order, small ones aside)."""
    key = fold(name)
    same = list(Organization.objects.filter(_called(key)))
    known = {row.pk for row in same}
    rows = Organization.objects.filter(pk__in=_sharing(Organization.objects, key)).by_name()
    near = [row for row in rows if row.pk not in known and main_words(row.name) == main_words(name)]
    return same, near


def _called(key):
    return Q(names__startswith=f"{key}\n")


def _forms(person):
    return [person.name, *(alias.name for alias in person.aliases.all())]


def main_words(name):
    return same_person_key(" ".join(word for word in fold(name).split() if word not in SMALL))


def _sharing(rows, key):
    """The keys of the rows that have a word of the name, or a half of one, where one letter differs in the other."""
    words = [word for word in key.split() if word not in SMALL][:WORDS]
    halves = chain(*((word[: len(word) // 2], word[-(len(word) // 2) :]) for word in words if len(word) > 3))
    shares = [
        (Case(When(names__contains=part, then=Value(weight)), default=Value(0)))
        for part, weight in chain(((word, 4) for word in words), ((half, 1) for half in halves))
    ]
    if not shares:
        return []
    shared = sum(shares[1:], shares[0])
    return list(
        rows.alias(shared=shared).filter(shared__gt=0).order_by("-shared", "pk").values_list("pk", flat=True)[:COMPARED]
    )
