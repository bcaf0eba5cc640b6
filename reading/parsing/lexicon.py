"""The words by which French and English report speech, from the commented files of `data/`."""

import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LANGUAGES = ("fr", "en")


def plain(word):
    """`word` as the lexicon writes it: small letters, one apostrophe."""
    return word.casefold().replace("'", "’")


@cache
def lines(name):
    """The lines of a data file without their comments; those of a section are ("[section]", line) in order."""
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in re.sub(r"#.*", "", text).splitlines() if line.strip()]


@cache
def words(name):
    return frozenset(plain(word) for line in lines(name) for word in line.split())


@cache
def sections(name):
    """{section: its words} of a file whose sections stand in brackets."""
    found, section = {}, None
    for line in lines(name):
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        else:
            section.update(plain(word) for word in line.split())
    return found


@cache
def nouns(*kinds):
    """The nouns of these kinds, in both languages."""
    return frozenset().union(*(sections(f"nouns_{language}")[kind] for language in LANGUAGES for kind in kinds))


@cache
def by_first_word(name):
    """{first word of the lines: the words that follow it}, as `titles.txt` and `given_names.txt` tell the gender."""
    found = {}
    for line in lines(name):
        head, *rest = line.split()
        found.setdefault(head, []).extend(plain(word) for word in rest)
    return found


@cache
def genders(name):
    """{word: "m", "f" or "x"}; a word of two genders is x."""
    found = {}
    for gender, names in by_first_word(name).items():
        for word in names:
            found[word] = gender if found.get(word, gender) == gender else "x"
    return found


@cache
def given_names():
    """{given name: its gender}, the usual ones and those of registers."""
    return genders("registered_names") | genders("given_names")


def gender_of(given, language):
    """The gender that a given name tells in texts of a language, "x" if none: Jean is of either in English."""
    return "x" if language == "en" and given in words("french_genders") else given_names().get(given, "x")


def is_given(word):
    """Whether `word`, as the lexicon writes it, is a given name, or begins with one before a hyphen."""
    return word in given_names() or word.split("-")[0] in given_names()


@cache
def roles():
    """{form of a role: (the role, gender)}: the role is its first form, the gender x where one form serves both."""
    found = {}
    for language in LANGUAGES:
        for line in lines(f"roles_{language}"):
            forms = line.split()
            for place, form in enumerate(forms):
                gender = "x" if len(forms) == 1 else "f" if place else "m"
                found.setdefault(form, (forms[0], gender))
            for form in forms:
                found.setdefault(f"{form}s", (forms[0], "x"))
    return found


@cache
def standing():
    """{word that may stand for somebody: the roles for which it does}."""
    found = {}
    for line in lines("standing_fr"):
        role, _, others = line.partition(":")
        for word in others.split():
            found.setdefault(word, set()).add(role)
    return found


@cache
def held_roles():
    """The roles, by their first form, that are offices and no trades."""
    return frozenset(plain(word) for line in lines("offices") for word in line.split()[1:])


FINITE, PARTICIPLE, GERUND, INFINITIVE = "finite", "participle", "gerund", "infinitive"


@cache
def verbs():
    """{form: {kinds of form}} of the verbs that report speech, in both languages."""
    found = {}
    for language, conjugate in (("fr", _french), ("en", _english)):
        for line in lines(f"verbs_{language}"):
            regular, colon, irregular = line.partition(":")
            bases = regular.split()
            forms = [form for base in bases[: len(bases) - bool(colon)] for form in conjugate(base)]
            for form, kind in [*forms, *(_listed(bases[-1], irregular, language) if colon else ())]:
                found.setdefault(plain(form), set()).add(kind)
    return found


def _listed(base, irregular, language):
    forms = [form.strip() for form in irregular.split(",")]
    if language == "en":
        return [(form, kind) for form in [base, *forms] for kind in (FINITE, PARTICIPLE)]
    participle, *rest = forms
    present = [(participle, FINITE)] if participle.endswith("t") else []  # « il dit », « elle écrit »
    given = [*present, *((form, GERUND if form.endswith("ant") else FINITE) for form in rest)]
    return [(base, INFINITIVE), *_agreeing(participle), *given]


def _agreeing(participle):
    return [(participle + ending, PARTICIPLE) for ending in ("", "e", "s", "es")]


def _french(verb):
    stem = verb[:-2]
    if verb.endswith("ir"):
        finite = ["it", "issent", "issait", "issaient", "ira", "iront", "irait", "iraient", "irent"]
        forms = [(stem + ending, FINITE) for ending in finite]
        return [(verb, INFINITIVE), *_agreeing(f"{stem}i"), (f"{stem}issant", GERUND), *forms]
    soft = stem[:-1] + "ç" if stem.endswith("c") else f"{stem}e" if stem.endswith("g") else stem
    hard = [soft + ending for ending in ("ait", "aient", "a")]
    open_stems = {
        stem,
        re.sub(r"[eé](?=[^aeiouyé]+$)", "è", stem),
        re.sub(r"([lt])$", r"\1\1", stem),
        re.sub("y$", "i", stem),
    }
    closed = [form + ending for form in open_stems for ending in ("e", "ent", "era", "eront", "erait", "eraient")]
    finite = [(form, FINITE) for form in [*hard, f"{stem}èrent", *closed]]
    return [(verb, INFINITIVE), *_agreeing(f"{stem}é"), (f"{soft}ant", GERUND), *finite]


def _english(verb):
    if re.search(r"[^aeiou]y$", verb):
        present, past = f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    elif verb.endswith("e"):
        present, past = f"{verb}s", f"{verb}d"
    elif re.search(r"^[^aeiou]*u?[aeiou][bdgmnptr]$", verb):
        present, past = f"{verb}s", f"{verb}{verb[-1]}ed"
    else:
        present, past = verb + ("es" if re.search(r"(s|sh|ch|x)$", verb) else "s"), f"{verb}ed"
    gerund = (verb[:-1] if verb.endswith("e") else verb) + "ing"
    return [(verb, FINITE), (present, FINITE), (past, FINITE), (past, PARTICIPLE), (gerund, GERUND)]
