"""The members' search for programs: a key stands for its owner, who may at that moment what he may on the page."""

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError, Throttled
from ninja.security import HttpBearer

from curation.permalinks import absolute
from members.access import is_member
from quotes.facets import facets
from quotes.finding import COUNTED, SORTS
from quotes.search import Asked, found_of
from search.indexing import refresh_some

from ..limits import seconds_to_wait
from ..models import ApiKey
from . import schemas
from .door import SENTENCES
from .shapes import SHAPES, of_places

MOST = 100  # results of a page


class Search(Schema):
    """As on the page: facets may be said several times, and words have the same operators."""

    q: str = Field("", description=_("Comme sur la page, avec les mêmes opérateurs."))
    kind: list[str] = []
    speaker: list[str] = []
    theme: list[str] = []
    event: list[str] = []
    year: list[str] = []
    language: list[str] = []
    sort: str = Field(SORTS[0], description=" | ".join(SORTS))
    as_typed: str = ""
    limit: int = Field(20, ge=1, le=MOST)
    page: int = Field(1, ge=1, le=COUNTED)


class Key(HttpBearer):
    def authenticate(self, request, token):
        key = ApiKey.objects.of_token(token)
        if key is None:
            return None
        if not is_member(key.owner):
            raise HttpError(403, SENTENCES[403])
        if wait := seconds_to_wait("key", key.pk):
            raise Throttled(wait=wait)
        key.note_use()
        return key


router = Router(auth=Key())
REFUSALS = dict.fromkeys((401, 403, 422, 429), schemas.Problem)


@router.get(
    "search/quotes",
    operation_id="search",
    url_name="search",
    summary=_("Chercher dans les citations, avec la clé d’un membre"),
    response={200: schemas.Found} | REFUSALS,
)
def search(request, asked: Query[Search]):
    refresh_some()
    words, offset = Asked.of(request.GET), (asked.page - 1) * asked.limit
    _reading, found = found_of(words, offset=offset, limit=asked.limit)
    is_last = offset + asked.limit >= found.count
    return {
        "items": [SHAPES[type(row)](row, request) for row in of_places(found.places)],
        "count": found.count,
        "is_more": found.capped or found.is_cut,
        "facets": {
            facet.name: [{"value": one.written, "label": str(one.label), "count": one.count} for one in facet.values]
            for facet in facets(found.facets, words.values)
        },
        "next": None if is_last else _next(request, asked.page),
    }


def _next(request, page):
    query = request.GET.copy()
    query["page"] = page + 1
    return absolute(f"{request.path}?{query.urlencode()}", request)
