"""Who is said to speak after the words, or inside them: « …, explique X », « …, a-t-il dit, … », « selon X »."""

import re
from dataclasses import replace

from .borrowing import Borrowing
from .incises import cut_at
from .lexicon import FINITE, PARTICIPLE, roles, verbs
from .names import PREPOSITIONS, TITLES
from .offices import head_of
from .speech import (
    ACCORDING,
    DEFINITE,
    DETERMINERS,
    DIRECT,
    GENDERS,
    INVERTED,
    JOINING,
    LIKELY,
    NEAR,
    PLURAL,
    SKIPPED,
    SOME,
    Voice,
)

_WHILE = frozenset("tandis pendant lorsque quand while when".split())


class Following(Borrowing):
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
            if token.text == "." and self.tokens[near - 1].low in TITLES:
                continue  # « a dit M. le maire »
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
                    return replace(office, strength=DIRECT)
                named = next((m for n in range(place + 1, verb) if (m := self.people.at_token(n))), None)
                if named:
                    return Voice(named.person, "", "name-after", self.tokens[verb].text, DIRECT)
                return self.phrase_after(place, verb, self.tokens[verb].text, DIRECT)
        return None

    def inside(self, quotation):
        """Who speaks by an incise between the marks: « …, a-t-il dit, … », « …, dixit la tisseuse, … »."""
        first, last = self.article.token_at(quotation.start), self.article.token_at(quotation.end)
        found, cuts = None, []
        for place in range(first + 1, last):
            is_beyond = not cuts or self.tokens[place].start >= cuts[-1][1]
            if self.tokens[place - 1].text in ",–—-?!…" and is_beyond:
                voice = self._incise(place, last, quotation)
                found = found or voice
                if voice and voice.speaker == found.speaker and (cut := cut_at(self.article, place, last, quotation)):
                    cuts.append(cut)
        return found and replace(found, cuts=tuple(cuts))

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
            closes = mention.last >= last or any(
                t.text in ",–—.!?" for t in self.tokens[mention.last : min(mention.last + 14, last)]
            )
            return Voice(mention.person, "", "incise", cue, DIRECT) if closes else None
        phrase = self.phrase_after(verb + 1, min(verb + 3, last), cue, DIRECT)
        return (
            phrase if phrase and not phrase.rule.startswith("thing") and (self.tokens[place - 1].text == ",") else None
        )

    def is_according(self, place, end):
        """Whether « selon », or « pour » before a name, stands at the token `place`."""
        low = self.tokens[place].low
        named = place + 1 < end and self.people.at_token(place + 1) is not None
        by_pronoun = [token.low for token in self.tokens[place + 1 : place + 3]]
        named = named or by_pronoun in (["elle", ","], ["lui", ","], ["her", ","], ["him", ","])
        by_some = place + 1 < end and self.tokens[place + 1].low in SOME
        return low in ACCORDING or low in ("pour", "for") and (named or by_some)

    def according(self, place, end):
        start = place + 1 + (self.tokens[place].low == "according")
        cue = self._words(place, start)
        office = self._somebody_after(start, end, cue) if start < end else None
        if office:
            return replace(office, rule="according" if office.rule == "name-after" else office.rule, strength=NEAR)
        for near in range(start, min(start + 7, end)):
            mention = self.people.at_token(near)
            if mention and near > start + 1 and not mention.is_subject and self._is_human(start + 1):
                break  # « selon les amis de X »
            if mention:
                limit = 1.0 if mention.is_subject or near == start else LIKELY
                return Voice(mention.person, "", "according", cue, NEAR, limit)
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
