"""Units of measure: what they measure, and how one turns into another.

The table is exact and short, so that no units library is needed: its factors are whole fractions, and the
language's words for the units are in the word lists.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final

_YEAR: Final = Fraction(36_525, 100)  # days
_FACTORS: Final[dict[str, dict[str, Fraction]]] = {
    "length": {
        "meter": Fraction(1),
        "kilometer": Fraction(1000),
        "centimeter": Fraction(1, 100),
        "millimeter": Fraction(1, 1000),
        "mile": Fraction(1_609_344, 1000),
        "nautical mile": Fraction(1852),
        "yard": Fraction(9144, 10_000),
        "foot": Fraction(3048, 10_000),
        "inch": Fraction(254, 10_000),
    },
    "area": {
        "square meter": Fraction(1),
        "square kilometer": Fraction(1_000_000),
        "hectare": Fraction(10_000),
        "acre": Fraction(40_468_564_224, 10_000_000),
        "square mile": Fraction(1_609_344, 1000) ** 2,
        "square foot": Fraction(3048, 10_000) ** 2,
    },
    "volume": {
        "liter": Fraction(1),
        "milliliter": Fraction(1, 1000),
        "cubic meter": Fraction(1000),
        "cubic kilometer": Fraction(10**12),
        "cubic foot": Fraction(3048, 10_000) ** 3 * 1000,
        "gallon": Fraction(3_785_411_784, 10**9),
        "barrel": Fraction(3_785_411_784, 10**9) * 42,
    },
    "mass": {
        "kilogram": Fraction(1),
        "gram": Fraction(1, 1000),
        "milligram": Fraction(1, 10**6),
        "tonne": Fraction(1000),
        "ton": Fraction(45_359_237, 10**8) * 2000,
        "pound": Fraction(45_359_237, 10**8),
        "ounce": Fraction(45_359_237, 10**8) / 16,
    },
    "duration": {
        "day": Fraction(1),
        "second": Fraction(1, 86_400),
        "minute": Fraction(1, 1440),
        "hour": Fraction(1, 24),
        "week": Fraction(7),
        "fortnight": Fraction(14),
        "month": _YEAR / 12,
        "year": _YEAR,
        "decade": _YEAR * 10,
        "century": _YEAR * 100,
    },
    "power": {
        "kilowatt": Fraction(1),
        "watt": Fraction(1, 1000),
        "megawatt": Fraction(1000),
        "gigawatt": Fraction(10**6),
    },
    "energy": {
        "kilowatt hour": Fraction(1),
        "megawatt hour": Fraction(1000),
        "gigawatt hour": Fraction(10**6),
        "terawatt hour": Fraction(10**9),
    },
    "data": {
        "megabyte": Fraction(1),
        "byte": Fraction(1, 10**6),
        "gigabyte": Fraction(1000),
        "terabyte": Fraction(10**6),
    },
    "percentage point": {"percentage point": Fraction(1), "basis point": Fraction(1, 100)},
}
_PLACES: Final = {unit: (name, factor) for name, units in _FACTORS.items() for unit, factor in units.items()}
_BASES: Final = {name: next(iter(units)) for name, units in _FACTORS.items()}
_TEMPERATURES: Final = {"degree celsius", "degree fahrenheit"}
_KNOT: Final = "knot"
_KNOT_AS_RATE: Final = "nautical mile/hour"


class UnitError(ValueError):
    """Two units that don't measure the same."""


def dimension(unit: str | None) -> str:
    """Return what a unit measures: "count" for none, "length", "duration", "length/duration", ….

    Each currency is a dimension of its own, and so is a unit that isn't known.
    """
    if unit is None:
        return "count"
    if unit == _KNOT:
        unit = _KNOT_AS_RATE
    if unit in _TEMPERATURES:
        return "temperature"
    measured, _, period = unit.partition("/")
    name = _PLACES[measured][0] if measured in _PLACES else measured
    return f"{name}/{dimension(period)}" if period else name


def base_unit(unit: str | None) -> str | None:
    """Return the unit into which all of its dimension can be converted; None for a count."""
    if unit is None:
        return None
    if unit == _KNOT:
        unit = _KNOT_AS_RATE
    if unit in _TEMPERATURES:
        return "degree celsius"
    measured, _, period = unit.partition("/")
    base = _BASES[_PLACES[measured][0]] if measured in _PLACES else measured
    return f"{base}/{base_unit(period)}" if period else base


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """Return a value in another unit of the same dimension.

    Raises UnitError where the two don't measure the same.
    """
    if unit == to:
        return value
    if dimension(unit) != dimension(to):
        raise UnitError(f"{unit} and {to} don't measure the same.")
    if unit in _TEMPERATURES:
        return _temperature(value, to)
    return _decimal(Fraction(value) * _factor(unit) / _factor(to))


def _factor(unit: str) -> Fraction:
    if unit == _KNOT:
        unit = _KNOT_AS_RATE
    measured, _, period = unit.partition("/")
    factor = _PLACES[measured][1] if measured in _PLACES else Fraction(1)
    return factor / _factor(period) if period else factor


def _temperature(value: Decimal, to: str) -> Decimal:
    degrees = Fraction(value)
    if to == "degree celsius":
        return _decimal((degrees - 32) * 5 / 9)
    return _decimal(degrees * 9 / 5 + 32)


def _decimal(fraction: Fraction) -> Decimal:
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)
