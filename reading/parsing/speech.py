"""Who is in view: whom a pronoun, or an office, stands for."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from . import others
from .called import LEVELS, LIKELY, OF, UNSURE, Called, View
from .lexicon import PARTICIPLE, genders, nouns, roles, verbs, words
from .names import DEFINITE, GENDERS, INDEFINITE, PREPOSITIONS, agree
from .offices import head_of
from .people import Person
from .speech_verbs import AUXILIARIES, BEING, DETERMINERS, PLURAL, SELF

DOUBTED = 0.8  # where one name is given two offices: two people may have it
DIRECT, NEAR, IN_VIEW, NOBODY = 3, 2, 1, 0  # how closely words are tied to who says them

INVERTED = re.compile(r"^(?P<verb>.+?)-(?:t-)?(?P<pronoun>il|elle|ils|elles|on|je|nous)$")
SKIPPED = frozenset(
    "ne n’ se s’ me m’ nous vous lui leur y en l’ le la les a ont avait avaient est sont était étaient aura ait"
    " aurait auraient eu été pas plus"
    " déjà aussi également encore alors ensuite ainsi donc toutefois cependant même enfin bien d’abord surtout"
    " souvent toujours"
    " has have had also then later once even just quickly further has been was is tient tenu à n’hésite hésite"
    " to".split()
)
POSSESSIVES = frozenset("son sa ses his her".split())
ACCORDING = ("selon", "d’après", "suivant", "dixit", "according")
SPEECH_NOUNS = nouns("speech")
SOME = frozenset("d’autres certains certaines beaucoup plusieurs tous toutes some many others most".split())
ARTISTIC = frozenset(
    "diapositive diapo slide présentation intervention exposé discours conférence propos plaidoyer talk speech"
    " keynote presentation".split()
)
_PHRASE = 4  # tokens of a noun with its article
_CREDITS = frozenset("© photo photos photographie photographies crédit crédits credit".split())
_GOING_ON = re.compile(r"\b(?:r?ajout|poursui|continu|enchaîn|add(?:s|ed)\b|went on)")  # by who spoke last


@dataclass(frozen=True)
class Voice:
    """Who speaks: a person, or only the words by which the article says who; `cue` is what told it."""

    person: Person | None
    attribution: str
    rule: str
    cue: str
    strength: int
    limit: float = 1.0  # how sure it may be at most that it is this one who speaks
    doubt: str = ""  # the rule by which it is to be checked whether the words were said there at all
    cuts: tuple = ()  # (start, end) of what stands between the words and says who speaks

    @property
    def speaker(self):
        """The name of the person, or None where several may be meant."""
        return self.person.name if self.person and not self.person.may_be else None

    @property
    def printed(self):
        """The words by which the article says who speaks, where that is nobody of whom it tells the name."""
        return self.person.name if self.person and self.person.may_be else self.attribution

    def held(self, confidence):
        """`confidence` that words were said, or less where it is in doubt who said them."""
        if self.person and self.person.may_be_two:
            confidence = min(confidence, DOUBTED)
        is_open = self.person is not None and (self.person.may_be or self.person.is_guessed or self.person.is_kin)
        return min(confidence, self.limit, UNSURE if is_open else LIKELY if self.doubt else 1.0)


class Speech(Called):
    """The person whom a place of an article is about, and whom a pronoun or an office stands for there."""

    def __init__(self, article):
        super().__init__(article)
        self.last = None  # the `Voice` of the quotation before
        self.heard = []  # [(place, person or None, how sure at most)] of what was attributed so far, in order

    @cached_property
    def strangers(self):
        """The places of single words that may be somebody whom no list has, in order."""
        return [place for place in range(len(self.tokens)) if others.may_be_somebody(self, place)]

    # Who is in view

    def _by_pronoun(self, pronoun, place, rule, cue, *, strength=DIRECT, skip=None):
        if pronoun in PLURAL:
            side = "before" if rule.endswith("before") else "after"
            return Voice(None, self._antecedent(place) or pronoun, f"group-{side}", cue, strength)
        if pronoun in SELF:
            return None
        before, gender = self.tokens[place].start if skip is None else skip.outer_start, GENDERS[pronoun]
        view = self._meant(before, place, gender)
        if _GOING_ON.search(cue) and (voice := self._going_on(view, gender, place)):
            return replace(voice, rule=rule, cue=cue, strength=strength)
        if view is None:
            return Voice(None, pronoun, rule, cue, strength, UNSURE)
        return Voice(view.person, view.attribution, rule, cue, strength, view.limit)

    def _going_on(self, view, gender, place):
        """The voice of who spoke last, for who « ajoute » goes on, if the paragraph has no other subject since."""
        before = self.tokens[place].start
        since, last = next(((start, person) for start, person, _ in reversed(self.heard) if start < before), (0, None))
        if last is None or not agree(last.gender, gender) or view is None or view.person is None:
            return None
        if view.person is last:
            return Voice(last, "", "", "", DIRECT, view.limit)
        since = max(since, self.article.begins_near(before))
        is_since = any(m.person is view.person and m.is_subject for m in self.people.between(since, before))
        return None if is_since else Voice(last, "", "", "", DIRECT, LIKELY)

    def _meant(self, before, place, gender):
        """The `View` of whom the text was last about; of the one whom the paragraph names, if it is about nobody."""
        view, only = self.focus(before, gender), self._only_one(place, gender)
        if only is None or view is not None and view.person is only or self._is_about_here(before, gender):
            return view
        meant = View(only, "", UNSURE)
        unknown = others.nearer(self, meant, before, gender)
        return View(None, unknown, UNSURE) if unknown else meant

    def _is_about_here(self, before, gender):
        """Whether the paragraph is about somebody of that gender, before a place."""
        start = self.article.begins_near(before)
        sentences = self.article.sentence_of(max(start, before - 1)) - self.article.sentence_of(start) + 1
        return self.focus(before, gender, sentences=sentences) is not None

    def _only_one(self, place, gender):
        """The one person of a gender whom the paragraph has named before a place, though not as a subject; or None."""
        before = self.tokens[place].start
        start = self.article.begins_near(before)
        named = {m.person for m in self.people.between(start, before) if gender in ("x", m.person.gender)}
        return named.pop() if len(named) == 1 else None

    def last_heard(self, before, default=None):
        """The person who spoke last before a place, None if the article does not name them; `default` if nobody did."""
        return next((person for place, person, _ in reversed(self.heard) if place < before), default)

    def _antecedent(self, place):
        """The last group named before: « les mentors », for « ils »."""
        for near in range(place - 1, max(-1, place - 80), -1):
            if (
                self.tokens[near].low in groups()
                and near
                and self.tokens[near - 1].low in DETERMINERS
                and not self.article.is_inside(self.tokens[near].start)
            ):
                return self._words(near - 1, near + 1)
        return ""

    def focus(self, before, gender="x", *, sentences=14, levels=LEVELS):
        """The `View` of whom of that gender the text was last about before the place `before`, or None.

        A trade that begins a sentence may stand for whom the text was about before, `levels` times.
        """
        sentence = self.article.sentence_of(max(0, before - 1))
        for number in range(sentence, max(-1, sentence - sentences), -1):
            start, end = self.article.sentences[number]
            end = min(end, before)
            start = max(start, self.article.begins_near(end))  # a sentence without end is as long as the text
            view = self._heard_in(start, end, gender) or self._opening_office(start, end, gender, levels)
            view = view or self._subject_in(start, end, gender)
            if view is None and number < sentence and self._is_of_nobody(start, gender):
                return None
            view = view or self._named_in(start, end, gender, is_past=number < sentence)
            if view:
                further = number - (number > 0 and not view.is_subject)
                is_meant = others.is_meant(self, view, self.article.sentences[further][0], before, gender)
                if not is_meant and (unknown := others.nearer(self, view, before, gender)):
                    return View(None, unknown, UNSURE)
                return view if is_meant else replace(view, limit=min(view.limit, LIKELY))
        return None

    def _heard_in(self, start, end, gender):
        heard = [View(p, "", limit) for place, p, limit in self.heard[-8:] if p and start <= place < end]
        return next((view for view in reversed(heard) if agree(view.person.gender, gender)), None)

    def _subject_in(self, start, end, gender):
        first = next((m for m in self._named(start, end, gender) if m.is_subject), None)
        return first and View(first.person, is_subject=not self._is_object(first))

    def _named(self, start, end, gender):
        """The mentions there of people of that gender, without those who post, or took a picture."""
        named = (m for m in self.people.between(start, end) if agree(m.person.gender, gender) and not self._shot(m))
        return (mention for mention in named if not self.article.in_tweet(mention.start))

    def _shot(self, mention):
        """« Photo : X », « © X »"""
        near = self.tokens[max(0, mention.first - 2) : mention.first]
        return any(token.low in _CREDITS for token in near)

    def _is_object(self, mention):
        """Whether a verb stands right before a name: « le public a applaudi X »."""
        return bool(mention.first) and self._acts(mention.first - 1)

    def _acts(self, place):
        """Whether a verb stands at a place, or is likely to."""
        low = self.tokens[place].low
        is_past = self.article.language == "en" and low.endswith("ed")
        return bool(verbs().get(low)) or is_past or place > 0 and self.tokens[place - 1].low in AUXILIARIES

    def _named_in(self, start, end, gender, *, is_past):
        """Who opens a paragraph, or is led in (« la parole est à X »), though no subject."""
        first = next(self._named(start, end, gender), None)
        is_about = first and (is_past or self._introduces(first)) and self._opens(start, first)
        return View(first.person) if is_about else None

    def _is_of_nobody(self, start, gender):
        """Whether a sentence begins with somebody without a name, as « Une dame » does."""
        first = self.article.token_at(start)
        head = next((t for t in self.tokens[first + 1 : first + 3] if t.low in groups() or t.low in roles()), None)
        of = INDEFINITE.get(self.tokens[first].low) if first < len(self.tokens) else None
        return head is not None and of is not None and "x" in (of, gender) or head is not None and of == gender

    def _opening_office(self, start, end, gender, levels):
        """The `View` of the office with which a sentence begins, if no name follows it: « La réalisatrice a … »."""
        last = self.article.token_at(end)
        first = self._opening_article(self.article.token_at(start), last)
        if first is None:
            return None
        head = head_of(self.tokens, first + 1, last, language=self.article.language)
        if head is None or self.tokens[head].low.endswith("s"):
            view = self.who_is_told(first, last) or self._opening_noun(first, last, levels)
            is_of_gender = agree(DEFINITE[self.tokens[first].low], gender)
            return view if view and is_of_gender and (not view.person or agree(view.person.gender, gender)) else None
        office, stop = self.office(first, head, last)
        if not agree(office.gender, gender) or self.apposed(stop, last) or self._is_named_behind(stop, last):
            return None
        view = self.who_is(office, self.tokens[first].start, levels=levels)
        if view.person:
            return view if agree(view.person.gender, gender) else None
        return View(None, self._words(first, self._before_verb(head, stop)), UNSURE)

    def _opening_noun(self, first, last, levels):
        """The `View` of whom the text was about, at whom « Le vieil homme » points that begins a sentence; or None."""
        near = range(first + 1, min(first + _PHRASE, last))
        noun = next((n for n in near if self.tokens[n].low in genders("persons") or self._is_pointing(n)), None)
        if noun is None or not levels:
            return None
        if not self._is_pointing(noun):
            if not self.begins(first) or self._named_in_sentence(first):
                return None
            return View(None, self._words(first, noun + 1), UNSURE)  # « La dame du premier rang »
        view = self.focus(self.tokens[first].start, DEFINITE[self.tokens[first].low], sentences=7, levels=levels - 1)
        return replace(view, limit=UNSURE) if view and view.person else None

    def _named_in_sentence(self, place):
        start = self.tokens[place].start
        return self.people.between(start, self.article.sentences[self.article.sentence_of(start)][1])

    def _is_pointing(self, place):
        return self._is_human(place) and self._only_points(place)

    def _is_named_behind(self, stop, last):
        """« The youngest speaker was X »: the name stands behind the verb of being."""
        verb = next((n for n in range(stop, min(stop + 2, last)) if self.tokens[n].low in BEING), None)
        return verb is not None and self.people.at_token(verb + 1) is not None

    def _before_verb(self, head, stop):
        """Where the words that name an office end, if a verb stands before `stop`: « The president closed … »."""
        for place in range(head + 1, stop):
            token, before = self.tokens[place], self.tokens[place - 1]
            is_word = token.is_word and not token.is_capital and token.low not in OF | DETERMINERS | PREPOSITIONS
            is_free = before.low not in OF | DETERMINERS | PREPOSITIONS
            if is_word and is_free and (before.is_capital or token.low.endswith("ed") or verbs().get(token.low)):
                return place
        return stop

    def _opening_article(self, first, last):
        """The place of the article with which a sentence begins, a few words before it left out; None behind a name."""
        for place in range(first, min(first + 8, last)):
            if self.article.is_inside(self.tokens[place].start):
                return None
            is_led = place > first and self.tokens[place - 1].low in PREPOSITIONS - {"pour", "for", "avec", "with"}
            if self.tokens[place].low in DEFINITE and not is_led and self._may_open(place, last):
                return place
            if self.people.at_token(place):
                return None
        return None

    def _may_open(self, place, last):
        """Whether an article is that of somebody, as in « Quant au maire », not « Au moment de conclure »."""
        is_contracted = self.tokens[place].low in ("du", "au")
        return not is_contracted or head_of(self.tokens, place + 1, last, language=self.article.language) is not None

    def apposed(self, place, last):
        """The name that stands at `place`, right behind an office, or behind a comma there; or None."""
        place += place < last and self.tokens[place].text == ","
        return self.people.at_token(place) if place < last else None

    def _opens(self, start, mention):
        """Whether a name that is no subject is what a paragraph, or a heading, is about."""
        paragraph = self.article.paragraphs[self.article.paragraph_of(start)]
        return paragraph.is_heading or paragraph.start == start or self._introduces(mention)

    def _introduces(self, mention):
        return any(token.low in INTRODUCING for token in self.tokens[max(0, mention.first - 6) : mention.first])

    def is_impersonal(self, place):
        """Whether « il » at a token stands for nobody: « il a été dit », « il faut », « il y a »."""
        low = [token.low for token in self.tokens[place + 1 : place + 3]]
        return low[:2] == ["a", "été"] or low[:1] in (["faut"], ["y"], ["s’"], ["semble"], ["convient"], ["fut"])

    def in_view(self, before, *, cue="", rule="in-view", strength=IN_VIEW):
        view = self.focus(before)
        if view is None or view.person is None:
            return None
        return Voice(view.person, "", rule, cue, strength, view.limit)

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


INTRODUCING = frozenset(
    "tour parole intervention exposé conférence présentation témoignage mot mots propos place intervenante"
    " intervenant discours"
    " revenu avec suite talk keynote micro".split()
)


def groups():
    return words("groups")


JOINING = frozenset("que qu’ qui dont où et ou ni mais or car si comme là ici y en ne pas plus".split())
