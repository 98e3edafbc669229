"""Figures as intervals, and what two intervals are to each other."""

from decimal import Decimal
from typing import Final, NamedTuple

from db.models import Figure, Qualifier, Relation

ABOUT: Final = Decimal("0.10")  # the leeway of "about n", as a share of n
NEAR: Final = Decimal("1.25")  # a bound this many times away still agrees

_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_LOOSE: Final = frozenset({Qualifier.RANGE, Qualifier.VAGUE})
_BOUNDS: Final = _LOWER | _UPPER
_AS_STATED: Final = _BOUNDS | _LOOSE  # qualifiers of figures whose bounds take no leeway


class Interval(NamedTuple):
    """A closed interval; None = open on that side."""

    low: Decimal | None
    high: Decimal | None


def number(figure: Figure) -> Decimal | None:
    """Return the one number that a figure names, n of a bound included; None for a range or a vague word."""
    if figure.qualifier in _LOOSE:
        return None
    return figure.low if figure.low is not None else figure.high


def stated(figure: Figure) -> Interval | None:
    """Return the interval of the number that a figure states, whatever its hedge; None for a vague word.

    The n of a bound has no leeway, and *about* gives none here.
    """
    if figure.qualifier is Qualifier.VAGUE:
        return None
    if figure.qualifier is Qualifier.RANGE:
        return Interval(figure.low, figure.high)
    n = number(figure)
    if n is None:
        return None
    leeway = Decimal(0) if figure.qualifier in _BOUNDS else figure.leeway
    return Interval(n - leeway, n + leeway)


def extent(figure: Figure) -> Interval:
    """Return the interval within which a figure's speaker places the count, leeway included."""
    if figure.qualifier in _AS_STATED or figure.low is None or figure.high is None:
        return Interval(figure.low, figure.high)
    leeway = figure.leeway
    if figure.qualifier is Qualifier.ABOUT:
        leeway = max(leeway, abs(figure.low) * ABOUT)
    if not leeway:
        return Interval(figure.low, figure.high)
    return Interval(figure.low - leeway, figure.high + leeway)


def overlap(a: Interval, b: Interval) -> bool:
    """Return whether two closed intervals are equal or share more than a border."""
    if a == b:
        return True
    return (a.low is None or b.high is None or a.low < b.high) and (
        b.low is None or a.high is None or b.low < a.high
    )


def compare(a: Figure, b: Figure) -> Relation:
    """Return what two comparable figures are to each other by their bounds: claims.md's table of section 4.

    Symmetric; never `revises` or `unrelated`.
    """
    if a.qualifier in _BOUNDS and b.qualifier in _BOUNDS:
        return _bounds(a, b)
    if a.qualifier in _BOUNDS:
        return _against_bound(b, a)
    if b.qualifier in _BOUNDS:
        return _against_bound(a, b)
    x, y = extent(a), extent(b)
    if a.qualifier in _LOOSE or b.qualifier in _LOOSE:
        meet = not (above(x, y) or above(y, x))
    else:
        meet = overlap(x, y)
    return Relation.AGREES if meet else Relation.CONTRADICTS


def above(a: Interval, b: Interval) -> bool:
    """Return whether `a` lies wholly above `b`, with no point in common."""
    return a.low is not None and b.high is not None and a.low > b.high


def _against_bound(figure: Figure, bound: Figure) -> Relation:
    low, high = extent(figure)
    if bound.low is not None:
        n = bound.low
        below = high is not None and (high < n or (high == n and bound.qualifier is Qualifier.MORE_THAN))
        if below:
            return Relation.CONTRADICTS
        return Relation.DIVERGES if low is not None and low > n * NEAR else Relation.AGREES
    n = bound.high if bound.high is not None else Decimal(0)
    over = low is not None and (low > n or (low == n and bound.qualifier is Qualifier.LESS_THAN))
    if over:
        return Relation.CONTRADICTS
    return Relation.DIVERGES if high is not None and high * NEAR < n else Relation.AGREES


def _bounds(a: Figure, b: Figure) -> Relation:
    if a.low is not None and b.low is not None:
        return _near(a.low, b.low)
    if a.high is not None and b.high is not None:
        return _near(a.high, b.high)
    lower, upper = (a, b) if a.low is not None else (b, a)
    strict = Qualifier.MORE_THAN is lower.qualifier or Qualifier.LESS_THAN is upper.qualifier
    low, high = lower.low or Decimal(0), upper.high or Decimal(0)
    return Relation.CONTRADICTS if low > high or (strict and low == high) else Relation.AGREES


def _near(a: Decimal, b: Decimal) -> Relation:
    return Relation.AGREES if max(a, b) <= min(a, b) * NEAR else Relation.DIVERGES
