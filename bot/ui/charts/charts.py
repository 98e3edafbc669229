"""A chart before it is drawn: rows and a number line, from the figures that are given for one thing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from bot.domain import intervals
from bot.domain.chains import day
from bot.domain.comparison import converted
from bot.domain.intervals import Interval
from bot.domain.wording import number_in_words, thing_in_words
from bot.results import Spread, Standpoint
from bot.ui.charts.lettering import shown
from bot.ui.charts.scales import Scale, Tick, scale_of
from bot.ui.plain import plural
from db.models import Figure, Qualifier

ROWS: Final = 8  # figures that one chart shows; more would be too small on a phone
MATCH: Final = "match"
"""What a check calls the figure that it found."""
NEW: Final = "new claim"
"""What an alert calls the figure that raised it."""
_STRICT: Final = frozenset({Qualifier.MORE_THAN, Qualifier.LESS_THAN})
_IN_ORDER: Final = 3  # rows from which an order in time tells something


class Mark(StrEnum):
    """How a figure is drawn."""

    POINT = "point"  # one number
    SOFT = "soft"  # about a number
    SPAN = "span"  # from one number to another, or open on one side
    VAGUE = "vague"  # a vague word
    DENIED = "denied"  # a number that is denied


class Row(NamedTuple):
    """One figure of a chart, with who gives it. Places are from 0 at the line's left end to 1."""

    label: str  # "at least 80"
    speakers: tuple[str, ...]
    when: str  # when it was first said, where that differs from row to row
    mark: Mark
    start: float
    end: float
    at: float | None  # the number itself; None for a range and a vague word
    open_low: bool
    open_high: bool
    strict: bool  # the number itself is left out: "more than 80"
    matched: bool


class Chart(NamedTuple):
    """Everything that a drawing shows, in words and places."""

    title: str
    story: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    notes: tuple[str, ...]  # what must be known to read it: "each step is ten times the last"
    more: int  # figures beyond the rows
    asked: Tick | None  # the number that was asked for, where no row gives it
    tag: str  # what the matched row is called


def chart_of(spread: Spread, tag: str = MATCH) -> Chart | None:
    """Return the chart of what is given for one thing; None where it has fewer than two figures.

    Shown are the matched figure and those that most claims state, `ROWS` at most. They stand by size, or by
    time where each has a time of its own.
    """
    if len(spread.rows) < 2:
        return None
    listed = sorted(spread.rows, key=lambda row: (not row.matched, -row.total))[:ROWS]
    by_time = _tells_an_order(listed)
    listed.sort(key=_time if by_time else lambda row: _size(row.figure, spread.unit))
    scale = _scale(listed, spread)
    whens, day_note = _whens(listed)
    return Chart(
        title=_title(shown(spread.thing)),
        story=shown(spread.story),
        rows=tuple(_row(one, when, scale, spread.unit) for one, when in zip(listed, whens, strict=True)),
        ticks=_ticks(scale, listed, spread.unit),
        notes=tuple(filter(None, (_order_note(by_time), day_note, _scale_note(scale)))),
        more=spread.more + len(spread.rows) - len(listed),
        asked=_asked(spread, scale),
        tag=tag,
    )


def _ticks(scale: Scale, rows: Sequence[Standpoint], unit: str | None) -> tuple[Tick, ...]:
    sign = "%" if unit == "percent" else ""
    return tuple(Tick(one.at, one.label + sign) for one in scale.ticks(whole=_whole(rows, unit)))


def _whole(rows: Sequence[Standpoint], unit: str | None) -> bool:
    """Return whether all numbers are whole, so that no others need stand along the line."""
    bounds = (bound for row in rows for bound in _extent(row.figure, unit) if bound is not None)
    return unit is None and all(bound == bound.to_integral_value() for bound in bounds)


def _title(thing: str) -> str:
    return thing[:1].upper() + thing[1:]


def _order_note(by_time: bool) -> str:
    return "earliest first" if by_time else ""


def _scale_note(scale: Scale) -> str:
    return f"each step on the line is {scale.factor:,} times the one before" if scale.factor else ""


def _in_unit(figure: Figure, unit: str | None) -> Figure:
    return figure if figure.unit == unit or unit is None else converted(figure, unit)


def _number(value: Decimal) -> float:
    return float(value)


def _extent(figure: Figure, unit: str | None) -> Interval:
    """Return within which bounds a figure is drawn: a plain number without the leeway of its writing."""
    turned = _in_unit(figure, unit)
    if turned.qualifier is Qualifier.EXACT:
        return Interval(turned.low, turned.high)
    return intervals.extent(turned)


