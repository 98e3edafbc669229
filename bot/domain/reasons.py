"""Why a relation holds, in one plain sentence each."""

from decimal import Decimal
from typing import Final

from bot.domain import intervals
from bot.domain.wording import describe, vague_word
from db.models import Figure, Qualifier, Relation

_HEDGES = {
    Qualifier.ABOUT: "about {}",
    Qualifier.AT_LEAST: "at least {}",
    Qualifier.MORE_THAN: "more than {}",
    Qualifier.AT_MOST: "at most {}",
    Qualifier.LESS_THAN: "fewer than {}",
}
_WAYS: Final = {
    "change": "one tells of a rise, the other of a fall",
    "balance": "one tells of a gain, the other of a loss",
    "stance": "one tells of those for it, the other of those against",
    "taking": "one tells of getting it, the other of refusing it",
    "standing": "one tells of a beginning, the other of an end",
}
_WRITTEN: Final = 4  # decimals that people write; a converted figure has many more, which say nothing
_DIGITS: Final = 2  # that tell of those


def plain(value: Decimal) -> str:
    """Write a number with thousands separated, a converted one with two decimals or digits: 1,400 or 2.5."""
    if value != round(value, _WRITTEN):
        value = round(value, max(_DIGITS, _DIGITS - 1 - value.adjusted()))
    return f"{value.normalize():,f}"


def hedged(figure: Figure) -> str:
    """Write a figure's number with its hedge, without what it counts: “at least 80”, “dozens”."""
    if figure.qualifier is Qualifier.VAGUE:
        return vague_word(figure)
    sign = "%" if figure.unit == "percent" else ""
    n = intervals.number(figure)
    if n is None:
        low = plain(figure.low) if figure.low is not None else "?"
        high = plain(figure.high) if figure.high is not None else "?"
        return f"between {low}{sign} and {high}{sign}"
    text = plain(n) + sign
    return _HEDGES.get(figure.qualifier, "{}").format(text)


def _quoted(figure: Figure) -> str:
    """Write a figure's number in quotation marks where it is hedged, a vague one with its bounds."""
    if figure.qualifier is Qualifier.EXACT:
        return hedged(figure)
    vague = figure.qualifier is Qualifier.VAGUE and figure.low is not None and figure.high is not None
    bounds = f" ({plain(figure.low or Decimal(0))} to {plain(figure.high or Decimal(0))})" if vague else ""
    return f"“{hedged(figure)}”{bounds}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def of_figures(x: Figure, y: Figure) -> str:
    """Say how two figures of the same thing compare."""
    a, b = intervals.extent(x), intervals.extent(y)
    relation = intervals.compare(x, y)
    if relation is Relation.AGREES:
        same = x.low == y.low and x.high == y.high
        return _sentence(
            f"both say {hedged(x)}" if same else f"{_quoted(x)} and {_quoted(y)} can be the same count"
        )
    if relation is Relation.DIVERGES:
        return _sentence(f"{_quoted(x)} and {_quoted(y)} can both hold, but lie far apart")
    if intervals.above(a, b):
        return _sentence(f"{_quoted(x)} is above {_quoted(y)}")
    if intervals.above(b, a):
        return _sentence(f"{_quoted(x)} is below {_quoted(y)}")
    return _sentence(f"{_quoted(x)} excludes {_quoted(y)}")


def of_part(part: Figure, whole: Figure) -> str:
    """Say that a part is larger than the whole it belongs to."""
    return _sentence(f"{_of(part)} can’t be among {_of(whole)}")


def _of(figure: Figure) -> str:
    """Write a figure with what it counts, without what befell them: “at least 80 soldiers”."""
    return describe(figure.model_copy(update={"outcome": None, "measure": ()}))


def of_denial(x: Figure, y: Figure) -> str:
    """Say that one side denies the figure that the other gives."""
    denied, given = (x, y) if x.denied else (y, x)
    return _sentence(f"one side denies {_quoted(denied)}, the other says {_quoted(given)}")


def of_ways(axis: str, x: Figure, y: Figure) -> str:
    """Say that two measured figures go opposite ways; `axis` is a key of `_WAYS`, or a newsroom's own."""
    way = _WAYS.get(axis, "they go opposite ways")
    return _sentence(
        f"both say {hedged(x)}, but {way}"
        if hedged(x) == hedged(y)
        else f"{_quoted(x)} and {_quoted(y)}: {way}"
    )


def of_times(early: Figure, late: Figure) -> str:
    """Say that two running counts speak of different moments."""
    return _sentence(
        f"each names its moment, and the count may have gone from {_quoted(early)} to {_quoted(late)}"
    )


def of_revision(reason: str) -> str:
    """Say that the same speaker gave another figure at another time."""
    return f"{reason[:-1]}: the same speaker at another time."


def of_itself(reason: str) -> str:
    """Say that the speaker stands against itself."""
    return f"{reason[:-1]}: the speaker against itself."


def said_apart(reason: str, gap: str) -> str:
    """Add how far apart two claims were said."""
    return f"{reason[:-1]} (said {gap} apart)."
