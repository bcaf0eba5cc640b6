"""An address for each collection, and for each record in it; drafts are posted to that of their collection."""

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Query

from events.models import Event, Talk
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker
from themes.models import Theme

from . import asking, schemas, searching, writing
from .described import API, AsWritten
from .door import refuse
from .shapes import SHAPES, loaded

# {collection: (model, what may be asked of it, what leaves, what it is called, what one is called)}
COLLECTIONS = {
    "events": (Event, asking.Events, schemas.Event, _("Évènements"), _("Un évènement")),
    "talks": (Talk, asking.Talks, schemas.Talk, _("Interventions"), _("Une intervention")),
    "speakers": (Speaker, asking.Paging, schemas.Speaker, _("Intervenants"), _("Un intervenant")),
    "organizations": (
        Organization, asking.Organizations, schemas.Organization, _("Organisations"), _("Une organisation"),
    ),
    "themes": (Theme, asking.Paging, schemas.Theme, _("Thèmes"), _("Un thème")),
    "quotes": (Quote, asking.Quotes, schemas.Quote, _("Citations"), _("Une citation")),
    "tweets": (Tweet, asking.Tweets, schemas.Tweet, _("Tweets"), _("Un tweet")),
    "sources": (Source, asking.Sources, schemas.Source, _("Sources"), _("Une source")),
}  # fmt: skip
REFUSALS = {404: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem}

api = API(title=settings.SITE_NAME, version="1", urls_namespace="api", docs_url=None, renderer=AsWritten())


def add(name, model, parameters, schema, title, one):
    @api.get(
        name,
        operation_id=name,
        url_name=name,
        summary=title,
        response={200: schemas.Page[schema]} | REFUSALS,
    )
    def collection(request, asked: Query[parameters]):
        return asking.page(request, public(model), asked)

    @api.get(
        f"{name}/{{int:number}}",
        operation_id=model._meta.model_name,
        url_name=model._meta.model_name,
        summary=one,
        response={200: schema} | REFUSALS,
    )
    def record(request, number: int):
        row = loaded(public(model)).filter(pk=number).first()
        if row is None:
            raise Http404
        return SHAPES[model](row, request)


def public(model):
    """What the public sees of it; a source is seen beside what it tells of."""
    return model.objects.seen() if model is Source else model.objects.public()


refuse(api)
api.add_router("", searching.router)
for name, described in COLLECTIONS.items():
    add(name, *described)
    if name in writing.KINDS:
        writing.add(api, name)
writing.add_recaps(api)
