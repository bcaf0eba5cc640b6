"""Which records may be there twice: each kind says how its own are found, the worker looks, the pairs are kept.

Triggers note whatever was written, whoever wrote it; the worker compares that with the others of its kind.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from search.sql import ask
from search.triggers import after, put
from search.turns import Taken, alone, alone_soon
from work.jobs import job
from work.models import Job

from .batches import batches
from .pairs import Noted, Pair

LOCK = 0x11CE  # PostgreSQL's number for "one compares at a time"
AT_ONCE = 5000  # records of one transaction
FORMULA = 8  # records of one name: more are many that are called so (« Ouverture »), and no doubles


@dataclass(frozen=True)
class Likeness:
    """How pairs of `model` are found: `find` gives, for the keys of records, the pairs (key, other key) they are in.

    It reads what it likes: the worker calls it for many at once, whenever one of `columns` was written.
    """

    model: type
    columns: tuple
    find: Callable


KNOWN: list[Likeness] = []


def know(*found):
    """Have the records of these kinds compared."""
    KNOWN.extend(found)


def sharing(marks, keys):
    """The pairs of `marks`, [(key, words, and where), …], of one mark, in which one of `keys` is; no words are none."""
    having = defaultdict(set)
    for key, words, *where in marks:
        if words:
            having[words, *where].add(key)
    groups = (some for some in having.values() if 1 < len(some) <= FORMULA)
    return {(one, other) for some in groups for one in some & keys for other in some - {one}}


def waiting(rows):
    """Those of the pairs `rows` that somebody should look at; the worker is asked for what is new.

    Nobody waits for that: where another compares, or writes to SQLite, the next look asks.
    """
    if Noted.objects.exists() and not Job.objects.is_asked_for(compare_noted):
        with suppress(Taken), alone_soon(LOCK):
            Job.objects.ask_for(compare_noted)
    return rows.open()


def look():
    """Have the worker compare what was written since it last did."""
    if Noted.objects.exists():
        Job.objects.ask_for(compare_noted)


@job(_("chercher ce qui figure deux fois"), tries=5)
def compare_noted():
    while Noted.objects.exists():
        with alone(LOCK):
            notes = list(Noted.objects.order_by("pk")[:AT_ONCE])
            for alike in KNOWN:
                if keys := {note.record for note in notes if note.kind == alike.model._meta.label_lower}:
                    _keep(alike.model, keys, alike.find(keys))
            Noted.objects.filter(pk__in=[note.pk for note in notes]).delete()


def _keep(model, keys, pairs):
    """Keep the open pairs of records of these keys as `pairs` has them; who was set apart stays so."""
    kind = ContentType.objects.get_for_model(model)
    found = {tuple(sorted(pair)) for pair in pairs}
    for some in batches(sorted(keys)):
        kept = Pair.objects.open().of(model, some).values_list("pk", "one_id", "other_id")
        Pair.objects.filter(pk__in=[pk for pk, *pair in kept if tuple(pair) not in found]).delete()
    rows = [Pair(content_type=kind, one_id=one, other_id=other) for one, other in sorted(found)]
    Pair.objects.bulk_create(rows, ignore_conflicts=True)


# Freshness


def triggers():
    """Yield each, as `search.watching` does. Of what is deleted, or merged, the open pairs go at once."""
    pairs, notes, kinds = Pair._meta.db_table, Noted._meta.db_table, ContentType._meta.db_table
    for alike in KNOWN:
        meta = alike.model._meta
        table = meta.db_table
        note = f"INSERT INTO {notes} (kind, record) VALUES ('{meta.label_lower}', NEW.id);"
        for verb, columns in (("INSERT", ()), ("UPDATE", alike.columns)):
            yield after(f"noted_{table}_{verb.lower()}", table, verb, note, columns=columns)
        kind = f"SELECT id FROM {kinds} WHERE app_label = '{meta.app_label}' AND model = '{meta.model_name}'"
        gone = "(one_id = OLD.id OR other_id = OLD.id)"
        body = f"DELETE FROM {pairs} WHERE {gone} AND apart_at IS NULL AND content_type_id = ({kind});"
        yield after(f"unpaired_{table}_delete", table, "DELETE", body)


def after_migrate(*, using="default", plan=(), **kwargs):
    """Put the triggers back, and compare all that may have been written without them."""
    if put(triggers(), using) or plan:
        for alike in KNOWN:
            label, table = alike.model._meta.label_lower, alike.model._meta.db_table
            ask(f"INSERT INTO {Noted._meta.db_table} (kind, record) SELECT '{label}', id FROM {table}")
        transaction.on_commit(compare_noted.call)
