"""When something happens: days if its hours are not known, else moments in the time zone of the event.

One property, `when`, says it of an event, a talk, a quote and a tweet; whatever shows, orders or exports a day asks it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

# Until this hour, what happens belongs to the night before as well: a programme may run past the last midnight.
NIGHT = time(6)
USUAL = timedelta(minutes=30)  # a talk of which nobody says how long it was


@dataclass(frozen=True)
class When:
    """What is known of a time. Moments are in the zone of the event; of several days, nobody knows which one it was."""

    day: date | None = None
    last_day: date | None = None  # of several
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def only_day(self):
        """The one day it was; None if it may be any of several."""
        return None if self.last_day else self.day

    @property
    def start(self):
        """A moment, or else a day."""
        return self.starts_at or self.day


def when(event, talk=None):
    """When what is said at `event`, during `talk` if one knows, is said: its hour, or its day, or the event's days."""
    if talk and talk.starts_at:
        start, end = (moment and moment.astimezone(event.zone) for moment in (talk.starts_at, talk.ends_at))
        return When(start.date(), starts_at=start, ends_at=end)
    if talk and talk.day:
        return When(talk.day)
    return When(event.starts_on, event.last_day if event.last_day != event.starts_on else None)


def when_held(event):
    """When the whole `event` is."""
    days = when(event)
    if not has_hours(event):
        return days
    first, last = start(event), stop(event)
    return When(days.day, days.last_day, first, last)


def start(event):
    """The first day (a date) or the moment it begins (an aware datetime); None if nobody knows."""
    if has_hours(event):
        return datetime.combine(event.starts_on, event.start_time, event.zone)
    return event.starts_on


def stop(event):
    """The last day, included, or the moment it ends; None if nobody knows, or if it would be before the start."""
    if not has_hours(event):
        return event.last_day
    if event.end_time is None or (event.last_day == event.starts_on and event.end_time <= event.start_time):
        return None
    return datetime.combine(event.last_day, event.end_time, event.zone)


def has_hours(event):
    """Whether its hours can be told: over several days, it takes both of them."""
    if event.starts_on is None or event.start_time is None:
        return False
    return event.end_time is not None or event.last_day == event.starts_on


def end(talk, event, programme):
    """The moment at which a talk of known hour makes room for something else.

    That is its own end; or when the next talk of `programme` begins in the same room on the same day; or, on its last
    day, when the event ends; or else after what a talk usually takes.
    """
    at = when(event, talk)
    if at.ends_at:
        return at.ends_at
    # In UTC: Python takes the two half past two of a night in October for the same, within one zone.
    start = at.starts_at.astimezone(UTC)
    others = [when(event, other) for other in programme if other.room == talk.room and other.starts_at]
    following = [other.starts_at.astimezone(UTC) for other in others if other.day == at.day]
    later = [moment for moment in following if moment > start]
    if not later and at.day == event.last_day and event.end_time:
        closing = datetime.combine(at.day, event.end_time, event.zone).astimezone(UTC)
        later = [closing] if closing > start else []
    return min(later, default=start + USUAL).astimezone(event.zone)


def is_ambiguous(moment):
    """Whether clocks show the hour of `moment` twice that day, for they are put back."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def exists(moment):
    """Whether clocks show the hour of `moment`: they skip one when they are put forward."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)


def is_of(event, day, hour=None):
    """Whether `event` has that day; the night that follows its last day is its own."""
    if event.starts_on is None or event.starts_on <= day <= event.last_day:
        return True
    return day == event.last_day + timedelta(days=1) and hour is not None and hour < NIGHT


# Time zones


@cache
def zone_names():
    """The names a person may choose from: places, in order, and UTC."""
    return ["UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))]


@cache
def zone(name):
    """The time zone of that name; the site's own for what is none, until somebody mends it."""
    return ZoneInfo(name) if name in available_timezones() else timezone.get_default_timezone()


def is_time_zone(name):
    if name not in available_timezones():
        raise ValidationError(
            _("« %(name)s » n’est pas un fuseau horaire : écrivez par exemple Europe/Paris ou Africa/Dakar.")
            % {"name": name}
        )
