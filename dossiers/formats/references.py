"""What reference managers read, as the site writes it of a single record. Notes stay out: such files are passed on."""

from quotes import citing

from . import cited


def writer(form):
    """Write the items that are published, in that format of `quotes.citing`."""

    def write(dossier, items, request):
        return citing.write([cited(item.record, request) for item in items if item.record], form).encode()

    return write
