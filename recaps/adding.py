"""An article comes in: its text is kept, its source noted, what is found in it proposed."""

from dataclasses import asdict

from django.db import transaction
from django.utils.text import Truncator

from curation import history
from curation.models import Revision
from events.models import Event
from quotes.models import Source
from speakers.models import Organization, Speaker
from themes.models import Theme

from .models import Recap, digest_of
from .parsing import parse
from .parsing.document import Document, Known, KnownPerson, KnownTheme, Mark
from .proposing import propose

MOSTLY = 0.5  # share of its paragraphs that an article has in common with the one that it corrects
LOOKED_AT = 200  # of the newest recaps, among which one that is corrected is looked for


@transaction.atomic
def add(document, *, pasted, by, event=None):
    """(the `Recap` of a `Document`, whether it is new). The same text again leads to the recap that has it."""
    known = Recap.objects.filter(digest=digest_of(document.text)).first()
    if known:
        return known, False
    recap = Recap(
        title=document.title[:250] or Truncator(document.text.strip().split("\n", 1)[0]).chars(80),
        author=document.author[:200],
        publisher=document.publisher[:200],
        published_on=document.published_on,
        address=document.address[:500],
        language=document.language or "fr",
        pasted=pasted,
        canonical=document.text,
        marks=[asdict(mark) for mark in document.marks],
        event=event,
        added_by=by,
    )
    recap.corrects = _corrected(recap)
    if recap.corrects:
        recap.event = recap.event or recap.corrects.event
    recap.source = _source(recap, by)
    recap.save()
    propose(recap, parse(document_of(recap), known_here()))
    return recap, True


def document_of(recap):
    """The `Document` that the parser read of a recap."""
    return Document(
        text=recap.canonical,
        marks=tuple(Mark(**mark) for mark in recap.marks),
        title=recap.title,
        author=recap.author,
        publisher=recap.publisher,
        published_on=recap.published_on,
        address=recap.address,
        language=recap.language,
    )


def known_here():
    """What the base knows, for the parser. Four queries."""
    people = Speaker.objects.prefetch_related("aliases")
    return Known(
        people=tuple(KnownPerson(p.name, tuple(a.name for a in p.aliases.all()), p.handle or "") for p in people),
        organizations=tuple(Organization.objects.values_list("name", flat=True)),
        themes=tuple(
            KnownTheme(t.name, tuple(filter(None, [t.label_en, *t.synonym_list]))) for t in Theme.objects.all()
        ),
    )


def _corrected(recap):
    """The recap of which this is another version: at the same address, or with most of its paragraphs."""
    if recap.address and (same := Recap.objects.filter(address=recap.address).by_newest().first()):
        return same
    lines = _lines(recap.canonical)
    for other in Recap.objects.by_newest()[:LOOKED_AT]:
        if len(lines & _lines(other.canonical)) > MOSTLY * len(lines):
            return other
    return None


def _lines(text):
    return {line.strip() for line in text.split("\n") if len(line.strip()) > 40}


def _source(recap, by):
    """Where the article is written: the source that has its address, that of the version before, or a new draft."""
    if recap.address and (known := Source.objects.filter(url=recap.address).first()):
        return known
    if recap.corrects and recap.corrects.source:
        return recap.corrects.source
    source = Source.objects.create(
        title=recap.title,
        author=recap.author,
        publisher=recap.publisher,
        url=recap.address,
        published_on=recap.published_on,
        language=recap.language,
        event=recap.event,
    )
    history.write(source, by=by, action=Revision.Action.ADDED, comment=str(recap))
    return source


@transaction.atomic
def place(recap, event: Event, *, by):
    """Say of which event a recap tells; its source tells of it too if it told of none."""
    recap.event = event
    recap.save()
    if recap.source and recap.source.event is None:
        recap.source.event = event
        recap.source.save()
        history.write(recap.source, by=by)
