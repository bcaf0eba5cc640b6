"""Somebody without a name: « la maire », « une spectatrice », « les participants », « le rapport »."""

import re
from dataclasses import replace

from .lexicon import genders, roles
from .names import DEFINITE, ONE, PREPOSITIONS, agree
from .offices import POINTING, TRADE, head_of
from .speech import JOINING, LIKELY, NEAR, POSSESSIVES, UNSURE, Speech, Voice, groups
from .speech_verbs import DETERMINERS

CONTRACTED = frozenset(("du", "des", "au", "aux"))
_BY_THEMSELVES = frozenset(
    "tous toutes certains certaines plusieurs beaucoup quelqu’un chacun d’autres someone somebody everyone many"
    " several some one celui-ci celle-ci celui-là celle-là".split()
)
# Nouns of people that no list holds: « la Rennaise », « l’octogénaire », « le trentenaire ».
_HUMAN = re.compile(
    r"^(?!(?:heure|demeure|liste|piste|catalogue|dialogue|séminaire|questionnaire|chaise|falaise|ardoise)$).*"
    r"(?:euse|eure|trice|ienne|iste|logue|naire|génaire|oise|aise|intéressée?|-year-old)$"
)
# Of some who were named: « a dit l’ancien », « gronde l’aîné », “said the older”.
_RELATIVE = frozenset(
    "aîné aînée cadet cadette benjamin benjamine ancien ancienne jeune vieux vieille autre doyen doyenne"
    " elder eldest younger youngest older oldest other".split()
)
_ENDS = frozenset("qui who dont that avant en lors pendant tandis alors puis mais while".split())
# « Le premier », of two who were named; « ce dernier », the last of them.
_OF_TWO = re.compile(
    r"(?:(?P<first>l[ea] premi(?:er|ère)\b|cel(?:ui|le)-là|the former\b)"
    r"|l[ea] seconde?\b|cet?te? derni(?:er|ère)\b|cel(?:ui|le)-ci|the latter\b)"
)
_FEMININE = re.compile(r"(?:ère|seconde|celle-..)$")
_GROWN = frozenset(
    "homme femme dame monsieur lycéen lycéenne collégien collégienne étudiant étudiante adolescent adolescente retraité"
    " retraitée man woman lady gentleman teenager pupil".split()
)  # « le vieil homme », of whom the text was about
_COMPARING = frozenset("older younger taller other autre".split())  # « the older woman », of two
_TELLING = PREPOSITIONS | {"qui", "who", "in", "at"}
_THIS = frozenset("ce cet cette this".split())
_FAR = 120  # tokens before « l’homme » in which « un homme » may stand
_SENTENCES = 6  # in which these two are looked for
_LONGEST = 14  # tokens of a subject


