"""Who is reported to speak around a place: « explique X », « selon X », « X : »."""

import re
from dataclasses import replace

from .citing import Citing
from .lexicon import FINITE, INFINITIVE, PARTICIPLE, roles, verbs
from .names import PREPOSITIONS
from .offices import head_of
from .speech import (
    ACCORDING,
    ARTISTIC,
    AUXILIARIES,
    DEFINITE,
    DETERMINERS,
    DIRECT,
    FAR,
    GENDERS,
    INVERTED,
    JOINING,
    LIKELY,
    NEAR,
    PLURAL,
    POSSESSIVES,
    SKIPPED,
    SOME,
    SPEECH_NOUNS,
    Voice,
    groups,
)

_BUT = frozenset("quand que mais et tandis alors puis comme but and when while whereas".split())
_WHILE = frozenset("tandis pendant lorsque quand while when".split())


class Reporting(Citing):
    # After the words, inside them, before them

    def after(self, start, limit):
        """Who is said to speak right after `start`: « …, explique X », “…,” X said; nothing beyond `limit` is read."""
        place, end = self.article.token_at(start), self.article.token_at(limit)
        while place < end and self.tokens[place].text in ",–—-!?…)." and self.tokens[place].start - start < 4:
            if self.tokens[place].text == "." and place + 1 < end and not self.tokens[place + 1].text[0].islower():
                return None
            place += 1
        if place >= end:
            return None
        cited = self.cited_after(place, end) if self.tokens[end - 1].text != ":" else None
        if cited:
            return replace(cited, strength=DIRECT)
        inverted = INVERTED.match(self.tokens[place].low)
        if inverted:
            return self._by_pronoun(inverted["pronoun"], place, "pronoun-after", self._phrase(place, end))
        bracketed = self.tokens[place - 1].text == "(" if place else False
        if self.tokens[place].text == "(":
            bracketed, place = True, place + 1
        if place >= end:
            return None
        mention = self.people.at_token(place)
        if mention and (bracketed or self._signs(mention, end, start)):
            return Voice(mention.person, "", "signature", self.article.text[mention.start : mention.end], DIRECT)
        if self.is_according(place, end):
            return self.according(place, end)
        return self._verb_then_subject(place, end) or self._subject_then_verb(place, end)

    def _signs(self, mention, end, start):
        """Whether a name after a dash ends the paragraph: a signature."""
        between = self.article.text[start : mention.start]
        paragraph = self.article.paragraphs[self.article.paragraph_of(mention.start)]
        if paragraph.end - mention.end > 80:
            return False
        return bool(re.search("[—–-]", between)) and not re.search(
            r"[.!?]\s", self.article.text[mention.end : paragraph.end]
        )

    def _verb_then_subject(self, place, end):
        verb = self._first_verb(place, end)
        if verb is None:
            return self._unknown_verb(place, end)
        inverted = INVERTED.match(self.tokens[verb].low)
        cue = self._cue(place, verb)
        if inverted:
            return self._by_pronoun(inverted["pronoun"], verb, "pronoun-after", cue)
        for near in range(verb + 1, min(verb + 16, end)):
            token = self.tokens[near]
            if token.text in '.;:!?«“"' or token.low in _WHILE and near > verb + 1:
                break
            mention = self.people.at_token(near)
            if mention and (mention.is_subject or near == verb + 1):
                return self._named_after(mention, verb, end, cue)
            if near == verb + 1 and token.low in GENDERS:
                return self._by_pronoun(token.low, near, "pronoun-after", cue)
            if near <= verb + 5 and (voice := self._somebody_after(near, end, cue)):
                return voice
        return self.phrase_after(verb + 1, min(verb + 8, end), cue, DIRECT) or self._subject_then_verb(place, end)

    def _named_after(self, mention, verb, end, cue):
        """The voice of a name behind its verb, or of two that « et » joins: « expliquent X et Y »."""
        joins = mention.last < end and self.tokens[mention.last].low in ("et", "and", "&")
        other = self.people.at_token(mention.last + 1) if joins else None
        if other and (self.tokens[verb].low.endswith(("ent", "ont")) or self._ends_clause(other.last, end)):
            return Voice(None, self.article.text[mention.start : other.end], "group-after", cue, DIRECT)
        return Voice(mention.person, "", "name-after" if mention.is_full else "surname-after", cue, DIRECT)

    def _ends_clause(self, place, end):
        return place >= end or not self.tokens[place].is_word

    def _somebody_after(self, place, end, cue):
        """« explique la maire de Rennes, … »: an office behind the verb, before any name that is not its holder's."""
        if self.tokens[place].low not in DEFINITE.keys() - {"du", "au"} or self.tokens[place - 1].low in PREPOSITIONS:
            return None
        if head_of(self.tokens, place + 1, end, language=self.article.language) is None:
            return None
        stop = self._end_of_phrase(place, end)
        named = self.apposed(stop, end)
        voice = self.voice_of_phrase(place, stop, cue, DIRECT, "after")
        return Voice(named.person, "", "name-after", cue, DIRECT) if named and voice.rule == "office" else voice

    def _first_verb(self, place, end):
        """The verb of speech with which the tokens begin, small words before it left out."""
        for near in range(place, min(place + 5, end)):
            token = self.tokens[near]
            inverted = INVERTED.match(token.low)
            if inverted:
                following = range(near + 1, min(near + 4, end))
                participle = next((n for n in following if PARTICIPLE in verbs().get(self.tokens[n].low, ())), None)
                return near if participle is None or inverted["verb"] not in ("a", "avait", "aura", "aurait") else near
            if self.verb_at(near) in (FINITE, PARTICIPLE):
                return near
            if (
                token.low not in SKIPPED
                and not token.low.endswith(("ment", "ly"))
                and token.low not in ("et", "and", "comme", "as", "pour", "sa", "part")
            ):
                return None
        return None

    def _unknown_verb(self, place, end):
        """« …», philosophe Jean Martin »: a small word that may be a verb, right before a name."""
        token = self.tokens[place]
        second = place + 1 + (self.tokens[place].low in ("se", "s’", "a", "nous"))
        if second >= end or not token.is_word or token.is_capital:
            return None
        verb = self.tokens[second - 1]
        mention = self.people.at_token(second)
        looks = (
            re.search(r"(?:[^aeiouy]e|it|[éaiu]|ent|ed|s)$", verb.low)
            and verb.low not in PREPOSITIONS
            and verb.low not in JOINING
        )
        if mention and looks and verb.low not in roles():
            return Voice(mention.person, "", "name-after", verb.text, DIRECT)
        return None

    def _subject_then_verb(self, place, end):
        """“…,” Obama said; “…,” she adds; « …», la maire a-t-elle dit."""
        if self.article.language != "en":
            return None
        token = self.tokens[place]
        mention = self.people.at_token(place)
        if mention:
            verb = next(
                (
                    n
                    for n in range(mention.last, min(mention.last + 12, end))
                    if self.verb_at(n) in (FINITE, PARTICIPLE)
                ),
                None,
            )
            near = verb is not None and (verb - mention.last < 4 or self.tokens[mention.last].text in ",(")
            if near:
                rule = "name-after" if mention.is_full else "surname-after"
                return Voice(mention.person, "", rule, self.tokens[verb].text, DIRECT)
        if token.low in GENDERS or token.low in PLURAL:
            verb = next((n for n in range(place + 1, min(place + 5, end)) if self.verb_at(n)), None)
            if verb is not None:
                return self._by_pronoun(token.low, place, "pronoun-after", self._cue(place, verb))
        if token.low in DETERMINERS:
            verb = next(
                (n for n in range(place + 1, min(place + 10, end)) if self.verb_at(n) in (FINITE, PARTICIPLE)), None
            )
            if verb is not None:
                office = self.tokens[verb - 1].text == "," and self._beyond_aside(verb - 1, place, "")
                if office:
                    return replace(office, rule="office", cue=self.tokens[verb].text, strength=DIRECT)
                named = next((m for n in range(place + 1, verb) if (m := self.people.at_token(n))), None)
                if named:
                    return Voice(named.person, "", "name-after", self.tokens[verb].text, DIRECT)
                return self.phrase_after(place, verb, self.tokens[verb].text, DIRECT)
        return None

    def inside(self, quotation):
        """Who speaks by an incise between the marks: « …, a-t-il dit, … », « …, dixit la tisseuse, … »."""
        first, last = self.article.token_at(quotation.start), self.article.token_at(quotation.end)
        for place in range(first + 1, last):
            if self.tokens[place - 1].text in ",–—-?!…":
                voice = self._incise(place, last, quotation)
                if voice:
                    return voice
        return None

    def _incise(self, place, last, quotation):
        inverted = INVERTED.match(self.tokens[place].low)
        following = self.tokens[place + 1].text if place + 1 < last else ","
        if inverted and inverted["pronoun"] in GENDERS and following != "?":
            spoken = (
                verbs().get(inverted["verb"], ()) or following in ",–—." or inverted["verb"] in ("a", "avait", "s’est")
            )
            phrase = self._phrase(place, last)
            return self._by_pronoun(inverted["pronoun"], place, "incise", phrase, skip=quotation) if spoken else None
        verb = place
        while verb < last and self.tokens[verb].low in ("s’", "se", "a", "avait", "est", "nous", "l’"):
            verb += 1
        if verb >= last or self.tokens[verb].low != "dixit" and self.verb_at(verb) not in (FINITE, PARTICIPLE):
            return None
        cue = self._words(place, verb + 1)
        mention = next((m for n in range(verb + 1, min(verb + 8, last)) if (m := self.people.at_token(n))), None)
        if mention:
            closes = any(t.text in ",–—" for t in self.tokens[mention.last : min(mention.last + 14, last)])
            return Voice(mention.person, "", "incise", cue, DIRECT) if closes else None
        phrase = self.phrase_after(verb + 1, min(verb + 3, last), cue, DIRECT)
        return (
            phrase if phrase and not phrase.rule.startswith("thing") and (self.tokens[place - 1].text == ",") else None
        )

    def before(self, quotation):
        """Who is said to speak before the words, in their sentence."""
        first, last, outside = self._run_up(quotation)
        has_colon = bool(outside) and self.tokens[outside[-1]].text == ":"
        return (
            self._by_verb(outside, first, last, has_colon)
            or (self._by_agent(outside) if has_colon else None)
            or self._by_according(outside, last)
            or (self._by_colon(outside, first) if has_colon else None)
            or self._by_noun(outside, first)
            or self._by_subject(outside, first, last)
        )

    def cited(self, quotation):
        """Whose words they are, where who speaks says before them that they are another's."""
        _, last, outside = self._run_up(quotation)
        return self.cited_before(outside, last) if outside else None

    def _run_up(self, quotation):
        """(first token, place after the last, those that no marks hold) of the sentence before a quotation."""
        sentence = self.article.sentence_of(quotation.outer_start)
        start = self.article.sentences[sentence][0]
        first, last = self.article.token_at(start), self.article.token_at(quotation.outer_start)
        first = max(first, last - FAR)
        outside = [
            n for n in range(first, last) if self.article.quotation_at(self.tokens[n].start) in (None, quotation)
        ]
        return first, last, outside

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
                voice = replace(voice, cue=token.text, strength=strength, limit=min(limit, voice.limit))
                if voice.person:
                    return voice if nearest is None or self._governs(place) else nearest
                nearest = nearest or voice
            elif not has_colon and len(between) > 12:
                break
        return nearest

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
            if is_agent and re.search(r"(?:[éis]e?s?|ed|en)$", self.tokens[place - 1].low):
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

    def is_according(self, place, end):
        """Whether « selon », or « pour » before a name, stands at the token `place`."""
        low = self.tokens[place].low
        named = place + 1 < end and self.people.at_token(place + 1) is not None
        by_some = place + 1 < end and self.tokens[place + 1].low in SOME
        return low in ACCORDING or low in ("pour", "for") and (named or by_some)

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

    def according(self, place, end):
        start = place + 1 + (self.tokens[place].low == "according")
        cue = self._words(place, start)
        for near in range(start, min(start + 7, end)):
            mention = self.people.at_token(near)
            if mention:
                return Voice(mention.person, "", "according", cue, NEAR)
            if self.tokens[near].text in ",.;:":
                named = self.people.at_token(near + 1) if self.tokens[near].text == "," else None
                if named:  # « selon son rapporteur, X »
                    return Voice(named.person, "", "according", cue, NEAR)
                break
            if self.tokens[near].low in GENDERS or self.tokens[near].low in ("lui", "elle", "him", "her"):
                return self._by_pronoun(
                    "elle" if self.tokens[near].low in ("elle", "her") else "il", near, "according", cue, strength=NEAR
                )
        stop = next(
            (n for n in range(start, min(start + 10, end)) if self.tokens[n].text in ",.;:«“"), min(start + 6, end)
        )
        if start < stop and self.tokens[start].low in DETERMINERS:
            return self.voice_of_phrase(start, stop, cue, NEAR, "before")
        return Voice(None, self._words(start, stop), "according", cue, NEAR) if start < stop else None

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
                    return Voice(one.person, "", "name-colon", self.article.text[one.start : one.end] + " :", DIRECT)
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
