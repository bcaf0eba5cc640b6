"""When two names are those of one theme."""

import re
import unicodedata
from itertools import groupby

from curation.keys import FoldedKeyField
from language.folding import fold

SIGNS = "#%&@*"  # and all that Unicode calls a symbol: + € ° → and emoji, but no accent that stands alone
MINUS = str.maketrans("–−", "--")
# One point that a word begins with, a dash that a number does.
FIRST_SIGN = re.compile(r"(?<![\w.])\.(?=\w)|(?<!\S)-(?=\d)")


def identity(name):
    """`name` folded, but for the signs that make another notion of it: « C# », « C++ » and « C » are three.

    Spaces around a sign make no difference. A name of other marks alone is itself.
    The point of « .NET » is a sign, and the dash of « -3 °C ».
    """
    written = unicodedata.normalize("NFKC", name).translate(MINUS)
    points = {found.start() for found in FIRST_SIGN.finditer(written)}
    runs = groupby(enumerate(written), key=lambda placed: placed[0] in points or _is_sign(placed[1]))
    pieces = ((are_signs, "".join(char for _, char in run)) for are_signs, run in runs)
    pieces = (piece if are_signs else fold(piece) for are_signs, piece in pieces)
    return "".join(pieces) or name.casefold()


def _is_sign(char):
    return char in SIGNS or unicodedata.category(char) in ("Sm", "Sc", "So")


class ThemeKeyField(FoldedKeyField):
    derive = staticmethod(identity)
