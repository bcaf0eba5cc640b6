"""From the text of an article to what may be worth keeping. Pure Python: no Django, no database, no network."""

from collections import defaultdict
from collections.abc import Iterator

from reading.document import Document, Known

from . import (
    dialogues,
    events,
    lines,
    organizations,
    paraphrases,
    people_found,
    quotes,
    references,
    spoken,
    talks,
    themes,
    tweets,
)  # fmt: skip
from .article import Article
from .candidates import Candidate
from .certainty import measured
from .reporting import Reporting

NOBODY = Known()


def parse(document: Document, known: Known = NOBODY) -> tuple[Candidate, ...]:
    """The candidates of a `Document`, in the order of the text.

    Spans of one kind do not cross. Never raises, whatever the text; time grows with its length. What came in lines
    is unfolded first: spans point into what came in, `text` is what was read.
    """
    unfolded = lines.unfold(document)
    return tuple(unfolded.back(measured(one), document.text) for one in find(unfolded.document, known))


def find(document: Document, known: Known = NOBODY) -> Iterator[Candidate]:
    """The same of a document whose lines are its author's, each as sure as its rule says by itself."""
    signed = tweets.find(document)
    posted = [tweet for tweet, _ in signed]
    article = Article(document, known, tweets=[span for _, span in signed])
    held = list(events.find(article, posted))
    article.year = next((one.date.year if one.date else one.year for one in held), None)
    reporting = Reporting(article)
    said = [*quotes.find(article, reporting), *quotes.find_in_tweets(article, posted), *spoken.find(article)]
    said += dialogues.find(article, reporting)
    told = list(paraphrases.find(article, reporting))
    people = list(people_found.find(article, [*said, *told]))
    given = list(talks.find(article, people, said))
    found = [
        *posted,
        *said,
        *told,
        *people,
        *organizations.find(article, people),
        *held,
        *given,
        *references.find(article, given, [one.name for one in people]),
        *themes.find(article, given),
    ]
    return _uncrossed(sorted(found, key=lambda one: (one.start, -one.end, one.kind)))


def _uncrossed(found):
    """`found`, in order, without those that cross an earlier one of their kind; one may stand inside another."""
    around = defaultdict(list)
    for one in found:
        open_ends = around[one.kind]
        while open_ends and open_ends[-1] <= one.start:
            open_ends.pop()
        if not open_ends or one.end <= open_ends[-1]:
            open_ends.append(one.end)
            yield one
