"""Where the words that were looked for stand in the original text."""

from bisect import bisect_right
from html import escape

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .analysis import alternatives, tokens
from .variants import written

BEFORE = 80  # characters of a snippet ahead of the first mark in it
AFTER = 5  # characters that are not worth an ellipsis, such as a closing guillemet and a full stop


def marked(text, language, query):
    """`text` as safe HTML, with every whole word that `query` looks for within <mark>."""
    return _html(text, spans(text, language, query))


def snippet(text, language, query, *, length=320):
    """The part of `text` where marks are densest; cut between words, with an ellipsis where it is cut."""
    if len(text) <= length:
        return marked(text, language, query)
    places = spans(text, language, query)
    words = [(token.start, token.end) for token in tokens(text)]
    near = _densest(places, length - BEFORE)
    start = min((begin for begin, _ in words if begin >= near - BEFORE), default=0) if near > BEFORE else 0
    end = max((stop for _, stop in words if start < stop <= start + length), default=start + length)
    if len(text) - end <= AFTER:
        end = len(text)
    inside = [(begin - start, stop - start) for begin, stop in places if start <= begin and stop <= end]
    cut = _html(text[start:end], inside)
    return format_html("{}{}{}", "… " if start else "", cut, " …" if end < len(text) else "")


def spans(text, language, query):
    """The (start, end) of what `query` finds in `text`, in code points: whole words or phrases, none within another."""
    parts = [part for part in query.wanted if not part.scope]
    if not parts:
        return []
    found, terms, otherwise = written(text, language)
    hits = set()
    for part in parts:
        if part.prefix:
            *whole, begun = part.words
            hits |= _places([token.word for token in found], [*((word,) for word in whole), _Begun(begun)])
        for run in (part.words, *part.others) if part.others or not part.prefix else ():
            ways = [alternatives(word) for word in run]
            hits |= _places(terms, ways)
            hits |= {(first, after) for first, after, said in otherwise if _places(said, ways)}
    return _merged(sorted((found[first].start, found[after - 1].end) for first, after in hits))


class _Begun(str):
    """All words that begin so."""

    def __contains__(self, word):
        return word.startswith(self)


def _places(words, ways):
    """Where in `words` one of each of `ways` follows the other, as (place of the first, place after the last)."""
    first, *rest = ways
    starts = [place for place, word in enumerate(words) if word in first]
    return {
        (at, at + len(ways))
        for at in starts
        if at + len(rest) < len(words) and all(words[place] in way for place, way in enumerate(rest, at + 1))
    }


def _merged(places):
    apart = []
    for start, end in places:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _densest(places, length):
    """Where most marks follow within so many characters; the earlier of two equals is preferred."""
    ends = [end for _, end in places]
    held = {start: bisect_right(ends, start + length) - nth for nth, (start, _) in enumerate(places)}
    return max(held, key=held.get, default=0)


def _html(text, places):
    pieces, last = [], 0
    for start, end in places:
        pieces.append(f"{escape(text[last:start])}<mark>{escape(text[start:end])}</mark>")
        last = end
    # Every piece is escaped.
    return mark_safe("".join([*pieces, escape(text[last:])]))
