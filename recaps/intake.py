"""An article comes in: its text is kept, its source noted, what is found in it proposed."""

from collections import defaultdict
from dataclasses import asdict

from django.db import transaction
from django.db.models import Q
from django.utils.text import Truncator

from curation import history
from curation.models import Revision
from language.folding import fold
from quotes.models import Source
from reading.document import Known, KnownPerson, KnownTheme
from reading.formats import Unreadable
from reading.parsing import parse
from reading.parsing.lines import unfold
from search.turns import take
from speakers.models import Organization, Speaker, SpeakerAlias
from themes.models import Theme

from .models import Recap, digest_of
from .proposing import propose, proposed
from .versions import contradict, corrected

LOCK = 0xADD2EC  # PostgreSQL's number for "one adds a recap at a time"
MOST = 1500  # proposals of an article; the richest of proceedings have some 300


def add(document, *, pasted, by, event=None):
    """(the `Recap` of a `Document`, whether it is new). The same text again leads to the recap that has it.

    Raises `Unreadable` if more is found in it than anybody would review.
    """
    if known := Recap.objects.filter(digest=digest_of(document.text)).first():
        return known, False
    found = parse(document, known_here(document))  # nobody waits for it, and somebody may paste the same
    if len(found) > MOST:
        raise Unreadable("too-many")
    return _add(document, found, pasted=pasted, by=by, event=event)


@transaction.atomic
def _add(document, found, *, pasted, by, event):
    take(LOCK)
    recap, proposals = unsaved(document, found)
    if known := Recap.objects.filter(digest=digest_of(document.text)).first():
        return known, False
    recap.pasted, recap.added_by, recap.event = pasted, by, event
    recap.corrects = corrected(recap)
    if recap.corrects:
        recap.event = recap.event or recap.corrects.event
    recap.source = _source(recap, by)
    recap.save()
    propose(recap, proposals)
    return recap, True


def unsaved(document, found):
    """The `Recap` of a document and the proposals of the candidates that were `found` in it; nothing is written."""
    recap = Recap(
        title=document.title[:250] or Truncator(document.text.strip().split("\n", 1)[0]).chars(80),
        author=document.author[:200],
        publisher=document.publisher[:200],
        published_on=document.published_on,
        address=document.address[:500],
        language=document.language or "fr",
        canonical=document.text,
        marks=[asdict(mark) for mark in document.marks],
    )
    return recap, [proposed(one, recap) for one in found]


def known_here(document):
    """What the base knows that a `Document` may name, for the parser: of names, those whose first word it has.

    Four queries. Themes are a vocabulary: it is read whole.
    """
    words = set(fold(unfold(document).document.text).split())
    forms = defaultdict(list)
    for person, form in SpeakerAlias.objects.filter(first_word__in=words).values_list("speaker", "name"):
        forms[person].append(form)
    people = Speaker.objects.filter(Q(first_word__in=words) | Q(pk__in=forms)).values_list("pk", "name", "handle")
    themes = Theme.objects.values_list("name", "label_en", "synonyms")
    return Known(
        people=tuple(KnownPerson(name, tuple(forms[pk]), handle or "") for pk, name, handle in people),
        organizations=tuple(Organization.objects.filter(first_word__in=words).values_list("name", flat=True)),
        themes=tuple(KnownTheme(name, (english, *others.split("\n"))) for name, english, others in themes),
    )


def _source(recap, by):
    """Where the article is written: the source that has its address, that of the version before, or a new draft."""
    held = Source.objects.at(recap.address).first() if recap.address else None
    if held and not contradict(recap, held):
        return held
    if recap.corrects and recap.corrects.source:
        return recap.corrects.source
    source = Source.objects.create(
        title=recap.title,
        author=recap.author,
        publisher=recap.publisher,
        url="" if held else recap.address,  # one address for two articles is that of neither
        published_on=recap.published_on,
        language=recap.language,
        event=recap.event,
    )
    history.write(source, by=by, action=Revision.Action.ADDED, comment=str(recap))
    return source


OF_SOURCE = {"address": "url"}  # names of a recap's fields that a source has otherwise


@transaction.atomic
def correct(recap, *, by):
    """Save what was corrected of a recap; its source says so too, save what somebody changed in the source itself."""
    before = Recap.objects.select_related("source").get(pk=recap.pk)
    recap.save()
    source = before.source
    for name in ("title", "author", "publisher", "published_on", "address", "language", "event"):
        was, now = getattr(before, name), getattr(recap, name)
        field = OF_SOURCE.get(name, name)
        if source and was != now and getattr(source, field) == was:
            setattr(source, field, now)
    if source:
        source.save()
        history.write(source, by=by)
