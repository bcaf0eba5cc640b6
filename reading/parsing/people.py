"""The people of an article: every form in which it names them, and who is meant by a part of a name."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from language.folding import fold
from language.names import tidy_name, without_particles

from .acquaintances import Acquaintances
from .appositions import Appositions
from .billing import is_billed
from .kinship import Kinship
from .lexicon import FINITE, PARTICIPLE, gender_of, given_names, plain, verbs
from .names import ARTICLES, BESIDE, FAR, PLURAL, PREPOSITIONS, THE, TITLES, TOPICS, agree, name_parts
from .offices import title_office
from .short_names import begin_alike, letters_for, shortened
from .signs import Signs

_ALL = frozenset("everyone everybody all nobody none anyone anybody".split())  # “everyone but X said”
_FIRM = frozenset("cie compagnie co fils sons associés associates partners".split())
_TOLD = 12  # tellings of one name that are held against each other


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    first: int  # place of its first token, the title's if it has one
    last: int  # place after its last token
    person: "Person"
    is_full: bool
    is_subject: bool = True  # no preposition before it


@dataclass(eq=False)
class Person:
    name: str
    given: str  # folded
    family: str  # folded; the whole name where it has one part
    gender: str = "x"
    forms: Counter = field(default_factory=Counter)
    handle: str | None = None
    role: str = ""
    organization: str = ""
    offices: list = field(default_factory=list)
    inherited: list = field(default_factory=list)  # offices of those whom the article says that they succeeded
    mentions: list = field(default_factory=list)
    known_handles: frozenset = frozenset()
    told: list = field(default_factory=list)  # `Telling`s, each text once
    generations: int = 0  # how often « fils » stands behind the full name; -1 where it is a part of another's name
    genders_told: set = field(default_factory=set)  # by civilities, or else by offices; never by a given name
    is_addressed: bool = False  # a civility stands before the name
    is_known: bool = False
    is_guessed: bool = False  # little tells that they are somebody, or a word may stand before their name
    signs: int = 0  # that it is a person
    may_be: tuple = ()  # the people of whom one is meant, where nothing tells which; then `name` is what is printed
    is_kin: bool = False  # « Anne » in « Anne et Paul Roy », printed by her given name alone

    @property
    def gender_told(self):
        return next(iter(self.genders_told)) if len(self.genders_told) == 1 else "x"

    @cached_property
    def may_be_two(self):
        """Whether the name is given two offices that one person hardly holds, or « fils » in one place alone."""
        is_one_of_two = self.generations not in (0, sum(mention.is_full for mention in self.mentions))
        return is_one_of_two or any(one.contradicts(other) for one, other in combinations(self.told[:_TOLD], 2))


class People(Appositions, Kinship, Signs):
    def __init__(self, text, tokens, *, is_inside, known=(), links=(), billed=(), language="fr"):
        """`is_inside(start)` tells whether a place stands between quotation marks or in a tweet.

        `billed` are the (start, end) of the names that the shape of a line tells, in order.
        """
        self.text, self.tokens, self.language = text, tokens, language
        self.persons = []
        self._by_family, self._by_given, self._by_name = defaultdict(list), defaultdict(list), {}
        self._unclear = {}
        self._is_inside = is_inside
        self._known, self._billed = Acquaintances(known), billed
        runs = list(self._runs())
        alone = [run for run in runs if run.title and run.last - run.first == 1]
        self._addressed = {fold(self._name(run.first, run.last)) for run in alone}
        self._words = Counter(fold(self._name(run.first, run.last)) for run in runs)
        self._speaking = {fold(self._name(run.first, run.last)) for run in runs if self._is_one_who_speaks(run)}
        for run in sorted(runs, key=lambda run: (self._begins_with_initial(run), bool(run.title))):
            self._meet(run)
        self._join_forms()
        self._meet_kin(runs)
        self._relatives = []
        self._note_relatives(runs)
        self.mentions = sorted(self._mentions(runs), key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]
        for mention in self.mentions:
            mention.person.mentions.append(mention)
            mention.person.forms[text[mention.start : mention.end]] += 1
        self.persons = [person for person in self.persons if person.mentions]
        for mention in self.mentions:
            self._take_role(mention)
            self._take_kin(mention)
            if not mention.person.may_be:
                self._tell(mention)
        self._note_successions()
        self._give_handles(links)

    # Who there is

    def _add(self, name):
        person = self._person(name)
        self.persons.append(person)
        for key in without_particles(person.family):
            self._by_family[key].append(person)
        if person.given:
            self._by_given[person.given].append(person)
        self._by_name[fold(person.name)] = self._by_name[fold(name)] = person
        return person

    def _person(self, name):
        family, given = name_parts(name)
        printed = name if given in ("M", "M.") else tidy_name(name)  # an initial, where titles stand outside
        person = Person(printed, fold(given), fold(family))
        person.gender = gender_of(plain(given.split()[0].split("-")[0]) if given else "", self.language)
        if person.gender == "x" and (given or name):
            person.gender = gender_of(plain((given or name).split()[0]), self.language)
        return person

    def _meet(self, run):
        """Make a person of a run that has two words or more, or a title, if enough speaks for it."""
        name = self._name(run.first, run.last)
        if fold(name) in self._by_name:
            self._meet_again(self._by_name[fold(name)], run, name)
            return
        known = self._known.called(name)
        if known:
            person = self._add(name)
            person.is_known, person.signs, person.known_handles = True, 5, known.handles
            return
        if run.last - run.first == 1 or run.title and fold(name) in self._by_family:
            return  # a title and a family name: looked at when all full names are known
        if fitting := self._by_initial(run):
            self._by_name[fold(name)] = self._one_of(fitting, run)
        elif (signs := self._signs_of_person(run, name)) >= 2:
            person = self._add(name)
            person.signs, person.is_guessed = signs, self._may_be_led(run)
        elif signs >= 0 and (self._is_taken_up(run) or self._is_told(run) or signs and self._is_named_again(run)):
            self._add(name).is_guessed = True

    def _meet_again(self, person, run, name):
        person.signs += 1
        if person.is_guessed and self._signs_of_person(run, name) >= 2:
            person.is_guessed = self._may_be_led(run)

    def _signs_of_person(self, run, name):
        is_billed = self.is_billed(self.tokens[run.first].start, self.tokens[run.last - 1].end)
        is_addressed = name.isupper() and not self._addressed.isdisjoint(fold(name).split())  # « M. KONATÉ »
        family = fold(name_parts(name)[0])
        told = self._addressed | self._speaking
        families = 2 * (family in self._known.families) + 2 * (family in told and "." not in name)
        return self._signs(run) + families + 6 * is_billed + 5 * is_addressed

    def is_billed(self, start, end):
        """Whether the shape of a line tells that the words from `start` to `end` name somebody."""
        return is_billed(self._billed, start, end)

    def _begins_with_initial(self, run):
        return run.last - run.first > 1 and bool(re.fullmatch(r"[^\W\d_]", self.tokens[run.first].text))

    def _by_initial(self, run):
        """The people whom an initial and a family name may name: « J. Martin », « J.-P. Martin »."""
        family, given = name_parts(self._name(run.first, run.last))
        initials = fold(given).split()
        if not initials or any(len(word) > 1 for word in initials):
            return []
        gender = _gender_told(run)
        return [
            person
            for person in self._by_family.get(fold(family), ())
            if begin_alike(initials, person.given.split()) and agree(gender, person.gender)
        ]

    def _one_of(self, persons, run):
        """The only one of `persons`; of several, one of whom nothing is told but the words as they are printed."""
        return persons[0] if len(persons) == 1 else self._perhaps(persons, run)

    def _perhaps(self, persons, run):
        """Somebody who may be one of `persons`."""
        title = f"{self._title(run)} " if run.title else ""
        name = title + self._name(run.first, run.last)
        key = name, frozenset(map(id, persons))
        if key not in self._unclear:
            genders_ = {person.gender for person in persons}
            gender = genders_.pop() if len(genders_) == 1 else "x"
            self._unclear[key] = Person(name, "", "", gender, may_be=tuple(persons))
        return self._unclear[key]

    def _join_forms(self):
        """Give the mentions of a known form to the person whose full name the article prints as well."""
        for person in [one for one in self.persons if one.is_known]:
            whole = self._known.whole_name_of(person.name)
            other = self._by_name.get(whole) if whole else None
            if other and other is not person:
                self._by_name[fold(person.name)] = other
                self._forget(person)

    def _forget(self, person):
        self.persons.remove(person)
        for held in (*self._by_family.values(), *self._by_given.values()):
            if person in held:
                held.remove(person)

    # Where they are named

    def _mentions(self, runs):
        singles, letters = [], {}
        for run in runs:
            person = self._by_name.get(fold(self._name(run.first, run.last)))
            if person and (run.last - run.first > 1 or person.is_known):
                yield self._mention(run, person, is_full=run.last - run.first > 1)
                letters.setdefault(letters_for(self.tokens, run, self._name(run.first, run.last)), person)
            else:
                singles.append(run)
        for run in singles:
            person = letters.get(self._name(run.first, run.last)) or self._by_part(run)
            if person:
                yield self._mention(run, person, is_full=False)

    def _by_part(self, run):
        """Who is meant by a family name, an initial and a family name, or a given name."""
        if fitting := self._by_initial(run):
            return self._one_of(fitting, run)
        if fitting := self._called(run):
            return self._one_of(fitting, run)
        if run.title and run.title not in PLURAL:
            person = self._add(self._name(run.first, run.last))
            person.name = f"{self._title(run)} {person.name}"
            person.signs = 3
            return person
        if not self._is_one_alone(run):
            return None
        if called := shortened(self._name(run.first, run.last), self.persons):
            return self._perhaps(called, run)
        person = self._add(self._name(run.first, run.last))
        person.is_guessed = self._around(run) < 2 and self._is_apposed_alone(run)  # « La péniche, Simone, »
        return person

    def _called(self, run):
        """The people who have the family name, or the given name, that a run is; of “the Courier”, nobody."""
        name, gender = fold(self._name(run.first, run.last)), _gender_told(run)
        fitting = self._of_family(name, gender, run)
        if run.title:
            return fitting or self._turned(name, gender)
        before = self._word(run.first - 1, run.first)
        if before == "the":
            return []
        given = self._by_given.get(name, ()) if before not in ARTICLES else ()
        return [*dict.fromkeys([*fitting, *given])]

    def _turned(self, name, gender):
        """« KONATÉ AWA », whose names stand the other way round: those whose given name is a family name."""
        others = self._by_given.get(name, ()) if name not in given_names() else ()
        return [person for person in others if agree(gender, person.gender)]

    def _is_behind_article(self, run):
        return self._word(run.first - 1, run.first) in ARTICLES

    def _is_one_alone(self, run):
        """Whether a single word names somebody of whom the article says no other name."""
        if self._is_behind_article(run) or run.last - run.first > 1:
            return False
        name = fold(self._name(run.first, run.last))
        if not name:
            return False
        if name in self._known.families and (not self._begins(run.first) or self._around(run) >= 2):
            return True
        is_billed = self.is_billed(self.tokens[run.first].start, self.tokens[run.last - 1].end)
        return is_billed or self._is_given_name_alone(run)

    def _is_given_name_alone(self, run):
        """« Paulo, à la buvette, », « Inès sourit », « raconte Simon »: somebody without a family name."""
        low = self.tokens[run.first].low
        if low not in given_names():
            return False
        if verbs().get(self._word(run.first - 1, run.first), frozenset()) & {FINITE, PARTICIPLE}:
            return True
        if run.last + 1 >= len(self.tokens):
            return False
        follows = self.tokens[run.last].text == "," and (
            self._begins(run.first) or self.tokens[run.last + 1].low in ("qui", "who")
        )
        return follows or self._is_apposed_alone(run) or self._around(run) >= 2

    def _title(self, run):
        point = "." if self.tokens[run.title_first + 1].text == "." else ""
        return self.tokens[run.title_first].text + point

    def _mention(self, run, person, *, is_full):
        gender = _gender_told(run)
        if run.title and not person.may_be:
            if gender != "x":
                person.gender, person.is_addressed = gender, True
                person.genders_told.add(gender)
            if office := title_office(run.title):
                person.offices.append(office)
        first = run.title_first if run.title else run.first
        start, end = self.tokens[run.first].start, self.tokens[run.last - 1].end
        is_owner = run.last < len(self.tokens) and self.tokens[run.last].low == "’s"  # « X’s deputy said »
        is_thing = is_owner or self._is_firm(run.last) or not run.title and self._word(first - 1, first) in THE
        is_subject = not (is_thing or self._is_behind_preposition(first))
        return Mention(start, end, first, run.last, person, is_full, is_subject)

    def _is_behind_preposition(self, first):
        """Whether a preposition stands before a name, “but” in “everyone but X” too, and does not make it the topic."""
        first -= first > 1 and self._word(first - 1, first) in THE  # “of the Courier”
        before = self._word(first - 1, first) if first else ""
        second = self.tokens[first - 2].low if first > 1 else ""
        is_topic = (before, second) in TOPICS or before in ("pour", "for") and self._begins(first - 1)
        return (before in PREPOSITIONS | BESIDE or before == "but" and second in _ALL) and not is_topic

    def _is_firm(self, place):
        """« X et Cie », « X & Fils »"""
        lows = [token.low for token in self.tokens[place : place + 2]]
        return len(lows) == 2 and lows[0] in ("et", "and", "&") and lows[1] in _FIRM

    # Asked by the others

    def called(self, name):
        """The people of two names or more of whom `name` is the family name, or the given name."""
        found = dict.fromkeys([*self._by_family.get(fold(name), ()), *self._by_given.get(fold(name), ())])
        return [person for person in found if person.given and person.mentions]

    def between(self, start, end):
        """The mentions from `start` to `end`, those between quotation marks left out."""
        return [mention for mention in self.mentions_in(start, end) if not self._is_inside(mention.start)]

    def mentions_in(self, start, end):
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return [mention for mention in self.mentions[low:high] if mention.end <= end]

    def at_token(self, place):
        """The mention whose first token stands at `place`, or None."""
        if place >= len(self.tokens):
            return None
        low = bisect_left(self._starts, self.tokens[place].start)
        return next((m for m in self.mentions[low : low + 2] if m.first == place), None)

    def is_named(self, place):
        """Whether the token at `place` is part of a name."""
        return self._mention_covers(place)

    def by_handle(self, handle):
        """(who goes by @handle, whether that is told): as it is printed or known, or because it has the family name."""
        key = fold(handle).replace(" ", "")
        for person in self.persons:
            if handle.casefold() in {(person.handle or "").casefold(), *person.known_handles}:
                return person, True
        near = [p for p in self.persons if len(p.family) > 3 and p.family.replace(" ", "") in key]
        if len(near) > 1:
            near = [p for p in near if p.given[:3] and p.given[:3] in key]
        return (near[0] if len(near) == 1 else None), False

    def holders(self, is_held, before):
        """The people named before the place `before` of whom `is_held`, which an `Office` asks, is true."""
        last = bisect_left(self._starts, before)
        named = dict.fromkeys(mention.person for mention in self.mentions[max(0, last - FAR) : last])
        return [person for person in named if not person.may_be and is_held(person)]

    def _give_handles(self, links):
        for mention in self.mentions:
            after = self.text[mention.end : mention.end + 40]
            told = re.match(r"\s*[(,]?\s*@(\w{1,30})", after)
            if told and not mention.person.handle:
                mention.person.handle = told[1]
        for start, end, handle in links:
            for mention in self.between(start - 1, end + 1):
                mention.person.handle = mention.person.handle or handle


def _gender_told(run):
    """The gender that the title before a name tells."""
    return TITLES.get(run.title, TITLES.get(run.title.rstrip("."), "x")) if run.title else "x"
