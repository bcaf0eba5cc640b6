"""Quotes that say the same again, sources of one address: what a curator is warned of, and what may be merged."""

import re
from difflib import SequenceMatcher

from django.db.models import Q

from curation.addresses import address_key
from curation.likeness import Likeness, sharing
from language.folding import fold
from language.names import is_slip

from .models import BEGUN, Quote, Source

ALIKE = 0.8  # share of the words that both have in the same order
SMALL = frozenset(["le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "et", "the", "an", "of", "and"])
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\w+/(.+)")
LONG = 500  # words: of longer ones it is enough to have the same; their order takes time that grows with the square
FEW = 3  # words: fewer of them stand in many quotes by chance


def worded(keys):
    """Condition: quotes of the same words as one of `keys`, which are folded; an index has how they begin."""
    return Q(begun__in={key[:BEGUN] for key in keys}, key__in=keys)


def twins(text, *, event, besides=None):
    """Return the quotes that say `text` again, except the one whose pk is `besides`.

    Anywhere, they have the same words; at `event`, they may also hold it, stand in it, or differ in a few words.
    Two queries, and one comparison with each quote of the event.
    """
    key = fold(text)
    rows = Quote.objects.filter(worded([key]) | Q(event=event)).exclude(pk=besides)
    found = [pk for pk, other in rows.values_list("pk", "key") if are_alike(key, other)]
    return Quote.objects.filter(pk__in=found).with_context().in_order()


def are_alike(one, other):
    """Compare two folded texts, word by word."""
    if one == other:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) >= FEW and f" {' '.join(short)} " in f" {' '.join(long)} ":
        return True
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return False
    return len(long) > LONG or matcher.ratio() >= ALIKE


def are_nearly_the_same(one, other):
    """Whether two folded texts are one, small words and slips of the keyboard aside: « ne … pas » is no such word."""
    ones, others = one.split(), other.split()
    for tag, start, end, from_, to in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if tag != "equal":
            pair = [[word for word in words if word not in SMALL] for words in (ones[start:end], others[from_:to])]
            if len(pair[0]) != len(pair[1]) or not all(map(is_slip, *pair)):
                return False
    return True


def quotes(keys):
    """The same words, at any event; a few words stand in many quotes by chance."""
    said = set(Quote.objects.order_by().filter(pk__in=keys).values_list("key", flat=True))
    rows = Quote.objects.order_by().filter(worded(said)).values_list("pk", "key")
    return sharing([(pk, key) for pk, key in rows if len(key.split()) >= FEW], keys)


def sources(keys):
    """What is read at one address, or was archived from it. Reads the addresses of all."""
    rows = Source.objects.order_by().values_list("pk", "url", "archived_url")
    marks = [(pk, address_key(_original(url))) for pk, *urls in rows for url in urls if url]
    return sharing(marks, keys)


def _original(url):
    """The address that an archive was asked for, where its own has it."""
    found = ARCHIVED.match(url)
    return found[1] if found else url


COMPARED = (Likeness(Quote, ("key",), quotes), Likeness(Source, ("address_key", "archived_url"), sources))
