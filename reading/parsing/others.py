"""Whether « elle » or « il » may stand for somebody else than the person whom the text was last about."""

import re
from bisect import bisect_left

from .lexicon import FINITE, PARTICIPLE, genders, given_names, roles, verbs, words
from .named_after import noun_before
from .names import ARTICLES, DEFINITE, GENDERS, INDEFINITE, PREPOSITIONS, SMALL, agree
from .offices import TRADE, role_of
from .speech_verbs import PRONOUNS

_ENGLISH_PAST = re.compile(r"\w+[^e]ed")
_NOT_NAMES = SMALL | GENDERS.keys() | words("groups") | roles().keys()
_FAR = 200  # tokens before a pronoun in which somebody else may stand
_BEFORE = 1000  # characters before it in which an unknown word may speak
_BESIDE = 3  # tokens behind a name in which a noun tells of whom it names: « X, père de trois enfants »
_BEFORE_SUBJECT = frozenset(
    ", l’ mais puis alors enfin ensuite soudain qu’ arrive vient suit but then suddenly that came".split()
)
_STANDING = frozenset("tenait attendait levé levée stood sat waited came arrive".split())  # before its subject
_TAKING_FLOOR = re.compile(
    r"(?:s’ est levée?|se lève|attend(?:ait)?"
    r"|(?:a (?:pris|levé|demandé)|prend|lève|demande) (?:la|le) (?:main|micro|parole)"
    r"|stood|rose|got up|waited|(?:had been|was) (?:waiting|standing)"
    r"|(?:took|raised|grabbed|had) (?:the|a|his|her) (?:micro\w*|floor|hand)) "
)
_OF = frozenset("de d’ des of".split())
_PLACES = frozenset("à au aux dans devant derrière depuis près sur from at in on near by behind beside".split())
_OF_THINGS = ARTICLES | _PLACES | words("orgs") - {"est"} | {"de", "d’", "of", "en", "chez", "above"}
_FLOOR = frozenset("parole micro microphone floor tour turn".split())
_TRADE = re.compile(rf"{TRADE.pattern}|\w{{3,}}eur$")
_BEING = frozenset("est était fut sera devient devenu devenue comme is was as became".split())
_LED = INDEFINITE.keys() | DEFINITE.keys()
_THESE = frozenset("them these those eux elles".split())  # « parmi eux est une infirmière »
_PHRASE = 3  # tokens behind « un » in which a noun tells that it is somebody
_VERB = 4  # tokens of « a pris la parole »
_CLAUSE = 10  # tokens before it in which its clause begins, and behind it in which its verb stands


def is_meant(speech, view, start, before, gender):
    """Whether nobody but the person of `view` may be meant at the place `before`, of all that follows `start`.

    Who is named in the same paragraph is, unless somebody else stands there too; who was named further above, only
    if no other spoke since.
    """
    named = (mention.person for mention in speech.people.between(start, before) if agree(mention.person.gender, gender))
    is_alone = all(person is view.person for person in named) and not (
        _led_in(speech, start, before, gender)
        or _is_told_by_office(speech, view, start, before, gender)
        or _is_told_by_noun(speech, view, start, before, gender)
        or _is_told_by_one_word(speech, start, before)
        or _is_subject_other(speech, view, start, before, gender)
        or may_be_named(speech, speech.article.token_at(start), speech.article.token_at(before))
    )
    if not is_alone:
        return False
    if _is_one_named(speech, view, start, before):
        return False
    own = _named_beside(speech, view, before)
    if own is None:
        return _spoke_last(speech, view, before, gender) and not _is_headed_between(speech.article, start, before)
    return not _is_behind_pronoun(speech, own, gender)


def _is_one_named(speech, view, start, before):
    """Whether a single word with a capital behind the last naming may be somebody: « Puis vint Zuffi »."""
    named = reversed(speech.people.between(start, before))
    own = next((m.last for m in named if m.person is view.person), speech.article.token_at(start))
    after = bisect_left(speech.strangers, own)
    return after < len(speech.strangers) and speech.strangers[after] < speech.article.token_at(before)


