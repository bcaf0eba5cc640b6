"""The words that public quotes and tweets have: for `mot*`, and for « vouliez-vous dire »."""

from search import spelling

from .entries import Near, Word

PREFIX = 500  # words: a shorter prefix has more, but then its terms begin with it all the same


def learn(printed):
    """Remember {folded word: as printed}."""
    fit = {word: form for word, form in printed.items() if len(word) <= spelling.LONGEST and len(form) <= 60}
    known = set(Word.objects.filter(folded__in=fit).values_list("folded", flat=True))
    new = sorted(fit.keys() - known)
    Word.objects.bulk_create([Word(folded=word, printed=fit[word]) for word in new], ignore_conflicts=True)
    spelt = [word for word in new if word.isalpha() and len(word) >= spelling.SHORTEST]
    near = [Near(key=key, word_id=word) for word in spelt for key in sorted(spelling.keys(word))]
    Near.objects.bulk_create(near, batch_size=5000, ignore_conflicts=True)


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
