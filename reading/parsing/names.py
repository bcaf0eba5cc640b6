"""Words with capitals that may name somebody."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from language.names import sort_name

from .lexicon import genders, given_names, is_given, roles, words
from .named_after import begins_with_noun, noun_before

SMALL = frozenset(
    "le la les l’ de du des d’ un une à au aux en et ou ni mais or donc car que qui quoi dont où si comme selon"
    " pour par sur devant derrière durant pendant hors envers contre suivant"
    " behind beside alongside except without within toward towards under over through amid among"
    " sous dans avec sans chez entre vers après avant depuis dès lors lorsque quand puis alors ainsi aussi enfin"
    " ensuite"
    " c’ ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes il elle ils elles on nous vous je j’ y"
    " tout toute tous toutes quelques plusieurs chaque certains certaines autre autres d’après merci bravo"
    " bonjour bonsoir salut hello dear oui non"
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
    " did does was were is are had has have what who where why how which not no yes however although though because"
    " last next first second finally meanwhile today yesterday even so still une nul rien pas très plus moins bien"
    " trop même aussitôt bientôt soudain parfois jamais peut-être voilà voici pourtant"
    " cependant toutefois néanmoins puisque pourquoi comment hormis sauf excepté only until unless whenever"
    " instead outside inside afterwards later often sometimes perhaps maybe yet nor neither either despite"
    " during whether once".split()
)
GIVEN_MONTHS = frozenset("april may june august avril".split())  # given names before a family name: « June Pell »
_TRADE = re.compile(
    r"(?:ist|ician|grapher|keeper|smith|wright|monger|maker|woman|wife|fisherman|postman|craftsman|teacher|farmer|driver"
    r"|worker|owner|trader|baker|butcher|brewer|weaver|builder|gardener|singer|writer|painter|player|plumber|carpenter"
    r"|sailor|soldier|engineer|surgeon|nurse|student|apprentice|pensioner|resident|volunteer|librarian|historian|chef"
    r"|councillor|solicitor|barrister|lawyer|publican|grocer|mechanic|shepherd)$"
)
_INITIALS = 4  # letters at most that stand for a name
LEADING = frozenset(
    "vient vint viennent vinrent arrive arriva arrivent suit suivit suivent reste restait restent entre entra entrent"
    " parle parla enter comes ouverture clôture accueil introduction conclusion modération animation présentation"
    " témoignage opening closing welcome toujours encore still again feu pauvre cher chère jeune vieux vieille"
    " old young poor guest seul seule seuls seules soon".split()
)  # verbs before their subject, what a line of a programme begins with, and what a sentence says of who follows
_ADVERB = re.compile(r"\w{3,}[aeiu]ment$")  # « Heureusement X »
PREPOSITIONS = frozenset(
    "de d’ du des à au aux avec par contre chez sur entre pour sans vers envers auprès with by to of from for against"
    " about like between around via".split()
)
BREAKS = '.!?…\n:;«“"»”’'  # after which a sentence, or the words around a quotation, may begin
# Before a name that is what the sentence is about, though a preposition stands there.
TOPICS = {("to", "according"), ("à", "quant")}
ARTICLES = frozenset("le la les l’ un une des du au aux ce cet cette ces the a an this".split())
# After these, somebody is there but says nothing: « a déclaré devant X la rectrice ».
BESIDE = frozenset(
    "devant derrière après avant outre sauf hormis excepté except malgré beside before after alongside behind".split()
)
AND = frozenset(("et", "and", "&"))
THE = frozenset("le la l’ the".split())  # right before a name with capitals stands a thing: « la Dépêche du Val »
GENDERS = {"il": "m", "elle": "f", "he": "m", "she": "f", "lui": "m", "il/elle": "x"}
# Determiners of somebody who is led in, and of somebody who is told, with the gender that they show.
INDEFINITE = {"un": "m", "une": "f", "a": "x", "an": "x", "one": "x", "another": "x"}
ONE = frozenset("un une a an".split())
DEFINITE = {
    "le": "m", "la": "f", "l’": "x", "du": "m", "ce": "m", "cet": "m", "cette": "f", "au": "m", "the": "x", "this": "x",
    "notre": "x", "our": "x",
}  # fmt: skip

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
CAPITAL_PARTICLES = PARTICLES | frozenset(
    "De Du Des La Le Les Von Van Der Den Da Di Del Della El Al Ben Bin Ibn Saint Sainte Mac Mc Aït Ait".split()
)
BELONGING = frozenset("de du d’ des à au aux chez pour for of at with from en".split())
LINKING = frozenset("de du des d’ la le les y e i".split())
_LONGEST = 8  # tokens of a name
_SYLLABLES = frozenset("an at by do in so son to un you".split())
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
                    if not self._is_of_couple(place, following):
                        title, title_first = tokens[place].low, place
                    place = following
            last = self._end_of_run(place)
            first = self._start_of_run(place, last, bool(title))
            if first < last and not self._is_only_title(first, last):
                run = Run(first, last, title, title_first)
                if not self._is_of_a_thing(run):
                    yield run
            place = max(last, place + 1)

    def _is_of_a_thing(self, run):
        begins = run.title_first if run.title else run.first
        named = noun_before(self.tokens, begins) is not None
        return named or begins_with_noun(self.tokens, run.first, run.last)

    def _is_title(self, place):
        low = self.tokens[place].low
        is_rank = place and low in ("général", "colonel") and self.tokens[place - 1].low in roles()
        is_initial = low == "m" and self.language == "en"
        return (low.rstrip(".") in TITLES or low in TITLES) and not is_rank and not is_initial

    def _is_of_couple(self, place, name):
        """« M. et Mme Paul Roy »: the title is hers, and the name his."""
        before = [token.low for token in self.tokens[max(0, place - 3) : place] if token.text != "."]
        is_joined = len(before) > 1 and before[-1] in ("et", "and", "&") and before[-2] in TITLES
        return is_joined and self._is_name_beside(name + 1)

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
        while last - place < _LONGEST and (following := self._after_word(place, last)) > last:
            last = following
        while last > place + 1 and tokens[last - 1].text == "." and len(tokens[last - 2].text) > 1:
            last -= 1
        return last

    def _after_word(self, first, place):
        """The place after the next word of the run from `first`, particles before it too; `place` where it ends."""
        tokens = self.tokens
        if place >= len(tokens):
            return place
        low = tokens[place].low
        if self._is_point(place):
            return place + 1
        if not self._is_beside(place) or low in TITLES and place + 1 < len(tokens):
            return place
        if self._may_be_name(place) and (low not in SMALL or low in PARTICLES or self._is_syllable(place)):
            return place + 1
        after = self._after_particles(place)
        if after == place or not self._is_name_beside(after):
            return place
        return after + 1 if low not in LINKING or self._is_linked(first, place, after) else place

    def _is_syllable(self, place):
        """« An » in « Nguyễn Văn An », amid a French sentence: small words of names in capitals are French ones."""
        return self.language == "fr" and self.tokens[place].low in _SYLLABLES and self.tokens[place].text.istitle()

    def _is_point(self, place):
        """Whether a point belongs to the initial, or to the « Jr » or « St », before it."""
        point, before = self.tokens[place], self.tokens[place - 1]
        is_short = len(before.text) == 1 or before.low in SHORT
        return point.text == "." and is_short and point.start == before.end

    def _after_particles(self, place):
        after = place
        while after < len(self.tokens) and after - place < 3 and self._is_particle_beside(after):
            after += 1
        return after

    def _is_particle_beside(self, place):
        return self.tokens[place].low in PARTICLES and self._is_beside(place)

    def _is_name_beside(self, place):
        return place < len(self.tokens) and self._may_be_name(place) and self._is_beside(place)

    def _is_linked(self, first, last, after):
        """Whether a small particle joins a given name to a family name: « Anne de Brest », not « Agence de Brest »."""
        before, following = self.tokens[last - 1], self.tokens[after]
        title = self.tokens[first - 1 - (self.tokens[first - 1].text == ".")] if first else before
        is_short = following.text.isupper() and len(following.text) <= _INITIALS  # « R. d’AM : », an answer of A. M.
        if following.low in words("orgs") or following.low in SMALL or is_short:
            return False
        is_addressed = title.low.rstrip(".") in TITLES and title.is_capital
        return before.text == "." or last - first == 1 and (is_given(before.low) or is_addressed)

    def _start_of_run(self, first, last, has_title):
        """Leave out small words that begin a sentence, and the noun before a given name (« Le Canadien Harold »)."""
        while first < last and not has_title and (self._is_small(first, last) or self._leads(first, last)):
            first += 1
        start = self._given_behind_noun(first, last) or self._behind_office(first, last)
        if start is not None:
            return start
        while first < last - 1 and (self.tokens[first].low in roles() or self.tokens[first].text[0].islower()):
            first += 1
        return first

    def _leads(self, first, last):
        """Whether a word leads a name in that begins a line: « Vient X », « Sisters X and Y », « 9h Débat X »."""
        low = self.tokens[first].low
        hour = self.tokens[max(0, first - 2) : first]  # « 9h Débat X », « 9h – Toujours X »
        begins = self._begins(first) or any(c.isdigit() for token in hour for c in token.text)
        # « Pharmacist Joan Roe said », “Restorer Joan Roe” where “the restorer” follows
        is_trade = self.language == "en" and (_TRADE.search(low) is not None or low in self._led_words)
        is_told = is_trade or _ADVERB.match(low) is not None and not is_given(low)
        is_plural = low.endswith("s") and low[:-1] in genders("persons")  # « Brothers Tom and Paul Hill »
        is_leading = is_told or is_plural or low in LEADING or low in genders("persons")
        if last - first <= 2 - is_plural or not begins:
            return False
        return is_leading or self._is_short(first)

    def _is_short(self, place):
        """“GP Joan Roe”, « PDG Anne Roy »: letters before a given name in small ones."""
        token, after = self.tokens[place : place + 2]
        is_letters = token.text.isupper() and 1 < len(token.text) <= _INITIALS and not is_given(token.low)
        return is_letters and after.text.istitle() and is_given(after.low)

    @cached_property
    def _led_words(self):
        """The words in small letters behind “the”."""
        return {token.text for one, token in pairwise(self.tokens) if one.low == "the"}

    def _given_behind_noun(self, first, last):
        """The place of the given name behind the noun with which a run begins, or None: « Le Canadien Harold »."""
        tokens, given = self.tokens, given_names()
        if first >= last or tokens[first].low in given:
            return None
        if tokens[first].low not in roles() and not (first and tokens[first - 1].low in ARTICLES):
            return None
        return next((place for place in range(first + 1, last - 1) if tokens[place].low in given), None)

    def _behind_office(self, first, last):
        """The place behind the English office with which a run begins: « City Technology Officer Maria Lopez »."""
        if self.language != "en":
            return None
        office = next((n for n in range(last - 2, first - 1, -1) if self.tokens[n].low in roles()), None)
        is_led = office is not None and self.tokens[first].low not in given_names()
        return office + 1 if is_led else None

    def _is_small(self, first, last):
        """Whether a word is one of the small ones that begin a sentence, and no initial (« Y. Haddouche »)."""
        token = self.tokens[first]
        is_initial = len(token.text) == 1 and first + 1 < last and self.tokens[first + 1].text == "."
        is_name = is_initial or self._is_particle(first, last) or self._is_given_month(first, last)
        return token.low in SMALL and not is_name

    def _is_given_month(self, first, last):
        """Whether « June » is a given name: « June Pell », not « In June Ann Pell », « 3 June »."""
        before = self._word(first - 1, first)
        is_led = last - first == 2 and not is_given(self.tokens[first + 1].low)
        return self.tokens[first].low in GIVEN_MONTHS and is_led and not (before in SMALL or before.isdigit())

    def _is_particle(self, first, last):
        return (
            first + 1 < last and self.tokens[first].text.capitalize() in CAPITAL_PARTICLES and not self._begins(first)
        )

    def _begins(self, place):
        """Whether the token begins a sentence or a line."""
        before = self.text[max(0, self.tokens[place].start - 3) : self.tokens[place].start].rstrip(' \u00a0\u202f«“"(')
        is_apostrophe = before[-1:] in "’'" and before[-2:-1] not in ".,!?…"
        return not before or before[-1] in BREAKS and not is_apostrophe
