"""Wikitext for the French Wikiquote: its {{citation}}, followed by where it is written.

https://fr.wikiquote.org/wiki/Modèle:Citation and Wikiquote:Citez vos sources: the words stand without guillemets.
"""

import re
from dataclasses import replace

from django.utils.translation import override

from . import reference
from .citation import line

# Whatever means something to MediaWiki, as character references; an apostrophe does only beside another one.
SPECIAL = re.compile(r"[{}\[\]|=<>&~_]|''+|^[*#:;]|(?<=:)//")


def write(citation):
    with override("fr"):  # of the French Wikiquote, whoever asks
        return _written(citation)


def _written(citation):
    if citation.kind == "talk" or not citation.is_quoted:  # no quotation
        return f"* {_sentence(citation)}\n{_work(citation)}\n"
    words = "<br />".join(escaped(part.strip()) for part in citation.words.split("\n"))
    original = "" if citation.language[:2] == "fr" else f"\n|langue = {escaped(citation.language)}"
    details = _sentence(replace(citation, words=""))
    return f"{{{{citation\n|citation = {words}{original}\n|précisions = {details}\n}}}}\n{_work(citation)}\n"


def _sentence(citation):
    text = reference.sentence(citation)
    return escaped(text if text.endswith(".") else f"{text}.")


def _work(citation):
    """The source. Of what has none, no article is named, and this site's page is none."""
    work = citation.source
    fields = {
        "titre": work.title if work and work.title else citation.title,
        "auteur": work.author if work else reference.authors(citation),
        "publication": work.publisher if work else citation.event,
        "date": work.when if work else citation.when,
        "url": work.url if work else citation.posted,
    }
    written = "".join(f"|{name}={_value(name, value)}" for name, value in fields.items() if value)
    return f"{{{{Réf Article{written}}}}}"


def _value(name, value):
    return value if name == "url" else escaped(line(value))


def escaped(text):
    """`text`, one line, as wikitext that reads so."""
    return SPECIAL.sub(lambda found: "".join(f"&#{ord(char)};" for char in found[0]), text)
