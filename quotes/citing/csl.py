"""CSL-JSON, which Zotero, pandoc and citeproc read: what was said is a speech, a tweet is a post."""

import json

from . import notes
from .citation import plain

TYPES = {"quote": "speech", "talk": "speech", "tweet": "post"}


def write(citation):
    return json.dumps(_item(citation), ensure_ascii=False, indent=2)


def join(items):
    indented = ",\n".join(f"  {item}".replace("\n", "\n  ") for item in items)
    return f"[\n{indented}\n]\n" if items else "[]\n"


def _item(citation):
    is_tweet = citation.kind == "tweet"
    days = [day for day in (citation.day, citation.last_day) if day]
    fields = {
        "id": citation.key,
        "type": TYPES[citation.kind],
        "author": [_name(author) for author in citation.authors],
        "title": plain(citation.title),
        "container-title": citation.network if is_tweet else _whole(citation),
        "event-title": "" if is_tweet else plain(citation.event),
        "event": "" if is_tweet else plain(citation.event),  # its name before CSL 1.0.2
        "event-place": "" if is_tweet else plain(citation.city),
        "issued": days and {"date-parts": [[day.year, day.month, day.day] for day in days]},
        "genre": notes.genre(citation),
        "abstract": notes.words(citation),
        "note": notes.note(citation),
        "language": citation.language,
        "URL": notes.address(citation),
    }
    return {name: value for name, value in fields.items() if value}


def _whole(citation):
    """The talk in which the words were said: many may be of one."""
    return plain(citation.talk) if citation.kind == "quote" else ""


def _name(author):
    if author.family:
        return {"family": plain(author.family), "given": plain(author.given)}
    return {"literal": plain(author.name)}
