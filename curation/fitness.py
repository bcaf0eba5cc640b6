"""The order in which a picker offers records: how well their names answer what was typed."""

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat, StrIndex, Substr

from language.folding import fold
from search.typed import words_of

COMPARED = 10  # words; who types more has said enough

# Of `names` the first line, after a space, so that each of its words begins with one.
CALLED = Concat(Value(" "), Substr("names", 1, StrIndex("names", Value("\n"))))


def by_fitness(rows, typed):
    """The curated `rows` that have every word of `typed`, the fittest first, and those equally fit in their order.

    The name itself; its beginning; beginnings of its words; anywhere in it; another form's beginning; other forms;
    the rest of the searched text.
    """
    term = fold(typed)
    words = words_of(term)[:COMPARED]
    if not words:
        return rows
    fits = (
        Q(called=f" {term}\n"),
        Q(called__startswith=f" {term}"),
        _all("called__contains", [f" {word}" for word in words]),
        _all("called__contains", words),
        Q(names__contains=f"\n{term}"),
        _all("names__contains", words),
    )
    fitness = Case(*(When(fit, Value(place)) for place, fit in enumerate(fits)), default=Value(len(fits)))
    return rows.containing(typed).alias(called=CALLED, fitness=fitness).order_by("fitness", *rows.query.order_by)


def _all(lookup, words):
    return Q(*((lookup, word) for word in words))


def form_that_answers(record, typed):
    """The other form of the record's name under which `typed` finds it; None if its own name does."""
    words = words_of(fold(typed))
    if all(word in fold(str(record)) for word in words):
        return None
    return next((form for form in record.other_names() if all(word in fold(form) for word in words)), None)
