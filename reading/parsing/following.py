"""Who is said to speak after the words, or inside them: « …, explique X », « …, a-t-il dit, … », « selon X »."""

import re
from dataclasses import replace
from itertools import takewhile

from .borrowing import Borrowing
from .incises import cut_at
from .lexicon import FINITE, INFINITIVE, PARTICIPLE, nouns, roles, verbs
from .names import DEFINITE, GENDERS, PREPOSITIONS, SMALL, TITLES
from .offices import head_of
from .speech import ACCORDING, DIRECT, INVERTED, JOINING, LIKELY, NEAR, POSSESSIVES, SKIPPED, SOME, UNSURE, Voice
from .speech_verbs import AUXILIARIES, DETERMINERS, PLURAL, RELATIVES

_PAST = re.compile(r"(?:[éiu]|is|it|ert|aint|eint|oint)e?s?$")  # how a participle ends
# Of somebody, they speak for themselves: « selon un proche de X ».
_AROUND = frozenset("proche proches entourage équipe équipes famille camp parti partisans adversaires soutiens".split())
_WHILE = frozenset("tandis pendant lorsque quand while when".split())
_LEADING = frozenset("à de d’ par jusqu’à".split())  # before an infinitive
_BARE = 5  # tokens of “retired nurse Joan Roe”
_NAMELESS = frozenset("nobody personne quelqu’un someone somebody".split())
_THINGS = nouns("title", "text", "surface")


