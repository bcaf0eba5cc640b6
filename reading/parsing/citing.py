"""Words that somebody quotes from somebody else: « ce mot de X », « citant X », « comme disait X »."""

import re

from language.folding import fold

from .lexicon import FINITE, PARTICIPLE, nouns, verbs
from .names import GENDERS, ONE, PREPOSITIONS
from .speech import ACCORDING, LIKELY, NEAR, POSSESSIVES, UNSURE, Voice
from .speech_verbs import DETERMINERS
from .subjects import Subjects

_CITED = nouns("cited")
# Verbs whose object is who, or what, is quoted.
_QUOTING = frozenset(
    "cite citent citait citaient cita cité citant citer paraphrase paraphrasant paraphraser paraphrasé empruntant"
    " quote quotes quoted quoting cite cites cited citing paraphrased paraphrasing echoing echoed".split()
)
# Verbs that quote where their object is a noun of words: « rappelle ce mot de X », « reminded us of a line by X ».
_RECALLING = frozenset(
    "reprend reprenant repris reprendre reprenait rappelle rappelant rappelé rappeler rappelait souvient souvenu évoque"
    " évoquant évoqué évoquer lit lu lisant lire lisait rapporte rapporté rapportant emprunte emprunté emprunter"
    " répète répéter répété répétant redit redire redisant redisait invoque invoqué invoquant convoque"
    " convoqué convoquant médite médité partage partagé salue salué transmet transmis résume"
    " recalled recalls recalling remembered remembers remembering borrowed borrowing borrow"
    " read reads reading repeated repeating reminded shared invoked invoking".split()
)
_HAVING = frozenset(("tient", "tenait"))
_LEADING = frozenset(
    "selon suivant d’après with dans in to".split()
)  # « selon la formule de X », « in the words of X »
OF_WHOM = frozenset("de du d’ des of by from".split())
_THOSE = frozenset("ceux celles celui celle those".split())  # « a rapporté ceux de sa voisine »
_PROVERBS = frozenset("adage proverbe dicton proverb saying".split())
_ONE = ONE | frozenset("ce cet cette ces".split())
_LED = DETERMINERS | _ONE | {"my"}  # by one of these somebody without a name is led in
_ALSO = frozenset("aussi ainsi justement alors also once".split())
_ABOUT = frozenset("à au aux sur contre to on about".split())
_REFERRING = re.compile(r"réf[éè]r|renvoi|appu|inspir|refer|nod|allusion|alludes?")
_AS_ENGLISH = frozenset(("as", "what"))
_AS = _AS_ENGLISH | {"comme"}
_PAST = ("ait", "aient")  # « comme disait X » quotes; « comme le dit X » may report who is there
_ALSO_SAYING = frozenset(("aimait", "put", "used"))
_WITHIN = 6  # tokens from the verb to the noun of words
_WHOM = frozenset("qui lequel laquelle whom".split())
_FOR = frozenset("pour selon d’après suivant chez de devant for to with from".split())
_RELATIVE = 7  # tokens from the comma to the words: « , aux yeux de qui »
_LONGEST = 8  # tokens of the author


