"""In which language words are, by their small words: French, English, or neither."""

import re
from collections import Counter
from functools import cache

from .lexicon import LANGUAGES, sections

NEITHER = "und"  # BCP 47's: there are words, in a language that is not told
_LONGEST = 60_000  # characters that are looked at
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST, _FEWEST = 8, 3  # words, and small words among them, without which nothing is told
_MANY = 20  # words after which a text without French or English ones is in another language
_STRONG = 40  # words that may overrule what a page says of itself
_SPOKEN = 5  # words
# Names of people, places, works: two words with capitals, with small ones between them, or one behind « d’ ».
_NAMED = re.compile(
    r"\b[A-ZÀ-Ý][\w’'.-]{0,40}(?:[ \u00a0\u202f](?:(?:de|du|des|d[’']|la|le|les|l[’']|et|en|à|au|aux|sur|pour|of|the"
    r"|and|to|in|on|for|ap|van|von|der)[ \u00a0\u202f]?){0,3}(?:[dDlL][’'])?[A-ZÀ-Ý][\w’'.-]{0,40})+"
    r"|\b[dDlL][’'][A-ZÀ-Ý]\w+"
)
_MARKED = re.compile(r"«[^«»\n]{1,600}»|“[^“”\n]{1,600}”|\"[^\"\n]{1,600}\"")
# How each prints the marks of what is said: « … », dit X; “…,” said X.
_MARKS = {"fr": re.compile(r"«\s[^«»\n]+\s»"), "en": re.compile(r"“[^“”\n]+[,.?!]”|‘[^‘’\n]+[,.?!]’")}


def language_of(text):
    """ "fr", "en", `NEITHER`, or "" where there are too few words to tell.

    The words outside of marks tell it before those inside, that may be another's, or a title.
    """
    for words in (_MARKED.sub(" ", text[:_LONGEST]), text):
        total, (best, most), (_, second) = _counted(words)
        if total >= _SHORTEST and most >= _FEWEST and most * 10 >= total and most * 3 > second * 4:
            return best if best in LANGUAGES else NEITHER
    if total >= _MANY and most * 10 < total:
        return NEITHER
    return _of_few_words(text) if total < _MANY and _MARKED.search(text) else ""


def _of_few_words(text):
    """The language of a line or two that report speech, if its small words and its marks say that and no other."""
    counts = Counter(_small_words_counted(text)[1])
    for name, marks in _MARKS.items():
        counts[name] += bool(counts[name]) and bool(marks.search(text))
    (best, most), (_, second) = counts.most_common(2)
    return best if best in LANGUAGES and most >= 2 and most > 2 * second else ""


def confirmed(stated, text):
    """The language that a page states, unless its text is plainly in the other; that of the text if it states none."""
    told = language_of(text)
    if not stated or stated[:2] not in LANGUAGES:
        return stated or told
    total, (best, most), _ = _counted(text)
    is_plain = total >= _STRONG and most >= 4 * _small_words_in(text, stated[:2]) and most * 5 >= total
    return best if is_plain and told == best and best in LANGUAGES else stated


def spoken_in(text, language):
    """The language of words that stand in a text in `language`: the other one only if they are clearly in it."""
    total, (best, most), _ = _counted(text)
    if best == language[:2] or best not in LANGUAGES or total < _SPOKEN:
        return language
    own = _small_words_in(text, language[:2]) if language[:2] in LANGUAGES else 0
    is_clear = most >= 2 and most >= 3 * own and most * 5 >= total
    return best if is_clear else language


def _counted(text):
    """(how many words, the language with most of their small words and how many, the one after it)."""
    total, counts = _small_words_counted(text)
    first, second = counts.most_common(2)
    return total, first, second


def _small_words_counted(text):
    """(how many words, {language: how many of its small words}), those of names left out."""
    words = Counter(_WORD.findall(_NAMED.sub(" ", text[:_LONGEST]).casefold()))
    counts = Counter({name: sum(words[word] for word in small) for name, small in _small_words().items()})
    return sum(words.values()), counts


def _small_words_in(text, language):
    return _small_words_counted(text)[1][language]


@cache
def _small_words():
    return sections("small_words")
