"""Whom a noun stands for: « la maire », « l’interprète », “the restorer”: who is told to be one, or is in view."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise, takewhile
from operator import itemgetter

from language.folding import fold

from .deeds import Deeds
from .kinship import KIN
from .lexicon import held_roles, verbs
from .names import DEFINITE, GENDERS, INDEFINITE, PREPOSITIONS, SMALL, agree
from .offices import RANKS, office_at, role_of
from .people import Person
from .speech_verbs import AUXILIARIES, BEING, DETERMINERS

# The highest confidence that is left where who speaks is inferred and another might be meant, or where it is in doubt.
LIKELY, UNSURE = 0.75, 0.6
OF = frozenset("de d’ du des of".split())
_FAR_BACK = 3000  # characters before « le campaniste » in which the same word may have stood for somebody
_NEAR_WORDS = 1000  # characters around the beginning of words in which the name of who says them stands
_NEAR_NAME = 8  # tokens before a name in which the noun that leads it in begins
_ONE_MORE = INDEFINITE.keys() | {"son", "sa", "his", "her", "autre", "other"}
_MOST = 8  # places that are looked at
_LONGEST = 16  # tokens of an office
_WORDS = 4  # of a noun with its adjectives
LEVELS = 2  # nouns one behind the other that may stand for one person
_RANKED = {"ancien": "m", "ancienne": "f"}
_LEADING_IN = frozenset("un une a an".split())
_ANYBODY = frozenset("homme femme dame monsieur garçon fille man woman lady gentleman boy girl ans years".split())


@dataclass(frozen=True)
class View:
    """Whom a place of the text is about: a person, or the words for somebody of whom it tells no name."""

    person: Person | None
    attribution: str = ""
    limit: float = 1.0  # as that of a `Voice`
    is_subject: bool = True


class Called(Deeds):
    def office(self, first, head, last):
        """(the office with its head at `head` in the noun phrase from `first`, the place after it)."""
        article = DEFINITE.get(self.tokens[first].low, "x")
        if article == "x":
            article = next((_RANKED[token.low] for token in self.tokens[first:head] if token.low in _RANKED), "x")
        names = (m for n in range(head + 1, min(head + 12, last)) if (m := self.people.at_token(n)))
        name = next((m.first for m in names if self.tokens[m.first - 1].low not in OF), last)
        last = name - (name < last and self.tokens[name - 1].low in PREPOSITIONS)
        office, stop = office_at(self.tokens, first + 1, head, last, language=self.article.language)
        return (office if office.gender != "x" or article == "x" else replace(office, gender=article)), stop

    def who_is(self, office, before, *, levels=LEVELS):
        """The `View` of who alone holds an office, or may be meant by its word; of nobody where none or several do.

        `levels` is how many words more, one behind the other, may stand for whom the text is about.
        """
        held = next(((people, limit) for people, limit in self._holding(office, before) if people), None)
        if held:
            people, limit = held
            if not office.of and self._is_of_others(office, people[0], before):
                limit = min(limit, LIKELY)
            return View(people[0], "", limit) if len(people) == 1 else self._nearest(people, before)
        if office.is_trade and (told := self._only_told(office.role, office.gender, before)):
            return told
        if doing := self._by_deed(office, before):
            return doing
        is_former = office.ranks and office.role in held_roles()
        is_vague = is_former or office.is_public and not office.of  # « l’ancien maire », « la présidente »
        return View(None) if is_vague or not levels else self._pointed_at(office, before, levels)

    def _is_of_others(self, asked, person, before):
        """Whether somebody else is told by that role before a place: « X, maire de Dol, a vu le maire de Dinan »."""
        places = self._places.get(asked.role, ())
        last = bisect_left(places, before, key=itemgetter(0))
        near = (start for start, _ in places[max(0, last - _MOST) : last] if before - start < _FAR_BACK)
        if not all(self._is_of_one(self.article.token_at(start), asked, person) for start in near):
            return True
        first, last = (self.article.token_at(place) for place in (max(0, before - _FAR_BACK), before))
        return any(self._is_one_more(place, asked) for place in range(first, last - 1))

    def _is_one_more(self, place, asked):
        """« X, médecin, soigne un médecin », « parle de son professeur »; not « X, un médecin, »."""
        token, noun = self.tokens[place : place + 2]
        if token.low not in _ONE_MORE or (role_of(noun) or ("",))[0] != asked.role:
            return False
        before = self.tokens[place - 1]
        is_told = before.text in ",(–—" or before.low in BEING | {"comme", "as"}
        return place > 0 and not is_told and not self.article.is_inside(token.start)

    def _is_of_one(self, first, asked, person):
        """Whether the words from `first` tell of a person, of somebody whom they name, or of the other gender."""
        office, stop = self.office(first, first + 1, first + _LONGEST)
        is_apart = office.is_held_by(person) or not agree(office.gender, asked.gender)
        return is_apart or self.apposed(stop, first + _LONGEST) is not None

    def _holding(self, office, before):
        """[(people named before a place who may be meant by an office, how sure at most)], the surest first."""
        holders = self.people.holders
        yield holders(office.is_held_by, before), 1.0
        yield holders(office.is_inherited_by, before), UNSURE
        yield [*dict.fromkeys(p for other in office.stood_for() for p in holders(other.is_held_by, before))], LIKELY
        if office.of <= self._common:
            yield holders(office.is_like_held_by, before), UNSURE

    @cached_property
    def _common(self):
        """The words, folded, that stand somewhere in small letters."""
        return frozenset(map(fold, self.small))

    def _nearest(self, people, before):
        """The `View` of the one of `people` whom the paragraph names before a place, to be checked; else of nobody."""
        near = {mention.person for mention in self._named_here(before)} & set(people)
        return View(near.pop(), "", UNSURE) if len(near) == 1 else View(None)

    def _pointed_at(self, office, before, levels):
        """The `View` of whom the text is about, if nobody else near may be called so: « la banquière », to be checked.

        Whoever is told to hold an office is not called by another; a trade may be one more that they have.
        """
        is_trade = office.role not in held_roles()
        if is_trade:
            before = _first_called(self._places.get(office.role, ()), before)
            if self._is_introduced(office.role, before):
                return View(None)
        view, near = self._about(before, office, levels - 1), self._fitting_here(office, before)
        is_of_nobody = view is not None and view.person is None  # « Le recteur a béni les verres. … dit le prêtre »
        if is_trade and len(near) == 1 and not is_of_nobody:
            return View(near.pop(), "", UNSURE)
        if view is None or view.person is None or office.contradicts(view.person):
            return View(None)
        has_rival = any(not office.contradicts(person) for person in near - {view.person})
        is_told = (view.person.offices or view.person.told) and not is_trade
        return View(None) if has_rival or is_told else replace(view, limit=UNSURE)

    def _fitting_here(self, office, before):
        """The people of the gender of an office whom the paragraph names before a place."""
        named = {m.person for m in self._named_here(before) if m.person.gender != "x" or not m.person.is_guessed}
        return {person for person in named if agree(person.gender, office.gender)}

    def _is_introduced(self, role, before):
        """Whether « un » has led in somebody of that role in the paragraph before a place: « un mareyeur bougonne »."""
        near = self._indefinite.get(role, ())
        return bisect_left(near, self.article.begins_near(before)) < bisect_left(near, before)

    @cached_property
    def _indefinite(self):
        """{role: where « un » leads somebody in by it}, in order."""
        found = defaultdict(list)
        for place, (one, token) in enumerate(pairwise(self.tokens)):
            is_led_in = one.low in _LEADING_IN and not self.article.is_inside(one.start)
            if is_led_in and not self._is_beside_name(place):
                found[(role_of(token) or [token.low])[0]].append(one.start)
        return found

    def _is_beside_name(self, place):
        """« X, une potière », « une potière, X »"""
        near = self.tokens[max(0, place - 2)].start, self.tokens[min(place + _NEAR_NAME, len(self.tokens)) - 1].end
        return bool(self.people.between(*near))

    def _about(self, before, office, levels):
        """The `View` of whom the text is about; of the one person whom the paragraph names, if it is another."""
        sentences = 3 if office.role in held_roles() else 7
        view = self.focus(before, office.gender, sentences=sentences, levels=levels)
        if view is not None and view.person is None:
            return view
        is_here = view is not None and any(mention.person is view.person for mention in self._named_here(before))
        only = None if is_here else self._only_one(self.article.token_at(before), office.gender)
        return View(only) if only else view

    def _named_here(self, before):
        """The mentions in the paragraph before a place."""
        return self.people.between(self.article.begins_near(before), before)

    @cached_property
    def _places(self):
        """{role: [(where « the » role stands, where it stood first)]}, in order."""
        found = {}
        for one, token in pairwise(self.tokens):
            if one.low in DEFINITE and (role := role_of(token)) and not self.article.is_inside(one.start):
                called = found.setdefault(role[0], [])
                called.append((one.start, _first_called(called, one.start)))
        return found

    def of_shared_name(self, voice, before):
        """`voice`; of a name that several share, that of who was last named in full, alone, to be checked."""
        if voice is None or voice.person is None or not voice.person.may_be:
            return voice
        gender = next((GENDERS[one] for one in re.split(r"\W", voice.cue.casefold()) if one in GENDERS), "x")
        people = {person for person in voice.person.may_be if agree(gender, person.gender)}
        is_told_apart = len(people) > 1 and self._is_told_apart(voice.person, before)
        last = set() if is_told_apart else self._last_named(people, before)
        return replace(voice, person=last.pop(), limit=min(voice.limit, UNSURE)) if len(last) == 1 else voice

    def _is_told_apart(self, person, before):
        """Whether words behind a name that several share tell who is meant: « Roy, l’autre », “Hill, the inspector”."""
        near = self.people.mentions_in(before - _NEAR_WORDS, before + _NEAR_WORDS)
        behind = (self.tokens[m.last : m.last + 2] for m in near if m.person is person)
        return any(len(two) == 2 and two[0].text in ",—–" and self._tells_apart(two[1]) for two in behind)

    def _tells_apart(self, token):
        return token.low in DEFINITE or token.is_capital and token.low not in SMALL

    def _last_named(self, people, before):
        """Those of `people` whom the last sentence names that names any; nobody, if one is named nowhere in full."""
        if not all(person.mentions for person in people):
            return set()  # « son neveu Tobie », who may have the family name
        named = [mention for mention in self.people.between(before - _FAR_BACK, before) if mention.person in people]
        last = self.article.sentence_of(named[-1].start) if named else 0
        return {mention.person for mention in named if self.article.sentence_of(mention.start) == last}

    # Nouns that no list has, and verbs that tell an office

    def _by_deed(self, office, before):
        """The `View` of the one person of whom a verb told an office before a place: « présidé par X »; or None."""
        done = self.deeds.get(office.role, {}) if not office.ranks else {}
        return _only_of(done, office.gender, before, UNSURE)

    def who_is_told(self, first, last):
        """The `View` of the one person named before of whom the article tells the noun behind the article `first`."""
        nouns = self._nouns(first + 1, last)
        if not RANKS.isdisjoint(nouns):
            return None
        gender, before = DEFINITE[self.tokens[first].low], self.tokens[first].start
        return next(filter(None, (self._only_told(noun, gender, before) for noun in nouns)), None)

    def _only_told(self, noun, gender, before):
        """The `View` of the one person of a gender of whom a noun was told before a place; or None."""
        return _only_of(self._told.get(noun, {}), gender, before, LIKELY)

    @cached_property
    def _told(self):
        """{noun: {of whom the article tells it: where}}: « X, interprète », « la tisserande X », “Restorer X”."""
        return self.first_told(self._nouns_beside)

    def _nouns_beside(self, mention):
        last = mention.first - (self.tokens[mention.first - 1].text == ",")
        near = range(last - 1, max(-1, last - _NEAR_NAME), -1)
        within = takewhile(lambda n: self.tokens[n].is_word and not self.people.is_named(n), near)
        start = next((n for n in within if self._leads_noun(n)), None)
        if start is not None:
            yield from self._nouns(start + 1, last)
        elif last == mention.first and self.begins(last - 1):
            yield from self._nouns(last - 1, last)
        behind = mention.last < len(self.tokens) and self.tokens[mention.last].text in ",(–—"
        if behind:
            yield from self._nouns(mention.last + 1, len(self.tokens))

    def _leads_noun(self, place):
        """Whether a determiner begins there what somebody is: not « de la » of « le maire de la ville X »."""
        is_led = place > 0 and self.tokens[place - 1].low in PREPOSITIONS
        return self.tokens[place].low in DETERMINERS and not is_led

    def _nouns(self, first, last):
        """The first words from `first` that may be a noun of people, before any preposition, mark or verb."""
        found = []
        for token in self.tokens[first : min(first + _WORDS, last)]:
            is_article = token.low == "a" and self.article.language == "en"
            is_verb = token.low in AUXILIARIES | BEING and not is_article or found and verbs().get(token.low)
            if not token.is_word or token.low in PREPOSITIONS or is_verb:
                break
            if token.low not in SMALL | KIN | _ANYBODY and not token.text.isdigit():
                found.append((role_of(token) or [token.low])[0])
        return found


def _only_of(told, gender, before, limit):
    """The `View`, this sure at most, of the one of {person: where} of a gender who stands before a place; or None."""
    fitting = (person for person, start in told.items() if start < before and agree(gender, person.gender))
    people = [*islice(fitting, 2)]
    return View(people[0], "", limit) if len(people) == 1 else None


def _first_called(called, before):
    """Where the text has first called somebody so, with no gap of more than some paragraphs; else `before`."""
    near = bisect_left(called, before - _FAR_BACK, key=itemgetter(0))
    return called[near][1] if near < len(called) and called[near][0] < before else before
