"""Words with capitals that may name somebody, and what speaks for it."""

import re
from dataclasses import dataclass

from language.names import sort_name

from .lexicon import FINITE, PARTICIPLE, genders, roles, verbs, words

SMALL = frozenset(
    "le la les l’ de du des d’ un une à au aux en et ou ni mais or donc car que qui quoi dont où si comme selon"
    " pour par sur"
    " sous dans avec sans chez entre vers après avant depuis dès lors lorsque quand puis alors ainsi aussi enfin"
    " ensuite"
    " c’ ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes il elle ils elles on nous vous je j’ y"
    " tout toute tous toutes quelques plusieurs chaque certains certaines autre autres d’après merci bravo oui non"
    " ici là"
    " the a an of to in at by for from with on as and or but if when while after before since his her its their"
    " our your"
    " my he she it they we you i this that these those according both all some each many most there here then also"
    " moi toi lui eux dr. côté grâce suite quant outre malgré parmi face contre hier aujourd’hui demain lundi"
    " mardi mercredi"
    " jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre"
    " décembre"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september"
    " october november december crédit crédits photo photos texte source sources auteur auteurs voir lire via"
    " dixit n° ©"
    " was were is are had has have what who where why how which not no yes however although though because last next"
    " first second finally meanwhile today yesterday even so still une nul rien pas très plus moins bien trop".split()
)
PREPOSITIONS = frozenset(
    "de d’ du des à au aux avec par contre chez sur entre pour sans vers envers auprès with by to of from for against"
    " about like between around via".split()
)
BREAKS = '.!?…\n:;«“"»”’'  # after which a sentence, or the words around a quotation, may begin
# Before a name that is what the sentence is about, though a preposition stands there.
TOPICS = {("to", "according"), ("à", "quant")}
_LEADING = frozenset(
    "the a an another un une l’ l' la le notre our its their".split()
)  # what somebody is, behind a comma
_DETERMINING = frozenset("the its his her their our le la l’ son sa leur notre".split())
ARTICLES = frozenset("le la les l’ un une des du au aux ce cet cette ces the a an this".split())

_INNER_CAPITAL = re.compile(r"(?:de|di|du|la|le|van|von|mac|mc|d|o)[A-ZÀ-Ý][a-zà-ÿ]+$")  # « Alan deLevant »


@dataclass(frozen=True)
class Run:
    """Tokens with capitals that may be a name: `first` to `last`, the title before them apart."""

    first: int
    last: int
    title: str = ""
    title_first: int = -1


TITLES = {word.rstrip("."): gender for word, gender in genders("titles").items()} | genders("titles")
FAR = 400  # mentions among which one who has a role is looked for
PLURAL = frozenset(("mm", "mm.", "mmes"))
PARTICLES = words("particles")
CAPITAL_PARTICLES = frozenset(w for line in (words("particles"),) for w in line) | frozenset(
    "De Du Des La Le Les Von Van Der Den Da Di Del Della El Al Ben Bin Ibn Saint Sainte Mac Mc Aït Ait".split()
)
BELONGING = frozenset("de du d’ des à au aux chez pour for of at with from en".split())
LINKING = frozenset("de du des d’ la le les y e i".split())
SHORT = frozenset(("jr", "sr", "st", "ste"))


def name_parts(name):
    """(family name, given name); a name of one word is a family name. A title stands outside: « M. » is an initial."""
    initial, _, rest = name.partition(" ")
    if rest and initial in ("M", "M."):
        return rest, initial
    family, _, given = sort_name(name).partition(", ")
    return family, given


def agree(one, other):
    """Whether two genders ("m", "f", or "x" where nothing tells) may be those of one person."""
    return "x" in (one, other) or one == other


