"""The subject of a verb of speech: a name, a role, a group, a thing."""

from .lexicon import FINITE, GERUND, INFINITIVE, roles
from .names import PREPOSITIONS
from .speech import DETERMINERS, GENDERS, JOINING, NEAR, POSSESSIVES, PRONOUNS, SELF, SKIPPED, Speech, Voice, groups


class Subjects(Speech):
    def subject(self, verb, kind, first, last, outside):
        """The subject of the verb at `verb`, whose sentence begins at token `first`."""
        cue, near = self.tokens[verb].text, verb - 1
        while (
            near >= first
            and (self.tokens[near].low in SKIPPED or self.tokens[near].low.endswith(("ment", "ly")))
            and not self._ends_name(near)
        ):
            near -= 1
        low = self.tokens[near].low if near >= first else ""
        if low in SELF:
            return None
        if low in PRONOUNS and kind not in (GERUND, INFINITIVE):
            return self._by_pronoun(low, near, "pronoun-before", cue)
        spans = self.people.between(self.tokens[first].start, self.tokens[verb].start)
        if low == "comme" or (near < first and kind == FINITE) or (low in (",", "et", "and") and not spans):
            follows = next((m for n in range(verb + 1, min(verb + 9, last)) if (m := self.people.at_token(n))), None)
            if follows:
                return Voice(follows.person, "", "name-after", cue, NEAR)
        subjects = [m for m in spans if m.is_subject]
        nearest = subjects[-1] if subjects else None
        phrase = self._noun_phrase_before(verb, near, first, cue, nearest)
        if phrase:
            return phrase
        if nearest:
            together = self._together(nearest, subjects)
            if together:
                return Voice(None, together, "group-before", cue, NEAR)
            rule = "name-before" if nearest.is_full else "surname-before"
            return Voice(nearest.person, "", rule, cue, NEAR)
        if low in (",", "et", "and", "puis") or kind in (GERUND, INFINITIVE):
            pronoun = next(
                (n for n in reversed([n for n in outside if n < verb]) if self.tokens[n].low in GENDERS), None
            )
            if pronoun is not None:
                return self._by_pronoun(self.tokens[pronoun].low, pronoun, "pronoun-before", cue)
        follows = next(
            (m for n in range(verb + 1, min(verb + 6, last)) if (m := self.people.at_token(n)) and m.is_subject), None
        )
        return Voice(follows.person, "", "name-after", cue, NEAR) if follows else None

    def _ends_name(self, place):
        mention = self.people.between(self.tokens[place].start - 1, self.tokens[place].end)
        return bool(mention)

    def _together(self, nearest, subjects):
        """« X et Y » where two people are joined before a verb."""
        for other in subjects:
            between = self.tokens[other.last : nearest.first]
            if other is not nearest and len(between) == 1 and between[0].low in ("et", "and", "&"):
                return self.article.text[other.start : nearest.end]
        return ""

    def _noun_phrase_before(self, verb, near, first, cue, nearest):
        """A role, a group or a thing between the nearest name and the verb that is the verb's own subject."""
        if near < first:
            return None
        lowest = max(first, near - 9)
        for place in range(near, lowest - 1, -1):
            token = self.tokens[place]
            if token.text in ",:;(" and place < near - 1 or nearest and nearest.last > place:
                return None
            if not token.is_word:
                continue
            determiner = next(
                (
                    n
                    for n in (place - 1, place - 2)
                    if n >= first
                    and self.tokens[n].low
                    in DETERMINERS | {"plusieurs", "certains", "tous", "toutes", "quelques", "some", "many", "several"}
                ),
                None,
            )
            is_indefinite = token.low in (
                "tous",
                "toutes",
                "certains",
                "certaines",
                "plusieurs",
                "beaucoup",
                "quelqu’un",
                "someone",
                "everyone",
                "many",
                "d’autres",
            )
            if is_indefinite or determiner is not None and (token.low in groups() or token.low in roles()):
                before = self.tokens[determiner - 1].low if determiner and determiner > first else ""
                if determiner is not None and before in PREPOSITIONS - {"pour"} and not is_indefinite:
                    continue
                start = place if determiner is None else determiner
                return self._as_voice(start, place, near + 1, cue, NEAR, "role-before")
        head = self.tokens[near]
        if (
            head.is_word
            and not self._ends_name(near)
            and (nearest is None or near - nearest.last > 1)
            and head.low not in JOINING
        ):
            start = next((n for n in range(near, lowest - 1, -1) if self.tokens[n].low in DETERMINERS), None)
            if start is not None and (nearest is None or nearest.last <= start):
                low = self.tokens[start].low
                if low in POSSESSIVES:
                    return self.in_view(self.tokens[start].start, cue=cue, rule="possessive")
                if nearest is None and low not in ("du", "des", "au", "aux"):
                    while start - 2 >= first and self.tokens[start - 1].low in PREPOSITIONS:
                        further = next(
                            (
                                n
                                for n in range(start - 2, max(first, start - 6) - 1, -1)
                                if self.tokens[n].low in DETERMINERS
                            ),
                            None,
                        )
                        if further is None:
                            break
                        start = further
                    return Voice(None, self._words(start, near + 1), "thing-before", cue, NEAR)
        return None

    def _as_voice(self, start, head, end, cue, strength, rule):
        """The voice of a role or a group at token `head`: the person who has the role, or the words as they stand."""
        token = self.tokens[head]
        definite = self.tokens[start].low in ("le", "la", "l’", "the", "cette", "ce", "cet", "this")
        if definite and token.low in roles():
            person = self.people.with_role(token.low, token.start)
            if person:
                return Voice(person, "", "role-of", self._words(start, head + 1), strength)
        return Voice(None, self._words(start, end), "group-" + rule.split("-")[1], cue, strength)

    def _noun_phrase(self, place, end, cue, strength, rule):
        """A role or a group right after a verb: « explique la maire », « témoigne une spectatrice »."""
        for near in range(place, min(place + 5, end)):
            token = self.tokens[near]
            if token.text in ",.;:!?«“":
                return None
            if token.low in DETERMINERS or token.low in ("plusieurs", "certains", "quelqu’un", "some", "several"):
                head = next(
                    (
                        n
                        for n in range(near, min(near + 5, end))
                        if self.tokens[n].low in roles() or self.tokens[n].low in groups()
                    ),
                    None,
                )
                stop = next(
                    (
                        n
                        for n in range(near + 1, min(near + 14, len(self.tokens)))
                        if self.tokens[n].text in ",.;:!?«“»”()"
                        or self.tokens[n].low in ("qui", "avant", "en", "who", "dont", "lors", "pour")
                    ),
                    near + 5,
                )
                if head is not None and head < stop:
                    return self._as_voice(near, head, stop, cue, strength, rule)
                proper = next((n for n in range(near, min(near + 4, end)) if self.tokens[n].is_capital), None)
                if proper is not None:
                    return Voice(None, self._words(near, stop), "group-after", cue, strength)
                return None
        return None
