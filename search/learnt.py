"""The words that public texts and names have: for `mot*`, and for « vouliez-vous dire »."""

from zlib import crc32

from . import spelling
from .models import Near, Word
from .sql import ask, ask_among, insert, places

PREFIX = 500  # words: a shorter prefix has more, but then its terms begin with it all the same
WORDS, NEAR = Word._meta.db_table, Near._meta.db_table
BITS = 32  # of a key, and of the number of a word


def learn(printed):
    """Remember {folded word: as printed}."""
    fit = {word: form for word, form in printed.items() if len(word) <= spelling.LONGEST and len(form) <= 60}
    new = sorted(fit.keys() - learnt(fit).keys())
    insert(f"{WORDS} (folded, printed)", [(word, fit[word]) for word in new])
    spelt = learnt((word for word in new if word.isalpha() and len(word) >= spelling.SHORTEST), told="id")
    insert(f"{NEAR} (id)", [(key,) for word, pk in spelt.items() for key in sorted(_keys(word, pk))])


def forget(words):
    """Know these folded words no more."""
    gone = learnt(words, told="id")
    ask_among(f"DELETE FROM {NEAR} WHERE id {{among}}", [key for word, pk in gone.items() for key in _keys(word, pk)])
    ask_among(f"DELETE FROM {WORDS} WHERE id {{among}}", list(gone.values()))


def _keys(word, number):
    """The ids that tell each key of a word, and its number."""
    return {_first(key) + number for key in spelling.keys(word)}


def _first(key):
    """The least id of a key."""
    return crc32(key.encode()) - 2 ** (BITS - 1) << BITS


def learnt(words, *, told="printed"):
    """{folded word: as printed}, or its number, of those that were ever indexed."""
    listed = list(words)
    return dict(ask(f"SELECT folded, {told} FROM {WORDS} WHERE folded IN {places(listed)}", listed)) if listed else {}


def forms(prefix):
    """{folded word: as printed} of those that begin with `prefix`, a folded one."""
    sql = f"SELECT folded, printed FROM {WORDS} WHERE folded BETWEEN %s AND %s ORDER BY folded LIMIT {PREFIX}"
    return dict(ask(sql, _span(prefix)))


def completed(word, *, limit):
    """The shortest words of which one that was not finished is the beginning, as near ones are told."""
    if not spelling.BEGUN <= len(word) <= spelling.LONGEST:
        return []
    sql = f"SELECT folded, printed FROM {WORDS} WHERE folded BETWEEN %s AND %s ORDER BY LENGTH(folded), folded LIMIT %s"
    found = ask(sql, [*_span(word), limit])
    return [(len(folded) - len(word), printed) for folded, printed in found if folded != word]


def _span(prefix):
    # Whatever the collation, no word that begins so comes after its z's: a word is only letters and digits.
    return [prefix, prefix + "z" * max(50 - len(prefix), 1)]


def near(word):
    """The words that a misspelt one may have meant, as (edits, printed), the likeliest first."""
    if not (word.isalpha() and spelling.SHORTEST <= len(word) <= spelling.LONGEST):
        return []
    firsts = [_first(key) for key in set().union(*map(spelling.keys, spelling.alike(word)))]
    ranges = " OR ".join(["id BETWEEN %s AND %s"] * len(firsts))
    last = 2**BITS - 1
    numbers = ask(f"SELECT id FROM {NEAR} WHERE {ranges}", [at for first in firsts for at in (first, first + last)])
    sql = f"SELECT folded, printed FROM {WORDS} WHERE id {{among}}"
    return _scored(word, ask_among(sql, list({pk & last for (pk,) in numbers})), spelling.FARTHEST) or begun_alike(word)


def begun_alike(word):
    """The same of the words that share the longest beginning with it: names are misspelt at their ends."""
    for length in range(len(word) - 1, max(spelling.BEGUN, len(word) * 3 // 5) - 1, -1):
        if alike := forms(word[:length]):
            return _scored(word, alike.items(), spelling.FARTHEST_BEGUN)
    return []


def _scored(word, rows, farthest):
    ways = spelling.alike(word).items()
    scored = sorted(
        (min(spelling.distance(way, other) + edits for way, edits in ways), other, printed) for other, printed in rows
    )
    return [(edits, printed) for edits, _, printed in scored if 0 < edits <= farthest]
