"""What reference managers read, as the site writes it of a single record. Notes stay out: such files are passed on."""

from quotes import citing

from . import cited


def _write(name, items, request):
    """The items that are published, in the format of `quotes.citing` of that name."""
    citations = [cited(item.record, request) for item in items if item.record]
    return citing.write(citations, citing.FORMATS[name]).encode()


def ris(dossier, items, request):
    return _write("ris", items, request)


def bibtex(dossier, items, request):
    return _write("bibtex", items, request)
