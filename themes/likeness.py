"""Which themes may be one: « Big data » and « Bigdata », « la donnée » and « données »."""

from functools import reduce
from operator import or_

from django.db.models import Q

from curation.likeness import Likeness, sharing
from search.typed import words_of

from .models import Theme
from .naming import identity

SMALL = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}


def themes(keys):
    """Those of nearly the same name, or that have it among their synonyms, however it is spaced. Reads all names."""
    rows = list(Theme.objects.only("name", "synonyms"))
    marks = [(row.pk, stem(name).replace(" ", "")) for row in rows for name in (row.name, *row.synonym_list)]
    return sharing(marks, keys)


def near(theme):
    """The other themes of nearly the same name, or that have it among their synonyms, spaced as it is."""
    stems = {stem(name) for name in (theme.name, *theme.synonym_list)} - {""}
    others = Theme.objects.filter(reduce(or_, (_has_words(one) for one in stems), Q(pk=None))).exclude(pk=theme.pk)
    return [other for other in others if stems & {stem(name) for name in (other.name, *other.synonym_list)}]


def stem(name):
    """The name without its small words and the marks of the plural."""
    return " ".join(word.rstrip("sx") for word in identity(name).split() if word not in SMALL)


def _has_words(one):
    return Q(*(("names__contains", word) for word in words_of(one)))


COMPARED = (Likeness(Theme, ("names",), themes),)
