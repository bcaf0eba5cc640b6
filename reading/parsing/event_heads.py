"""What the title of an article says of the event that it tells of, and the lines beside it."""

import re
from itertools import takewhile

from language.dates import DAY, MONTH, WEEKDAY

from .event_hosts import completed, proper
from .event_nouns import GAP, MASTHEAD, NOUNS, bounded, is_in_capitals, printed

_HEADS = 3  # paragraphs that may be a title, or stand below one
_LONGEST = 110  # characters of a title
_WHAT = (
    rf"(?:{NOUNS}|assemblées?{GAP}(?:générale|citoyenne|populaire|plénière)|réunions?|conseils?|inauguration|veillée|soirée|débats?|cérémonie"
    r"|session|causerie|audition|concert|après-midi|portes ouvertes|meeting|hearing|panel|evening|night|dinner|launch"
    r"|open day|opening|screening)"
)
_REPORT = (
    r"(?:comptes?[- ]rendus?|procès[- ]verbal|PV|minutes|retours?{0}sur|résumé|récit|bilan|recap|report|review|notes"
    r"|transcription|transcript)"
).replace("{0}", GAP)
_THE = rf"(?:la{GAP}|l[’']|les?{GAP}|the{GAP}|notre{GAP}|nos{GAP}|votre{GAP}|our{GAP}|your{GAP})"
_ORDINAL = rf"(?:(?:\d{{1,2}}|[IVX]+)(?:es?|[eè]mes?|st|nd|rd|th){GAP})"
_DAY = rf"(?:{WEEKDAY}{GAP}+)?\d{{1,2}}(?:er|st|nd|rd|th)?{GAP}+{MONTH}"
_MARKS = r"[«“\"][^«»“”\"\n]{3,90}[»”\"]"
# « Compte rendu de la réunion sur la cantine », « Journée régionale de X – Compte-rendu ».
_REPORTED = re.compile(
    rf"{_REPORT}{GAP}+(?:(?:de|of|from|on|sur){GAP}+)?(?:{_THE}|du{GAP}|des{GAP}|d[’']|une?{GAP}|an?{GAP})?"
    rf"(?P<name>(?:\w{{3,10}}{GAP}){{0,3}}?{_WHAT}\b[^–—:|(.!?\n]*)",
    re.IGNORECASE,
)
_THEN_REPORT = re.compile(rf"(?P<name>[^\n]{{6,90}}?){GAP}*(?:[–—:|]|-{GAP}){GAP}*{_REPORT}\b", re.IGNORECASE)
_OF_MARKED = re.compile(rf"{_REPORT}(?:{GAP}(?:sur|on))?{GAP}*:?{GAP}*(?P<name>{_MARKS})", re.IGNORECASE)
_CAPITALS = re.compile(
    rf"(?P<name>(?:(?:\d{{1,2}}\w{{1,3}}|annual|open|public){GAP})?{_WHAT}\b[^–—:|(!?\n]*)", re.IGNORECASE
)
# « MercoeurTech 2015 », “What we learned at Patternfold 2024”.
_OF_YEAR = re.compile(
    rf"(?:#?(?P<tag>)|\b(?:at|from|à|de){GAP})(?P<name>[A-ZÀ-Ý](?(tag)\w*[a-zà-ÿ][A-Z])\w+{GAP}(?:19|20)\d\d)\b"
)
# “Anger at Stanmouth harbour meeting”, “a dinosaur: Hexley quarry hearing runs past midnight”
_AT_PLACE = re.compile(
    rf"(?:\bat|[:,–]){GAP}(?P<name>[A-ZÀ-Ý][\w’'-]+{GAP}(?:[\w’'-]+{GAP})?"
    rf"(?:meeting|hearing|conference|debate|symposium|open{GAP}day|AGM))\b"
)
# « « Sortir, et après ? » : ce qu’on a entendu »
_ENTITLED = re.compile(rf"(?P<name>{_MARKS}){GAP}*:{GAP}*(?:{_REPORT}|ce{GAP}qu[’'e]|what{GAP}we\b)", re.IGNORECASE)
# « NOTES – Assises étudiantes du logement – mer. 16 octobre », « Soirée chauves-souris : elles étaient à l’heure ».
_PART = re.compile(
    rf"(?:^|(?<=[:–—|.]{GAP})|(?<={GAP}-{GAP}))(?:{_THE}|(?:une?|notre|our|an?){GAP})?"
    rf"(?P<name>{_ORDINAL}?(?:(?:annual|open|public){GAP})?{_WHAT}\b{GAP}(?:{_MARKS}|[^–—:|(,.!?\n«“\"])*)",
    re.IGNORECASE | re.MULTILINE,
)
# « Forum du 11 octobre : on vous raconte », « ASSEMBLÉE DU 22 AVRIL »: it is called by whose it is.
_OF_DAY = re.compile(rf"(?:{_THE})?(?P<name>{_WHAT}|assemblée)(?:{GAP}(?:du|de|of))?{GAP}(?={_DAY})", re.IGNORECASE)
# Where it is held, how it went: no part of what it is called.
_BEHIND = re.compile(
    rf"{GAP}[àÀ]{GAP}(?=[A-ZÀ-Ý])|{GAP}[+-]{GAP}"
    rf"|{GAP}(?i:(?:a|ont|est|sont|était|fut|was|were|is|are|has|bien|très|trop|sous|live|dans|chez|vue?s?|held"
    rf"|à{GAP}(?:la|l[’'])|en{GAP}(?:quelques|images|bref|direct|\d+))\b)"
)
_SITTING = re.compile(rf"(?:compte[- ]rendu|procès[- ]verbal){GAP}(?:de{GAP}la{GAP})?séance\b", re.IGNORECASE)
_TOWN = re.compile(rf"(?:mairie|commune|ville){GAP}(?P<of>de{GAP}|d[’'])", re.IGNORECASE)
_COUNCIL = re.compile(rf"(?:(?:réunion|séance){GAP}du{GAP})?conseil{GAP}municipal", re.IGNORECASE)
# No name of an event where it is printed so: « la nuit noire divise ».
_SMALL = re.compile(r"(?:nuit|semaine|printemps|café|salon|week|fair|night|evening|convention)\b")
_SUBJECT = re.compile(
    rf"^(?:Objet|Subject|Sujet){GAP}*:{GAP}*(?:(?:Re|Tr|Fwd?){GAP}*:{GAP}*)*(?P<words>\S.*)$", re.I | re.M
)
_MAIL = re.compile(rf"(?:De|From|À|To|Objet|Subject|Date){GAP}*:", re.IGNORECASE)
_NO_NAME = re.compile(
    r"communiqué|press release|procès|comptes?[- ]rendu|minutes|lettre|bulletin|newsletter|commune\b|mairie"
    r"|society|trust\b",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?:association|commune|communauté|société|club|comité|union|fédération|groupe scolaire|amicale|cercle"
    r"|(?:\w+ ){1,5}(?:society|trust|club|council|association))\b",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(
    r"publié|posté|mis en ligne|posted|published|^par |^by |^carnet|^journal|^bulletin", re.IGNORECASE
)
_PUBLICATION = re.compile(
    r"\b(?:carnets?|gazette|paper|lettre|blog|news|journal|reporter|écho)\b|^par |^by |^nous étions", re.IGNORECASE
)
_FURNITURE = re.compile(rf"{GAP}[>›|]{GAP}|\b(?:n[o°]|page){GAP}*\d", re.IGNORECASE)  # « Accueil > Le club », « n° 12 »
_DATED = re.compile(rf"\W*(?:{WEEKDAY}\W+)?{DAY.pattern}\W*", re.IGNORECASE)
_HELD = re.compile(rf"\b(?:{_WHAT}|days?)\b", re.IGNORECASE)
_DAY_BELOW = 60  # characters of a line in which its day begins


def in_head(article, paragraphs):
    """(start, end, name) as a title says it: of what it is the report, with its year, or above a day; or None."""
    lines = list(_lines(article.text, paragraphs))
    for number, (start, end) in enumerate(lines):
        beside = lines[number - 1 : number] + lines[number + 1 : number + 2]
        if found := _reported(article.text, start, end, beside) or _sitting(article.text, start, end, beside):
            return found
    return (
        _named(article.text, lines)
        or _of_day(article.text, paragraphs, lines)
        or _above_a_day(article.text, paragraphs)
    )


def _lines(text, paragraphs):
    """Yield (start, end) of what may be a title: of a mail, its subject."""
    if _MAIL.match(text, paragraphs[0].start):
        if subject := _SUBJECT.search(text, 0, paragraphs[-1].end):
            yield subject.span("words")
        return
    for number, line in enumerate(paragraphs[:_HEADS]):
        is_report = _REPORTED.match(text, line.start, line.end) is not None
        if MASTHEAD.search(text[line.start : min(line.end, line.start + _LONGEST)]):
            continue
        if is_report or line.end - line.start <= _LONGEST and (line.is_heading or number == 0):
            yield line.start, line.end


def _reported(text, start, end, beside):
    for pattern in (_REPORTED, _THEN_REPORT, _OF_MARKED):
        found = pattern.search(text, start, end)
        span = found and bounded(text, found.start("name"), _end(text, *found.span("name")))
        if span:
            if _COUNCIL.fullmatch(text, *span) and (name := _municipal(text, beside)):
                return *span, name
            title = re.match(rf"\s*({_MARKS})", text[end : end + _LONGEST]) if pattern is _REPORTED else None
            host = _host(text, beside) if pattern is _REPORTED else ""
            return *span, printed(text, *span) + (f" {title[1]}" if title else host)
    return None


def _host(text, beside):
    """« – Association X », the line beside a report that says of what it is, not of whom."""
    line = next(((start, end) for start, end in beside if _HOST.match(text, start, end)), None)
    return f" – {proper(text, *line)}" if line else ""


def _sitting(text, start, end, beside):
    """« Conseil municipal de X », of « Procès-verbal de la séance » beside « Mairie de X »."""
    if not _SITTING.search(text, start, end):
        return None
    name = _municipal(text, beside) or f"Séance{_host(text, beside)}"
    return (start, end, name) if " " in name else None


def _municipal(text, beside):
    """« Conseil municipal de X », where a line beside says « Commune de X »; or None."""
    found = next(((town, end) for start, end in beside if (town := _TOWN.match(text, start, end))), None)
    return found and f"Conseil municipal {found[0]['of'].lower()}{proper(text, found[0].end(), found[1])}"


def _named(text, lines):
    for start, end in lines:
        patterns = [_PART, *([_CAPITALS] if is_in_capitals(text[start:end]) else []), _OF_YEAR, _AT_PLACE, _ENTITLED]
        for pattern in patterns:
            found = pattern.search(text, start, end)
            span = found and bounded(text, found.start("name"), _end(text, *found.span("name")))
            if span and not _SMALL.match(text, *span):
                return *span, printed(text, *span)
    return None


def _of_day(text, paragraphs, lines):
    """What was held on a day, where the lines about it say whose it is."""
    for start, end in lines:
        if found := _OF_DAY.match(text, start, end):
            name = printed(text, *found.span("name"))
            if (called := completed(text, paragraphs, start, name)) != name:
                return *found.span("name"), called
    return None


def title(article, paragraphs):
    """(start, end, name) of the title of an article whose event is named nowhere, or None."""
    is_mail, is_paper = _MAIL.match(article.text, paragraphs[0].start), _is_paper(article.text, paragraphs)
    lines = [] if is_mail else paragraphs[2 * is_paper : _HEADS + 1 + is_paper]
    above = takewhile(lambda line: line.end - line.start <= _LONGEST, lines)
    may_be = [(line.start, line.end) for line in above if _may_be_title(article.text, line)]
    undated = [span for span in may_be if not DAY.search(article.text, *span)]
    titles = [span for span in undated if not is_in_capitals(article.text[slice(*span)])]  # else of the whole bulletin
    span = next(iter(titles or undated or may_be), None)
    return span and (*span, printed(article.text, *span))


def _may_be_title(text, line):
    words = text[line.start : line.end]
    is_line = line.is_heading or line.start == 0 or not re.search(r"[.;:,…]$", words)
    return (
        is_line
        and len(words.split()) > 2
        and not any(pattern.search(words) for pattern in (_NO_NAME, _PUBLICATION, MASTHEAD, _OF_ARTICLE, _FURNITURE))
    )


def _is_paper(text, paragraphs):
    """Whether the first line names a paper: « La Gazette du Val », its day, then a title."""
    first, *below = paragraphs[:4]
    is_dated = bool(below) and _DATED.fullmatch(text, below[0].start, below[0].end)
    has_title = any(line.is_heading for line in below[1:])
    return bool(is_dated) and has_title and not _HELD.search(text, first.start, first.end)


def _end(text, start, end):
    behind = _BEHIND.search(text, start, end)
    return behind.start() if behind else end


def _above_a_day(text, paragraphs):
    """A title whose next line is where and when something was held: « Limeuges, samedi 17 novembre 2012 »."""
    first, below = paragraphs[0], paragraphs[1:2]
    words = text[first.start : first.end]
    if (
        not first.is_heading
        or _is_paper(text, paragraphs)
        or _NO_NAME.search(words)
        or _MAIL.match(words)
        or not (below and below[0].is_heading)
    ):
        return None
    day = DAY.search(text, below[0].start, below[0].end)
    is_near = day is not None and day.start() - below[0].start < _DAY_BELOW
    before = text[below[0].start : day.start()] if is_near else ""
    if not is_near or _OF_ARTICLE.search(before) or before.endswith(", le "):  # « Redon, le 10 avril 2025 »
        return None
    return first.start, first.end, printed(text, first.start, first.end)
