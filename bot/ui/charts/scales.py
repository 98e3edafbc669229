"""Number lines: where on one a value lies, and which numbers are written along it."""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

FAR: Final = 100.0  # times the smallest, from which the largest number asks for steps of ten
GREATEST: Final = 1e300  # what is beyond is drawn there
_NEAR_NOUGHT: Final = 0.6  # of the largest number: where the smallest is below, the line begins at nought
_OPEN: Final = 0.12  # of a line, kept free for an arrow
_STEPS: Final = (1.0, 2.0, 5.0)
_MOST: Final = 5  # numbers along a line
_NAMES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_POWERS_FROM: Final = 1e15  # beyond, numbers are written as powers of ten


class Tick(NamedTuple):
    """A number written along a line."""

    at: float  # 0 to 1
    label: str


class Scale(NamedTuple):
    """A number line from `low` to `high`, both as the line has them: numbers, or their steps of ten."""

    low: float
    high: float
    smallest: float | None = None  # of a line in steps of ten: the number at one step from nought
    signed: bool = False  # such a line goes through nought

    def at(self, value: float) -> float:
        """Return where a value lies, from 0 at the left end to 1 at the right; what is beyond lies there."""
        return min(1.0, max(0.0, (self._turned(value) - self.low) / (self.high - self.low)))

    def _turned(self, value: float) -> float:
        value = min(GREATEST, max(-GREATEST, value))
        return value if self.smallest is None else _steps(value, self.smallest, signed=self.signed)

    def ticks(self, *, whole: bool = False) -> tuple[Tick, ...]:
        """Return the numbers along the line, two to six of them; `whole` keeps fractions out."""
        if self.smallest is not None:
            return tuple(Tick(self.at(value), short(value, abs(value) or 1.0)) for value in self._powers())
        values = list(self._even(whole=whole))
        gap = min((b - a for a, b in pairwise(values)), default=1.0)
        return tuple(Tick(self.at(value), short(value, gap)) for value in values)

    @property
    def factor(self) -> int:
        """How many times the one before a number along the line is; 0 where they lie evenly."""
        powers = [value for value in self._powers() if value] if self.smallest is not None else []
        pairs = ((abs(a), abs(b)) for a, b in pairwise(powers) if a * b > 0)
        return max((round(max(pair) / min(pair)) for pair in pairs), default=10 if powers else 0)

    def _even(self, *, whole: bool) -> Iterator[float]:
        span = self.high - self.low
        power = 10.0 ** math.floor(math.log10(span / _MOST))
        step = next(n * power for n in (*_STEPS, 10.0) if span / (n * power) <= _MOST)
        step = max(step, 1.0) if whole else step
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return (number * step for number in range(first, last + 1))

    def _powers(self) -> Iterator[float]:
        smallest = self.smallest or 1.0
        least = math.ceil(math.log10(smallest) - 1e-9)
        most = math.floor(math.log10(GREATEST))
        positive = [10.0**n for n in range(least, most) if self._holds(10.0**n)]
        negative = [-(10.0**n) for n in range(least, most) if self._holds(-(10.0**n))]
        yield from reversed(_thinned(negative)) if self.signed else ()
        if self.signed and self._holds(0.0):
            yield 0.0
        yield from _thinned(positive)

    def _holds(self, value: float) -> bool:
        return self.low <= self._turned(value) <= self.high


def _thinned(values: list[float]) -> list[float]:
    """Return every so manieth value, the first of them and at most `_MOST`."""
    return values[:: max(1, math.ceil(len(values) / _MOST))]


def _steps(value: float, smallest: float, *, signed: bool) -> float:
    if not signed:
        return math.log10(max(value, smallest * 1e-3))
    return math.copysign(math.log10(1 + abs(value) / smallest), value)


def scale_of(values: Iterable[float], *, open_low: bool = False, open_high: bool = False) -> Scale:
    """Return the line on which some numbers, one at least, are told apart.

    `open_low` and `open_high` keep room for what goes on beyond the first or the last of them.
    """
    known = [min(GREATEST, max(-GREATEST, value)) for value in values]
    sizes = [abs(value) for value in known if value]
    if sizes and max(sizes) > FAR * min(sizes):
        smallest, signed = min(sizes), min(known) <= 0
        turned = [_steps(value, smallest, signed=signed) for value in known]
        low, high = min(turned), max(turned)
        span = high - low
        if not signed or min(known) < 0:
            low -= span * (_OPEN if open_low else 0.02)
        return Scale(low, high + span * (_OPEN if open_high else 0.02), smallest, signed)
    low, high = min(known), max(known)
    if 0 < low <= _NEAR_NOUGHT * high:
        low = 0.0
    elif 0 > high >= _NEAR_NOUGHT * low:
        high = 0.0
    span = high - low or max(abs(high) / 2, 1.0)
    if high == low:
        low, high = low - span / 2, high + span / 2
    low -= span * _OPEN if open_low and low != 0 else 0.0
    high += span * _OPEN if open_high and high != 0 else 0.0
    return Scale(low, high)


def short(value: float, gap: float = 1.0) -> str:
    """Write a number for a line whose numbers are `gap` apart: "1,000", "2.5 million", "0.25"."""
    return _digits(value, gap).replace("-", "−")


def _digits(value: float, gap: float) -> str:
    size = abs(value)
    if size >= _POWERS_FROM:
        return f"{value:.0e}".replace("e+", " × 10^")
    for scale, name in _NAMES:
        if size >= scale:
            return f"{value / scale:,.6g} {name}"
    places = max(0, -math.floor(math.log10(gap) + 1e-9)) if gap < 1 else 0
    return f"{value:,.{min(places, 12)}f}"
