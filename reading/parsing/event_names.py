"""What the event is called that an article tells of, as its headings and its first lines say."""

import re
from collections import Counter

from language.dates import DAY, MONTH, WEEKDAY

_NOUNS = (
    r"(?:Ateliers?|Conférence|Colloque|Forum|Journées?|Rencontres?|Table[- ]ronde|Séminaire|Festival|Salon|Sommet"
    r"|Assises|Université d[’']été"
    r"|Hackathon|Meetup|Fête|Semaine|Printemps|États généraux|Congrès|Convention|Nuit|Webinaire|Café|Biennale|Summit"
    r"|Conference|Workshop|Symposium"
    r"|Fair|Forum|Week|Gathering)"
)
WORD = r"[\w’'·&-]{1,60}"  # a run without end would be tried anew at each of its hyphens
GAP = r"[^\S\n]"
# A name stands on one line. What follows « à » is where it was held, and no part of it.
_BY_LAST = r"(?:Summit|Conference|Workshop|Symposium|Festival|Fair|Forum|Week|Weekend|Night|Days?|Camp|Gathering)"
_NAME = re.compile(
    rf"(?<!\w)(?:{_NOUNS}(?:{GAP}+(?:(?:de|du|des|d’|d'|la|le|les|l’|l'|sur|et|en|pour|of|on|the|for"
    rf"|and){GAP}?)*[A-ZÀ-Ý0-9]{WORD}){{1,7}}"
    rf"|(?!(?:Les?|La|Un|Une|Ce|Cet|Cette|Ces|Au|Du|The|This|That|Our|Your|An?|In|At|On|To){GAP})"
    rf"(?:[A-ZÀ-Ý]{WORD}{GAP}+){{1,5}}{_BY_LAST}(?:{GAP}+\d{{4}})?)(?!\w)"
)
# What is held, before its title in marks: « la journée d’étude « Petits ponts » ».
_HELD = (
    r"(?:atelier|conférence|colloque|forum|journées?|rencontres?|table[- ]ronde|séminaire|festival"
    r"|salon|sommet|assises|congrès|convention|café|biennale|fête|soirée|débat|webinaire|summit|conference"
    r"|workshop|symposium|panel|hearing|meeting)"
)
_MARKED = re.compile(
    rf"(?<!\w){_HELD}(?:{GAP}(?:d[’']études?|publiques?|nationale?s?|annuel(?:le)?s?))?{GAP}*:?{GAP}*"
    rf"[«“\"]{GAP}*[^«»“”\"\n]{{3,90}}?{GAP}*[»”\"]",
    re.IGNORECASE,
)
# « les Rencontres du vélo utilitaire », « l’assemblée générale de l’association X »: small letters go on as far as
# « de » leads, and one word more where the phrase ends behind it.
_THE = rf"(?:l[’']|la{GAP}|les?{GAP})"
_OF = rf"{GAP}(?:d[’']|du{GAP}|des{GAP}|de{GAP}{_THE}?|sur{GAP}{_THE})"
_LOWER = re.compile(
    rf"(?<!\w)(?:{_NOUNS}|(?i:assemblée{GAP}générale|réunion{GAP}publique|conseil{GAP}municipal|inauguration"
    rf"|veillée|forum|colloque|rencontre|journée|table[- ]ronde|fête|festival))"
    rf"(?:{GAP}(?:nationale?s?|municipale?s?|citoyen(?:ne)?s?|annuel(?:le)?s?))?(?:{_OF}{WORD}(?:{GAP}[A-ZÀ-Ý]{WORD}){{0,3}}){{1,3}}"
    rf"(?:{GAP}[a-zà-ÿ]{{3,20}}(?=[ \u00a0]*(?:[,.;:!?)\n]|$)))?"
)
_DETERMINED = rf"(?:{GAP}(?:du|de|des|d[’']|le|les|au|en|la|on|of|the|for|pour|from))"
# Where a day, or what is said of the article itself, follows a name: none of it is part of the name.
_BEHIND_NAME = re.compile(
    rf"{_DETERMINED}*{GAP}(?:{WEEKDAY}\.?,?{GAP}+)?(?:\d{{1,2}}(?:er|st|nd|rd|th)?{GAP}*(?:{MONTH}|(?:au|et|&|–|-|to|and|/){GAP}*\d)"
    rf"|{MONTH}{GAP}+\d)"
    rf"|{_DETERMINED}+{GAP}\d{{1,2}}(?:er|st|nd|rd|th)?(?![\w’'-])(?!{GAP}+[A-ZÀ-Ý])"
    rf"|{GAP}(?:en|in|of|de){GAP}(?:19|20)\d\d\b"
    rf"|{GAP}(?:Publié|Mis|Posté|Rédigé|Écrit|Posted|Published|Updated|Written|Par|By)e?s?\b"
    rf"|(?:{GAP}(?:Les?|La|Un|Une|Des|The|An?|On|Nous|We|Il|Elle|En|{WEEKDAY}))+$",
    re.IGNORECASE,
)


