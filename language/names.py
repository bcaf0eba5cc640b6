"""Names of persons: shown « Prénom Nom », sorted on the family name with its particles."""

import re
from functools import lru_cache
from itertools import takewhile
from os.path import commonprefix

from language.folding import fold

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
# Those without which people are called, too, when folded: « La Tour », « Tour » of Anne de La Tour.
LEFT_OUT = frozenset("de du des d la von van der den di da del della do dos das".split())
# Between the two halves of a family name (José Ortega y Gasset).
LINKS = {"y", "e", "i"}
# After the family name, and no name themselves.
SUFFIX = re.compile(r"(?:[JS]r\.?|JR|SR|fils|père|[IVX]{2,})")
# After the only name of a sovereign or a pope, who has no family name: Louis XIV, Jean XXIII, François Ier.
NUMERAL = re.compile(r"[IVX]+|(?:I|1)(?:er|re|ère)")
# Before a name, and no part of it. « M » without its point may be an initial.
TITLES = re.compile(
    r"MM?\.|(?i:M(?:me|mes|lle|lles|r|rs|s|e|gr)|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Miss|Sir|Dame|D(?:r|re)|"
    r"Docteure?|Doctor|Pr|Pre|Prof|Professeure?|Professor|Maître|Monseigneur|Herr|Frau|Rev|Reverend|(?:Dipl\.-)?Ing)\.?"
)
# Before both names of somebody; one of them alone may be called so.
RANKS = re.compile(r"général|colonel|commandant|capitaine|lieutenant|amiral|maréchal|cardinal", re.IGNORECASE)
SUBJECTS = re.compile(r"(?:med|univ|rer|nat|phil|jur|iur|oec|pol|ing|theol|h\.\s?c|habil)\.", re.IGNORECASE)  # Dr. med.
# After a name; those that are no names either may stand without a comma.
DEGREES = re.compile(
    r"(?i:Ph\.?\s?D|M\.?B\.?A|D\.?Phil|LL\.?[BM]|Pharm\.?D)\.?"
    r"|[MB]\.?(?:Sc|Ed|Eng)\.?|P\.?Eng\.?|[CFA]PA|CFA|HDR|D\.?E\.?A\.?|D\.?E\.?S\.?S?\.?|[COM]BE"
)
AFTER_A_COMMA = re.compile(
    r"(?:[MB]\.?(?:A|D|Sc|S|Ed|Eng)|J\.?D|Ed\.?D|Esq|docteure?|professeure?|doctorante?|avocate?|ingénieure?|architecte)"
    r"\.?(?: .*)?",
    re.IGNORECASE,
)
OFFICES = re.compile(
    r"(?:(?:vice|co|sous|ex|ancienne?|euro) ?)?(?:deput|senat|maires?\b|mayor\b|minist|elue?s?\b|conseill|presid|"
    r"direct|cheffe|chef\b|adjoint|secretaire|prefe|cherch|consult|fondat|founder|pdg\b|responsable|charge|maitre\b|urbanist|"
    r"journalist|ecrivain|autric|auteur|author|artist|geograph|sociolog|economist|historien|philosoph|jurist|enseign|"
    r"etudi|member|membre|delegu|animat|coord|medecin|notaire|magistrat|expert|represent|porte parole|gerant|associ|"
    r"retrait|benevole|habitant|entrepren|commissaire|ambassad|chair\b|head\b|chief\b|ceo\b|cto\b|writer|engineer|"
    r"architect|lawyer|senior|lecturer|research|manager|officer|avocat|ingenieur|doct|profess)"
)
# With one name behind it, it is what somebody goes by: Abbé Pierre, Mère Teresa.
ORDERS = re.compile(
    r"(?:l['’])?(?:abbé|père|sœur|soeur|mère|frère|sainte?|ste?|sister|brother|mother|father|rabbi|fra)\.?",
    re.IGNORECASE,
)
# Behind all the given names of a sovereign: « Juan Carlos Ier ».
ORDINAL = re.compile(r"I|(?:I|1)(?:er|re|ère)")
LISTED = re.compile(r"(\S[^(]*?)\s*\(([^()]+)\)")  # « ROUX (Anne) »
# Behind such a name, or one with a numeral: Henri III de Navarre, Charles V le Sage.
ORIGINS = re.compile(r"(?:de|du|des|of|von|le|la|the|l['’].+|d['’].+)", re.IGNORECASE)
# « Anne Durand née Roux » is filed under Durand.
BORN = re.compile(r"\s+(?:née?|épouse|ép\.|veuve|alias|dite?)\s+\S.*$")
ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
DASHES = "-–—"
DASH = re.compile(rf"\s+[{DASHES}]\s+")
# What stays small before the capitals of a name: McDONALD, FitzGERALD, LeBLANC.
MIXED = re.compile(r"(?:Mc|Mac|Fitz|L[ea]|D[eiu]|Van)(?=[^\W\d_]{2})")
WITHOUT_VOWELS = {"ng", "vlk", "srb", "brk", "krc", "crk"}  # and names all the same
# Before everything else, so that « Le Corbusier » has no given name.
ARTICLES = {"la", "le", "les", "de", "du", "des"}


