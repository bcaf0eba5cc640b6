"""Where the words that were looked for stand in the original text."""

from html import escape

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .analysis import alternatives, folded_word, placed, tokens

BEFORE = 80  # characters of a snippet ahead of the first match in it
AFTER = 5  # characters that are not worth an ellipsis, such as a closing guillemet and a full stop


def marked(text, language, query):
    """`text` as safe HTML, with every whole word that `query` looks for within <mark>."""
    return _html(text, spans(text, language, query))


def snippet(text, language, query, *, length=320):
    """The part of `text` around the densest match, marked; cut between words, with an ellipsis where it is cut."""
    if len(text) <= length:
        return marked(text, language, query)
    places = spans(text, language, query)
    words = [(token.start, token.end) for token in tokens(text)]
    near = max((start for start, _ in places), key=lambda at: _density(places, at, length), default=0)
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
    found = placed(text, language)
    terms = [term for _, term in found]
    hits = set()
    for part in parts:
        if part.prefix:
            begun = part.words[0]
            hits |= {word.span() for word, _ in found if folded_word(word[0]).startswith(begun)}
        else:
            ways = [alternatives(word) for word in part.words]
            for place, term in enumerate(terms):
                if term in ways[0] and _follow(terms[place : place + len(ways)], ways):
                    hits.add((found[place][0].start(), found[place + len(ways) - 1][0].end()))
    return _merged(sorted(hits))


def _follow(run, ways):
    return len(run) == len(ways) and all(term in way for term, way in zip(run, ways, strict=True))


def _merged(places):
    apart = []
    for start, end in places:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _density(places, at, length):
    """How many matches a snippet holds that begins just before `at`; the earlier of two equals is preferred."""
    return sum(at <= start and end <= at + length - BEFORE for start, end in places), -at


def _html(text, places):
    pieces, last = [], 0
    for start, end in places:
        pieces.append(f"{escape(text[last:start])}<mark>{escape(text[start:end])}</mark>")
        last = end
    # Every piece is escaped.
    return mark_safe("".join([*pieces, escape(text[last:])]))
