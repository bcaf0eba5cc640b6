"""What the search finds quotes and tweets by, and how it narrows them."""

from events.searched import THEMED, day_told, themes
from events.timing import plausible
from search.described import Content, Described
from search.entries import ABOUT, CONTEXT, NAMES, WORDS, facet

from .models import Quote, Tweet

SAID = ("text", "language", "event_id", "event__city", "talk_id", "speaker_id")


def _quote(row):
    if row["tweet_id"] and not row["talk_id"]:
        day = plausible(row["tweet__posted_on"])
    else:  # that of its talk; else the first of its event's, on any of which it may have been
        day = plausible(row["talk__day"]) or plausible(row["event__starts_on"])
    names = [] if row["speaker_id"] else [row["attribution"]]
    return _content(row, day, names, kind=row["kind"], context=row["context"], speaker=row["speaker_id"])


def _tweet(row):
    # Its account may be known before its person, or its organisation, is.
    speaker = row["speaker_id"] if row["speaker__is_public"] else None
    organization = row["organization_id"] if row["organization__is_public"] else None
    names, day = [row["author_name"], row["handle"]], plausible(row["posted_on"])
    return _content(row, day, names, kind="tweet", speaker=speaker, organization=organization)


def _content(row, day, names, *, context="", **around):
    language = row["language"]
    texts = {
        WORDS: [(row["text"], language)],
        NAMES: [(name, "fr") for name in names],
        ABOUT: [*day_told(day), (row["event__city"], "fr")],
        CONTEXT: [(context, language)],
    }
    around |= {"language": language, "event": row["event_id"], "talk": row["talk_id"], "year": day and day.year}
    return Content(texts, [*(facet(name, value) for name, value in around.items() if value), *themes(row)], day)


DESCRIBED = (
    Described(
        *(Quote, 8),
        (
            *(*SAID, "kind", "attribution", "context"),
            *("event__starts_on", "talk__day", "tweet_id", "tweet__posted_on"),
        ),
        _quote,
        parts=THEMED,
        is_named=False,
    ),
    Described(
        *(Tweet, 9),
        (
            *(*SAID, "author_name", "handle", "posted_on"),
            *("speaker__is_public", "organization_id", "organization__is_public"),
        ),
        _tweet,
        parts=THEMED,
        is_named=False,
    ),
)
