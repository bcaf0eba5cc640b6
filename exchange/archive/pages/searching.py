"""The search of a folder: which words stand on which page of a record, as a script: from a disk nothing is fetched."""

import json
from collections import defaultdict

from django.utils.text import Truncator

from language.folding import fold

from .places import relative

LEDE = 160  # characters


class Index:
    """Of the pages of one language; `here` is the path of the page that searches them."""

    def __init__(self, here):
        self.here, self.pages, self.words = here, [], defaultdict(list)

    def add(self, page, path, kind):
        """A parsed page, that stands at `path`."""
        main = page.find(".//main")
        title = " ".join(page.find(".//title").text.rpartition(" · ")[0].split())
        lede = next(iter(page.xpath("//meta[@name='description']/@content")), "")
        place = len(self.pages)
        self.pages.append([kind, title, relative(self.here, path), Truncator(lede).chars(LEDE)])
        for word in sorted({*words_of(" ".join(main.itertext())), *words_of(title)}):
            self.words[word].append(place)

    def script(self):
        data = json.dumps({"pages": self.pages, "words": self.words}, ensure_ascii=False, separators=(",", ":"))
        return f"const searched = {data};\n".encode()


def words_of(text):
    """As search.js reads a question: folded, without the mark of the plural."""
    for word in fold(text).split():
        if len(word) > 1:
            yield word[:-1] if len(word) > 3 and word[-1] in "sx" else word
