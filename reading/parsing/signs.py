"""What speaks for words with capitals to be somebody's name, and what speaks against it: a table of weights."""

import re
from dataclasses import dataclass

from language.folding import fold

from .lexicon import FINITE, PARTICIPLE, given_names, is_given, roles, verbs, words
from .named_after import NOUNS
from .names import ARTICLES, GENDERS, GIVEN_MONTHS, PARTICLES, Names, Run
from .tokens import Token

_NEAR = 6  # tokens behind a name that may tell of it
_PRINTED = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-’'][A-ZÀ-Ý]?[a-zà-ÿ]+)*")
_FURTHER = 80  # tokens behind a name in which a pronoun may stand for it
_INVERTED = re.compile(r"-(?:t-)?(?:il|elle)$")
_LEADING = frozenset(
    "the a an another un une l’ l' la le notre our its their".split()
)  # what somebody is, behind a comma
_FICTIONAL = frozenset(
    "personnage héros héroïne narrateur narratrice robot chatbot character hero heroine narrator".split()
)
_DETERMINING = frozenset("the its his her their our le la l’ son sa leur notre".split())
_THEIR = ARTICLES | {"son", "sa", "his", "her"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A run of words with capitals among its neighbours."""

    run: Run
    own: list[Token]
    word: str  # right before them; "" where a mark parts it
    before: list[Token]  # all that stand there, at most `_NEAR`
    after: list[Token]  # at most `_NEAR`
    begins: bool  # a sentence or a line

    @property
    def ahead(self):
        return self.before[-1] if self.before else None


class Signs(Names):
    def _signs(self, run):
        """How much speaks for a run to be a name: 2 or more make somebody of it."""
        return _weigh(_INSIDE + _AROUND, self._seen(run))

    def _around(self, run):
        """What the words after and before a name tell: a role in apposition, a verb of speech, a handle."""
        return _weigh(_AROUND, self._seen(run))

    def _is_taken_up(self, run):
        """« X Y has fished for years … he said »: whether a pronoun stands for words printed as a name."""
        if not self._is_printed(run):
            return False
        for place in range(run.last, min(run.last + _FURTHER, len(self.tokens))):
            token = self.tokens[place]
            if token.is_capital and token.low not in GENDERS and not self._begins(place):
                return False  # somebody else, as far as one knows
            if token.low in GENDERS or _INVERTED.search(token.low):
                return not self._is_impersonal(place)
        return False

    def _is_told(self, run):
        """« X Y, qui préside », « X Y, neurologue à l’hôpital »: whether words behind a comma tell who that may be."""
        after = self.tokens[run.last : run.last + 2]
        if self._is_printed(run) and self._is_led_by_trade(run):
            return True
        if not (self._is_printed(run) and len(after) == 2 and after[0].text == ","):
            return False
        return after[1].low in ("qui", "dont") or self._is_trade(run.last + 1, min(run.last + 3, len(self.tokens)))

    def _is_led_by_trade(self, run):
        """“Restorer Joan Roe”, where “the restorer” follows."""
        before = self._word(run.first - 1, run.first)
        return self.language == "en" and before in self._led_words and self._begins(run.first - 1)

    def _may_be_led(self, run):
        """« Épuisé Luc Roy »: whether a word with which a sentence begins may be no part of the name."""
        first, second = self.tokens[run.first : run.first + 2]
        is_led = is_given(second.low) and not is_given(first.low) and first.text.istitle() and len(first.text) > 1
        is_billed = self.is_billed(first.start, self.tokens[run.last - 1].end)
        return run.last - run.first > 2 and is_led and self._begins(run.first) and not (run.title or is_billed)

    def _is_one_who_speaks(self, run):
        """« Astorg a répondu », « ASTORG : » of a transcript: a word that may be the family name of a whole name."""
        first = self.tokens[run.first]
        is_word = run.last - run.first == 1 and not run.title and len(first.text) > 2 and not is_given(first.low)
        return is_word and (self.is_billed(first.start, first.end) or self._around(run) >= 2)

    def _is_named_again(self, run):
        """Whether a name stands again, or a part of it alone: « Zoltar Roe … », « Roe replied »."""
        parts = {self._name(place, place + 1) for place in (run.first, run.last - 1)}
        is_short = self._begins_with_initial(run) and len(self.tokens[run.last - 1].text) > 2  # « R. Roe »
        is_printed = self._is_printed(run) or is_short
        whole = self._words[fold(self._name(run.first, run.last))]
        return is_printed and (whole > 1 or any(self._words[fold(one)] for one in parts))

    def _is_printed(self, run):
        return _is_printed(self.tokens[run.first : run.last])

    def _is_impersonal(self, place):
        """« il faut », « il y a », and « lui » whoever that is."""
        following = self.tokens[place + 1].low if place + 1 < len(self.tokens) else ""
        return self.tokens[place].low == "lui" or following in ("faut", "y", "s’", "fait", "n’", "est")

    def _seen(self, run):
        return _Seen(
            run,
            self.tokens[run.first : run.last],
            self._word(run.first - 1, run.first),
            self.tokens[max(0, run.first - _NEAR) : run.first],
            self.tokens[run.last : run.last + _NEAR],
            self._begins(run.first),
        )


def _weigh(table, seen):
    return sum(weight for weight, holds in table if holds(seen))


# The words themselves


def _has_given_name(seen):
    return is_given(seen.own[0].low) or seen.own[0].low in GIVEN_MONTHS


def _has_initial(seen):
    first = seen.own[0].text
    is_letter = len(seen.own) > 1 and len(first) == 1 and re.fullmatch(r"[^\W\d_]", first)
    return is_letter and not _has_given_name(seen)


def _ends_in_capitals(seen):
    """« Carlos MORENO »"""
    last = seen.own[-1]
    is_family = last.text.isupper() and len(last.text) > 2 and re.search("[AEIOUYÉÈ]", last.text)
    return is_family and not seen.own[0].text.isupper() and not _ends_as_organization(seen)


def _has_title(seen):
    return bool(seen.run.title)


def _is_in_capitals(seen):
    return all(token.text.isupper() and len(token.text) > 1 for token in seen.own)


def _holds_organization(seen):
    return any(token.low in words("orgs") and token.low not in given_names() for token in seen.own)


def _ends_as_organization(seen):
    return seen.own[-1].low in words("orgs")


def _holds_role(seen):
    return any(token.low in roles() and token.low not in given_names() for token in seen.own)


def _begins_with_article(seen):
    return seen.own[0].low in ("les", "le", "the")


def _is_behind_article(seen):
    return seen.word in ARTICLES and not seen.run.title


def _is_saint(seen):
    """« in St Osyth’s »: a place, as often as somebody."""
    return seen.own[0].low.rstrip(".") in ("st", "ste", "saint", "sainte") and not seen.run.title


def _is_behind_role(seen):
    return seen.word in roles()


def _is_printed(own):
    """Whether words are two to four, as names are printed: « Anne de la Tour »."""
    return 2 <= len(own) <= 4 and all(token.low in PARTICLES or _PRINTED.fullmatch(token.text) for token in own)


def _is_printed_amid(seen):
    return not seen.begins and _is_printed(seen.own)


_INSIDE = (
    (3, _has_given_name),
    (1, _has_initial),
    (2, _ends_in_capitals),
    (4, _has_title),
    (-2, _is_in_capitals),
    (-3, _holds_organization),
    (-2, _ends_as_organization),
    (-3, _holds_role),
    (-3, _begins_with_article),
    (-3, _is_behind_article),
    (-3, _is_saint),
    (2, _is_behind_role),
    (1, _is_printed_amid),
)


# What stands behind them


def _has_mark(seen):
    return bool(seen.after) and seen.after[0].text in ",(–—"


def _has_role_behind(seen):
    return _has_mark(seen) and any(token.low in roles() for token in seen.after[1:])


def _has_handle(seen):
    return _has_mark(seen) and len(seen.after) > 1 and seen.after[1].low.startswith("@")


def _is_apposed(seen):
    """« X, the harbour master, », « the chief executive, X, »: what somebody is stands beside two names or more."""
    near, before = [token.text for token in seen.after[:3]], [token.low for token in seen.before]
    is_led = len(near) > 2 and near[0] == "," and near[1].lower() in _LEADING and near[2].islower()
    is_behind = before[-1:] == [","] and before[-2:-1] and before[-2] in roles()
    return len(seen.own) > 1 and (is_led or is_behind and not _DETERMINING.isdisjoint(before[:-2]))


def _is_thing(seen):
    """« Jean Moulin, le lycée, », « Marie Curie (le collège) », « X, personnage de Y », « X, l’héroïne du film »."""
    near = [token.low for token in seen.after[1:4]] if _has_mark(seen) else []
    is_led = near[:1] != [] and near[0] in _LEADING
    noun, *behind = near[is_led:] or [""]
    return noun in _FICTIONAL or is_led and noun in NOUNS and behind[:1] in ([","], [")"])


def _speaks(seen):
    return bool(seen.after) and FINITE in verbs().get(seen.after[0].low, ())


def _is_who(seen):
    """“two guests: X, who has been mending radios”"""
    near = [token.low for token in seen.after[:2]]
    return len(seen.own) > 1 and near in ([",", "who"], [",", "whose"])


def _has_office(seen):
    """« X est notre présidente », “X is a potter and the chair”"""
    is_led = len(seen.after) > 2 and seen.after[0].low in ("est", "était", "is", "was")
    return is_led and len(seen.own) > 1 and seen.after[1].low in _LEADING and seen.after[2].low in roles()


def _has_spoken(seen):
    is_led = len(seen.after) > 1 and seen.after[0].low in ("a", "ont", "avait", "has", "s’", "nous")
    return is_led and PARTICIPLE in verbs().get(seen.after[1].low, ())


def _has_then_spoken(seen):
    """« X a ensuite déclaré »"""
    is_led = len(seen.after) > 2 and seen.after[0].low in ("a", "avait")
    return is_led and PARTICIPLE in verbs().get(seen.after[2].low, ())


def _is_who_speaks(seen):
    """« It was X who answered », « c’est X qui répond »"""
    is_led = seen.word in ("was", "is", "est", "était") and len(seen.after) > 1 and seen.after[0].low in ("who", "qui")
    return is_led and FINITE in verbs().get(seen.after[1].low, ())


def _has_done(seen):
    is_led = len(seen.after) > 2 and seen.after[0].low in ("a", "avait", "est", "s’est", "has")
    return is_led and re.search("[éiust]e?$", seen.after[1].low)


def _is_of_something(seen):
    """« X de Greenpeace »"""
    is_led = len(seen.after) > 2 and seen.after[0].low in ("de", "du", "from", "of")
    return is_led and (seen.after[1].is_capital or seen.after[2].is_capital)


def _has_age(seen):
    mark, number, unit = [*seen.after[:3], None, None, None][:3]
    return unit and mark.text == "," and number.text.isdigit() and unit.low in (",", "ans", "years")


def _has_genitive(seen):
    return bool(seen.after) and seen.after[0].low == "’s"


def _has_organization_behind(seen):
    """« X (Greenpeace) »"""
    is_led = len(seen.after) > 1 and seen.after[0].text == "("
    return is_led and (seen.after[1].is_capital or seen.after[1].low in words("orgs"))


# What stands before them


def _is_behind_verb(seen):
    kinds = verbs().get(seen.ahead.low, set()) if seen.ahead else set()
    return kinds & {FINITE, PARTICIPLE} and seen.ahead.low not in words("orgs")


def _is_behind_apposed_role(seen):
    """« la maire, X »"""
    before = [token.low for token in seen.before[-3:]]
    return len(before) > 2 and before[2] == "," and before[1] in roles() and before[0] in _THEIR


def _is_behind_inversion(seen):
    return seen.ahead and _INVERTED.search(seen.ahead.low)


_AROUND = (
    (2, _has_role_behind),
    (2, _has_handle),
    (2, _is_apposed),
    (-6, _is_thing),
    (2, _is_who),
    (2, _has_office),
    (2, _speaks),
    (2, _has_spoken),
    (2, _is_who_speaks),
    (1, _has_then_spoken),
    (1, _has_done),
    (1, _is_of_something),
    (2, _has_age),
    (1, _has_genitive),
    (1, _has_organization_behind),
    (1, _is_behind_verb),
    (1, _is_behind_apposed_role),
    (-1, _is_behind_inversion),
)