ORGANIZER = re.compile(
    r"(?:organisée?s?|proposée?|organized|organised|hosted|portée?|initiée?)\s+(?:conjointement\s+)?(?:par"
    r"|by)\s+(?:le |la |l[’']|les |the )?"
    rf"((?:[A-ZÀ-Ý0-9]{WORD}|(?:de|du|des|la|et|of|d[’'])(?=\s|\w))(?:\s+(?:[A-ZÀ-Ý0-9]{WORD}|(?:de|du|des|la|et"
    rf"|of|the)(?=\s+[A-ZÀ-Ý])))*)"
)
_HEADS = 3  # paragraphs that may be a title, or stand below one
_LONGEST = 110  # characters of a title
_WHAT = (
    rf"(?:{_NOUNS}|assemblées?{GAP}générale|assemblée|réunions?|conseils?|inauguration|veillée|soirée|débats?|cérémonie|session"
    r"|meeting|hearing|panel)"
)
_REPORT = (
    r"(?:comptes?[- ]rendus?|procès[- ]verbal|PV|minutes|retours?{0}sur|résumé|récit|bilan|recap|report|review|notes)"
).replace("{0}", GAP)
# « Compte rendu de la réunion sur la cantine », « Journée régionale de X – Compte-rendu ».
_REPORTED = re.compile(
    rf"{_REPORT}{GAP}+(?:(?:de|of|from|on|sur){GAP}+)?(?:la{GAP}|l[’']|les?{GAP}|du{GAP}|des{GAP}|d[’']|the{GAP})?"
    rf"(?P<name>{_WHAT}\b[^–—:|(.!?\n]*)",
    re.IGNORECASE,
)
_THEN_REPORT = re.compile(rf"(?P<name>[^\n]{{6,90}}?){GAP}*(?:[–—:|]|-{GAP}){GAP}*{_REPORT}\b", re.IGNORECASE)
_CAPITALS = re.compile(rf"(?P<name>(?:\d{{1,2}}\w{{1,3}}{GAP})?{_WHAT}\b[^–—:|(!?\n]*)", re.IGNORECASE)
_OF_YEAR = re.compile(rf"#?(?P<name>[A-ZÀ-Ý]\w*[a-zà-ÿ][A-Z]\w+{GAP}(?:19|20)\d\d)\b")  # « MercoeurTech 2015 »
_NO_NAME = re.compile(
    r"communiqué|press release|procès|comptes?[- ]rendu|minutes|lettre|bulletin|newsletter", re.IGNORECASE
)
_OF_WORK = re.compile(
    r"\b(?:roman|livre|film|album|essai|ouvrage|recueil|novel|book|disque|pièce)s?[ \u00a0,:]*"
    r"[«“\"][ \u00a0]*\w{0,3}[ \u00a0]?$"
)
_HOST = re.compile(r"(?:association|commune|société|club|comité|union|fédération|groupe scolaire|amicale)\b", re.I)
_INAUGURATED = re.compile(
    rf"(?P<the>la{GAP}|le{GAP}|l[’'])(?P<name>[a-zà-ÿ]{{3,20}}{GAP}(?:(?:de{GAP}la|de|du|des|d[’']){GAP}?)?[A-ZÀ-Ý][\w’'-]+"
    rf"(?:{GAP}[A-ZÀ-Ý][\w’'-]+){{0,3}}){GAP}(?:a{GAP}été|est|était|fut){GAP}(?:enfin{GAP})?inauguré",
    re.IGNORECASE,
)
_OF_THE = {"la": "de la ", "le": "du "}
_NEAR = 30  # characters before a name
_DAY_BELOW = 60  # characters of a line in which its day begins


