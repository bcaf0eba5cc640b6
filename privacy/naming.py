"""The forms in which a name, or words, may stand in a text, and where they stand.

A form is a run of folded words, so accents, case and hyphens make no difference. What stands between the words decides:
« Anne Martin » is a name, « Anne, Martin et Paul » is two, « Martin, Anne » is the name as lists have it.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, partial

from language import names
from language.folding import fold
from reading.parsing.lexicon import genders
from search.analysis import tokens

APOSTROPHES = "'’ʼ"
BETWEEN = re.compile(rf"[\s\-‐‑_+{APOSTROPHES}]{{1,3}}")
INITIAL = re.compile(rf"(?=.)\.?[\s\-‐‑_+{APOSTROPHES}]{{0,3}}")
UNSPACED = re.compile(r"[\s\-・·]{0,3}")
LISTED = re.compile(r",?[\s_+]{1,3}|-")
ANYTHING = re.compile(r"[^\w]{1,40}")
HYPHENS = frozenset("-‐‑")
BEFORE = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]+)(?P<dot>\.?)(?P<sign>[\s\-‐‑_+]?)$")
AFTER = re.compile(r"[-‐‑]([^\W\d_]+)")
AROUND = 40  # letters of a given name
SMALL = frozenset("acdijlmnsty")  # letters that are words, or what is left of one: « il a », « y », « d’ »
SHORTEST_WORDS = 4  # of what was said: fewer may have been said by anybody
SHORTEST_ONE = 8  # letters of a name written in one: « annemartin »
CIVILITIES = {
    "m",
    "mm",
    "mme",
    "mmes",
    "mlle",
    "monsieur",
    "madame",
    "mr",
    "mrs",
    "ms",
    "dr",
    "pr",
    "docteur",
    "maitre",
}


@dataclass(frozen=True)
class Form:
    words: tuple  # folded
    gaps: tuple  # a pattern between each two

    @classmethod
    def of_name(cls, words, *, listed=0):
        """`listed`: how many words come before the comma of « Martin, Anne », if it has one."""
        gaps = [INITIAL if len(word) == 1 else BETWEEN for word in words[:-1]]
        if listed:
            gaps[listed - 1] = LISTED
        return cls(tuple(words), tuple(gaps))

    @classmethod
    def of_words(cls, text):
        words = tuple(token.word for token in tokens(text))
        return cls(words, (ANYTHING,) * (len(words) - 1))


def as_written(name):
    """The forms of a name as it is: by words, with and without its apostrophes, and by letters where no space parts
    words, as in Chinese or Thai."""
    letters = tuple(token.word for token in tokens(name))
    found = {Form.of_name(words) for words in (fold(one).split() for one in _spelled(name)) if words}
    return found | ({Form(letters, (UNSPACED,) * (len(letters) - 1))} if len(letters) > len(name.split()) else set())


def _spelled(name):
    """« O’Brien » is « obrien » in addresses and hashtags."""
    return dict.fromkeys([name, re.sub(f"[{APOSTROPHES}]", "", name)])


def forms_of(name):
    """The forms of a person's name: as it is, as lists have it, with initials, and in one.

    None is a word by itself, which may be anybody's.
    """
    return set().union(*map(_forms_of, _spelled(name)))


def _forms_of(name):
    family, _comma, given = names.sort_name(name).partition(", ")
    family, given = fold(family).split(), fold(given).split()
    whole = [some for some in (name, names.tidy_name(name)) if len(list(tokens(some))) > 1]
    found = set().union(*map(as_written, whole))
    in_one = {"".join(fold(some).split()) for some in whole}
    if family and given:
        initials = [word[0] for word in given]
        for first in (given, initials, ["".join(initials)], given[:1], initials[:1]):
            found |= {Form.of_name([*first, *family]), Form.of_name([*family, *first], listed=len(family))}
        in_one.add("".join([*given, *family]))
    return found | {Form.of_name([one]) for one in in_one if len(one) >= SHORTEST_ONE}


def families_of(name):
    """The family name by itself, or the one word that a name is: others may be called so too."""
    return set().union(*map(_families_of, _spelled(name)))


def _families_of(name):
    family, _comma, given = names.sort_name(name).partition(", ")
    words = fold(family).split()
    return {Form.of_name(words)} if words and (given or len(list(tokens(family))) == 1) else set()


@dataclass(frozen=True)
class Looked:
    """What is looked for: forms, and handles (without @), which are only found as such.

    What is part of a longer form of `others` is theirs.
    """

    forms: frozenset
    handles: frozenset = frozenset()
    others: frozenset = frozenset()

    @cached_property
    def _others(self):
        return Looked(self.others)

    @cached_property
    def _by_first(self):
        found = defaultdict(list)
        for form in sorted(self.forms, key=lambda form: -len(form.words)):
            found[form.words[0]].append(form)
        return found

    @cached_property
    def _in_one(self):
        """As hashtags have them, however short."""
        return {"".join(form.words) for form in self.forms if len(form.words) > 1}

    @cached_property
    def _handle(self):
        some = "|".join(re.escape(handle) for handle in sorted(self.handles))
        return re.compile(rf"(?:\A|(?<![\w.-])@|(?<=/))(?:{some})(?![\w@]|[.-]\w)", re.IGNORECASE) if some else None

    def spans(self, text):
        """[(start, end), …] of all that is found, in order, none within another."""
        found = []
        words = list(tokens(text)) if self.forms else []
        for place, word in enumerate(words):
            if word.word in self._in_one and text[word.start - 1 : word.start] == "#":
                found.append((word.start, word.end))
            for form in self._by_first.get(word.word, ()):
                if end := _end(form, words, place, text):
                    found.append((word.start, end))
                    break
        longer = self._others.spans(text) if found and self.others else []
        found = [span for span in found if not any(map(partial(_is_within, span), longer))]
        if self._handle:
            found += [at.span() for at in self._handle.finditer(text) if at[0][:1] == "@" or _is_whole(at, text)]
        return _apart(found)


def _is_whole(at, text):
    """Whether a handle without @ is all of the text, or a part of an address."""
    return at.span() == (0, len(text)) or at.start() > 0


def _end(form, words, place, text):
    """Where the form that begins at the word of that place ends; None if it does not stand there."""
    some = words[place : place + len(form.words)]
    if tuple(word.word for word in some) != form.words:
        return None
    if len(some) > 1 and _is_by_chance(some, text):
        return None
    gaps = zip(some, some[1:], form.gaps, strict=False)
    if not all(gap.fullmatch(text[before.end : after.start]) for before, after, gap in gaps):
        return None
    is_name = len(some) > 1 and form.gaps[0] is not ANYTHING
    return None if is_name and _is_of_longer_name(text, some[0].start, some[-1].end) else some[-1].end


def _is_of_longer_name(text, start, end):
    """« Jean-Pierre Roux », « J.-P. Roux » and « Pierre Roux-Martin » are not Pierre Roux."""
    return _goes_on(text, start, end) or _begins_before(text, start)


def _goes_on(text, start, end):
    """« Roux-Martin », and not « Roux-CNRS »."""
    after = AFTER.match(text, end)
    if not after or not after[1][0].isupper():
        return False
    is_acronym = after[1].isupper() and len(after[1]) > 1
    return not is_acronym or text[start:end].isupper()


def _begins_before(text, start):
    """« Jean-Pierre », « J.-P. », and not « M. P. »."""
    before = BEFORE.search(text, max(0, start - AROUND), start)
    if not before:
        return False
    word, is_tied = before["word"], before["sign"] in HYPHENS
    if len(word) == 1 and before["dot"]:
        return word.isupper() and (is_tied or word != "M")
    is_given = not before["dot"] and bool(before["sign"]) and fold(word) in _given_names()
    return is_given and (is_tied or word[0].isupper())


@cache
def _given_names():
    return frozenset(fold(name) for name in genders("given_names"))


def _is_within(span, other):
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def _is_by_chance(some, text):
    """Whether a small word stands where an initial would: « il a Martin pour ami »; an initial is a capital.

    In an address nothing is, so that all but one of the words have to be longer there.
    """
    is_short = sum(len(word.word) > 1 for word in some) < 2
    for place, word in enumerate(some):
        if word.word in SMALL and text[word.start].islower():
            beside = text[word.end : word.end + 1] if place + 1 < len(some) else text[word.start - 1]
            if beside not in APOSTROPHES and (is_short or beside.isspace()):
                return True
    return False


def _apart(spans):
    """`spans` without those that begin within another one."""
    found = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def alone(looked, text, *, but):
    """The spans of `looked`, family names, that stand in none of `but`, and that no other given name stands before."""
    taken = but.spans(text)
    return [
        span
        for span in looked.spans(text)
        if not any(start <= span[0] < end for start, end in taken) and not _has_another_given_name(text[: span[0]])
    ]


def _has_another_given_name(before):
    """Whether a word with a capital, and no civility, stands right before: « Paul Martin »; or any in `paul-martin`."""
    last = re.search(r"([^\W\d_][\w’'-]*)([ \u00a0\-])$", before)
    return bool(last) and (last[2] == "-" or last[1][0].isupper() and fold(last[1]) not in CIVILITIES)


def replaced(text, spans, by):
    """`text` with what `by` makes of each span's words in its place."""
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], by(text[start:end])]
        last = end
    return "".join([*parts, text[last:]])
