"""What the event is called that an article tells of, as its headings and its first lines say."""

import re
from collections import Counter

from .event_heads import in_head
from .event_nouns import GAP, MASTHEAD, NOUNS, WORD, bounded, printed

# A name stands on one line. What follows « à » is where it was held, and no part of it.
_BY_LAST = (
    r"(?:Summit|Conference|Conf|Workshop|Symposium|Festival|Fair|Forum|Week|Weekend|Night|Days?|Camp|Gathering|Trials"
    r"|Meetup)"
)
_NAME = re.compile(
    rf"(?<!\w)(?:{NOUNS}(?:{GAP}+(?:(?:de|du|des|d’|d'|la|le|les|l’|l'|sur|et|en|pour|of|on|the|for"
    rf"|and){GAP}?)*[A-ZÀ-Ý0-9]{WORD}){{1,7}}"
    rf"|(?!(?:Les?|La|Un|Une|Ce|Cet|Cette|Ces|Au|Du|The|This|That|Our|Your|An?|In|At|On|To){GAP})"
    rf"(?:[A-ZÀ-Ý]{WORD}{GAP}+(?:and{GAP}+)?){{1,5}}{_BY_LAST}(?:{GAP}+\d{{4}})?)(?!\w)"
)
# What is held, before its title in marks: « journée d’étude « Petits ponts » », « causerie de X intitulée « Y » ».
_HELD = (
    r"(?:atelier|conférence|colloque|forum|journées?|rencontres?|table[- ]ronde|séminaire|festival|causerie|veillée"
    r"|salon|sommet|assises|congrès|convention|café|biennale|fête|soirée|débat|webinaire|summit|conference"
    r"|workshop|symposium|panel|hearing|meeting|evening)"
)
_CALLED = r"(?:intitulée?s?|appelée?s?|baptisée?s?|titrée?s?|nommée?s?|called|titled|entitled|named|billed as)"
_MARKED = re.compile(
    rf"(?<!\w)(?P<noun>{_HELD}(?:{GAP}n°{GAP}?\d+|[ -]débat"
    rf"|{GAP}(?:d[’']études?|publiques?|nationale?s?|annuel(?:le)?s?|lecture))?)"
    rf"(?:{GAP}*:?{GAP}*|(?P<far>{GAP}[^.;:!?«»“”\"\n]{{0,60}}?{_CALLED}{GAP}*:?{GAP}*))"
    rf"(?P<marks>[«“\"]{GAP}*[^«»“”\"\n]{{3,90}}?{GAP}*[»”\"])",
    re.IGNORECASE,
)
# « les Rencontres du vélo utilitaire », « l’assemblée générale de l’association X »: small letters go on as far as
# « de » leads, and one word more where the phrase ends behind it.
_THE = rf"(?:l[’']|la{GAP}|les?{GAP})"
_OF = rf"{GAP}(?:d[’']|du{GAP}|des{GAP}|de{GAP}{_THE}?|sur{GAP}{_THE})"
_LOWER = re.compile(
    rf"(?<!\w)(?:{NOUNS}|(?i:assemblée{GAP}générale|réunion{GAP}publique|conseil{GAP}municipal|inauguration"
    rf"|veillée|forum|colloque|rencontre|journée|table[- ]ronde|fête|festival|débat|soirée|projection|lancement"
    rf"|portes{GAP}ouvertes|procès{GAP}fictif|lecture{GAP}publique|remise))"
    rf"(?:{GAP}(?:publi(?:c|que)s?|nationale?s?|municipale?s?|citoyen(?:ne)?s?|annuel(?:le)?s?|animée?|étudiante?s|\w{{3,12}}(?:ales|iques|oles)))?"
    rf"(?:{_OF}{WORD}(?:{GAP}[A-ZÀ-Ý]{WORD}){{0,3}}){{1,3}}"
    rf"(?:{GAP}[a-zà-ÿ]{{3,20}}(?=[ \u00a0]*(?:[,.;:!?)\n]|$)))?"
)
ORGANIZER = re.compile(
    r"(?:organisée?s?|proposée?|organized|organised|hosted|portée?|initiée?)\s+(?:conjointement\s+)?(?:par"
    r"|by)\s+(?:le |la |l[’']|les |the )?"
    rf"((?:[A-ZÀ-Ý0-9]{WORD}|(?:de|du|des|la|et|of|d[’'])(?=\s|\w))(?:\s+(?:[A-ZÀ-Ý0-9]{WORD}|(?:de|du|des|la|et"
    rf"|of|the)(?=\s+[A-ZÀ-Ý])))*)"
)
_OF_WORK = re.compile(
    r"\b(?:roman|livre|film|album|essai|ouvrage|recueil|novel|book|disque|pièce)s?[ \u00a0,:]*"
    r"[«“\"][ \u00a0]*\w{0,3}[ \u00a0]?$"
)
_NOT_OPENED = r"(?:séance|réunion|assemblée|session|question|porte|parole|inscription)\b"  # « La séance est ouverte »
_INAUGURATED = re.compile(
    rf"(?P<the>[Ll]a{GAP}|[Ll]e{GAP}|[Ll][’'])(?!{_NOT_OPENED})(?P<name>[a-zà-ÿ]{{4,20}}(?:{GAP}(?:de{GAP}la|de|du|des|d[’']){GAP}?[a-zà-ÿ]{{3,20}})?"
    rf"(?:{GAP}(?:(?:de{GAP}la|de|du|des|d[’']|aux?){GAP}?)?[A-ZÀ-Ý][\w’'-]+(?:{GAP}[A-ZÀ-Ý][\w’'-]+){{0,3}})?){GAP}"
    rf"(?:(?:a{GAP}été|est|était|fut){GAP}(?:enfin{GAP})?(?:inauguré|ouverte?\b)|a{GAP}ouvert{GAP}ses{GAP}portes|(?P<again>rouv))"
)
_INAUGURATING = re.compile(
    rf"\binaugure(?:nt)?{GAP}(?P<the>la|le|l[’']|sa|son|leur|ses|leurs|les){GAP}?"
    rf"(?P<name>[\w-]{{3,20}}(?:{GAP}(?:(?:de{GAP}la|de|du|des|d[’']){GAP}?)?[\w-]{{3,20}})??)(?=[,.;:\n]|{GAP}(?:dans|à|au|en|sur)\b)"
)
_OF_THE = {
    "la": "de la ", "le": "du ", "les": "des ", "sa": "de sa ", "son": "de son ", "leur": "de leur ", "ses": "de ses ",
    "leurs": "de leurs ",
}  # fmt: skip
# « Le web pour de vrai », la journée qui … ; “Small Things,” the first public debate of …
_THEN_HELD = re.compile(
    rf"(?P<marks>[«“\"]{GAP}*[^«»“”\"\n]{{3,90}}?,?{GAP}*[»”\"]),?{GAP}(?:le|la|l[’']|une?|the|an?){GAP}?"
    rf"(?:[\w-]{{3,12}}{GAP}){{0,2}}(?P<noun>{_HELD}|debate|lecture|talk)\b",
    re.IGNORECASE,
)
# « Vieillir au village : le colloque qui a débordé », the title of the article
_HEADLINE = re.compile(
    rf"(?:(?P<marks>[«“\"]{GAP}*[^«»“”\"\n]{{3,90}}?{GAP}*[»”\"])|(?P<bare>[^«»“”\":\n]{{3,90}}?)){GAP}*:{GAP}+"
    rf"(?:le|la|l[’']|les|une?|the|an?){GAP}?(?P<noun>{_HELD}){GAP}(?:qui|que|où|dont|that|which|where)\b",
    re.IGNORECASE,
)
_FESTIVAL = re.compile(
    rf"(?<!\w)(?:festival|salon|forum|biennale|cycle|journées?|fête){GAP}[A-ZÀ-Ý]{WORD}(?:{GAP}[A-ZÀ-Ý]{WORD}){{0,3}}"
    rf"(?:{GAP}(?:(?:de|du|des|d’|sur|et|en){GAP}?){WORD}(?:{GAP}[A-ZÀ-Ý]{WORD})*){{0,2}}"
    rf"(?:{GAP}[a-zà-ÿ]{{3,20}}(?=[ \u00a0]*(?:[,.;:!?)\n]|$)))?"
)
_EDITION = re.compile(
    rf"(?:\w{{2,12}}(?:ième|ère|d|de|velle)|\d+e(?:{GAP}et{GAP}dernière)?){GAP}édition{GAP}(?:du|des|de{GAP}{_THE}|de){GAP}?"
    rf"(?P<name>[A-ZÀ-Ý]{WORD}(?:{GAP}(?:(?:de|du|des|d’|et|en|la|les?){GAP}?)*[A-ZÀ-Ý]{WORD}){{1,5}})"
)
_ASSEMBLY = re.compile(
    rf"(?:\b(?:notre|son|leur|l[’']){GAP}?(?P<name>assemblée{GAP}générale(?:{GAP}(?:annuelle|ordinaire|extraordinaire))?)"
    rf"|\b(?-i:AGM?)\b)"
)
# “for the anniversary symposium of the Law Clinic”, “held its hearing on the closure of the Kell Bank”
_LED = re.compile(
    rf"(?<!\w)(?:the|an?|its|our|their){GAP}(?P<name>(?:(?![\w-]+-(?:minute|hour)s?\b)[\w-]{{3,20}}{GAP}){{0,2}}?(?:meeting|hearing|symposium|conference|debate"
    rf"|screening|lecture|talk|launch|reopening|opening|celebration|workshop|open{GAP}day|walk|dinner|gathering)"
    rf"{GAP}(?:of|on|about|for|against){GAP}(?!what|how|whether|why|which|it\b|them)[^,.;:!?\n–—“”\"«»]{{4,70}}?)"
    rf"(?=[,.;:!?\n–—]|{GAP}(?:who|which|that|where|was|were|is|are|had|has|in|at|by|last|this|to|after|before|as|and{GAP}(?:the|a|was))\b)",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\b(?:recevait|accueillait|a reçu|avait invité|(?:pour|venus?) écouter)\s")
# « L’Association des petites écoles a réuni jeudi … », « Les Amis des Carmes ont réuni »
_GATHERED = re.compile(
    rf"(?<![\w’'])(?P<the>L[’']|La{GAP}|Le{GAP}|Les{GAP})(?P<host>(?:Association|Amicale|Union|Fédération|Club|Comité|Société|Amis|[A-ZÀ-Ý]{WORD})"
    rf"(?:{GAP}(?:\([A-Za-zÀ-ÿ]{{2,12}}\)|{WORD})){{0,7}}?){GAP}(?:a|ont|avai(?:t|ent)){GAP}réuni(?!e?s?{GAP}(?:par|dans){GAP})\b"
)
_ANY = re.compile("")
# Held whole, of many talks.
_GREAT = re.compile(r"(?:festival|salon|forum|assises|biennale|congrès|journées?)\b", re.IGNORECASE)
_LINE = 120  # characters of a line of the page
_NEAR = 30  # characters before a name


def best(article, paragraphs):
    """(start, end, name) of the event that the first paragraphs tell of, or None."""
    limit = paragraphs[-1].end
    return (
        _titled(article, paragraphs)
        or _headline(article.text, paragraphs)
        or _said(article, _NAME, limit)
        or _edition(article.text, limit)
        or _marked(article, limit, _GREAT)
        or in_head(article, paragraphs)
        or _said(article, _FESTIVAL, limit)
        or _marked(article, limit)
        or _then_held(article.text, limit)
        or _inaugurated(article.text, limit)
        or _said(article, _LOWER, limit)
        or _led(article, limit)
        or _gathered(article.text, limit)
        or _received(article, limit)
        or _general_assembly(article.text, limit)
    )


def _titled(article, paragraphs):
    """« Table ronde « Vieillir à plusieurs » » as the first line, or as the second."""
    for line in paragraphs[:2]:
        if _MARKED.fullmatch(article.text, line.start, line.end):
            return line.start, line.end, printed(article.text, line.start, line.end)
    return None


def _headline(text, paragraphs):
    """« Colloque « Vieillir au village » », of « Vieillir au village : le colloque qui … »."""
    for line in paragraphs:
        if line.is_heading and (found := _HEADLINE.match(text, line.start, line.end)):
            marks = found["marks"] or f"«\u202f{found['bare']}\u202f»"
            return *found.span(), f"{found['noun'].capitalize()} {marks}"
    return None


def _said(article, pattern, limit):
    span = _most_said(article, pattern, limit)
    return (*span, printed(article.text, *span)) if span else None


def _marked(article, limit, noun=_ANY):
    """A title in marks behind a `noun` of what is held, « Causerie « Y » » of « une causerie de X intitulée « Y » »."""
    span = _most_said(article, _MARKED, limit, noun)
    found = span and _MARKED.match(article.text, *span)
    if not found:
        return None
    name = f"{found['noun']} {found['marks']}" if found["far"] else found[0]
    return *span, printed(name, 0, len(name))


def _then_held(text, limit):
    found = _THEN_HELD.search(text, 0, limit)
    return found and (*found.span("marks"), f"{found['noun'].capitalize()} {found['marks'].replace(',”', '”')}")


def _edition(text, limit):
    found = _EDITION.search(text, 0, limit)
    span = found and bounded(text, *found.span("name"))
    return (*span, printed(text, *span)) if span else None


def _general_assembly(text, limit):
    """« notre assemblée générale annuelle », of whom the lines above tell."""
    found = _ASSEMBLY.search(text, 0, limit)
    if not found:
        return None
    name = found["name"] or {"AG": "Assemblée générale", "AGM": "Annual general meeting"}[found[0]]
    return (*found.span(), name[0].upper() + name[1:])


def _led(article, limit):
    """“Hearing on the closure of the Kell Bank”, of the first words that say what was held."""
    names = (bounded(article.text, *found.span("name")) for found in _LED.finditer(article.text, 0, limit))
    span = next((span for span in names if span and not article.in_tweet(span[0])), None)
    return (*span, printed(article.text, *span)) if span else None


def _gathered(text, limit):
    """« Réunion des Amis des Carmes », of « Les Amis des Carmes ont réuni »."""
    found = _GATHERED.search(text, 0, limit)
    if not found:
        return None
    the = found["the"].strip().lower()
    host = re.sub(rf"{GAP}\(.*", "", found["host"])
    return *found.span(
        "host"
    ), f"Réunion {_OF_THE.get(the, 'de l’')}{host[0].lower() + host[1:] if host.startswith('Asso') else host}"


def _received(article, limit):
    """« La librairie recevait X »: « Rencontre avec X »."""
    found = _RECEIVED.search(article.text, 0, limit)
    near = article.people.between(found.end(), found.end() + _NEAR) if found else ()
    who = next((one for one in near if one.is_full), None)
    return (who.start, who.end, f"Rencontre avec {who.person.name}") if who else None


def _inaugurated(text, limit):
    """« Inauguration de la halle », of « La halle a été inaugurée »; « Réouverture », of « Le musée rouvrira »."""
    found = _INAUGURATED.search(text, 0, limit) or _INAUGURATING.search(text, 0, limit)
    if not found:
        return None
    the = _OF_THE.get(found["the"].strip().lower(), "de l’")
    what = "Réouverture" if found.groupdict().get("again") else "Inauguration"
    return found.start("name"), found.end("name"), f"{what} {the}{found['name']}"


def _most_said(article, pattern, limit, noun=_ANY):
    """(start, end) of the name that the first paragraphs say most often, the first of these, no host's; or None."""
    names = [span for span in _names(article, pattern, limit) if noun.match(article.text, *span)]
    said = {span: " ".join(article.text[slice(*span)].split()).casefold() for span in names}
    hosts = {" ".join(found[1].split()).casefold() for found in ORGANIZER.finditer(article.text, 0, limit)}
    counts = Counter(said.values())
    return max(names, key=lambda span: (said[span] not in hosts, counts[said[span]], -span[0]), default=None)


def _names(article, pattern, limit):
    found = (bounded(article.text, *match.span()) for match in pattern.finditer(article.text, 0, limit))
    return [span for span in found if span and not _is_of_another(article, span[0])]


def _is_of_another(article, start):
    """Whether a name stands in a post, in a line of the page, or is that of a book."""
    line = article.paragraphs[article.paragraph_of(start)]
    is_of_page = line.end - line.start < _LINE and MASTHEAD.search(article.text[line.start : line.end])
    return article.in_tweet(start) or bool(is_of_page) or _is_of_work(article.text, start)


def _is_of_work(text, start):
    """Whether a name stands in the marks of a title: « son roman « La Nuit des passeurs » »."""
    return _OF_WORK.search(text, max(0, start - _NEAR), start) is not None
