"""What was said in turns, as quotes whose nature is « transcription »: the record's words, not sworn word for word."""

import re
from collections import Counter, defaultdict
from dataclasses import replace

from .candidates import TRANSCRIPTION, Quote
from .language import spoken_in
from .speech import DIRECT, IN_VIEW, LIKELY, NEAR, UNSURE, Voice

# « X, lisant : », « X (au nom de Y) : »; not « X, chargé de la lecture publique : », « X, pour l’association : »
_FOR_ANOTHER = re.compile(
    r"\b(?:lisant|lit|(?:en|donnant) lecture|au nom d(?:e|u|es)|pour [A-ZÀ-Ý][a-zà-ÿ]+ [A-ZÀ-Ý]\w+|on behalf)\b"
    r"|[,(] ?reading\b"
)
_TOLD, _BY_GROUP = 0.9, 0.75
_ASKED_BY = re.compile(r"(?:recueillie?s?|menée?|réalisée?|interview\w*|textes?|photos?) (?:par|by|:)[ \u00a0]*$|^by $")
_ASKS = re.compile(
    r"[ \u00a0](?:spoke|talked|asked|interviewed|a (?:rencontré|interrogé|interviewé)"
    r"|l[’']a (?:rencontrée?|interrogée?))\b"
)
_BEGUN = re.compile(r"(?P<given>[\w’-]+)[ \u00a0](?P<letter>[^\W\d_])\.?")
_LETTERS = 3  # of initials
_MOST = 40  # names before the first question
_FAR = 30  # characters around a name that tell whether this person asks


def find(article):
    """The `Quote`s of the turns of an article, in order; without the questions of whoever leads."""
    asked, initials = None, _initials(article.people.persons) if article.turns else {}
    labels = Counter(turn.label for turn in article.turns)
    called = {}  # {person: the label by which they are called most often}
    for turn in article.turns:
        words = article.text[turn.words : turn.end]
        if turn.is_question or turn.is_led and words.rstrip().endswith("?"):
            continue
        if turn.is_answer and asked is None:
            asked = _who_answers(article, _first_question(article))
        voice = asked if turn.is_answer and not turn.name else _voice(article, turn, initials)
        often = max(called.get(voice.person, turn.label), turn.label, key=labels.__getitem__)
        is_otherwise = labels[turn.label] == 1 < labels[often]  # « M. LE GOFF » among turns of « YANN LE GOFF »
        called[voice.person] = often
        if is_otherwise and voice.person:
            voice = replace(voice, limit=min(voice.limit, LIKELY))
        if _FOR_ANOTHER.search(article.text, turn.start, turn.words):
            voice = replace(voice, limit=min(voice.limit, UNSURE))
        yield Quote(
            start=turn.words, end=turn.end, text=words, rule=voice.rule, cue=voice.cue, nature=TRANSCRIPTION,
            confidence=voice.held(_TOLD if voice.person else _BY_GROUP), speaker=voice.speaker,
            attribution=voice.printed, language=spoken_in(words, article.written_in), seconds=turn.seconds,
        )  # fmt: skip


def _voice(article, turn, initials):
    """The `Voice` of a turn that a label begins."""
    mentions = article.people.mentions_in(*turn.name) if turn.name else ()
    if " " not in turn.label and len(called := article.people.called(turn.label)) == 1:  # « TESS : »
        return Voice(called[0], "", "turn", turn.label, DIRECT)
    if len(begun := _begun(article, turn.label)) == 1:
        return Voice(begun[0], "", "turn", turn.label, DIRECT, LIKELY)
    if mentions:
        person = mentions[-1].person
        return Voice(person, "", "turn", turn.label, DIRECT, 1.0 if person.given else LIKELY)
    if len(fitting := initials.get(_letters(turn.label), ())) == 1:  # « C. M. », « CM »
        return Voice(fitting[0], "", "turn", turn.label, DIRECT, LIKELY)
    return Voice(None, _printed(turn.label), "turn", turn.label, DIRECT)


def _begun(article, label):
    """The people of that given name whose family name begins with the letter behind it: « DOMINIQUE P. »."""
    begun = _BEGUN.fullmatch(label)
    named = article.people.called(begun["given"]) if begun else ()
    return [one for one in named if one.family.startswith(begun["letter"].casefold()) and len(one.family) > 1]


def _initials(persons):
    """{letters: the people whose names begin with them}."""
    found = defaultdict(list)
    for person in persons:
        if not person.may_be:
            found["".join(re.findall(r"(?<!\w)[^\W\d_]", person.name)).upper()].append(person)
    return found


def _letters(label):
    letters = "".join(re.findall(r"[^\W\d_]", label))
    return letters if letters.isupper() and len(letters) <= _LETTERS else ""


def _printed(label):
    """A label amid a sentence: « une spectatrice »."""
    return label.lower() if label.isupper() and len(label) > 3 else label[:1].lower() + label[1:]


def _first_question(article):
    """Where the first question begins: who is named in it does not answer."""
    first = article.turns[0]
    number = article.paragraph_of(first.start)
    return article.paragraphs[number - 1].start if first.is_answer and number else first.start


def _who_answers(article, before):
    """The `Voice` of the person who is asked, as what stands before the first question tells."""
    mentions = [m for m in article.people.between(0, before)[:_MOST] if not m.person.may_be]
    asking = {m.person for m in mentions if _asks(article, m)}
    met = _announced(article, before, mentions) or mentions
    met = [m for m in met if m.person not in asking]
    if not met:
        return Voice(None, "", "answer", "", IN_VIEW, UNSURE)
    start = _section(article, before, met)
    person = next(m.person for m in met if m.start >= start)
    limit = 1.0 if len({m.person for m in met}) == 1 else UNSURE
    return Voice(person, "", "answer", person.name, NEAR, limit)


def _section(article, before, mentions):
    """Where the last heading before `before` begins under which, or in which, somebody of the mentions is named."""
    headings = [one.start for one in article.paragraphs if one.is_heading and one.start < before]
    return max((start for start in headings if start <= mentions[-1].start), default=0)


def _announced(article, before, mentions):
    """Those of the mentions that the shape of a line tells."""
    names = [name for one in article.billings[:_MOST] if one.start < before for name in one.names]
    return [m for m in mentions if any(start <= m.start and m.end <= end for start, end in names)]


def _asks(article, mention):
    """Whether somebody is named as who asks: « propos recueillis par X », « X spoke to her »."""
    before = article.text[max(0, mention.start - _FAR) : mention.start]
    return bool(_ASKED_BY.search(before) or _ASKS.match(article.text, mention.end))
