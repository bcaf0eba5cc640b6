"""One collection, in a process of its own: fill it, and print what is to be asked for, by whom, as JSON."""

import json
import os
import sys
from urllib.parse import urlencode

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "smartcity.settings"
django.setup()

from django.conf import settings  # noqa: E402 - Django has to be set up first
from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connection  # noqa: E402 - Django has to be set up first
from django.db.models import Count  # noqa: E402 - Django has to be set up first
from django.test import Client  # noqa: E402 - Django has to be set up first

from benchmarks.collection import fill  # noqa: E402 - Django has to be set up first
from benchmarks.vocabulary import Vocabulary  # noqa: E402 - Django has to be set up first
from events.models import Event  # noqa: E402 - Django has to be set up first
from quotes.models import Quote, Tweet  # noqa: E402 - Django has to be set up first
from search.rebuilding import rebuild  # noqa: E402 - Django has to be set up first
from speakers.models import Organization, Speaker  # noqa: E402 - Django has to be set up first
from tests import builders as make  # noqa: E402 - Django has to be set up first
from themes.models import Theme  # noqa: E402 - Django has to be set up first

LAST = "?page=99999999"
ADMIN_PAGE = 50
FORMS = 5
OF_A_THEME = 200  # quotes, about


def main(size):
    call_command("migrate", verbosity=0)
    vocabulary = Vocabulary()
    fill(vocabulary, size)
    list(rebuild())
    call_command("collectstatic", interactive=False, verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    common = vocabulary.plain(least=size / 50, most=size / 5, texts=size)[0]
    rare = vocabulary.plain(least=3, most=30, texts=size)[0]
    event = middle(Event)
    quote = event.quotes.public().first()
    member, curator = (session(make.user(role=role)) for role in ("member", "curator"))
    asked = {
        "quote": quote.pk,
        "cards": f"/{event.pk}/",
        "public": {kind: (address, "") for kind, address in public(event, quote).items()},
        "private": private(common, rare, member, curator),
        "curator": curator,
        "forms": [form(quote) for quote in event.quotes.public()[:FORMS]],
    }
    print(json.dumps(asked))


def public(event, quote):
    """{kind of page: address}: of a record, one that has as much around it in a collection of any size."""
    talk, tweet, speaker = event.talks.public().first(), middle(Tweet), middle(Speaker)
    most_quoted = Speaker.objects.annotate(n=Count("quotes")).latest("n")
    themes = Theme.objects.annotate(n=Count("themedquote_set"))
    most_used = themes.latest("n")
    theme = min(themes, key=lambda theme: abs(theme.n - OF_A_THEME))  # the same ones have ten times as many
    return {
        "home": "/",
        "themes": "/themes/",
        "theme": theme.get_absolute_url(),
        "greatest theme": most_used.get_absolute_url(),
        "events": "/evenements/",
        "event": event.get_absolute_url(),
        "talks": "/interventions/",
        "talk": talk.get_absolute_url(),
        "quotes": "/citations/",
        "quotes, last": f"/citations/{LAST}",
        "quote": quote.get_absolute_url(),
        "tweets": "/tweets/",
        "tweet": tweet.get_absolute_url(),
        "speakers": "/intervenants/",
        "speaker": speaker.get_absolute_url(),
        "greatest speaker": most_quoted.get_absolute_url(),
        "organizations": "/organisations/",
        "organization": middle(Organization).get_absolute_url(),
        "feed": "/index.atom",
        "theme's feed": f"/themes/{theme.slug}.atom",
        "calendar": "/evenements.ics",
        "event's calendar": f"/evenements/{event.slug}.ics",
        "quote in JSON": f"/citations/{quote.pk}.json",
        "reference": f"/citations/{quote.pk}.ris",
        "sitemap index": "/sitemap.xml",
        "sitemap of events": "/sitemap-events.xml",
        "sitemap of quotes": "/sitemap-quotes.xml",
    }


def middle(model):
    return model.objects.public().order_by("pk")[model.objects.public().count() // 2]


def private(common, rare, member, curator):
    """{kind of page that is made anew each time: (address, the session of who asks)}"""
    last = -(-Quote.objects.count() // ADMIN_PAGE)
    return {
        "search for names": (f"/recherche/?{urlencode({'q': middle(Speaker).name})}", ""),
        "member's search, rare": (f"/citations/recherche/?{urlencode({'q': rare})}", member),
        "member's search, common": (f"/citations/recherche/?{urlencode({'q': common})}", member),
        "administration": ("/admin/", curator),
        "its quotes": ("/admin/quotes/quote/", curator),
        "its quotes, last": (f"/admin/quotes/quote/?p={last}", curator),
        "its speakers": ("/admin/speakers/speaker/", curator),
        "its form of a quote": (form(middle(Quote)), curator),
    }


def form(quote):
    return f"/admin/quotes/quote/{quote.pk}/change/"


def session(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main(int(sys.argv[1]))
