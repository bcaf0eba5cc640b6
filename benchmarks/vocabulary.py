"""French as the seed speaks it, as much as is asked for: the same seed of chance gives the same texts.

The seed's words come first, the most frequent of them first, then words blended from their halves (« gouvernance » and
« mobilité » make « gouverlité »), for a million texts hold far more words than one article. How often each is drawn
follows the law of Zipf and Mandelbrot. A tenth of what is drawn are runs of words of the seed, so that there are
phrases to look for.
"""

import random
import re
import tomllib
from collections import Counter

from django.conf import settings

from language.folding import fold
from search.analysis import STOP_WORDS
from smartcity.invented.words import zipf

SEED = 1789
WORDS = 100_000
RUNS = 0.1  # of what is drawn
_WORD = re.compile(r"(?:[^\W\d_]+[’'-])*[^\W\d_]+")


class Vocabulary:
    def __init__(self):
        self.random = random.Random(SEED)
        texts = list(_strings(_seed()))
        counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        seed = [word for word, _ in counts.most_common()]
        self._halves = [word for word in seed if len(word) > 5 and word.isalpha()]
        self.words = self.blended(seed, WORDS)
        self.rank = {word: rank for rank, word in enumerate(self.words)}
        self.runs = sorted({run.lower() for text in texts for run in _runs(text)})
        weights = zipf(len(self.words))
        share = RUNS / (1 - RUNS) * weights[-1] / len(self.runs)
        self._pieces = self.words + self.runs
        self._weights = weights + [weights[-1] + share * (place + 1) for place in range(len(self.runs))]

    def blended(self, words, size):
        """`words` and as many blends of the seed's as make `size`, every one different when folded."""
        known = {}
        for word in words:
            known.setdefault(fold(word), word)
        while len(known) < size:
            head, tail = self.random.choices(self._halves, k=2)
            word = head[: len(head) * 2 // 3] + tail[len(tail) // 2 :]
            known.setdefault(fold(word), word)
        return list(known.values())

    def text(self):
        """A quote's worth of words: half have more than 18, one in twenty more than 50."""
        length = min(max(3, round(self.random.lognormvariate(2.9, 0.6))), 150)
        pieces = self.random.choices(self._pieces, cum_weights=self._weights, k=length)
        return " ".join(pieces).capitalize() + "."

    def expected(self, word, *, texts):
        """About how many of so many texts have the word: 21 pieces each, if no run of the seed has it."""
        return texts * 21 * (1 - RUNS) / (self.rank[word] + 3.7) / self._weights[len(self.words) - 1]

    def plain(self, *, least, most, texts):
        """The words that between so many of the texts have, those that the search leaves out left out."""
        return [
            word
            for word in self.words
            if least <= self.expected(word, texts=texts) <= most and word.isalpha() and fold(word) not in STOP_WORDS
        ]


def _seed():
    for path in sorted((settings.BASE_DIR / "seed").rglob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def _strings(value):
    """Every text with a space, however deep: the others are keys and addresses."""
    if isinstance(value, str):
        if " " in value:
            yield value
    elif not isinstance(value, (int, float)):
        for part in value.values() if isinstance(value, dict) else value if hasattr(value, "__iter__") else ():
            yield from _strings(part)


def _runs(text):
    words = _WORD.findall(text)
    for length in (2, 3, 4):
        yield from (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
