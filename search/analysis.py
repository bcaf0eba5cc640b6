"""What a text is made of for the search: its words with their places, and the terms under which they are indexed.

A term is only [a-z0-9]: neither engine's own parser can split or change it, so both find the same.
"""

import re
import unicodedata
from functools import lru_cache, partial
from typing import NamedTuple

import Stemmer

from language.folding import fold

from .words import lines

LONGEST = 50  # characters of a term; a tsvector of the longest text stays below PostgreSQL's limit of 1 MB
LOOKED_AT = 200  # of a word: strangers may ask for one of ten thousand, all of which would be remembered

# Accents typed apart, vowel signs, soft hyphens, zero-width characters: part of the word they stand in.
_MARKS = "".join(chr(code) for code in range(0x80, 0x20000) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Cf"))
_INSIDE = f"[{re.escape(_MARKS)}]"
# Thai and Lao, Burmese, Khmer, kana, Chinese: no spaces between words, so that each letter is one; digits make numbers.
UNSPACED = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1000-\u103f\u104a-\u108f\u109a-\u109f\u1780-\u17df\u17ea-\u17ff"
    "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_ONE = f"(?=[{UNSPACED}])\\w{_INSIDE}*"
# The modifier letters that look like apostrophes separate, as these do.
_LETTER = f"[^\\W_\u02b9\u02bb\u02bc{UNSPACED}]"
_ACRONYM = r"(?=\w\.)(?<![\w.])(?:(?![\d_])\w\.){2,}(?:(?![\d_])\w)?(?!\w)"
_TODAY = "\\b(?i:aujourd['’\u02bc]hui)\\b"
_PLAIN = "[0-9A-Za-zÀ-ÖØ-öø-ÿŒœ]+(?=[ .,’'])"  # nearly every word there is, found in half the time
_WORD = re.compile(f"{_ACRONYM}|{_TODAY}|{_PLAIN}|{_LETTER}(?:{_LETTER}|{_INSIDE})*|{_ONE}")

# Fold first, stem then: Snowball takes « élu » and « élus », « vélo » and « vélos » for different words.
_RULES = ((re.compile(r"(?<=..)ees?$"), "e"), (re.compile(r"(?<=..[aeiou])s$"), ""))
_IRREGULAR = {
    **{"travaux": "travail", "vitraux": "vitrail", "baux": "bail", "yeux": "oeil", "cieux": "ciel", "aieux": "aieul"},
    **{"st": "saint", "ste": "sainte"},
    # Snowball takes the ending for that of « heureux ».
    **{f"{word}x": word for word in ("lieu", "milieu", "jeu", "enjeu", "feu", "voeu", "neveu", "cheveu", "adieu")},
}
_STEMMERS = {"fr": Stemmer.Stemmer("french"), "en": Stemmer.Stemmer("english")}


class Token(NamedTuple):
    start: int  # code points into the text
    end: int
    word: str  # folded


_token = partial(tuple.__new__, Token)  # in two thirds of the time that Token(…) takes


def tokens(text):
    """Yield the words of `text`: « L’élu de la R.A.T.P. » has l, elu, de, la, ratp."""
    for found in _WORD.finditer(text):
        if word := folded_word(found[0]):
            yield _token((found.start(), found.end(), word))


def folded_word(word):
    return _folded_word(word[:LOOKED_AT])


@lru_cache(maxsize=100_000)
def _folded_word(word):
    return fold(word).replace(" ", "")


@lru_cache(maxsize=100_000)
def stem(word, language):
    """The term of a folded word. A language that is neither English nor French is stemmed as French."""
    language = "en" if language[:2] == "en" else "fr"
    stems, forms = tables(language)
    if known := forms.get(word):
        return known
    cut = snowball(word, language)
    return stems.get(cut, cut)[:LONGEST]


@lru_cache(maxsize=2)
def tables(language):
    """({stem: term}, {folded form: term}) where Snowball alone would not find the word that a form is of."""
    return tuple(
        {form: term for term, *known in map(str.split, lines(f"{name}-{language}")) for form in known}
        for name in ("stems", "forms")
    )


def snowball(word, language):
    """What a folded word is cut down to by rules alone."""
    if language[:2] == "en":
        return _STEMMERS["en"].stemWord(word)
    word = _IRREGULAR.get(word, word)
    for ending, kept in _RULES:
        word = ending.sub(kept, word)
    return _STEMMERS["fr"].stemWord(word)


def as_begun(word):
    """The term of a folded word as it stands, that others may begin with."""
    return word[:LONGEST]


def terms(text, language):
    """The terms of `text`, one for each word, in order."""
    return [stem(token.word, language) for token in tokens(text)]


def alternatives(word):
    """The terms under which a folded word may be indexed, for a query does not say its language."""
    return tuple(dict.fromkeys(stem(word, language) for language in _STEMMERS))


def _folded(*names):
    return frozenset(fold(" ".join(line for name in names for line in lines(name))).split())


STOP_WORDS = _folded("fr", "en", "civilities")  # a query of loose words does without them when it has others
ASKING = _folded("asking")  # a question begins with them
FRAMING = _folded("framing")  # they only frame a question: who *said* what
