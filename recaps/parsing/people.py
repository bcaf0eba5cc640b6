"""The people of an article: every form in which it names them, and who is meant by a part of a name."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from search.folding import fold
from speakers.names import sort_name, tidy_name

from .lexicon import FINITE, genders, plain, roles, standing, verbs
from .names import ARTICLES, BELONGING, FAR, PLURAL, PREPOSITIONS, TITLES, TOPICS, Names


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
    role_words: set = field(default_factory=set)
    mentions: list = field(default_factory=list)
    is_known: bool = False
    signs: int = 0  # that it is a person


class People(Names):
    def __init__(self, text, tokens, *, is_inside, known=(), links=()):
        """`is_inside(start)` tells whether a place stands between quotation marks or in a tweet."""
        self.text, self.tokens = text, tokens
        self.persons = []
        self._by_family, self._by_given, self._by_name = defaultdict(list), defaultdict(list), {}
        self._is_inside = is_inside
        for one in known:
            self._know(one)
        runs = list(self._runs())
        for run in sorted(runs, key=lambda run: bool(run.title)):
            self._meet(run)
        self.mentions = sorted(self._mentions(runs), key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]
        for mention in self.mentions:
            mention.person.mentions.append(mention)
            mention.person.forms[text[mention.start : mention.end]] += 1
        self.persons = [person for person in self.persons if person.mentions]
        for mention in self.mentions:
            self._take_role(mention)
        self._give_handles(links)

    # Who there is

    def _know(self, one):
        person = self._add(one.name)
        person.is_known, person.signs, person.handle = True, 5, one.handle or None
        for form in one.forms:
            self._by_name[fold(form)] = person

    def _add(self, name):
        family, _, given = sort_name(name).partition(", ")
        person = Person(tidy_name(name), fold(given), fold(family))
        person.gender = genders("given_names").get(plain(given.split()[0].split("-")[0]) if given else "", "x")
        if person.gender == "x" and given:
            person.gender = genders("given_names").get(plain(given.split()[0]), "x")
        self.persons.append(person)
        bare = person.family.split()
        while len(bare) > 1 and bare[0] in ("de", "du", "d", "la", "von", "van"):
            bare = bare[1:]
        for key in {person.family, " ".join(bare)}:
            self._by_family[key].append(person)
        if person.given:
            self._by_given[person.given].append(person)
        self._by_name[fold(person.name)] = person
        return person

    def _meet(self, run):
        """Make a person of a run that has two words or more, or a title, if enough speaks for it."""
        name = self._name(run.first, run.last)
        length = run.last - run.first
        if fold(name) in self._by_name:
            self._by_name[fold(name)].signs += 1
            return
        if length == 1 or run.title and fold(name) in self._by_family:
            return  # a title and a family name: looked at when all full names are known
        signs = self._signs(run)
        if signs >= 2:
            same = self._same_by_initial(name)
            person = same or self._add(name)
            person.signs += signs
            self._by_name[fold(name)] = person

    def _same_by_initial(self, name):
        family, _, given = sort_name(name).partition(", ")
        for person in self._by_family.get(fold(family), ()):
            one, other = fold(given), person.given
            if one and other and min(len(one), len(other)) == 1 and one[0] == other[0]:
                if len(one) > 1:
                    person.name, person.given = tidy_name(name), one
                return person
        return None

    # Where they are named

    def _mentions(self, runs):
        taken = set()
        singles = []
        for run in runs:
            person = self._by_name.get(fold(self._name(run.first, run.last)))
            if person and (run.last - run.first > 1 or person.is_known or run.title):
                yield self._mention(run, person, is_full=run.last - run.first > 1)
                taken.update(range(run.first, run.last))
            else:
                singles.append(run)
        for run in singles:
            person = self._by_part(run)
            if person:
                yield self._mention(run, person, is_full=False)

    def _by_part(self, run):
        """Who is meant by a family name, an initial and a family name, or a given name."""
        name = fold(self._name(run.first, run.last))
        words_ = name.split()
        if not words_:
            return None
        if run.last - run.first > 1 and len(words_[0]) == 1:
            family = " ".join(word for word in words_ if len(word) > 1)
            found = [p for p in self._by_family.get(family, ()) if p.given.startswith(words_[0])]
            if found:
                return found[-1]
        by_family = self._by_family.get(name, ())
        if by_family:
            return self._nearest(by_family, run)
        if run.title and run.title not in PLURAL:
            person = self._add(self._name(run.first, run.last))
            person.name = f"{self.tokens[run.title_first].text}{self._point(run)} {person.name}"
            person.signs = 3
            return person
        if self._word(run.first - 1, run.first) in ARTICLES or run.last - run.first > 1:
            return None
        by_given = self._by_given.get(name, ())
        if not by_given and self._is_given_name_alone(run):
            return self._add(self._name(run.first, run.last))
        return by_given[0] if len(by_given) == 1 else None

    def _is_given_name_alone(self, run):
        """« Paulo, à la buvette, », « Inès sourit » at the beginning of a sentence: somebody without a family name."""
        low = self.tokens[run.first].low
        if low not in genders("given_names") or run.last + 1 >= len(self.tokens):
            return False
        follows = self.tokens[run.last].text == "," and (
            self._begins(run.first) or self.tokens[run.last + 1].low in ("qui", "who")
        )
        return follows or self._around(run) >= 2

    def _point(self, run):
        return "." if self.tokens[run.title_first + 1].text == "." else ""

    def _nearest(self, persons, run):
        gender = TITLES.get(run.title.rstrip("."), "x") if run.title else "x"
        fitting = [p for p in persons if "x" in (gender, p.gender) or p.gender == gender] or list(persons)
        return fitting[-1]

    def _mention(self, run, person, *, is_full):
        gender = TITLES.get(run.title, TITLES.get(run.title.rstrip("."), "x")) if run.title else "x"
        if gender != "x":
            person.gender = gender
        first = run.title_first if run.title else run.first
        start, end = self.tokens[run.first].start, self.tokens[run.last - 1].end
        before = self._word(first - 1, first) if first else ""
        topic = first > 1 and (before, self.tokens[first - 2].low) in TOPICS
        topic = topic or before in ("pour", "for") and self._begins(first - 1)
        is_subject = before not in PREPOSITIONS or topic
        return Mention(start, end, first, run.last, person, is_full, is_subject)

    # What they are

    def _take_role(self, mention):
        """Read « X, maire de Y, », « X (directrice de Y) », « le professeur X », « la maire de Y, X »."""
        first, last = self._apposition(mention)
        if first is None:
            first, last = self._role_before(mention)
        if first is None:
            return
        person = mention.person
        heads = [t.low for t in self.tokens[first:last] if t.low in roles()]
        person.role_words.update(roles()[low][0] for low in heads[:3])
        if person.gender == "x" and heads:
            person.gender = roles()[heads[0]][1]
        if not person.role:
            person.role, person.organization = self._role_and_organization(first, last)

    def _apposition(self, mention):
        after, tokens = mention.last, self.tokens
        is_written = after < len(tokens) and (
            tokens[after].text in ",(" or tokens[after].low in ("est", "is", "était", "was", "–", "—")
        )
        if not is_written or not mention.is_full and tokens[after].text not in ",(":
            return None, None
        last = after + 1
        while last < min(after + 18, len(tokens)):
            token = tokens[last]
            ends = token.text in ",;:.()«“–—" or token.low in ("qui", "who", "dont", "mais", "a", "ont", "est", "lors")
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
        found = [place for place in range(after + 1, min(after + 7, last)) if tokens[place].low in roles()]
        return (after + 1, last) if found else (None, None)

    def _role_before(self, mention):
        """The role that ends right before a name, or before a comma and a name."""
        last = mention.first
        if last and self.tokens[last - 1].text == ",":
            last -= 1
        for place in range(last - 1, max(-1, last - 9), -1):
            token = self.tokens[place]
            if token.low in roles():
                before = self.tokens[place - 1] if place else None
                begins = before is None or before.low in ARTICLES or before.text in ",.(" or place == last - 1
                is_near = (
                    place == last - 1
                    or last < mention.first
                    or self.tokens[place + 1].low in PREPOSITIONS | {"l’", "en"}
                )
                return (place, last) if begins and is_near else (None, None)
            if not token.is_word and token.text != "’" or FINITE in verbs().get(token.low, ()):
                break
            if self._mention_covers(place):
                break
        return None, None

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
                    end = next((n for n in range(capital, last) if tokens[n].low in ("et", "and")), last)
                    return self._text(first, place), self._text(capital, end)
        return self._text(first, last), ""

    def _text(self, first, last):
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split()) if first < last else ""

    # Asked by the others

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

    def by_handle(self, handle):
        """Who goes by @handle: as it is told, or because the handle has the family name."""
        key = fold(handle).replace(" ", "")
        for person in self.persons:
            if person.handle and person.handle.casefold() == handle.casefold():
                return person
        near = [p for p in self.persons if len(p.family) > 3 and p.family.replace(" ", "") in key]
        return near[0] if len(near) == 1 else next((p for p in near if p.given[:3] and p.given[:3] in key), None)

    def with_role(self, word, before):
        """The last person named before `before` who has the role of this word (« la maire »)."""
        base, gender = roles().get(word, (None, "x"))
        wanted = {base} | standing().get(base, set())
        last = bisect_left(self._starts, before)
        for mention in reversed(self.mentions[max(0, last - FAR) : last]):
            person = mention.person
            if wanted & person.role_words and ("x" in (gender, person.gender) or person.gender == gender):
                return person
        return None

    def _give_handles(self, links):
        for mention in self.mentions:
            after = self.text[mention.end : mention.end + 40]
            told = re.match(r"\s*[(,]?\s*@(\w{1,30})", after)
            if told and not mention.person.handle:
                mention.person.handle = told[1]
        for start, end, handle in links:
            for mention in self.between(start - 1, end + 1):
                mention.person.handle = mention.person.handle or handle
