"""Who speaks by turns in transcripts and interviews: « X : … », « – X, adjointe : … », a question and its answer."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import dropwhile

from .lexicon import FINITE, is_given, plain, roles, verbs, words
from .line_names import NAME, is_name, untitled
from .names import ARTICLES

_FEWEST = 3  # turns, or questions, of an article that is read so
_FAR = 100  # characters of a line in which a label stands
_WORDS = 5  # of a label
_SHORT = 200  # characters of a question without a label
_LEAD = 2_000  # characters before the first turn that tell who leads
_LONGEST = 1_500  # characters of a turn that is one quote; of a longer one, each paragraph is

_CLOCK = re.compile(r"[\[(]?(?P<hours>\d{1,2}:)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d)(?:[.,]\d{1,3})?[\])]?")
_TIMED_LINE = re.compile(r"^\[(?P<hours>\d{1,2}:)(?P<minutes>\d\d):(?P<seconds>\d\d)\]", re.MULTILINE)
_BEFORE = re.compile(r"[ \t\u00a0]*(?:[-–—•*][ \t\u00a0])?[ \t\u00a0]*\*{0,2}")
_ASIDE = re.compile(r"\*{0,2}(?:[ \u00a0]*\((?!\d)[^()\n]{1,60}\)|,[^:;.!?«»“”\"\n]{1,60})?\*{0,2}[ \u00a0]*")
_COLON = re.compile(r"\*{0,2}[ \u00a0\u202f]*:[ \u00a0]*\*{0,2}[ \u00a0]*(?=\S)")
_DASH = re.compile(r"(?:\.[ \u00a0])?[–—][ \u00a0](?=[A-ZÀ-Ý…])")  # « Mme X. – Merci. », as parliaments print it
_ALONE = re.compile(r"[ \t\u00a0*]*(?:$|\n\s*)")
_TITLES = r"(?:M|MM|Mme|Mr|Mrs|Ms|Dr|Me)\b\.?[ \u00a0]"
_LABEL = re.compile(
    rf"(?:{_TITLES})?"
    r"[^\W_][^:;.!?«»“”\"()\[\],\n—–*]{0,60}?(?=\*{0,2}[ \u00a0\u202f]*[:(,\[]|\*\*|\.?[ \u00a0][–—])"
)
_INITIALS = re.compile(
    r"(?:[A-ZÀ-Ý]\.[ \u00a0-]?){2,3}(?=\*{0,2}[ \u00a0\u202f]*:)|[A-ZÀ-Ý]{2,3}(?=\*{0,2}[ \u00a0\u202f]*:)"
)
_NAMED = re.compile(r"[A-ZÀ-Ý][\w’-]+[ \u00a0](?=([A-ZÀ-Ý][\w’-]+))")  # a word with a capital, and what follows it
_SINGLE = re.compile(r"[A-ZÀ-Ý][\w’'‑-]+")
_NUMBERED = re.compile(
    r"(?:intervenante?|speaker|participante?|locut\w+|personne|voix)[ \u00a0]*(?:n°[ \u00a0]?)?\d{1,2}", re.I
)
_STAGE = re.compile(r"[\[(].*[\])]\.?$|\*.*\*$")  # « [Rires] »
_ENDS = re.compile(r"[.!?…]\W*$")
_YOU = re.compile(r"(?<!\w)(?:vous|votre|vos|you|your|tu|ton|ta|tes)(?!\w)", re.I)
_INTERVIEW = re.compile(
    r"\b(?:entretien|interview\w*|propos recueillis|questions à|rencontre avec|conversation"
    r"|(?:spoke|talked) (?:to|with)|a répondu à|répond à|nous l[’']avons rencontrée?)\b",
    re.IGNORECASE,
)
_COLLECTED = re.compile(
    r"\b(?:propos recueillis|entretien réalisé|interview (?:by|conducted)|interviewed by)\b", re.IGNORECASE
)
_ME = re.compile(r"(?<!\w)(?:(?i:j[’']|(?:je|nous|on|mon|ma|mes|notre|nos|moi|we|my|our)(?!\w))|I(?!\w))")
_IN_MARKS = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")
# Behind marks, somebody else tells whose words they are: « …, constate-t-elle ».
_TOLD = re.compile(
    r"[»”\"],?[ \u00a0](?:[a-zà-ÿ’ ]{1,12}[ -])?[a-zà-ÿ]{1,20}-(?:t-)?(?:il|elle)s?\b|[»”\"],? (?:he|she) [a-z]+"
)
_ASKING = frozenset("q question questions journaliste rédaction interviewer".split())
_ANSWERING = frozenset("r a réponse answer".split())
_ROOM = frozenset(
    "audience member public salle question questions modérateur modératrice animateur animatrice moderator host voix"
    " journaliste auditoire assistance spectateur spectatrice".split()
)  # fmt: skip
_ANOTHER = frozenset(
    "une l autre another first second third premier première deuxième troisième dernier dernière".split()
)
_LEADING = re.compile(r"animat|animé|modér|moderat|host|journalist|facilitat|présentat", re.I)


@dataclass(frozen=True)
class Turn:
    """What one person says until the next one speaks; `start` is that of the label, `words` that of what is said."""

    start: int
    words: int
    end: int
    label: str = ""  # as it is printed; none before an answer that only a question leads to
    name: tuple = ()  # (start, end) of the name in the label
    seconds: int | None = None  # since the recording began
    is_question: bool = False  # of whoever asks all the others
    is_answer: bool = False  # of whoever is asked; `name` is theirs, if it is told
    is_led: bool = False  # of whoever leads the others: their questions are no findings


def second_at(text, place):
    """The second of the recording at which a transcript says what stands at `place`: that of the time before it."""
    times = list(_TIMED_LINE.finditer(text, 0, place))
    return _seconds(times[-1]) if times else None


def turns(text, paragraphs):
    """The `Turn`s of an article in order; none where it is no transcript and no interview."""
    labelled = [one for n, where in enumerate(paragraphs) if (one := _labelled(text, n, where))]
    stops = {one.number for one in labelled} | _narrated(text, paragraphs)
    return _by_label(text, paragraphs, _of_somebody(text, paragraphs, labelled), stops) or _interview(text, paragraphs)


def _narrated(text, paragraphs):
    """The numbers of the paragraphs in which minutes tell what somebody does: « Mme Kerbrat approuve »."""
    found = set()
    for number, one in enumerate(paragraphs):
        name = NAME.match(text, one.start, min(one.end, one.start + _FAR))
        behind = re.match(r"[ \u00a0](?:[a-zà-ÿ]+)", text[name.end() : name.end() + 30]) if name else None
        if behind and is_name(name[0]):
            found.add(number)
    return found


@dataclass(frozen=True)
class _Labelled:
    """A paragraph that begins as a turn does; `kind` is "name", "single", "initials", "group", "ask" or "answer".

    "other" is a label of which nothing tells whose it is; it asks where it only stands before questions.
    """

    number: int
    kind: str
    label: str
    name: tuple
    words: int
    seconds: int | None
    is_led: bool


def _labelled(text, number, paragraph):
    """The paragraph `number` as one that a label begins, or None."""
    place, before = _behind_clock(text, paragraph)
    found, kind = _label(text, place, min(paragraph.end, place + _FAR))
    if not kind:
        return None
    told = _ASIDE.match(text, found.end(), paragraph.end).end()
    clock = _CLOCK.match(text, told, paragraph.end) or before
    told = max(told, clock.end() if clock else 0)
    is_strong = text[place - 2 : place] == "**"
    begins = _behind_label(text, told, paragraph.end, kind, may_be_alone=clock is not None or is_strong)
    if begins is None or kind not in ("ask", "answer") and not _is_said(text[begins : paragraph.end]):
        return None
    name = untitled(found) if kind == "name" else found.span() if kind == "single" else ()
    is_led = bool(_LEADING.search(text, found.start(), told))
    return _Labelled(number, kind, found[0].strip(), name, begins, clock and _seconds(clock), is_led)


def _behind_label(text, place, end, kind, *, may_be_alone):
    """Where the words begin behind a label: after a colon, after a dash and a name, or on the next line; or None."""
    parted = _COLON.match(text, place, end) or kind in ("name", "group") and _DASH.match(text, place, end)
    parted = parted or may_be_alone and _ALONE.match(text, place, end)
    return parted.end() if parted else None


def _behind_clock(text, paragraph):
    """(where a label may begin, the match of the time before it or None): « 10:30 X : … » is a programme."""
    place = _BEFORE.match(text, paragraph.start, paragraph.end).end()
    clock = _CLOCK.match(text, place, paragraph.end)
    if not clock or not (clock["hours"] or clock[0][0] in "[("):
        return place, None
    return _BEFORE.match(text, clock.end(), paragraph.end).end(), clock


def _label(text, start, end):
    """(its match, its kind) of the label that begins at `start`; its kind is empty where it is none."""
    named = NAME.match(text, start, end)
    if named and is_name(named[0]):
        return named, "name"
    initials = _INITIALS.match(text, start, end)
    if initials:
        return initials, "initials"
    found = _LABEL.match(text, start, end)
    return found, _kind(found[0].strip()) if found else ""


def _seconds(clock):
    hours = int(clock["hours"].rstrip(":")) if clock["hours"] else 0
    return hours * 3600 + int(clock["minutes"]) * 60 + int(clock["seconds"])


def _kind(label):
    bare = plain(re.sub(rf"^{_TITLES}", "", label))
    parts = re.findall(r"[\w’-]+", bare)
    if not parts or len(parts) > _WORDS:
        return ""
    if bare in _ANSWERING:
        return "answer"
    if bare in _ASKING or parts[-1] in _ASKING and len(parts) <= 2:
        return "ask"
    head = next((part for part in parts if part not in ARTICLES | _ANOTHER), "")
    if _NUMBERED.fullmatch(label) or _is_without_name(head):
        is_list = head.endswith("s") and head == parts[0]  # « Participants : X, Y »
        return "" if is_list else "group"
    return "single" if _SINGLE.fullmatch(label) else "other"


def _is_without_name(head):
    """Whether a noun tells of somebody in the room, of a group, or of what somebody is."""
    return head in _ROOM or head in words("groups") or head in roles()


def _is_said(said):
    """Whether what follows a label, if anything, is speech: whole sentences, not what minutes tell of somebody."""
    if not said:
        return True
    first = re.match(r"[\w’-]+", said)
    tells = first is not None and first[0].islower() and FINITE in verbs().get(plain(first[0]), ())
    in_marks = re.match(r"[«“\"][^«»“”\"]*[»”\"]\W*$", said)
    return bool(_ENDS.search(said)) and not tells and not in_marks


def _by_label(text, paragraphs, labelled, stops):
    if not _is_transcript(labelled):
        return []
    while labelled[0].kind == "group":  # « Public : 41 personnes. »
        labelled = labelled[1:]
    stops = stops | {number for number in range(len(paragraphs)) if _may_ask(text, paragraphs[number])}
    led = {one.label for one in labelled if one.is_led} | _led_before(text, labelled, paragraphs)
    found = []
    for one, after in zip(labelled, [*labelled[1:], None], strict=True):
        first = one.number + (one.words >= paragraphs[one.number].end)  # a label may be a line of its own
        last = _last(text, paragraphs, first, after.number if after else first + 1, stops)
        if first >= len(paragraphs) or after and first >= after.number:
            continue
        turn = Turn(
            paragraphs[one.number].start, max(one.words, paragraphs[first].start), _unstaged(text, paragraphs[last]),
            one.label, one.name, one.seconds, is_question=one.kind == "ask", is_answer=one.kind == "answer",
            is_led=one.label in led,
        )  # fmt: skip
        found += _parts(turn, paragraphs[first : last + 1])
    return found


def _may_ask(text, paragraph):
    """Whether a paragraph without a label may be of whoever asks: it ends the turn before it."""
    words = text[paragraph.start : paragraph.end]
    return len(words) <= _SHORT and (words.rstrip("*_ ").endswith("?") or _YOU.search(words) is not None)


def _is_transcript(labelled):
    """Whether so many lines begin with who speaks that the article is made of turns."""
    kinds = Counter(one.kind for one in labelled)
    people = len(labelled) - kinds["group"] - kinds["ask"] - kinds["answer"]
    by_letters = min(kinds["ask"], kinds["answer"]) >= _FEWEST - 1
    return by_letters or len(labelled) >= _FEWEST and people >= _FEWEST - 1


def _of_somebody(text, paragraphs, labelled):
    """Those of the labels that are of somebody who speaks, or who asks."""
    labels, others = Counter(one.label for one in labelled), defaultdict(list)
    for one in labelled:
        if one.kind in ("other", "single"):
            others[one.label].append(text[paragraphs[one.number].end - 1] == "?")
    asking = {label for label, asked in others.items() if len(asked) > 1 and all(asked)}
    parts = _parts_of_names(text) if labelled else set()
    kept = [replace(one, kind="ask") if one.label in asking else one for one in labelled]
    return [one for one in kept if _is_somebody(one, labels, parts)]


def _parts_of_names(text):
    """Of each two words with capitals: the second, the two initials, and the first where they may be a name."""
    named = list(_NAMED.finditer(text))
    parts = {found[1].casefold() for found in named} | {found[0][0] + found[1][0] for found in named}
    return parts | {found[0].strip().casefold() for found in named if is_name(found[0] + found[1])}


def _is_somebody(one, labels, parts):
    """Whether a label of one word is a given name or a part of a name, and initials are somebody's, or told again."""
    if one.kind == "initials":
        return labels[one.label] > 1 or re.sub(r"\W", "", one.label) in parts
    if one.kind != "single":
        return one.kind != "other"
    return is_given(plain(one.label)) or one.label.casefold() in parts


