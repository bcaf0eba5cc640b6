"""The event that an article tells of: name, day, place, organiser, hashtags."""

import re
from collections import Counter

from search.folding import fold

from .candidates import Event
from .event_days import event_days

_NOUNS = (
    r"(?:Ateliers?|Conférence|Colloque|Forum|Journées?|Rencontres?|Table[- ]ronde|Séminaire|Festival|Salon|Sommet"
    r"|Assises|Université d[’']été"
    r"|Hackathon|Meetup|Fête|Semaine|Printemps|États généraux|Congrès|Convention|Nuit|Webinaire|Café|Biennale|Summit"
    r"|Conference|Workshop|Symposium"
    r"|Fair|Forum|Week|Gathering)"
)
_WORD = r"[\w’'·&-]+"
_NAME = re.compile(
    rf"(?<!\w)(?:{_NOUNS}(?:\s+(?:(?:de|du|des|d’|d'|la|le|les|l’|l'|sur|et|en|à|pour|of|on|the|for"
    rf"|and)\s?)*[A-ZÀ-Ý0-9]{_WORD}){{1,7}}"
    rf"|(?:[A-ZÀ-Ý]{_WORD}\s+){{1,5}}(?:Summit|Conference|Workshop|Symposium|Festival|Fair|Forum|Week|Day|Days"
    rf"|Camp)(?:\s+\d{{4}})?)"
)
_ORGANIZER = re.compile(
    r"(?:organisée?s?|proposée?|organized|organised|hosted|portée?|initiée?)\s+(?:conjointement\s+)?(?:par"
    r"|by)\s+(?:le |la |l[’']|les |the )?"
    rf"((?:[A-ZÀ-Ý0-9]{_WORD}|(?:de|du|des|la|et|of|d[’'])(?=\s|\w))(?:\s+(?:[A-ZÀ-Ý0-9]{_WORD}|(?:de|du|des|la|et"
    rf"|of|the)(?=\s+[A-ZÀ-Ý])))*)"
)
_CITY = re.compile(
    r"(?:,| |^)(?:à|in|at)\s+([A-ZÀ-Ý][\w’'-]+(?:[ -](?:[A-ZÀ-Ý][\w’'-]+|sur|en|les?|la|de|sous)(?=[ -,.]))*)"
)
_VENUE = re.compile(
    r"(?:dans|à|au|aux|at|in)\s+(?:la |le |les |l[’']|the )?(?:\w+ ){0,4}?((?:Hôtel|Maison|Salle|Palais|Musée"
    r"|Médiathèque|Bibliothèque|Université|École|Centre|Théâtre"
    r"|Docks|Halles?|Espace|Cité|Château|Auditorium|Amphithéâtre|Library|Hall|Museum|Centre|Center"
    r"|Theatre)(?:\s+(?:(?:de|du|des|d[’']|la|le|of|the)\s?)*[A-ZÀ-Ý][\w’'-]*){1,5})"
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
    start, end = found.span()
    name = " ".join(found[0].split())
    day, last = event_days(article, _places(article, name, limit), limit, year=_year(article, tweets))
    window = article.text[max(0, start - 200) : end + 500]
    organizer, city, venue = _ORGANIZER.search(window), _place(_CITY, window), _VENUE.search(article.text[:limit])
    yield Event(
        start=start, end=end, text=article.text[start:end], rule="event-name", cue=found[0].split()[0], confidence=0.7,
        name=name, date=day, ends_on=last,
        city=city, venue=venue[1] if venue else "", organizer=organizer[1].strip() if organizer else "",
        hashtags=_hashtags(article, name),
    )  # fmt: skip


def _places(article, name, limit):
    """[(start, end), …] of the name among the first paragraphs."""
    words = r"\s+".join(map(re.escape, name.split()))
    return [found.span() for found in re.finditer(words, article.text[:limit], re.IGNORECASE)]


def _best_name(article, limit):
    """The name that the article says most often, the first of these."""
    names = [found for found in _NAME.finditer(article.text, 0, limit) if not article.in_tweet(found.start())]
    counts = Counter(" ".join(found[0].split()).casefold() for found in names)
    return max(names, key=lambda found: (counts[" ".join(found[0].split()).casefold()], -found.start()), default=None)


def _place(pattern, window):
    for found in pattern.finditer(window):
        if not re.match(r"(?:Le|La|Les|Un|Une|The|This)\b", found[1]):
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
    years = Counter(re.findall(r"(?<!\d)(20[0-4]\d)(?!\d)", article.text[:1500]))
    return int(years.most_common(1)[0][0]) if years else None


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
