from django import template

from quotes.citing import FORMATS, pages

register = template.Library()
READERS = ("text", "markdown", "ris", "bibtex", "csl")  # formats that somebody's program looks for in a page's head


@register.filter
def reference_files(record):
    """[(format, its address)]: the record's reference in other forms than a page."""
    return [(FORMATS[name], pages.address(record, FORMATS[name])) for name in READERS]
