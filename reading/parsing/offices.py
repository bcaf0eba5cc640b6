"""Offices: « directrice du théâtre », « ancien maire de Rennes »; who holds which, as the article tells it."""

import re
from dataclasses import dataclass, replace
from functools import cache

from language.folding import fold

from .lexicon import FINITE, INFINITIVE, held_roles, lines, roles, sections, standing, verbs
from .names import AND, ARTICLES, PREPOSITIONS, SMALL, agree

_LONGEST = 12  # tokens of a complement
_FAR = 5  # tokens before a head in which its determiner stands

# They make another office of the one that they stand beside.
RANKS = frozenset(
    "ancien ancienne anciens ex futur future honoraire adjoint adjointe suppléant suppléante vice"
    " sous intérimaire assistant assistante former deputy acting associate interim honorary past"
    " outgoing incoming elect junior alors then".split()
)
# Before a French office, they tell which one it is: « la première adjointe ».
_ORDINALS = re.compile(r"(?:premi(?:er|ère)|seconde?|\w+ième|nouve(?:au|l|lle)|actuel(?:le)?|new|current)$")
_NEW = frozenset("nouveau nouvel nouvelle actuel actuelle new current".split())  # they tell no other office
_OF = frozenset("de d’ du des of for at".split())
_AT = frozenset("à au aux en chez".split())
# After « à », they tell when or where words were said, not of what somebody is the mayor.
_OCCASIONS = frozenset(
    "fin début issue sortie occasion micro tribune suite instar cours terme moment propos sujet tour ouverture clôture"
    " presse public foule salle assemblée nouveau peine voix".split()
)
_NOT = frozenset("not pas ni non sans comme".split())
_STOPS = frozenset("qui que qu’ dont who that which lors avant après devant dans avec sans while before after".split())
_THE = ARTICLES - {"a", "an"}
_ADJECTIVE = re.compile(
    r"(?:al|ale|el|elle|ique|aire|if|ive|ien|ienne|oise?|aise?|ain|aine|eur|euse|é|ée|ier|ière|iste|ant|ante|ent|ente)$"
)
# Offices that every reader knows to be held by somebody, whom an article need not name: « le maire a répondu ».
_PUBLIC = frozenset(
    "maire adjoint élu préfet sous-préfet ministre recteur évêque député sénateur président vice-président secrétaire"
    " mayor minister governor bishop president chair chairman chairwoman chairperson secretary".split()
)
_TITLED = {"pr": "professeur", "prof": "professeur", "dr": "docteur", "me": "avocat", "cllr": "councillor"}
VAGUE = frozenset(
    "professionnel expert spécialiste intervenant orateur conférencier invité lauréat hôte speaker".split()
)
# Nouns of people that no list of roles holds: « la tatoueuse », « le podologue ».
PEOPLE = re.compile(r"\w{3,}(?:euse|eure|trice|ienne|iste|logue)$")
# Of trades, behind a verb of speech: « rappelle le céréalier ».
TRADE = re.compile(r"(?!premi|derni)\w{3,}(?:ier|ière|cien|cienne|crate|graphe|pathe)$")
# Words that only point at somebody, and tell no office: « la Rennaise », « l’octogénaire », « l’intéressée ».
POINTING = re.compile(r"(?:\w+(?:génaire|entenaire|intaine)|intéressée?|\d\d-year-old)$")
_ENDS = (("euse", "eur"), ("eure", "eur"), ("trice", "teur"), ("ienne", "ien"))


