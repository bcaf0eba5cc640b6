"""One folding for all matching: texts with the same words fold to the same string."""

import re
import unicodedata

# Letters that Unicode does not decompose. Case folding has made "ß" into "ss" before.
LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng"}

# Marks by which Unicode writes another letter, and no accent: ざ is not さ. All that take a place do so, too:
# रामा is not राम.
OF_LETTERS = re.compile(r"VOWEL SIGN| SARA |VOICED SOUND MARK|VIRAMA|ANUSVARA|SUBJOINED|MEDIAL|ASAT|COENG")


class _Folding(dict):
    """What `str.translate` puts in place of each code point, worked out at its first use."""

    def __missing__(self, code):
        char = chr(code)
        if char in LETTERS:
            folded = LETTERS[char]
        elif unicodedata.category(char) == "Mc" or OF_LETTERS.search(unicodedata.name(char, "")):
            folded = f"u{code:x}"
        elif unicodedata.category(char) in ("Mn", "Cf"):  # accents, soft hyphens, zero-width characters
            folded = ""
        elif not char.isalnum():
            folded = " "
        elif char.isascii():
            folded = char
        elif char.isdecimal():  # of any script: ٢٠١٥ is 2015
            folded = str(unicodedata.decimal(char))
        else:  # another script: escaped, so that different words stay different
            folded = f"u{code:x}"
        self[code] = folded
        return folded


_folding = _Folding()


def fold(text: str) -> str:
    """`text` as its words in [a-z0-9], single spaces between: no accent, case, ligature or punctuation.

    An apostrophe separates: « l’élu » is `l elu`.
    """
    # Once is not enough: case folding meets letters that only decomposition frees (℡), and the other way round (ᾳ).
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(unicodedata.normalize("NFKD", decomposed).translate(_folding).split())
