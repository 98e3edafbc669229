"""What sums, shares, lengths and durations measure, and whether two of them measure one thing."""

from collections.abc import Iterable
from typing import Final, NamedTuple

SAME: Final = 0.6  # share of the shorter description's words that both must have
UP: Final = "+"  # begins the name of a way that a figure goes
DOWN: Final = "-"  # likewise, of the opposite way
TIME: Final = "@"  # begins the name of a month, or a year, that a figure speaks of
SHARES: Final = frozenset({"stance"})  # axes whose two sides are parts of one whole
CHANGE: Final = "~"  # the figure is the size of a change, not where it ended


class Measure(NamedTuple):
    """What one figure measures."""

    words: frozenset[str]  # stems
    ways: frozenset[str]  # "+change", "-balance"
    months: frozenset[str]
    years: frozenset[str]
    change: bool  # whether it is the size of a change


def measure_of(told: Iterable[str]) -> Measure:
    """Return a measure from the words that `Figure.measure` holds."""
    found = frozenset(told)
    times = {one[1:] for one in found if one[0] == TIME}
    years = frozenset(one for one in times if one.isdigit())
    ways = frozenset(one for one in found if one[0] in (UP, DOWN))
    plain = frozenset(one for one in found if one[0].isalnum())
    return Measure(plain, ways, frozenset(times - years), years, CHANGE in found)


def same(a: Measure, b: Measure) -> bool:
    """Return whether two figures plainly measure the same, at times that aren't apart."""
    if a.change is not b.change or not _times_meet(a, b):
        return False
    if a.words and b.words and a.words.isdisjoint(b.words):
        return False
    return _shared(a.words | a.ways, b.words | b.ways)


def opposed(a: Measure, b: Measure, *, telling: bool) -> str | None:
    """Return in what one figure goes the opposite way of the other: "balance" of a profit and a loss.

    None where they don't. `telling` says that both give one number, which nobody gives by chance; otherwise
    their words must say that they speak of one thing.
    """
    if not a.ways or not b.ways or not _times_meet(a, b) or not a.ways.isdisjoint(b.ways):
        return None
    axes = {way[1:] for way in a.ways} & {way[1:] for way in b.ways}
    return min(axes, default=None) if telling or _shared(a.words, b.words) else None


def _shared(a: frozenset[str], b: frozenset[str]) -> bool:
    shorter = min(len(a), len(b))
    return shorter > 0 and len(a & b) >= SAME * shorter


def _times_meet(a: Measure, b: Measure) -> bool:
    pairs = (a.months, b.months), (a.years, b.years)
    return all(not one or not two or not one.isdisjoint(two) for one, two in pairs)
