"""Verbs of speech, and who is in view: whom a pronoun stands for."""

import re
from dataclasses import dataclass

from .lexicon import FINITE, GERUND, INFINITIVE, PARTICIPLE, roles, sections, verbs, words
from .names import ARTICLES, PREPOSITIONS
from .people import Person

DIRECT, NEAR, IN_VIEW, NOBODY = 3, 2, 1, 0  # how closely words are tied to who says them

INVERTED = re.compile(r"^(?P<verb>.+?)-(?:t-)?(?P<pronoun>il|elle|ils|elles|on|je|nous)$")
GENDERS = {"il": "m", "elle": "f", "he": "m", "she": "f", "lui": "m", "il/elle": "x"}
PLURAL = {"ils", "elles", "on", "they", "we", "nous"}
SELF = {"je", "j’", "i"}
PRONOUNS = GENDERS.keys() | PLURAL | SELF
SKIPPED = frozenset(
    "ne n’ se s’ me m’ nous vous lui leur y en l’ le la les a ont avait avaient est sont était étaient aura ait"
    " eu été pas plus"
    " déjà aussi également encore alors ensuite ainsi donc toutefois cependant même enfin bien d’abord surtout"
    " souvent toujours"
    " has have had also then later once even just quickly further has been was is tient tenu à n’hésite hésite"
    " to".split()
)
BEING = frozenset("est sont était étaient fut soit es suis is are was were been été".split())
AUXILIARIES = frozenset(
    "a ont avait avaient aura auront aurait auraient ait eut est sont était étaient fut as ai has have had ayant"
    " having avoir".split()
)
DETERMINERS = ARTICLES | frozenset(
    "son sa ses leur leurs notre nos votre vos mon ma mes quel quelle aucun aucune chaque his her its their our".split()
)
POSSESSIVES = frozenset("son sa ses his her".split())
# Verbs that report only with one of these words after them: « fait valoir », « met en garde ».
WITH = dict.fromkeys(
    "fait faisait font faisant fera faire".split(),
    "valoir observer remarquer savoir part état écho noter comprendre".split(),
) | dict.fromkeys("met mettait mis mettent mit mettant".split(), ["garde"])
ACCORDING = ("selon", "d’après", "suivant", "dixit", "according")
SPEECH_NOUNS = sections("nouns_fr")["speech"] | sections("nouns_en")["speech"]
WRITINGS = frozenset(
    "lettre mot note message courriel carte poème texte line letter card note message poem email".split()
)
SOME = frozenset("d’autres certains certaines beaucoup plusieurs tous toutes some many others most".split())
ARTISTIC = frozenset(
    "diapositive diapo slide présentation intervention exposé discours conférence propos plaidoyer talk speech"
    " keynote presentation".split()
)
FAR = 60  # tokens


@dataclass(frozen=True)
class Voice:
    """Who speaks: a person, or only the words by which the article says who; `cue` is what told it."""

    person: Person | None
    attribution: str
    rule: str
    cue: str
    strength: int