def _parts(name):
    """The words of the given name and those of the family name, out of capitals; a single word is a family name.

    Titles and degrees are left out. What has no capitals, as Chinese or Arabic, keeps the order in which it is written.
    """
    name, given = _without_what_follows(_spoken(name))
    words = _joined(_without_titles(name.split()))
    if not any(map(_has_case, words)):
        return [], words
    if given:  # « Moreno, Carlos », as lists write
        return [_tidy(word) for word in given], [_tidy(word) for word in words]
    words, suffix = _without_suffix(words)
    if len(words) < 2 or _goes_by_all(words):
        return [], [_tidy(word) if len(words) > 1 else word for word in words] + suffix
    start = _family_start(words)
    given, family = words[:start], words[start:]
    particles = list(takewhile(lambda word: word.lower() in PARTICLES, words))
    leading = list(takewhile(_is_in_capitals, words[len(particles) :]))
    leading = particles + leading if leading else []
    if (
        leading and leading != words
    ):  # « MORENO Carlos », « Le GALL Anne », « von der LEYEN Ursula », as registers write
        given, family = words[len(leading) :], leading
    return [_tidy(word) for word in given], [_tidy(word) for word in family] + suffix


def _spoken(name):
    """`name` without its signs and accounts: « Anne Roux 🌻 », « Anne Roux @aroux »."""
    words = name.split()
    spoken = [word for word in words if word[0] != "@" and (word in DASHES or any(map(str.isalnum, word)))]
    return " ".join(spoken) if 0 < len(spoken) < len(words) and "," not in name else name


def _without_what_follows(name):
    """(the name without degrees and what else stands behind it, the given names if it is they that do)"""
    if (listed := LISTED.fullmatch(name)) and _is_capitalized(listed[2]) and _is_family_alone(listed[1]):
        return listed[1], listed[2].split()
    name = _without_aside(name)
    head, *pieces = [piece.strip() for piece in DASH.sub(", ", name).split(",")]
    if not head or not any(pieces):
        return name, []
    kept, given = head, []
    for piece in filter(None, pieces):
        if SUFFIX.fullmatch(piece):
            kept += f" {piece}"
        elif not _is_no_name(piece, head):
            given.append(piece)
    if len(given) > 1 and _is_whole(head):  # « Anne Roux, Lyon, France »
        return kept, []
    if given and not _is_capitalized(given[0]):
        return name, []
    return kept, _without_titles(given[0].split()) if given else []


def _without_aside(name):
    """« Anne Roux » for « Anne Roux (Lyon) » and « Anne Roux née Noir », « Roux » for « Roux (maire) ».

    « Roux (Anne) » stays.
    """
    born = BORN.search(name)
    name = name[: born.start()] if born and _is_whole(name[: born.start()]) else name
    aside = ASIDE.search(name)
    if not aside:
        return name
    before = name[: aside.start()]
    return before if _is_whole(before) or before.strip() and aside[1][:1].islower() else name


