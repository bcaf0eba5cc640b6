"""The orders of what is said at events, by when it was. Each says where nulls go: databases differ about it."""

from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce


def day(talk="talk__"):
    """Expression: the day of a row, or the first of those it may have been; `talk` is the way to its talk."""
    return Coalesce(f"{talk}day", "event__starts_on")


def newest_day_first(talk="talk__"):
    """The latest day first, and of each day one event after the other, as it went on."""
    return [
        day(talk).desc(nulls_last=True),
        "-event_id",
        F(f"{talk}starts_at").asc(nulls_last=True),
        F(f"{talk}position").asc(nulls_last=True),
    ]


def as_in_programme(rows, talks, talk="talk__"):
    """`rows` by day, hour and room of their talk, those without a day last.

    A talk without an hour stays behind the one that it follows by position. `talks` are those it may follow; costs a
    subquery for each row, over the talks of its event.
    """
    known = Q(**{f"{talk}pk__isnull": False})
    one_day = Q(event__ends_on=None) | Q(event__ends_on=F("event__starts_on"))
    own_day = Coalesce(f"{talk}day", Case(When(known & one_day, then=F("event__starts_on"))))
    before = Q(position__lt=OuterRef(f"{talk}position")) | Q(
        position=OuterRef(f"{talk}position"), pk__lt=OuterRef(f"{talk}pk")
    )
    earlier = talks.filter(before, event=OuterRef("event"), day=OuterRef("own_day"), starts_at__isnull=False)
    hour = Subquery(earlier.order_by("-position", "-pk").values("starts_at")[:1])
    return rows.alias(own_day=own_day, place=Coalesce(f"{talk}starts_at", hour)).order_by(
        F("own_day").asc(nulls_last=True),
        F("place").asc(nulls_first=True),
        F(f"{talk}starts_at").asc(nulls_last=True),
        F(f"{talk}room").asc(nulls_last=True),
        F(f"{talk}position").asc(nulls_last=True),
        F(f"{talk}pk").asc(nulls_last=True),
    )