@dataclass(frozen=True)
class Office:
    role: str  # its first form: « directeur »
    gender: str
    of: frozenset = frozenset()  # the folded words of its complement: {"theatre"}
    ranks: frozenset = frozenset()  # {"ancien"}

    def is_held_by(self, person):
        """Whether the article gives it to a person, with what it is here said to be of."""
        return agree(self.gender, person.gender) and any(self._is(held) for held in person.offices)

    def is_like_held_by(self, person):
        """Whether a person is told to hold it, of nothing: « X, présidente », where it is « la présidente du club »."""
        held = (replace(other, of=other.of - _NEW) for other in person.offices)
        own = replace(self, of=self.of - _NEW)
        is_like = any(
            (one.role, one.ranks) == (own.role, own.ranks) and (not one.of or own.of <= one.of) for one in held
        )
        return agree(self.gender, person.gender) and is_like

    def is_inherited_by(self, person):
        return agree(self.gender, person.gender) and any(self._is(held) for held in person.inherited)

    def _is(self, held):
        return held.role == self.role and held.ranks == self.ranks and self.of <= held.of

    def stood_for(self):
        """The offices for which the word may stand as well: « l’élue » is a mayor."""
        of = self.of - {"premier", "premiere"}  # « la première magistrate »
        return [replace(self, role=role, of=of) for role in standing().get(self.role, ())]

    @property
    def is_public(self):
        return self.role in _PUBLIC

    @property
    def is_trade(self):
        """Whether it is what somebody is, not an office that is held: « la banquière », « la chercheuse danoise »."""
        return self.role not in held_roles() and not self.ranks

    def contradicts(self, person):
        """Whether the article gives a person other roles, none of which this one may stand for."""
        near = {self.role, fold(self.role), *standing().get(self.role, ())}
        near |= {role for role in (held.role for held in person.offices) if self.role in standing().get(role, ())}
        told = [word for held in person.offices for word in (held.role, *held.of)]  # « médecin généraliste »
        return bool(told) and self.role not in VAGUE and near.isdisjoint(told)


def title_office(title):
    """The `Office` that the title before a name tells, or None: « le Pr Delmotte »."""
    word = _TITLED.get(title.rstrip("."), title)
    return Office(*roles()[word]) if word in roles() else None


@cache
def _english():
    """The roles that only English has."""
    french = {word for line in lines("roles_fr") for word in line.split()}
    return {word for line in lines("roles_en") for word in line.split()} - french


def manners():
    """Words that look like nouns of people and tell how somebody is: « heureuse »."""
    return sections("not_offices")["manner"]


def role_of(token):
    """(first form, gender) of the role that a token is, or None."""
    if token.low in roles():
        return roles()[token.low]
    if token.is_word and PEOPLE.match(token.low) and not token.is_capital and token.low not in manners():
        ending = next((pair for pair in _ENDS if token.low.endswith(pair[0])), None)
        return (token.low.removesuffix(ending[0]) + ending[1], "f") if ending else (token.low, "x")
    return None


def head_of(tokens, first, last, *, language="fr"):
    """The place of the role that the noun phrase from `first` is about, not one in its complement; or None."""
    for place in range(first, min(first + _FAR, last)):
        token = tokens[place]
        if not token.is_word or token.low in _NOT or place > first and token.low in ARTICLES:
            return None
        if token.low in PREPOSITIONS | _AT and token.low not in ARTICLES:
            return None
        if role_of(token) and not _leads_on(tokens, place, last):
            while language == "en" and _is_before_role(tokens, place, last):
                place += 1  # « chief technology officer »
            return place
    return None


def _leads_on(tokens, place, last):
    """Whether a role stands before the one that is meant: « adjoint maire », « the mayor’s assistant »."""
    is_rank = tokens[place].low in RANKS and _is_before_role(tokens, place, last)
    return is_rank or place + 1 < last and tokens[place + 1].low == "’s"


def _is_before_role(tokens, place, last):
    return place + 1 < last and role_of(tokens[place + 1]) is not None


def office_at(tokens, first, head, last, *, gender="", language="fr"):
    """(the `Office` whose head stands at `head` in the noun phrase from `first`, the place after it)."""
    role, own = role_of(tokens[head])
    before = {fold(token.low) for token in tokens[first:head] if counts_before(token, language)}
    said, stop = _complement(tokens, head + 1, last)
    of, ranks = before | said, {word for word in before | said if word in _FOLDED_RANKS}
    return Office(role, gender or own, frozenset(of - ranks), frozenset(map(_masculine, ranks))), stop


