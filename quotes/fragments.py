"""Text fragments: the part of an address by which a browser goes to words of a page (WICG, “Text Fragments”).

A browser looks for each end of a range within one block, and forgives spaces, accents and apostrophes, but not a line
that ends elsewhere, nor words that the page has not. So each end is a run of words that stand together in the source:
no line of the quote ends in it, and nothing was left out or put in brackets. The marks of a run stay: Chromium takes
« vit » and the narrow space before « ! » for one word, and finds no half of a word.
"""

import re
from urllib.parse import quote

FEW = 12  # words; of more, the fragment names the first and the last
NAMED = 5
SURE = 3  # words; fewer may stand anywhere else in a page
# The end of a line, or what the editor wrote: « […] », « [sic] », « (…) », and the letters stuck to it, « [L]a ».
OMITTED = r"\s*(?:…|\.{3})\s*"
CUT = re.compile(rf"\[{OMITTED}\]|\({OMITTED}\)|\w*\[(?!{OMITTED}\])[^\]\n]*\]\w*|\n")
LETTER = re.compile(r"[^\W_]")


def address_at(url, text):
    """`url` with the place of `text` in its page; `url` itself if no word of `text` surely stands there."""
    directive = _directive(text)
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:{directive}"


def _directive(text):
    runs = [piece.split() for piece in CUT.split(text) if LETTER.search(piece)]
    if not runs:
        return ""
    if len(runs) == 1 and not CUT.search(text):
        ends = [text.split()]
    else:
        runs = [words for words in runs if sum(map(_has_letter, words)) >= SURE] or [max(runs, key=len)]
        ends = runs if len(runs) == 1 else [runs[0][:NAMED], runs[-1][-NAMED:]]
    if len(ends) == 1 and len(ends[0]) > FEW:
        ends = [ends[0][:NAMED], ends[0][-NAMED:]]
    return "text=" + ",".join(map(_encoded, ends))


def _has_letter(word):
    return bool(LETTER.search(word))


def _encoded(words):
    """A dash would be read as the fragment's own syntax."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
