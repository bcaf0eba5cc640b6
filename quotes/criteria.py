"""From a query and the page's filters to what the index is asked."""

from search import index, matches
from search.described import of_model
from search.entries import A_DAY, ABOUT, NAMES, facet, first_id
from search.matches import All, Around, Scope, either
from search.named import known
from search.queries import Query, read

# As which words a name counts that hangs around what was said.
COLUMNS = {"speaker": NAMES, "organization": NAMES, "theme": ABOUT, "event": ABOUT, "talk": ABOUT}
SCOPES = {
    "author": Scope(("speaker", "organization"), NAMES),
    "theme": Scope(("theme",)),
    "event": Scope(("event",)),
}


def match(query, filters):
    """The match of the index for `query` under `filters`."""
    words = matches.of(known(query), columns=COLUMNS, scopes=SCOPES)
    chosen, refused = {}, []
    for choice in query.choices:
        term = facet(choice.facet, choice.value)
        refused.append(term) if choice.excluded else chosen.setdefault(choice.facet, []).append(term)
    filtered = ([facet(name, value) for value in values] for name, values in filters.items())
    groups = [either([Around(tuple(terms))]) for terms in (*chosen.values(), *filtered) if terms]
    but = [either([Around((term,))]) for term in refused]
    # What has no day is found where none is named.
    low = first_id(query.since) or (A_DAY if query.until else 0)
    high = first_id(query.until) + A_DAY - 1 if query.until else None
    return All((*words.parts, *groups), (*words.but, *but), low, high)


class Searched:
    """To be mixed into the queryset of quotes or of tweets."""

    def search(self, query, *, filters=None):
        """The public rows of this queryset that `query` finds, a text or a `Query`, as the index has them.

        An empty one finds them all. `filters` is {facet: values}, as `facets.values` reads them.
        """
        query = query if isinstance(query, Query) else read(query)
        return self.filter(index.condition(match(query, filters or {}), of_model(self.model).number))
