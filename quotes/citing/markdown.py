"""CommonMark: a block quote and who said it, or the reference alone for what is no quotation."""

import re

from django.utils.translation import gettext

from language.typography import in_guillemets

from . import reference

SPECIAL = re.compile(r"([\\`*_\[\]<>#&~|$])")
LEADING = re.compile(r"^(?:([-+=])|(\d+)([.)]))")


def write(citation):
    told = attribution(citation)
    if citation.kind == "talk" or not citation.is_quoted:
        said = reference.words(citation)
        return ", ".join(part for part in (escaped(_said(citation, said)), told) if part) + "\n"
    words = in_guillemets(citation.words, language=citation.language)
    lines = [escaped(line.strip()) for line in words.split("\n")]
    return f"{_block(lines)}\n>\n> — {escaped(_said(citation))}, {told}\n"


def _said(citation, words=""):
    parts = (reference.authors(citation), words, citation.transcribed, citation.translation)
    return ", ".join(part for part in parts if part)


def attribution(citation):
    """Where and when, with the addresses as links."""
    parts = [
        escaped(reference.occasion(citation)),
        " ".join(part for part in (escaped(reference.source(citation)), _link(_evidence(citation))) if part),
        f"{gettext('en ligne')}{reference.colon()}{_link(citation.url)}",
    ]
    return reference.semicolon().join(part for part in parts if part)


def _evidence(citation):
    return citation.posted or (citation.source.url if citation.source else "")


def _link(url):
    return url and f"<{url}>"


def _block(lines):
    """Lines of a block quote: an empty one ends a paragraph, the others are broken where they were."""
    written = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        written.append(f"> {line}\\" if line and following else f"> {line}".rstrip(" "))
    return "\n".join(written)


def escaped(text):
    """`text`, one line, as CommonMark that reads so."""
    text = SPECIAL.sub(r"\\\1", text)
    return LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)
