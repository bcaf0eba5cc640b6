"""Other ways to write what a text says: a number as digits, « éco-système » in one word, #VilleIntelligente in two,
Jean-François Poisson as JF Poisson.

A query asks for them beside its own words, and a text is indexed under them too.
"""

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from language.folding import fold

from .analysis import UNSPACED, alternatives, folded_word, stem, tokens
from .numbers import ARTICLES, ORDINALS, VALUES, number_at

HYPHENS = "\u2010\u2011-"
APOSTROPHES = "'’\u02bc"
MOST = 4  # words that are written together: of more, only each by itself
MOST_UNSPACED = 32  # of a script without spaces
LONGEST = 50  # letters of what is taken apart
CENTURIES = {"siecle", "siecles"}
BETWEEN = {"et", "ou", "au", "a"}  # « du XIXe au XXIe siècle »
ROMAN = {"I": 1, "V": 5, "X": 10}

_INNER = re.compile(r"[a-zß-öø-ÿœ][0-9A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ][0-9]")
_SIGNS = (re.compile(f"[0-9{UNSPACED}{HYPHENS}]"), re.compile("[a-zß-öø-ÿœ][A-ZÀ-ÖØ-Þ]|[IVX]{2}"))
NUMBERS = VALUES.keys() | ORDINALS.keys()
SAID = frozenset(term for word in (NUMBERS - ARTICLES) | CENTURIES for term in alternatives(word))
_PIECE = re.compile(r"[A-ZÀ-ÖØ-Þ]+(?![a-zß-öø-ÿœ])|[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿœ]+|[0-9]+")
_SURNAME = re.compile(r"\s(?:\w{1,3}[\s’']){0,2}[A-ZÀ-ÖØ-Þ]")  # after a first name: « de La Fargue »
_UNSPACED = re.compile(f"[{UNSPACED}]")
_ORDINAL = re.compile(r"([0-9]{1,4})(?:(e|i?eme|nd|nde|st|rd|th)|er|ere)s?")
_ROMAN = re.compile(r"(X{0,2}(?:IX|IV|V?I{0,3}))(?:e|er|ème|eme|è|ᵉ|ᵉʳ)")


class Variant(NamedTuple):
    first: int  # place of the first token of what is written so
    after: int  # and of the one after the last
    ways: tuple  # each a run of folded words


def written(text, language):
    """The tokens of `text`, their terms, and (first, after, terms) of each other way to write some of it: lists. A
    phrase is not to leave one of them."""
    found = list(tokens(text))
    terms = [stem(token.word, language) for token in found]
    if SAID.isdisjoint(terms) and not any(sign.search(text) for sign in _SIGNS):
        return found, terms, []  # as most sentences, of which nothing else has to be looked at
    otherwise = [
        (first, after, [stem(word, language) for word in way])
        for first, after, ways in variants(text, found)
        for way in ways
    ]
    return found, terms, otherwise


def variants(text, found):
    """Yield the `Variant`s among the tokens `found` of `text`, in order, none within another."""
    last = 0
    for place, (start, end, _) in enumerate(found):
        if place < last or (_is_plain_word(text[start:end][: LONGEST + 1]) and text[end : end + 1] not in HYPHENS):
            continue
        if variant := _at(text, found, place):
            yield variant
            last = variant.after


@lru_cache(maxsize=100_000)
def _is_plain_word(printed):
    """Whether nothing begins with this word that could be written otherwise, but for a hyphen after it."""
    word = folded_word(printed)
    return not (
        word in NUMBERS
        or word[0].isdecimal()
        or apart(printed)
        or _ROMAN.fullmatch(printed)
        or _UNSPACED.match(printed)
    )


def _at(text, found, place):
    start, end, word = found[place]
    number = number_at(text, found, place) if word in NUMBERS or word.isdecimal() else None
    if not number or _is_hyphen(text, found[number[1] - 1].end):  # « deux-roues » is no number
        hyphenated = _hyphenated(text, found, place)
        if hyphenated:
            return hyphenated
    if number:
        value, after = number
        return Variant(place, after, ((value,),))
    printed = text[start:end][: LONGEST + 1]
    if _UNSPACED.match(printed):
        return _unspaced(text, found, place)
    ways = _ordinal(word) or _century(printed, found, place) or apart(printed)
    return Variant(place, place + 1, ways) if ways else None


def _unspaced(text, found, place):
    """What follows without a space is one part of a query, though it cannot be written otherwise."""
    after = place + 1
    while after < min(len(found), place + MOST_UNSPACED) and found[after].start == found[after - 1].end:
        if not _UNSPACED.match(text, found[after].start):
            break
        after += 1
    return Variant(place, after, ()) if after > place + 1 else None


def _is_hyphen(text, place):
    return place < len(text) and text[place] in HYPHENS


def _hyphenated(text, found, place):
    """« éco-système », « chef-d’œuvre », and of « l’éco-système » what is after the apostrophe; a few words at most."""
    after = place + 1
    signs = HYPHENS
    if not (_is_hyphen(text, found[place].end) and found[place].word.isalpha()):
        return None
    if place and found[place].start == found[place - 1].end + 1 and _is_hyphen(text, found[place - 1].end):
        return None
    while after < min(len(found), place + MOST + 1) and found[after].start == found[after - 1].end + 1:
        sign = text[found[after].start - 1]
        if sign not in signs or not found[after].word.isalpha():
            break
        signs = HYPHENS + APOSTROPHES * (len(found[after].word) == 1)
        after += 1
    words = [token.word for token in found[place:after]]
    if not 1 < len(words) <= MOST:
        return None
    names = [text[token.start : token.end] for token in found[place:after]]
    is_first = all(len(name) > 1 and name[0].isupper() for name in names) and _SURNAME.match(text, found[after - 1].end)
    initials = [("".join(word[0] for word in words),)] if is_first else []
    return Variant(place, after, (("".join(words),), *initials))


def _ordinal(word):
    """« 21ème » and “21st” as « 21e »."""
    found = word[0].isdecimal() and _ORDINAL.fullmatch(word)
    plain = found and found[1] + ("e" if found[2] else "er")
    return ((plain,),) if plain and plain != word else ()


def _century(printed, found, place):
    """« XXIe » as « 21e », and « Ve » before « siècle »."""
    roman = printed[0] in ROMAN and _ROMAN.fullmatch(printed)
    if not roman:
        return ()
    follow = next((token.word for token in found[place + 1 : place + 4] if not _is_between(token.word)), "")
    value = _value(roman[1])
    return ((f"{value}{'e' if value > 1 else 'er'}",),) if value and (follow in CENTURIES or len(roman[1]) > 1) else ()


def _is_between(word):
    return word in BETWEEN or bool(_ROMAN.fullmatch(word.removesuffix("e").upper() + "e"))


def _value(roman):
    values = [ROMAN[letter] for letter in roman]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


@lru_cache(maxsize=10_000)
def apart(printed):
    """The words that one with inner capitals or a number at its end is made of: PyConFR is « py con fr », « pycon fr »
    and « py confr »."""
    if not (1 < len(printed) <= LONGEST and _INNER.search(printed)):
        return ()
    pieces = _PIECE.findall(printed)
    if "".join(pieces) != printed or len(pieces) < 2:
        return ()
    pieces = [fold(piece) for piece in pieces]
    if len(pieces) > MOST:
        return (tuple(pieces),)
    ways = []
    for cuts in product((" ", ""), repeat=len(pieces) - 1):
        together = "".join(piece + cut for piece, cut in zip(pieces, (*cuts, ""), strict=True))
        ways.append(tuple(together.split()))
    return tuple(ways[:-1])
