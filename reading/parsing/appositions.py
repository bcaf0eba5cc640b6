"""What the article says that people are: « X, maire de Y, », « X (directrice de Y) », « la maire de Y, X »."""

from bisect import bisect_left

from .lexicon import FINITE, roles, verbs
from .names import ARTICLES, BELONGING, PREPOSITIONS, TITLES
from .offices import PEOPLE, counts_before, offices_in
from .successions import Successions, as_former, is_over
from .tellings import Telling, Tellings

_KIN = frozenset(
    "épouse époux femme mari fils fille frère sœur père mère veuve veuf compagne compagnon cabinet bras successeur"
    " prédécesseur wife husband son daughter brother sister widow successor predecessor".split()
)


class Appositions(Tellings, Successions):
    def _take_role(self, mention):
        """Read « X, maire de Y, », « X (directrice de Y) », « le professeur X », « la maire de Y, X »."""
        first, last = self._apposition(mention)
        told = offices_in(self.tokens, first, last, language=self.language) if first is not None else []
        if not told:
            before, end = self._role_before(mention)
            if before is not None:
                first, last = before, end
                told = offices_in(self.tokens, first, last, language=self.language)
        if first is None or self._is_clause(first):
            return
        person = mention.person
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

    def _apposition(self, mention):
        after, tokens = mention.last, self.tokens
        is_written = after < len(tokens) and (
            tokens[after].text in ",(" or tokens[after].low in ("est", "is", "était", "was", "–", "—")
        )
        if not is_written or not mention.is_full and tokens[after].text not in ",(":
            return None, None
        last = after + 1
        if last < len(tokens) and tokens[last].low in ("et", "and", "ou", "mais", "puis", "but"):
            return None, None  # « la présidente, X, et la directrice … »
        while last < min(after + 18, len(tokens)):
            token = tokens[last]
            ends = token.text in ",;:.()«“–—" or token.low in ("qui", "who", "dont", "mais", "a", "ont", "est", "lors")
            ends = ends or token.low in ("et", "and", "&") and self.at_token(last + 1) is not None
            if ends and not (token.text == "." and len(tokens[last - 1].text) <= 2):
                break
            if (
                last > after + 1
                and FINITE in verbs().get(token.low, ())
                and token.low not in roles()
                and tokens[last - 1].low not in PREPOSITIONS | ARTICLES
            ):
                break
            last += 1
        near = range(after + 1, min(after + 7, last))
        is_told = any(tokens[place].low in roles() for place in near) or any(
            PEOPLE.match(tokens[place].low) and not tokens[place].is_capital for place in near[:2]
        )
        return (after + 1, last) if is_told else (None, None)

    def _role_before(self, mention):
        """The role that ends right before a name, or before a comma and a name."""
        last = mention.first
        if last and self.tokens[last - 1].low in ("et", "and", "&"):
            return None, None  # « X, responsable du programme, et Y »
        if last and self.tokens[last - 1].text == ",":
            last -= 1
        for place in range(last - 1, max(-1, last - 9), -1):
            token = self.tokens[place]
            if token.low in roles() and place and self.tokens[place - 1].low in roles():
                continue  # « le ministre délégué aux Ports »
            if token.low in roles() and not self._is_in_complement(place, last, mention):
                before = self.tokens[place - 1] if place else None
                begins = before is None or before.low in ARTICLES or before.text in ",.(" or place == last - 1
                is_near = (
                    place == last - 1
                    or last < mention.first
                    or self.tokens[place + 1].low in PREPOSITIONS | {"l’", "en"}
                )
                first = self._start_of_role(place)
                is_told = begins and is_near and not (last < mention.first and self._is_of_name_before(first))
                return (first, last) if is_told else (None, None)
            if not token.is_word and token.text != "’" or FINITE in verbs().get(token.low, ()):
                break
            if self._mention_covers(place):
                break
        return None, None

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
        return any(token.low in roles() or token.low in _KIN for token in self.tokens[max(0, before - 2) : before])

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
                if capital is not None:
                    end = next((n for n in range(capital, last) if self._ends_organization(n, last)), last)
                    return self._text(first, place), self._text(capital, end)
        return self._text(first, last), ""
