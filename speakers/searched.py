"""What the search finds people and organisations by."""

from search.described import Content, Described
from search.entries import NAMES, WORDS

from .models import Organization, Speaker


def _speaker(row):
    names = [row["name"], *(alias["name"] for alias in row["aliases"])]
    words = [row["headline"], row["handle"] or ""]
    return Content({NAMES: _french(names), WORDS: _french(words)})


def _organization(row):
    return Content({NAMES: _french([row["name"]]), WORDS: _french([row["description"], row["handle"] or ""])})


def _french(texts):
    return [(text, "fr") for text in texts]


DESCRIBED = (
    Described(Speaker, 1, ("name", "headline", "handle"), _speaker, parts={"aliases": ("name",)}),
    Described(Organization, 4, ("name", "description", "handle"), _organization),
)
