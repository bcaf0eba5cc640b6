"""What a reference says of a quote, a tweet or a talk: the one description that every format is written from."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from curation.jsonld import public
from curation.slugs import slugify_fr
from events.appearances import speaking
from events.models import Talk
from events.timing import when
from language.codes import french_name
from language.typography import NO_BREAK, clean, date_range, french_date
from quotes.models import Quote
from search.analysis import tokens
from search.passages import run
from speakers.models import Speaker

TOLD = later("propos rapporté")
TRANSCRIBED = later("transcription")
KINDS = {"quote": later("citation"), "tweet": later("tweet"), "talk": later("intervention")}
LAST_STOP = re.compile(r"(?<=[^.])\.$")  # styles put their own behind a title


@dataclass(frozen=True)
class Author:
    """A person has a family name; an organisation, or « une spectatrice », has a name alone."""

    name: str
    family: str = ""
    given: str = ""


@dataclass(frozen=True)
class Work:
    """Where the words are written: a source, or a tweet, which has a handle and no title, and may be in a source."""

    title: str = ""
    author: str = ""
    handle: str = ""
    network: str = ""  # of a tweet, if it is none: « Mastodon »
    publisher: str = ""
    url: str = ""
    day: date | None = None
    year: int | None = None
    language: str = "fr"
    about: str = ""  # the event of which a tweet tells, if that is all one knows of the occasion
    within: "Work | None" = None

    @property
    def when(self):
        if self.handle and not self.day:
            return undated()
        return french_date(self.day, language=language()) if self.day else str(self.year or "")


@dataclass(frozen=True)
class Citation:
    """Everything is raw text of one line, but `words`, which may have several; what is not known is empty."""

    kind: str  # one of KINDS
    key: str  # for files: ASCII, one for each record
    url: str  # the address that never changes
    authors: tuple[Author, ...] = ()
    handle: str = ""  # of a tweet's author
    network: str = "Twitter"  # on which that is
    posted: str = ""  # the tweet's own address
    words: str = ""  # without guillemets; a talk has none
    is_quoted: bool = True
    is_transcribed: bool = False
    language: str = "fr"
    translated_from: str = ""
    talk: str = ""  # in brackets, if its title is ours
    talk_is_ours: bool = False
    talk_language: str = "fr"
    genre: str = ""  # of the talk, in words of whatever language one writes in then
    event: str = ""
    city: str = ""
    day: date | None = None
    last_day: date | None = None  # of several, when the one is not known
    source: Work | None = None

    @property
    def year(self):
        """The year it was, if only one can be."""
        return self.day.year if self.day and self.day.year == (self.last_day or self.day).year else None

    @property
    def title(self):
        """What tells it from all others of its talk: the words. A style may put them between quotation marks, so
        that reported ones say what they are, in the brackets of what is ours.
        """
        if self.kind == "talk":
            return self.talk
        words = Truncator(line(self.words)).chars(160)
        words = LAST_STOP.sub("", words)
        return words if self.is_quoted else f"[{plain(reported(words))}]"

    @property
    def nature(self):
        if self.kind == "talk":
            return str(self.genre)
        if self.kind == "tweet":
            return post_of(self.network)
        return self.manner or str(KINDS[self.kind])

    @property
    def transcribed(self):
        return str(TRANSCRIBED) if self.is_transcribed else ""

    @property
    def manner(self):
        """What one must know of words that are not sworn: « transcription », « propos rapporté »; else nothing."""
        return self.transcribed if self.is_quoted else str(TOLD)

    @property
    def caveats(self):
        """« transcription, traduit de l’anglais »: all that one must know of the words before one repeats them."""
        return ", ".join(filter(None, (self.manner, self.translation)))

    @property
    def when(self):
        return date_range(self.day, self.last_day, language=language()) if self.day else undated()

    @property
    def translation(self):
        """« traduit de l’anglais », or nothing."""
        if not self.translated_from:
            return ""
        try:
            name = get_language_info(self.translated_from)["name_translated"]
        except KeyError:
            name = french_name(self.translated_from) if in_french() else ""
        if not name:
            return f"{_('traduit')} ({line(self.translated_from)})"
        if not in_french():
            return _("traduit de la langue : %(name)s") % {"name": name}
        name = name.lower()
        return f"traduit de l’{name}" if re.match("[aeiouéî]|hé", name) else f"traduit du {name}"


def language():
    """In which references are written: that of the interface."""
    return get_language() or settings.LANGUAGE_CODE


def in_french():
    return language()[:2] == "fr"


def post_of(network):
    """« tweet », « message sur Mastodon », « message »"""
    if network == "Twitter":
        return str(KINDS["tweet"])
    return _("message sur %(network)s") % {"network": network} if network else _("message")


def undated():
    return _("s. d.")


def line(text):
    return re.sub(r"[ \t\n]+", " ", clean(text or ""))


def reported(words):
    """« Propos rapporté : ils sèmeront du lin »"""
    return f"{capfirst(TOLD)}{colon()}{words}"


def colon():
    return f"{NO_BREAK}: " if in_french() else ": "


def plain(text):
    """`text` in one line without no-break spaces, which other programs search, sort and count badly."""
    return re.sub(r"[\s\u00a0\u2007\u2009\u202f]+", " ", clean(text)).strip()


def describe(record, *, base_url, passage=""):
    """The citation of a quote or a tweet loaded `with_context()`, or of a talk `with_event()` and `with_people()`.

    `base_url` is the site's, without a slash at its end. Only `passage` is cited, if it stands in the record's words.
    """
    if isinstance(record, Talk):
        return _talk(record, base_url)
    words = clean(record.text)
    about = {"words": found_in(words, passage) or words, "language": line(record.language)}
    about |= _occasion(record.talk, record.event)
    return _quote(record, base_url, about) if isinstance(record, Quote) else _tweet(record, base_url, about)


def caveats(quote):
    """What a citation of the quote tells of its words; what else it tells need not be loaded."""
    known = {name: getattr(quote, name) for name in ("is_quoted", "is_transcribed", "translated_from")}
    return Citation(kind="quote", key="", url="", **known).caveats


def found_in(text, passage):
    """The place in `text` that has the words of `passage`, whatever their accents, case and marks; "" if none has."""
    words, sought = list(tokens(text)), [token.word for token in tokens(passage)]
    first = run(words, sought) if sought else None
    if first is None:
        return ""
    return text if len(sought) == len(words) else text[words[first].start : words[first + len(sought) - 1].end]


def _quote(quote, base_url, about):
    author = _person(quote.speaker) if quote.speaker else Author(line(quote.attribution))
    source = _source(quote.source) or (_tweeted(quote.tweet) if quote.tweet else None)
    if quote.is_told_by_tweet:
        source = _tweeted(quote.tweet)
        within = _source(quote.source)
        url = source.url or (within.url if within else "")
        source = replace(source, about=about["event"], within=within, url=url)
        about |= {"event": "", "city": "", "day": quote.tweet.posted_on, "last_day": None}
    return Citation(
        kind="quote",
        key=_key("c", quote, author, about["day"]),
        url=_permanent(quote, base_url),
        authors=(author,) if author.name else (),
        is_quoted=quote.is_quoted,
        is_transcribed=quote.is_transcribed,
        translated_from=quote.translated_from,
        source=source,
        **about,
    )


def _tweet(tweet, base_url, about):
    name, account = line(tweet.author_name), public(tweet.account)
    author = _person(account) if isinstance(account, Speaker) else Author(name)
    about |= {"day": tweet.posted_on, "last_day": None}
    return Citation(
        kind="tweet",
        key=_key("t", tweet, author, tweet.posted_on),
        url=_permanent(tweet, base_url),
        authors=(author,) if author.name else (),
        handle=line(tweet.handle),
        network=tweet.network_name,
        posted=_web(tweet.url),
        source=_source(tweet.source),
        **about,
    )


def _talk(talk, base_url):
    people = speaking(talk.people)
    authors = tuple(_person(one.speaker) if one.speaker else Author(line(str(one))) for one in people)
    about = _occasion(talk, talk.event)
    return Citation(
        kind="talk",
        key=_key("i", talk, authors[0] if authors else None, about["day"]),
        url=_permanent(talk, base_url),
        authors=authors,
        language=line(talk.language),
        **about,
    )


def _occasion(talk, event):
    """Where and when something was said; the days of the event, if nobody knows on which of them."""
    at = when(event, talk)
    known = {"event": line(event.title), "city": line(event.city), "day": at.day, "last_day": at.last_day}
    if talk:
        known |= {"talk": line(talk.exported_name), "talk_is_ours": talk.title_is_ours}
        known |= {"talk_language": line(talk.language)}
        known["genre"] = KINDS["talk"] if talk.kind == Talk.Kind.OTHER else Talk.Kind(talk.kind).label
    return known


def _person(speaker):
    family, _, given = line(speaker.filed_as).partition(", ")
    return Author(line(speaker.name), family if given else "", given)


def _source(source):
    return source and Work(
        title=line(source.title),
        author=line(source.author),
        publisher=line(source.publisher),
        url=_web(source.address),
        day=source.published_on,
        year=source.year,
        language=line(source.language),
    )


def _tweeted(tweet):
    name, handle = line(tweet.author_name), line(tweet.handle)
    network = tweet.network_name
    return Work(author=name, handle=handle, network=network, url=_web(tweet.url), day=tweet.posted_on)


def _web(url):
    """An address that a link may lead to."""
    return url if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url or "") else ""


def _permanent(record, base_url):
    with override(settings.LANGUAGE_CODE):
        return base_url + record.permanent_path


def _key(letter, record, author, day):
    name = slugify_fr(author.family or author.name, max_length=24).replace("-", "") if author else ""
    return f"{name or 'anonyme'}{day.year if day else 'sd'}{letter}{record.pk}"
