"""Organisations that an article names."""

import re

from language.folding import fold

from .candidates import Organization

# A noun before a name with a capital, and names that hold one of these nouns themselves.
_NOUN = (
    r"(?:association|collectif|société|start-?up|entreprise|coopérative|fondation|fédération|syndicat|ONG|agence"
    r"|groupe|compagnie"
    r"|cabinet|éditeur|institut|laboratoire|think tank|incubateur|charity|company|non-profit|agency|firm)s?"
)
_AFTER_NOUN = re.compile(
    rf"(?<!\w)(?<!des ){_NOUN}\s+(?:(?:de|d’|d')\s?)?«?\s?([A-ZÀ-Ý][\w&’'.-]*(?:\s+(?:[A-ZÀ-Ý][\w&’'.-]*|de|du|des|la"
    rf"|et)(?=\s+[A-ZÀ-Ý]|\b))*(?:\s(?:pour\stou(?:te)?s|sans\sfrontières?|à\sdomicile|en\s(?:ville|fête|transition))\b)?)"
)
# A name that begins with a verb, or a noun that an adjective follows: « Lire en campagne », « Jardins partagés ».
_OF_WORDS = re.compile(
    rf"(?<!\w)(?<!des ){_NOUN}\s+«?\s?([A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re)\s(?:en|pour|sans|avec|contre|au|aux|à)\s"
    rf"(?:l[’']|les?\s|la\s)?[a-zà-ÿ]{{3,20}}|[A-ZÀ-Ý][a-zà-ÿ]{{2,}}s\s[a-zà-ÿ]{{3,20}}[éui]e?s)(?![\w’'-])"
)
_HOUSE = re.compile(
    r"(?<![\w’'])Maison\s(?:des|du|de\sla|de\sl[’'])\s?[a-zà-ÿ][\w’-]{2,30}(?:\s(?:de|du|d[’'])\s?[A-ZÀ-Ý][\w’'-]{1,40})?"
)
_NAMED = re.compile(
    r"(?<![\w’'])(?<!Hôtel de )(?:Agence|Association|Fondation|Fédération|Institut|Ministère|Mairie|Université"
    r"|Société|Forum|Collectif|Conseil|Ligue|Union"
    r"|Syndicat|Coopérative|Cour|Département|Région|Métropole|Communauté|Chambre|Comité|Observatoire|Réseau"
    r"|Gendarmerie|École|Ville"
    r"|Federation|Foundation|Department|Agency|University|Institute|Council|Ministry|Bureau|Commission|Trust|Society)"
    r"(?:\s+(?:(?:de|du|des|d’|d'|la|le|les|l’|l'|et|of|for|the|and)\s?)*[A-ZÀ-Ý][\w&’'-]*){1,5}"
)


# Whose function names a town, not an organisation.
_OF_TOWNS = frozenset(
    "maire adjoint adjointe élu élue conseiller conseillère député députée sénateur sénatrice préfet mayor".split()
)


def find(article, speakers):
    """Each organisation once: those of people's functions, those that a noun or their own name tells, known ones."""
    seen = set()
    for start, end, rule, cue, confidence in sorted(_spans(article, speakers)):
        name = " ".join(article.text[start:end].split()).strip(" .,;:")
        key = fold(name)
        if key and key not in seen and not article.in_tweet(start) and len(name) <= 120:
            seen.add(key)
            yield Organization(
                start=start, end=start + len(article.text[start:end].rstrip(" .,;:")), rule=rule, cue=cue,
                confidence=confidence,
                text=article.text[start : start + len(article.text[start:end].rstrip(" .,;:"))], name=name,
            )  # fmt: skip


def _spans(article, speakers):
    text = article.text
    for speaker in speakers:
        is_town = speaker.role.split(" ")[0].casefold() in _OF_TOWNS
        found = speaker.organization and not is_town
        place = text.find(speaker.organization, speaker.start, speaker.end + 300) if found else -1
        if place >= 0:
            yield place, place + len(speaker.organization), "organization-of", speaker.name, 0.75
    of_words = {found.start(1): found for found in _OF_WORDS.finditer(text)}
    for found in _AFTER_NOUN.finditer(text):
        noun = re.match(r"\S+", found[0])[0]
        end = max(found.end(1), of_words[found.start(1)].end(1) if found.start(1) in of_words else 0)
        yield found.start(1), end, "organization-noun", noun, 0.7
    for found in _NAMED.finditer(text):
        yield found.start(), found.end(), "organization-name", found[0].split()[0], 0.65
    for found in _HOUSE.finditer(text):
        yield found.start(), found.end(), "organization-name", "Maison", 0.65
    yield from _known(article)


def _known(article):
    by_first = {}
    for name in article.known.organizations:
        if key := fold(name).split():
            by_first.setdefault(key[0], []).append((key, name))
    tokens = article.tokens
    for place, token in enumerate(tokens):
        for key, name in by_first.get(fold(token.text), ()) if by_first and token.is_word else ():
            end = tokens[min(place + 2 * len(key), len(tokens)) - 1].end
            if fold(article.text[token.start : end]).split()[: len(key)] == key:
                last = next(
                    n
                    for n in range(place, place + 2 * len(key) + 2)
                    if fold(article.text[token.start : tokens[n].end]).split() == key
                )
                yield token.start, tokens[last].end, "organization-known", name, 0.9
