"""Names of persons: shown « Prénom Nom », sorted on the family name with its particles."""

import re
from itertools import takewhile
from os.path import commonprefix

from search.folding import fold

# What may stand before a family name and belongs to it, as it is printed when the source has it in capitals.
PARTICLES = {
    # French: the preposition is small, the article keeps its capital (Jean de La Fontaine, Jean-Baptiste Le Moyne)
    "de": "de", "du": "du", "des": "des", "la": "La", "le": "Le", "les": "Les",
    # Dutch and Flemish
    "van": "van", "den": "den", "der": "der", "ter": "ter", "ten": "ten",
    # German
    "von": "von", "zu": "zu", "zum": "zum", "zur": "zur",
    # Italian, Spanish, Portuguese
    "da": "da", "di": "Di", "del": "del", "della": "Della", "do": "do", "dos": "dos", "das": "das",
    # Arabic and Hebrew
    "al": "Al", "ben": "Ben", "bin": "bin", "el": "El", "ibn": "ibn", "ould": "Ould",
}  # fmt: skip
# Between the two halves of a family name (José Ortega y Gasset).
LINKS = {"y", "e", "i"}
# After the family name, and no name themselves.
SUFFIX = re.compile(r"[JS]r\.?|[IVX]{2,}", re.IGNORECASE)
# Before everything else, so that « Le Corbusier » has no given name.
ARTICLES = {"la", "le", "les", "de", "du", "des"}


def _parts(name):
    """The words of the given name and those of the family name, out of capitals; a single word is a family name."""
    words = name.split()
    if len(words) < 2:
        return [], words
    start = _family_start(words)
    given, family = words[:start], words[start:]
    leading = list(takewhile(_is_in_capitals, words))
    if leading and leading != words:  # « MORENO Carlos », as registers write
        given, family = words[len(leading) :], leading
    return [_tidy(word) for word in given], [_tidy(word) for word in family]


def _family_start(words):
    """Where the family name begins: at its capitals, or else at the last word, and at the particles before it."""
    start = len(words) - 1
    if start > 1 and SUFFIX.fullmatch(words[start]):
        start -= 1
    if not all(map(_is_in_capitals, words)):
        while start > 1 and _is_in_capitals(words[start]) and _is_in_capitals(words[start - 1]):
            start -= 1
    if start > 2 and words[start - 1].lower() in LINKS:
        start -= 2
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return 0 if start == 1 and words[0].lower() in ARTICLES else start


def _is_in_capitals(word):
    """Whether `word` is a name in capitals, which « C. », « JRR » and « VIII » are not: a name has a vowel."""
    letters = re.sub(r"^d['’]|[^\w]", "", word)
    return (
        len(letters) > 1
        and letters.isupper()
        and "." not in word
        and bool(re.search("[aeiouy]", fold(letters)))
        and not SUFFIX.fullmatch(word)
    )


def _tidy(word):
    if not _is_in_capitals(word):
        return word
    if word.lower() in PARTICLES:
        return PARTICLES[word.lower()]
    capitalized = re.sub(r"[^\W\d_]+", lambda letters: letters[0].capitalize(), word)
    return re.sub(r"^D(?=['’])", "d", capitalized)


def sort_name(name):
    """« Luciani-Boyer, Pascale »; a name of one part stays as it is."""
    given, family = _parts(name)
    return ", ".join(" ".join(words) for words in (family, given) if words)


def tidy_name(name):
    """« Carlos Moreno » for « Carlos MORENO » or « MORENO Carlos »."""
    given, family = _parts(name)
    return " ".join(given + family)


def initials(name):
    """At most two letters for a person without a portrait, small particles skipped: « Charles de Gaulle » is CG."""
    given, family = _parts(name)
    named = [word for word in family if not word[0].islower()] or family
    letters = (re.search(r"[^\W_]", " ".join(words)) for words in (given, named))
    return "".join(letter[0].upper()[0] for letter in letters if letter)


def same_person_key(name):
    """Equal for two forms that have the same words, in any order, case and accents aside."""
    return " ".join(sorted(fold(name).split()))


def likely_same(one, other):
    """Whether two forms may name one person: the same words, initials for given names, or one slip of the keyboard.

    A hint for people to check: « Michel Roy » and « Michèle Roy » are one letter apart.
    """
    if not fold(one) or not fold(other):
        return False
    if same_person_key(one) == same_person_key(other):
        return True
    given, family = _folded_parts(one)
    other_given, other_family = _folded_parts(other)
    if not given or len(given) != len(other_given) or len(family) != len(other_family):
        return False
    given_pairs = [pair for pair in zip(given, other_given, strict=True) if not _has_initial(*pair)]
    different = [pair for pair in [*given_pairs, *zip(family, other_family, strict=True)] if pair[0] != pair[1]]
    return not different or (len(different) == 1 and _is_slip(*different[0]))


def _folded_parts(name):
    given, family = _parts(name)
    return fold(" ".join(given)).split(), fold(" ".join(family)).split()


def _has_initial(one, other):
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _is_slip(one, other):
    """One letter more, less or other, or two letters swapped, in words of four letters or more."""
    if min(len(one), len(other)) < 4:
        return False
    start = len(commonprefix([one, other]))
    one, other = one[start:], other[start:]
    end = len(commonprefix([one[::-1], other[::-1]]))
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
