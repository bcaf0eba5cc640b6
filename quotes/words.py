"""The words that public quotes and tweets have: for `mot*`, and for « vouliez-vous dire »."""

from search import spelling
from search.analysis import alternatives
from search.matches import Any, Terms
from search.sql import ask, insert, places, repeat

from .entries import INDEX

PREFIX = 500  # words: a shorter prefix has more, but then its terms begin with it all the same


def learn(printed):
    """Remember {folded word: as printed}."""
    fit = {word: form for word, form in printed.items() if len(word) <= spelling.LONGEST and len(form) <= 60}
    known = ask(f"SELECT folded FROM quotes_word WHERE folded IN {places(fit)}", list(fit)) if fit else ()
    new = sorted(fit.keys() - {word for (word,) in known})
    spelt = [word for word in new if word.isalpha() and len(word) >= spelling.SHORTEST]
    insert("quotes_word (folded, printed)", [(word, fit[word]) for word in new])
    insert("quotes_near (key, word_id)", [(key, word) for word in spelt for key in sorted(spelling.keys(word))])


def unlearn(words):
    """Forget those of the folded words that no public quote or tweet has any more; the index is to be refreshed before.

    One query a word.
    """
    gone = [(word,) for word in sorted(words) if not _is_indexed(word)]
    repeat("DELETE FROM quotes_near WHERE word_id = %s", gone)
    repeat("DELETE FROM quotes_word WHERE folded = %s", gone)


def _is_indexed(word):
    sql, params = INDEX.ids(Any(tuple(Terms((term,)) for term in alternatives(word))))
    return bool(ask(f"{sql} LIMIT 1", params))


def learnt(words):
    """{folded word: as printed} of those that were ever indexed."""
    listed = list(words)
    sql = f"SELECT folded, printed FROM quotes_word WHERE folded IN {places(listed)}"
    return dict(ask(sql, listed)) if listed else {}


def forms(prefix):
    """Words that begin with `prefix`, a folded one."""
    # Whatever the collation, no word that begins so comes after its z's: a word is only letters and digits.
    last = prefix + "z" * max(50 - len(prefix), 1)
    sql = f"SELECT folded FROM quotes_word WHERE folded BETWEEN %s AND %s ORDER BY folded LIMIT {PREFIX}"
    return [word for (word,) in ask(sql, [prefix, last])]


def near(word):
    """The words that a misspelt one may have meant, as (edits, printed), the likeliest first."""
    if not (word.isalpha() and spelling.SHORTEST <= len(word) <= spelling.LONGEST):
        return []
    keys = list(spelling.keys(word))
    sql = f"""SELECT folded, printed FROM quotes_word
              WHERE folded IN (SELECT word_id FROM quotes_near WHERE key IN {places(keys)})"""
    return _scored(word, ask(sql, keys), spelling.FARTHEST) or begun_alike(word)


def begun_alike(word):
    """The same of the words that share the longest beginning with it: names are misspelt at their ends."""
    for length in range(len(word) - 1, max(spelling.BEGUN, len(word) * 3 // 5) - 1, -1):
        if alike := forms(word[:length]):
            return _scored(word, learnt(alike).items(), spelling.FARTHEST_BEGUN)
    return []


def _scored(word, rows, farthest):
    scored = sorted((spelling.distance(word, other), other, printed) for other, printed in rows)
    return [(edits, printed) for edits, _, printed in scored if 0 < edits <= farthest]
