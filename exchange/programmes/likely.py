"""Of all people of the base, the few whom a name may mean, found by words: nobody is compared with everybody."""

from collections import defaultdict

from language.folding import fold
from language.names import PARTICLES, sort_name

ENDS = 2  # letters


class Likely:
    """`rows` of people, with their aliases at hand, filed under what two forms of one name share."""

    def __init__(self, rows):
        self._filed = defaultdict(dict)
        for row in rows:
            for form in [row.name, *(alias.name for alias in row.aliases.all())]:
                words, signs = _signs(form)
                for sign in [*signs, *(("of", word) for word in words)]:
                    self._filed[sign][row.pk] = row
            if row.handle:
                self._filed["@", row.handle.casefold()][row.pk] = row

    def to(self, name, *, handle=""):
        """The people whom `name` may mean, by their keys."""
        words, signs = _signs(name)
        signs += [("alone", word) for word in words]
        if len(words) == 1:
            signs += [("of", word) for word in words]
        if handle:
            signs.append(("@", handle.casefold()))
        found = {pk: row for sign in signs for pk, row in self._filed.get(sign, {}).items()}
        return [found[pk] for pk in sorted(found)]


def _signs(name):
    """(the words of a name, what any other form of it has one of).

    That is a word of the family name, all words in any order, or an initial with the beginning or the end of a word of
    the family name: one letter elsewhere may be wrong.
    """
    family, _comma, given = sort_name(name).partition(", ")
    families = [word for word in fold(family).split() if word not in PARTICLES]
    givens = fold(given).split()
    words = {*families, *givens}
    signs = [("word", word) for word in families]
    if len(words) == 1:
        signs += [("alone", word) for word in words]
    else:
        signs.append(("all", " ".join(sorted(words))))
    for word in families if givens else ():
        signs += [("end", givens[0][0], part) for part in (word[:ENDS], word[-ENDS:]) if len(word) >= 2 * ENDS]
    return words, signs
