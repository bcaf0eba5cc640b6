"""Lists in pages; a page of the site may hold several, each turned by a parameter of its own."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import QuerySet


class Pages(Paginator):
    """Of rows in an order: the last page costs what the first does. `count` is known, or else is asked for."""

    def __init__(self, rows, size, *, count=None):
        super().__init__(rows, size)
        self.known = count

    @cached_property
    def count(self):
        return super().count if self.known is None else self.known

    def page(self, number):
        """Counted from the nearer end: a database reads all rows before a page to skip them."""
        page = super().page(number)
        last = min(number * self.per_page, self.count)
        if isinstance(self.object_list, QuerySet) and last > self.count / 2:
            rows = self.object_list.reverse()[self.count - last : self.count - last + self._size(number)]
            page.object_list = list(rows)[::-1]
        return page

    def _size(self, number):
        return min(self.per_page, self.count - (number - 1) * self.per_page)


def paged(request, rows, size, *, name="page", count=None):
    """The page of `rows` that the address asks for under `name`; the nearest one if there is no such page.

    Costs one query more than the rows, for their number, unless `count` is.
    """
    return with_turns(Pages(rows, size, count=count).get_page(request.GET.get(name)), request.GET, name=name)


def with_turns(page, parameters, *, name="page"):
    """`page`, that knows the addresses of its neighbours: `before` and `after`, empty where there is none."""
    page.before = _turned(parameters, name, page.number - 1) if page.has_previous() else ""
    page.after = _turned(parameters, name, page.number + 1) if page.has_next() else ""
    return page


def _turned(parameters, name, number):
    parameters = parameters.copy()
    parameters[name] = number
    return f"?{parameters.urlencode()}"