def may_be_somebody(speech, place):
    """Whether a single word with a capital may be the name of somebody whom no list has."""
    token, before = speech.tokens[place], speech.tokens[max(0, place - 1)]
    if not token.is_capital or len(token.text) < 2 or token.text.isupper():
        return False
    if token.low in _NOT_NAMES or token.low in speech.small or speech.people.is_named(place):
        return False
    if speech.article.is_inside(token.start):
        return False
    if token.low in given_names():
        return True
    is_thing = before.low in _OF_THINGS  # « à Brest », « l’association Nocturnes »
    return not (speech.begins(place) or is_thing and not _is_given_floor(speech, place))


def may_be_named(speech, first, last):
    """Whether two words with capitals that are nobody's known name stand between two tokens, outside of marks."""
    for place in range(max(first, last - _FAR), last - 1):
        pair = speech.tokens[place : place + 2]
        is_beside = pair[1].start - pair[0].end == 1
        if is_beside and all(token.is_capital and token.low not in SMALL and len(token.text) > 1 for token in pair):
            is_known = any(speech.people.is_named(place + n) for n in (0, 1))
            is_thing = noun_before(speech.tokens, place) is not None
            if not (is_known or is_thing) and not speech.article.is_inside(pair[0].start):
                return True
    return False


def nearer(speech, view, before, gender):
    """Who speaks or is led in without a known name between the last mention of a `View`'s person and a place; or ""."""
    start = max(speech.article.begins_near(before), before - _BEFORE)
    own = next((m.end for m in reversed(speech.people.between(start, before)) if m.person is view.person), start)
    places = range(speech.article.token_at(own), speech.article.token_at(before) - 1)
    unknown = next((speech.tokens[n].text for n in reversed(places) if _is_somebody_unknown(speech, n)), "")
    return unknown or _led_in(speech, own, before, gender) or _opening(speech, view, before, gender)


def _opening(speech, view, before, gender):
    """« Un randonneur … », with which a paragraph begins that does not name the person of `view`; or ""."""
    start = speech.article.begins_near(before)
    place = speech.article.token_at(start)
    is_other = _is_led_by_one(speech, place, gender)
    named = any(mention.person is view.person for mention in speech.people.between(start, before))
    return "" if named or not is_other else speech._words(place, place + 2)


def _led_in(speech, start, before, gender):
    """« Au fond, un surveillant s’est levé »: the words for the last whom a clause leads in unnamed; or ""."""
    first, last = speech.article.token_at(start), speech.article.token_at(before)
    for place in range(last - 2, max(first, last - _FAR) - 1, -1):
        of = INDEFINITE.get(speech.tokens[place].low) or _is_of_several(speech, place) and "x"
        if of and agree(of, gender) and _may_lead_in(speech, place) and (end := _end_of_somebody(speech, place, last)):
            return speech.article.text[speech.tokens[place].start : speech.tokens[end - 1].end]
    return ""


def _is_of_several(speech, place):
    """Whether « Le dernier des orateurs », “the oldest of the guards” stands there."""
    if speech.tokens[place].low not in DEFINITE:
        return False
    near = speech.tokens[place + 1 : place + _VERB]
    of = next((n for n, token in enumerate(near, place + 1) if token.low in _OF), None)
    is_office = any(role_of(token) or token.is_capital for token in near[: (of or 0) - place - 1])
    if of is None or is_office:
        return False
    return any(token.low.endswith("s") for token in speech.tokens[of + 1 : of + 3])


def _end_of_somebody(speech, place, last):
    """Where the words for somebody end that « un » begins: a noun of people, or one that « s’est levé »; or None."""
    end = None  # before what is told of them: « un gardien à la retraite »
    for near in range(place + 1, min(place + _CLAUSE, last)):
        if not speech.tokens[near].is_word:
            break
        if _is_preposition(speech, near, place):
            end = end or near
        if end is None and near <= place + _PHRASE and speech._is_human(near):
            return near + 1
        if _TAKING_FLOOR.match("".join(f"{token.low} " for token in speech.tokens[near : near + _VERB])):
            return end or near
    is_led = speech.tokens[place - 1].low in _STANDING or _is_given_floor(speech, place)
    return place + 2 if is_led else None


