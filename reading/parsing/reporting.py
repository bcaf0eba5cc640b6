"""Who is said to speak before the words: « X explique : », « selon X, », « X : »."""

import re
from dataclasses import replace

from .following import Following
from .lexicon import GERUND, INFINITIVE, roles, verbs
from .names import PREPOSITIONS
from .speech import (
    ACCORDING,
    ARTISTIC,
    AUXILIARIES,
    BEING,
    DETERMINERS,
    DIRECT,
    FAR,
    INVERTED,
    LIKELY,
    NEAR,
    POSSESSIVES,
    SPEECH_NOUNS,
    UNSURE,
    Voice,
    groups,
)

_BUT = frozenset("quand que mais et tandis alors puis comme but and when while whereas".split())


class Reporting(Following):
    def before(self, quotation):
        """Who is said to speak before the words, in their sentence."""
        first, last, outside = self._run_up(quotation)
        has_colon = bool(outside) and self.tokens[outside[-1]].text == ":"
        by_verb = self._by_verb(outside, first, last, has_colon)
        if by_verb:
            return by_verb
        voice = (
            (self._by_agent(outside) if has_colon else None)
            or self._by_according(outside, last)
            or (self._by_colon(outside, first) if has_colon else None)
            or self._by_noun(outside, first)
            or self._by_subject(outside, first, last)
        )
        if voice is None or voice.person is None or voice.rule == "agent":
            return voice
        return self.unless_borrowed(voice, self.behind_subject(outside, voice.person), has_colon=has_colon)

    def cited(self, quotation):
        """Whose words they are, where who speaks says before them that they are another's."""
        _, last, outside = self._run_up(quotation)
        cited = self.cited_before(outside, last) if outside else None
        return cited or self.behind_marks(quotation.outer_end)

    def _run_up(self, quotation):
        """(first token, place after the last, those that no marks hold) of the sentence before a quotation."""
        sentence = self.article.sentence_of(quotation.outer_start)
        start = self.article.sentences[sentence - self._is_led_in(quotation)][0]
        first, last = self.article.token_at(start), self.article.token_at(quotation.outer_start)
        first = max(first, last - FAR)
        outside = [
            n for n in range(first, last) if self.article.quotation_at(self.tokens[n].start) in (None, quotation)
        ]
        return first, last, outside

    def _is_led_in(self, quotation):
        """Whether a colon at the end of the paragraph before leads to the words with which this one begins."""
        number = self.article.paragraph_of(quotation.outer_start)
        before, own = self.article.paragraphs[max(0, number - 1)], self.article.paragraphs[number]
        return number > 0 and own.start == quotation.outer_start and self.article.text[before.end - 1] == ":"

    def _by_verb(self, outside, first, last, has_colon):
        nearest = None
        for place in reversed(outside):
            token = self.tokens[place]
            inverted = INVERTED.match(token.low)
            if inverted and (verbs().get(inverted["verb"]) or inverted["verb"] in ("a", "avait")):
                return self._by_pronoun(inverted["pronoun"], place, "pronoun-before", token.text, strength=NEAR)
            kind = self.verb_at(place)
            if not kind:
                continue
            if kind == INFINITIVE and self.tokens[place - 2].low in ("et", "and", "avant") and self.last:
                return Voice(self.last.person, self.last.attribution, "goes-on", token.text, DIRECT)
            between = [n for n in outside if n > place]
            is_direct = kind != INFINITIVE and (has_colon or len(between) <= 3)
            voice = self.subject(place, kind, first, last, outside)
            if voice:
                strength = DIRECT if is_direct else NEAR
                limit = LIKELY if self._is_left(voice.person, between) else voice.limit
                cue = voice.cue if voice.rule in ("office", "role-of") else token.text
                voice = replace(voice, cue=cue, strength=strength, limit=min(limit, voice.limit))
                voice = self._of_verb(voice, place, kind, outside, has_colon)
                if voice.person:
                    return voice if nearest is None or self._governs(place) else nearest
                nearest = nearest or voice
            elif not has_colon and len(between) > 12:
                break
        return nearest

    def _of_verb(self, voice, verb, kind, outside, has_colon):
        """The voice of a verb's subject, unless what stands behind the verb, or before « disant », is another's."""
        tail = [n for n in outside if n > verb and self.tokens[n].text != ":"]
        if voice.person and (kind == GERUND or self.tokens[verb].low.endswith("ing")):
            tail = self.behind_subject(outside, voice.person)
            before = self.people.between(self.tokens[outside[0]].start, self.tokens[verb].start)
            if before and before[0].person is not voice.person:  # « X remembered Y saying »
                return replace(voice, limit=min(voice.limit, UNSURE))
        elif voice.person and any(m.person is voice.person for n in tail if (m := self.people.at_token(n))):
            tail = self.behind_subject(tail, voice.person)
        return self.unless_borrowed(voice, tail, verb, has_colon=has_colon)

    def _is_left(self, person, between):
        """Whether somebody else comes in between the verb and the words: « … quand Y préférait »."""
        for number, place in enumerate(between):
            mention = self.people.at_token(place)
            if mention and mention.is_subject and mention.person is not person and number:
                before = self.tokens[between[number - 1]]
                if between[number - 1] < place - 1 or before.low in _BUT or before.text in ",;":
                    return True
        return False

    def _by_agent(self, outside):
        """« X a été interpellé par Y : »: Y speaks."""
        for place in reversed(outside[1:]):
            is_agent = self.tokens[place].low in ("par", "by") and place + 1 <= outside[-1]
            is_active = self.tokens[place - 2].low in AUXILIARIES - BEING  # « a terminé par un appel »
            if is_agent and not is_active and re.search(r"(?:[éis]e?s?|ed|en)$", self.tokens[place - 1].low):
                cue = self._words(place - 1, place + 1)
                mention = self.people.at_token(place + 1)
                if mention:
                    return Voice(mention.person, "", "agent", cue, NEAR, LIKELY)
                if self.tokens[place + 1].low in DETERMINERS:
                    return self.voice_of_phrase(
                        place + 1, self._end_of_phrase(place + 1, outside[-1]), cue, NEAR, "before"
                    )
        return None

    def _governs(self, verb):
        """Whether « que » follows: what comes behind is in the words of the verb's subject."""
        return any(token.low in ("que", "qu’", "that") for token in self.tokens[verb + 1 : verb + 5])

    def _by_according(self, outside, last):
        for number, place in enumerate(outside):
            low = self.tokens[place].low
            starts = number == 0 or self.tokens[outside[number - 1]].text in ",;:"
            if starts and self.is_according(place, last) or low in ACCORDING:
                return self.according(place, last)
            if low == "yeux" and self.tokens[place - 1].low in POSSESSIVES:
                return self.in_view(
                    self.tokens[place].start, cue=self._words(place - 1, place + 1), rule="possessive", strength=NEAR
                )
            if low in ("yeux", "aveu", "mots", "dires", "words", "view", "croire") and place + 2 < last:
                mention = next(
                    (m for n in range(place + 1, min(place + 4, last)) if (m := self.people.at_token(n))), None
                )
                if mention:
                    return Voice(
                        mention.person, "", "according", self._words(max(outside[0], place - 1), place + 1), NEAR
                    )
        return None

    def _by_colon(self, outside, first):
        """« X : », « X, maire de Y : », « X (Y) : »."""
        spans = self.people.between(self.tokens[outside[0]].start, self.tokens[outside[-1]].start)
        has_verb = any(self.verb_at(n) for n in outside)
        if spans and not has_verb:
            closest = spans[-1]
            gap = outside[-1] - closest.last
            if together := gap == 0 and self._together(closest, spans):
                return Voice(None, together, "group-before", together, DIRECT)
            if gap and any(self.tokens[n].low in AUXILIARIES for n in outside):
                return None  # « X, préfet, n’est pas venu : »
            if gap == 0 or (spans[0].first - outside[0] <= 2 and self.tokens[spans[0].last].text in ",("):
                one = closest if gap == 0 and closest.is_subject else spans[0]
                if one.is_subject or one is closest:
                    is_met = one is not spans[0] and one.person is not spans[0].person  # « X a fait applaudir Y : »
                    cue = self.article.text[one.start : one.end] + " :"
                    return Voice(one.person, "", "name-colon", cue, DIRECT, UNSURE if is_met else 1.0)
        return None

    def _by_noun(self, outside, first):
        """« le message de X : », « son constat », « sa présentation … d’une conviction : »."""
        for place in reversed(outside[-9:]):
            low = self.tokens[place].low
            if low in SPEECH_NOUNS or low in ARTISTIC:
                of = next(
                    (m for n in range(place + 1, min(place + 4, outside[-1] + 1)) if (m := self.people.at_token(n))),
                    None,
                )
                if of:
                    return Voice(of.person, "", "noun-of", self.tokens[place].text, DIRECT)
                start = place + 1 + any(t.low in ("de", "d’") for t in self.tokens[place + 1 : place + 2])
                if start > place + 1 and self.tokens[start].low in ("la", "l’") or self.tokens[start].low == "du":
                    voice = self.voice_of_phrase(start, outside[-1], self.tokens[place].text, DIRECT, "before")
                    if voice and not voice.rule.startswith("thing"):
                        return voice
        possessive = next(
            (
                n
                for n in outside
                if self.tokens[n].low in POSSESSIVES
                and any(t.low in SPEECH_NOUNS | ARTISTIC for t in self.tokens[n + 1 : n + 4])
            ),
            None,
        )
        if possessive is not None and not self.people.between(self.tokens[first].start, self.tokens[possessive].start):
            return self.in_view(
                self.tokens[possessive].start,
                cue=self._words(possessive, possessive + 2),
                rule="possessive",
                strength=NEAR,
            )
        return None

    def _subject_of(self, mention, first, outside):
        others = self.people.between(self.tokens[first].start, self.tokens[outside[-1]].end)
        limit = LIKELY if any(other.person is not mention.person for other in others) else 1.0
        return Voice(mention.person, "", "subject", self.article.text[mention.start : mention.end], NEAR, limit)

    def _by_subject(self, outside, first, last):
        """The person whom the sentence is about, though no verb says that they speak."""
        if not outside:
            return None
        spans = [m for m in self.people.between(self.tokens[first].start, self.tokens[outside[-1]].end) if m.is_subject]
        if spans:
            together = self._together(spans[-1], spans) if len(spans) > 1 else ""
            return (
                Voice(None, together, "group-before", together, NEAR)
                if together
                else self._subject_of(spans[0], first, outside)
            )
        begun = [self.tokens[place].low for place in outside[:2]]
        if begun[0] == "il" and self.is_impersonal(outside[0]):
            return Voice(None, "", "nobody", "", NEAR)
        is_group = begun[-1] in groups() and (begun[0] == "les" or begun[-1] not in roles())
        if begun[0] in ("les", "le", "la", "the") and is_group:
            return self.voice_of_phrase(
                outside[0], outside[1] + 1, self._words(outside[0], outside[1] + 1), NEAR, "before"
            )
        for number, place in [*enumerate(outside)][-6:] + [*enumerate(outside[:12])]:
            low = self.tokens[place].low
            before = self.tokens[outside[number - 1]].low if number else ""
            if low in ("un", "une", "a", "an", "plusieurs", "certains") and before not in PREPOSITIONS:
                head = next((n for n in range(place + 1, place + 3) if n in outside and self._is_human(n)), None)
                if head is not None:
                    return self.voice_of_phrase(place, head + 1, self._words(place, head + 1), NEAR, "before")
        for place in outside[:8]:
            low = self.tokens[place].low
            if (
                low in ("il", "elle", "he", "she")
                and not self.is_impersonal(place)
                and (
                    place == outside[0]
                    or self.tokens[place - 1].text in ",;"
                    or self.tokens[place - 1].low in ("et", "and", "mais", "but", "ainsi", "que", "qu’", "puis")
                )
            ):
                voice = self._by_pronoun(low, place, "subject", self.tokens[place].text, strength=NEAR)
                if voice and voice.person:
                    return voice
        return None
