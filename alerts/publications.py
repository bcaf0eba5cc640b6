"""What the public sees for the first time, noted once and in an order that only grows.

Records are compared with what was noted before: no save, bulk write, or line of SQL goes past it, and what is edited,
hidden, shown again, deleted or restored is not new.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils import timezone

from curation.deeds import Merge
from quotes.kinds import SAID
from search.turns import alone

from .models import Publication

AT_ONCE = 5000  # records of one transaction
LOCK = 0xA1E27  # PostgreSQL's number for "one notes publications at a time"


def note():
    """Note what the public sees and was never noted; return the pk of the last publication, 0 if there is none.

    Looks at all that is public. What is there the first time came out when its record says.
    """
    is_first = not Publication.objects.exists()
    now = timezone.now()
    for kind in SAID.values():
        last = 0
        while last is not None:
            with alone(LOCK):  # pks are then seen in their order
                rows = list(unnoted(kind).filter(pk__gt=last).values_list("pk", "published_at")[:AT_ONCE])
                Publication.objects.bulk_create(
                    Publication(kind=kind.name, record_id=pk, at=is_first and came_out or now) for pk, came_out in rows
                )
            last = rows[-1][0] if len(rows) == AT_ONCE else None
    return Publication.objects.last_pk()


def unnoted(kind):
    """A draft into which one went that was noted is the same thing, and no news, as long as they are one."""
    noted = Publication.objects.filter(kind=kind.name)
    of_kind = ContentType.objects.get_for_model(kind.model)
    merges = Merge.objects.filter(content_type=of_kind, undone_at=None)
    told = merges.filter(Exists(noted.filter(record_id=OuterRef("gone_id")))).order_by()
    rows = kind.model.objects.public().filter(~Exists(noted.filter(record_id=OuterRef("pk"))))
    return rows.exclude(pk__in=told.values("object_id")).order_by("pk")


def begin(alert):
    """Follow from now on: what is out already is not new to the alert. It is not saved."""
    alert.position = note()
    alert.checked_at = timezone.now()
