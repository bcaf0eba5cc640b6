"""An HTML figure, for other sites; without a style or a script of its own."""

from dataclasses import replace

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from language.typography import in_guillemets, typeset

from . import reference


def write(citation):
    evidence = citation.posted or (citation.source.url if citation.source else "")
    body = _body(citation, evidence or citation.url)
    citation = replace(citation, talk="") if citation.kind == "talk" else citation  # its title stands above
    parts = [
        ", ".join(filter(None, (reference.authors(citation), citation.caveats, reference.occasion(citation)))),
        _reported(citation, evidence),
        format_html('<a href="{}">{}</a>', citation.url, _("en ligne")),
    ]
    caption = mark_safe(reference.semicolon().join(conditional_escape(part) for part in parts if part))
    return format_html("<figure>\n  {}\n  <figcaption>{}</figcaption>\n</figure>\n", body, caption)


def _body(citation, source):
    if citation.kind == "talk":
        return format_html(
            '<p><cite lang="{}">{}</cite></p>',
            citation.talk_language,
            typeset(citation.talk, language=citation.talk_language),
        )
    if not citation.is_quoted:  # what nobody said word for word is no quotation
        words = typeset(citation.words, language=citation.language)
        return format_html('<p lang="{}">{}</p>', citation.language, lines(words))
    words = in_guillemets(citation.words, language=citation.language)
    quotation = '<blockquote lang="{}" cite="{}"><p>{}</p></blockquote>'
    return format_html(quotation, citation.language, source, lines(words))


def _reported(citation, evidence):
    post = _("le tweet") if citation.network == "Twitter" else _("le message")
    said = reference.source(citation) or (evidence and post)
    return format_html('<a href="{}">{}</a>', evidence, said) if evidence else said


def lines(text):
    """`text` as HTML, with its lines."""
    return mark_safe(escape(text).replace("\n", "<br>"))