class Speech:
    """Verbs of speech in an article, and the person whom a place of it is about."""

    def __init__(self, article):
        self.article, self.tokens, self.people = article, article.tokens, article.people
        self.last = None  # the `Voice` of the quotation before
        self.heard = []  # [(place, person)] of what was attributed so far, in order

    # Verbs of speech

    def verb_at(self, place):
        """The kind of the verb of speech at the token `place`, or None."""
        token = self.tokens[place]
        kinds = verbs().get(token.low)
        if not kinds or (token.is_capital and not self._begins(place)):
            return None
        before = self.tokens[place - 1].low if place else ""
        if token.low in WITH and not any(t.low in WITH[token.low] for t in self.tokens[place + 1 : place + 4]):
            return None
        if PARTICIPLE in kinds and (before not in DETERMINERS or before == "a") and self._has_auxiliary(place):
            return PARTICIPLE
        if FINITE in kinds and before not in DETERMINERS - {"le", "la", "les", "l’"} and before not in PREPOSITIONS:
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
        """Whether « a dit », « s’est réjoui », but not « est dit », « sont résumés » lead to the participle."""
        for near in range(place - 1, max(-1, place - 5), -1):
            low = self.tokens[near].low
            if low in BEING:
                return near > 0 and self.tokens[near - 1].low in ("s’", "se", "m’")
            if low in AUXILIARIES or low.startswith(("a-t-", "avait-", "ont-", "aurait-", "s’est-")):
                return True
            if not self.tokens[near].is_word and low not in ("’",):
                return False
        return False

    def _is_clitic(self, place):
        """Whether « le », « la », « les », « l’ » before a verb stands for an object: « comme le rappelle »."""
        before = self.tokens[place - 1].low if place else ""
        return before in PRONOUNS or before in ("comme", "ne", "nous", "qui", "me") or self.people_ends_at(place)

    def people_ends_at(self, place):
        return any(
            m.last == place for m in self.people.between(self.tokens[place].start - 60, self.tokens[place].start)
        )

    # Who is in view

    def _by_pronoun(self, pronoun, place, rule, cue, *, strength=DIRECT, skip=None):
        if pronoun in PLURAL:
            side = "before" if rule.endswith("before") else "after"
            return Voice(None, self._antecedent(place) or pronoun, f"group-{side}", cue, strength)
        if pronoun in SELF:
            return None
        person = self.focus(self.tokens[place].start if skip is None else skip.outer_start, GENDERS[pronoun])
        return Voice(person, "" if person else pronoun, rule, cue, strength)

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

    def focus(self, before, gender="x", *, sentences=14):
        """The person of that gender whom the text was last about before the place `before`, or None."""
        sentence = self.article.sentence_of(max(0, before - 1))
        for number in range(sentence, max(-1, sentence - sentences), -1):
            start, end = self.article.sentences[number]
            end = min(end, before)
            spans = [m for m in self.people.between(start, end) if _agrees(m.person, gender)]
            heard = [p for place, p in self.heard[-8:] if start <= place < end and _agrees(p, gender)]
            subjects = [m.person for m in spans if m.is_subject]
            found = heard[-1:] or subjects[:1] or self._subject_by_role(start, end, gender)
            if not found and number < sentence and self._is_of_nobody(start, gender):
                return None
            if (
                not found
                and spans
                and (number < sentence or self._introduces(spans[0]))
                and self._opens(start, spans[0])
            ):
                found = [spans[0].person]
            if found:
                return found[0]
        return None

    def _is_of_nobody(self, start, gender):
        """Whether a sentence begins with somebody without a name, as « Une dame » does."""
        first = self.article.token_at(start)
        head = next((t for t in self.tokens[first + 1 : first + 3] if t.low in groups() or t.low in roles()), None)
        articles = {"un": "m", "une": "f", "one": "x", "a": "x", "an": "x"}
        of = articles.get(self.tokens[first].low) if first < len(self.tokens) else None
        return head is not None and of is not None and "x" in (of, gender) or head is not None and of == gender

    def _subject_by_role(self, start, end, gender):
        """[who has the role with which a sentence begins: « La réalisatrice »], or []."""
        first = self.article.token_at(start)
        while first < len(self.tokens) and (
            not self.tokens[first].is_word or self.tokens[first].low in ("pour", "selon", "for")
        ):
            first += 1
        head = None
        for place in range(first, min(first + 8, len(self.tokens) - 2)):
            if self.tokens[place].low in ("le", "la", "l’", "the") and self.tokens[place - 1].low not in PREPOSITIONS:
                head = next((n for n in (place + 1, place + 2) if self.tokens[n].low in roles()), None)
                break
        person = self.of_role(head, gender) if head is not None and self.tokens[head].end <= end else None
        return [person] if person and _agrees(person, gender) else []

    def of_role(self, head, gender):
        """Who has the role at the token `head`: it was told, or the paragraph names somebody whose role was not."""
        token = self.tokens[head]
        person = self.people.with_role(token.low, token.start)
        if person:
            return person
        start = self.article.paragraphs[self.article.paragraph_of(token.start)].start
        near = [m.person for m in self.people.between(start, token.start) if not m.person.role_words]
        person = next((p for p in reversed(near) if _agrees(p, gender)), None)
        if person and token.low in roles():
            person.role_words.add(roles()[token.low][0])
        return person

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


CITING = frozenset(
    "citant lisant quoting citing reading cite citent citait cité lit lu rapporte rapporté souvient souvenu"
    " évoque évoqué rappelle quoted quotes quote"
    " read reads recalled recalls remembered remembers".split()
)
INTRODUCING = frozenset(
    "tour parole intervention exposé conférence présentation témoignage mot mots propos place intervenante"
    " intervenant discours"
    " revenu avec suite talk keynote micro".split()
)


def _agrees(person, gender):
    return gender == "x" or person.gender in (gender, "x")


def groups():
    return words("groups")


JOINING = frozenset("que qu’ qui dont où et ou ni mais or car si comme là ici y en ne pas plus".split())
