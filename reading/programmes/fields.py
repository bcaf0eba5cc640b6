"""What a file tells, as objects of which a reader takes what it holds: what stays in them is unheld.

Files become trees of dicts, lists and plain values (`opening`). A reader gets at a value only by taking it out, so that
nothing is dropped in silence: `left` counts what nobody took, and what could not be read stays where it was.
"""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

from reading.formats import MARKUP, Unreadable
from reading.formats.characters import normalized, visible
from reading.formats.layout import lay_out
from reading.formats.tree import parse

TEXT = "text()"  # the words of an element that has attributes as well
MOST_PATHS = 1000
LONGEST_NAME = 60  # characters
DEEPEST = 40
_FLAGS = {True: True, False: False, "true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
_LABELS = (TEXT, "fr", "en")  # of what is told in several languages, that which is held
_LANGUAGE = re.compile(r"(?!id$)[a-z]{2}(?:[-_]\w{2,8})?")  # what stands under « id » is no Indonesian


class ByKey(dict):
    """An object whose names are data: rooms, days, numbers. Their paths have « * » there."""


class Fields:
    """An object of a file. What is taken from it is held, what stays in `values` is not."""

    __slots__ = ("values",)

    def __init__(self, values):
        self.values = values

    def take(self, *names, made):
        """What `made` makes of the first of these fields of which it makes anything, which is taken; or None.

        Of a list this asks the first value, of a text in several languages the French or else the English one.
        """
        for name in names:
            within, key = self._place(name)
            if within and (result := made(within[key])):
                within.pop(key)
                return result
        return None

    def _place(self, name):
        """(what holds the value of a field, under which key), None where there is none."""
        within, key = self.values, name
        while isinstance(value := within.get(key) if within is self.values else within[key], (list, dict)):
            key = 0 if isinstance(value, list) and value else _label(value) if isinstance(value, dict) else ""
            if key == "":
                return None, key
            within = value
        return within if value is not None else None, key

    def said(self, name):
        """The line of a field, which is not taken."""
        within, key = self._place(name)
        return line(within[key]) if within else ""

    def line(self, *names):
        return self.take(*names, made=line) or ""

    def prose(self, *names):
        return self.take(*names, made=prose) or ""

    def address(self, *names, base=""):
        """An address on the web; one that is told relatively stands beside `base`."""
        return self.take(*names, made=lambda value: address(value, base=base)) or ""

    def flag(self, *names):
        """A yes or no, which is held either way; None where there is neither."""
        for name in names:
            value = self.values.get(name)
            said = _FLAGS.get(value.lower() if isinstance(value, str) else value) if _is_plain(value) else None
            if said is not None:
                del self.values[name]
                return said
        return None

    def several(self, name, *, made):
        """[what `made` makes of the values of a list, or of the one value]; those of which it makes nothing stay."""
        value = self.values.get(name)
        if not isinstance(value, list):
            return [found for found in [self.take(name, made=made)] if found]
        results, self.values[name] = [], []
        for one in value:
            words = one.get(TEXT) if isinstance(one, dict) else one
            result = made(words) if words is not None else None
            if result:
                results.append(result)
            if not result or one is not words:
                self.values[name].append(one if not result else {key: one[key] for key in one if key != TEXT})
        return results

    def lines(self, name):
        return tuple(self.several(name, made=line))

    def at(self, name):
        """The object of that name, the first of a list; an empty one where there is none."""
        return next(iter(self.each(name)), None) or Fields({})

    def each(self, name):
        """The objects of the list of that name, or the one object."""
        value = self.values.get(name)
        return [Fields(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]

    def by_key(self, name):
        """[(key, its objects)] of an object whose names are data."""
        value = self.values.get(name)
        if not isinstance(value, dict):
            return []
        held = self.values[name] = ByKey(value)
        return [(line(key), Fields(held).each(key)) for key in held]


class Shared:
    """What is told once and known by number elsewhere. Each is made when first met: who is never met stays unheld."""

    def __init__(self, entries, key, *, made):
        self._waiting = {line(entry.values.get(key)): entry for entry in entries}
        self._made = made
        self._met = {}

    def get(self, number):
        """What is known by that number, None where nothing is."""
        number = line(number)
        if number in self._waiting:
            self._met[number] = self._made(self._waiting.pop(number))
        return self._met.get(number)


def _label(value):
    """The name under which an object that has texts in several languages has the one that is held, "" if it is none."""
    if not all(isinstance(text, str) for text in value.values() if text is not None) and TEXT not in value:
        return ""
    names = [*_LABELS, *(name for name in value if _LANGUAGE.fullmatch(name))]
    return next((name for name in names if value.get(name)), "")


def _is_plain(value):
    return isinstance(value, (str, int, bool))


def line(value):
    """A plain value in one line, clean; "" of what is none."""
    if isinstance(value, str):
        return " ".join(_clean(value).split())
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def prose(value):
    """A text with its paragraphs, without the markup of pages; "" of what is none."""
    if not isinstance(value, str):
        return ""
    if MARKUP.search(value):
        try:
            value = lay_out([parse(value)[0]])[0]
        except Unreadable:
            return ""
    return plain_prose(value)


def plain_prose(value):
    """A text with its paragraphs, in which « <b> » is a word as any other."""
    lines = _clean(value.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(str.rstrip, lines))).strip()


def _clean(text):
    """`text` in NFC without what shows nothing; "" of heaps of accents."""
    try:
        return normalized(visible(text))
    except Unreadable:
        return ""


def address(value, *, base=""):
    """The address on the web that a value is, "" of any other."""
    text = line(value)
    try:
        whole = urljoin(base, text) if base and text else text
        found = urlsplit(whole)
    except ValueError:
        return ""
    return whole if found.scheme in ("http", "https") and found.netloc and " " not in whole else ""


def paragraphs(*texts):
    """Texts one below the other, each once: a summary often opens what is longer."""
    kept = [text for text in dict.fromkeys(texts) if text]
    return "\n\n".join(text for text in kept if not any(other != text and other.startswith(text) for other in kept))


def left(tree, within=()):
    """Counter of what stays in a tree, by its path from the first of the paths `within` under which it stands."""
    counts = Counter()
    _count(tree, "", counts, within, 0)
    return counts


def _count(value, path, counts, within, depth):
    if isinstance(value, dict) and depth < DEEPEST:
        for name, one in value.items():
            _count(one, below(path, value, name), counts, within, depth + 1)
    elif isinstance(value, list) and depth < DEEPEST:
        for one in value:
            _count(one, path, counts, within, depth + 1)
    elif value is not None and not (isinstance(value, (str, dict, list)) and not value):
        path = next((path.removeprefix(f"{parent}.") for parent in within if path.startswith(f"{parent}.")), path)
        counts[path if path in counts or len(counts) < MOST_PATHS else "…"] += 1


def below(path, within, name):
    """The path of what an object that stands at `path` has under `name`."""
    name = "*" if isinstance(within, ByKey) else line(name)[:LONGEST_NAME]
    return f"{path}.{name}" if path else name
