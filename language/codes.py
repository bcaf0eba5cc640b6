"""Codes of languages, and the words that mean them. https://www.loc.gov/standards/iso639-2/php/code_list.php"""

import re
from pathlib import Path

from .folding import fold

_TABLE = Path(__file__).parent / "data" / "languages.txt"
_CODE = re.compile(r"(?P<language>[a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


def _rows():
    """Yield (code in ISO 639-1, other codes, names, the French one first) of each language."""
    for row in _TABLE.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            codes, *names = row.split(",")
            code, *others = codes.split()
            yield code, others, [name.strip() for name in names]


# {code or folded name of a language: its code in ISO 639-1}
_MEANT = {key: code for code, others, names in _rows() for key in (code, *others, *map(fold, names))}
_IN_FRENCH = {code: names[0] for code, _others, names in _rows() if names}
_TWO_LETTERS = frozenset(_MEANT.values())


def is_code(text):
    """Whether `text` is a code of ISO 639-1, or of three letters, with a script or a country after it if there is one.

    « fr », « pt-BR », « zh-Hant »; of three letters (« gsw », « pcd ») only their form is known.
    """
    found = _CODE.fullmatch(text)
    return bool(found) and (len(found["language"]) == 3 or found["language"] in _TWO_LETTERS)


def french_name(code):
    """« occitan »; "" of a language of which only the form of its code is known."""
    return _IN_FRENCH.get(_MEANT.get(code.partition("-")[0], ""), "")


def code_of(word):
    """The code of a language in ISO 639-1, "" if none is known: « fra », « fr_FR », « Français », « de-formal »."""
    if not isinstance(word, str):
        return ""
    word = word.strip().lower()[:60]
    return _MEANT.get(word.replace("_", "-").partition("-")[0]) or _MEANT.get(fold(word), "")
