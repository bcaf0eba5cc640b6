"""A public list as its address filters it, and what its form offers.

What is offered is what the latest rows have, as the other filters leave them; a number stands beside it where these
are all.
"""

from functools import cached_property, wraps
from typing import NamedTuple

from django.http import HttpResponseRedirect, QueryDict

from .filtering import Choice, Year

LOOKED_AT = 300  # rows, the latest
UNFOLDED = 5  # filters that stand in the line; the others fold


class Field(NamedTuple):
    """A filter in the form; `written` is what is chosen of it, as the address writes it."""

    name: str
    title: str
    every: str
    choices: list
    written: str


class Offer(NamedTuple):
    """The form: `fields` in its line and `folded` ones. `chips` are [(title, label, address without it), …]; `query` is
    that of the other forms of the page, `clear` the address without filters.
    """

    fields: list
    folded: list
    chips: list
    query: str
    clear: str
    anchor: str

    @property
    def is_unfolded(self):
        return any(field.written for field in self.folded)


class Filtered:
    """`rows`, in their order, as `data` filters them.

    `filters` is {name in the address: `Filter`}, by default those of the model. `years` gives {year: how many}, None
    for numbers that nobody kept; another year filters nothing.
    """

    def __init__(self, rows, data, *, filters=None, years=None):
        self.all, self._years = rows, years
        self.filters = filters or {one.name: one for one in rows.model.filtered_by}
        read = {name: one.read(rows.model, data.get(name, "")) for name, one in self.filters.items()}
        self.chosen = {name: value for name, value in read.items() if value is not None}
        if self.year and years and self.year not in self.years:
            del self.chosen["annee"]

    @cached_property
    def years(self):
        return self._years() if self._years else {}

    @cached_property
    def rows(self):
        return self.narrow(self.all)

    @property
    def year(self):
        return self.chosen.get("annee")

    @property
    def is_by_year_alone(self):
        """Whether the numbers a year are true of what is shown."""
        return self.chosen.keys() <= {"annee"}

    def narrow(self, rows, *, besides=""):
        """`rows`, of any model, by those of the chosen filters that it knows, but for one."""
        known = {one.name: one for one in rows.model.filtered_by}
        for name, value in self.chosen.items():
            if name != besides and (one := known.get(self.filters[name].name)):
                rows = one.narrow(rows, value)
        return rows

    def count(self, whole):
        """How many rows there are, of which all are `whole`; None if they are to be counted."""
        if not self.chosen:
            return whole
        return self.years.get(self.year, 0 if self.years else None) if self.is_by_year_alone else None

    def address(self, *, anchor="", **changed):
        """That of the list with other values of some filters, None for none: its first page."""
        query = QueryDict(mutable=True)
        for name, one in self.filters.items():
            value = changed.get(name, self.chosen.get(name))
            if value is not None:
                query[name] = one.write(value)
        return f"?{query.urlencode()}" + (f"#{anchor}" if anchor else "")

    def offer(self, *, anchor=""):
        """One query for the latest rows and what they tell themselves, one for what hangs on them and one for names of
        records, a filter; one more for the rows without each that is in use.
        """
        fields = [
            field
            for field in map(self._field, self.filters)
            if field.written or len(field.choices) >= self.filters[field.name].fewest
        ]
        chips = [
            (one.title, one.label(self.chosen[name]), self.address(anchor=anchor, **{name: None}))
            for name, one in self.filters.items()
            if name in self.chosen
        ]
        query = self.address() if chips else ""
        clear = f"?#{anchor}" if anchor else "?"
        return Offer(fields[:UNFOLDED], fields[UNFOLDED:], chips, query, clear, anchor)

    def choices(self, name):
        """What may be chosen of one filter, as the others leave it."""
        one = self.filters[name]
        if isinstance(one, Year):
            numbers = self.years if self.chosen.keys() <= {name} else dict.fromkeys(self.years)
            return [Choice(str(year), str(year), numbers[year]) for year in sorted(numbers, reverse=True)]
        rows = self._look_at(self.narrow(self.all, besides=name)) if name in self.chosen else self._latest
        return one.choices(self.all.model, rows[:LOOKED_AT], is_whole=len(rows) <= LOOKED_AT)

    def _field(self, name):
        one, value = self.filters[name], self.chosen.get(name)
        choices = self.choices(name)
        written = "" if value is None else one.write(value)
        if written and written not in {choice.written for choice in choices}:
            choices.insert(0, Choice(written, one.label(value)))
        return Field(name, one.title, one.every, choices, written)

    @cached_property
    def latest(self):
        """The keys of the first rows, one more than are looked at."""
        return [row["pk"] for row in self._latest]

    @cached_property
    def _latest(self):
        return self._look_at(self.rows)

    def _look_at(self, rows):
        """[{"pk" or one of the `columns` of filters: value}, …] of the first rows, one more than are looked at."""
        columns = {column for one in self.filters.values() for column in one.columns(rows.model)}
        return list(rows.values("pk", *columns)[: LOOKED_AT + 1])


def tidied(view):
    """Decorate a view of a list with a form: what is left empty there does not stay in the address."""

    @wraps(view)
    def tidy(request, *args, **kwargs):
        if "" not in request.GET.values():
            return view(request, *args, **kwargs)
        query = request.GET.copy()
        for name in [name for name, written in query.items() if not written]:
            del query[name]
        return HttpResponseRedirect(request.path + (f"?{query.urlencode()}" if query else ""))

    return tidy
