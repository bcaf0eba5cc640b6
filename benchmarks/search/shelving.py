"""The sentences as a knowledge base: an event for each book, its works as talks, who wrote them as speakers."""

from datetime import date
from itertools import count

from django.core.management import call_command

from curation.models import Status
from events.models import Appearance, Event, Talk, ThemedTalk
from quotes.models import Quote, Source
from search.indexing import refresh
from speakers.models import Speaker
from themes.models import Theme

from .recalled import sentences, themes

# {file: (title, day, language, whether its authors speak, each for himself)}
BOOKS = {
    "littre": ("Dictionnaire de la langue française", date(1873, 1, 1), "fr", True),
    "handbook": ("Cahier de l’administrateur Debian", date(2022, 9, 22), "fr", False),
    "union": ("Annual addresses to Congress", date(2015, 1, 20), "en", True),
}


def shelve():
    """Publish all of it, and build the index."""
    for file, book in BOOKS.items():
        _shelve(sentences(file), *book)
    for name, titles in themes().items():
        theme = _published(Theme, name=name)
        ThemedTalk.objects.bulk_create(
            ThemedTalk(content_object=talk, tag=theme) for talk in Talk.objects.filter(title__in=titles)
        )
    call_command("rebuild_search_index", verbosity=0)
    refresh()  # for no query to wait for what was noted meanwhile


def _shelve(rows, title, day, language, speaks):
    event = _published(Event, title=title, starts_on=day)
    source = _published(Source, title=title, event=event, language=language)
    names = dict.fromkeys(row.speaker for row in rows) if speaks else ()
    people = {name: _published(Speaker, name=name) for name in names}
    talks, place = {}, count()
    for name, work in dict.fromkeys((row.speaker, row.talk) for row in rows):
        talk = talks[name, work] = _published(Talk, title=work, event=event, language=language, position=next(place))
        if speaks:
            Appearance.objects.create(event=event, talk=talk, speaker=people[name])
    Quote.objects.bulk_create(
        Quote(
            event=event,
            talk=talks[row.speaker, row.talk],
            text=row.text,
            language=language,
            source=source,
            status=Status.PUBLISHED,
            **({"speaker": people[row.speaker]} if speaks else {"attribution": row.speaker}),
        )
        for row in rows
    )


def _published(model, **fields):
    return model.objects.create(status=Status.PUBLISHED, **fields)
