"""The event that an article tells of: name, day, place, organiser, hashtags."""

import re
from collections import Counter

from language.dates import MONTH, WEEKDAY
from language.folding import fold

from .candidates import Event
from .event_days import is_of_another, when

_NOUNS = (
    r"(?:Ateliers?|Conférence|Colloque|Forum|Journées?|Rencontres?|Table[- ]ronde|Séminaire|Festival|Salon|Sommet"
    r"|Assises|Université d[’']été"
    r"|Hackathon|Meetup|Fête|Semaine|Printemps|États généraux|Congrès|Convention|Nuit|Webinaire|Café|Biennale|Summit"
    r"|Conference|Workshop|Symposium"
    r"|Fair|Forum|Week|Gathering)"
)
_WORD = r"[\w’'·&-]{1,60}"  # a run without end would be tried anew at each of its hyphens
_GAP = r"[^\S\n]"
# A name stands on one line. What follows « à » is where it was held, and no part of it.
_BY_LAST = r"(?:Summit|Conference|Workshop|Symposium|Festival|Fair|Forum|Week|Days?|Camp|Gathering)"
_NAME = re.compile(
    rf"(?<!\w)(?:{_NOUNS}(?:{_GAP}+(?:(?:de|du|des|d’|d'|la|le|les|l’|l'|sur|et|en|pour|of|on|the|for"
    rf"|and){_GAP}?)*[A-ZÀ-Ý0-9]{_WORD}){{1,7}}"
    rf"|(?!(?:Les?|La|Un|Une|Ce|Cet|Cette|Ces|Au|Du|The|This|That|Our|Your|An?|In|At|On|To){_GAP})"
    rf"(?:[A-ZÀ-Ý]{_WORD}{_GAP}+){{1,5}}{_BY_LAST}(?:{_GAP}+\d{{4}})?)(?!\w)"
)
# What is held, before its title in marks: « la journée d’étude « Petits ponts » ».
_HELD = (
    r"(?:ateliers?|conférences?|colloques?|forums?|journées?|rencontres?|tables?[- ]rondes?|séminaires?|festivals?"
    r"|salons?|sommets?|assises|congrès|conventions?|cafés?|biennales?|fêtes?|soirées?|débats?|webinaires?|summit|conference"
    r"|workshop|symposium|panel|hearing|meeting)"
)
_MARKED = re.compile(
    rf"(?<!\w){_HELD}(?:{_GAP}(?:d[’']études?|publiques?|nationale?s?|annuel(?:le)?s?))?{_GAP}*:?{_GAP}*"
    rf"[«“\"]{_GAP}*[^«»“”\"\n]{{3,90}}?{_GAP}*[»”\"]",
    re.IGNORECASE,
)
# « les Rencontres du vélo utilitaire », « l’assemblée générale de l’association X »: small letters go on as far as
# « de » leads, and one word more where the phrase ends behind it.
_THE = rf"(?:l[’']|la{_GAP}|les?{_GAP})"
_OF = rf"{_GAP}(?:d[’']|du{_GAP}|des{_GAP}|de{_GAP}{_THE}?|sur{_GAP}{_THE})"
_LOWER = re.compile(
    rf"(?<!\w)(?:{_NOUNS}|(?i:assemblée{_GAP}générale|réunion{_GAP}publique|conseil{_GAP}municipal|inauguration))"
    rf"(?:{_GAP}(?:nationale?s?|municipale?s?|citoyen(?:ne)?s?|annuel(?:le)?s?))?(?:{_OF}{_WORD}(?:{_GAP}[A-ZÀ-Ý]{_WORD}){{0,3}}){{1,3}}"
    rf"(?:{_GAP}[a-zà-ÿ]{{3,20}}(?=[ \u00a0]*(?:[,.;:!?)\n]|$)))?"
)
# Whose minutes they are, where nothing else has a name.
_MINUTES = re.compile(
    r"(?:(?<=procès-verbal du )|(?<=compte rendu du )|(?<=compte-rendu du ))"
    r"conseil (?:municipal|communautaire|départemental|régional|d[’']école)"
    r"|(?:(?<=procès-verbal de l[’'])|(?<=compte rendu de l[’'])|(?<=compte-rendu de l[’']))"
    r"assemblée générale(?: (?:extra)?ordinaire)?",
    re.IGNORECASE,
)
_DETERMINED = rf"(?:{_GAP}(?:du|de|des|d[’']|le|les|au|en|la|on|of|the|for|pour|from))"
# Where a day, or what is said of the article itself, follows a name: none of it is part of the name.
_BEHIND_NAME = re.compile(
    rf"{_DETERMINED}*{_GAP}(?:{WEEKDAY}\.?,?{_GAP}+)?(?:\d{{1,2}}(?:er|st|nd|rd|th)?{_GAP}*(?:{MONTH}|(?:au|et|&|–|-|to|and|/){_GAP}*\d)"
    rf"|{MONTH}{_GAP}+\d)"
    rf"|{_DETERMINED}+{_GAP}\d{{1,2}}(?:er|st|nd|rd|th)?(?![\w’'-])(?!{_GAP}+[A-ZÀ-Ý])"
    rf"|{_GAP}(?:en|in|of|de){_GAP}(?:19|20)\d\d\b"
    rf"|{_GAP}(?:Publié|Mis|Posté|Rédigé|Écrit|Posted|Published|Updated|Written|Par|By)e?s?\b"
    rf"|(?:{_GAP}(?:Les?|La|Un|Une|Des|The|An?|On|Nous|We|Il|Elle|En|{WEEKDAY}))+$",
    re.IGNORECASE,
)
_ORGANIZER = re.compile(
    r"(?:organisée?s?|proposée?|organized|organised|hosted|portée?|initiée?)\s+(?:conjointement\s+)?(?:par"
    r"|by)\s+(?:le |la |l[’']|les |the )?"
    rf"((?:[A-ZÀ-Ý0-9]{_WORD}|(?:de|du|des|la|et|of|d[’'])(?=\s|\w))(?:\s+(?:[A-ZÀ-Ý0-9]{_WORD}|(?:de|du|des|la|et"
    rf"|of|the)(?=\s+[A-ZÀ-Ý])))*)"
)
_CITY = re.compile(
    rf"(?:,| |^)(?:à|in|at){_GAP}+(?!(?i:{MONTH})\b)"
    rf"([A-ZÀ-Ý][\w’'-]+(?:(?:{_GAP}|-)(?:(?:sur|en|les?|la|de|sous)(?:{_GAP}|-))?"
    rf"(?!(?:Publié|Mis|Posté|Par|By|Posted|(?i:{WEEKDAY}|{MONTH}))\b)[A-ZÀ-Ý][\w’'-]+)*)"
)
_BUILDING = (
    r"(?:Hôtel|Maison|Palais|Musée|Bibliothèque|Université|École|Centre|Théâtre|Docks|Halles|Espace|Cité|Château"
    r"|Auditorium|Amphithéâtre|Library|Hall|Museum|Center|Theatre"
    r"|[Ss]alle|[Gg]ymnase|[Ff]oyer|[Mm]airie|[Ll]ibrairie|[Mm]édiathèque|[Hh]alle|[Dd]omaine)"
)
_VENUE = re.compile(
    r"(?:dans|à|au|aux|en|at|in)\s+(?:la |le |les |l[’']|the )?(?:\w+ ){0,4}?"
    rf"({_BUILDING}(?:\s(?:rural|polyvalente|du conseil|des fêtes)\b)?"
    r"(?:\s+(?:(?:de|du|des|d[’']|à|aux?|la|le|of|the)\s?)*[A-ZÀ-Ý][\w’'-]*){1,5})"
)
_EARLY = 6  # paragraphs in which an event is presented


