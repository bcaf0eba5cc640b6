"""Who is told by the family of somebody else: « Anne et Paul Roy », « Sylvie, sa femme »."""

from language.folding import fold

from .lexicon import genders

KIN = frozenset(
    "femme épouse mari époux compagne compagnon conjoint conjointe veuve veuf fils fille frère sœur mère père cousin"
    " cousine neveu nièce wife husband partner widow widower son daughter brother sister mother father".split()
)
_THEIRS = frozenset("son sa ses leur his her their".split())


class Kinship:
    def _meet_kin(self, runs):
        """« Anne et Paul Roy »: Anne has the same family name, though the article does not print the two together."""
        for one, other in zip(runs, runs[1:], strict=False):
            person = self._by_name.get(fold(self._name(other.first, other.last)))
            first = self.tokens[one.first]
            is_alone = one.last - one.first == 1 and not one.title and first.low in genders("given_names")
            is_joined = other.first - one.last == 1 and self.tokens[one.last].low in ("et", "and", "&")
            if is_alone and is_joined and person and person.given and not person.may_be:
                given = fold(first.text)
                if not self._by_given.get(given) and not self._by_family.get(given):
                    kin = self._add(first.text)
                    kin.gender, kin.is_kin = genders("given_names")[first.low], True
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
        """Whether somebody without a family name is told by another: « Sylvie, sa femme, », « his wife, June, »."""
        if mention.person.given or mention.person.may_be:
            return False
        near = [token.low for token in self.tokens[mention.last : mention.last + 4]]
        before = [token.low for token in self.tokens[max(0, mention.first - 3) : mention.first]]
        is_behind = near[:1] == [","] and near[1:2] and near[1] in _THEIRS and not KIN.isdisjoint(near[2:])
        return is_behind or len(before) > 1 and before[-2] in KIN and before[0] in _THEIRS and before[-1] == ","
