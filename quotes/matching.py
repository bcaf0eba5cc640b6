"""From a query and the page's filters to what the index is asked."""

from search import matches
from search.matches import All, Any, Terms
from search.queries import Query, read

from .entries import A_DAY, INDEX, SCOPES, Entry, first_id
from .indexing import facet
from .words import forms


def match(query, filters, *, besides=None):
    """The match of the index for `query` under `filters`, but for those of the facet `besides`."""
    words = matches.of(query, scopes=SCOPES, forms=forms)
    chosen, refused = {}, []
    for choice in query.choices:
        term = _facet(choice.facet, choice.value)
        refused.append(term) if choice.excluded else chosen.setdefault(choice.facet, []).append(term)
    groups = [
        *chosen.values(),
        *([_facet(name, value) for value in values] for name, values in filters.items() if values and name != besides),
    ]
    narrowed = [group[0] if len(group) == 1 else Any(tuple(group)) for group in groups]
    return All((*words.parts, *narrowed), (*words.but, *refused))


def _facet(name, value):
    return Terms((facet(name, value),))


def span(query):
    """{low, high}: the ids of the entries of the days that `query` allows, those without a day if it names none."""
    low = first_id(query.since) if query.since else None
    high = first_id(query.until) + A_DAY - 1 if query.until else None
    return {"low": A_DAY if high is not None and low is None else low, "high": high}


class Searched:
    """To be mixed into the queryset of quotes or of tweets."""

    def search(self, query, *, filters=None):
        """The public rows of this queryset that `query` finds, a text or a `Query`, as the index has them.

        An empty one finds them all. `filters` is {facet: values}, as `facets.values` reads them.
        """
        query = query if isinstance(query, Query) else read(query)
        column = f"{self.model._meta.model_name}_id"
        entries = Entry.objects.filter(INDEX.matches(match(query, filters or {}))).exclude(**{column: None})
        for lookup, pk in (("gte", span(query)["low"]), ("lte", span(query)["high"])):
            entries = entries.filter(**{f"pk__{lookup}": pk}) if pk is not None else entries
        return self.filter(pk__in=entries.values(column))