class Citing(Subjects):
    def by_relative(self, outside):
        """« X remercie Y, pour qui « … » »: whoever is named right before the relative, or else nobody."""
        if len(outside) < 3 or self.tokens[outside[-1]].low not in _WHOM:
            return None
        preposition = self.tokens[outside[-2]].low
        if preposition not in _FOR:
            return None
        comma = next((n for n in reversed(outside[-_RELATIVE:]) if self.tokens[n].text == ","), None)
        if comma is None:
            return None  # « l’accusation selon laquelle « … » »
        ends = self.people.between(self.tokens[outside[0]].start, self.tokens[outside[-1]].start)
        named = next((mention.person for mention in ends if mention.last == comma), None)
        cue = self._words(outside[-2], outside[-1] + 1)
        if named is None or named.may_be:
            return Voice(None, "", "cited", cue, NEAR, UNSURE)
        return Voice(named, "", "name-before", cue, NEAR, LIKELY)

    def cited_before(self, outside):
        """Whose words the sentence quotes, before the marks; `outside` are the tokens there that no marks hold."""
        near = self.since_last_quotation(outside)
        for place in reversed(near):
            voice = self._cited_at(place, near[-1] + 1, near[0])
            if voice:
                return voice
        return None

    def cited_after(self, start, end):
        """Whose words they were, by what follows them: « …», comme disait X », « …», a-t-elle dit, citant X »."""
        for place in range(start, end):
            voice = self._cited_at(place, end, start)
            if voice:
                return voice
        return None

    def _cited_at(self, place, last, first):
        """The voice of who is quoted by the words that begin at the token `place`, or None."""
        low = self.tokens[place].low
        if self._is_as(place):
            return self._as_somebody_said(place, last)
        if low in _QUOTING and self._may_quote(place):
            return self._words_of(place + 1, last, low) or self._quoted(place + 1, last, low)
        if low in _HAVING:
            return self._had_from(place, last)
        if low in _RECALLING and not self._is_own(place):
            return self._words_of(place + 1, last, low)
        if self._is_cited(place) and self._is_told_of_another(place, first):
            return self._near(self._words_of(place, last, low), last)
        if low in _LEADING and (place == first or self.tokens[place - 1].text in ",;:—–"):
            return self._words_of(place + 1, min(last, place + 4 + _LONGEST), low)
        return None

    def _is_as(self, place):
        """Whether « comme », « ce que » or “what” stands there."""
        low = self.tokens[place].low
        return low in _AS or low in ("que", "qu’") and place > 0 and self.tokens[place - 1].low == "ce"

    def _had_from(self, verb, last):
        """« elle tient de son mari que »"""
        is_from = verb + 2 < last and self.tokens[verb + 1].low in ("de", "d’")
        return self._author(verb + 2, last, self.tokens[verb].low) if is_from else None

    def _is_cited(self, place):
        """Whether a noun is of words; « conseil municipal », « conseil d’école » is none."""
        low, following = (token.low for token in (*self.tokens[place : place + 2], self.tokens[place])[:2])
        is_council = low == "conseil" and (following == "d’" or following.endswith(("al", "if", "que")))
        return low in _CITED and not is_council

    def _may_quote(self, place):
        """Whether it is the verb: « quote » and « cite » are nouns behind an article."""
        return not (place and self._is_determiner(place - 1))

    def _is_own(self, place):
        """Whether it is a noun: « le rappel », « la reprise »."""
        return place > 0 and self.tokens[place - 1].low in ("le", "la", "les", "the")

    def _is_told_of_another(self, noun, first):
        """Whether a noun of words stands behind who has them: « X reçoit un mot de Y », not « répond au mot de Y »."""
        start = next((n for n in (noun - 1, noun - 2) if n > first and self.tokens[n].low in DETERMINERS | _ONE), None)
        if start is None or self.tokens[start - 1].low in _ABOUT and not self._refers(start - 1, first):
            return False
        before = range(first, start)
        return any(self.people.at_token(n) or self.tokens[n].low in GENDERS for n in before)

    def _refers(self, place, first):
        return any(_REFERRING.match(token.low) for token in self.tokens[max(first, place - 3) : place])

    def _near(self, voice, last):
        """`voice` if the name, or the words, of that author end where the quotation begins."""
        if voice is None:
            return None
        words = voice.person.name.split()[-1] if voice.person else voice.attribution.split()[-1]
        return voice if any(fold(words) in fold(token.text) for token in self.tokens[max(0, last - 4) : last]) else None

    def _as_somebody_said(self, place, last):
        """« comme disait X », « what X used to say »; behind a verb that repeats it, « ce que lui a dit X »."""
        is_again = self.tokens[place].low in _AS_ENGLISH or self._is_repeated(place)
        for verb in range(place + 1, min(place + 9, last)):
            token = self.tokens[verb]
            if token.text in ",.:;":
                return None
            is_verb = bool(verbs().get(token.low, set()) & {FINITE, PARTICIPLE}) or token.low in _ALSO_SAYING
            if is_verb and any(after.low in _PROVERBS for after in self.tokens[verb + 1 : verb + 4]):
                return self._nameless(verb + 2, last, self._words(place, verb + 1))
            if not is_verb or not (is_again or token.low.endswith(_PAST)):
                continue
            cue = self._words(place, verb + 1)
            if self.tokens[place].low in _AS_ENGLISH:
                return self._author(place + 1, verb, cue)
            return self._author(verb + 1, last, cue) or self._somebody_before(place + 1, verb, cue)
        return None

    def _is_repeated(self, that):
        """Whether « ce que » stands behind a verb of speech, or « selon »: « répète ce que lui a dit X »."""
        before = self.tokens[that - 2].low if that > 1 else ""
        return before in ACCORDING or FINITE in verbs().get(before, ()) or PARTICIPLE in verbs().get(before, ())

    def _somebody_before(self, start, verb, cue):
        """« ce que sa mère répétait », « ce que X lui avait dit »"""
        is_somebody = start < verb and (self.tokens[start].low in POSSESSIVES or self.people.at_token(start))
        return self._author(start, verb, cue) if is_somebody else None

    def _words_of(self, start, last, cue):
        """« (ce) mot de X », « a line by X », within a few tokens of `start`."""
        for place in range(start, min(start + _WITHIN, last)):
            token, mention = self.tokens[place], self.people.at_token(place)
            if mention:
                return self._words_owned(mention, last, cue)
            if token.text in ",.;:()":
                return None
            if token.low in _CITED and self.tokens[place - 1].low == "’s" and place - 1 > start:
                return self._author(start, place - 1, cue)
            is_of = place + 1 < last and self.tokens[place + 1].low in OF_WHOM
            if token.low in _CITED and place + 1 < last or token.low in _THOSE and is_of:
                return self._words_from(place, last, cue)
        return None

    def _words_owned(self, mention, last, cue):
        """The voice of « X’s words »; of X without these, None."""
        is_owner = mention.last + 1 < last and self.tokens[mention.last].low == "’s"
        behind = self.tokens[mention.last + 1 : mention.last + 3] if is_owner else ()
        has_words = any(token.low in _CITED for token in behind)
        return Voice(mention.person, "", "cited", cue, NEAR, UNSURE) if has_words else None

    def _words_from(self, noun, last, cue):
        """The voice of « mot de X », « dicton »."""
        of = next((n for n in (noun + 1, noun + 2) if n < last and self.tokens[n].low in OF_WHOM), None)
        if of is None:
            return self._nameless(noun, last, cue)
        is_contracted = self.tokens[of].low in ("du", "des")
        return self._author(of if is_contracted else of + 1, last, cue)

    def _nameless(self, noun, last, cue):
        """« un proverbe breton : »: nobody said it, but who quotes it did not either."""
        is_proverb = noun < last and self.tokens[noun].low in _PROVERBS
        start = next((n for n in (noun - 1, noun - 2, noun - 3) if self.tokens[n].low in DETERMINERS), None)
        if not is_proverb or start is None:
            return None
        stop = next((n for n in range(noun, last) if self.tokens[n].text in ",:;("), last)
        return Voice(None, self._words(start, stop), "cited", cue, NEAR, UNSURE)

    def _quoted(self, start, last, cue):
        """« cite X », « quoting a nurse », « cite de mémoire le maire »: somebody right behind the verb."""
        by_heart = [token.low for token in self.tokens[start : start + 2]]
        start += 2 * (by_heart in (["de", "mémoire"], ["from", "memory"]))
        return self._author(start, last, cue) if start < last else None

    def _author(self, start, last, cue):
        """The voice of the name, or of somebody without one, that begins at `start`; None where it is a thing."""
        while start < last and self.tokens[start].low in _ALSO:
            start += 1
        if start >= last:
            return None
        stop = self._end_of_author(start, last)
        named = self.people.at_token(start) or self._named_behind_office(start, stop, last)
        if named:
            return Voice(named.person, "", "cited", cue, NEAR, UNSURE)
        if end := self._end_of_somebody(start, stop):
            return Voice(None, self._words(start, end), "cited", cue, NEAR, UNSURE)
        return None

    def _named_behind_office(self, start, stop, last):
        """The mention in « du poète Paul Valéry », « son éditeur, X »; or None."""
        if self.tokens[start].is_capital or self.tokens[start].low not in _LED:
            return None
        within = (m for n in range(start + 1, stop) if (m := self.people.at_token(n)))
        named = next(within, None) or self.apposed(stop, last)
        return named if named and named.is_subject else None

    def _end_of_somebody(self, start, stop):
        """Where the words end that tell of somebody without a name, or of what somebody wrote; None of a thing."""
        if self.tokens[start].is_capital:
            return stop
        if self.tokens[start].low not in _LED:
            return None
        if any(self._is_human(n) for n in range(start + 1, min(start + 4, stop))) or self._is_kin(start, stop):
            return stop
        is_written = start + 1 < stop and self.tokens[start + 1].low in _CITED  # « a line from a note »
        return start + 2 if is_written else None

    def _is_kin(self, start, stop):
        """« sa grand-mère », « his old teacher »: after a possessive of a person, a word alone is somebody."""
        low = self.tokens[start].low
        return (
            low in POSSESSIVES | {"my", "mon", "ma"} and stop - start <= 3 and self.tokens[stop - 1].low not in _CITED
        )

    def _end_of_author(self, start, last):
        limit = min(start + _LONGEST, last)
        for place in range(start + 1, limit):
            token = self.tokens[place]
            is_name = token.is_capital or self.tokens[start].low in _LED
            if not token.is_word and token.text not in "’-." or not is_name and token.low not in PREPOSITIONS:
                return place
        return limit
