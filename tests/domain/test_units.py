"""Units of measure turn into one another exactly, and only within their dimension."""

from decimal import Decimal

import pytest

from bot.domain.units import UnitError, base_unit, convert, dimension


@pytest.mark.parametrize(
    ("unit", "measured"),
    [
        (None, "count"),
        ("mile", "length"),
        ("knot", "length/duration"),
        ("kilometer/hour", "length/duration"),
        ("GBP/week", "GBP/duration"),
        ("degree fahrenheit", "temperature"),
        ("percent", "percent"),
    ],
)
def test_dimension(unit: str | None, measured: str) -> None:
    """A unit names what it measures, a rate both of its sides, a currency only itself."""
    assert dimension(unit) == measured


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("90", "minute", "hour", "1.5"),
        ("5", "mile", "kilometer", "8.04672"),
        ("7", "GBP/week", "GBP/day", "1"),
        ("2", "hectare", "square meter", "20000"),
        ("1", "nautical mile/hour", "knot", "1"),
        ("-40", "degree celsius", "degree fahrenheit", "-40"),
        ("212", "degree fahrenheit", "degree celsius", "100"),
        ("3", "tonne", "kilogram", "3000"),
        ("12", "month", "year", "1"),
    ],
)
def test_convert(value: str, unit: str, to: str, expected: str) -> None:
    """Conversion is exact wherever the factor is a whole fraction."""
    assert convert(Decimal(value), unit, to) == Decimal(expected)


def test_base_unit_holds_every_rate_of_a_dimension() -> None:
    """A weekly and a daily sum share one base, so that they can be looked up together."""
    assert base_unit("GBP/week") == base_unit("GBP/day") == "GBP/day"
    assert base_unit(None) is None


def test_different_dimensions_are_refused() -> None:
    """Two currencies are two dimensions, and converting between them is an error."""
    with pytest.raises(UnitError, match="USD and EUR"):
        convert(Decimal(1), "USD", "EUR")
