"""How long curators wait for what is done to many records at once, in a process of its own; prints it as JSON."""

import json
import os
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "smartcity.settings"
django.setup()

from django.db.models import Count  # noqa: E402 - Django has to be set up first

from curation import bulk, merging  # noqa: E402 - Django has to be set up first
from curation.models import Status  # noqa: E402 - Django has to be set up first
from events.models import Event  # noqa: E402 - Django has to be set up first
from quotes.models import Quote, ThemedQuote  # noqa: E402 - Django has to be set up first
from quotes.search import Asked, answer  # noqa: E402 - Django has to be set up first
from search import indexing  # noqa: E402 - Django has to be set up first
from tests import builders as make  # noqa: E402 - Django has to be set up first
from themes.models import Theme  # noqa: E402 - Django has to be set up first

MANY = 1000


def main():
    theme = Theme.objects.annotate(n=Count("themedquote_set")).latest("n")
    kept, gone = make.speaker(), make.speaker()
    quotes(theme, speaker=gone, status=Status.PUBLISHED)
    drafts = quotes(theme, attribution="une spectatrice", status=Status.DRAFT)
    found = {
        f"merging {MANY:,}": timed(merging.merge, kept, gone, by=None),
        f"publishing {MANY:,}": timed(bulk.set_status, Quote, drafts, Status.PUBLISHED, by=None),
    }
    indexing.refresh()
    answer(Asked("ville"))
    theme.name = "Un autre nom du thème"
    found["renaming the greatest theme"] = timed(theme.save)
    found["the first search then"] = timed(answer, Asked("ville"))
    found["the next search"] = timed(answer, Asked("ville"))
    print(json.dumps(found))


def quotes(theme, **fields):
    """The keys of as many new quotes on a theme."""
    event = Event.objects.public().latest("pk")
    made = Quote.objects.bulk_create(Quote(text=f"Des mots {n}.", event=event, **fields) for n in range(MANY))
    ThemedQuote.objects.bulk_create(ThemedQuote(content_object=quote, tag=theme) for quote in made)
    return [quote.pk for quote in made]


def timed(work, *args, **options):
    """Seconds."""
    began = time.perf_counter()
    work(*args, **options)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
