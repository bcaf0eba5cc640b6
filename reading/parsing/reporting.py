"""Who is said to speak before the words: « X explique : », « selon X, », « X : »."""

import re
from dataclasses import replace

from .following import Following
from .lexicon import GERUND, INFINITIVE, roles, verbs
from .names import ONE, PREPOSITIONS
from .speech import (
    ACCORDING,
    ARTISTIC,
    DIRECT,
    IN_VIEW,
    INVERTED,
    LIKELY,
    NEAR,
    POSSESSIVES,
    SPEECH_NOUNS,
    UNSURE,
    Voice,
    groups,
)
from .speech_verbs import AUXILIARIES, BEING, DETERMINERS, THIRD
from .subjects import CLAUSE_LEADING

_SAYINGS = SPEECH_NOUNS | ARTISTIC
_FLOOR = frozenset("mot mots parole conclusion micro word words floor".split())  # not « réponse à X : »
_INDEFINITE = ONE | {"plusieurs", "certains"}
_WRITING = frozenset("on nous je j’ we i".split())  # who tells of the event
_READING_OUT = re.compile(r"(?:re)?(?:lue?s?|lit|lisait|lut|lisant|récit(?:e|ait|a|é|ée)|reads?|reading|recite[sd]?)")
_PASSIVE = re.compile(r"(?:[éis]e?s?|(?:di|écri)te?s?|ed|en)$")
_NEAR_AGENT = 6  # tokens before « par »
_NEAR_NOUN = 8  # tokens before a name
_NEAR_COLON = 14  # tokens
_FAR = 60  # tokens of a sentence before the words
_FAR_VERB = 12  # tokens between a verb without a subject and the words, beyond which no other verb is looked for
_VIEWS = frozenset("aveu mots dires words view croire".split())


