"""Other ways to say what was typed: « écosystème » as two words, 08/07/2015 as pages show it, and the other names of a
theme that nobody has put."""

from collections import defaultdict
from dataclasses import replace
from itertools import chain, pairwise

from language import dates
from language.folding import fold
from language.typography import french_date
from search import index
from search.analysis import STOP_WORDS
from search.described import of_model, record_of
from search.documents import exact
from search.learnt import learnt
from search.matches import All, Terms, either
from search.queries import read
from search.spelling import cuts
from search.sql import ask_among
from themes.models import Theme

LONGEST = 5  # words of a name
MOST = 12  # loose words of a query that are looked at
MOST_NAMED = 50  # themes
SHORTEST = 3  # letters of the halves of a word
# That names begin with: d’Estrigny, L’Hostis, N’Dongo, O’Brien, El Mansouri, Le Goff, Van Dam.
HEADS = (
    "d", "l", "m", "n", "o", "t", "al", "ben", "da", "de", "del", "di", "du", "el", "la", "le", "mac", "van", "von",
)  # fmt: skip


def understood(text):
    """The query of a text, in which loose words are found as they may be written, and under all names of a theme."""
    query = read(text)
    loose, others = query.loose[:MOST], defaultdict(list)
    for parts, way in chain(_joined(query.text, loose), _days(query.text, loose), _of_themes(loose)):
        for part in parts:
            others[part].append(way)
    parts = (replace(part, others=(*part.others, *others[part])) if part in others else part for part in query.parts)
    return replace(query, parts=tuple(parts))


def _joined(text, loose):
    """Yield (parts, another way to write them, as folded words): two as one, or one as two. One query.

    A word that the collection has not is left to be corrected, which the page says; but « ndongo » is N’Dongo at once,
    for accounts have names so.
    """
    words = {part: part.words[0] for part in loose if len(part.words) == 1 and part.words[0] not in STOP_WORDS}
    for pair in pairwise(loose):
        if words.keys() >= set(pair) and text[pair[0].end : pair[1].start].isspace():
            yield pair, ("".join(words[part] for part in pair),)
    halves = [(part, cut) for part, word in words.items() for cut in cuts(word, SHORTEST) if STOP_WORDS.isdisjoint(cut)]
    names = [(part, (head, words[part][len(head) :])) for part in words for head in heads(words[part])]
    known = learnt({*words.values(), *(half for _part, cut in halves + names for half in cut)})
    yield from (([part], cut) for part, cut in halves if known.keys() >= {words[part], *cut})
    yield from (([part], cut) for part, cut in names if _is_name(known.get(cut[1], "")))


def heads(word):
    """Those of names that it begins with."""
    return filter(word.startswith, HEADS)


def _is_name(printed):
    """Whether a word that was learnt is never in small letters."""
    return len(printed) >= SHORTEST and printed[0].isupper()


def _days(text, loose):
    """Yield (parts that are a day, as pages show it, in folded words): 8/7/15, 2015-07-08, « 1 juillet 2015 »."""
    for found in dates.DAY.finditer(text):
        parts = [part for part in loose if found.start() <= part.start and part.end <= found.end()]
        if day := dates.read(found):
            ways = (tuple(fold(french_date(day, language=of)).split()) for of in ("fr", "en"))
            yield from ((parts, way) for way in ways if way != tuple(word for part in parts for word in part.words))


def _of_themes(loose):
    """Yield (parts that name a theme, another of its names, as folded words). One query, and one where some do."""
    sizes = range(1, min(LONGEST, len(loose)) + 1)
    runs = [loose[start : start + size] for size in sizes for start in range(len(loose) - size + 1)]
    named = {_name(run): run for run in runs if not all(part.is_stop_word for part in run)}
    if not named:
        return
    match = All((either(Terms((exact(name.split()),)) for name in named),), **of_model(Theme).range)
    found = index.first(match, limit=MOST_NAMED)
    themes = [pk for _kind, pk in map(record_of, found)]
    for (names,) in ask_among("SELECT names FROM themes_theme WHERE is_public AND id {among}", themes):
        forms = list(filter(None, names.split("\n")))
        for name in named.keys() & set(forms):
            yield from ((named[name], tuple(form.split())) for form in forms if form != name)


def _name(run):
    return " ".join(word for part in run for word in part.words)
