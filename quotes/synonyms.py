"""The other names of a theme, for words that were said where nobody has put the theme."""

from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import Q

from search.queries import read
from themes.models import Theme

LONGEST = 5  # words of a name
MOST = 12  # loose words of a query that are looked at


def understood(text):
    """The query of a text, in which the words that name a theme are found under its other names as well."""
    query = read(text)
    loose = query.loose[:MOST]
    sizes = range(1, min(LONGEST, len(loose)) + 1)
    runs = [loose[start : start + size] for size in sizes for start in range(len(loose) - size + 1)]
    named = {_name(run): run for run in runs if not all(part.is_stop_word for part in run)}
    if not named:
        return query
    wanted = reduce(or_, (Q(names__startswith=f"{name}\n") | Q(names__contains=f"\n{name}\n") for name in named))
    others = {}
    for names in Theme.objects.published().filter(wanted).values_list("names", flat=True):
        forms = list(filter(None, names.split("\n")))
        for name in named.keys() & set(forms):
            for part in named[name]:
                others.setdefault(part, []).extend(tuple(form.split()) for form in forms if form != name)
    parts = (replace(part, others=(*part.others, *others[part])) if part in others else part for part in query.parts)
    return replace(query, parts=tuple(parts))


def _name(run):
    return " ".join(word for part in run for word in part.words)
