"""When two names are those of one theme."""

import unicodedata
from itertools import groupby

from curation.keys import FoldedKeyField
from search.folding import fold

SIGNS = "#%&@*"  # and all that Unicode calls a symbol: + € ° → and emoji, but no accent that stands alone


def identity(name):
    """`name` folded, but for the signs that make another notion of it: « C# », « C++ » and « C » are three.

    Spaces around a sign make no difference. A name of other marks alone is itself.
    """
    runs = groupby(unicodedata.normalize("NFKC", name), key=_is_sign)
    pieces = ("".join(run) if are_signs else fold("".join(run)) for are_signs, run in runs)
    return "".join(pieces) or name.casefold()


def _is_sign(char):
    return char in SIGNS or unicodedata.category(char) in ("Sm", "Sc", "So")


class ThemeKeyField(FoldedKeyField):
    derive = staticmethod(identity)
