"""Lists in pages; a page of the site may hold several, each turned by a parameter of its own."""

from django.core.paginator import Paginator


def paged(request, rows, size, *, name="page"):
    """The page of `rows` that the address asks for under `name`; the nearest one if there is no such page.

    Costs one query more than the rows, for their number. The page knows the addresses of its neighbours.
    """
    page = Paginator(rows, size).get_page(request.GET.get(name))
    page.before = _turned(request, name, page.number - 1) if page.has_previous() else ""
    page.after = _turned(request, name, page.number + 1) if page.has_next() else ""
    return page


def _turned(request, name, number):
    query = request.GET.copy()
    query[name] = number
    return f"?{query.urlencode()}"
