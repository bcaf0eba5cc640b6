"""Many new records at once: what `save()` does of each one, in the same few queries for each batch of them."""

from collections import defaultdict

from .batches import AT_ONCE, batches
from .models import FormerSlug
from .slugs import slugify_fr


def add_all(records):
    """Save new addressed records of one model, and give them their keys.

    Nobody is told of what follows in others: nothing hangs on them yet. Their history is to be written once they have
    their parts.
    """
    if not records:
        return
    rows = type(records[0])._base_manager
    name_all(records)
    rows.bulk_create(records, batch_size=AT_ONCE)
    keys = {}
    for some in batches(records):  # SQLite tells no keys before 3.35
        keys |= dict(rows.filter(slug__in=[record.slug for record in some]).values_list("slug", "pk"))
    for record in records:
        record.pk = keys[record.slug]


def name_all(records):
    """Give each of the new records a slug that no other has, or had, as `Addressed.free_slug` does."""
    waiting, given = defaultdict(list), set()
    for record in records:
        waiting[slugify_fr(str(record))].append(record)
    first = 1
    while waiting:
        tried = {
            stem: [_numbered(stem, number) for number in range(first, 2 * first + len(rows))]
            for stem, rows in waiting.items()
        }
        taken = _taken(type(records[0]), [slug for slugs in tried.values() for slug in slugs])
        for stem, slugs in tried.items():
            free = [slug for slug in slugs if slug not in taken and slug not in given]
            for record, slug in zip(waiting[stem], free, strict=False):
                record.slug = slug
                given.add(slug)
            waiting[stem] = waiting[stem][len(free) :]
        waiting = {stem: rows for stem, rows in waiting.items() if rows}
        first *= 2


def _numbered(stem, number):
    return stem if number == 1 else f"{stem}-{number}"


def _taken(model, slugs):
    """Those of `slugs` that records of the model have, or had."""
    found = set()
    for some in batches(slugs):
        for rows in (model._base_manager, FormerSlug.objects.of(model)):
            found |= set(rows.filter(slug__in=some).values_list("slug", flat=True))
    return found
