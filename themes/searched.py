"""What the search finds themes by."""

from search.described import Content, Described
from search.entries import NAMES, WORDS

from .models import Theme


def _theme(row):
    names = [(name, "fr") for name in (row["name"], *row["synonyms"].splitlines()) if name.strip()]
    english = [(row["label_en"], "en")] if row["label_en"] else []
    return Content({NAMES: [*names, *english], WORDS: [(row["description"], "fr"), (row["description_en"], "en")]})


DESCRIBED = (Described(Theme, 2, ("name", "label_en", "synonyms", "description", "description_en"), _theme),)
