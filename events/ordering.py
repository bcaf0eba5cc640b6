"""The orders of what is said at events, by when it was. Each says where nulls go: databases differ about it."""

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce


class ByDate(QuerySet):
    """To be mixed into the queryset of what happened at events: its `place` says where it stands in lists."""

    def by_date(self):
        """The latest day first, and of each day one event after the other, as it went on."""
        return self.order_by("place", "pk")


def as_in_programme(rows, talks, talk="talk__"):
    """`rows` by day, hour and room of their talk, those without a day last.

    A talk without an hour stays behind the one that it follows by position. `talks` are those it may follow; costs a
    subquery for each row, over the talks of its event.
    """
    known = Q(**{f"{talk}pk__isnull": False})
    one_day = Q(event__ends_on=None) | Q(event__ends_on=F("event__starts_on"))
    own_day = Coalesce(f"{talk}day", Case(When(known & one_day, then=F("event__starts_on"))))
    before = Q(position__lt=OuterRef(f"{talk}position")) | Q(pk__lt=OuterRef(f"{talk}pk"))
    up_to = Q(position__lte=OuterRef(f"{talk}position"))  # of which an index finds the last
    earlier = talks.filter(up_to, before, event=OuterRef("event"), day=OuterRef("own_day"), starts_at__isnull=False)
    hour = Subquery(earlier.order_by("-position", "-pk").values("starts_at")[:1])
    return rows.alias(own_day=own_day, from_hour=Coalesce(f"{talk}starts_at", hour)).order_by(
        F("own_day").asc(nulls_last=True),
        F("from_hour").asc(nulls_first=True),
        F(f"{talk}starts_at").asc(nulls_last=True),
        F(f"{talk}room").asc(nulls_last=True),
        F(f"{talk}position").asc(nulls_last=True),
        F(f"{talk}pk").asc(nulls_last=True),
    )
