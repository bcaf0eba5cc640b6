"""What the article says that people are: « X, maire de Y, », « X (directrice de Y) », « la maire de Y, X »."""

from bisect import bisect_left

from language.folding import fold

from .kinship import KIN
from .lexicon import FINITE, plain, roles, verbs
from .names import AND, ARTICLES, BELONGING, PREPOSITIONS, TITLES, agree
from .offices import PEOPLE, counts_before, offices_in
from .successions import Successions, as_former, is_over
from .tellings import GENERATIONS, Telling, Tellings

_WHOSE = KIN | frozenset("cabinet bras successeur prédécesseur successor predecessor".split())
_THEIRS = frozenset("son sa leur notre his her its their our".split())
_EQUALS = frozenset("est is était was – —".split())
_JOINING = frozenset("et and ou mais puis but".split())
_LEAVING = frozenset("qui who dont mais a ont est lors".split())
_COMPLEMENTING = PREPOSITIONS | {"l’", "en"}
_LONGEST = 17  # tokens of an apposition
_NEAR = 6  # tokens among which its role is
_FAR = 9  # tokens before a name among which its role ends


class Appositions(Tellings, Successions):
    def _take_role(self, mention):
        """Read « X, maire de Y, », « X (directrice de Y) », « le professeur X », « la maire de Y, X »."""
        beside = (self._apposition(mention), self._role_before(mention))
        places = [place for place in beside if place[0] is not None and not self._is_clause(place[0])]
        told = [(place, offices_in(self.tokens, *place, language=self.language)) for place in places]
        (first, last), offices = next((one for one in told if one[1]), next(iter(told), ((0, 0), ())))
        if first < last:
            self._note_offices(mention.person, first, last, offices)

    def _note_offices(self, person, first, last, told):
        """Note what the words from `first` to `last` tell of a person: offices, a gender, the role that is printed."""
        was = first and self.tokens[first - 1].low in ("était", "was", "fut")
        if was or is_over(self.text, self.tokens[first].start, self.tokens[last - 1].end):
            told = [as_former(office) for office in told]
        person.offices += told
        if person.gender == "x" and told:
            person.gender = told[0].gender
        if not person.role and any(token.low in roles() for token in self.tokens[first:last]):
            person.role, person.organization = self._role_and_organization(first, last)

    def _tell(self, mention):
        """Note what is printed beside a full name, and the gender that it tells."""
        person = mention.person
        told = list(self.tellings(mention))
        person.generations += mention.is_full and any(one.is_generation for one in told)
        name, _, last = person.name.rpartition(" ")
        if plain(last) in GENERATIONS and fold(name) in self._by_name:
            self._by_name[fold(name)].generations = -1  # “Tom Hill” and “Tom Hill Jr”
        before, last = self._role_before(mention)
        if before is not None:
            offices = tuple(offices_in(self.tokens, before, last, language=self.language))
            told.append(Telling(self._text(before, last), offices))
            self._tell_gender(person, self._gender_before(before))
        elif trade := self._trade_before(mention):
            told.append(trade)
            self._tell_gender(person, self._gender_before(mention.first - 1))
        for one in told:
            for office in one.offices[:1]:
                self._tell_gender(person, office.gender)
            if mention.is_full and not self._is_inside(mention.start) and one.text not in [o.text for o in person.told]:
                person.told.append(one)

    def _gender_before(self, first):
        """What « Mme » or « la » before an office tells: « Mme la maire, X »."""
        if not first:
            return "x"
        low = self.tokens[first - 1].low
        title = self.tokens[first - 2].low if first > 1 and low in ARTICLES else low
        title = self.tokens[first - 3].low + "." if title == "." and first > 2 else title
        return TITLES.get(title, TITLES.get(title.rstrip("."), {"la": "f"}.get(low, "x")))

    def _tell_gender(self, person, gender):
        """A civility tells it for good; two offices may contradict each other, and then tell nothing."""
        if gender != "x" and not person.is_addressed:
            person.genders_told.add(gender)
            person.gender = person.gender if agree(person.gender, gender) else "x"  # « Anh-Thu Roy, élue »

    def _apposition(self, mention):
        """(first, place after the last) of the words behind a name that tell who that is, or (None, None)."""
        first = mention.last + 1
        if not self._is_led_to(mention) or self._is_joined(first):
            return None, None
        last = self._end_of_apposition(first)
        if self._is_of_another(first, last):
            return None, None
        is_other = self._begins_clause(mention, first, last) or not self._tells_who(first, last)
        return (None, None) if is_other else (first, last)

    def _is_of_another(self, first, last):
        """« X, le maire Y et … », « X, la directrice du musée Y »: what stands behind X is the office of Y."""
        if first >= last or self.tokens[first].low not in ARTICLES:
            return False
        other = next((found for place in range(first + 1, last) if (found := self.at_token(place))), None)
        return other is not None and self._role_before(other)[0] == first + 1

    def _is_led_to(self, mention):
        """Whether a mark, or « est » behind a full name, may lead to what somebody is."""
        if mention.last >= len(self.tokens):
            return False
        token = self.tokens[mention.last]
        return token.text in ",(" or mention.is_full and token.low in _EQUALS

    def _is_joined(self, place):
        """« la présidente, X, et la directrice … »"""
        return place < len(self.tokens) and self.tokens[place].low in _JOINING

    def _end_of_apposition(self, first):
        until = min(first + _LONGEST, len(self.tokens))
        return next((n for n in range(first, until) if self._is_left(n) or n > first and self._is_main_verb(n)), until)

    def _is_left(self, place):
        """Whether a mark, « qui » or « et » before another name ends an apposition; an initial’s point does not."""
        token = self.tokens[place]
        if token.text == "." and len(self.tokens[place - 1].text) <= 2:
            return False
        is_left = token.text in ",;:.()«“–—" or token.low in _LEAVING
        return is_left or token.low in AND and self.at_token(place + 1) is not None

    def _is_main_verb(self, place):
        low, before = self.tokens[place].low, self.tokens[place - 1].low
        is_verb = FINITE in verbs().get(low, ()) and low not in roles()
        return is_verb and before not in PREPOSITIONS | ARTICLES

    def _tells_who(self, first, last):
        """Whether a role is among the first words, or a noun of people is one of the first two."""
        near = self.tokens[first : min(first + _NEAR, last)]
        has_role = any(token.low in roles() for token in near)
        return has_role or any(PEOPLE.match(token.low) and not token.is_capital for token in near[:2])

    def _role_before(self, mention):
        """The role that ends right before a name, or before a comma and a name."""
        last = mention.first
        if last and self.tokens[last - 1].low in AND:
            return None, None  # « X, responsable du programme, et Y »
        last -= last > 0 and self.tokens[last - 1].text == ","
        role = self._nearest_role(last, mention)
        if role is None or not self._begins_role(role, last):
            return None, None
        first, is_apart = self._start_of_role(role), last < mention.first
        is_near = role == last - 1 or is_apart or self.tokens[role + 1].low in _COMPLEMENTING
        is_told = is_near and not (is_apart and self._is_of_name_before(first))
        return (first, last) if is_told else (None, None)

    def _nearest_role(self, last, mention):
        """The place of the role before `last`, the first of two (« le ministre délégué aux Ports »); or None."""
        for place in range(last - 1, max(-1, last - _FAR), -1):
            is_role = self.tokens[place].low in roles()
            if is_role and place and self.tokens[place - 1].low in roles():
                continue
            if is_role and not self._is_in_complement(place, last, mention):
                return place
            if self._parts(place):
                return None
        return None

    def _parts(self, place):
        """Whether a mark, a verb or a name parts what stands before it from a name behind it."""
        token = self.tokens[place]
        is_mark = not token.is_word and token.text != "’"
        return is_mark or FINITE in verbs().get(token.low, ()) or self._mention_covers(place)

    def _begins_role(self, place, last):
        """Whether nothing but an article or a mark stands before a role that is not right before `last`."""
        before = self.tokens[place - 1] if place else None
        return before is None or before.low in ARTICLES | _THEIRS or before.text in ",.(" or place == last - 1

    def _ends_organization(self, place, last):
        """Whether no more of an organisation's name follows, but another role or a time: « Dol jusqu’en 2020 »."""
        low = self.tokens[place].low
        is_time = low in ("jusqu’", "until", "till", "depuis", "since", "pendant", "durant")
        before_year = low in ("de", "from", "entre", "between", "en", "in") and place + 1 < last
        return low in ("et", "and") or is_time or before_year and self.tokens[place + 1].text.isdigit()

    def _is_in_complement(self, place, last, mention):
        """Whether the role at `place` only tells whose « adjointe » or « épouse » it is: « l’adjointe au maire, X »."""
        if last == mention.first and place == last - 1:
            return False  # « l’adjointe du maire X »
        before = place - 1
        if before > 0 and self.tokens[before].low in ("la", "l’", "the"):
            before -= 1
        if before < 1 or self.tokens[before].low not in ("du", "au", "de", "à", "of", "to"):
            return False
        return any(token.low in roles() or token.low in _WHOSE for token in self.tokens[max(0, before - 2) : before])

    def _is_of_name_before(self, first):
        """Whether the role from `first` is told of who stands before it: « X, maire, Y et Z sont venus »."""
        comma = first - 1 - (first > 0 and self.tokens[first - 1].low in ARTICLES)
        return comma > 0 and self.tokens[comma].text in ",(" and self._mention_covers(comma - 1)

    def _start_of_role(self, place):
        """The place of the words before a role that make another one of it: « ancien maire », « première adjointe »."""
        first = place
        while first and first > place - 3 and counts_before(self.tokens[first - 1], self.language):
            first -= 1
        return first

    def _mention_covers(self, place):
        low = bisect_left(self._starts, self.tokens[place].end) - 1
        return low >= 0 and self.mentions[low].end >= self.tokens[place].end

    def _role_and_organization(self, first, last):
        tokens = self.tokens
        while first < last and tokens[first].low in ARTICLES:
            first += 1
        for place in range(first + 1, last - 1):
            if tokens[place].low in BELONGING:
                capital = next((n for n in range(place + 1, min(place + 5, last)) if tokens[n].is_capital), None)
                if capital is not None and self.at_token(capital) is None:  # « l’adjointe du maire Paul Roy »
                    end = next((n for n in range(capital, last) if self._ends_organization(n, last)), last)
                    start = next(n for n in range(place + 1, last) if tokens[n].low not in ARTICLES)
                    return self._text(first, place), self._text(start, end)  # « directrice du » « port de Brest »
        return self._text(first, last), ""
