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

from language.dates import PLAUSIBLE

# Until this hour, what happens belongs to the night before as well: a programme may run past the last midnight.
NIGHT = time(6)
USUAL = timedelta(minutes=30)  # a talk of which nobody says how long it was
LONGEST = timedelta(hours=3)  # that one takes a talk to have been, when only what came next is known


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
    if talk and plausible(talk.starts_at):
        moments = talk.starts_at, plausible(talk.ends_at)
        start, end = (moment and moment.astimezone(event.zone) for moment in moments)
        return When(start.date(), starts_at=start, ends_at=end)
    if talk and plausible(talk.day):
        return When(talk.day)
    first, last = days(event)
    return When(first, last if last != first else None)


def when_held(event):
    """When the whole `event` is."""
    known = when(event)
    if not has_hours(event):
        return known
    return When(known.day, known.last_day, start(event), stop(event))


def days(event):
    """Its first day and its last one; neither, if nobody knows or one of them cannot be."""
    first, last = plausible(event.starts_on), plausible(event.last_day)
    return (first, last) if first and last else (None, None)


def start(event):
    """The first day (a date) or the moment it begins (an aware datetime); None if nobody knows."""
    if has_hours(event):
        return datetime.combine(days(event)[0], event.start_time, event.zone)
    return days(event)[0]


def stop(event):
    """The last day, included, or the moment it ends; None if nobody knows, or if it would be before the start."""
    if not has_hours(event):
        return days(event)[1]
    closing = _closing(event)
    # By the clock: both are in one zone.
    return closing if closing and closing.replace(tzinfo=None) > start(event).replace(tzinfo=None) else None


def hours(event):
    """{name of its hour: the moment}, of those that are known of an event whose days are."""
    moments = {"end_time": _closing(event)}
    if event.start_time:
        moments["start_time"] = datetime.combine(days(event)[0], event.start_time, event.zone)
    return {name: moment for name, moment in moments.items() if moment}


def _closing(event):
    """The moment it ends, of an event whose days are known: after midnight, if its one evening goes on until then."""
    if event.end_time is None:
        return None
    first, last = days(event)
    day = end_day(last, event.start_time, event.end_time) if first == last else last
    return datetime.combine(day, event.end_time, event.zone)


def end_day(day, start, end):
    """The day on which ends what began on `day` at `start`, hours that clocks show: an evening ends at night."""
    return day + timedelta(days=1) if start and end and end <= NIGHT < start else day


def has_hours(event):
    """Whether its hours can be told: over several days, it takes both of them."""
    first, last = days(event)
    if first is None or event.start_time is None:
        return False
    return event.end_time is not None or last == first


def end(talk, event, programme):
    """The moment at which a talk of known hour makes room for something else.

    That is its own end; or when the next talk of `programme` begins in the same room; or, on its last day, when the
    event ends. If that is too long, nobody knows: it is after what a talk usually takes.
    """
    at = when(event, talk)
    if at.ends_at:
        return at.ends_at
    # In UTC: Python takes the two half past two of a night in October for the same, within one zone.
    start = at.starts_at.astimezone(UTC)
    others = [plausible(other.starts_at) for other in programme if other.room == talk.room]
    if days(event)[1] and at.day >= days(event)[1]:
        others.append(_closing(event))
    later = [moment for moment in (other.astimezone(UTC) for other in others if other) if moment > start]
    following = min(later, default=start + USUAL)
    return (following if following <= start + LONGEST else start + USUAL).astimezone(event.zone)


def is_ambiguous(moment):
    """Whether clocks show the hour of `moment` twice that day, for they are put back."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def showings(moment):
    """The moments, in UTC, at which clocks show the hour of `moment`; it is one that they do not skip."""
    folds = (0, 1) if is_ambiguous(moment) else (0,)
    return [moment.replace(fold=fold).astimezone(UTC) for fold in folds]


def exists(moment):
    """Whether clocks show the hour of `moment`: they skip one when they are put forward."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)


def has_day(zone, day):
    """Whether calendars there have that day: who moves across the date line skips one."""
    return exists(datetime.combine(day, time(12), zone))


def is_of(event, day, hour=None):
    """Whether `event` has that day; the night that follows its last day is its own."""
    if event.starts_on is None or event.starts_on <= day <= event.last_day:
        return True
    return day - timedelta(days=1) == event.last_day and hour is not None and hour < NIGHT


def day_in_programme(moment, told):
    """The day of the programme to which `moment`, as clocks show it there, belongs: its own.

    It is the day before if that is `told`, for what begins at night.
    """
    is_night = moment.time() < NIGHT and told == moment.date() - timedelta(days=1)
    return told if is_night else moment.date()


def plausible(moment):
    """`moment`, or day, or None if it is in no year of ours."""
    return moment if moment and moment.year in PLAUSIBLE else None


def is_plausible(moment):
    is_plausible_year(moment.year)


def is_plausible_year(year, years=PLAUSIBLE):
    if year not in years:
        raise ValidationError(
            _("L’année %(year)s n’est pas plausible : elle va de %(first)s à %(last)s.")
            % {"year": f"{year:04}", "first": years[0], "last": years[-1]}
        )


# Time zones


@cache
def _all_zones():
    """The names that the machine knows; Python opens hundreds of files to say them."""
    return available_timezones()


@cache
def zone_names():
    """The names a person may choose from: places, in order, and UTC."""
    return ["UTC", *sorted(name for name in _all_zones() if "/" in name and not name.startswith("Etc/"))]


@cache
def zone(name):
    """The time zone of that name; the site's own for what is none, until somebody mends it."""
    return ZoneInfo(name) if name in _all_zones() else timezone.get_default_timezone()


def is_time_zone(name):
    if name not in _all_zones():
        raise ValidationError(
            _("« %(name)s » n’est pas un fuseau horaire : écrivez par exemple Europe/Paris ou Africa/Dakar.")
            % {"name": name}
        )
