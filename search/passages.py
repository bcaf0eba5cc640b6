"""Words that an address points at (`?passage=…`), found again in a text whatever its accents, spaces and guillemets."""

import re

from language.folding import fold

from .analysis import tokens

LONGEST = 2000  # characters that are looked for
LEFT_OUT = re.compile(r"\[…\]|…|\.\.\.")


class Passage:
    """What the address asks for, in the first of `texts` that has it; false if it asks for nothing."""

    def __init__(self, asked, texts):
        self.words = asked[:LONGEST].strip()
        self._text = next((fold(text) for text in texts if self.words and span(text, self.words)), None)
        self._is_shown = False

    def __bool__(self):
        return bool(self.words)

    @property
    def is_found(self):
        return self._text is not None

    def once_in(self, shown):
        """(start, end) within that text as it is shown; None in any other, and the second time."""
        if self._is_shown or self._text is None or fold(shown) != self._text:
            return None
        self._is_shown = True
        return span(shown, self.words)


def span(text, words):
    """(start, end) of whole words in `text`, in code points, or None. « un … deux » goes from one to the other."""
    parts = [[token.word for token in tokens(part)] for part in LEFT_OUT.split(words)]
    found, at, start = list(tokens(text)), 0, None
    for part in filter(None, parts):
        first = run(found, part, at)
        if first is None:
            return None
        start = found[first].start if start is None else start
        at = first + len(part)
    return None if start is None else (start, found[at - 1].end)


def run(found, words, at=0):
    """The place among the tokens `found`, from `at` on, where `words` stand one after the other, or None."""
    size = len(words)
    places = range(at, len(found) - size + 1)
    return next((place for place in places if [token.word for token in found[place : place + size]] == words), None)
