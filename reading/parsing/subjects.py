"""The subject of a verb of speech: a name, a role, a group, a thing."""

from . import others
from .lexicon import FINITE, GERUND, INFINITIVE
from .names import DEFINITE, GENDERS, PREPOSITIONS
from .offices import head_of
from .phrases import Phrases
from .speech import DETERMINERS, NEAR, PRONOUNS, SELF, SKIPPED, UNSURE, Voice

# What may stand between an auxiliary and its verb: « a tout de suite ajouté ».
_PHRASES = [
    phrase.split()
    for phrase in (
        "tout de suite", "tout de même", "tout d’abord", "à son tour", "à leur tour", "en effet", "par ailleurs",
        "pour sa part", "de son côté", "à nouveau", "de nouveau", "d’emblée", "par la suite", "en outre",
        "au contraire", "à voix basse", "at once", "in turn", "of course",
    )
]  # fmt: skip


_ALSO = frozenset("comme like contrairement unlike".split())


class Subjects(Phrases):
    def subject(self, verb, kind, first, last, outside):
        """The subject of the verb at `verb`, whose sentence begins at token `first`."""
        cue, near = self.tokens[verb].text, verb - 1
        while near >= first and not self._ends_name(near) and (small := self._small_words(near)):
            near -= small
        low = self.tokens[near].low if near >= first else ""
        if low in SELF:
            return None
        if low in PRONOUNS and kind not in (GERUND, INFINITIVE):
            return self._by_pronoun(low, near, "pronoun-before", cue)
        if low in ("qui", "who"):
            return self._antecedent_of(near, first, cue)
        spans = self.people.between(self.tokens[first].start, self.tokens[verb].start)
        if low == "comme" or (near < first and kind == FINITE) or (low in (",", "et", "and") and not spans):
            follows = next((m for n in range(verb + 1, min(verb + 9, last)) if (m := self.people.at_token(n))), None)
            if follows:
                return Voice(follows.person, "", "name-after", cue, NEAR)
        subjects = [m for m in spans if m.is_subject]
        subjects = [m for m in subjects if not self._is_in_brackets(m, first, verb)] or subjects
        if kind == GERUND and subjects and self.tokens[verb - 1].low == "en":  # « X a conclu la journée en disant : »
            return Voice(subjects[0].person, "", "name-before", cue, NEAR)
        nearest = self._not_in_aside(subjects, near) if subjects else None
        phrase = self.phrase_before(near, first, cue, nearest) or nearest and self._beyond_aside(near, first, cue)
        if phrase:
            return phrase
        if nearest:
            together = self._together(nearest, subjects)
            if together:
                return Voice(None, together, "group-before", cue, NEAR)
            rule = "name-before" if nearest.is_full else "surname-before"
            limit = UNSURE if others.may_be_named(self, nearest.last, verb) else 1.0
            return Voice(nearest.person, "", rule, cue, NEAR, limit)
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

    def _is_in_brackets(self, mention, first, verb):
        """« X (photo : Y) a dit »"""
        before = [token.text for token in self.tokens[first : mention.first] if token.text in "()"]
        return before[-1:] == ["("] and any(token.text == ")" for token in self.tokens[mention.last : verb])

    def _not_in_aside(self, subjects, near):
        """The last name before a verb; of « X, who met Y, said », X."""
        nearest = subjects[-1]
        if self.tokens[near].text == "," and nearest.last <= near:
            for other in subjects[:-1]:
                after = self.tokens[other.last : other.last + 2]
                if after[0].text == "," and after[1].low in ("qui", "dont", "que", "qu’", "who", "whom", "whose"):
                    return other
        if self.tokens[near].text == "," and self.tokens[nearest.first - 1].low in _ALSO:
            return subjects[-2] if len(subjects) > 1 else nearest  # « X, comme Y avant elle, a dit »
        first = subjects[0]
        is_met = first.person is not nearest.person and first.last < nearest.first <= near
        return first if is_met and self._is_object(nearest) else nearest  # « X a remercié Y et a conclu »

    def _small_words(self, place):
        """How many small words that may part a verb from its subject end at the token `place`."""
        said = next((phrase for phrase in _PHRASES if self._is_phrase(phrase, place)), ())
        return len(said) or (self.tokens[place].low in SKIPPED or self._is_adverb(place))

    def _is_phrase(self, phrase, place):
        return [token.low for token in self.tokens[max(0, place - len(phrase) + 1) : place + 1]] == phrase

    def _is_adverb(self, place):
        """« vivement », but not « du département »."""
        is_noun = place and self.tokens[place - 1].low in DETERMINERS | PREPOSITIONS
        return self.tokens[place].low.endswith(("ment", "ly")) and not is_noun

    def _beyond_aside(self, near, first, cue):
        """« Le maire, que X a invité, conclut », « The mayor who met X said »: the subject, with a name in an aside."""
        while first < near and not self.tokens[first].is_word:
            first += 1
        if self.tokens[first].low not in DEFINITE:
            return None
        head = head_of(self.tokens, first + 1, near, language=self.article.language)
        if head is None:
            return None
        _, stop = self.office(first, head, near)
        is_relative = self.tokens[stop].low in ("qui", "que", "qu’", "dont", "who", "whom", "that")
        is_closed = self.tokens[stop].text == self.tokens[near].text == "," and stop < near
        if (is_relative or is_closed) and not self.apposed(stop, near):
            return self.voice_of_phrase(first, stop, cue, NEAR, "before")
        return None

    def _antecedent_of(self, relative, first, cue):
        """Whom « qui » stands for: the name, or the noun phrase, right before it; an apposition may stand between."""
        last = relative - 1 - (self.tokens[relative - 1].text == ",")
        mention = next(
            iter(self.people.between(self.tokens[max(first, last)].start - 40, self.tokens[last].end)[-1:]), None
        )
        if mention and mention.last == last + 1:
            return Voice(mention.person, "", "name-before", cue, NEAR)
        phrase = self.phrase_before(last, first, cue, mention)
        if phrase or not mention:
            return phrase
        return Voice(mention.person, "", "name-before", cue, NEAR)

    def _together(self, nearest, subjects):
        """« X et Y », « X ou Y » where two people are joined before a verb."""
        for other in subjects:
            between = self.tokens[other.last : nearest.first]
            if other is not nearest and len(between) == 1 and between[0].low in ("et", "and", "&", "ou", "or"):
                return self.article.text[other.start : nearest.end]
        return ""
