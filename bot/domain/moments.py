"""Days and instants: which came first, and which can't be told apart."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

_TICK: Final = timedelta(microseconds=1)
_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def bounds(moment: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the first and last instant of a moment; a day is a day of `zone`."""
    if isinstance(moment, datetime):
        return moment, moment
    start = datetime.combine(moment, time.min, zone)
    following = moment + timedelta(days=1) if moment < date.max else moment
    return start, datetime.combine(following, time.min, zone) - _TICK


def end(moment: date, zone: tzinfo) -> datetime:
    """Return the last instant of a moment: a date without a time counts as the end of its day."""
    return bounds(moment, zone)[1]


def later(a: date | None, b: date | None, zone: tzinfo) -> int:
    """Return 1 where `a` is later than `b`, -1 where `b` is, 0 where nobody can tell.

    Nobody can where a moment is missing or where one is a whole day that holds the other.
    """
    if a is None or b is None:
        return 0
    if isinstance(a, datetime) and isinstance(b, datetime):
        return (a > b) - (a < b)
    (a_start, a_end), (b_start, b_end) = bounds(a, zone), bounds(b, zone)
    if a_start > b_end:
        return 1
    if b_start > a_end:
        return -1
    return 0


def apart(a: date, b: date, zone: tzinfo) -> str:
    """Return in words how far apart two moments are: “3 days”, “10 hours”."""
    gap = abs(end(a, zone) - end(b, zone))
    if gap >= _DAY:
        days = round(gap / _DAY)
        return f"{days} day{'s' if days != 1 else ''}"
    hours = round(gap / _HOUR)
    if hours:
        return f"{hours} hour{'s' if hours != 1 else ''}"
    minutes = round(gap / _MINUTE)
    return f"{minutes} minute{'s' if minutes != 1 else ''}"
