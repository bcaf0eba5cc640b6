"""Who is told by the family of somebody else: « Anne et Paul Roy », « Sylvie, sa femme »."""

from bisect import bisect_left
from operator import itemgetter

from language.folding import fold

from .lexicon import gender_of, genders, given_names
from .names import ARTICLES, agree

KIN = frozenset(
    "femme épouse mari époux compagne compagnon conjoint conjointe veuve veuf fils fille frère sœur mère père cousin"
    " cousine neveu nièce oncle tante petit-fils petite-fille grand-père grand-mère beau-frère belle-sœur"
    " jumeau jumelle wife husband partner widow widower son daughter brother sister mother father nephew niece uncle"
    " aunt twin grandson granddaughter grandfather grandmother".split()
)
_NEAR = 60  # tokens behind a relative in which a family name alone may be theirs


class Kinship:
    def _meet_kin(self, runs):
        """« Anne et Paul Roy »: Anne has the same family name, though the article does not print the two together."""
        for one, other in zip(runs, runs[1:], strict=False):
            person = self._by_name.get(fold(self._name(other.first, other.last)))
            first = self.tokens[one.first]
            is_alone = one.last - one.first == 1 and not one.title and first.low in given_names()
            is_joined = other.first - one.last == 1 and self.tokens[one.last].low in ("et", "and", "&")
            if is_alone and is_joined and person and person.given and not person.may_be:
                given = fold(first.text)
                if not self._by_given.get(given) and not self._by_family.get(given):
                    kin = self._add(first.text)
                    kin.gender, kin.is_kin = gender_of(first.low, self.language), True
                    self._by_family[person.family].append(kin)

    def _take_kin(self, mention):
        """Note what nouns of kinship tell of whom a mention names."""
        mention.person.is_kin |= self._is_told_as_kin(mention)
        if mention.person.gender == "x":
            mention.person.gender = self._gender_of_kin(mention)

    def _gender_of_kin(self, mention):
        """The gender that a noun of kinship right before a name tells, « her husband, X »; "x" where none does."""
        place = mention.first - 1
        place -= place > 0 and self.tokens[place].text == ","
        low = self.tokens[place].low if place >= 0 else ""
        return genders("persons").get(low, "x") if low in KIN else "x"

    def _is_told_as_kin(self, mention):
        """Whether somebody without a family name is told by another: « Sylvie, sa femme, », « his nephew Tobias »."""
        return not (mention.person.given or mention.person.may_be) and self._is_relative(mention.first, mention.last)

    def _is_relative(self, first, last):
        """« Luc, le frère du maire », “Tobias, a nephew of his”, « sa fille Zoé », « le frère de Ferrand, Luc »."""
        behind = [token.low for token in self.tokens[last : last + 4]]
        before = [token.low for token in self.tokens[max(0, first - 6) : first]]
        if before[-1:] == [","]:
            *_, before = " ".join(before[:-1]).split(" , ")
            is_led = not KIN.isdisjoint(before.split())
        else:
            is_led = not KIN.isdisjoint(before[-1:]) and ARTICLES.isdisjoint(before[-2:-1])  # « le père Anselme »
        return is_led or behind[:1] == [","] and not KIN.isdisjoint(behind[2:])

    def _is_apposed_alone(self, run):
        """« Leur mère, Simone, tient la caisse », « Son voisin Gilbert »"""
        if run.first < 2:
            return False
        (second, before), after = self.tokens[run.first - 2 : run.first], self.tokens[run.last : run.last + 1]
        is_closed = before.text == "," and after and after[0].text == "," and second.is_word and not second.is_capital
        return bool(is_closed) or before.low in KIN or before.low in genders("persons")

    def _note_relatives(self, runs):
        """Note where somebody is told by another, by a given name alone: the family name may be theirs as well."""
        for run in runs:
            if run.last - run.first == 1 and not run.title and self._is_relative(run.first, run.last):
                name = self._name(run.first, run.last)
                if fold(name) not in self._by_family and fold(name) not in self._by_given:
                    self._relatives.append((run.first, self._person(name)))

    def _of_family(self, name, gender, run):
        """The people of a gender who have a family name, and the relatives near who may."""
        fitting = [person for person in self._by_family.get(name, ()) if agree(gender, person.gender)]
        relatives = self._relatives_near(run) if fitting else ()
        return fitting + [person for person in relatives if agree(gender, person.gender)]

    def _relatives_near(self, run):
        """Those of `_relatives` who may be meant by a family name alone a few sentences behind them."""
        near = (run.first - _NEAR, run.first)
        first, last = (bisect_left(self._relatives, place, key=itemgetter(0)) for place in near)
        return [person for _, person in self._relatives[first:last]]
