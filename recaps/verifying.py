"""Whether each quote and tweet still has the words of the article that it was taken from."""

from .models import Span


def orphans():
    """Yield each span whose record has other words than the text by now."""
    for span in Span.objects.with_words().order_by("pk").iterator(chunk_size=500):
        if not span.holds:
            yield span