class Reporting(Following):
    def before(self, quotation):
        """Who is said to speak before the words, in their sentence."""
        first, last, outside = self._run_up(quotation)
        has_colon = bool(outside) and self.tokens[outside[-1]].text == ":"
        voice = (
            self.by_ellipsis(outside)
            or self.by_relative(outside)
            or (
                (self._by_last_agent(outside) or self._by_noted(outside) if has_colon else None)
                or self._by_own_view(outside, last)
                or self._by_verb(outside, first, last, has_colon)
                or self._by_rest(outside, first, last, has_colon)
            )
        )
        is_read = has_colon and voice and voice.person and voice.rule not in ("cited", "agent")
        return (self._read_out(outside, voice) if is_read else None) or voice

    def _by_rest(self, outside, first, last, has_colon):
        """Who speaks where no verb of speech has a subject."""
        voice = (
            (self._by_agent(outside) if has_colon else None)
            or self._by_according(outside, last)
            or (self._by_colon(outside) if has_colon else None)
            or self._by_noun(outside, first)
            or self._by_subject(outside, first)
            or (self._by_only_name(outside, first) if has_colon else None)
        )
        if voice is None or voice.person is None or voice.rule == "agent":
            return voice
        return self.unless_borrowed(voice, self.behind_subject(outside, voice.person), has_colon=has_colon)

    def _read_out(self, outside, voice):
        """« La secrétaire lit : », « une question, lue par X : », « qu’elle récite : »: words of nobody who is told.

        « X a lu son discours : » is their own, but not of « sa directrice, X ».
        """
        for place in reversed(outside[-_NEAR_COLON:]):
            if self.verb_at(place) and not self._is_reading(place):
                return None
            if self._is_reading(place):
                if self.tokens[place + 1].low in POSSESSIVES:
                    named = {mention.person for mention in self._mentions_in(outside)}
                    is_another = self.tokens[outside[0]].low in POSSESSIVES or len(named) > 1
                    return replace(voice, limit=min(voice.limit, LIKELY)) if is_another else None
                return Voice(None, "", "cited", self.tokens[place].text, NEAR, UNSURE)
        return None

    def _is_reading(self, place):
        low = self.tokens[place].low
        is_given = low == "lecture" and self.tokens[place - 1].low.startswith("donn")
        return is_given or _READING_OUT.fullmatch(low) is not None

    def cited(self, quotation):
        """Whose words they are, where who speaks says before them that they are another's."""
        *_, outside = self._run_up(quotation)
        cited = self.cited_before(outside) if outside else None
        return cited or self.behind_marks(quotation.outer_end) or self.told_later(quotation)

    def _run_up(self, quotation):
        """(first token, place after the last, those that no marks hold) of the sentence before a quotation."""
        sentence = self.article.sentence_of(quotation.outer_start)
        start = self.article.sentences[sentence - self._is_led_in(quotation)][0]
        first, last = self.article.token_at(start), self.article.token_at(quotation.outer_start)
        first = max(first, last - _FAR)
        outside = [
            n for n in range(first, last) if self.article.quotation_at(self.tokens[n].start) in (None, quotation)
        ]
        return first, last, outside

    def of_sentence_before(self, quotation):
        """Whom the sentence before the words is about by a pronoun: « Elle a souri. « … » »; or None."""
        number = self.article.sentence_of(quotation.outer_start)
        start, end = self.article.sentences[max(0, number - 1)]
        is_apart = self.article.sentences[number][0] == quotation.outer_start
        if not (number and is_apart) or start < self.article.begins_near(quotation.outer_start):
            return None
        first, last = self.article.token_at(start), self.article.token_at(end)
        outside = [n for n in range(first, min(last, first + _FAR)) if not self.article.is_inside(self.tokens[n].start)]
        if not outside or any(mention.is_subject for mention in self._mentions_in(outside)):
            return None
        voice = self._by_first_pronoun(outside)
        return voice and replace(voice, rule="in-view", strength=IN_VIEW, limit=UNSURE)

    def _is_led_in(self, quotation):
        """Whether a colon at the end of the paragraph before leads to the words with which this one begins."""
        number = self.article.paragraph_of(quotation.outer_start)
        before, own = self.article.paragraphs[max(0, number - 1)], self.article.paragraphs[number]
        return number > 0 and own.start == quotation.outer_start and self.article.text[before.end - 1] == ":"

    def _by_verb(self, outside, first, last, has_colon):
        """The subject of the verb of speech nearest to the words, or of one further where that has no name."""
        nearest = None
        for number, place in enumerate(reversed(outside)):
            if pronoun := self._pronoun_of_verb(place):
                return self._by_pronoun(pronoun, place, "pronoun-before", self.tokens[place].text, strength=NEAR)
            kind = self.verb_at(place)
            if not kind:
                continue
            if self.last and self._is_second_verb(place, kind):
                return Voice(self.last.person, self.last.attribution, "goes-on", self.tokens[place].text, DIRECT)
            voice = self._by_subject_of(place, kind, first, last, outside, has_colon)
            if voice and voice.person:
                return voice if nearest is None or self._governs(place) else nearest
            nearest = nearest or voice
            if voice is None and not has_colon and number > _FAR_VERB:
                break
        return nearest

    def _pronoun_of_verb(self, place):
        """« il » of « explique-t-il », « a-t-il »; None of what no verb of speech is."""
        inverted = INVERTED.match(self.tokens[place].low)
        is_speech = inverted and (verbs().get(inverted["verb"]) or inverted["verb"] in ("a", "avait"))
        return inverted["pronoun"] if is_speech else None

    def _is_second_verb(self, place, kind):
        """« Et de conclure : »: who spoke before goes on."""
        return kind == INFINITIVE and self.tokens[place - 2].low in ("et", "and", "avant")

    def _by_subject_of(self, verb, kind, first, last, outside, has_colon):
        """The voice of the subject of a verb of speech, as sure as its words stand near; None without a subject."""
        voice = self.subject(verb, kind, first, last, outside)
        if voice is None:
            return None
        between = [n for n in outside if n > verb]
        is_direct = kind != INFINITIVE and (has_colon or len(between) <= 3)
        voice = replace(
            voice,
            cue=voice.cue if voice.rule in ("office", "role-of") else self.tokens[verb].text,
            strength=DIRECT if is_direct else NEAR,
        )
        return self._of_verb(voice, verb, kind, outside, has_colon)

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

    def _by_last_agent(self, outside):
        """« X rapporte une phrase dite par une élève : »: she speaks, for no verb of speech comes behind her."""
        verb = next((n for n in reversed(outside) if self.verb_at(n) not in (None, GERUND, INFINITIVE)), None)
        behind = [n for n in outside if verb is not None and n > verb]
        return self._by_agent(behind) if behind else None

    def _by_agent(self, outside):
        """« X a été interpellé par Y : »: Y speaks."""
        for place in reversed(outside[1:]):
            is_agent = self.tokens[place].low in ("par", "by") and place + 1 <= outside[-1]
            is_active = self.tokens[place - 2].low in AUXILIARIES - BEING  # « a terminé par un appel »
            if is_agent and not is_active and self._is_done(place):
                cue = self._words(place - 1, place + 1)
                mention = self.people.at_token(place + 1)
                if mention:
                    return Voice(mention.person, "", "agent", cue, NEAR, LIKELY)
                if self.tokens[place + 1].low in DETERMINERS:
                    return self.voice_of_phrase(
                        place + 1, self._end_of_phrase(place + 1, outside[-1]), cue, NEAR, "before"
                    )
        return None

    def _is_done(self, by):
        """Whether a participle stands before « par », or a passive a few words further: « est donné d’entrée par »."""
        near = [token.low for token in self.tokens[max(0, by - _NEAR_AGENT) : by]]
        passive = any(one in BEING and _PASSIVE.search(other) for one, other in zip(near, near[1:], strict=False))
        return passive or bool(near) and _PASSIVE.search(near[-1]) is not None

    def _governs(self, verb):
        """Whether « que » follows: what comes behind is in the words of the verb's subject."""
        return any(token.low in ("que", "qu’", "that") for token in self.tokens[verb + 1 : verb + 5])

    def _by_according(self, outside, last):
        for number, place in enumerate(outside):
            low = self.tokens[place].low
            starts = number == 0 or self.tokens[outside[number - 1]].text in ",;:"
            if starts and self.is_according(place, last) or low in ACCORDING:
                voice = self.according(place, last)
                is_other = number and low in ("pour", "for")  # « X, pour Y, absent : »
                return replace(voice, limit=min(voice.limit, LIKELY)) if voice and is_other else voice
            if low == "yeux" and self.tokens[place - 1].low in POSSESSIVES:
                return self.in_view(
                    self.tokens[place].start, cue=self._words(place - 1, place + 1), rule="possessive", strength=NEAR
                )
            if named := self._named_in_view(place, last):
                cue = self._words(max(outside[0], place - 1), place + 1)
                return Voice(named.person, "", "according", cue, NEAR)
        return None

    def _named_in_view(self, place, last):
        """« aux yeux de X », « de l’aveu de X »; not « les yeux de X disaient »."""
        low = self.tokens[place].low
        is_view = low in _VIEWS or low == "yeux" and self.tokens[place - 1].low == "aux"
        return self._named_near(place + 1, last) if is_view and place + 2 < last else None

    def _by_colon(self, outside):
        """« X : », « X, maire de Y : », « X (Y) : »."""
        named = self.people.between(self.tokens[outside[0]].start, self.tokens[outside[-1]].start)
        if not named or any(self.verb_at(n) for n in outside):
            return None
        gap = outside[-1] - named[-1].last
        if gap == 0 and (together := self._together(named[-1], named)):
            return Voice(None, together, "group-before", together, DIRECT)
        one = self._led_to_colon(named, gap, outside)
        if one is None or not (one.is_subject or one is named[-1]):
            return None
        is_met = one is not named[0] and one.person is not named[0].person  # « X a fait applaudir Y : »
        limit = UNSURE if is_met or self._is_led_to(one, outside[0]) else 1.0
        return Voice(one.person, "", "name-colon", self.article.text[one.start : one.end] + " :", DIRECT, limit)

    def _is_led_to(self, one, first):
        """Whether a name only stands behind a preposition: « Sur le sac de X : », « Réponse à X : »."""
        near = [token.low for token in self.tokens[max(first, one.first - _NEAR_NOUN) : one.first]]
        leading = _FLOOR if near[-1:] in (["à"], ["au"], ["to"]) else _SAYINGS
        return not one.is_subject and leading.isdisjoint(near)

    def _led_to_colon(self, named, gap, outside):
        """The mention right before the colon, or else that with which the sentence begins; or None."""
        if gap == 0:
            return named[-1] if named[-1].is_subject else named[0]
        if any(self.tokens[n].low in AUXILIARIES for n in outside):
            return None  # « X, préfet, n’est pas venu : »
        begins = named[0].first - outside[0] <= 2 and self.tokens[named[0].last].text in ",("
        return named[0] if begins else None

    def _by_noun(self, outside, first):
        """« le message de X : », « son constat », « sa présentation … d’une conviction : »."""
        for place in reversed(outside[-9:]):
            if self.tokens[place].low in _SAYINGS and (voice := self._behind_noun(place, outside[-1])):
                return voice
        return self._by_possessive(outside, first)

    def _behind_noun(self, noun, last):
        """« le message de X », « le message de la maire », « le message du maire »."""
        cue = self.tokens[noun].text
        of = self._named_near(noun + 1, last + 1)
        if of:
            return Voice(of.person, "", "noun-of", cue, DIRECT)
        noun += noun + 2 < last and self.tokens[noun + 2].low == "du"  # « la réponse immédiate du maire »
        start = noun + 1 + (self.tokens[noun + 1].low in ("de", "d’"))
        is_led = start > noun + 1 and self.tokens[start].low in ("la", "l’")
        if not is_led and self.tokens[start].low != "du":
            return None
        voice = self.voice_of_phrase(start, last, cue, DIRECT, "before")
        return voice if voice and not voice.rule.startswith("thing") else None

    def _named_near(self, place, last):
        """The mention that begins at `place` or at one of the two tokens behind it; or None."""
        return next((m for n in range(place, min(place + 3, last)) if (m := self.people.at_token(n))), None)

    def _by_noted(self, outside):
        """« On note aussi sa définition : »: not who writes speaks, but whom they write of, to be checked."""
        is_noted = bool(outside) and self.tokens[outside[0]].low in _WRITING
        place = next((n for n in outside if self._is_their_saying(n)), None) if is_noted else None
        if place is None:
            return None
        voice = self.in_view(
            self.tokens[place].start, cue=self._words(place, place + 2), rule="possessive", strength=NEAR
        )
        return voice and replace(voice, limit=UNSURE)

    def _by_own_view(self, outside, last):
        """« Pour lui, un quartier se reconnaît « … » », « Pour X, ce choix relève … : », whoever is the subject."""
        lows = [self.tokens[place].low for place in outside[:3]]
        if lows[1:] in (["lui", ","], ["elle", ","]) and lows[0] in ("pour", "selon", "d’après"):
            return self.according(outside[0], last)
        named = self._mentions_in(outside)
        is_alone = len(named) == 1 and lows[:1] == ["pour"] and named[0].first == outside[1]
        is_parted = is_alone and self.tokens[named[0].last].text in ",("
        return self.according(outside[0], last) if is_parted else None

    def _by_possessive(self, outside, first):
        """« son constat : », with nobody named before it."""
        place = next((n for n in outside if self._is_their_saying(n)), None)
        if place is None or self.people.between(self.tokens[first].start, self.tokens[place].start):
            return None
        cue = self._words(place, place + 2)
        return self.in_view(self.tokens[place].start, cue=cue, rule="possessive", strength=NEAR)

    def _is_their_saying(self, place):
        near = self.tokens[place + 1 : place + 4]
        return self.tokens[place].low in POSSESSIVES and any(token.low in _SAYINGS for token in near)

    def _by_subject(self, outside, first):
        """The person whom the sentence is about, though no verb says that they speak."""
        if not outside:
            return None
        return (
            self._by_named(outside, first)
            or self._by_nobody(outside)
            or self._by_group(outside)
            or self._by_somebody(outside)
            or self._by_first_pronoun(outside)
        )

    def _by_named(self, outside, first):
        named = self.people.between(self.tokens[first].start, self.tokens[outside[-1]].end)
        subjects = [mention for mention in named if mention.is_subject]
        if not subjects:
            return None
        if len(subjects) > 1 and (together := self._together(subjects[-1], subjects)):
            return Voice(None, together, "group-before", together, NEAR)
        one = subjects[0]
        return Voice(one.person, "", "subject", self.article.text[one.start : one.end], NEAR, LIKELY)

    def _by_only_name(self, outside, first):
        """« Parmi les témoignages, celui de X : »: the one person whom the sentence names, to be checked."""
        named = {
            mention.person for mention in self.people.between(self.tokens[first].start, self.tokens[outside[-1]].end)
        }
        person = named.pop() if len(named) == 1 else None
        return person and Voice(person, "", "in-view", person.name, IN_VIEW, UNSURE)

    def _by_nobody(self, outside):
        """« Il a été rappelé : »"""
        is_nobody = self.tokens[outside[0]].low == "il" and self.is_impersonal(outside[0])
        return Voice(None, "", "nobody", "", NEAR) if is_nobody else None

    def _by_group(self, outside):
        """« Les mentors, … : », with which the sentence begins."""
        if len(outside) < 2:
            return None
        article, noun = [self.tokens[place].low for place in outside[:2]]
        is_group = noun in groups() and (article == "les" or noun not in roles())
        if article not in ("les", "le", "la", "the") or not is_group:
            return None
        cue = self._words(outside[0], outside[1] + 1)
        return self.voice_of_phrase(outside[0], outside[1] + 1, cue, NEAR, "before")

    def _by_somebody(self, outside):
        """« Une habitante … : », near the words or near the beginning of the sentence."""
        numbered = [*enumerate(outside)]
        for number, place in numbered[-6:] + numbered[:12]:
            before = self.tokens[outside[number - 1]].low if number else ""
            if self.tokens[place].low not in _INDEFINITE or before in PREPOSITIONS:
                continue
            head = next((n for n in range(place + 1, place + 3) if n in outside and self._is_human(n)), None)
            if head is not None:
                return self.voice_of_phrase(place, head + 1, self._words(place, head + 1), NEAR, "before")
        return None

    def _by_first_pronoun(self, outside):
        """« Elle … : », « …, et il … : »: a pronoun with which the sentence, or a clause of it, begins."""
        for place in outside[:8]:
            token = self.tokens[place]
            if token.low not in THIRD or self.is_impersonal(place):
                continue
            if place == outside[0] or self._begins_clause(place):
                voice = self._by_pronoun(token.low, place, "subject", token.text, strength=NEAR)
                if voice and voice.person:
                    return replace(voice, limit=min(voice.limit, LIKELY))
        return None

    def _begins_clause(self, place):
        before = self.tokens[place - 1]
        return before.text in ",;" or before.low in CLAUSE_LEADING
