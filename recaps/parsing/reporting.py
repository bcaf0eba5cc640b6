"""Who is reported to speak around a place: verbs of speech with their subjects, « selon X », « X : », and who is in view."""

import re
from dataclasses import dataclass

from .lexicon import FINITE, GERUND, INFINITIVE, PARTICIPLE, roles, sections, verbs, words
from .people import ARTICLES, PREPOSITIONS, Person

DIRECT, NEAR, IN_VIEW, NOBODY = 3, 2, 1, 0  # how closely words are tied to who says them

INVERTED = re.compile(r"^(?P<verb>.+?)-(?:t-)?(?P<pronoun>il|elle|ils|elles|on|je|nous)$")
_GENDERS = {"il": "m", "elle": "f", "he": "m", "she": "f", "lui": "m", "il/elle": "x"}
_PLURAL = {"ils", "elles", "on", "they", "we", "nous"}
_SELF = {"je", "j’", "i"}
_PRONOUNS = _GENDERS.keys() | _PLURAL | _SELF
_SKIPPED = frozenset(
    "ne n’ se s’ me m’ nous vous lui leur y en l’ le la les a ont avait avaient est sont était étaient aura ait eu été pas plus"
    " déjà aussi également encore alors ensuite ainsi donc toutefois cependant même enfin bien d’abord surtout souvent toujours"
    " has have had also then later once even just quickly further has been was is tient tenu à n’hésite hésite to".split()
)
_AUXILIARIES = frozenset(
    "a ont avait avaient aura auront aurait auraient ait eut est sont était étaient fut as ai has have had ayant having avoir".split()
)
_DETERMINERS = ARTICLES | frozenset("son sa ses leur leurs notre nos votre vos mon ma mes quel quelle aucun aucune chaque his her its their our".split())
_POSSESSIVES = frozenset("son sa ses his her".split())
_WITH = {  # verbs that report only with one of these words after them
    "fait": "valoir observer remarquer savoir part état écho noter comprendre", "faisait": "valoir observer remarquer part état",
    "font": "valoir observer remarquer savoir part état", "met": "garde", "mettait": "garde", "mis": "garde", "mettent": "garde",
    "mit": "garde", "mettant": "garde", "faisant": "valoir observer remarquer part état", "fera": "valoir observer", "faire": "valoir observer part",
}  # fmt: skip
_ACCORDING = ("selon", "d’après", "suivant", "dixit", "according")
_SPEECH_NOUNS = sections("nouns_fr")["speech"] | sections("nouns_en")["speech"]
_ARTISTIC = frozenset("présentation intervention exposé discours conférence propos plaidoyer talk speech keynote presentation".split())
_FAR = 60  # tokens


@dataclass(frozen=True)
class Voice:
    """Who speaks: a person, or only the words by which the article says who; `cue` is what told it."""

    person: Person | None
    attribution: str
    rule: str
    cue: str
    strength: int