def _led_before(text, labelled, paragraphs):
    """The labels of those who are said to lead before the first turn: « X (animatrice) », « Animation : X »."""
    lead = text[: paragraphs[labelled[0].number].start][-_LEAD:]
    return {one.label for one in labelled if one.name and _is_told_to_lead(lead, text[slice(*one.name)])}


def _is_told_to_lead(lead, name):
    name, leading = re.escape(name), f"(?:{_LEADING.pattern})"
    behind = rf"{name}[ \u00a0]*[,(][ \u00a0]?[^,()]{{0,60}}?{leading}"
    before = rf"{leading}\w*(?:[ \u00a0]?:|[ \u00a0](?:par|by))[ \u00a0]+(?:\w+[ \u00a0])?{name}"
    return re.search(f"{behind}|{before}", lead, re.IGNORECASE) is not None


def _last(text, paragraphs, first, after, stops=()):
    """The number of the last paragraph of a turn, before the next one begins; a stage direction ends it."""
    last = first
    for number in range(first + 1, after):
        said = text[paragraphs[number].start : paragraphs[number].end]
        if number in stops or _STAGE.match(said) or paragraphs[number].is_heading or not _ENDS.search(said):
            break
        last = number
    return last


def _unstaged(text, paragraph):
    """The end of a paragraph without the stage direction that ends it: « On verra. (Rires.) »."""
    direction = re.search(r"[ \u00a0][\[(][^\[\]()\n]{1,40}[\])]\.?$", text[paragraph.start : paragraph.end])
    return paragraph.start + direction.start() if direction else paragraph.end