class Phrases(Speech):
    def phrase_before(self, near, first, cue, nearest):
        """The voice of the noun phrase that ends at the token `near`, or that begins the sentence if a comma is there.

        `nearest` is the last name before the verb, behind which nothing is looked for.
        """
        if near < first:
            return None
        if (head := self._led_in_with_clause(first, near)) is not None:
            return self.voice_of_phrase(first, head + 1, cue, NEAR, "before")
        if self.tokens[near].low in ("et", "and"):
            return None if nearest else self._somebody_at_start(first, near, cue)
        lowest = max(first, near - _LONGEST, nearest.last if nearest else 0)
        if self.tokens[near].text == ",":
            return None if nearest else self._phrase_at_start(first, near, cue)
        start = self._start_of_phrase(near, lowest, first)
        if start is None:
            return None
        return self.voice_of_phrase(start, near + 1, cue, NEAR, "before")

    def _led_in_with_clause(self, first, near):
        """The noun of « Une dame qui n’a pas dit son nom », with which a sentence begins; or None."""
        is_led_in = self.tokens[first].low in ONE and self._is_determiner(first)
        heads = (n for n in range(first + 1, min(first + 4, near)) if is_led_in and self._is_human(n))
        head = next(heads, None)
        return head if head is not None and self.tokens[head + 1].low in ("qui", "who") else None

    def _start_of_phrase(self, near, lowest, first):
        """The place of the determiner, or of « tous », with which the phrase that ends at `near` begins; or None."""
        for place in range(near, lowest - 1, -1):
            if self._is_beyond(place):
                return None
            low, before = self.tokens[place].low, self.tokens[place - 1].low if place > first else ""
            if before in PREPOSITIONS:
                continue
            if low in _BY_THEMSELVES or place < near and self._begins_phrase(place, before):
                return place
        return None

    def _is_beyond(self, place):
        """Whether a mark, a name, or a word that joins two clauses stands at `place`: no phrase goes over it."""
        token = self.tokens[place]
        is_mark = not token.is_word and token.text[-1] not in "’'"
        is_joining = token.low in JOINING and token.low not in ("en", "et", "ou")
        return is_mark or is_joining or self.people.is_named(place)

    def _begins_phrase(self, place, before):
        """Whether a determiner begins a subject: not « du », nor « des » behind a word."""
        low = self.tokens[place].low
        return self._is_determiner(place) and low not in ("du", "au", "aux") and not (low == "des" and before)

    def _phrase_at_start(self, first, comma, cue):
        """« Un élève, invité pour ce point, propose » : the subject is what the sentence begins with."""
        while first < comma and not self.tokens[first].is_word:
            first += 1  # the mark of a list
        if self.tokens[first].low not in DETERMINERS - {"des"}:
            return None
        end = next(
            (n for n in range(first + 1, comma + 1) if self.tokens[n].text == "," or self.tokens[n].low in _ENDS), comma
        )
        return self.voice_of_phrase(first, end, cue, NEAR, "before")

    def _somebody_at_start(self, first, last, cue):
        """« La maire a visité la halle et a promis : »: the subject of a second verb is that of the first."""
        head = next((n for n in range(first + 1, min(first + 4, last)) if self._is_human(n)), None)
        if head is None or not self._is_determiner(first):
            return None
        return self.voice_of_phrase(first, head + 1, cue, NEAR, "before")

    def _is_determiner(self, place):
        """« a » is one in English alone."""
        low = self.tokens[place].low
        return low in DETERMINERS and (low != "a" or self.article.language == "en")

    def phrase_after(self, place, end, cue, strength):
        """The voice of the noun phrase that begins within two words of `place`: « explique la maire »."""
        for near in range(place, min(place + 5, end)):
            token = self.tokens[near]
            if token.text in ",.;:!?«“":
                return None
            if token.low in DETERMINERS | _BY_THEMSELVES and self.tokens[near - 1].low not in PREPOSITIONS:
                stop = self._end_of_phrase(near, end)
                return self.voice_of_phrase(near, stop, cue, strength, "after") if stop > near else None
        return None

    def _end_of_phrase(self, start, end):
        limit = min(start + _LONGEST, len(self.tokens), end + 1)
        return next(
            (
                n
                for n in range(start + 1, limit)
                if self.tokens[n].text in ',.;:!?«“»”"()' or self.tokens[n].low in _ENDS
            ),
            limit,
        )

    def voice_of_phrase(self, start, end, cue, strength, side):
        """Whom the tokens from `start` to `end` stand for: who has that office, who is in view, or only these words."""
        if person := self._of_two(start):
            return Voice(person, "", "of-two", self._words(start, end), strength, LIKELY)
        return self._voice_of_words(start, end, cue, strength, side)

    def _voice_of_words(self, start, end, cue, strength, side):
        determiner = self.tokens[start].low
        office = head_of(self.tokens, start + 1, end, language=self.article.language)
        if determiner in DEFINITE and office is not None and not self.tokens[office].low.endswith("s"):
            return self._voice_of_office(start, office, end, cue, strength, side)
        heads = [n for n in range(start + 1, min(start + 4, end)) if self._is_human(n)]
        if determiner in POSSESSIVES and not heads:
            view = self.in_view(
                self.tokens[start].start, cue=self._words(start, start + 2), rule="possessive", strength=NEAR
            )
            return view and replace(view, limit=UNSURE)  # « sa voix tremble », but « sa presque sœur »
        if pointed := self._told_by(start, end, strength) or self._pointed_by(start, end, heads, strength, side):
            return pointed
        words = self._words(start, end)
        if not heads:
            return Voice(None, words, f"thing-{side}" if side == "before" else "group-after", cue, strength, LIKELY)
        is_relative = determiner in DEFINITE and self.tokens[start + 1].low in _RELATIVE
        return Voice(None, words, f"group-{side}", cue, strength, LIKELY if is_relative else 1.0)

    def _told_by(self, start, end, strength):
        """The voice of whom the article tells the noun of a phrase: « l’interprète », “the restorer”; or None."""
        view = self.who_is_told(start, end) if self.tokens[start].low in DEFINITE else None
        return view and Voice(view.person, "", "role-of", self._words(start, end), strength, view.limit)

    def _pointed_by(self, start, end, heads, strength, side):
        """The voice of who is in view, at whom words only point: « la Rennaise », « le vieux monsieur »; or None."""
        if self.tokens[start].low not in DEFINITE:
            return None
        is_trade = side == "after" and not heads and end - start == 2 and TRADE.match(self.tokens[start + 1].low)
        head = start + 1 if is_trade else next((n for n in heads if self._only_points(n)), None)
        if head is None:
            return None
        view = self.focus(self.tokens[start].start, DEFINITE[self.tokens[start].low], sentences=7)
        if view is None or view.person is None:
            return None
        limit = UNSURE if is_trade or self.tokens[head].low in genders("persons") else LIKELY
        return Voice(view.person, "", "role-of", self._words(start, head + 1), strength, min(view.limit, limit))

    def _of_two(self, start):
        """Whom « le premier », « la seconde », « ce dernier », « celle-là », “the latter” at `start` is, or None."""
        lows = " ".join(token.low for token in self.tokens[start : start + 2])
        told = _OF_TWO.match(lows)
        is_office = start + 2 < len(self.tokens) and self._is_human(start + 2)  # « the former mayor »
        pair = self._last_two(self.tokens[start].start) if told and not is_office else None
        if pair is None:
            return None
        person = pair[0 if told["first"] else 1]
        gender = "x" if lows.startswith("the") else "f" if _FEMININE.search(told[0]) else "m"
        return person if agree(person.gender, gender) and not person.may_be else None

    def _last_two(self, before):
        """The two people whom the last sentences name, in the order of the text; None where these are more, or one."""
        number, people = self.article.sentence_of(max(0, before - 1)), {}
        for near in range(number, max(-1, number - _SENTENCES), -1):
            start, end = self.article.sentences[near]
            people = dict.fromkeys(m.person for m in self.people.between(start, min(end, before))) | people
            if len(people) > 1:
                return tuple(people) if len(people) == 2 else None
        return None

    def _voice_of_office(self, start, head, end, cue, strength, side):
        office, stop = self.office(start, head, end)
        named = self.apposed(stop, end)
        if named:
            return Voice(named.person, "", "name-after", cue, strength)
        view = self.who_is(office, self.tokens[start].start)
        if view.person:
            return Voice(view.person, "", "role-of", self._words(start, head + 1), strength, view.limit)
        last = end if side == "before" else max(stop, head + 1)
        return Voice(None, self._words(start, last), "office", self._words(start, head + 1), strength, UNSURE)

    def _only_points(self, place):
        """Whether a word tells of somebody in view nothing but an age or a town: « la Rennaise », « l’octogénaire »."""
        token = self.tokens[place]
        return token.is_capital or bool(POINTING.match(token.low)) or self._is_known_grown(place)

    def _is_known_grown(self, place):
        """Whether « le vieil homme » is somebody who was named: not one whom « un homme » has led in."""
        low = self.tokens[place].low
        near = range(max(1, place - _FAR), place)
        behind = self.tokens[place + 1].low if place + 1 < len(self.tokens) else ""
        before = self.tokens[place - 1].low  # « l’autre dame », « la dame du premier rang », not « cet homme de peu »
        is_told_apart = before in _COMPARING or behind in _TELLING and before not in _THIS
        return (
            low in _GROWN
            and not is_told_apart
            and not any(
                self.tokens[n].low == low and any(token.low in ONE for token in self.tokens[n - 3 : n]) for n in near
            )
        )

    def _is_human(self, place):
        low = self.tokens[place].low
        return low in roles() or low in groups() or low in genders("persons") or bool(_HUMAN.search(low))

    def _ends_name(self, place):
        return bool(self.people.between(self.tokens[place].start - 1, self.tokens[place].end))
