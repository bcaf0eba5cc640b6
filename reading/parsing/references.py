"""What an article leans on: figures with their unit and source, works and places."""

import re

from language.dates import MONTHS
from language.folding import fold

from .candidates import Reference
from .lexicon import sections

_NUMBER = r"\d{1,3}(?:[\s\u00a0\u202f.]\d{3}){1,6}|\d+(?:,\d+)?"  # of more groups, each would be tried anew
_FIGURE = re.compile(
    rf"(?<![\w#@/.,-])(?P<number>{_NUMBER})(?P<unit>[\s\u00a0\u202f]?(?:%|€|\$|k€|M€|km²?|m²|kWh|MW|GW|TWh|tonnes?"
    rf"|hectares?)(?!\w)"
    r"|[\s\u00a0\u202f](?:millions?|milliards?|billions?)(?:[\s\u00a0](?:d[’']\s?|de\s|of\s)?[^\W\d_][\w’'-]+)?"
    r"|[\s\u00a0\u202f](?P<noun>[^\W\d_][\w’'-]{2,}(?:\s(?:de|d’|d'|en)\s?[^\W\d_][\w’'-]+)?))"
)
_WORDED = re.compile(
    r"(?<!\w)(?:(?:la|une|plus de la|près de la|près d’un|plus d’un|un|deux|trois|les deux)\s+(?:moitié|tiers"
    r"|quarts?|cinquième|dixième)s?)\s+(?:de |des |du |d[’'])(?:la |l[’']|les )?[^\W\d_][\w’'-]+"
    r"|(?<!\w)(?:half|two thirds|a third|a quarter) of (?:the )?\w+",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\(\s?sources?\s?:\s?([^)]{2,80})\)|(?:selon|d’après|d'après|according to)\s+(?:le |la |l[’']|les |un |une "
    r"|the )?([A-ZÀ-Ý][\w’'&-]*(?:\s+(?:de |des |du )?[A-ZÀ-Ý][\w’'&-]*){0,4})"
)
# Who counted, or where it is written: a number alone tells nothing that a reader would look up.
_COUNTED = re.compile(
    r"\b(?:études?|enquêtes?|rapports?|sondages?|baromètre|recensement|statistiques?|chiffres d(?:es?|u)"
    r"|observatoire|insee|ademe|giec|onu|ocde|eurostat|cour des comptes|stud(?:y|ies)|surveys?"
    r"|reports?|census|figures from|polls?)\b",
    re.IGNORECASE,
)
_NOT_COUNTED = frozenset(
    "heures heure minutes minute secondes jours jour mois ans an années année semaines semaine siècle siècles"
    " fois rue avenue boulevard place bis"
    " hours minutes days months years year weeks pages page juil janv févr sept oct nov déc am pm et ou the de à"
    " au en pour dans".split()
)
_WORKS = sections("nouns_fr")["title"] & frozenset(
    "livre ouvrage essai roman article film documentaire rapport étude enquête guide manifeste revue album pièce"
    " podcast".split()
) | frozenset("book novel report study film documentary essay guide".split())
_LONGEST = 600  # characters of a sentence
_LONGEST_WORK = 160  # of the title of a work
_PLACE = re.compile(
    r"(?:villes? de|ville d[’']|exemple de|exemples? de|city of|commune de|quartier de"
    r"|région de)\s?([A-ZÀ-Ý][\w’'-]+(?:-[\w’'-]+)*)(?:\s+(?:et|ou|and)\s+([A-ZÀ-Ý][\w’'-]+))?"
)


def find(article, talks, people):
    for start, end, form, rule, cue, confidence in sorted(_spans(article, people)):
        if article.in_tweet(start):
            continue
        talk = next((t.start for t in talks if t.start <= start < t.until), None)
        around = article.text[max(0, start - 60) : end + 100]
        source = _SOURCE.search(around) if form == "figure" else None
        if form == "figure" and not source and not _COUNTED.search(_sentence(article, start)):
            continue
        yield Reference(
            start=start, end=end, text=article.text[start:end], rule=rule, cue=cue, confidence=confidence, form=form,
            label=" ".join(article.text[start:end].split())[:200], talk=talk,
            cited_from=(source[1] or source[2]).strip() if source else "",
        )  # fmt: skip


def _sentence(article, start):
    return article.text[slice(*article.sentences[article.sentence_of(start)])][:_LONGEST]


def _spans(article, people):
    """(start, end, form, rule, cue, confidence) of what a talk may lean on."""
    yield from _figures(article.text)
    yield from _works(article)
    yield from _places(article.text, {part for name in people for part in name.split()})


def _figures(text):
    for found in _FIGURE.finditer(text):
        if _is_counted(found):
            yield found.start(), found.end(), "figure", "figure", found[0].strip(), 0.6
    for found in _WORDED.finditer(text):
        yield found.start(), found.end(), "figure", "figure", found[0].split()[0], 0.55


def _is_counted(found):
    """Whether a number is one of things: not a time or a year, nor below 20."""
    if not found["noun"]:
        return True
    noun = found["noun"].split(" ")[0].casefold()
    if noun in _NOT_COUNTED or fold(noun) in MONTHS:
        return False
    number = re.sub(r"[\s\u00a0\u202f.]", "", found["number"]).partition(",")[0]
    return int(number[:12]) >= 20 and not re.fullmatch(r"(?:19|20)\d\d", found["number"])


def _works(article):
    """« le livre « Semer » »: short words between marks, right behind a noun of works."""
    for quotation in article.quotations:
        place = article.token_at(quotation.outer_start)
        near = article.tokens[max(0, place - 3) : place]
        noun = next((token.text for token in near if token.low in _WORKS), None)
        if noun and quotation.depth == 0 and quotation.end - quotation.start < _LONGEST_WORK:
            yield quotation.start, quotation.end, "work", "work", noun, 0.7


def _places(text, named):
    """« les villes de Brest et Rennes », but for what are people's names."""
    for found in _PLACE.finditer(text):
        for group in (1, 2):
            if found[group] and found[group] not in named:
                yield found.start(group), found.end(group), "place", "place", found[0].split()[0], 0.55