def _is_given_floor(speech, place):
    """« La parole est à une infirmière », “the floor went to a plumber”."""
    near = (token.low for token in speech.tokens[max(0, place - _CLAUSE) : place])
    return speech.tokens[place - 1].low in ("à", "to", "de", "d’", "of") and not _FLOOR.isdisjoint(near)


def _is_preposition(speech, place, first):
    """Whether one stands there; not that of « un des gardiens »."""
    low = speech.tokens[place].low
    return low in PREPOSITIONS | _PLACES and not (place == first + 1 and low in _OF)


def _may_lead_in(speech, place):
    """Whether « un » may begin a subject: not « X, un maçon », « il a vu un maçon », « c’est un maçon »."""
    token, before = speech.tokens[place], speech.tokens[place - 1]
    if speech.article.is_inside(token.start) or token.low == "a" and speech.article.language != "en":
        return False
    is_named = speech.people.between(speech.tokens[max(0, place - _BESIDE - 1)].start, before.end) != []
    is_led = before.low in _BEFORE_SUBJECT or _is_behind_place(speech, place) or _is_given_floor(speech, place)
    return speech.begins(place) or is_led and not is_named


def _is_behind_place(speech, place):
    """« Au fond se tenait un maçon », “Near the door a mason”: whether a clause tells nothing but a place before."""
    near = range(place - 1, max(-1, place - _CLAUSE), -1)
    start = next((n for n in near if speech.begins(n) or speech.tokens[n - 1].text == ","), place)
    lows = [token.low for token in speech.tokens[start:place]]
    is_within = lows[-1:] != [] and lows[-1] in PREPOSITIONS | _PLACES  # « devant un maçon »
    return lows[:1] != [] and lows[0] in _PLACES and not is_within and PRONOUNS.isdisjoint(lows)


def _is_subject_other(speech, view, start, before, gender):
    """Whether a sentence behind the last naming begins with « un », or a trade that no list has stands in one."""
    own = next((m.end for m in reversed(speech.people.between(start, before)) if m.person is view.person), start)
    first, last = speech.article.token_at(own), speech.article.token_at(before)
    return any(
        _is_led_by_one(speech, n, gender) or _is_other_trade(speech, view, n, gender)
        for n in range(max(first, last - _FAR), last - 1)
    )


def _is_led_by_one(speech, place, gender):
    """« Un randonneur doutait »: whether a sentence begins so, whatever follows."""
    token = speech.tokens[place]
    is_article = token.low != "one" and (token.low != "a" or speech.article.language == "en")
    of = INDEFINITE.get(token.low) if is_article and speech.begins(place) else None
    return of is not None and agree(of, gender) and not speech.article.is_inside(token.start)


def _is_other_trade(speech, view, place, gender):
    """« La potière a ri », « À sa droite, un potier », if the article tells of nobody, or of another, to be one."""
    token, noun = speech.tokens[place : place + 2]
    of = DEFINITE.get(token.low) or INDEFINITE.get(token.low)
    if not (speech.begins(place) or speech.tokens[place - 1].text == ","):
        return False
    if of is None or not agree(of, gender) or not _TRADE.match(noun.low) or role_of(noun):
        return False
    told = speech.who_is_told(place, place + _PHRASE) if token.low in DEFINITE else None
    return (told is None or told.person is not view.person) and not speech.article.is_inside(token.start)


def _is_told_by_one_word(speech, start, before):
    """Whether a sentence begins with a word that is no known name and speaks: « Mateus explained », « Ulric, who »."""
    first, last = speech.article.token_at(start), speech.article.token_at(before)
    return any(_is_somebody_unknown(speech, place) for place in range(max(first, last - _FAR), last - 1))