_FOLDED_RANKS = frozenset(map(fold, RANKS))


def _masculine(rank):
    return {"ancienne": "ancien"}.get(rank, rank.removesuffix("e") if rank in ("adjointe", "suppleante") else rank)


def counts_before(token, language):
    """Whether a word before a head tells which office it is: « ancien maire », « the museum director »."""
    if token.low in ARTICLES or not token.is_word:
        return False
    tells = language == "en" and token.low not in SMALL and not verbs().get(token.low)
    return tells or token.low in RANKS or bool(_ORDINALS.match(token.low))


def _complement(tokens, place, last):
    """(the folded words of what an office is of, the place after them): « du théâtre », « à la culture »."""
    head, last, said, linked = place - 1, min(last, place + _LONGEST, len(tokens)), set(), False
    while place < last:
        token = tokens[place]
        if _leads_to_verb(tokens, place):
            break
        if token.low in _OF or token.low in _AT and _is_linked(tokens, place, linked):
            linked = True
        elif not _joins(tokens, place, linked):
            if _ends(token, linked) or not linked and not _is_adjective(token, tokens[head]):
                break
            if token.low not in SMALL:
                said.add(fold(token.text))
        place += 1
    return said - {""}, place


def _leads_to_verb(tokens, place):
    """« et la militante de prévenir : »"""
    after = tokens[place + 1 : place + 2]
    return tokens[place].low in _OF and any(INFINITIVE in verbs().get(token.low, ()) for token in after)


def _joins(tokens, place, linked):
    """Whether a small word goes on with a complement: « du logement et de la ville », « Vélo pour tous »."""
    low, after = tokens[place].low, tokens[place + 1 : place + 2]
    if not linked or low == "’":
        return low == "’"
    if low in AND and after and after[0].low in _OF:
        return True
    return low == "pour" and tokens[place - 1].is_capital or low in _THE


def _is_adjective(token, head):
    """Whether a word right behind a French office is part of it: « conseiller régional », not « le maire salua »."""
    return head.low not in _english() and (token.low in roles() or bool(_ADJECTIVE.search(token.low)))


def _is_linked(tokens, place, linked):
    """Whether « à », « au », « en » lead to what the office is of, or goes on with a name: « Aide à domicile »."""
    near = [token.low for token in tokens[place + 1 : place + 3]]
    is_occasion = any(low in _OCCASIONS for low in near) or near[:1] and near[0].endswith("ant")
    return not is_occasion and (not linked or tokens[place - 1].is_capital)


def _ends(token, linked):
    """Whether a token is no part of a complement any more."""
    if not token.is_word or token.low in _STOPS | AND or token.low in PREPOSITIONS:
        return True
    if FINITE in verbs().get(token.low, ()) or token.low in ("a", "ont", "est", "avait", "était", "is", "was", "has"):
        return True
    is_name = token.is_capital and token.low not in roles()  # « Secrétaire Général »
    return not linked and (is_name or token.low in SMALL or token.low.endswith(("ment", "ly")))


def offices_in(tokens, first, last, *, language="fr"):
    """The `Office`s that an apposition tells one after the other: « maire de Brest et président du port »."""
    found = []
    while first < last:
        while first < last and tokens[first].low in ARTICLES | AND | {","}:
            first += 1
        head = head_of(tokens, first, last, language=language)
        if head is None:  # « passionnée de vélo et présidente du club »
            first = next((n + 1 for n in range(first, last) if tokens[n].low in AND), last)
            continue
        office, first = office_at(tokens, first, head, last, language=language)
        found.append(office)
        if first < last and tokens[first].low not in AND | {","}:
            return found
    return found
