"""What the search finds events, talks and what these lean on by."""

from datetime import timedelta
from functools import lru_cache

from django.utils.translation import override

from language.typography import date_range, french_date
from search.described import Content, Described
from search.entries import ABOUT, NAMES, WORDS, facet

from .models import Event, Reference, Talk
from .timing import plausible

LANGUAGES = ("fr", "en")
THEMED = {"themed": ("tag_id", "tag__is_public")}
DAYS = 10  # of an event that are told one by one


def _event(row):
    about = [(row["venue"], "fr"), (row["city"], "fr")]
    for language in LANGUAGES:
        with override(language):  # whatever that of who writes the index
            about.append((str(Event.Kind(row["kind"]).label), "fr"))
        if row["starts_on"]:
            about.append((date_range(row["starts_on"], row["ends_on"], language=language), "fr"))
            about += _days(row["starts_on"], row["ends_on"], language)
    words = [(row[name] or "", "fr") for name in ("summary", "hashtag", "handle")] + [(row["summary_en"], "en")]
    facets = [facet("organization", row["organizer_id"])] if row["organizer__is_public"] else []
    return Content({NAMES: [(row["title"], "fr")], ABOUT: about, WORDS: words}, [*facets, *themes(row)])


def _days(first, last, language):
    """Each day of an event of several, by which « le 17 février 2023 » finds that of the 16th to the 18th."""
    later = min((last - first).days, DAYS - 1) if last else 0
    return [(french_date(first + timedelta(days), language=language), "fr") for days in range(later + 1) if later]


def themes(row):
    """The facets of the public themes of a row that has the parts `THEMED`."""
    return [facet("theme", one["tag_id"]) for one in row["themed"] if one["tag__is_public"]]


@lru_cache(maxsize=10_000)
def day_told(day):
    """A day as pages show it; nothing of none."""
    return [(french_date(day, language=language), language) for language in LANGUAGES] if day else []


def _talk(row):
    language = row["language"]
    people = [one for one in row["appearances"] if one["is_public"]]
    facets = [facet("event", row["event_id"]), *themes(row)]
    facets += [facet("speaker", one["speaker_id"]) for one in people if one["speaker_id"]]
    others = [one for one in people if not one["speaker_id"]]
    about = [(one["described_as"], language) for one in others]
    about.append((row["event__city"], "fr"))
    about += day_told(plausible(row["day"]) or plausible(row["event__starts_on"]))
    facets += [facet("organization", one["organization_id"]) for one in others if not one["described_as"]]
    words = [(row["abstract"], language), (row["abstract_en"], "en")]
    return Content({NAMES: [(row["title"], language)], ABOUT: about, WORDS: words}, facets)


def _reference(row):
    words = [(row["note"], "fr"), (row["cited_from"], "fr")]
    about = [(row["talk__event__city"], "fr")]
    facets = [facet("talk", row["talk_id"]), facet("event", row["talk__event_id"])]
    return Content({NAMES: [(row["label"], "fr")], ABOUT: about, WORDS: words}, facets)


DESCRIBED = (
    Described(
        *(Event, 3),
        (
            *("title", "kind", "starts_on", "ends_on", "venue", "city", "summary", "summary_en", "hashtag", "handle"),
            *("organizer_id", "organizer__is_public"),
        ),
        _event,
        parts=THEMED,
    ),
    Described(
        *(Talk, 5),
        ("title", "language", "abstract", "abstract_en", "day", "event_id", "event__city", "event__starts_on"),
        _talk,
        parts={"appearances": ("is_public", "speaker_id", "described_as", "organization_id"), **THEMED},
    ),
    Described(
        *(Reference, 6),
        ("label", "note", "cited_from", "talk_id", "talk__event_id", "talk__event__city"),
        _reference,
    ),
)
