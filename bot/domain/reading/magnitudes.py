"""Magnitudes of earthquakes: "magnitude 6.8", "a 5.9 quake", "measuring 6.1 on the Richter scale"."""

from decimal import Decimal
from typing import Final

from bot.domain.reading.amounts import Amount
from bot.domain.reading.language import Language
from bot.domain.reading.tokens import REACH, Tokens

_STRONGEST: Final = Decimal(10)
_SCALE: Final = 4  # words of "on the Richter scale"


class MagnitudeReader:
    """Tells which numbers are magnitudes, by the words before and behind them."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def behind(self, tokens: Tokens, amount: Amount) -> int | None:
        """Return the token behind an amount and the words that make it a magnitude; None where it is none."""
        cues = self._language.cues
        index = amount.first - 1
        while tokens.norm(index) in cues["before_a_magnitude"]:
            index -= 1
        if tokens.norm(index) in cues["magnitudes"]:
            return amount.last
        if not amount.numeral.in_digits or amount.numeral.value >= _STRONGEST:
            return None
        after = amount.last
        if tokens.norm(after) in cues["magnitudes"]:
            return after + 1
        end = after + _SCALE
        if [tokens.norm(place) for place in range(after, end)] == ["on", "the", "richter", "scale"]:
            return end
        fraction = amount.numeral.value % 1 != 0
        return after if fraction and self._of_a_quake(tokens, amount) else None

    def _of_a_quake(self, tokens: Tokens, amount: Amount) -> bool:
        """Return whether a number is a quake's: "a 5.9 quake", "an M5.9 quake", "the quake measured 5.9"."""
        quakes, first = self._language.cues["quakes"], amount.first
        if tokens.norm(amount.last) in quakes:
            return True
        if tokens.norm(first - 1) not in self._language.cues["measuring"]:
            return False
        sentence = tokens.sentence(first)
        return any(
            tokens.norm(place) in quakes and tokens.sentence(place) == sentence
            for place in range(max(first - REACH, 0), first)
        )
