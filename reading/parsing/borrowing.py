"""Words that may be another's than the subject's, by what stands between the verb and the marks.

« X a lu un passage de Y : », « X a terminé par Y : », « X a contesté l’affirmation de Y selon laquelle ».
"""

import re
from dataclasses import replace

from .citing import OF_WHOM, Citing
from .lexicon import nouns
from .names import ARTICLES, SMALL
from .offices import offices_in
from .speech import NEAR, POSSESSIVES, UNSURE, Voice
from .speech_verbs import AUXILIARIES, DETERMINERS, RELATIVES

_NOUNS = nouns("cited", "borrowed")
_LEADING = frozenset("par avec sur with on by from".split())  # « a terminé par Saint-Exupéry : »
_CLOSING = re.compile(
    r"(?:termin|conclu|fini|ach[eè]v|clo[rst]|clôt|commenc|ouv[er]|début|entam|end|clos|beg[aiu]n|start|open)"
)
_PASSIVE = re.compile(r"(?:[éiu]e?s?|is|ises?|it|ites?|ed|en)$")
_TO = frozenset("à au aux to devant envers vers".split())
_BESIDE = frozenset("devant après avant avec before after beside with alongside contre".split())
_ADDRESSING = re.compile(
    r"(?:interpell|apostroph|questionn|interrog|remerci|salu|félicit|accueill|avert|rassur|inform|promi|promet|adress"
    r"|demand|répon|répli|rétor|lanc|di[ts]|confi|écri|affirm|assur|expliqu|rappel|répét|annon|déclar|souhait|reproch"
    r"|glis|object|murmur|challeng|thank|ask|told|tell|warn|remind|answer|repl|respond|said|say|greet|congratulat"
    r"|welcom|promis|wrote|writ|explain|spoke|speak)"
)
_ANSWERING = re.compile(r"(?:répon|répli|rétor|réag|answer|repl|respond|react)")
_READING = frozenset(
    "lu lit lisait lisant récité récite déclamé déclame chanté chante read reads recited recites sang".split()
)
_OWN = frozenset("fin soir jour jury soirée matinée jeu end day".split())  # « le mot de la fin » is one's own
# Of a thing, they are what somebody presents: « le bilan de l’année », not words of another.
_MATTERS = frozenset(
    "bilan annonce diagnostic analyse question remarque critique idée principe argument histoire récit théorie"
    " plaidoyer conclusion journal page pages hypothèse avis idea theory question story tale view report"
    " criticism sign".split()
)
_CLAIMED = frozenset("laquelle lequel lesquels lesquelles qui".split())
_CLAUSES = frozenset("où quand lorsque lorsqu’ when where while".split())  # « ce jour où le patron, Y, est venu : »
_BEHIND = 3  # sentences behind the words that may tell whose they are
_TOLD_LATER = re.compile(
    r"(?:(?:ces|ses|les) (?:mots|lignes|paroles|vers)|(?:cette|la) (?:phrase|formule|maxime|lettre|ligne)|\b(?:elle|it)"
    r"|(?:the|that|this|those|these) (?:letter|lines?|words?|sentence|verse))"
    r" (?:est|sont|était|étaient|was|were|is|are)(?: signée?s?| écrite?s?| written)? (?:de |d[’']|par |from |by )",
    re.IGNORECASE,
)


