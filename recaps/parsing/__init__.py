"""From the text of an article to what may be worth keeping. Pure Python: no Django, no database, no network."""

from .document import Known


def parse(document, known=Known()):
    """The candidates of a `Document`, in the order of the text.

    Spans of one kind do not overlap, except that a quote may stand inside another. Never raises, whatever the text.
    """
    return ()
