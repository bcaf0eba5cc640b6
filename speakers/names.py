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
    # Scottish and Irish: « Mac Mahon »
    "mac": "Mac",
    # Arabic and Hebrew
    "al": "Al", "ben": "Ben", "bin": "bin", "el": "El", "ibn": "ibn", "ould": "Ould",
}  # fmt: skip
# Between the two halves of a family name (José Ortega y Gasset).
LINKS = {"y", "e", "i"}
# After the family name, and no name themselves.
SUFFIX = re.compile(r"(?:[JS]r\.?|JR|SR|fils|père|[IVX]{2,})")
# After the only name of a sovereign or a pope, who has no family name: Louis XIV, Jean XXIII, François Ier.
NUMERAL = re.compile(r"[IVX]+|(?:I|1)(?:er|re|ère)")
# Before a name, and no part of it. « M » without its point may be an initial.
TITLES = re.compile(
    r"MM?\.|(?i:M(?:me|mes|lle|lles|r|rs|s|e|gr)|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Miss|Sir|Dame|D(?:r|re)|"
    r"Docteure?|Doctor|Pr|Pre|Prof|Professeure?|Professor|Maître|Monseigneur|Herr|Frau|Rev|Reverend)\.?"
)
SUBJECTS = re.compile(r"(?:med|univ|rer|nat|phil|jur|iur|oec|pol|ing|theol|h\.\s?c|habil)\.", re.IGNORECASE)  # Dr. med.
# After a name; those that are no names either may stand without a comma.
DEGREES = re.compile(r"(?:Ph\.?\s?D|M\.?B\.?A|D\.?Phil|LL\.?M|Pharm\.?D)\.?", re.IGNORECASE)
AFTER_A_COMMA = re.compile(
    r"(?:[MB]\.?(?:A|D|Sc|S|Ed|Eng)|J\.?D|Ed\.?D|Esq|docteure?|professeure?|doctorante?|avocate?|ingénieure?|architecte)"
    r"\.?(?: .*)?",
    re.IGNORECASE,
)
# Before everything else, so that « Le Corbusier » has no given name.
ARTICLES = {"la", "le", "les", "de", "du", "des"}


def _parts(name):
    """The words of the given name and those of the family name, out of capitals; a single word is a family name.

    Titles and degrees are left out. What has no capitals, as Chinese or Arabic, keeps the order in which it is written.
    """
    name, given = _without_what_follows(name)
    words = _joined(_without_titles(name.split()))
    if not any(map(_has_case, words)):
        return [], words
    if given:  # « Moreno, Carlos », as lists write
        return [_tidy(word) for word in given], [_tidy(word) for word in words]
    words, suffix = _without_suffix(words)
    if len(words) < 2:
        return [], words + suffix
    start = _family_start(words)
    given, family = words[:start], words[start:]
    leading = list(takewhile(_is_in_capitals, words))
    if leading and leading != words:  # « MORENO Carlos », as registers write
        given, family = words[len(leading) :], leading
    return [_tidy(word) for word in given], [_tidy(word) for word in family] + suffix


def _without_what_follows(name):
    """(the name without degrees and what else stands behind a comma, the given names if it is they that do)"""
    head, *pieces = [piece.strip() for piece in name.split(",")]
    if not head or not all(pieces):
        return name, []
    kept, given = head, []
    for piece in pieces:
        if SUFFIX.fullmatch(piece):
            kept += f" {piece}"
        elif not _is_no_name(piece, head):
            if len(pieces) > 1 or not _is_capitalized(piece):
                return name, []
            given = piece.split()
    return kept, given


def _is_no_name(piece, name):
    """Whether what follows `name` and a comma is a degree or a function: « PhD », « OBE », « maire de Sèvres »."""
    is_acronym = piece.isupper() and len(piece) <= 5 and len(name.split()) > 1 and not name.isupper()
    is_function = bool(re.match(r"[^\W\d_]{3}", piece)) and piece[0].islower()
    return bool(DEGREES.fullmatch(piece) or AFTER_A_COMMA.fullmatch(piece)) or is_acronym or is_function


def _is_capitalized(piece):
    words = piece.split()
    return len(words) < 4 and all(word[0].isupper() or word.lower() in PARTICLES for word in words)


def _without_titles(words):
    start = 0
    while start < len(words) and (TITLES.fullmatch(words[start]) or start and SUBJECTS.fullmatch(words[start])):
        start += 1
    end = len(words)
    while end > start + 1 and DEGREES.fullmatch(words[end - 1]):
        end -= 1
    return words[start:end] or words


def _joined(words):
    """`words` with « Mc Donald » in one; « MC Solaar » goes by these two."""
    for place in range(len(words) - 1):
        mark, name = words[place : place + 2]
        if mark == "Mc" or mark == "MC" and len(words) > 2 and _is_in_capitals(name):
            mark = mark.upper() if _is_in_capitals(name) else mark
            return [*words[:place], mark + name, *_joined(words[place + 2 :])]
    return words


def _without_suffix(words):
    is_suffix = len(words) > 1 and (
        SUFFIX.fullmatch(words[-1]) or len(words) == 2 and _has_case(words[0]) and NUMERAL.fullmatch(words[-1])
    )
    return (words[:-1], words[-1:]) if is_suffix else (words, [])


def _family_start(words):
    """Where the family name begins: at its capitals, or else at the last word, and at the particles before it."""
    start = len(words) - 1
    if not all(map(_is_in_capitals, words)):
        while start > 1 and _is_in_capitals(words[start]) and _is_in_capitals(words[start - 1]):
            start -= 1
    if start > 2 and words[start - 1].lower() in LINKS:
        start -= 2
    while start > 1 and words[start - 1].lower() in PARTICLES or start and _ends_in_a_particle(words[start - 1]):
        start -= 1
    return 0 if start == 1 and words[0].lower() in ARTICLES else start


def _ends_in_a_particle(word):
    """« Durand-Le », before « Gall »"""
    head, _, tail = word.rpartition("-")
    return bool(head) and tail.lower() in PARTICLES


def _has_case(word):
    return word.lower() != word.upper()


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
    capitalized = re.sub(r"^D(?=['’])", "d", capitalized)
    return re.sub(r"^Mc(\w)", lambda found: f"Mc{found[1].upper()}", capitalized)


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
    return not different or (len(different) == 1 and is_slip(*different[0]))


def _folded_parts(name):
    given, family = _parts(name)
    return fold(" ".join(given)).split(), fold(" ".join(family)).split()


def _has_initial(one, other):
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def is_slip(one, other):
    """One letter more, less or other, or two letters swapped, in words of four letters or more."""
    if min(len(one), len(other)) < 4:
        return False
    start = len(commonprefix([one, other]))
    one, other = one[start:], other[start:]
    end = len(commonprefix([one[::-1], other[::-1]]))
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
