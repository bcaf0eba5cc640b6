"""Lists in pages; a page of the site may hold several, each turned by a parameter of its own."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import QuerySet


class Pages(Paginator):
    """Pages are counted from the end that is nearer: the last one costs what the first does. `count` may be known."""

    def __init__(self, *args, count=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = count

    @cached_property
    def count(self):
        return super().count if self.known is None else self.known

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        before_end = self.count - start
        if start <= before_end or not isinstance(self.object_list, QuerySet):
            return super().page(number)
        rows = self.object_list.reverse()[max(0, before_end - self.per_page) : before_end]
        return self._get_page(list(rows)[::-1], number, self)


def paged(request, rows, size, *, name="page", count=None, anchor=""):
    """The page of `rows` that the address asks for under `name`; the nearest one if there is no such page.

    Costs one query more than the rows, for their number, unless `count` is. `anchor` is where the list stands.
    """
    page = Pages(rows, size, count=count).get_page(request.GET.get(name))
    return with_turns(page, request.GET, name=name, anchor=anchor)


def told_of_next(response, request, page):
    """`response`, which holds a page of records, with the address of the next one in a header."""
    if page.after:
        response.headers["Link"] = f'<{request.build_absolute_uri(page.after)}>; rel="next"'
    return response


def with_turns(page, parameters, *, name="page", anchor=""):
    """`page`, that knows the addresses of its neighbours: `before` and `after`, empty where there is none.

    `turns` are the numbers around it with their addresses, [(number, address), …]; without a number, some are left out.
    """

    def turned(number):
        chosen = parameters.copy()
        chosen[name] = number
        return f"?{chosen.urlencode()}" + (f"#{anchor}" if anchor else "")

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    page.turns = [(number, turned(number)) if isinstance(number, int) else (None, "") for number in numbers]
    page.before = turned(page.number - 1) if page.has_previous() else ""
    page.after = turned(page.number + 1) if page.has_next() else ""
    return page
