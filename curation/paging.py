"""Lists in pages; a page of the site may hold several, each turned by a parameter of its own."""

from django.core.paginator import Paginator


def paged(request, rows, size, *, name="page"):
    """The page of `rows` that the address asks for under `name`; the nearest one if there is no such page.

    Costs one query more than the rows, for their number.
    """
    return with_turns(Paginator(rows, size).get_page(request.GET.get(name)), request.GET, name=name)


def with_turns(page, parameters, *, name="page"):
    """`page`, that knows the addresses of its neighbours: `before` and `after`, empty where there is none."""
    page.before = _turned(parameters, name, page.number - 1) if page.has_previous() else ""
    page.after = _turned(parameters, name, page.number + 1) if page.has_next() else ""
    return page


def _turned(parameters, name, number):
    parameters = parameters.copy()
    parameters[name] = number
    return f"?{parameters.urlencode()}"
