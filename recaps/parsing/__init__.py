"""From the text of an article to what may be worth keeping. Pure Python: no Django, no database, no network."""

from . import layout, people_found, quotes, tweets
from .article import Article
from .document import Known
from .reporting import Reporting


def parse(document, known=Known()):
    """The candidates of a `Document`, in the order of the text.

    Spans of one kind do not overlap, except that a quote may stand inside another. Never raises, whatever the text.
    """
    posted = tweets.find(document, layout.paragraphs(document))
    article = Article(document, known, tweets=[(tweet.start, end) for tweet, end in posted])
    reporting = Reporting(article)
    said = quotes.find(article, reporting)
    found = [*(tweet for tweet, _ in posted), *said, *people_found.find(article, said)]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, one.kind)))