def _size(figure: Figure, unit: str | None) -> tuple[Decimal, bool, Decimal]:
    low, high = _extent(figure, unit)
    first = low if low is not None else high
    return first or Decimal(0), high is None, high or Decimal(0)


def _moment(row: Standpoint) -> date | None:
    return next((when for one in row.claims if (when := one.said_at or one.published_at)), None)


def _time(row: Standpoint) -> str:
    when = _moment(row)
    return when.isoformat() if when else ""


def _tells_an_order(rows: Sequence[Standpoint]) -> bool:
    """Return whether each row was first said on a day of its own."""
    days = {when.isoformat()[:10] for row in rows if (when := _moment(row))}
    return len(days) == len(rows) >= _IN_ORDER


def _whens(rows: Sequence[Standpoint]) -> tuple[list[str], str]:
    """Return when each row was first said, where that differs, and what all of those times share."""
    moments = [_moment(row) for row in rows]
    known = [when for when in moments if when is not None]
    days = {day(when) for when in known}
    if len(days) > 1:
        one_year = len({when.year for when in known}) == 1
        written = [day(when).rpartition(" ")[0] if one_year else day(when) for when in known]
        return _spread_over(moments, written), f"all in {known[0].year}" if one_year else ""
    clocks = [f"{when:%H:%M}" for when in known if isinstance(when, datetime)]
    if len(clocks) == len(known) and len(set(clocks)) > 1:
        return _spread_over(moments, clocks), f"times of {days.pop()} in UTC"
    same_day = days and len(known) == len(rows)
    return ["" for _ in rows], f"all on {days.pop()}" if same_day else ""


def _spread_over(moments: Iterable[date | None], written: Sequence[str]) -> list[str]:
    left = iter(written)
    return ["no date" if when is None else next(left) for when in moments]


def _scale(rows: Sequence[Standpoint], spread: Spread) -> Scale:
    extents = [_extent(row.figure, spread.unit) for row in rows]
    values = [_number(bound) for extent in extents for bound in extent if bound is not None]
    asked = _asked_number(spread)
    return scale_of(
        [*values, *([asked] if asked is not None else [])] or [0.0],
        open_low=any(extent.low is None for extent in extents),
        open_high=any(extent.high is None for extent in extents),
    )


def _asked_number(spread: Spread) -> float | None:
    if spread.asked is None:
        return None
    figure = spread.asked
    if figure.unit != spread.unit and None in {figure.unit, spread.unit}:
        return None
    number = intervals.number(_in_unit(figure, spread.unit))
    return None if number is None else _number(number)


def _asked(spread: Spread, scale: Scale) -> Tick | None:
    number = _asked_number(spread)
    if number is None or spread.asked is None:
        return None
    return Tick(scale.at(number), number_in_words(spread.asked))


def _row(one: Standpoint, when: str, scale: Scale, unit: str | None) -> Row:
    low, high = _extent(one.figure, unit)
    number = intervals.number(_in_unit(one.figure, unit))
    return Row(
        label=_label(one.figure, unit),
        speakers=tuple(map(shown, one.speakers)),
        when=when,
        mark=_mark(one.figure),
        start=0.0 if low is None else scale.at(_number(low)),
        end=1.0 if high is None else scale.at(_number(high)),
        at=None if number is None else scale.at(_number(number)),
        open_low=low is None,
        open_high=high is None,
        strict=one.figure.qualifier in _STRICT,
        matched=one.matched,
    )


def _mark(figure: Figure) -> Mark:
    if figure.denied:
        return Mark.DENIED
    if figure.qualifier is Qualifier.VAGUE:
        return Mark.VAGUE
    if figure.qualifier is Qualifier.ABOUT:
        return Mark.SOFT
    return Mark.POINT if figure.qualifier is Qualifier.EXACT else Mark.SPAN


def _label(figure: Figure, unit: str | None) -> str:
    """Write a figure's number with its hedge, and its unit where the line has another."""
    text = number_in_words(figure).replace("-", "−")
    if figure.unit == "percent":
        text += "%"
    elif figure.unit != unit and figure.unit is not None:
        text += f" {thing_in_words(figure)}"
    return f"denied: {text}" if figure.denied else text


def beyond(chart: Chart) -> str:
    """Write how many figures a chart leaves out; nothing where it shows all."""
    return f"and {plural(chart.more, 'more figure')} on record" if chart.more else ""
