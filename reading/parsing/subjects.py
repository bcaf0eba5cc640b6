"""The subject of a verb of speech, or of one that is left out: a name, a role, a group, a thing."""

from dataclasses import replace

from . import others
from .lexicon import FINITE, GERUND, INFINITIVE
from .names import DEFINITE, GENDERS, PREPOSITIONS
from .offices import head_of
from .phrases import CONTRACTED, Phrases
from .speech import LIKELY, NEAR, OF, SKIPPED, UNSURE, Voice
from .speech_verbs import DETERMINERS, PRONOUNS, RELATIVES, SELF

# What may stand between an auxiliary and its verb: « a tout de suite ajouté ».
_PHRASES = [
    phrase.split()
    for phrase in (
        "tout de suite", "tout de même", "tout d’abord", "à son tour", "à leur tour", "en effet", "par ailleurs",
        "pour sa part", "de son côté", "à nouveau", "de nouveau", "d’emblée", "par la suite", "en outre",
        "au contraire", "à voix basse", "at once", "in turn", "of course",
    )
]  # fmt: skip
_FAR = 40  # characters before « qui » in which a name may stand
_OFFICE = 7  # tokens that may tell the office before a name, at most
_LEFT_OUT = 8  # tokens between two quotations that leave out the verb
_SOMEBODY = frozenset("role-of office group-before name-after".split())
CLAUSE_LEADING = frozenset("et and mais but ainsi que qu’ puis".split())
_WITHOUT_SUBJECT = (GERUND, INFINITIVE)
_NOT = frozenset("non pas not".split())
_JOINED = frozenset(", et and non".split())
_LIKE = frozenset("comme like contrairement unlike than".split())
_LEADING_ASIDE = frozenset("qui dont que qu’ who whose".split())
_WHOM = frozenset("whom lequel laquelle".split())
_RELATIVE = 5  # tokens behind a name in which a relative pronoun may stand: “X, on behalf of whom Y spoke, said”
_WHICH = frozenset("qui who which laquelle lequel".split())


