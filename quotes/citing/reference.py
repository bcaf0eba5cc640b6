"""The reference as one writes it in a text: « Camille Martin, « des mots », intervention « Titre »… »."""

from django.utils.translation import gettext as _

from language.typography import NARROW, in_guillemets, typeset

from .citation import LAST_STOP, TOLD, colon, in_french, line, post_of


def semicolon():
    return f"{NARROW}; " if in_french() else "; "


def write(citation):
    where = f"{_('en ligne')}{colon()}{citation.url}"
    return semicolon().join(part for part in (sentence(citation), reported(citation), where) if part)


def sentence(citation):
    said = ", ".join(part for part in (words(citation), citation.transcribed, citation.translation) if part)
    return ", ".join(part for part in (authors(citation), said, occasion(citation)) if part)


def authors(citation):
    """« Camille Martin, Luc Noir et une élue », as one begins a sentence."""
    names = [typeset(author.name) for author in citation.authors]
    if citation.handle:
        names = [f"{''.join(names)} [@{citation.handle}]".strip()]
    *first, last = names or [""]
    together = " ".join([", ".join(first), _("et"), last]) if first else last
    return together[:1].upper() + together[1:]


def words(citation):
    """The words in their quotation marks; reported speech has none, and says what it is."""
    text = line(citation.words)
    if not text:
        return ""
    if citation.is_quoted:
        return in_guillemets(text, language=citation.language)
    return f"{TOLD}{colon()}{typeset(LAST_STOP.sub('', text), language=citation.language)}"


def talk(citation):
    """The title in its quotation marks; one that is ours, which nobody gave the talk, has its brackets instead."""
    if citation.talk_is_ours or not citation.talk:
        return typeset(citation.talk, language=citation.talk_language)
    return in_guillemets(citation.talk, language=citation.talk_language)


def during(citation):
    """« table ronde « Titre » »"""
    title = talk(citation)
    return title and f"{citation.genre} {title}"


def occasion(citation):
    """What it was said in, where, and when."""
    event = typeset(citation.event)
    if citation.kind == "tweet":
        about = ", ".join(part for part in (talk(citation), event) if part)
        about = about and _("à propos de %(about)s") % {"about": about}
        return ", ".join(part for part in (citation.nature, citation.when, about) if part)
    if citation.source and citation.source.about:  # its tweet says the day and the event, that are not of the words
        return ""
    held = (event, typeset(citation.city), citation.when)
    parts = (during(citation), *held) if citation.kind == "quote" else (talk(citation), citation.nature, *held)
    return ", ".join(part for part in parts if part)


def reported(citation):
    """Where it is written, with its address."""
    if citation.posted:
        return citation.posted
    return ", ".join(part for part in (source(citation), citation.source and citation.source.url) if part)


def source(citation):
    """Where it is written, in words: what was said there is cited, or reported."""
    work = citation.source
    if not work:
        return ""
    if work.handle:
        by = f"{typeset(work.author)} [@{work.handle}]"
        by = _("rapporté par un %(post)s de %(author)s") % {"post": post_of(work.network), "author": by}
        about = work.about and _("à propos de %(about)s") % {"about": typeset(work.about)}
        within = work.within and _("repris dans %(work)s") % {"work": _printed(work.within)}
        return ", ".join(part for part in (by, work.when, about, within) if part)
    printed = {"work": _printed(work)}
    return _("cité dans %(work)s") % printed if citation.is_quoted else _("rapporté dans %(work)s") % printed


def _printed(work):
    title = in_guillemets(work.title, language=work.language)
    parts = (typeset(work.author), title, typeset(work.publisher), work.when)
    return ", ".join(part for part in parts if part)