def best(article, paragraphs):
    """(start, end, name) of the event that the first paragraphs tell of, or None."""
    limit = paragraphs[-1].end
    span = _most_said(article, _NAME, limit)
    if span:
        return *span, _printed(article.text, *span)
    found = _in_head(article, paragraphs)
    if found:
        return found
    span = _most_said(article, _MARKED, limit) or _most_said(article, _LOWER, limit)
    return (*span, _printed(article.text, *span)) if span else _inaugurated(article.text, limit)


def _in_head(article, paragraphs):
    """The name that a title says: of what it is the report, in capitals, with its year, or above a day."""
    text = article.text
    for number, line in enumerate(paragraphs[:_HEADS]):
        words = text[line.start : line.end]
        if len(words) > _LONGEST or not (line.is_heading or number == 0):
            continue
        patterns = [_REPORTED, _THEN_REPORT, *([_CAPITALS] if _is_in_capitals(words) else []), _OF_YEAR]
        found = next((match for one in patterns if (match := one.search(text, line.start, line.end))), None)
        span = found and _bounded(text, found.start("name"), found.end("name"))
        if span:
            return *span, _printed(text, *span) + _host(article, paragraphs[number + 1 : number + 2], found)
        is_name = number == 0 and line.is_heading and not _NO_NAME.search(words)
        if is_name and _is_dated(text, paragraphs[1:2]):
            return line.start, line.end, _printed(text, line.start, line.end)
    return None


def _host(article, below, found):
    """« – Association X », the line below a report that says of what it is, not of whom."""
    if found.re is not _REPORTED or not below:
        return ""
    words = article.text[below[0].start : below[0].end]
    is_host = _HOST.match(words) and len(words) <= _LONGEST and below[0].is_heading
    return f" – {words}" if is_host else ""


def _is_dated(text, below):
    """Whether a line is where and when something was held: « Limeuges, samedi 17 novembre 2012 »."""
    if not below or not below[0].is_heading:
        return False
    day = DAY.search(text, below[0].start, below[0].end)
    return (
        day is not None
        and day.start() - below[0].start < _DAY_BELOW
        and not re.search(
            r"publié|posté|mis en ligne|posted|published|^par |^by ", text[below[0].start : day.start()], re.IGNORECASE
        )
    )


def _inaugurated(text, limit):
    found = _INAUGURATED.search(text, 0, limit)
    if not found:
        return None
    the = _OF_THE.get(found["the"].strip().lower(), "de l’")
    return found.start("name"), found.end("name"), f"Inauguration {the}{found['name']}"


def _most_said(article, pattern, limit):
    """(start, end) of the name that the first paragraphs say most often, the first of these, no host's; or None."""
    names = _names(article, pattern, limit)
    said = {span: " ".join(article.text[slice(*span)].split()).casefold() for span in names}
    hosts = {" ".join(found[1].split()).casefold() for found in ORGANIZER.finditer(article.text, 0, limit)}
    counts = Counter(said.values())
    return max(names, key=lambda span: (said[span] not in hosts, counts[said[span]], -span[0]), default=None)


def _names(article, pattern, limit):
    found = (_bounded(article.text, *match.span()) for match in pattern.finditer(article.text, 0, limit))
    return [span for span in found if span and not (article.in_tweet(span[0]) or _is_of_work(article.text, span[0]))]


def _is_of_work(text, start):
    """Whether a name stands in the marks of a title: « son roman « La Nuit des passeurs » »."""
    return _OF_WORK.search(text, max(0, start - _NEAR), start) is not None


def _bounded(text, start, end):
    """The span of a name without the day, or the words of the page, that follow it; None if a noun alone is left."""
    behind = _BEHIND_NAME.search(text[start : end + 20])
    if behind and behind.start() < end - start:
        end = start + behind.start()
    end -= len(text[start:end]) - len(text[start:end].rstrip(" \u00a0,;-"))
    words = text[start:end]
    is_cut = words.count('"') % 2 or words.count("«") > words.count("»") or words.count("“") > words.count("”")
    return (start, end) if " " in " ".join(words.split()) and not is_cut else None


def _is_in_capitals(words):
    return re.sub(r"\d+\w*", "", words).isupper()  # « 3es ASSISES »


def _printed(text, start, end):
    """The words of a name, out of capitals: as the article prints them elsewhere, if it does."""
    name = " ".join(text[start:end].split())
    if _is_in_capitals(name):
        again = re.search(re.escape(name), text[end:], re.IGNORECASE)
        name = again[0] if again and not again[0].isupper() else name.lower()
    return name[0].upper() + name[1:]