class Borrowing(Citing):
    def unless_borrowed(self, voice, tail, verb=None, *, has_colon):
        """`voice`, unless the tokens of `tail`, behind its verb or its subject, tell of somebody else's words."""
        if voice is None or voice.rule == "nobody" or not tail:
            return voice
        last = tail[-1] + 1
        author = self._author_in(tail, last, verb, has_colon=has_colon)
        if author:
            return author if author.person is not voice.person else voice
        others = [
            m
            for m in self._mentions_in(tail)
            if m.person is not voice.person and not self._is_addressed(m, tail[0], verb)
        ]
        if not others:
            return self._unless_answering(voice, tail[-1], verb, has_colon=has_colon)
        is_told_of = any(self.tokens[n].low in _CLAUSES for n in tail if n < others[-1].first)
        if not has_colon or is_told_of or self._speaks_beside(others[-1], verb):
            return replace(voice, limit=min(voice.limit, UNSURE))
        cue = self._words(others[-1].first - 1, others[-1].last)
        return Voice(others[-1].person, "", "cited", cue, NEAR, UNSURE)

    def _unless_answering(self, voice, noun, verb, *, has_colon):
        """« X a répondu à la question « … » »: who answers did not ask."""
        is_asked = not has_colon and self.tokens[noun].low in _NOUNS and self._is_answered(noun, verb)
        return replace(voice, limit=min(voice.limit, UNSURE)) if is_asked else voice

    def behind_marks(self, end):
        """« « … » promis par X »: whose words they are by what stands right behind the marks."""
        place = self.article.token_at(end)
        mention = self.people.at_token(place + 2)
        if mention is None or self.tokens[place + 1].low not in ("par", "by"):
            return None
        if not _PASSIVE.search(self.tokens[place].low) or self.tokens[place].start - end > 2:
            return None
        return Voice(mention.person, "", "agent", self._words(place, place + 2), NEAR, UNSURE)

    def told_later(self, quotation):
        """« « … » Ces mots sont de X »: whose words they are by a sentence behind them, before any other words."""
        number = self.article.sentence_of(quotation.outer_end - 1)
        stop = self.article.sentences[min(number + _BEHIND, len(self.article.sentences) - 1)][1]
        following = self.article.next_quotation(quotation.outer_end, stop)
        told = _TOLD_LATER.search(self.article.text, quotation.outer_end, following.outer_start if following else stop)
        mention = self.people.at_token(self.article.token_at(told.end())) if told else None
        return Voice(mention.person, "", "cited", told[0].strip(), NEAR, UNSURE) if mention else None

    def behind_subject(self, outside, person):
        """The tokens of `outside` behind the last mention of `person`, and what is told of that person right there."""
        mentions = [m for m in self._mentions_in(outside) if m.person is person]
        if not mentions:
            return []
        start, last = mentions[0].last, outside[-1] + 1
        while (behind := self._behind_told(start, last)) > start:
            start = behind
        return [n for n in outside if n >= start and self.tokens[n].text != ":"]

    def _behind_told(self, start, last):
        """The place behind what is told at `start` of who is named before it: « , maire, », « (Lyon) »; or `start`."""
        if start >= last or self.tokens[start].text not in ",(":
            return start
        stop = next((n for n in range(start + 1, last) if self.tokens[n].text in ",):"), last)
        is_relative = self.tokens[start + 1].low in RELATIVES
        if not is_relative and not offices_in(self.tokens, start + 1, stop, language=self.article.language):
            return start
        if stop >= last or self.tokens[stop].text == ":":
            return stop
        goes_on = self.tokens[stop].text == "," and self._goes_on(stop, last)
        return stop if goes_on else stop + 1

    def _goes_on(self, comma, last):
        """Whether more is told of the same one behind the comma: « X, maire, présidente du port, »."""
        stop = next((n for n in range(comma + 1, last) if self.tokens[n].text == ","), None)
        return stop is not None and bool(offices_in(self.tokens, comma + 1, stop, language=self.article.language))

    def _mentions_in(self, places):
        return [m for n in places if (m := self.people.at_token(n))]

    def _author_in(self, tail, last, verb, *, has_colon):
        for place in tail:
            voice = self._of_noun(place, last, tail[0], verb)
            if voice is None and has_colon:
                voice = self._led_in(place, last) or self._read(place, last)
            if voice:
                return voice
        return self._read(verb, last) if has_colon and verb is not None else None

    def _of_noun(self, noun, last, first, verb):
        """« le passage de X », « X’s letter », « la rumeur selon laquelle »."""
        if self.tokens[noun].low not in _NOUNS:
            return None
        cue = self.tokens[noun].text
        if noun > first + 1 and self.tokens[noun - 1].low == "’s":
            return self._ended_by(noun - 1, cue)
        if noun + 1 >= last or self._is_answered(noun, verb):
            return None
        of = next((n for n in (noun + 1, noun + 2) if n < last and self.tokens[n].low in OF_WHOM), None)
        if of is None:
            return self._claimed(noun, last, cue)
        start = of if self.tokens[of].low in ("du", "des") else of + 1
        return self._author(start, last, cue) or self._of_thing(noun, of, last, cue)

    def _claimed(self, noun, last, cue):
        """« la rumeur selon laquelle »: nobody is named whose words they are."""
        claimed = next((n for n in range(noun + 1, last) if self.tokens[n].low in _CLAIMED), None)
        if claimed is None or self.tokens[claimed - 1].low != "selon":
            return None
        return Voice(None, self._words(self._led_from(noun), claimed - 1), "cited", cue, NEAR, UNSURE)

    def _ended_by(self, apostrophe, cue):
        """The voice of who is named before « ’s »."""
        before = self.people.between(self.tokens[max(0, apostrophe - 5)].start, self.tokens[apostrophe].start + 1)
        if before and before[-1].last == apostrophe:
            return Voice(before[-1].person, "", "cited", cue, NEAR, UNSURE)
        token = self.tokens[apostrophe - 1]
        return Voice(None, token.text if token.is_capital else "", "cited", cue, NEAR, UNSURE)

    def _of_thing(self, noun, of, last, cue):
        """« la Déclaration de 1789 », « le slogan des cheminots »; not « le mot de la fin », « une note d’espoir »."""
        after = self.tokens[of + 1] if of + 1 < last else None
        if after is None or after.low in POSSESSIVES:
            return None
        is_led = self.tokens[of].low in ("du", "des") or after.low in DETERMINERS
        head = self.tokens[of + 1 + (after.low in ARTICLES and of + 2 < last)]
        if head.low in _OWN or self.tokens[noun].low in _MATTERS or not is_led and not after.text.isdigit():
            return None
        if self.tokens[of].low == "des":
            return Voice(None, self._words(of, min(of + 2, last)), "cited", cue, NEAR, UNSURE)
        return Voice(
            None, self._words(self._led_from(noun), self._end_of_phrase(noun, last - 1)), "cited", cue, NEAR, UNSURE
        )

    def _led_from(self, noun):
        return noun - (noun > 0 and self.tokens[noun - 1].low in DETERMINERS)

    def _led_in(self, place, last):
        """« par Saint-Exupéry : »: a word with a capital that ends what stands before the colon."""
        if self.tokens[place].low not in _LEADING or place + 1 >= last or not self.tokens[place + 1].is_capital:
            return None
        is_closing = any(_CLOSING.match(token.low) for token in self.tokens[max(0, place - 5) : place])
        if self.tokens[place + 1].low in SMALL or self.tokens[place].low in ("sur", "on") and not is_closing:
            return None  # « on Monday », « sur France Inter »
        if self.people.at_token(place + 1) or not all(
            t.is_capital or t.low in OF_WHOM for t in self.tokens[place + 1 : last]
        ):
            return None
        return Voice(None, self._words(place + 1, last), "cited", self.tokens[place].text, NEAR, UNSURE)

    def _read(self, verb, last):
        """« a lu l’article premier : »: what is read out has other words than one's own, unless it is theirs."""
        start = verb + 1
        start += start < last and self.tokens[start].low in ("out", "aloud")
        if self.tokens[verb].low not in _READING or start >= last or self.tokens[start].low not in ARTICLES:
            return None
        named = [m for n in range(start, last) if (m := self.people.at_token(n))]
        if named:
            return Voice(named[-1].person, "", "cited", self.tokens[verb].text, NEAR, UNSURE)
        return Voice(None, self._words(start, last), "cited", self.tokens[verb].text, NEAR, UNSURE)

    def _is_answered(self, noun, verb):
        """« a répondu à la question de X : »: who answers speaks."""
        near = self.tokens[max(0, noun - 4) : noun] + ([self.tokens[verb]] if verb is not None else [])
        return any(_ANSWERING.match(token.low) for token in near)

    def _is_addressed(self, mention, first, verb):
        """« a répondu à X : », « told X: »: somebody to whom it is said."""
        start = max(0, (first if verb is None else verb), mention.first - 5)
        near = [n for n in range(start, mention.first) if _ADDRESSING.match(self.tokens[n].low)]
        if not near:
            return False
        between = self.tokens[near[-1] + 1 : mention.first]
        has_noun = any(token.low in _NOUNS for token in between)
        is_direct = all(token.low in ("out", "back", "again") for token in between)
        return not has_noun and (
            is_direct and self._may_have_object(near[-1]) or bool(between) and between[-1].low in _TO
        )

    def _may_have_object(self, verb):
        """« a interpellé X », not « lui avait dit X »."""
        before = [token.low for token in self.tokens[max(0, verb - 3) : verb]]
        return not any(low in ("lui", "que", "qu’", "leur", "l’", "what", "nous", "me", "m’") for low in before)

    def _speaks_beside(self, mention, verb):
        """« a dit, après X : »: who comes after somebody speaks, unless it is « l’a dit après X »."""
        before = self.tokens[mention.first - 1].low
        is_beside = before in _BESIDE or self._is_answered(mention.first, verb)
        is_behind = before in ("de", "d’") and self.tokens[mention.first - 2].low in (
            "suite",
            "côté",
            "présence",
            "amont",
        )
        if verb is None or not (is_beside or is_behind):
            return False
        near = [token.low for token in self.tokens[max(0, verb - 2) : verb]]
        return not any(low in ("l’", "le") for low in near if low not in AUXILIARIES)
