"""Numbers in digits and words are read to the same value, with the leeway of their writing."""

from decimal import Decimal

import pytest

from bot.domain.lexicon import Lexicon
from bot.domain.numbers import NumeralReader
from bot.domain.reading.language import Language
from bot.domain.reading.tokens import Tokens
from bot.wordlists import load


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the packaged word lists."""
    return load()


def value(lexicon: Lexicon, text: str) -> tuple[Decimal, Decimal] | None:
    """Return the number at the start of a text and its leeway."""
    numeral = NumeralReader(Language(lexicon, "en")).at(Tokens(text), 0)
    return None if numeral is None else (numeral.value, numeral.leeway)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sixty-two", "62"),
        ("sixty two", "62"),
        ("a hundred", "100"),
        ("twelve hundred", "1200"),
        ("two dozen", "24"),
        ("half a dozen", "6"),
        ("three thousand four hundred and nine", "3409"),
        ("half a million", "500000"),
        ("a quarter of a million", "250000"),
        ("two and a half million", "2500000"),
        ("1,204", "1204"),
        ("1 204", "1204"),
        ("1.2m", "1200000"),
        ("3bn", "3000000000"),
        ("4 lakh", "400000"),
        ("1,20,000", "120000"),
        ("3 1/2 hours", "3.5"),
        ("2½", "2.5"),
        ("5OO", "500"),
        ("fourty-one", "41"),
        ("six hunderd", "600"),
        ("7 milion", "7000000"),
    ],
)
def test_english(lexicon: Lexicon, text: str, number: str) -> None:
    """Digits, words, magnitudes, fractions and the usual slips all state the number meant."""
    found = value(lexicon, text)
    assert found is not None
    assert found[0] == Decimal(number)


@pytest.mark.parametrize(
    ("text", "leeway"),
    [
        ("62", "0"),
        ("1,427", "0"),
        ("1,500", "50"),
        ("300,000", "15000"),
        ("550,000", "5000"),
        ("2 million", "100000"),
        ("1.2m", "50000"),
        ("1.24bn", "5000000"),
        ("4.5", "0.05"),
        ("0.75", "0.005"),
        ("a hundred", "0"),
        ("350 million", "500000"),
    ],
)
def test_leeway(lexicon: Lexicon, text: str, leeway: str) -> None:
    """Round numbers leave half a unit of their last digit open, five per cent at most; exact ones nothing."""
    found = value(lexicon, text)
    assert found is not None
    assert found[1] == Decimal(leeway)


@pytest.mark.parametrize("text", ["1.2.3", "12,34,5", "9" * 60, "banana", "hundredweight"])
def test_no_number(lexicon: Lexicon, text: str) -> None:
    """What is no number in any writing is none."""
    assert value(lexicon, text) is None