def _is_somebody_unknown(speech, place):
    """Whether a word that stands nowhere in small letters begins a sentence, and a verb or « who » follows."""
    token, after = speech.tokens[place], speech.tokens[place + 1 : place + 3]
    is_known = token.low in _NOT_NAMES or token.low in speech.small or speech.people.is_named(place)
    if (
        not token.is_capital
        or is_known
        or len(after) < 2
        or not speech.begins(place)
        or speech.article.is_inside(token.start)
    ):
        return False
    if after[0].text == ",":
        return after[1].low in ("who", "qui", "dont")
    has_done = speech.article.language == "en" and _ENGLISH_PAST.fullmatch(after[0].low) is not None
    is_led = after[0].low in ("a", "has", "had", "avait") and PARTICIPLE in verbs().get(after[1].low, ())
    return is_led or has_done or FINITE in verbs().get(after[0].low, ())


def _is_told_by_office(speech, view, start, before, gender):
    """Whether somebody else is told by an office only: « X a écouté la ministre »."""
    last = speech.article.token_at(before)
    for place in range(max(speech.article.token_at(start), last - _FAR), last - 1):
        token = speech.tokens[place + 1]
        if speech.tokens[place].low in DEFINITE and token.low in roles() and not token.low.endswith("s"):
            office, _ = speech.office(place, place + 1, last)
            if agree(office.gender, gender) and not (view.person and office.is_held_by(view.person)):
                return not speech.article.is_inside(token.start)
    return False


def _is_told_by_noun(speech, view, start, before, gender):
    """Whether somebody else is told by a noun only: « une dame », « son petit-fils », « Woman next to him »."""
    last = speech.article.token_at(before)
    for place in range(max(speech.article.token_at(start), last - _FAR), last):
        token = speech.tokens[place]
        told = genders("persons").get(token.low) or _gender_of_one(speech, place)
        if told and agree(told, gender) and not speech.article.is_inside(token.start):
            near = speech.people.between(speech.tokens[max(0, place - _BESIDE)].start, token.start)
            if not any(mention.person is view.person for mention in near):
                return True
    return False


def _gender_of_one(speech, place):
    """The gender of « une infirmière », “the night nurse”, told at the noun; None of what somebody is said to be, or
    of « la ministre », which may be whoever has that office."""
    first = next((n for n in range(place - 1, place - _PHRASE, -1) if speech.tokens[n].low in _LED), None)
    if first is None or speech.tokens[place].low not in roles():
        return None
    # “one of the nurses”
    is_of_several = speech.tokens[first - 2].low in INDEFINITE and speech.tokens[first - 1].low in _OF
    is_office = first == place - 1 and speech.tokens[first].low in DEFINITE and not is_of_several
    is_being = (
        speech.tokens[first - 1].low in _BEING
        and speech.tokens[first - 2].low not in _THESE
        and speech.tokens[place + 1].low not in ("qui", "who")
    )
    gender = INDEFINITE.get(speech.tokens[first].low) or DEFINITE.get(speech.tokens[first].low, "x")
    return None if is_office or is_being else gender  # « c’est une infirmière qui »


def _named_beside(speech, view, before):
    """The first mention of that person in the paragraph of the place, before it; or None."""
    start = speech.article.begins_near(before)
    return next((m for m in speech.people.between(start, before) if m.person is view.person), None)


def _is_behind_pronoun(speech, mention, gender):
    """Whether somebody of that gender is spoken of in the paragraph before the name: « She held up a jar. X asked »."""
    start = speech.article.begins_near(mention.start)
    before = speech.tokens[speech.article.token_at(start) : mention.first]
    return any(GENDERS.get(token.low) == gender and not speech.article.is_inside(token.start) for token in before)


def _is_headed_between(article, start, before):
    """Whether a heading, or the line of another talk, stands between two places."""
    between = article.paragraphs[article.paragraph_of(start) + 1 : article.paragraph_of(before)]
    return any(paragraph.is_heading or paragraph.start in article.billed_lines for paragraph in between)


def _spoke_last(speech, view, before, gender):
    """Whether nobody else, of whom that pronoun may be said, spoke last before the place."""
    last = speech.last_heard(before, default=view.person)
    return last is view.person or last is not None and not agree(last.gender, gender)
