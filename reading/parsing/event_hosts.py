"""Whose an event is that is called as many are: « Assemblée générale », in a society's bulletin, is that society's."""

import re

from language.dates import MONTH

from .event_nouns import GAP, WORD, is_in_capitals, printed

_LINES = 4  # paragraphs above, and about, what is held
_ADJECTIVE = (
    rf"(?:générale|annuel(?:le)?|ordinaire|extraordinaire|publi(?:c|que)|mensuel(?:le)?"
    r"|trimestriel(?:le)?|plénière|technique|départementale?|citoyenne"
    rf"|régionale?|nationale?|portes{GAP}ouvertes|d[’'](?:études?|information|automne|hiver|été)|de{GAP}(?:printemps|rentrée)"
    rf"|des{GAP}(?:familles|adhérents|membres)"
    r"|annual|general|quarterly|monthly|ordinary|extraordinary|special|open|public|members[’']|spring|summer|autumn|winter"
    rf"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th|e)|{MONTH})"
)
_KIND = (
    r"(?:assemblée|réunion|rencontres?|journées?|conférence|conseil|commission|séance|table[- ]ronde|débat|colloque"
    r"|forum|séminaire|congrès|convention|fête|inauguration|meeting|hearing|conference|symposium|dinner|day|evening"
    r"|lunch|workshop)"
)
_BARE = re.compile(rf"(?:{_ADJECTIVE}{GAP})*{_KIND}(?:{GAP}{_ADJECTIVE})*", re.IGNORECASE)
# « Bulletin de la Société salicole de l’Étier, n° 88 », “Newsletter of the Friends of Thornley Road Library”
_PAPER = r"(?:lettre|bulletin|gazette|journal|magazine|annales|feuille|mensuel|chronique|newsletter|quarterly|review)"
_OF = rf"(?:de{GAP}(?:la{GAP}|l[’'])?|des{GAP}|du{GAP}|d[’']|of{GAP}(?:the{GAP})?)"
_PAPER_OF = re.compile(
    rf"^(?:[^–—|\n]{{3,40}}{GAP}[–—|]{GAP})?(?:(?:la|le|les|the){GAP})?{_PAPER}(?:{GAP}d[’']information|{GAP}[a-zà-ÿ]{{5,20}})??{GAP}"
    rf"(?P<of>{_OF})"
    rf"(?P<host>(?!information|(?:adhérents|membres|abonnés|lecteurs|parents|mois|printemps|été|automne|hiver|spring|summer|winter|{MONTH})\b)"
    rf"[^–—|,:\n(\d]{{4,70}}?)"
    rf"(?:{GAP}{{2,}}|{GAP}*(?:[–—|,(\n]|$)|{GAP}n[o°])",
    re.IGNORECASE | re.MULTILINE,
)
# « Les Amis des orgues du Val-Mortain – Bulletin n° 57 », « Université de Valserine – Actualités »
_THEN_PAPER = re.compile(
    rf"^(?P<host>[^–—|›>,\n]{{4,70}}?)(?:,[^–—|›>\n]{{3,30}})?{GAP}+[–—|›>-]{GAP}+(?:(?:la|le|les|the){GAP})?"
    rf"(?:{_PAPER}|actualités|news|stories)\b",
    re.IGNORECASE | re.MULTILINE,
)
_REPORT = re.compile(r"comptes?[- ]rendu|procès[- ]verbal|minutes\b", re.IGNORECASE)
_NO_HOST = re.compile(
    rf"(?-i:^(?:L[AE]|LES|THE){GAP}[^a-zà-ÿ]+$)|communiqué|press release|{_PAPER}|{_REPORT.pattern}"
    r"|ordre du jour|agenda|accueil|home\b"
    rf"|\b(?:par|by)\b|{MONTH}|\d{{4}}|[:?!«“\"]",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED = re.compile(rf"(?:(?:[A-ZÀ-Ý]{WORD}|of|the|and|de|du|des|la|les?|et)(?:{GAP}|$))+")
_PARTICLE = re.compile(
    r"\b(?!(?:les?|la|lès|sur|sous|en|de|du|des|aux?|d|l|of|the|and|et)\b)\w"
)  # « Saint-Loup-des-Marais »


def completed(text, paragraphs, start, name):
    """`name` of what stands at `start`; with whose it is, if it says no more than what is held."""
    if not _BARE.fullmatch(name):
        return name
    above = paragraphs[min(_LINES, len(paragraphs)) - 1].end
    if found := _PAPER_OF.search(text, 0, above):
        return f"{name} {found['of'].lower()}{proper(text, *found.span('host'))}"
    found = _THEN_PAPER.search(text, 0, above)
    span = found.span("host") if found else _line_above(text, paragraphs, start)
    return f"{name} – {proper(text, *span)}" if span and not _NO_HOST.search(text, *span) else name


def _line_above(text, paragraphs, start):
    """The nearest line above what is held, among the first, in capitals: « CUMA DES TROIS-COMBES »; or that above a
    report."""
    above = [(line.start, line.end) for line in paragraphs[:_LINES] if line.end <= start]
    in_capitals = [span for span in above if is_in_capitals(text[slice(*span)]) and " " in text[slice(*span)]]
    is_report = any(line.start <= start < line.end and _REPORT.match(text, line.start) for line in paragraphs[1:_LINES])
    named = [span for span in above[-1:] if is_report and _NAMED.fullmatch(text, *span)]
    return next(reversed(in_capitals or named), None)


def proper(text, start, end):
    """The name of a town, or of a host, out of capitals."""
    name = printed(text, start, end, first=False)
    return _PARTICLE.sub(lambda one: one[0].upper(), name) if is_in_capitals(text[start:end]) else name
