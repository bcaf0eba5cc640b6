"""The words of `words.toml`, drawn by a seed of chance: the same seed gives the same collection."""

import random
import tomllib
from itertools import accumulate, product
from pathlib import Path

SEED = 1789
VOWELS = "aeiouyhéèêàâîôœAEIOUYHÉÈÊ"


def zipf(size):
    """Cumulative weights of `size` ranks, by the law of Zipf and Mandelbrot."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(1, size + 1)))


def of(name):
    """« du vélo », « de l’eau », « d’Ambreval »"""
    if name.startswith("le "):
        return f"du {name.removeprefix('le ')}"
    return f"d’{name}" if name[0] in VOWELS else f"de {name}"


def sentence(text):
    return text[:1].upper() + text[1:]


class Words:
    def __init__(self, seed=SEED):
        self.random = random.Random(seed)
        self.known = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
        self.places = self.known["places"].split()

    def one(self, *names):
        """One line of the texts that stand under `names`, or of the list."""
        found = self.known
        for name in names:
            found = found[name]
        return self.random.choice(found.strip("\n").split("\n") if isinstance(found, str) else found)

    def names(self, size):
        """So many names of people, each once."""
        return self.random.sample(
            [" ".join(pair) for pair in product(self.known["given"].split(), self.known["family"].split())], size
        )

    def filled(self, form, **values):
        """`form` with a place, and with what is given: `subject` and `theme` come in several forms."""
        subject, place = values.get("subject", ""), self.random.choice(self.places)
        forms = {"of_subject": of(subject), "Subject": sentence(subject)} if subject else {}
        return form.format(**{"place": place, "of_place": of(place), **forms, **values})

    def said(self, subject, year):
        """What somebody says of `subject`: « la nuit commence là où finit la carte, y compris la nuit »."""
        words = f"{subject} {self.one('said', 'predicates')}"
        if self.random.random() < 0.4:
            words = f"{self.one('said', 'openings')} {words}".strip()
        if self.random.random() < 0.6:
            tail = self.one("said", "tails")
            words += tail if tail.startswith(",") else f" {tail}".rstrip()
        return sentence(self.filled(words, year=year - 1))

    def told(self, subject):
        return f"Elle {self.one('said', 'reported')} {subject} {self.one('said', 'predicates')}."
