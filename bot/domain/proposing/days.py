"""The day that an article means by “Saturday”, “yesterday” or “Feb. 7”."""

import re
from datetime import date, datetime, timedelta
from typing import Final

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY: Final = re.compile(
    rf"\b(?:(?P<next>next|coming)\s+)?(?:(?P<last>last)\s+)?(?P<day>{'|'.join(_DAYS)})\b", re.IGNORECASE
)
_NEAR: Final = re.compile(
    r"\b(?P<near>today|tonight|this (?:morning|afternoon|evening)|yesterday)\b", re.IGNORECASE
)
_NAMES: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WRITTEN: Final = (
    re.compile(
        rf"\b{_NAMES}\s+(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}}))?(?!\s*(?:percent|%))"
    ),
    re.compile(rf"\b(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAMES}\b(?:,?\s+(?P<year>\d{{4}}))?"),
)


def day_in(words: str, published: date | None) -> date | None:
    """Return the day that some words of an article name, None where they name none.

    A weekday is the last one up to the day on which the article was published, and a date without a year the
    last one up to it; without that day only a full date is known.
    """
    today = published.date() if isinstance(published, datetime) else published
    return _written(words, today) or (_weekday(words, today) if today is not None else None)


def _written(words: str, today: date | None) -> date | None:
    for pattern in _WRITTEN:
        found = pattern.search(words)
        if found is None:
            continue
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        year = int(found["year"]) if found["year"] else None
        if year is None and today is None:
            return None
        try:
            day = date(year or (today.year if today else 1), month, int(found["number"]))
            if year is None and today is not None and day > today:
                day = day.replace(year=day.year - 1)
        except ValueError:
            return None
        return day
    return None


def _weekday(words: str, today: date) -> date | None:
    near = _NEAR.search(words)
    if near is not None:
        return today - timedelta(days=1) if near["near"].lower() == "yesterday" else today
    found = _DAY.search(words)
    if found is None or found["next"]:
        return None
    back = (today.weekday() - _DAYS.index(found["day"].lower())) % 7
    return today - timedelta(days=back or (7 if found["last"] else 0))