class Subjects(Phrases):
    def subject(self, verb, kind, first, last, outside):
        """The subject of the verb at `verb`, whose sentence begins at token `first`."""
        near = self._behind_subject(verb, first)
        low = self.tokens[near].low if near >= first else ""
        if low in SELF:
            return None
        if low in PRONOUNS and kind not in _WITHOUT_SUBJECT:
            return self._by_pronoun(low, near, "pronoun-before", self.tokens[verb].text)
        if low in _WHICH:
            return self._antecedent_of(near, first, self.tokens[verb].text)
        named = self.people.between(self.tokens[first].start, self.tokens[verb].start)
        is_turned = self._is_turned(low, kind, named)
        return (
            (self._named_behind(verb, min(verb + 9, last)) if is_turned else None)
            or self._named_before(verb, kind, near, first, self._may_be_subjects(named, first, verb))
            or self._pronoun_further(verb, kind, low, outside)
            or self._named_behind(verb, min(verb + 6, last), as_subject=True)
        )

    def by_ellipsis(self, outside):
        """« Le préfet a salué « … », le maire « … » »: whom the words between the marks are, where no verb is."""
        near = self.since_last_quotation(outside)
        words = [n for n in near if self.tokens[n].is_word and self.tokens[n].low not in CLAUSE_LEADING]
        if not words or near == outside or len(near) > _LEFT_OUT or any(self.verb_at(n) for n in words):
            return None
        if words[0] == near[0] and self.tokens[near[0]].low in CONTRACTED:
            return None  # « salue « un effort » du maire « … » »
        if mention := self.people.at_token(words[0]):
            name = self._words(words[0], mention.last)
            return Voice(mention.person, "", "subject", name, NEAR, LIKELY) if words[-1] < mention.last else None
        return self._left_out(words) if self.tokens[words[0]].low in DETERMINERS else None

    def _left_out(self, words):
        """The voice of the noun phrase with which `words` begin, if it is somebody."""
        stop = self._end_of_phrase(words[0], words[-1])
        voice = self.voice_of_phrase(words[0], stop, self._words(words[0], stop), NEAR, "before")
        is_somebody = voice is not None and voice.rule in _SOMEBODY
        return replace(voice, limit=min(voice.limit, LIKELY)) if is_somebody else None

    def since_last_quotation(self, outside):
        """Those of the tokens `outside` behind the last that marks hold; all of them where none are."""
        for number in range(len(outside) - 1, 0, -1):
            if outside[number] != outside[number - 1] + 1:
                return outside[number:]
        return outside

    def _behind_subject(self, verb, first):
        """The token before a verb and the small words that part it from its subject."""
        near = verb - 1
        while near >= first and not self._ends_name(near) and (small := self._small_words(near)):
            near -= small
        return near

    def _is_turned(self, low, kind, named):
        """Whether the subject may stand behind its verb: « comme le rappelle X », or nobody before it."""
        return low == "comme" or not low and kind == FINITE or low in (",", "et", "and") and not named

    def _named_behind(self, verb, last, *, as_subject=False):
        """The voice of the first name, or the first that no preposition leads, before the token `last`."""
        mentions = (m for n in range(verb + 1, last) if (m := self.people.at_token(n)))
        one = next((m for m in mentions if m.is_subject or not as_subject), None)
        return one and Voice(one.person, "", "name-after", self.tokens[verb].text, NEAR)

    def _named_before(self, verb, kind, near, first, subjects):
        """The voice of the name, or of the noun phrase, nearest before a verb; `subjects` are the names there."""
        cue = self.tokens[verb].text
        if kind == GERUND and subjects and self.tokens[verb - 1].low == "en":  # « X a conclu la journée en disant : »
            return Voice(subjects[0].person, "", "name-before", cue, NEAR)
        nearest = self._not_in_aside(subjects, near) if subjects else None
        phrase = self.phrase_before(near, first, cue, nearest) or nearest and self._beyond_aside(near, first, cue)
        if phrase or not nearest:
            return phrase
        if (pronoun := self._pronoun_acting_on(nearest, first, near)) is not None:
            return self._by_pronoun(self.tokens[pronoun].low, pronoun, "pronoun-before", cue)
        if together := self._together(nearest, subjects):
            return Voice(None, together, "group-before", cue, NEAR)
        rule = "name-before" if nearest.is_full else "surname-before"
        is_open = self.is_of_several(verb) or others.may_be_named(self, nearest.last, verb)
        return Voice(nearest.person, "", rule, cue, NEAR, UNSURE if is_open else 1.0)

    def _pronoun_acting_on(self, named, first, near):
        """The place of the pronoun whose object a name is: « Il salue X, qui …, et conclut », “She thanked X and”."""
        if named.last > near or not self._is_acted_on(named, first):
            return None
        return next((n for n in range(named.first - 1, first - 1, -1) if self.tokens[n].low in PRONOUNS), None)

    def _is_acted_on(self, named, first):
        """Whether a name is the object of a verb: « salue vivement X », “introduced the secretary, X,”."""
        place = named.first - 1
        if place > first and self.tokens[place].text == ",":
            nouns = range(place - 1, max(first, place - _OFFICE), -1)
            place = next((n for n in nouns if self.tokens[n].low in DETERMINERS), place) - 1
        while place > first and (small := self._small_words(place)):
            place -= small
        return place >= first and self._acts(place)

    def _pronoun_further(self, verb, kind, low, outside):
        """The voice of the last pronoun before a verb that has no subject beside it: « Elle rit et répond : »."""
        if low not in (",", "et", "and", "puis") and kind not in _WITHOUT_SUBJECT:
            return None
        before = (n for n in reversed(outside) if n < verb)
        pronoun = next((n for n in before if self.tokens[n].low in GENDERS), None)
        if pronoun is None:
            return None
        return self._by_pronoun(self.tokens[pronoun].low, pronoun, "pronoun-before", self.tokens[verb].text)

    def _may_be_subjects(self, named, first, verb):
        """Those of the names before a verb; one in brackets only where no other is."""
        subjects = [mention for mention in named if mention.is_subject]
        return [mention for mention in subjects if not self._is_in_brackets(mention, first, verb)] or subjects

    def _is_in_brackets(self, mention, first, verb):
        """« X (photo : Y) a dit »"""
        before = [token.text for token in self.tokens[first : mention.first] if token.text in "()"]
        return before[-1:] == ["("] and any(token.text == ")" for token in self.tokens[mention.last : verb])

    def _not_in_aside(self, subjects, near):
        """The last name before a verb; of « X, who met Y, said », X."""
        nearest = subjects[-1]
        if self.tokens[near].text == "," and nearest.last <= near:
            other = next((one for one in subjects[:-1] if self._is_before_relative(one)), None)
            if other:
                return other
        if len(subjects) > 1 and (
            self._is_denied(nearest)
            or self.tokens[near].text == ","
            and (self._is_aside(nearest) or self._is_in_apposition(nearest, subjects[-2], near))
        ):
            return subjects[-2]
        first = subjects[0]
        is_met = first.person is not nearest.person and first.last < nearest.first and nearest.last <= near
        return first if is_met and self._is_acted_on(nearest, first.last) else nearest  # « X a remercié Y et a conclu »

    def _is_before_relative(self, mention):
        """« X, qui … », “X, on behalf of whom …”"""
        after = [token.low for token in self.tokens[mention.last : mention.last + _RELATIVE]]
        return after[:1] == [","] and (after[1] in _LEADING_ASIDE or not _WHOM.isdisjoint(after))

    def _is_aside(self, mention):
        """« X, comme Y avant elle, a dit », « X, et non Y, a dit », « X, remplaçant Y, a dit »."""
        second, before = (token.low for token in self.tokens[mention.first - 2 : mention.first])
        is_done = second == "," and before.endswith(("ant", "ing"))
        return is_done or before in _LIKE or (second, before) == ("plutôt", "que") or self._is_denied(mention)

    def _is_in_apposition(self, mention, other, comma):
        """« X, née Y, a dit », « X, avec à ses côtés Y, a dit »; not « X, la maire Y, a dit », nor « X, puis Y, »."""
        near = self.tokens[other.last : mention.first]
        is_between = len(near) > 1 and mention.last == comma and near[0].text == ","
        return (
            is_between
            and near[1].low not in DETERMINERS
            and all(token.text != "," and token.low not in CLAUSE_LEADING | {"then"} for token in near[1:])
        )

    def _is_denied(self, mention):
        """« X et non Y », « X, pas Y »; not « X ne remercie pas Y »."""
        second, before = (token.low for token in self.tokens[mention.first - 2 : mention.first])
        return before in _NOT and second in _JOINED

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
        is_relative = self.tokens[stop].low in RELATIVES
        is_closed = self.tokens[stop].text == self.tokens[near].text == "," and stop < near
        if (is_relative or is_closed) and not self.apposed(stop, near):
            return self.voice_of_phrase(first, stop, cue, NEAR, "before")
        return None

    def _antecedent_of(self, relative, first, cue):
        """Whom « qui » stands for: the name, or the noun phrase, right before it; an apposition may stand between."""
        last = relative - 1 - (self.tokens[relative - 1].text == ",")
        named = self.people.between(self.tokens[first].start, self.tokens[last].end)
        if len(named) > 1 and self._is_aside(named[-1]):
            limit = 1.0 if self.tokens[relative - 1].text == "," else UNSURE  # « X parle, pas Y qui dit : »
            return Voice(named[-2].person, "", "name-before", cue, NEAR, limit)
        mention = next((m for m in named[-1:] if m.end > self.tokens[last].start - _FAR), None)
        if mention and mention.last == last + 1:
            return Voice(mention.person, "", "name-before", cue, NEAR)
        phrase = self.phrase_before(last, first, cue, mention)
        if phrase or not mention:
            return phrase
        limit = UNSURE if self._is_other(mention.last, last) else 1.0
        return Voice(mention.person, "", "name-before", cue, NEAR, limit)

    def _is_other(self, first, last):
        """Whether a noun that ends at the token `last` is of another: « X est venue avec sa cousine, qui »."""
        start = next((n for n in range(last, first, -1) if self.tokens[n].low in DETERMINERS - CONTRACTED), first)
        return start > first and self.tokens[start - 1].is_word and self.tokens[start - 1].low not in OF

    def _together(self, nearest, subjects):
        """« X et Y », « X ou Y » where two people are joined before a verb."""
        for other in subjects:
            between = self.tokens[other.last : nearest.first]
            if other is not nearest and len(between) == 1 and between[0].low in ("et", "and", "&", "ou", "or"):
                return self.article.text[other.start : nearest.end]
        return ""
