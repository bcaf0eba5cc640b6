"""The reference as one writes it in a French text: « Camille Martin, « des mots », intervention « Titre »… »."""

from language.typography import NARROW, NO_BREAK, in_guillemets, typeset

from .record import TOLD, line

NEXT = f"{NARROW}; "
COLON = f"{NO_BREAK}: "


def write(citation):
    where = f"en ligne{COLON}{citation.url}"
    return NEXT.join(part for part in (sentence(citation), reported(citation), where) if part)


def sentence(citation):
    said = ", ".join(part for part in (words(citation), citation.transcribed, citation.translation) if part)
    return ", ".join(part for part in (authors(citation), said, occasion(citation)) if part)


def authors(citation):
    """« Camille Martin, Luc Noir et une élue », as one begins a sentence."""
    names = [typeset(author.name) for author in citation.authors]
    if citation.handle:
        names = [f"{''.join(names)} [@{citation.handle}]".strip()]
    *first, last = names or [""]
    together = f"{', '.join(first)} et {last}" if first else last
    return together[:1].upper() + together[1:]


def words(citation):
    """The words in their quotation marks; reported speech has none, and says what it is."""
    text = line(citation.words)
    if not text:
        return ""
    if citation.is_quoted:
        return in_guillemets(text, language=citation.language)
    return f"{TOLD}{COLON}{typeset(text.rstrip('.'), language=citation.language)}"


def talk(citation):
    """The title in its quotation marks; one that is ours, which nobody gave the talk, has its brackets instead."""
    if citation.talk_is_ours or not citation.talk:
        return typeset(citation.talk, language=citation.talk_language)
    return in_guillemets(citation.talk, language=citation.talk_language)


def occasion(citation):
    """What it was said in, where, and when."""
    title = talk(citation)
    event = typeset(citation.event)
    if citation.kind == "tweet":
        about = ", ".join(part for part in (title, event) if part)
        return ", ".join(part for part in ("tweet", citation.when, about and f"à propos de {about}") if part)
    if citation.source and citation.source.about:  # its tweet says the day and the event, that are not of the words
        return ""
    if citation.kind == "quote":
        parts = (title and f"{citation.genre} {title}", event, typeset(citation.city), citation.when)
    else:
        parts = (title, citation.genre, event, typeset(citation.city), citation.when)
    return ", ".join(part for part in parts if part)


def reported(citation):
    """Where it is written, with its address."""
    if citation.posted:
        return citation.posted
    return ", ".join(part for part in (source(citation), citation.source and citation.source.url) if part)


def source(citation):
    """Where it is written, in words."""
    work = citation.source
    if not work:
        return ""
    if work.handle:
        about = work.about and f"à propos de {typeset(work.about)}"
        within = work.within and f"repris dans {_printed(work.within)}"
        parts = (f"rapporté par un tweet de {typeset(work.author)} [@{work.handle}]", work.when, about, within)
        return ", ".join(part for part in parts if part)
    return f"rapporté dans {_printed(work)}"


def _printed(work):
    title = in_guillemets(work.title, language=work.language)
    parts = (typeset(work.author), title, typeset(work.publisher), work.when)
    return ", ".join(part for part in parts if part)
