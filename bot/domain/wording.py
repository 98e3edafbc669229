"""A figure in words, and the intervals that it stands for."""

from decimal import Decimal
from typing import Final

from bot.domain.reading.inflection import plural
from db.models import Figure, Qualifier

_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_ABOUT: Final = Decimal("0.1")
_HEDGES: Final = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.AT_MOST: "at most ",
    Qualifier.LESS_THAN: "less than ",
}
_VAGUE: Final = {
    (2, 3): "a couple of",
    (3, 9): "several",
    (24, 99): "dozens of",
    (40, 99): "scores of",
    (20, 99): "tens of",
    (200, 999): "hundreds of",
    (2_000, 9_999): "thousands of",
    (20_000, 99_999): "tens of thousands of",
    (200_000, 999_999): "hundreds of thousands of",
    (2_000_000, 9_999_999): "millions of",
    (20_000_000, 99_999_999): "tens of millions of",
    (200_000_000, 999_999_999): "hundreds of millions of",
    (2_000_000_000, 9_999_999_999): "billions of",
}
_PLURALS: Final = {
    "person": ["people"],
    "child": ["children"],
    "life": ["lives"],
    "foot": ["feet"],
    "century": ["centuries"],
    **{
        noun: [noun]
        for noun in (
            "police",
            "crew",
            "personnel",
            "staff",
            "military",
            "aircraft",
            "sheep",
            "gdp",
            "workforce",
            "livestock",
            "cattle",
        )
    },
}
_MAGNITUDES: Final = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


def stated(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """Return the interval of the number that a figure states, whatever its hedge; None for a vague word.

    A number has the leeway of its writing, the n of a bound has none, and *about* adds none here.
    """
    if figure.qualifier is Qualifier.VAGUE:
        return None
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    if low is None or high is None:
        return None
    leeway = Decimal(0) if figure.qualifier in _LOWER | _UPPER | {Qualifier.RANGE} else figure.leeway
    return low - leeway, high + leeway


def span(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Return the bounds within which a figure places the count, leeway included; None = open.

    *About n* reaches 10 % either way, or as far as the leeway of its writing where that is more.
    """
    if figure.low is None or figure.high is None or figure.qualifier in {Qualifier.RANGE, Qualifier.VAGUE}:
        return figure.low, figure.high
    share = abs(figure.low) * _ABOUT if figure.qualifier is Qualifier.ABOUT else Decimal(0)
    leeway = max(figure.leeway, share)
    return figure.low - leeway, figure.high + leeway


def describe(figure: Figure) -> str:
    """Return a figure in words, such that it reads back as the same figure: "at least 80 soldiers killed"."""
    words = [_number(figure), *_thing(figure)]
    if figure.outcome is not None:
        words.append(figure.outcome)
    return " ".join(word for word in words if word)


def _number(figure: Figure) -> str:
    if figure.qualifier is Qualifier.VAGUE and figure.low is not None and figure.high is not None:
        word = _VAGUE.get((int(figure.low), int(figure.high)))
        return word or f"{_digits(figure.low)} to {_digits(figure.high)}"
    if figure.qualifier is Qualifier.RANGE and figure.low is not None and figure.high is not None:
        return f"{_digits(figure.low)} to {_digits(figure.high)}"
    value = figure.low if figure.low is not None else figure.high
    return f"{_HEDGES.get(figure.qualifier, '')}{_digits(value or Decimal(0))}"


def _digits(value: Decimal) -> str:
    for magnitude, name in _MAGNITUDES:
        if value >= magnitude and (value / magnitude * 1000) % 1 == 0:
            return f"{_plain(value / magnitude)} {name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():f}"


def _thing(figure: Figure) -> list[str]:
    if figure.unit is None:
        return [*figure.adjectives, _many(figure.noun, one=_one(figure))] if figure.noun else []
    unit, _, period = figure.unit.partition("/")
    name = unit if unit == "percent" or unit.isupper() else _many(unit, one=_one(figure))
    words = [name, f"{'an' if period == 'hour' else 'a'} {period}" if period else ""]
    if figure.noun is not None:
        words.append(f"of {_many(figure.noun, one=False)}")
    return words


def _one(figure: Figure) -> bool:
    return figure.low == figure.high == 1


def _many(noun: str, *, one: bool) -> str:
    return noun if one else plural(noun, _PLURALS)
