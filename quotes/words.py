"""The words that public quotes and tweets have: for `mot*`, and for « vouliez-vous dire »."""

from django.db import connection

from search import spelling

from .entries import Near, Word

AT_ONCE = 1000  # rows of one statement
PREFIX = 500  # words: a shorter prefix has more, but then its terms begin with it all the same


def learn(printed):
    """Remember {folded word: as printed}."""
    fit = {word: form for word, form in printed.items() if len(word) <= spelling.LONGEST and len(form) <= 60}
    known = set(Word.objects.filter(folded__in=fit).values_list("folded", flat=True))
    new = sorted(fit.keys() - known)
    spelt = [word for word in new if word.isalpha() and len(word) >= spelling.SHORTEST]
    _insert("quotes_word (folded, printed)", [(word, fit[word]) for word in new])
    _insert("quotes_near (key, word_id)", [(key, word) for word in spelt for key in sorted(spelling.keys(word))])


def _insert(table, pairs):
    """Insert the pairs that are not there yet; in SQL, for half a million models would cost more than all the rest."""
    with connection.cursor() as cursor:
        for start in range(0, len(pairs), AT_ONCE):
            some = pairs[start : start + AT_ONCE]
            values = ", ".join(["(%s, %s)"] * len(some))
            sql = f"INSERT INTO {table} VALUES {values} ON CONFLICT DO NOTHING"
            cursor.execute(sql, [value for pair in some for value in pair])


def forms(prefix):
    """Words that begin with `prefix`, a folded one."""
    # Whatever the collation, no word that begins so comes after its z's: a word is only letters and digits.
    words = Word.objects.filter(folded__gte=prefix, folded__lte=prefix + "z" * max(50 - len(prefix), 1))
    return list(words.order_by("folded").values_list("folded", flat=True)[:PREFIX])


def near(word):
    """The words that a misspelt one may have meant, as (edits, printed), the likeliest first."""
    if not (word.isalpha() and spelling.SHORTEST <= len(word) <= spelling.LONGEST):
        return []
    found = Word.objects.filter(pk__in=Near.objects.filter(key__in=spelling.keys(word)).values("word"))
    scored = [(spelling.distance(word, other), other, printed) for other, printed in found.values_list()]
    return [(edits, printed) for edits, _, printed in sorted(scored) if 0 < edits <= spelling.FARTHEST]
