"""The event that an article tells of: name, day, place, organiser, hashtags."""

import re
from collections import Counter

from language.dates import MONTH, WEEKDAY
from language.folding import fold

from . import event_heads, event_hosts, event_names
from .candidates import Event
from .datelines import is_only_dated
from .event_days import is_of_another, when
from .event_names import ORGANIZER
from .event_nouns import GAP

_CITY = re.compile(
    rf"(?:,| |^)(?:à|in|at){GAP}+(?!(?i:{MONTH})\b)"
    rf"([A-ZÀ-Ý][\w’'-]+(?:(?:{GAP}|-)(?:(?:sur|en|les?|la|de|sous)(?:{GAP}|-))?"
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
_MOST = 16  # of them, if headings and lists are among them
_PROSE = 3  # paragraphs of prose that are read in any case
_LISTED = re.compile(r"[•·*–-][ \u00a0]")
_EARLY = 6  # paragraphs in which an event is presented


def find(article, tweets):
    paragraphs = _first(article)
    if not paragraphs:
        return
    limit = paragraphs[-1].end
    rule, found = "event-name", event_names.best(article, paragraphs)
    if found is None:
        rule, found = "event-title", event_heads.title(article, paragraphs)
    if found is None:
        return
    start, end, name = found
    if rule == "event-name":
        name = event_hosts.completed(article.text, paragraphs, start, name)
    below = article.paragraphs[article.paragraph_of(start) :][:2]
    limit = max(limit, below[-1].end)  # what stands under a heading amid a letter
    held = when(article, name, _places(article, article.text[start:end], limit), limit, year=_year(article, tweets))
    if rule == "event-title" and (held.day is None or is_only_dated(article, paragraphs, held.day)):
        return  # nothing tells that the article is about an event at all
    window = article.text[max(0, start - 200) : end + 500]
    organizer, city, venue = ORGANIZER.search(window), _place(_CITY, window), _VENUE.search(article.text[:limit])
    yield Event(
        start=start, end=end, text=article.text[start:end], rule=rule, cue=name.split()[0],
        confidence=0.7 if rule == "event-name" else 0.3, name=name, date=held.day, ends_on=held.last, year=held.year,
        month=held.month, city=city, venue=venue[1] if venue else "", hashtags=_hashtags(article, name),
        organizer=organizer[1].strip() if organizer else "",
    )  # fmt: skip


def _first(article):
    """The first paragraphs, a few more where headings and lists are among them."""
    first = article.paragraphs[:_MOST]
    prose = [n for n, one in enumerate(first) if not (one.is_heading or _LISTED.match(article.text, one.start))]
    return first[: max(_EARLY, *(number + 1 for number in prose[:_PROSE]), 0)]


def _places(article, printed, limit):
    """[(start, end), …] of the words of the name among the first paragraphs, however printed."""
    words = r"\s+".join(map(re.escape, printed.split()))
    return [found.span() for found in re.finditer(words, article.text[:limit], re.IGNORECASE)]


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