def find(article, tweets):
    paragraphs = article.paragraphs[:_EARLY]
    if not paragraphs:
        return
    limit = paragraphs[-1].end
    found = _best_name(article, limit)
    if found is None:
        return
    start, end = found
    name = " ".join(article.text[start:end].split())
    name = name.capitalize() if name.isupper() else name[0].upper() + name[1:]
    held = when(article, name, _places(article, name, limit), limit, year=_year(article, tweets))
    window = article.text[max(0, start - 200) : end + 500]
    organizer, city, venue = _ORGANIZER.search(window), _place(_CITY, window), _VENUE.search(article.text[:limit])
    yield Event(
        start=start, end=end, text=article.text[start:end], rule="event-name", cue=name.split()[0], confidence=0.7,
        name=name, date=held.day, ends_on=held.last, year=held.year, month=held.month,
        city=city, venue=venue[1] if venue else "", organizer=organizer[1].strip() if organizer else "",
        hashtags=_hashtags(article, name),
    )  # fmt: skip


def _places(article, name, limit):
    """[(start, end), …] of the name among the first paragraphs."""
    words = r"\s+".join(map(re.escape, name.split()))
    return [found.span() for found in re.finditer(words, article.text[:limit], re.IGNORECASE)]


def _best_name(article, limit):
    """(start, end) of the name that the article says most often, the first of these, not of who holds it; or None."""
    patterns = (_NAME, _MARKED, _LOWER, _MINUTES)
    names = next(filter(None, (_names(article, pattern, limit) for pattern in patterns)), [])
    said = {span: " ".join(article.text[slice(*span)].split()).casefold() for span in names}
    hosts = {" ".join(found[1].split()).casefold() for found in _ORGANIZER.finditer(article.text, 0, limit)}
    counts = Counter(said.values())
    return max(names, key=lambda span: (said[span] not in hosts, counts[said[span]], -span[0]), default=None)


