"""Making the whole index anew, in steps between which people search; and telling where it is wrong."""

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from .entries import INDEX, Entry, Stale, entry_id, place_of
from .indexing import AT_ONCE, content, exclusive, refresh, write
from .models import Quote, Tweet
from .stale import note_all, watch

MODELS = {"quote": Quote, "tweet": Tweet}


def after_migrate(*, plan=(), **kwargs):
    """Make what the database keeps besides the tables, and index what may have been written without triggers."""
    if Entry._meta.db_table not in connection.introspection.table_names():
        return
    is_empty = not Entry.objects.exists()  # or the tables were flushed, but for the one that Django does not know
    if is_empty:
        INDEX.drop()
    INDEX.create()
    if watch() or plan or is_empty:
        note_all()
        # Once the triggers are there for everybody: whoever wrote until then has ended, and is read.
        transaction.on_commit(catch_up)


def catch_up():
    refresh()
    tidy()


def rebuild():
    """Write every entry anew, and yield how many records are done, from time to time. Each step is a transaction."""
    if not Entry.objects.exists():
        with exclusive():
            INDEX.drop()
            INDEX.create()  # is filled sooner than one that was tidied
    noted = list(Stale.objects.values_list("pk", flat=True))  # what is noted from now on may be written too early
    done = 0
    for some in batches():
        with exclusive():
            write(**some)
        done += sum(map(len, some.values()))
        yield done
    for some in orphans():
        with exclusive():
            write(**some)
    for start in range(0, len(noted), AT_ONCE):
        Stale.objects.filter(pk__in=noted[start : start + AT_ONCE]).delete()
    tidy()


def tidy():
    with exclusive():
        INDEX.remove(INDEX.besides(Entry.objects.values("pk")))
        INDEX.tidy()


def drift():
    """Yield (place, what is wrong) for every record of which the index says anything but what it should."""
    refresh()
    for some in batches():
        wanted = {entry_id(said.day, place): said for place, said in content(**some).items()}
        kept = set(Entry.objects.of(**some).values_list("pk", flat=True))
        different = set(INDEX.differing({pk: said.document for pk, said in wanted.items()}))
        for pk in sorted(wanted.keys() | kept):
            if pk not in kept:
                yield place_of(pk), "missing"
            elif pk not in wanted:
                yield place_of(pk), "superfluous"
            elif pk in different:
                yield place_of(pk), "different"
    for some in orphans():
        yield from (((kind.removesuffix("s"), pk), "superfluous") for kind, pks in some.items() for pk in pks)
    yield from ((place_of(pk), "superfluous") for pk in INDEX.besides(Entry.objects.values("pk")))


def batches():
    """Yield {"quotes": ids, "tweets": ids} of all records, drafts among them."""
    for kind, model in MODELS.items():
        last = 0
        while pks := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            yield only(kind, pks)
            last = pks[-1]


def orphans():
    """Yield the same of entries whose record is gone."""
    for kind, model in MODELS.items():
        # Not "not in": of a million, PostgreSQL would read the list once for each.
        gone = Entry.objects.exclude(**{f"{kind}_id": None}).exclude(
            Exists(model.objects.filter(pk=OuterRef(f"{kind}_id")))
        )
        pks = list(gone.values_list(f"{kind}_id", flat=True))
        for start in range(0, len(pks), AT_ONCE):
            yield only(kind, pks[start : start + AT_ONCE])


def only(kind, pks):
    return {"quotes": (), "tweets": ()} | {f"{kind}s": pks}
