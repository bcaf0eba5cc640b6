"""Who may be there twice: pairs of people whose names are alike, kept, so that showing them compares nobody.

Triggers note whose names were written, whatever wrote them; the worker compares these with all who share a word.
"""

from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from language.folding import fold
from language.names import likely_same
from search.sql import ask
from search.triggers import after, put
from search.turns import alone
from work.jobs import job
from work.models import Job

from .models import Likeness, Renamed, Speaker, SpeakerAlias

LOCK = 0x11CE  # PostgreSQL's number for "one compares names at a time"
AT_ONCE = 500  # people of one transaction


def twice(rows):
    """Those of the people `rows` who have nearly the name of another; the worker is asked for whoever is new."""
    if Renamed.objects.exists():
        Job.objects.ask_for(compare_renamed)
    return rows.filter(pk__in=Likeness.objects.values("speaker"))


@job(_("chercher qui figure deux fois"), tries=5)
def compare_renamed():
    while Renamed.objects.exists():
        with alone(LOCK):
            notes = dict(Renamed.objects.order_by("pk").values_list("pk", "speaker")[:AT_ONCE])
            compare(set(notes.values()))
            Renamed.objects.filter(pk__in=notes).delete()


def compare(keys):
    """Write the pairs of the people of these keys anew. Reads the names of all."""
    names = [*Speaker.objects.values_list("pk", "name"), *SpeakerAlias.objects.values_list("speaker", "name")]
    sharing = defaultdict(list)
    for key, name in names:
        for word in _words(name):
            sharing[word].append((key, name))
    pairs = set()
    for key, name in names:
        if key in keys:
            others = {other for word in _words(name) for other in sharing[word] if other[0] != key}
            pairs |= {(key, other) for other, called in others if likely_same(name, called)}
    Likeness.objects.filter(Q(speaker__in=keys) | Q(other__in=keys)).delete()
    pairs |= {(other, key) for key, other in pairs}
    Likeness.objects.bulk_create(Likeness(speaker_id=key, other_id=other) for key, other in sorted(pairs))


def _words(name):
    return set(fold(name).split())


# Freshness: all the names of a person stand in a column of theirs, which follows them.


def triggers():
    """Yield each, as `search.watching` does."""
    table, notes = Speaker._meta.db_table, Renamed._meta.db_table
    for verb, columns in (("INSERT", ()), ("UPDATE", ("names",))):
        body = f"INSERT INTO {notes} (speaker) VALUES (NEW.id);"
        yield after(f"renamed_{table}_{verb.lower()}", table, verb, body, columns=columns)


def after_migrate(*, using="default", plan=(), **kwargs):
    """Put the triggers back, and compare all whose names may have been written without them."""
    if put(triggers(), using) or plan:
        ask(f"INSERT INTO {Renamed._meta.db_table} (speaker) SELECT id FROM {Speaker._meta.db_table}")
        transaction.on_commit(compare_renamed.call)
