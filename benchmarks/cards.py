"""How long a card takes, beside decoding and encoding the same picture with Pillow alone: `make bench-cards`."""

import os
import statistics
import time
from functools import partial
from io import BytesIO
from itertools import product

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # for the place of the site's fonts

from PIL import Image

from quotes.cards import drawing

SENTENCE = "On ne construit pas une ville avec des capteurs : on la construit avec ceux qui l’habitent. "
LENGTHS = (20, 140, 600)
TIMES = 15


def milliseconds(work):
    """The median of a few runs, after one that opens the fonts."""
    work()
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def encoded_again(png):
    file = BytesIO()
    Image.open(BytesIO(png)).save(file, "PNG", compress_level=6)


def main():
    print("shape   letters   card ms   Pillow alone ms   ratio")
    for shape, length in product(drawing.SHAPES, LENGTHS):
        words = (SENTENCE * 7)[:length]
        card = drawing.Card(words, "«\u202f", "\u202f»", "", "Camille Martin", "Atelier", "8 juillet 2015", "Le site")
        draw = partial(drawing.png, card, shape=shape, theme="light")
        ours, bare = milliseconds(draw), milliseconds(partial(encoded_again, draw()))
        print(f"{shape:<8}{length:>7}{ours:>10.1f}{bare:>18.1f}{ours / bare:>8.1f}")


if __name__ == "__main__":
    main()