class Reporting:
    def __init__(self, article):
        self.article, self.tokens, self.people = article, article.tokens, article.people
        self.heard = []  # [(place, person)] of what was attributed so far, in order

    # Verbs of speech

    def verb_at(self, place):
        """The kind of the verb of speech at the token `place`, or None."""
        token = self.tokens[place]
        kinds = verbs().get(token.low)
        if not kinds or (token.is_capital and not self._begins(place)):
            return None
        before = self.tokens[place - 1].low if place else ""
        if token.low in _WITH and not any(t.low in _WITH[token.low].split() for t in self.tokens[place + 1 : place + 4]):
            return None
        if PARTICIPLE in kinds and self._has_auxiliary(place):
            return PARTICIPLE
        if FINITE in kinds and before not in _DETERMINERS - {"le", "la", "les", "l’"} and before not in PREPOSITIONS:
            if before in ("le", "la", "les", "l’") and not self._is_clitic(place - 1):
                return None
            return FINITE
        if GERUND in kinds:
            return GERUND
        if INFINITIVE in kinds and before in ("à", "de", "d’", "pour", "to"):
            return INFINITIVE
        return None

    def _begins(self, place):
        return self.tokens[place].start == self.article.sentences[self.article.sentence_of(self.tokens[place].start)][0]

    def _has_auxiliary(self, place):
        return any(token.low in _AUXILIARIES or token.low.startswith(("a-t-", "avait-", "ont-", "aurait-")) for token in self.tokens[max(0, place - 4) : place])

    def _is_clitic(self, place):
        """Whether « le », « la », « les », « l’ » before a verb stands for an object: « comme le rappelle »."""
        before = self.tokens[place - 1].low if place else ""
        return before in _PRONOUNS or before in ("comme", "ne", "nous", "qui", "me") or self.people_ends_at(place)

    def people_ends_at(self, place):
        return any(m.last == place for m in self.people.between(self.tokens[place].start - 60, self.tokens[place].start))

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
        inverted = INVERTED.match(self.tokens[place].low)
        if inverted:
            return self._by_pronoun(inverted["pronoun"], place, "pronoun-after", self._phrase(place, end))
        bracketed = self.tokens[place - 1].text == "(" if place else False
        if self.tokens[place].text == "(":
            bracketed, place = True, place + 1
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
        return bool(re.search("[—–-]", between)) and not re.search(r"[.!?]\s", self.article.text[mention.end : paragraph.end])

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
            if token.text in ".;:!?«“\"":
                break
            mention = self.people.at_token(near)
            if mention and (mention.is_subject or near == verb + 1):
                rule = "name-after" if mention.is_full else "surname-after"
                return Voice(mention.person, "", rule, cue, DIRECT)
            if near <= verb + 3 and token.low in _GENDERS and near == verb + 1:
                return self._by_pronoun(token.low, near, "pronoun-after", cue)
        return self._noun_phrase(verb + 1, min(verb + 8, end), cue, DIRECT, "role-after") or self._subject_then_verb(place, end)

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
            if token.low not in _SKIPPED and not token.low.endswith(("ment", "ly")) and token.low not in ("et", "and", "comme", "as", "pour", "sa", "part"):
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
        looks = re.search(r"(?:[^aeiouy]e|it|[éaiu]|ent|ed|s)$", verb.low) and verb.low not in PREPOSITIONS and verb.low not in _SMALL
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
            verb = next((n for n in range(mention.last, min(mention.last + 12, end)) if self.verb_at(n) in (FINITE, PARTICIPLE)), None)
            near = verb is not None and (verb - mention.last < 4 or self.tokens[mention.last].text in ",(")
            if near:
                rule = "name-after" if mention.is_full else "surname-after"
                return Voice(mention.person, "", rule, self.tokens[verb].text, DIRECT)
        if token.low in _GENDERS or token.low in _PLURAL:
            verb = next((n for n in range(place + 1, min(place + 5, end)) if self.verb_at(n)), None)
            if verb is not None:
                return self._by_pronoun(token.low, place, "pronoun-after", self._cue(place, verb))
        if token.low in _DETERMINERS:
            verb = next((n for n in range(place + 1, min(place + 10, end)) if self.verb_at(n) in (FINITE, PARTICIPLE)), None)
            if verb is not None:
                named = next((m for n in range(place + 1, verb) if (m := self.people.at_token(n))), None)
                if named:
                    return Voice(named.person, "", "name-after", self.tokens[verb].text, DIRECT)
                return self._noun_phrase(place, verb, self.tokens[verb].text, DIRECT, "role-after")
        return None

    def inside(self, quotation):
        """Who speaks by an incise between the marks: « …, a-t-il dit, … »."""
        first, last = self.article.token_at(quotation.start), self.article.token_at(quotation.end)
        for place in range(first + 1, last):
            if self.tokens[place - 1].text not in ",–—-?!…":
                continue
            inverted = INVERTED.match(self.tokens[place].low)
            if inverted and inverted["pronoun"] in _GENDERS and (place + 1 >= last or self.tokens[place + 1].text != "?"):
                following = self.tokens[place + 1].text if place + 1 < last else ","
                spoken = verbs().get(inverted["verb"], ()) or following in ",–—." or inverted["verb"] in ("a", "avait", "aurait")
                if spoken:
                    return self._by_pronoun(inverted["pronoun"], place, "incise", self._phrase(place, last), skip=quotation)
            verb = place
            while verb < last and self.tokens[verb].low in ("s’", "se", "a", "avait", "nous", "l’"):
                verb += 1
            if verb < last and self.verb_at(verb) in (FINITE, PARTICIPLE):
                mention = next((m for n in range(verb + 1, min(verb + 8, last)) if (m := self.people.at_token(n))), None)
                closes = mention and mention.last < last and any(t.text in ",–—" for t in self.tokens[mention.last : mention.last + 14])
                if closes and "," not in [t.text for t in self.tokens[verb + 1 : mention.first]][:0]:
                    rule = "incise"
                    return Voice(mention.person, "", rule, self._cue(verb, verb), DIRECT)
        return None

    def before(self, quotation):
        """Who is said to speak before the words, in their sentence."""
        sentence = self.article.sentence_of(quotation.outer_start)
        start = self.article.sentences[sentence][0]
        first, last = self.article.token_at(start), self.article.token_at(quotation.outer_start)
        first = max(first, last - _FAR)
        outside = [n for n in range(first, last) if self.article.quotation_at(self.tokens[n].start) in (None, quotation)]
        has_colon = bool(outside) and self.tokens[outside[-1]].text == ":"
        return (
            self._by_verb(outside, first, last, has_colon)
            or self._by_according(outside, last)
            or (self._by_colon(outside, first) if has_colon else None)
            or self._by_noun(outside, first)
            or self._by_subject(outside, first, last)
        )

    def _by_verb(self, outside, first, last, has_colon):
        for place in reversed(outside):
            token = self.tokens[place]
            inverted = INVERTED.match(token.low)
            if inverted and (verbs().get(inverted["verb"]) or inverted["verb"] in ("a", "avait")):
                return self._by_pronoun(inverted["pronoun"], place, "pronoun-before", token.text, strength=NEAR)
            kind = self.verb_at(place)
            if not kind:
                continue
            between = [n for n in outside if n > place]
            is_direct = kind != INFINITIVE and (has_colon or len(between) <= 3)
            voice = self.subject(place, kind, first, last, outside)
            if voice:
                strength = DIRECT if is_direct else NEAR
                return Voice(voice.person, voice.attribution, voice.rule, token.text, strength)
            if not has_colon and len(between) > 12:
                break
        return None

    def subject(self, verb, kind, first, last, outside):
        """The subject of the verb at `verb`, whose sentence begins at token `first`."""
        cue, near = self.tokens[verb].text, verb - 1
        while near >= first and (self.tokens[near].low in _SKIPPED or self.tokens[near].low.endswith(("ment", "ly"))) and not self._ends_name(near):
            near -= 1
        low = self.tokens[near].low if near >= first else ""
        if low in _SELF:
            return None
        if low in _PRONOUNS and kind not in (GERUND, INFINITIVE):
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
            pronoun = next((n for n in reversed([n for n in outside if n < verb]) if self.tokens[n].low in _GENDERS), None)
            if pronoun is not None:
                return self._by_pronoun(self.tokens[pronoun].low, pronoun, "pronoun-before", cue)
        follows = next((m for n in range(verb + 1, min(verb + 6, last)) if (m := self.people.at_token(n)) and m.is_subject), None)
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
            determiner = next((n for n in (place - 1, place - 2) if n >= first and self.tokens[n].low in _DETERMINERS | {"plusieurs", "certains", "tous", "toutes", "quelques", "some", "many", "several"}), None)
            is_indefinite = token.low in ("tous", "toutes", "certains", "certaines", "plusieurs", "beaucoup", "quelqu’un", "someone", "everyone", "many", "d’autres")
            if is_indefinite or determiner is not None and (token.low in _groups() or token.low in roles()):
                before = self.tokens[determiner - 1].low if determiner and determiner > first else ""
                if determiner is not None and before in PREPOSITIONS - {"pour"} and not is_indefinite:
                    continue
                start = place if determiner is None else determiner
                return self._as_voice(start, place, near + 1, cue, NEAR, "role-before")
        head = self.tokens[near]
        if head.is_word and not self._ends_name(near) and (nearest is None or near - nearest.last > 1) and head.low not in _SMALL:
            start = next((n for n in range(near, lowest - 1, -1) if self.tokens[n].low in _DETERMINERS), None)
            if start is not None and (nearest is None or nearest.last <= start):
                low = self.tokens[start].low
                if low in _POSSESSIVES:
                    return self.in_view(self.tokens[start].start, cue=cue, rule="possessive")
                if nearest is None and low not in ("du", "des", "au", "aux"):
                    while start - 2 >= first and self.tokens[start - 1].low in PREPOSITIONS:
                        further = next((n for n in range(start - 2, max(first, start - 6) - 1, -1) if self.tokens[n].low in _DETERMINERS), None)
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
            if token.low in _DETERMINERS or token.low in ("plusieurs", "certains", "quelqu’un", "some", "several"):
                head = next((n for n in range(near, min(near + 5, end)) if self.tokens[n].low in roles() or self.tokens[n].low in _groups()), None)
                stop = next((n for n in range(near + 1, min(near + 14, len(self.tokens))) if self.tokens[n].text in ",.;:!?«“»”()" or self.tokens[n].low in ("qui", "avant", "en", "who", "dont", "lors", "pour")), near + 5)
                if head is not None and head < stop:
                    return self._as_voice(near, head, stop, cue, strength, rule)
                proper = next((n for n in range(near, min(near + 4, end)) if self.tokens[n].is_capital), None)
                if proper is not None:
                    return Voice(None, self._words(near, stop), "group-after", cue, strength)
                return None
        return None

    # « selon X », « X : », « son message »

    def is_according(self, place, end):
        """Whether « selon », or « pour » before a name, stands at the token `place`."""
        low = self.tokens[place].low
        named = place + 1 < end and self.people.at_token(place + 1) is not None
        return low in _ACCORDING or low in ("pour", "for") and named

    def _by_according(self, outside, last):
        for number, place in enumerate(outside):
            low = self.tokens[place].low
            starts = number == 0 or self.tokens[outside[number - 1]].text in ",;:"
            if starts and self.is_according(place, last) or low in _ACCORDING:
                return self.according(place, last)
            if low in ("yeux", "aveu", "mots", "dires", "words", "view", "croire") and place + 2 < last:
                mention = next((m for n in range(place + 1, min(place + 4, last)) if (m := self.people.at_token(n))), None)
                if mention:
                    return Voice(mention.person, "", "according", self._words(max(outside[0], place - 1), place + 1), NEAR)
        return None

    def according(self, place, end):
        start = place + 1 + (self.tokens[place].low == "according")
        cue = self._words(place, start)
        for near in range(start, min(start + 7, end)):
            mention = self.people.at_token(near)
            if mention:
                return Voice(mention.person, "", "according", cue, NEAR)
            if self.tokens[near].text in ",.;:":
                break
            if self.tokens[near].low in _GENDERS or self.tokens[near].low in ("lui", "elle", "him", "her"):
                return self._by_pronoun("elle" if self.tokens[near].low in ("elle", "her") else "il", near, "according", cue, strength=NEAR)
        stop = next((n for n in range(start, min(start + 10, end)) if self.tokens[n].text in ",.;:«“"), min(start + 6, end))
        head = next((n for n in range(start, stop) if self.tokens[n].low in roles()), None)
        if head is not None and head - start <= 2:
            return self._as_voice(start, head, stop, cue, NEAR, "role-before")
        return Voice(None, self._words(start, stop), "according", cue, NEAR) if start < stop else None

    def _by_colon(self, outside, first):
        """« X : », « X, maire de Y : », « X (Y) : »."""
        spans = self.people.between(self.tokens[outside[0]].start, self.tokens[outside[-1]].start)
        has_verb = any(self.verb_at(n) for n in outside)
        if spans and not has_verb:
            closest = spans[-1]
            gap = outside[-1] - closest.last
            if gap == 0 or (spans[0].first - outside[0] <= 2 and self.tokens[spans[0].last].text in ",("):
                one = closest if gap == 0 and closest.is_subject else spans[0]
                if one.is_subject or one is closest:
                    return Voice(one.person, "", "name-colon", self.article.text[one.start : one.end] + " :", DIRECT)
        return None

    def _by_noun(self, outside, first):
        """« le message de X : », « son constat », « sa présentation … d’une conviction : »."""
        for place in reversed(outside[-9:]):
            low = self.tokens[place].low
            if low in _SPEECH_NOUNS or low in _ARTISTIC:
                of = next((m for n in range(place + 1, min(place + 4, outside[-1] + 1)) if (m := self.people.at_token(n))), None)
                if of:
                    return Voice(of.person, "", "noun-of", self.tokens[place].text, DIRECT)
        possessive = next((n for n in outside if self.tokens[n].low in _POSSESSIVES and any(t.low in _SPEECH_NOUNS | _ARTISTIC for t in self.tokens[n + 1 : n + 4])), None)
        if possessive is not None and not self.people.between(self.tokens[first].start, self.tokens[possessive].start):
            return self.in_view(self.tokens[possessive].start, cue=self._words(possessive, possessive + 2), rule="possessive", strength=NEAR)
        return None

    def _by_subject(self, outside, first, last):
        """The person whom the sentence is about, though no verb says that they speak."""
        if not outside:
            return None
        spans = [m for m in self.people.between(self.tokens[first].start, self.tokens[outside[-1]].end) if m.is_subject]
        if spans:
            together = self._together(spans[-1], spans) if len(spans) > 1 else ""
            return Voice(None, together, "group-before", together, NEAR) if together else Voice(spans[0].person, "", "subject", self.article.text[spans[0].start : spans[0].end], NEAR)
        for place in outside[:8]:
            low = self.tokens[place].low
            if low in _GENDERS and (place == outside[0] or self.tokens[place - 1].text in ",;" or self.tokens[place - 1].low in ("et", "and", "mais", "but", "ainsi", "que", "qu’", "puis")):
                voice = self._by_pronoun(low, place, "subject", self.tokens[place].text, strength=NEAR)
                if voice and voice.person:
                    return voice
        return None

    # Who is in view

    def _by_pronoun(self, pronoun, place, rule, cue, *, strength=DIRECT, skip=None):
        if pronoun in _PLURAL:
            return Voice(None, self._antecedent(place) or pronoun, "group-after", cue, strength)
        if pronoun in _SELF:
            return None
        person = self.focus(self.tokens[place].start if skip is None else skip.outer_start, _GENDERS[pronoun])
        return Voice(person, "" if person else pronoun, rule, cue, strength)

    def _antecedent(self, place):
        """The last group named before: « les mentors », for « ils »."""
        for near in range(place - 1, max(-1, place - 80), -1):
            if self.tokens[near].low in _groups() and near and self.tokens[near - 1].low in _DETERMINERS and not self.article.is_inside(self.tokens[near].start):
                return self._words(near - 1, near + 1)
        return ""

    def focus(self, before, gender="x", *, sentences=14):
        """The person of that gender whom the text was last about before the place `before`, or None."""
        sentence = self.article.sentence_of(max(0, before - 1))
        for number in range(sentence, max(-1, sentence - sentences), -1):
            start, end = self.article.sentences[number]
            spans = [m for m in self.people.between(start, min(end, before)) if gender == "x" or m.person.gender in (gender, "x")]
            subjects = [m for m in spans if m.is_subject]
            heard = [p for place, p in self.heard[-8:] if start <= place < min(end, before) and (gender == "x" or p.gender in (gender, "x"))]
            if subjects and not heard:
                return subjects[0].person
            if heard:
                return heard[-1]
            if spans and self._introduces(start, spans[0]):
                return spans[0].person
            if number < sentence and self._is_heading_of(start) and spans:
                return spans[0].person
        return None

    def _is_heading_of(self, offset):
        return self.article.paragraphs[self.article.paragraph_of(offset)].is_heading

    def _introduces(self, start, mention):
        low = [t.low for t in self.tokens[max(0, mention.first - 4) : mention.first]]
        intro = ("tour", "parole", "intervention", "exposé", "conférence", "présentation", "témoignage", "mots", "propos", "place", "intervenante", "intervenant", "discours", "revenu", "avec", "suite", "talk", "keynote")
        return any(word in intro for word in low)

    def in_view(self, before, *, cue="", rule="in-view", strength=IN_VIEW):
        person = self.focus(before)
        return Voice(person, "", rule, cue, strength) if person else None

    # Words of the article

    def _words(self, first, last):
        last = min(last, len(self.tokens))
        return self.article.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def _cue(self, place, verb):
        return self._words(min(place, verb), verb + 1)

    def _phrase(self, place, end):
        """The inverted verb, with its participle: « a-t-il déclaré »."""
        following = self.tokens[place + 1] if place + 1 < end else None
        return self._words(place, place + 1 + bool(following and PARTICIPLE in verbs().get(following.low, ())))


def _groups():
    return words("groups")


_SMALL = frozenset("que qu’ qui dont où et ou ni mais or car si comme là ici y en ne pas plus".split())
