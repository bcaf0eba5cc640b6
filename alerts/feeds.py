"""The private feed of an alert: who has its address reads it, without a session."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page

from members.access import is_member
from quotes.atom import answer_dated

from . import followed
from .models import Alert

ENTRIES = 50


@never_cache
@conditional_page
def feed(request, key):
    alert = get_object_or_404(Alert.objects.kept().with_record().select_related("owner"), feed_key=key)
    if is_member(alert.owner):
        news = followed.with_rows(followed.latest(alert, limit=ENTRIES))
        entries = [(row, publication.at, publication.at) for publication, row in news]
        with_words = alert.content == Alert.Content.WORDS
        response = answer_dated(request, alert.name, alert.followed_url, entries, with_words=with_words)
    else:
        ended = _("Ce flux s’est arrêté avec l’adhésion de son propriétaire.")
        response = HttpResponse(f"{ended}\n", status=410, content_type="text/plain; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