def _parts(turn, paragraphs):
    """A turn, or one for each of its paragraphs where it is long."""
    if turn.end - turn.words <= _LONGEST:
        return [turn]
    first, *rest = paragraphs
    return [replace(turn, end=first.end), *(replace(turn, start=p.start, words=p.start, end=p.end) for p in rest)]


def _interview(text, paragraphs):
    """The answers of an interview whose questions are short paragraphs of their own."""
    asked = []
    for number in dropwhile(lambda number: _may_head(text, paragraphs, number), _questions(text, paragraphs)):
        if number - 1 not in asked[-1:]:  # what follows a question answers it
            asked.append(number)
    if len(asked) < _FEWEST or not (_INTERVIEW.search(text, 0, paragraphs[asked[0]].end) or _COLLECTED.search(text)):
        return []
    found, stops = [], _narrated(text, paragraphs)
    for number, after in zip(asked, [*asked[1:], None], strict=True):
        last = _last(text, paragraphs, number + 1, after if after else number + 2, stops)
        answer = _answer(text, number + 1, paragraphs[number + 1])
        found += _parts(replace(answer, end=paragraphs[last].end), paragraphs[number + 1 : last + 1])
    own = sum(bool(_ME.search(text, turn.words, turn.end)) for turn in found)
    return found if own * 2 >= len(found) else []


def _questions(text, paragraphs):
    return (number for number in range(1, len(paragraphs) - 1) if _asks(text, paragraphs, number))


def _may_head(text, paragraphs, number):
    """Whether a question may head a report: it says no « vous », and what follows no « je » of its own, or who said."""
    one, after = (text[paragraphs[place].start : paragraphs[place].end] for place in (number, number + 1))
    return bool(_TOLD.search(after)) or not _YOU.search(one) and not _ME.search(_IN_MARKS.sub("", after))


def _answer(text, number, paragraph):
    """The turn with which an answer begins, behind the name that may stand before the first of them."""
    label = _labelled(text, number, paragraph)
    if label is None or label.kind != "name":
        return Turn(paragraph.start, paragraph.start, paragraph.end, is_answer=True)
    return Turn(paragraph.start, label.words, paragraph.end, label.label, label.name, is_answer=True)


def _asks(text, paragraphs, number):
    one, after = (text[paragraphs[place].start : paragraphs[place].end].rstrip("*_ ") for place in (number, number + 1))
    is_question = one.endswith("?") or one.startswith("**") or bool(_YOU.search(one)) and len(after) > len(one)
    return is_question and len(one) <= _SHORT and not after.endswith("?") and bool(_ENDS.search(after))
