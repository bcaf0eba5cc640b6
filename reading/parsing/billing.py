"""Who is announced, told by the shape of a line: « Composter en ville par X », « - X – luthier », « 9 h : … – X »."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from .headed import headed
from .lexicon import plain, roles
from .line_names import NAME, has_given, is_name, names_in, untitled

_LONGEST = 220  # characters of a line that is read
_FAR = 100  # characters of a line in which a name stands
_FEWEST_TURNS = 3
_FEWEST_ALIKE = 2  # names alone under headings
_TOP = 3  # paragraphs in which « par X » tells who wrote the article

_COLON = re.compile(
    r"(?:[ \u00a0]*\([^()\n]{1,60}\)|,[^:;.!?«»“”\"\n]{1,60})?"
    r"[ \u00a0\u202f]*\*{0,2}[ \u00a0\u202f]*:[ \u00a0]+(?=[^\s«“\"])"
)
_BESIDE = re.compile(r"[ \u00a0]*(?:[,–—:(]|-[ \u00a0])[ \u00a0]*(?=\S)")

_BULLET = re.compile(r"[ \t\u00a0]*(?:[-–—•*·▪◦‣]|\d{1,2}[.)])[ \t\u00a0]+")
_NOON = r"[ \u00a0]?(?i:[ap]\.?m\.?)"  # before it, or after
HOUR = rf"\d{{1,2}}(?:[ \u00a0\u202f]?(?:[hH][ \u00a0\u202f]?(?:[0-5]\d)?|:[0-5]\d)(?:{_NOON})?|{_NOON}(?!\w))"
TIME = re.compile(
    rf"[ \t\u00a0]*(?:[-–—•*][ \u00a0])?(?:[Dd]e[ \u00a0]|[ÀàA][ \u00a0])?{HOUR}"
    rf"(?:[ \u00a0]?(?:[-–—/]|à|to)[ \u00a0]?{HOUR})?(?![\w’'])[ \u00a0]*[:–—|·,-]?[ \u00a0]*"
)
_BY = re.compile(r"(?:^|,?[ \u00a0])(?:[Pp]ar|[Bb]y|[Aa]vec|[Ww]ith)[ \u00a0]+")
_BY_FIRST = re.compile(r"(?:[Pp]ar|[Bb]y|[Aa]vec|[Ww]ith)[ \u00a0]+")
_OF_AUTHOR = re.compile(  # what the first line of an article says of itself
    r"\b(?:comptes?[- ]rendus?|récits?|articles?|textes?|photos?|reportages?|résumés?|retours?|blog|carnet|billet"
    r"|notes?|chronique|report|recap|story|review)\b",
    re.IGNORECASE,
)
_DASH = re.compile(r"[ \u00a0][–—|-][ \u00a0]|,[ \u00a0]")
_NO_TITLE = re.compile(
    r"(?:photos?|textes?|crédits?|images?|légende|vidéos?|dessins?|propos|articles?|commentaires?|mis|©|said|reviewed"
    r"|(?:publi|post|rédig|déclar|recueilli|approuv|adopt|propos|sign|présid|organis|port|financ|réalis|illustr|dirig|fond"
    r"|cré|pilot|coordonn|initi|lanc|film|enregistr|racont|guid|accompagn|invit|suivi|pos|montr|cit|évoqu)(?:é|i)?e?s?"
    r"|dite?s?|lue?s?|élue?s?|reçue?s?|vue?s?|écrite?s?|traduite?s?|prise?s?|conçue?s?|soutenue?s?|offerte?s?|remise?s?"
    r"|accueillie?s?|posted|written|published|updated|edited|taken|shot|organi[sz]ed"
    r"|(?:le )?\d{1,2}(?:er)? \S+ (?:19|20)\d\d)"
    r"(?!\w)",
    re.IGNORECASE,
)
# Verbs that « par » may follow where it leads to no people.
_GOING = frozenset(
    "passe passent passer passant passé entre entrer arrive vient sort commence commencer débute finit".split()
)
_PAUSE = re.compile(
    r"(?:pauses?|café|déjeuner|dîner|repas|buffet|cocktail|accueil|lunch|coffee|break|registration|apéri\w+|fin)\b",
    re.I,
)
_LABEL = re.compile(
    r"(?:participante?s?|entretien avec|intervenante?s?|interventions?|orateurs?|oratrices?|avec|animat\w+|animée? par"
    r"|modérat\w+|modérée? par|invitée?s?|conférenci\w+|panélistes?|présentée? par|speakers?|panel\w*|with|moderat\w+"
    r"|moderated by|hosted by|hosts?)"
    r"[ \u00a0]*:[ \u00a0]*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:présentée?s?|animée?s?|proposée?s?|interven\w+|conférenci\w+|orateurs?|oratrices?|panélistes?|invitée?s?|avec"
    r"|table[- ]ronde|ateliers?|exposés?|témoignages?|speakers?|panel\w*|with|talks?|presented|led)\b",
    re.IGNORECASE,
)
_NOT_LEADING = re.compile(
    r"\b(?:excus\w+|absent\w*|remerci\w+|merci|photos?|contacts?|bureau|présents|bénévoles|équipe|pouvoirs?|thanks|organisat\w+"
    r"|soutien|partenaires|membres|composition|jury|lauréats?|candidat\w*|gagnant\w*|board|members|winners)\b",
    re.IGNORECASE,
)
# What is given, led or held by somebody, inside a sentence.
_LED = re.compile(
    r"\b[^\W\d_]{4,20}(?:[ \u00a0][^\W\d_][\w’'-]{1,20}){0,5}[ \u00a0]"
    r"(?:(?:co-?)?animée?s?|modérée?s?|moderated|hosted|chaired|facilitated)[ \u00a0](?:par|by)[ \u00a0]",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:conférences?|table[- ]ronde|tables rondes|ateliers?|débats?|exposés?|présentations?|discussions?|sessions?"
    r"|rencontres?|échanges?|webinaires?|panel|workshops?|talks?|round ?tables?|keynotes?|visites?|soirées?"
    r"|journées?|lectures?)"
    r"(?:[ \u00a0][^\W\d_][\w’'-]{1,20}){0,3}[ \u00a0](?:présentée?s?|donnée?s?|assurée?s?|menée?s?|conduite?s?"
    r"|led|given|presented)[ \u00a0](?:par|by)[ \u00a0]",
    re.IGNORECASE,
)
_SPEECH_OF = re.compile(
    r"\b(?:discours|allocutions?|interventions?|exposés?|témoignages?|prises? de parole|mots? d[’']accueil"
    r"|mots? d[’']ouverture|keynotes?|speech|talks?|remarks|presentation|conférences?)"
    r"[ \u00a0](?:d[eu’']|by|from|of)[ \u00a0]?",
    re.IGNORECASE,
)

# « animé par », behind the marks of a title.
GIVEN_BY = re.compile(
    r"[ \u00a0]*,?[ \u00a0]*(?:(?:(?:co-?)?animée?s?|présentée?s?|donnée?s?|modérée?s?|presented|led|given)[ \u00a0])?"
    r"(?:par|by)[ \u00a0]"
)
_MARKED_BY = re.compile(rf"[»”\"]{GIVEN_BY.pattern}")
_MEETING = re.compile(
    r"\b(?:rencontre|entretien|interview|conversation|échange|dialogue|soirée|débat|causerie)"
    r"[ \u00a0](?:avec|with)[ \u00a0]",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[»”][ \u00a0]*[—–][ \u00a0]*")


@dataclass(frozen=True)
class Billing:
    """People who are announced together, with the title that stands beside their names, if one does."""

    start: int
    end: int
    names: tuple  # their (start, end)
    title: tuple = ()  # (start, end), or empty
    is_timed: bool = False  # a line of a programme
    is_turn: bool = False  # one speaks there, in a transcript


def billings(document, paragraphs):
    """The `Billing`s of a document in order, each paragraph read once."""
    text, items = document.text, {mark.start for mark in document.marks if mark.kind == "item"}
    lines = [_Line(text, one, one.start in items, number) for number, one in enumerate(paragraphs)]
    is_programme = sum(line.is_timed for line in lines) >= 2
    found = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        found += _of_line(line, before, is_programme=is_programme) or _in_sentence(text, line)
    found += _of_lists(lines) + _of_turns(lines) + _like_others(lines, found)
    found += [Billing(line.start, line.end, (name,), title) for line, name, title in headed(text, lines)]
    return sorted(found, key=lambda one: one.start)


def _like_others(lines, found):
    """The names alone under headings, of whom nothing tells that they are people but that others stand so."""
    starts = {one.start for one in found}
    alone = [one for one in found if one.title and one.names == ((one.start, one.end),)]
    if len(alone) < _FEWEST_ALIKE:
        return []
    under = [(line, before) for before, line in zip(lines[1:], lines[2:], strict=False) if before.is_heading]
    return [
        Billing(line.start, line.end, ((line.start, line.end),), (before.first, before.end))
        for line, before in under
        if line.start not in starts and NAME.fullmatch(line.words) and is_name(line.words) and line.first == line.start
    ]


def billed_names(found):
    """The starts and ends of all names of `Billing`s, in order, none twice."""
    return sorted({name for one in found for name in one.names})


def is_billed(names, start, end):
    """Whether the name from `start` to `end` is one of `names`, or part of one."""
    near = bisect_left(names, (start + 1,)) - 1
    return near >= 0 and names[near][0] <= start and end <= names[near][1]


class _Line:
    """A paragraph without its bullet and its time."""

    def __init__(self, text, paragraph, is_item, number):
        self.text, self.number, self.is_heading = text, number, paragraph.is_heading
        self.start, self.end = paragraph.start, paragraph.end
        timed = TIME.match(text, self.start, self.end)
        bullet = None if timed else _BULLET.match(text, self.start, self.end)
        self.is_item = is_item or bullet is not None
        self.first = (timed or bullet).end() if timed or bullet else self.start
        self.is_short = (
            self.first < self.end and self.end - self.first <= _LONGEST and "\n" not in text[self.first : self.end]
        )
        self.is_timed = timed is not None and self.is_short and text[self.end - 1] not in ".!;:"

    @property
    def words(self):
        return self.text[self.first : self.end]


def _of_line(line, before, *, is_programme):
    """The `Billing` that a whole line is: a label, a title with its people, the people under a heading; in a list."""
    if not line.is_short:
        return []
    label = _LABEL.match(line.text, line.first, line.end)
    if label:
        names = names_in(line.text, label.end(), line.end)
        return [Billing(line.start, line.end, names, _heading(before))] if names else []
    in_programme = is_programme and line.is_timed
    if not in_programme and re.search(r"[.!;:…]$", line.words) or not line.number and _OF_AUTHOR.search(line.words):
        return []
    titled = _titled(line, is_listed=in_programme or line.is_item or line.is_heading)
    if titled:
        return [Billing(line.start, line.end, titled[1], titled[0], in_programme)]
    if in_programme and not _PAUSE.match(line.words) and len(line.words.split()) > 1:
        return [Billing(line.start, line.end, (), (line.first, line.end), is_timed=True)]
    return _under_heading(line, before)


def _titled(line, *, is_listed):
    """((start, end) of the title, names) of « TITLE par X et Y », of « TITLE – X, role » in a list; or None."""
    for pattern in (_BY, _DASH) if is_listed else (_BY,):
        for found in pattern.finditer(line.text, line.first, line.end):
            title = line.text[line.first : found.start()].strip(" \u00a0,–—-")
            if len(title.split()) < 2 or _is_no_title(title):
                continue
            if NAME.fullmatch(title) and is_name(title):
                return None  # « X, Y et Z »
            names = names_in(line.text, found.end(), line.end)
            is_told = pattern is _BY or names and has_given(line.text, names[0])
            if is_told and names and _ends(line.text, names, line.end):
                return _bare(line.text, line.first, found.start()), names
    return None


def _is_no_title(words):
    """« Photo », « propos recueillis », « La maire »: what stands before a name and is no title."""
    last = words.split()[-1]
    return bool(_NO_TITLE.match(words) or _NO_TITLE.match(last)) or plain(last) in roles().keys() | _GOING


def _bare(text, start, end):
    """The span of a title without the marks, or the noun before them: « Conférence : « Semer » »."""
    marked = re.search(r"[«“\"]\s*([^«»“”\"]{3,200}?)\s*[»”\"]", text[start:end])
    if marked:
        return start + marked.start(1), start + marked.end(1)
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip(" \u00a0,:–—-|"))


def _ends(text, names, end):
    """Whether no sentence goes on behind the people of a line: only what they are is told there."""
    rest = text[names[-1][1] : end]
    return (
        not re.search(r"[.!?…]\s|[.!]$|[«»“”]", rest)
        and len(rest) < 120
        and not re.match(r"[ \u00a0][a-zà-ÿ]{2,}", rest)
    )


def _under_heading(line, before):
    """The people right under a heading: « Iris Nadal (Atelier Sept) @irisnadal », « par Iris Nadal »."""
    if line.is_item or before is None or not _may_head(before):
        return []
    by = _BY_FIRST.match(line.words)
    if by and line.number < _TOP:
        return []
    names = names_in(line.text, line.first + (by.end() if by else 0), line.end)
    if not names or not _ends(line.text, names, line.end):
        return []
    is_told = by or _tells_of(line, names)
    return [Billing(line.start, line.end, names, (before.first, before.end))] if is_told else []


def _may_head(line):
    """Whether a heading may be the title of what people have under it: neither the first one, nor a name."""
    is_title = line.is_heading and line.number >= 1 and not _is_no_heading(line)
    return is_title and not NAME.fullmatch(line.words)


def _tells_of(line, names):
    """Whether a line goes on behind its names with what these are, or says no more than a full name."""
    rest = line.text[names[-1][1] : line.end].strip()
    if not rest:
        return has_given(line.text, names[0])
    return re.match(r"[(@]|[,–—-]\s*\S", rest) is not None


def _is_no_heading(line):
    """Whether a line is no title of others: « La secrétaire de séance », « X, juriste », « Pause »."""
    is_named = any(has_given(line.text, name) for name in names_in(line.text, line.first, line.end))
    is_office = any(plain(word) in roles() for word in re.findall(r"[\w’-]+", line.words)[:3])
    return is_named or is_office or bool(_PAUSE.match(line.words)) or _titled(line, is_listed=True) is not None


def _of_lists(lines):
    """The people of the items of a list that a line announces, or that tell of each what it is."""
    found, place = [], 0
    while place < len(lines):
        last = place
        while last < len(lines) and _is_item_beside(lines[place], lines[last]):
            last += 1
        if last > place:
            found += _of_list(lines, place, last)
        place = max(last, place + 1)
    return found


def _is_item_beside(first, line):
    """Whether a line is an item with the mark of the first: « 4. Débat » stands above « - X, maire », not beside it."""
    is_alike = first.text[first.start].isdigit() == line.text[line.start].isdigit()
    return line.is_item and line.is_short and is_alike


def _of_list(lines, place, last):
    """The people of the items from `place`; under a title, all in one talk."""
    lead = lines[place - 1] if place else None
    said = lead.words[-_LONGEST:] if lead else ""
    if _NOT_LEADING.search(said):
        return []
    named = [(line, names) for line in lines[place:last] if (names := _people_of_item(line))]
    if not named or not (_is_leading(said) or _tell_roles(named)):
        return []
    title = _heading(lines[place - 2] if place > 1 and said.rstrip().endswith(":") else None)
    if not title:
        return [Billing(line.start, line.end, names) for line, names in named]
    return [Billing(lead.start, lead.end, tuple(name for _, names in named for name in names), title)]


def _is_leading(said):
    return len(said) < _LONGEST and _LEADING.search(said) is not None


def _tell_roles(named):
    """Whether two items or more tell what somebody is."""
    return sum(_tells_role(line.text, names[0], line.end) for line, names in named) >= 2


def _people_of_item(line):
    names = names_in(line.text, line.first, line.end)
    behind = line.text[names[0][1] : line.end] if names else ""
    return names if names and (not behind.strip(" .;,") or _BESIDE.match(behind)) else ()


def _tells_role(text, name, end):
    near = re.findall(r"[\w’-]+", text[name[1] : min(end, name[1] + 60)])
    return any(plain(word) in roles() for word in near[:3])


def _of_turns(lines):
    """Those who speak by turns in a transcript: « X : … », « X (maire) : … », three or more times."""
    turns = [(line, name) for line in lines if (name := _turn(line))]
    if len(turns) < _FEWEST_TURNS:
        return []
    return [Billing(line.start, name[1], (name,), is_turn=True) for line, name in turns]


def _turn(line):
    """The (start, end) of the name with which a turn begins, or None."""
    name = NAME.match(line.text, line.first, min(line.end, line.first + _FAR))
    if not name or not is_name(name[0]):
        return None
    return untitled(name) if _COLON.match(line.text, name.end(), line.end) else None


def _heading(line):
    return (line.first, line.end) if line is not None and line.is_heading and line.number else ()


def _in_sentence(text, line):
    """« Cette table ronde animée par X et Y a réuni du monde », « le discours de Mme X »."""
    found = []
    for pattern in (_LED, _HELD, _SPEECH_OF, _MEETING, _MARKED_BY, _SIGNED):
        for match in pattern.finditer(text, line.start, line.end):
            names = names_in(text, match.end(), min(line.end, match.end() + _LONGEST))
            if names:
                found.append(
                    Billing(match.start(), names[-1][1], names[:1] if pattern in (_SPEECH_OF, _SIGNED) else names)
                )
    return found