def _names(article, pattern, limit):
    """The spans of the names among the first paragraphs."""
    found = (_bounded(article.text, *match.span()) for match in pattern.finditer(article.text, 0, limit))
    return [span for span in found if span and not article.in_tweet(span[0])]


def _bounded(text, start, end):
    """The span of a name without the day, or the words of the page, that follow it; None if a noun alone is left."""
    behind = _BEHIND_NAME.search(text[start : end + 20])
    if behind and behind.start() < end - start:
        end = start + behind.start()
    return (start, end) if " " in " ".join(text[start:end].split()) else None


def _place(pattern, window):
    for found in pattern.finditer(window):
        if not re.match(r"(?:Un|Une|The|This|Mme|Mlle|Dr|Me)\b|(?:Le|La|Les)$", found[1]):
            return found[1].strip(" ,.-")
    return ""


def _year(article, tweets):
    """The year of what is told without one: that of the page, of a © or of the tweets."""
    if article.document.published_on:
        return article.document.published_on.year
    stated = re.search(r"(?:©|\(c\)|Copyright)\s*((?:19|20)\d\d)", article.text)
    posted = Counter(tweet.date.year for tweet in tweets if tweet.date)
    if stated or posted:
        return int(stated[1]) if stated else posted.most_common(1)[0][0]
    told = re.finditer(r"(?<!\d)20[0-4]\d(?!\d)", article.text[:1500])
    years = Counter(int(found[0]) for found in told if not is_of_another(article.text, *found.span()))
    return years.most_common(1)[0][0] if years else None


def _hashtags(article, name):
    """At most three: what is said again and again, and what says the name of the event, were it once."""
    first = {}
    for token in article.tokens:
        if token.text[0] == "#" and len(token.text) > 2 and any(c.isalpha() for c in token.text):
            first.setdefault(token.low, [token.text[1:], 0])[1] += 1
    said = sorted(first.values(), key=lambda pair: (not _says(pair[0], name), -pair[1]))
    return tuple(text for text, times in said if times > 1 or _says(text, name))[:3]


def _says(hashtag, name):
    """Whether a hashtag is made of the words of a name: #AssisesClimat for « Assises du Climat »."""
    written = re.sub(r"\d+$", "", fold(hashtag)).replace(" ", "")
    words = fold(name).split()
    forms = ("".join(words), "".join(word for word in words if len(word) > 3))
    return len(written) > 5 and any(re.sub(r"\d+$", "", form) == written for form in forms)
