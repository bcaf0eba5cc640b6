"""What a page of results shows of each: who said it, where, and where that is written."""

from collections import defaultdict

from .models import Quote, Tweet

CONTEXT = {
    Quote: ("event", "talk", "speaker", "source", "tweet"),
    Tweet: ("event", "talk", "speaker", "source", "organization"),
}
KINDS = {model._meta.model_name: model for model in CONTEXT}


def load(places):
    """The quotes and tweets of (kind, pk) in that order, with context and themes; those of them that are public still.

    Two queries a kind.
    """
    pks, found = defaultdict(list), {}
    for kind, pk in places:
        pks[kind].append(pk)
    for kind, some in pks.items():
        model = KINDS[kind]
        rows = model.objects.public().in_brief(*CONTEXT[model]).with_themes().in_bulk(some)
        found |= {(kind, pk): row for pk, row in rows.items()}
    return [found[place] for place in places if place in found]