def aside_of(name: str) -> str:
    """« Lyon » of « Anne Roux (Lyon) »; nothing of « Roux (Anne) »."""
    aside = ASIDE.search(name)
    return aside[1] if aside and _without_aside(name) != name else ""


def without_particles(family: str) -> list[str]:
    """« de la tour », « la tour » and « tour » of a folded family name, the shortest last."""
    words, found = family.split(), [family]
    while len(words) > 1 and words[0] in LEFT_OUT:
        words = words[1:]
        found.append(" ".join(words))
    return found


def born_as(name: str) -> str:
    """« Petit » of « Anne Roux née Petit »."""
    born = re.search(r"\b(?:née?|alias|dite?)\s+(\S.*?)\)?$", name)
    return born[1] if born else ""


def _is_whole(name):
    """Whether `name` has two words, so that it does not lack its given name."""
    return sum(map(_has_case, name.split())) > 1


def _is_family_alone(name):
    """« ROUX », « LE GALL »; not « ANNE ROUX »."""
    words = name.split()
    return name.isupper() and (len(words) == 1 or words[0].lower() in PARTICLES)


def _is_no_name(piece, name):
    """Whether what follows `name` and a comma is a degree or a function: « PhD », « OBE », « maire de Sèvres »."""
    if DEGREES.fullmatch(piece) or AFTER_A_COMMA.fullmatch(piece) or OFFICES.match(fold(piece)):
        return True
    if re.match(r"[^\W\d_]{3}", piece) and piece[0].islower():
        return True
    if not _is_whole(name) or name.isupper() or name.split()[0].lower() in PARTICLES:
        return False
    letters = re.sub(r"[\s.]", "", piece)
    is_acronym = letters.isupper() and len(letters) <= 5 and (len(letters) > 2 if "." in piece else len(letters) > 1)
    return is_acronym or bool(re.fullmatch(r"[^\W\d_]{3,}\.", piece))


def _is_capitalized(piece):
    words = piece.split()
    return len(words) < 4 and all(word[0].isupper() or word.lower() in PARTICLES for word in words)


def _without_titles(words):
    start = 0
    while start < len(words) and (length := _title_at(words, start)):
        start += length
    end = len(words)
    while end > start + 1 and (DEGREES.fullmatch(words[end - 1]) or end > start + 2 and _is_acronym(words[end - 1])):
        end -= 1
    return words[start:end] or words


def _title_at(words, start):
    """How many words of a title begin there: « Dr », « med. », « le professeur », « la députée »; 0 of a name."""
    word, *following = words[start:]
    if TITLES.fullmatch(word) or start and SUBJECTS.fullmatch(word) or RANKS.fullmatch(word) and len(following) > 1:
        return 1
    is_led = word.lower() in {"le", "la"} and len(following) > 1
    if not is_led or not (following[0][0].islower() or len(following[0].rstrip(".")) < 4):
        return 0
    return 2 if TITLES.fullmatch(following[0]) or OFFICES.match(fold(following[0])) else 0


def _is_acronym(word):
    """« FRCS », which nobody is called"""
    is_name = re.search("[aeiouy]", fold(word)) or fold(word) in WITHOUT_VOWELS
    return len(word) > 1 and word.isalpha() and word.isupper() and not is_name and not SUFFIX.fullmatch(word)


def _goes_by_all(words):
    """Whether there is no family name among several words: « Abbé Pierre », « Henri III de Navarre »."""
    if len(words) > 2 and ORDINAL.fullmatch(words[-1]):
        return True
    named = words[1:] if ORDERS.fullmatch(words[0]) else words
    place = 2 if len(named) > 2 and NUMERAL.fullmatch(named[1]) else 1
    if len(named) > place and ORIGINS.fullmatch(named[place]):
        return len(named) < len(words) or place == 2 or named[1].lower() in {"of", "the"}
    return len(named) == 1 < len(words)


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
    is_led = words[0].lower() in ARTICLES or words[0] in PARTICLES  # « van Gogh », but « Van Morrison »
    return 0 if start == 1 and is_led else start


