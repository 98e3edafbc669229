"""What tells figures apart beyond noun, unit and outcome, and whether two measures are of one thing.

`Figure.measure` holds stems, of what a sum, a share, a length or a duration measures, and marks: a sign, some
with a name. "+change" and "-change" tell which way it goes, "@may" and "@2016" a time that it speaks of; "~"
is the size of a change, "!" a share of those who don't, "^" how far away something is. Of a count,
"=seriously" and "=further" narrow it, and "&injured" is counted in.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

SAME: Final = 0.6  # share of the shorter description's words that both must have
UP: Final = "+"
DOWN: Final = "-"
TIME: Final = "@"
SHARES: Final = frozenset({"stance"})  # axes whose two sides are parts of one whole
CHANGE: Final = "~"
OTHERS: Final = "!"
AWAY: Final = "^"
NARROWING: Final = "="
JOINED: Final = "&"
_KINDS: Final = frozenset({CHANGE, OTHERS, AWAY})
FURTHER: Final = "further"  # on top of others: "two more", "another 12"


class Measure(NamedTuple):
    """What one figure measures."""

    words: frozenset[str]  # stems
    ways: frozenset[str]  # "+change", "-balance"
    months: frozenset[str]
    years: frozenset[str]
    kind: frozenset[str]  # "~", "!", "^": another kind, another thing
    narrowing: frozenset[str] = frozenset()  # "seriously", "further"
    joined: frozenset[str] = frozenset()  # outcomes counted together with the figure's own


def measure_of(told: Iterable[str]) -> Measure:
    """Return a measure from the words that `Figure.measure` holds."""
    found = frozenset(told)
    times = {one[1:] for one in found if one[0] == TIME}
    years = frozenset(one for one in times if one.isdigit())
    ways = frozenset(one for one in found if one[0] in (UP, DOWN))
    plain = frozenset(one for one in found if one[0].isalnum())
    narrowing = frozenset(one[1:] for one in found if one[0] == NARROWING)
    return Measure(plain, ways, frozenset(times - years), years, found & _KINDS, narrowing, joined(found))


def joined(told: Iterable[str]) -> frozenset[str]:
    """Return the outcomes that `Figure.measure` says are counted together with the figure's own."""
    return frozenset(one[1:] for one in told if one[0] == JOINED)


def same(a: Measure, b: Measure) -> bool:
    """Return whether two figures plainly measure the same, at times that aren't apart."""
    if a.kind != b.kind or not _times_meet(a, b):
        return False
    if a.words.isdisjoint(b.words):
        return False
    return _shared(a.words | a.ways, b.words | b.ways)


def not_apart(a: Measure, b: Measure) -> bool:
    """Return whether two numbers of which nobody says what they count may be of one thing.

    They are where either text says nothing else, or both say it in the same words.
    """
    return not a.words or not b.words or _shared(a.words, b.words)


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
