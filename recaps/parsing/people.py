"""The people of an article: every form in which it names them, and who is meant where only a part of the name stands."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from search.folding import fold
from speakers.names import sort_name, tidy_name

from .lexicon import FINITE, PARTICIPLE, genders, plain, roles, verbs, words

SMALL = frozenset(
    "le la les l’ de du des d’ un une à au aux en et ou ni mais or donc car que qui quoi dont où si comme selon pour par sur"
    " sous dans avec sans chez entre vers après avant depuis dès lors lorsque quand puis alors ainsi aussi enfin ensuite"
    " c’ ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes il elle ils elles on nous vous je j’ y"
    " tout toute tous toutes quelques plusieurs chaque certains certaines autre autres d’après merci bravo oui non ici là"
    " the a an of to in at by for from with on as and or but if when while after before since his her its their our your"
    " my he she it they we you i this that these those according both all some each many most there here then also"
    " moi toi lui eux dr. côté grâce suite quant outre malgré parmi face contre hier aujourd’hui demain lundi mardi mercredi"
    " jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december crédit crédits photo photos texte source sources auteur auteurs voir lire via dixit n° ©"
    " was were is are had has have what who where why how which not no yes however although though because last next"
    " first second finally meanwhile today yesterday even so still une nul rien pas très plus moins bien trop".split()
)
PREPOSITIONS = frozenset(
    "de d’ du des à au aux avec par contre chez sur entre pour sans vers envers auprès with by to of from for against"
    " about like between around via".split()
)
ARTICLES = frozenset("le la les l’ un une des du au aux ce cet cette ces the a an this".split())


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


@dataclass(frozen=True)
class _Run:
    """Tokens with capitals that may be a name: `first` to `last`, the title before them apart."""

    first: int
    last: int
    title: str = ""
    title_first: int = -1


class People:
    def __init__(self, text, tokens, *, is_inside, known=(), links=()):
        """`is_inside(start)` tells whether a place stands between quotation marks or in a tweet."""
        self.text, self.tokens = text, tokens
        self.persons = []
        self._by_family, self._by_given, self._by_name = defaultdict(list), defaultdict(list), {}
        self._is_inside = is_inside
        for one in known:
            self._know(one)
        runs = list(self._runs())
        for run in runs:
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
        self._by_family[person.family].append(person)
        if given:
            self._by_given[person.given.split()[0] if " " not in given else person.given].append(person)
        self._by_name[fold(person.name)] = person
        return person

    def _meet(self, run):
        """Make a person of a run that has two words or more, or a title, if enough speaks for it."""
        name = self._name(run.first, run.last)
        length = run.last - run.first
        if fold(name) in self._by_name:
            self._by_name[fold(name)].signs += 1
            return
        if length == 1:
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

    def _signs(self, run):
        tokens = self.tokens[run.first : run.last]
        low = [token.low for token in tokens]
        given = genders("given_names")
        signs = 0
        first = low[0].split("-")[0]
        if low[0] in given or first in given:
            signs += 3
        elif re.fullmatch(r"[^\W\d_]", tokens[0].text) and run.last - run.first > 1:
            signs += 1  # an initial
        last = tokens[-1].text
        if last.isupper() and len(last) > 2 and not tokens[0].text.isupper() and re.search("[AEIOUYÉÈ]", last):
            signs += 2 if low[-1] not in words("orgs") else 0
        if run.title:
            signs += 4
        if all(token.text.isupper() and len(token.text) > 1 for token in tokens):
            signs -= 2
        signs -= 3 * any(word in words("orgs") for word in low if word not in given) + 2 * (low[-1] in words("orgs"))
        before = self._word(run.first - 1, run.first)
        if before in ARTICLES and not run.title:
            signs -= 3
        if before in roles():
            signs += 2
        if 2 <= len(tokens) <= 3 and not self._begins(run.first) and all(re.fullmatch(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-’'][A-ZÀ-Ý]?[a-zà-ÿ]+)*", t.text) for t in tokens):
            signs += 1
        signs -= 3 * any(word in roles() for word in low if word not in given)
        return signs + self._around(run)

    def _around(self, run):
        """What the words after and before a name tell: a role in apposition, a verb of speech, a handle."""
        after = self.tokens[run.last : run.last + 6]
        signs = 0
        if after and after[0].text in ",(–—":
            near = [token.low for token in after[1:6]]
            signs += 2 * any(word in roles() for word in near) + 2 * any(word.startswith("@") for word in near[:1])
        if after and FINITE in verbs().get(after[0].low, ()):
            signs += 2
        if len(after) > 1 and after[0].low in ("a", "ont", "avait", "has", "s’", "nous") and PARTICIPLE in verbs().get(after[1].low, ()):
            signs += 2
        if len(after) > 2 and after[0].low in ("de", "du", "from", "of") and (after[1].is_capital or after[2].is_capital):
            signs += 1
        before = self.tokens[run.first - 1] if run.first else None
        if before and verbs().get(before.low, set()) & {FINITE, PARTICIPLE} and before.low not in words("orgs"):
            signs += 1
        if before and re.search(r"-(?:t-)?(?:il|elle)$", before.low):
            signs -= 1
        return signs

    def _word(self, place, until):
        """The word at `place` if only a space parts it from the token at `until`."""
        if place < 0 or self.text[self.tokens[place].end : self.tokens[until].start].strip(" \u00a0\u202f\n"):
            return ""
        return self.tokens[place].low

    def _name(self, first, last):
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    # Runs of words with capitals

    def _runs(self):
        place, tokens = 0, self.tokens
        while place < len(tokens):
            if not self._may_be_name(place):
                place += 1
                continue
            title, title_first = "", -1
            if tokens[place].low.rstrip(".") in _TITLES or tokens[place].low in _TITLES:
                following = place + 1 + (place + 1 < len(tokens) and tokens[place + 1].text == ".")
                if following < len(tokens) and self._may_be_name(following) and self._is_beside(following):
                    title, title_first, place = tokens[place].low, place, following
            last = self._end_of_run(place)
            first = self._start_of_run(place, last, bool(title))
            if first < last:
                yield _Run(first, last, title, title_first)
            place = max(last, place + 1)

    def _may_be_name(self, place):
        token = self.tokens[place]
        return token.is_word and token.is_capital and not any(c.isdigit() for c in token.text) and len(token.text) < 40

    def _is_beside(self, place):
        gap = self.text[self.tokens[place - 1].end : self.tokens[place].start]
        return len(gap) <= 2 and "\n\n" not in gap and not gap.strip()

    def _end_of_run(self, place):
        tokens, last = self.tokens, place + 1
        while last < len(tokens) and last - place < 8:
            token = tokens[last]
            if token.text == "." and len(tokens[last - 1].text) == 1 and token.start == tokens[last - 1].end:
                last += 1  # the point of an initial
                continue
            if token.text == "." and tokens[last - 1].low in _SHORT and token.start == tokens[last - 1].end:
                last += 1
                continue
            if not self._is_beside(last):
                break
            if self._may_be_name(last) and not (token.low in SMALL and token.low not in _PARTICLES):
                last += 1
                continue
            after = last
            while after < len(tokens) and after - last < 3 and tokens[after].low in _PARTICLES and self._is_beside(after):
                after += 1
            if after > last and after < len(tokens) and self._may_be_name(after) and self._is_beside(after):
                if tokens[last].low in _LINKING and not self._is_linked(place, last, after):
                    break
                last = after + 1
                continue
            break
        while last > place + 1 and tokens[last - 1].text == "." and len(tokens[last - 2].text) > 1:
            last -= 1
        return last

    def _is_linked(self, first, last, after):
        """Whether a small particle joins a given name to a family name: « Anne de Brest », not « Agence de Brest »."""
        before, following = self.tokens[last - 1], self.tokens[after].low
        if following in words("orgs") or following in SMALL:
            return False
        given = genders("given_names")
        return before.text == "." or last - first == 1 and (before.low in given or before.low.split("-")[0] in given)

    def _start_of_run(self, first, last, has_title):
        """Leave out the small words that begin a sentence, and the noun before a given name (« Le Canadien Harold »)."""
        tokens, given = self.tokens, genders("given_names")
        while first < last and tokens[first].low in SMALL and not self._is_particle(first, last):
            first += 1
        if first and tokens[first - 1].low in ARTICLES or first < last and tokens[first].low in roles():
            names = [place for place in range(first + 1, last - 1) if tokens[place].low in given]
            if names and tokens[first].low not in given:
                return names[0]
        while first < last - 1 and (tokens[first].low in roles() or tokens[first].text[0].islower()):
            first += 1
        return first

    def _is_particle(self, first, last):
        return first + 1 < last and self.tokens[first].text in _CAPITAL_PARTICLES and not self._begins(first)

    def _begins(self, place):
        """Whether the token begins a sentence or a line."""
        before = self.text[max(0, self.tokens[place].start - 3) : self.tokens[place].start].rstrip(" \u00a0\u202f«“\"(")
        return not before or before[-1] in ".!?…\n:;«“\"»"

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
            found = [p for p in self._by_family.get(" ".join(words_[1:]), ()) if p.given.startswith(words_[0])]
            if found:
                return found[-1]
        by_family = self._by_family.get(name, ())
        if by_family:
            return self._nearest(by_family, run)
        if run.title and run.title not in _PLURAL:
            person = self._add(self._name(run.first, run.last))
            person.name = f"{self.tokens[run.title_first].text}{self._point(run)} {person.name}"
            person.signs = 3
            return person
        if self._word(run.first - 1, run.first) in ARTICLES:
            return None
        by_given = self._by_given.get(name, ())
        return by_given[0] if len(by_given) == 1 and run.last - run.first == 1 else None

    def _point(self, run):
        return "." if self.tokens[run.title_first + 1].text == "." else ""

    def _nearest(self, persons, run):
        gender = _TITLES.get(run.title.rstrip("."), "x") if run.title else "x"
        fitting = [p for p in persons if "x" in (gender, p.gender) or p.gender == gender] or list(persons)
        return fitting[-1]

    def _mention(self, run, person, *, is_full):
        gender = _TITLES.get(run.title, _TITLES.get(run.title.rstrip("."), "x")) if run.title else "x"
        if gender != "x":
            person.gender = gender
        first = run.title_first if run.title else run.first
        start, end = self.tokens[run.first].start, self.tokens[run.last - 1].end
        before = self._word(first - 1, first) if first else ""
        is_subject = before not in PREPOSITIONS or before == "to" and self.tokens[first - 2].low == "according"
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
        is_written = after < len(tokens) and (tokens[after].text in ",(" or tokens[after].low in ("est", "is", "était", "was", "–", "—"))
        if not is_written or not mention.is_full and tokens[after].text not in ",(":
            return None, None
        last = after + 1
        while last < min(after + 18, len(tokens)):
            token = tokens[last]
            ends = token.text in ",;:.()«“–—" or token.low in ("qui", "who", "dont", "mais", "a", "ont", "est", "lors")
            if ends and not (token.text == "." and len(tokens[last - 1].text) <= 2):
                break
            if last > after + 1 and FINITE in verbs().get(token.low, ()) and token.low not in roles() and tokens[last - 1].low not in PREPOSITIONS | ARTICLES:
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
                is_near = place == last - 1 or last < mention.first or self.tokens[place + 1].low in PREPOSITIONS | {"l’", "en"}
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
            if tokens[place].low in _BELONGING:
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
        last = bisect_left(self._starts, before)
        for mention in reversed(self.mentions[max(0, last - _FAR) : last]):
            person = mention.person
            if base in person.role_words and ("x" in (gender, person.gender) or person.gender == gender):
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


_TITLES = {word.rstrip("."): gender for word, gender in genders("titles").items()} | genders("titles")
_FAR = 400  # mentions among which one who has a role is looked for
_PLURAL = frozenset(("mm", "mm.", "mmes"))
_PARTICLES = words("particles")
_CAPITAL_PARTICLES = frozenset(w for line in (words("particles"),) for w in line) | frozenset(
    "De Du Des La Le Les Von Van Der Den Da Di Del Della El Al Ben Bin Ibn Saint Sainte Mac Mc Aït Ait".split()
)
_BELONGING = frozenset("de du d’ des à au aux chez pour for of at with from en".split())
_LINKING = frozenset("de du des d’ la le les y e i".split())
_SHORT = frozenset(("jr", "sr", "st", "ste"))
