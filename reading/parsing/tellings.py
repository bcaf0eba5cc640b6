"""What an article prints beside a name to say who that is: « luthier », « de Greenpeace », « fils »."""

import re
from dataclasses import dataclass
from functools import cache

from language.folding import fold

from .lexicon import FINITE, roles, sections, standing, verbs, words
from .names import ARTICLES, BESIDE, ONE, SMALL, Names
from .offices import PEOPLE, VAGUE, head_of, manners, offices_in

_LONGEST = 18  # tokens
GENERATIONS = frozenset("fils père aîné cadet junior senior jr sr".split())
_OF = frozenset("de d’ du des of from with".split())
_JOINING = _OF | {"et", "and", "ou", "or", "le", "la", "l’", "the"}
_AGES = frozenset("ans an years year".split())
_LEAVING = frozenset(
    "qui who whom whose dont que qu’ où which lors mais puis but ont est était avait sont is was has had were are"
    " said says said dit".split()
)
_HAVING = frozenset("a ont est était avait sont is was has had were are".split())
_INSIDE = _LEAVING | {"hier", "aujourd’hui", "demain", "yesterday", "today"}
# Nouns of what people are that no list of roles holds: « luthier », « brasseuse », « potter ».
_TRADE = re.compile(
    r"\w{2,}(?:ier|ière|eur|euse|trice|iste|ien|ienne|éen|éenne|logue|graphe|nome|pathe|crate|aire|er|ère|or|ist|ian"
    r"|man|woman|smith|wright|keeper|monger|maker|hand)$"
)
_MANNER = re.compile(r"\w*(?:ieuse|ment|ly|[éi]e?s?|u|ue|us|ant|ante|eux|el|elle|if|ive|ing|ed|ful|able|ible)$")


@dataclass(frozen=True)
class Telling:
    text: str
    offices: tuple = ()
    trade: str = ""  # the noun that no list of roles holds
    is_generation: bool = False

    def contradicts(self, other):
        """Whether it is hardly of one person that the two are told: other offices, or « père » and « fils »."""
        if self.is_generation or other.is_generation:
            return self.is_generation and other.is_generation and fold(self.text) != fold(other.text)
        one, two = f" {fold(self.text)} ", f" {fold(other.text)} "
        if one in two or two in one or self._is_no_office or other._is_no_office:
            return False
        if self.trade or other.trade:
            return self.trade != other.trade
        return not any(_agree(office, held) for office in self.offices for held in other.offices)

    @property
    def _is_no_office(self):
        return not self.offices and not self.trade


def _agree(one, other):
    if one.role == other.role:
        is_elsewhere = one.of and other.of and one.of.isdisjoint(other.of) and not one.is_trade
        return one.ranks == other.ranks and not is_elsewhere
    if VAGUE & {one.role, other.role} or one.role in standing().get(other.role, ()):
        return True
    told = {fold(one.role)} & other.of or {fold(other.role)} & one.of  # « médecin généraliste »
    return bool(told) or other.role in standing().get(one.role, ())


