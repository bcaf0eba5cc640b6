"""What the search finds events, talks and what these lean on by."""

from django.utils.translation import override

from language.typography import date_range
from search.described import Content, Described
from search.entries import ABOUT, NAMES, WORDS, facet

from .models import Event, Reference, Talk

LANGUAGES = ("fr", "en")


def _event(row):
    about = [(row["venue"], "fr"), (row["city"], "fr")]
    for language in LANGUAGES:
        with override(language):  # whatever that of who writes the index
            about.append((str(Event.Kind(row["kind"]).label), "fr"))
        if row["starts_on"]:
            about.append((date_range(row["starts_on"], row["ends_on"], language=language), "fr"))
    words = [(row[name] or "", "fr") for name in ("summary", "hashtag", "handle")] + [(row["summary_en"], "en")]
    organizer = [facet("organization", row["organizer_id"])] if row["organizer__is_public"] else []
    return Content({NAMES: [(row["title"], "fr")], ABOUT: about, WORDS: words}, organizer)


def _talk(row):
    language = row["language"]
    people = [one for one in row["appearances"] if one["is_public"]]
    facets = [facet("theme", one["tag_id"]) for one in row["themed"] if one["tag__is_public"]]
    facets += [facet("speaker", one["speaker_id"]) for one in people if one["speaker_id"]]
    others = [one for one in people if not one["speaker_id"]]
    about = [(one["described_as"], language) for one in others]
    facets += [facet("organization", one["organization_id"]) for one in others if not one["described_as"]]
    words = [(row["abstract"], language), (row["abstract_en"], "en")]
    return Content({NAMES: [(row["title"], language)], ABOUT: about, WORDS: words}, facets)


def _reference(row):
    return Content({NAMES: [(row["label"], "fr")], WORDS: [(row["note"], "fr"), (row["cited_from"], "fr")]})


DESCRIBED = (
    Described(
        *(Event, 3),
        (
            *("title", "kind", "starts_on", "ends_on", "venue", "city", "summary", "summary_en", "hashtag", "handle"),
            *("organizer_id", "organizer__is_public"),
        ),
        _event,
    ),
    Described(
        *(Talk, 5),
        ("title", "language", "abstract", "abstract_en"),
        _talk,
        parts={
            "appearances": ("is_public", "speaker_id", "described_as", "organization_id"),
            "themed": ("tag_id", "tag__is_public"),
        },
    ),
    Described(Reference, 6, ("label", "note", "cited_from"), _reference),
)