class Following(Borrowing):
    def after(self, start, limit):
        """Who is said to speak right after `start`: « …, explique X », “…,” X said; nothing beyond `limit` is read."""
        end = self.article.token_at(limit)
        place = self._first_behind(start, end)
        if place is None:
            return None
        cited = self.cited_after(place, end) if self.tokens[end - 1].text != ":" else None
        if cited:
            return replace(cited, strength=DIRECT)
        inverted = INVERTED.match(self.tokens[place].low)
        if inverted and self._asks(place, end):
            return None
        if inverted:
            return self._by_pronoun(inverted["pronoun"], place, "pronoun-after", self._phrase(place, end))
        bracketed = place > 0 and self.tokens[place - 1].text == "("
        if self.tokens[place].text == "(":
            bracketed, place = True, place + 1
        if place >= end:
            return None
        mention = self.people.at_token(place)
        if mention and (bracketed or self._signs(mention, start)):
            return Voice(mention.person, "", "signature", self.article.text[mention.start : mention.end], DIRECT)
        if self.is_according(place, end):
            return self.according(place, end)
        return self._verb_then_subject(place, end) or self._subject_then_verb(place, end)

    def _asks(self, place, end):
        """Whether an inverted auxiliary asks and no participle follows: « la « semaine » a-t-elle du goût ? »."""
        behind = self.tokens[place + 1 : min(place + 4, end)]
        is_auxiliary = self.tokens[place].low.partition("-")[0] in AUXILIARIES
        return is_auxiliary and not any(_PAST.search(token.low) for token in behind if token.low not in DETERMINERS)

    def _first_behind(self, start, end):
        """The first token behind the marks at `start`; None where a sentence ends with them."""
        place = self.article.token_at(start)
        while place < end and self.tokens[place].text in ",–—-!?…)." and self.tokens[place].start - start < 4:
            if self.tokens[place].text == "." and place + 1 < end and not self.tokens[place + 1].text[0].islower():
                return None
            place += 1
        return place if place < end else None

    def _signs(self, mention, start):
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
        return (
            self._subject_behind(verb, end, cue)
            or self.phrase_after(verb + 1, min(verb + 8, end), cue, DIRECT)
            or self._subject_then_verb(place, end)
        )

    def _subject_behind(self, verb, end, cue):
        """The voice of the first name, pronoun or office that the clause has behind its verb; or None."""
        for near in range(verb + 1, min(verb + 16, end)):
            token = self.tokens[near]
            if token.text == "." and self.tokens[near - 1].low in TITLES:
                continue  # « a dit M. le maire »
            if token.text in '.;:!?«“"' or token.low in _WHILE and near > verb + 1 or self._parts(near, verb):
                return None
            mention = self.people.at_token(near)
            if mention and (mention.is_subject or near == verb + 1):
                return self._named_after(mention, verb, end, cue)
            if near == verb + 1 and token.low in GENDERS:
                return self._by_pronoun(token.low, near, "pronoun-after", cue)
            if near <= verb + 5 and (voice := self._somebody_after(near, end, cue)):
                return voice
        return None

    def _parts(self, place, verb):
        """Whether the subject stands before the token `place`: « dit la chanson qu’a choisie X », “said the song”."""
        low, before = self.tokens[place].low, self.tokens[place - 1].low
        is_thing = place == verb + 2 and low in _THINGS and low not in roles() and before in DETERMINERS
        is_other = low in RELATIVES or place == verb + 1 and low in _NAMELESS
        return is_other or is_thing and not self._is_of_work(place + 1)

    def _is_of_work(self, place):
        """Whether the noun before the token `place` only tells what somebody works at: “said the film critic X”."""
        if place + 1 >= len(self.tokens) or self.article.language != "en":
            return False
        low, named = self.tokens[place].low, self.people.at_token(place + 1)
        return low == "’s" or low in roles() or named is not None and named.is_subject

    def _named_after(self, mention, verb, end, cue):
        """The voice of a name behind its verb, or of two that « et » joins: « expliquent X et Y »."""
        if mention.last < end and self.tokens[mention.last].low == "’s":  # « said X’s lawyer »
            return Voice(
                None, self._words(mention.first, self._end_of_phrase(mention.last, end)), "group-after", cue, DIRECT
            )
        joins = mention.last < end and self.tokens[mention.last].low in ("et", "and", "&", "ou", "or")
        other = self.people.at_token(mention.last + 1) if joins else None
        if other and (self.tokens[verb].low.endswith(("ent", "ont")) or self._ends_clause(other.last, end)):
            return Voice(None, self.article.text[mention.start : other.end], "group-after", cue, DIRECT)
        rule = "name-after" if mention.is_full else "surname-after"
        return Voice(mention.person, "", rule, cue, DIRECT)

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
            if (infinitive := self._led_infinitive(near, end)) is not None:
                return infinitive
            if (
                token.low not in SKIPPED
                and not token.low.endswith(("ment", "ly"))
                and token.low not in ("et", "and", "comme", "as", "pour", "sa", "part")
            ):
                return None
        return None

    def _led_infinitive(self, place, end):
        """« tient à rappeler », « a fini par lâcher », « a pris soin de préciser », « va jusqu’à dire »; or None."""
        near = range(place + 1, min(place + 4, end))
        return next((n for n in near if self.tokens[n - 1].low in _LEADING and self.verb_at(n) == INFINITIVE), None)

    def _unknown_verb(self, place, end):
        """« …», philosophe Jean Martin »: a small word that may be a verb, right before a name."""
        token = self.tokens[place]
        second = place + 1 + (self.tokens[place].low in ("se", "s’", "a", "nous"))
        if second >= end or not token.is_word or token.is_capital:
            return None
        verb = self.tokens[second - 1]
        looks = (
            re.search(r"(?:[^aeiouy]e|it|[éaiu]|ent|ed|s)$", verb.low)
            and verb.low not in PREPOSITIONS
            and verb.low not in JOINING
        )
        if not looks or verb.low in roles():
            return None
        if mention := self.people.at_token(second):
            is_known = f"{verb.low.partition('’')[0]}e" in verbs()  # « expliqu’Anne »
            return Voice(mention.person, "", "name-after", verb.text, DIRECT, 1.0 if is_known else LIKELY)
        return self._somebody_behind(second, end, verb.text) if self.tokens[place - 1].text == "," else None

    def _somebody_behind(self, place, end, cue):
        """« …», rectifie la vieille dame. »: somebody without a name right behind what may be a verb; or None."""
        is_led = self.tokens[place].low in DEFINITE.keys() | POSSESSIVES
        head = next((n for n in range(place + 1, min(place + 4, end)) if self._is_human(n)), None) if is_led else None
        if head is None:
            return None
        voice = self.voice_of_phrase(place, self._end_of_phrase(place, end), cue, DIRECT, "after")
        return replace(voice, limit=min(voice.limit, UNSURE)) if voice and voice.person else None

    def _subject_then_verb(self, place, end):
        """“…,” Obama said; “…,” she adds; « …», la maire a-t-elle dit."""
        if self.article.language != "en":
            return self._pronoun_then_said(place, end)
        return (
            self._name_then_verb(place, end)
            or self._pronoun_then_verb(place, end)
            or self._phrase_then_verb(place, end)
        )

    def _pronoun_then_said(self, place, end):
        """« « C’est noté », il a dit », as people write who speak."""
        near = [token.low for token in self.tokens[place : min(place + 3, end)]]
        is_said = near[:1] in (["il"], ["elle"]) and near[1:] in (["a", "dit"], ["a", "répondu"], ["a", "fait"])
        return self._by_pronoun(near[0], place, "pronoun-after", self._words(place, place + 3)) if is_said else None

    def _verb_in(self, first, last):
        """The first verb of speech, finite, with its auxiliary or “to”, from `first` until before `last`; or None."""
        return next(
            (n for n in range(first, last) if self.verb_at(n) in (FINITE, PARTICIPLE) or self._is_led_by_to(n)), None
        )

    def _is_led_by_to(self, place):
        """“was quick to add”"""
        return self.tokens[place - 1].low == "to" and FINITE in verbs().get(self.tokens[place].low, ())

    def _name_then_verb(self, place, end):
        """“…,” Obama said; “…,” Obama, the president, said."""
        name = self._behind_bare_noun(place, end)
        mention = self.people.at_token(name)
        verb = self._verb_in(mention.last, min(mention.last + 12, end)) if mention else None
        if verb is None or self.tokens[mention.last].text not in ",(" and self._is_far(mention.last, verb):
            return None
        rule = "name-after" if mention.is_full else "surname-after"
        limit = 1.0 if name == place else LIKELY  # “late chair Joan Roe”
        return Voice(mention.person, "", rule, self.tokens[verb].text, DIRECT, limit)

    def _behind_bare_noun(self, place, end):
        """The place of the name behind what somebody is, told without an article: “…,” retired nurse Joan Roe said."""
        near = range(place, min(place + _BARE, end))
        words = takewhile(lambda n: self.tokens[n].is_word and self.tokens[n].low not in SMALL, near)
        named = (m for n in words if (m := self.people.at_token(n)))
        return next((m.first for m in named if m.is_full and m.is_subject), place)

    def _is_far(self, place, verb):
        """Whether a verb is not that of the name before the token `place`: “…,” X heard Y say."""
        return verb - place >= 4 or any(self.people.at_token(near) for near in range(place, verb))

    def _pronoun_then_verb(self, place, end):
        pronoun = self.tokens[place].low
        if pronoun not in GENDERS and pronoun not in PLURAL:
            return None
        verb = next((n for n in range(place + 1, min(place + 5, end)) if self.verb_at(n)), None)
        return None if verb is None else self._by_pronoun(pronoun, place, "pronoun-after", self._cue(place, verb))

    def _phrase_then_verb(self, place, end):
        """“…,” the mayor said; “…,” the mayor, Ann Roe, said."""
        if self.tokens[place].low not in DETERMINERS:
            return None
        verb = self._verb_in(place + 1, min(place + 10, end))
        if verb is None:
            return None
        office = self.tokens[verb - 1].text == "," and self._beyond_aside(verb - 1, place, "")
        if office:
            return replace(office, strength=DIRECT)
        named = (m for n in range(place + 1, verb) if (m := self.people.at_token(n)))
        if one := next((mention for mention in named if mention.is_subject), None):
            return Voice(one.person, "", "name-after", self.tokens[verb].text, DIRECT)
        return self.phrase_after(place, verb - 1, self.tokens[verb].text, DIRECT)

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
        """Who speaks by the words from `place`, right behind a mark, if they are an incise; or None."""
        following = self.tokens[place + 1].text if place + 1 < last else ","
        inverted = INVERTED.match(self.tokens[place].low)
        if inverted and inverted["pronoun"] in GENDERS and following != "?":
            verb, phrase = inverted["verb"], self._phrase(place, last)
            is_speech = verbs().get(verb) or following in ",–—." or verb in ("a", "avait", "s’est")
            return self._by_pronoun(inverted["pronoun"], place, "incise", phrase, skip=quotation) if is_speech else None
        return self._incise_of_name(place, last)

    def _incise_of_name(self, place, last):
        """« …, explique X, … », « …, dixit la tisseuse, … »"""
        verb = self._verb_of_incise(place, last)
        if verb is None:
            return None
        cue = self._words(place, verb + 1)
        mention = next((m for n in range(verb + 1, min(verb + 8, last)) if (m := self.people.at_token(n))), None)
        if mention:
            return Voice(mention.person, "", "incise", cue, DIRECT) if self._is_closed(mention.last, last) else None
        phrase = self.phrase_after(verb + 1, min(verb + 3, last), cue, DIRECT)
        is_somebody = phrase and not phrase.rule.startswith("thing") and self.tokens[place - 1].text == ","
        return phrase if is_somebody else None

    def _verb_of_incise(self, place, last):
        """« dixit », or the verb of speech with which an incise begins, its pronoun or auxiliary apart; or None."""
        while place < last and self.tokens[place].low in ("s’", "se", "a", "avait", "est", "nous", "l’"):
            place += 1
        is_verb = place < last and (self.tokens[place].low == "dixit" or self.verb_at(place) in (FINITE, PARTICIPLE))
        return place if is_verb or self._is_done_by_name(place) else None

    def _is_done_by_name(self, place):
        """« …, a calculé Mme X, … »: a participle of any verb, right before a name."""
        here = self.tokens[place].low if place < len(self.tokens) else ""
        is_led = self.tokens[place - 1].low in ("a", "avait") and _PAST.search(here)
        return bool(is_led) and self.people.at_token(place + 1) is not None

    def _is_closed(self, place, last):
        """Whether the incise ends soon behind the name in it, or with the quotation."""
        near = self.tokens[place : min(place + 14, last)]
        return place >= last or any(token.text in ",–—.!?" for token in near)

    def is_according(self, place, end):
        """Whether « selon », or « pour » before a name, stands at the token `place`."""
        low = self.tokens[place].low
        named = place + 1 < end and self.people.at_token(place + 1) is not None
        by_pronoun = [token.low for token in self.tokens[place + 1 : place + 3]]
        named = named or by_pronoun in (["elle", ","], ["lui", ","], ["her", ","], ["him", ","])
        by_some = place + 1 < end and self.tokens[place + 1].low in SOME
        return low in ACCORDING or low in ("pour", "for") and (named or by_some)

    def according(self, place, end):
        """Whose view « selon » at `place` gives."""
        start = place + 1 + (self.tokens[place].low == "according")
        cue = self._words(place, start)
        if start >= end:
            return None
        office = self._somebody_after(start, end, cue)
        if office:
            return replace(office, rule="according" if office.rule == "name-after" else office.rule, strength=NEAR)
        return self._according_to_one(start, end, cue) or self._according_to_words(start, end, cue)

    def _according_to_one(self, start, end, cue):
        """« selon X », « selon son rapporteur, X », « selon elle »; not « selon les amis de X »."""
        for near in range(start, min(start + 7, end)):
            token, mention = self.tokens[near], self.people.at_token(near)
            if mention:
                return self._according_to_named(mention, start, near, cue)
            if token.text in ",.;:":
                named = self.people.at_token(near + 1) if token.text == "," else None
                return named and Voice(named.person, "", "according", cue, NEAR)
            if token.low in GENDERS or token.low in ("him", "her"):
                pronoun = "elle" if token.low in ("elle", "her") else "il"
                return self._by_pronoun(pronoun, near, "according", cue, strength=NEAR)
        return None

    def _according_to_named(self, mention, start, near, cue):
        """The voice of the name at `near`, to be checked of « la liste X »; none of « les amis de X », “X’s sister”."""
        is_other = near > start + 1 and not mention.is_subject and self._is_around(start + 1)
        is_owner = mention.last < len(self.tokens) and self.tokens[mention.last].low == "’s"
        is_told = near < start + 2 or mention.is_subject and self.tokens[near - 1].low in roles()
        limit = 1.0 if is_told else LIKELY
        return None if is_other or is_owner else Voice(mention.person, "", "according", cue, NEAR, limit)

    def _is_around(self, place):
        """« un proche de X », « les amis de X »"""
        return self.tokens[place].low in _AROUND or self._is_human(place)

    def _according_to_words(self, start, end, cue):
        """« selon la mairie », « selon plusieurs participants »: whoever that is."""
        near = range(start, min(start + 10, end))
        stop = next((n for n in near if self.tokens[n].text in ",.;:«“"), min(start + 6, end))
        if start >= stop:
            return None
        if self.tokens[start].low in DETERMINERS:
            return self.voice_of_phrase(start, stop, cue, NEAR, "before")
        return Voice(None, self._words(start, stop), "according", cue, NEAR)