class Tellings(Names):
    def tellings(self, mention):
        """The `Telling`s right behind a full name."""
        place = mention.last
        is_parted = place < len(self.tokens) and self.tokens[place].text == ","
        if self._is_generation(place + is_parted):
            yield Telling(self._text(place + is_parted, place + is_parted + 1), is_generation=True)
            place += 1 + is_parted
        if place >= len(self.tokens) or self.tokens[place].text not in ",(–—":
            return
        first = self._after_age(place + 1)
        last = self._end_of_telling(first)
        while last > first and self.tokens[last - 1].low in _JOINING:
            last -= 1
        if last > first and self._is_telling(first, last) and not self._begins_clause(mention, first, last):
            offices = tuple(self._offices(first, last))
            start = first + (self.tokens[first].low in ARTICLES)
            is_trade = not offices and self.tokens[first].low not in _OF and not self.tokens[start].is_capital
            yield Telling(self._text(first, last), offices, self.tokens[start].low if is_trade else "")

    def _begins_clause(self, mention, first, last):
        """Whether they are another's, whose verb is at `last`: « Accueilli par X, le ministre a dit »."""
        before = [token.low for token in self.tokens[max(0, mention.first - 2) : mention.first]]
        is_view = before == ["according", "to"] or before[-1:] in (["selon"], ["d’après"])
        is_subject = mention.is_subject and not is_view and BESIDE.isdisjoint(before[-1:])
        if is_subject or last >= len(self.tokens) or self.tokens[first].low not in ARTICLES:
            return False
        return self.tokens[last].low in _HAVING or FINITE in verbs().get(self.tokens[last].low, ())

    def _trade_before(self, mention):
        """« la brasseuse X »: a noun of people that no list of roles holds, right before a name; or None."""
        place = mention.first - 1
        noun = self.tokens[place] if place > 0 else None
        is_led = noun is not None and self.tokens[place - 1].low in ("le", "la", "l’", "the")
        if not is_led or noun.is_capital or not PEOPLE.match(noun.low) or not self._is_trade(place, place + 1):
            return None
        return Telling(noun.text, trade=noun.low)

    def _is_generation(self, place):
        following = self.tokens[place + 1].low if place + 1 < len(self.tokens) else ""
        is_beside = place < len(self.tokens) and self._is_beside(place)
        return is_beside and self.tokens[place].low in GENERATIONS and following not in _OF

    def _after_age(self, place):
        near = self.tokens[place : place + 4]
        if len(near) > 2 and near[0].text.isdigit() and near[1].low in _AGES:
            comma = next(
                (n for n in range(place + 2, min(place + 5, len(self.tokens))) if self.tokens[n].text == ","), None
            )
            return place if comma is None else comma + 1
        is_age = len(near) > 1 and near[0].text.isdigit() and near[1].text == ","
        return place + 2 if is_age else place

    def _end_of_telling(self, first):
        """The place after the words that begin at `first`; `first` if they do not end soon, or go over a line."""
        until = min(first + _LONGEST, len(self.tokens))
        end = next((place for place in range(first, until) if self._ends_telling(place, first)), None)
        if end is not None:
            return end
        return first if first + _LONGEST < len(self.tokens) else until

    def _ends_telling(self, place, first):
        """Whether a line, a mark, a verb or a clause ends before `place` the words that begin at `first`."""
        if self._is_mark(place, first) or self._leaves(place, first):
            return True
        gap = self.text[self.tokens[place - 1].end : self.tokens[place].start]
        return place > first and ("\n" in gap or self._is_finite(place))

    def _is_mark(self, place, first):
        token = self.tokens[place]
        is_point = token.text == "." and place > first and len(self.tokens[place - 1].text) <= 2
        is_in_word = token.is_word or token.text[-1] in "’'&-/" or token.text[0] in "#@"
        return not is_point and not is_in_word

    def _leaves(self, place, first):
        low = self.tokens[place].low
        if low == "a" and place > first and self.language != "en":
            return True
        return low in _LEAVING or low in ("et", "and", "&") and self.at_token(place + 1) is not None

    def _is_finite(self, place):
        before = self.tokens[place - 1].low
        is_verb = FINITE in verbs().get(self.tokens[place].low, ()) and self.tokens[place].low not in roles()
        return is_verb and before not in ARTICLES | _OF | {"en", "à", "au", "aux"}

    def _is_telling(self, first, last):
        """Whether the words tell what somebody is, or of whom; not how, where, when, or what they do."""
        near = self.tokens[first:last]
        if near[0].low in _JOINING - _OF | {"les", "ces"} or any(token.low in _INSIDE for token in near):
            return False
        start = first + (near[0].low in ARTICLES)
        if start >= last:
            return False
        if self._offices(first, last):
            return not self._is_clause(start)
        if near[0].low in _OF:
            return self._is_affiliation(first, last)
        token = self.tokens[start]
        if token.is_capital or near[0].low not in ONE and start > first:
            return start == first and self._is_of_organization(token) and not self._is_place(token)
        return self._is_trade(start, last)

    def _is_clause(self, first):
        """Whether a verb begins what follows a name: « X, accueillait le ministre »."""
        low = self.tokens[first].low
        return FINITE in verbs().get(low, ()) and low not in roles() or low.endswith(("ait", "aient"))

    def _offices(self, first, last):
        found = offices_in(self.tokens, first, last, language=self.language)
        start = first + (self.tokens[first].low in ARTICLES)
        is_led = found and head_of(self.tokens, start, last, language=self.language) is not None
        return found if is_led else []

    def _is_affiliation(self, first, last):
        """« de Greenpeace », « du collectif Vélo », « from the Harbour Trust »; not « de Brest », « de retour »."""
        start = first + 1
        while start < last and self.tokens[start].low in ARTICLES:
            start += 1
        if start >= last:
            return False
        token = self.tokens[start]
        if token.low in words("orgs"):
            return True
        return token.is_capital and not (last - start == 1 and self._is_place(token))

    def _is_of_organization(self, token):
        is_acronym = token.text.isupper() and len(token.text) > 2
        return is_acronym or token.low in words("orgs")

    def _is_place(self, token):
        """Whether a name is that of a place: a known one, or one where the article says that something is."""
        if fold(token.text.split("-")[0]) in _places() or fold(token.text) in _places():
            return True
        return bool(re.search(rf"\b(?:à|in|near)\s{re.escape(token.text)}\b", self.text))

    def _is_trade(self, place, last):
        low = self.tokens[place].low
        if low in SMALL or low in manners() or any(char.isdigit() for char in low):
            return False
        if _TRADE.match(low) and not low.endswith("ieuse"):
            return True
        is_complemented = place + 1 < last and self.tokens[place + 1].low in _OF - {"with", "from"}
        return bool(PEOPLE.match(low)) or is_complemented and not _MANNER.match(low)

    def _text(self, first, last):
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split()) if first < last else ""


@cache
def _places():
    return {fold(name) for name in sections("not_offices")["places"]}