class Names:
    text: str
    tokens: list
    language: str

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
        if (
            2 <= len(tokens) <= 4
            and not self._begins(run.first)
            and all(
                t.low in PARTICLES or re.fullmatch(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-’'][A-ZÀ-Ý]?[a-zà-ÿ]+)*", t.text)
                for t in tokens
            )
        ):
            signs += 1
        signs -= 3 * (low[0] in ("les", "le", "the"))
        signs -= 3 * any(word in roles() for word in low if word not in given)
        return signs + self._around(run)

    def _around(self, run):
        """What the words after and before a name tell: a role in apposition, a verb of speech, a handle."""
        after = self.tokens[run.last : run.last + 6]
        signs = 0
        if after and after[0].text in ",(–—":
            near = [token.low for token in after[1:6]]
            signs += 2 * any(word in roles() for word in near) + 2 * any(word.startswith("@") for word in near[:1])
        signs += 2 * self._is_apposed(run)
        if after and FINITE in verbs().get(after[0].low, ()):
            signs += 2
        if (
            len(after) > 1
            and after[0].low in ("a", "ont", "avait", "has", "s’", "nous")
            and PARTICIPLE in verbs().get(after[1].low, ())
        ):
            signs += 2
        if (
            len(after) > 2
            and after[0].low in ("de", "du", "from", "of")
            and (after[1].is_capital or after[2].is_capital)
        ):
            signs += 1
        if (
            len(after) > 2
            and after[0].low in ("a", "avait", "est", "s’est", "has")
            and re.search("[éiust]e?$", after[1].low)
        ):
            signs += 1
        if len(after) > 2 and after[0].low in ("a", "avait") and PARTICIPLE in verbs().get(after[2].low, ()):
            signs += 1
        if (
            len(after) > 2
            and after[0].text == ","
            and after[1].text.isdigit()
            and after[2].low in (",", "ans", "years")
        ):
            signs += 2  # an age
        if after and after[0].low == "’s":
            signs += 1
        if len(after) > 1 and after[0].text == "(" and (after[1].is_capital or after[1].low in words("orgs")):
            signs += 1
        before = self.tokens[run.first - 1] if run.first else None
        if before and verbs().get(before.low, set()) & {FINITE, PARTICIPLE} and before.low not in words("orgs"):
            signs += 1
        if before and before.text == "," and run.first > 1 and self.tokens[run.first - 2].low in roles():
            signs += self.tokens[run.first - 3].low in ARTICLES or self.tokens[run.first - 3].low in (
                "son",
                "sa",
                "his",
                "her",
            )
        if before and re.search(r"-(?:t-)?(?:il|elle)$", before.low):
            signs -= 1
        return signs

    def _is_apposed(self, run):
        """« X, the harbour master, », « the chief executive, X, »: what somebody is stands beside two names or more."""
        near = [token.text for token in self.tokens[run.last : run.last + 3]]
        is_led = len(near) > 2 and near[0] == "," and near[1].lower() in _LEADING and near[2].islower()
        before = [token.low for token in self.tokens[max(0, run.first - 6) : run.first]]
        is_behind = before[-1:] == [","] and before[-2:-1] and before[-2] in roles()
        return run.last - run.first > 1 and (is_led or is_behind and not _DETERMINING.isdisjoint(before[:-2]))

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
            if self._is_title(place):
                following = place + 1 + (place + 1 < len(tokens) and tokens[place + 1].text == ".")
                while following + 1 < len(tokens) and tokens[following].text in (
                    "de",
                    "du",
                    "d’",
                    "d'",
                    "la",
                    "von",
                    "van",
                ):
                    following += 1
                if following < len(tokens) and self._may_be_name(following) and self._is_beside(following):
                    title, title_first, place = tokens[place].low, place, following
            last = self._end_of_run(place)
            first = self._start_of_run(place, last, bool(title))
            if first < last and not self._is_only_title(first, last):
                yield Run(first, last, title, title_first)
            place = max(last, place + 1)

    def _is_title(self, place):
        low = self.tokens[place].low
        is_rank = place and low in ("général", "colonel") and self.tokens[place - 1].low in roles()
        is_initial = low == "m" and self.language == "en"
        return (low.rstrip(".") in TITLES or low in TITLES) and not is_rank and not is_initial

    def _is_only_title(self, first, last):
        """« M. » in « M. le maire » is nobody's name."""
        return all(token.text == "." or token.low in TITLES and token.is_capital for token in self.tokens[first:last])

    def _may_be_name(self, place):
        token = self.tokens[place]
        is_inside = place and self.tokens[place - 1].is_capital and _INNER_CAPITAL.match(token.text)
        return (
            token.is_word
            and (token.is_capital or is_inside)
            and not any(c.isdigit() for c in token.text)
            and len(token.text) < 40
        )

    def _is_beside(self, place):
        gap = self.text[self.tokens[place - 1].end : self.tokens[place].start]
        return len(gap) <= 2 and "\n" not in gap and not gap.strip()

    def _end_of_run(self, place):
        tokens, last = self.tokens, place + 1
        while last < len(tokens) and last - place < 8:
            token = tokens[last]
            if token.text == "." and len(tokens[last - 1].text) == 1 and token.start == tokens[last - 1].end:
                last += 1  # the point of an initial
                continue
            if token.text == "." and tokens[last - 1].low in SHORT and token.start == tokens[last - 1].end:
                last += 1
                continue
            if not self._is_beside(last) or token.low in TITLES and last + 1 < len(tokens):
                break
            if self._may_be_name(last) and not (token.low in SMALL and token.low not in PARTICLES):
                last += 1
                continue
            after = last
            while (
                after < len(tokens) and after - last < 3 and tokens[after].low in PARTICLES and self._is_beside(after)
            ):
                after += 1
            if after > last and after < len(tokens) and self._may_be_name(after) and self._is_beside(after):
                if tokens[last].low in LINKING and not self._is_linked(place, last, after):
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
        """Leave out small words that begin a sentence, and the noun before a given name (« Le Canadien Harold »)."""
        tokens, given = self.tokens, genders("given_names")
        while first < last and not has_title and self._is_small(first, last):
            first += 1
        if first and tokens[first - 1].low in ARTICLES or first < last and tokens[first].low in roles():
            names = [place for place in range(first + 1, last - 1) if tokens[place].low in given]
            if names and tokens[first].low not in given:
                return names[0]
        office = next((n for n in range(last - 2, first - 1, -1) if tokens[n].low in roles()), None)
        if self.language == "en" and office is not None and tokens[first].low not in given:
            return office + 1  # « City Technology Officer Maria Lopez »
        while first < last - 1 and (tokens[first].low in roles() or tokens[first].text[0].islower()):
            first += 1
        return first

    def _is_small(self, first, last):
        """Whether a word is one of the small ones that begin a sentence, and no initial (« Y. Haddouche »)."""
        token = self.tokens[first]
        is_initial = len(token.text) == 1 and first + 1 < last and self.tokens[first + 1].text == "."
        return token.low in SMALL and not is_initial and not self._is_particle(first, last)

    def _is_particle(self, first, last):
        return (
            first + 1 < last and self.tokens[first].text.capitalize() in CAPITAL_PARTICLES and not self._begins(first)
        )

    def _begins(self, place):
        """Whether the token begins a sentence or a line."""
        before = self.text[max(0, self.tokens[place].start - 3) : self.tokens[place].start].rstrip(' \u00a0\u202f«“"(')
        is_apostrophe = before[-1:] in "’'" and before[-2:-1] not in ".,!?…"
        return not before or before[-1] in BREAKS and not is_apostrophe
