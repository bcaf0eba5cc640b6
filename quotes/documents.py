"""The linked data of what was said, by itself; who asks as one asks a resolver of DOIs gets CSL-JSON instead."""

from functools import wraps

from django.utils.cache import patch_vary_headers

import events.jsonld
from curation.finding import finds
from curation.jsonld import CONTENT_TYPE, answer
from curation.kept import kept
from events.models import Talk
from events.views import of_talk

from . import jsonld
from .citing import FORMATS, pages
from .models import Quote, Tweet


def or_cited(view):
    csl = FORMATS["csl"]

    @wraps(view)
    def chosen(request, record):
        asks = request.get_preferred_type([CONTENT_TYPE, csl.content_type]) == csl.content_type
        response = pages.file(request, record, csl.name) if asks else view(request, record)
        patch_vary_headers(response, ["Accept"])
        return response

    return chosen


@kept
@finds(Talk)
@or_cited
def talk(request, talk):
    return answer(events.jsonld.talk(talk, request, **of_talk(talk, drafts=request.preview)))


@kept
@finds(Quote, by="pk")
@or_cited
def quote(request, quote):
    return answer(jsonld.quote(quote, request, themes=quote.themed.shown(drafts=request.preview).tags()))


@kept
@finds(Tweet, by="pk")
@or_cited
def tweet(request, tweet):
    return answer(jsonld.tweet(tweet, request, themes=tweet.themed.shown(drafts=request.preview).tags()))
