"""A figure in words."""

from decimal import Decimal
from typing import Final

from bot.domain.leeway import leeway_of
from bot.domain.measures import FURTHER, measure_of
from bot.domain.reading.inflection import plural
from db.models import Figure, Qualifier

DENIED: Final = "denied: "
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
    (20_000_000_000, 99_999_999_999): "tens of billions of",
    (200_000_000_000, 999_999_999_999): "hundreds of billions of",
    (2_000_000_000_000, 9_999_999_999_999): "trillions of",
}
_PLURALS: Final = {
    "person": ["people"],
    "child": ["children"],
    "life": ["lives"],
    "foot": ["feet"],
    "century": ["centuries"],
    "crisis": ["crises"],
    "axis": ["axes"],
    "alumnus": ["alumni"],
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
_SCALES: Final = {
    12: "dozen",
    100: "hundred",
    1_000: "thousand",
    100_000: "hundred thousand",
    1_000_000: "million",
    100_000_000: "hundred million",
    1_000_000_000: "billion",
}
_WRITTEN: Final = (  # with the words for magnitudes, the usual ways first
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
    (Decimal(1), ""),
    (Decimal(10) ** 3, "thousand"),
    (Decimal(100), "hundred"),
    (Decimal(10) ** 7, "crore"),
    (Decimal(10) ** 5, "lakh"),
)
_MOST_PLACES: Final = 3  # decimals in front of a magnitude
_FURTHER_PLACES: Final = 3  # zeros behind them that say how exact a number is
_NONE: Final = Decimal(0)
_MANY: Final = Decimal(2)  # of a thing, for its name in the plural


def describe(figure: Figure) -> str:
    """Return a figure in words, such that it reads back as the same figure: "at least 80 soldiers killed".

    One that the text denies begins with `DENIED`.
    """
    return DENIED + in_words(figure) if figure.denied else in_words(figure)


def in_words(figure: Figure) -> str:
    """Return a figure in words, whether or not the text denies it."""
    if figure.unit == "magnitude":
        return f"magnitude {_number(figure)}"
    measure = measure_of(figure.measure)
    further = FURTHER in measure.narrowing
    words = [_number(figure), *(["more"] if further else []), *_thing(figure)]
    if further or len(words) == 1:
        words[0] = words[0].removesuffix(" of")
    if figure.outcome is not None:
        words += sorted(measure.narrowing - {FURTHER})
        words.append(" or ".join((figure.outcome, *sorted(measure.joined))))
    return " ".join(word for word in words if word)


def number_in_words(figure: Figure) -> str:
    """Return a figure's number with its hedge, without what it counts: "at least 1.2 million", "dozens"."""
    return _number(figure).removesuffix(" of")


def thing_in_words(figure: Figure) -> str:
    """Return what a figure counts or measures, without its number: "soldiers killed", "kilometers"."""
    if figure.unit == "magnitude":
        return figure.unit
    many = figure.model_copy(update={"low": None, "high": _MANY, "qualifier": Qualifier.EXACT})
    return in_words(many.model_copy(update={"leeway": _NONE})).partition(" ")[2]


def _number(figure: Figure) -> str:
    if figure.qualifier is Qualifier.VAGUE and figure.low is not None and figure.high is not None:
        return _vague(int(figure.low), int(figure.high))
    if figure.qualifier is Qualifier.RANGE and figure.low is not None and figure.high is not None:
        return f"{_digits(figure.low)} to {_digits(figure.high)}"
    value = figure.low if figure.low is not None else figure.high
    return f"{_HEDGES.get(figure.qualifier, '')}{_digits(value or _NONE, figure.leeway)}"


def vague_word(figure: Figure) -> str:
    """Return the word for a vague figure that counts nothing beside it: “dozens”, “several thousand”."""
    return _vague(int(figure.low or 0), int(figure.high or 0)).removesuffix(" of")


def _vague(low: int, high: int) -> str:
    if (low, high) in _VAGUE:
        return _VAGUE[low, high]
    for factor, word in ((3, "several"), (2, "a couple of")):
        scale = _SCALES.get(low // factor)
        if scale is not None and high == low // factor * (9 if factor == 3 else 3):
            return f"{word} {scale}"
    return f"{low:,} to {high:,}"


def _digits(value: Decimal, leeway: Decimal = _NONE) -> str:
    """Write a number such that its writing leaves the same leeway open: 1.20 million, 40.0 thousand."""
    ways = [
        (scale, name, _places(value / scale) + further)
        for further in range(_FURTHER_PLACES)
        for scale, name in _WRITTEN
        if scale == 1 or value >= scale
    ]
    usual = next(way for way in ways if way[2] <= _MOST_PLACES or way[0] == 1)
    fitting = (way for way in (usual, *ways) if leeway and leeway_of(value, way[0], way[2]) == leeway)
    scale, name, places = next(fitting, usual)
    return f"{value / scale:,.{places}f} {name}".rstrip()


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _unit_name(unit: str, *, one: bool) -> str:
    if unit in {"percent", "pound"} or unit.isupper():
        return "lb" if unit == "pound" else unit
    if unit.startswith("degree "):
        return f"degrees {unit.removeprefix('degree ')}"
    return _many(unit, one=one)


def _thing(figure: Figure) -> list[str]:
    if figure.unit is None:
        told = figure.outcome is not None or figure.qualifier is Qualifier.VAGUE
        understood = figure.implied and told and not figure.adjectives
        named = figure.noun is not None and not understood
        return [*figure.adjectives, _many(figure.noun or "", one=_one(figure))] if named else []
    unit, _, period = figure.unit.partition("/")
    words = [
        _unit_name(unit, one=_one(figure)),
        f"{'an' if period == 'hour' else 'a'} {period}" if period else "",
    ]
    if figure.noun is not None:
        words.append(f"of {_many(figure.noun, one=False)}")
    return words


def _one(figure: Figure) -> bool:
    return {figure.low, figure.high} <= {Decimal(1), None}


def _many(noun: str, *, one: bool) -> str:
    return noun if one else plural(noun, _PLURALS)
