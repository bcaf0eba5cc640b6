"""When an event is, for calendars and machines: days if the hours are not known, moments of Paris otherwise."""

from datetime import datetime

from django.utils import timezone


def _moment(day, time):
    return datetime.combine(day, time, timezone.get_default_timezone())


def start(event):
    """The first day (a date) or the moment it begins (an aware datetime); None if nobody knows."""
    if has_hours(event):
        return _moment(event.starts_on, event.start_time)
    return event.starts_on


def stop(event):
    """The last day, included, or the moment it ends; None if nobody knows, or if it would be before the start."""
    if not has_hours(event):
        return event.last_day
    if event.end_time is None or (event.last_day == event.starts_on and event.end_time <= event.start_time):
        return None
    return _moment(event.last_day, event.end_time)


def has_hours(event):
    """Whether its hours can be told: over several days, it takes both of them."""
    if event.starts_on is None or event.start_time is None:
        return False
    return event.end_time is not None or event.last_day == event.starts_on
