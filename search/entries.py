"""The one index of all that has a page: an entry for each record that is public, whose id tells its day and its record.

An entry's id is its day × 10¹² + its place, which is sixteen times the record's pk + the number of its kind. So `ORDER
BY id DESC` is newest first without a sort, a period is a range of ids, and the order is the same whenever and wherever
the index was made. What was said without a date has day 0. What is named has no day: each kind of it has one of its own
before all days, in the order in which equals are shown.
"""

from .analysis import as_begun

TABLE = "search_index"
A_DAY = 10**12  # ids: sixteen times the greatest pk there may ever be
KINDS = 16  # numbers
PLACE = f"((id + {KINDS * A_DAY}) %% {A_DAY})"  # SQL: of an id, also of one before all days
NAMED = {"low": -KINDS * A_DAY, "high": -1}  # the ids of what is named
WORDS, NAMES, ABOUT, CONTEXT, FACETS = COLUMNS = ("words", "names", "about", "context", "facets")
# A facet's terms begin so; nobody can type an underscore. What hangs around a record stands in its entry as a facet,
# never by its name: a renaming touches one entry.
HEADS = {
    **{"kind": "_k", "language": "_l", "year": "_y", "speaker": "_s", "theme": "_t", "event": "_e"},
    **{"organization": "_o", "talk": "_i"},
}
HEAD = 2  # characters of each


def first_id(day):
    """The least id of an entry of `day`, or of one without a date if that is None."""
    return (day.toordinal() if day else 0) * A_DAY


def facet(name, value):
    """The term of a value of a facet; one that nothing has, if there can be no such value."""
    return HEADS[name] + as_begun("".join(char for char in str(value).lower() if char.isascii() and char.isalnum()))
