"""From the text of an article to what may be worth keeping. Pure Python: no Django, no database, no network."""

from . import events, layout, organizations, paraphrases, people_found, quotes, references, talks, themes, tweets
from .article import Article
from .document import Known
from .reporting import Reporting

NOBODY = Known()


def parse(document, known=NOBODY):
    """The candidates of a `Document`, in the order of the text.

    Spans of one kind do not cross. Never raises, whatever the text.
    """
    signed = tweets.find(document, layout.paragraphs(document))
    posted = [tweet for tweet, _ in signed]
    article = Article(document, known, tweets=[(tweet.start, end) for tweet, end in signed])
    reporting = Reporting(article)
    said = [*quotes.find(article, reporting), *quotes.find_in_tweets(article, posted)]
    told = list(paraphrases.find(article, reporting))
    people = list(people_found.find(article, [*said, *told]))
    held = list(talks.find(article, people, said))
    found = [
        *posted,
        *said,
        *told,
        *people,
        *organizations.find(article, people),
        *events.find(article, posted),
        *held,
        *references.find(article, held, [one.name for one in people]),
        *themes.find(article, held),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, one.kind)))