def _ends_in_a_particle(word):
    """« Durand-Le », before « Gall »"""
    head, _, tail = word.rpartition("-")
    return bool(head) and tail.lower() in PARTICLES


def _has_case(word):
    return word.lower() != word.upper()


def _is_in_capitals(word):
    """Whether `word` is a name in capitals, which « C. », « JRR » and « VIII » are not: a name has a vowel."""
    letters = re.sub(r"^d['’]|[^\w]", "", MIXED.sub("", word, count=1))
    return (
        len(letters) > 1
        and letters.isupper()
        and "." not in word
        and bool(re.search("[aeiouy]", fold(word)) or fold(word) in WITHOUT_VOWELS)
        and not SUFFIX.fullmatch(word)
    )


def _tidy(word):
    if not _is_in_capitals(word):
        return word
    if word.lower() in PARTICLES:
        return PARTICLES[word.lower()]
    if mixed := MIXED.match(word):
        return mixed[0] + _tidy(word[mixed.end() :])
    capitalized = re.sub(r"[^\W\d_]+", lambda letters: letters[0].capitalize(), word)
    capitalized = re.sub(r"^D(?=['’])", "d", capitalized)
    return re.sub(r"^Mc(\w)", lambda found: f"Mc{found[1].upper()}", capitalized)


@lru_cache(maxsize=5_000)
def sort_name(name: str) -> str:
    """« Luciani-Boyer, Pascale »; a name of one part stays as it is."""
    given, family = _parts(name)
    return ", ".join(" ".join(words) for words in (family, given) if words)


def tidy_name(name: str) -> str:
    """« Carlos Moreno » for « Carlos MORENO » or « MORENO Carlos »."""
    given, family = _parts(name)
    return " ".join(given + family)


@lru_cache(maxsize=5_000)
def initials(name: str) -> str:
    """At most two letters for a person without a portrait, small particles skipped: « Charles de Gaulle » is CG."""
    given, family = _parts(name)
    named = [word for word in family if not word[0].islower()] or family
    letters = (re.search(r"[^\W_]", " ".join(words)) for words in (given, named))
    return "".join(letter[0].upper()[0] for letter in letters if letter)


def same_person_key(name: str) -> str:
    """Equal for two forms that have the same words, in any order, case and accents aside."""
    return " ".join(sorted(fold(name).split()))


def likely_same(one: str, other: str) -> bool:
    """Whether two forms may name one person: the same letters, initials for given names, or one slip of the keyboard.

    A hint for people to check: « Michel Roy » and « Michèle Roy » are one letter apart.
    """
    if not fold(one) or not fold(other):
        return False
    if same_person_key(one) == same_person_key(other) or _glued(one) == _glued(other):
        return True
    given, family = _folded_parts(one)
    other_given, other_family = _folded_parts(other)
    if not given or len(given) != len(other_given) or len(family) != len(other_family):
        return False
    given_pairs = [pair for pair in zip(given, other_given, strict=True) if not _has_initial(*pair)]
    different = [pair for pair in [*given_pairs, *zip(family, other_family, strict=True)] if pair[0] != pair[1]]
    return not different or (len(different) == 1 and is_slip(*different[0]))


def _glued(name):
    """Equal for « Anne Le Gall » and « Anne Legall »."""
    return fold(name).replace(" ", "")


@lru_cache(maxsize=10_000)  # a name is compared with all who share a word with it
def _folded_parts(name):
    given, family = _parts(name)
    return fold(" ".join(given)).split(), fold(" ".join(family)).split()


def _has_initial(one, other):
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def is_slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two letters swapped, in words of four letters or more."""
    if min(len(one), len(other)) < 4:
        return False
    start = len(commonprefix([one, other]))
    one, other = one[start:], other[start:]
    end = len(commonprefix([one[::-1], other[::-1]]))
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
