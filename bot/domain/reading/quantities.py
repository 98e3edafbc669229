"""Units of measure beside a number: money, shares, lengths, rates."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from bot.domain.reading.amounts import Amount, AmountReader, add_half
from bot.domain.reading.language import Language
from bot.domain.reading.magnitudes import MagnitudeReader
from bot.domain.reading.tokens import NUMBER, WORD, Tokens

_NEAR_PERIOD: Final = 5  # words between a unit and its period: "of natural gas a year"
_FAR_PERIOD: Final = 14  # words between a unit and "every day"
_ATTACHED: Final = {
    "m": "meter",
    "c": "degree celsius",
    "f": "degree fahrenheit",
    "h": "hour",
    "g": "gram",
    "t": "tonne",
    "pc": "percent",
}


@dataclass(slots=True)
class Thing:
    """What an amount counts or measures, and where the words for it end."""

    last: int  # token behind the words for it
    noun: str | None = None  # singular
    unit: str | None = None
    adjectives: tuple[str, ...] = ()
    outcome: str | None = None  # told by the noun itself or an adjective: "bodies", "injured people"
    noun_at: int = -1  # token of the head noun
    borrows: bool = False  # "100 more", "nine others", "40 of them": counts what was counted before
    part: bool = False  # "of whom 12"
    of_next: bool = False  # "24 out of 33 drones": counts what the next amount counts
    names: list[int] = field(default_factory=list)  # tokens of noun and adjectives


class QuantityReader:
    """Reads the unit behind, or in front of, an amount."""

    def __init__(self, language: Language, amounts: AmountReader) -> None:
        self._language = language
        self._amounts = amounts
        self._magnitudes = MagnitudeReader(language)

    def read(self, tokens: Tokens, amount: Amount) -> Thing | None:
        """Return the unit of an amount as a thing, without the share that it may be of; None for a count."""
        numeral = amount.numeral
        last = amount.last
        if numeral.zero:
            return None
        if amount.money is not None:
            code = self._language.money.at(tokens, last)
            last = (
                code[0]
                if code is not None and tokens.norm(last) not in self._language.ambiguous_money
                else last
            )
            return self.rated(tokens, Thing(last, unit=amount.money))
        found = self._suffix_unit(tokens, amount)
        if found is None:
            found = self._named_unit(tokens, amount)
        if found is None and amount.percent:
            found = amount.last, "percent"
        if found is None:
            behind = self._magnitudes.behind(tokens, amount)
            return None if behind is None else Thing(behind, unit="magnitude")
        end, unit = found
        behind = self._amounts.numerals.behind_half(tokens, end)
        if behind is not None:
            end = behind
            add_half(amount)
        thing = Thing(end, unit=unit)
        return thing if unit == "percent" else self.rated(tokens, thing)

    def _suffix_unit(self, tokens: Tokens, amount: Amount) -> tuple[int, str] | None:
        """Read letters attached to digits: the m of "4m high", the C of "49.6C"."""
        numeral = amount.numeral
        if numeral.suffix in {"m", "t"} and amount.last == numeral.last:
            word = tokens.norm(numeral.last)
            ends = numeral.last >= len(tokens) or tokens.kinds[numeral.last] != WORD
            if (
                (ends or word in self._language.cues["lengths"])
                and not tokens.capital(numeral.last - 1)
                and numeral.coefficient == numeral.value / numeral.scale
            ):
                suffix = numeral.suffix
                if ends and word != "-" and suffix == "m" and amount.qualifier == "range":
                    return None
                self._amounts.numerals.drop_suffix(numeral)
                amount.low = None if amount.low is None else numeral.value
                amount.high = None if amount.high is None else numeral.value
                amount.leeway = (
                    numeral.leeway if amount.low is not None and amount.high is not None else Decimal(0)
                )
                return amount.last, _ATTACHED[suffix]
            return None
        word = tokens.norm(amount.last)
        attached = not tokens.spaced(amount.last) and numeral.in_digits
        if attached and word in _ATTACHED and word not in self._language.suffixes:
            capital = tokens.capital(amount.last)
            if (word in {"c", "f"}) == capital or (word == "h" and not capital):
                return amount.last + 1, _ATTACHED[word]
        return None

    def _named_unit(self, tokens: Tokens, amount: Amount) -> tuple[int, str] | None:
        language = self._language
        index = amount.last
        hyphen = tokens.norm(index) == "-" and not tokens.spaced(index) and not tokens.spaced(index + 1)
        if hyphen:
            index += 1
        if amount.numeral.highest is not None and tokens.norm(index) == "of":
            index += 1
        if amount.numeral.value < 1 and tokens.norm(index) in language.one:
            index += 1
        if tokens.norm(index) in self._language.cues["unit_adjectives"]:
            index += 1
        if tokens.norm(index) == "m" and tokens.spaced(index) and amount.numeral.in_digits:
            return index + 1, "meter"
        code = tokens.raw(index) if index < len(tokens) else ""
        if code in language.signs:
            return index + 1, language.signs[code]
        found = language.units.at(tokens, index)
        if found is not None and not self._no_unit(tokens, index, found, amount):
            return found
        money = language.money.at(tokens, index)
        if money is None:
            return None
        ambiguous = tokens.norm(index) in language.ambiguous_money and amount.numeral.scale < 1000
        if ambiguous or (language.ambiguous_money and tokens.norm(index) == "pound" and hyphen):
            return None
        weight = money[1] == "GBP" and tokens.norm(money[0]) == "of" and amount.numeral.scale < 1000
        return (money[0], "pound") if weight else money

    def _no_unit(self, tokens: Tokens, index: int, found: tuple[int, str], amount: Amount) -> bool:
        word = tokens.norm(index)
        if word in self._language.cues["weak_units"] and tokens.capital(index) and word not in {"mb", "db"}:
            return True
        if found[1] == "second" and word == "second" and amount.number != 1 and tokens.norm(index - 1) != "-":
            return True
        return found[1] == "magnitude" and tokens.norm(index - 1) != "-"

    def rated(self, tokens: Tokens, thing: Thing) -> Thing:
        """Add a period to a unit: "£420 a week", "55 billion cubic metres of gas a year"."""
        if "/" in (thing.unit or ""):
            return thing
        near = self._period(tokens, thing.last)
        period = near or self._later_period(tokens, thing)
        if period is not None:
            thing.last = near[0] if near is not None else thing.last
            thing.unit = f"{thing.unit}/{period[1]}"
        return thing

    def _later_period(self, tokens: Tokens, thing: Thing) -> tuple[int, str] | None:
        """Read a period a few words on: "of gas a year", "were leaking every day"."""
        index = thing.last
        near = range(index + 2, index + _NEAR_PERIOD) if tokens.norm(index) == "of" else range(0)
        for place in range(index, min(index + _FAR_PERIOD, len(tokens))):
            word = tokens.norm(place)
            if tokens.kinds[place] == NUMBER or word in {".", ";", ","}:
                return None
            if place in near or (word in {"every", "each"} and thing.unit != "percent"):
                period = self._period(tokens, place)
                if period is not None:
                    return period
        return None

    def _period(self, tokens: Tokens, index: int) -> tuple[int, str] | None:
        if tokens.norm(index) in {"weekly", "daily", "monthly", "yearly", "annually", "hourly"}:
            return None
        if tokens.norm(index) == "p" and tokens.norm(index + 1) == ".":
            return None
        if tokens.norm(index) not in self._language.cues["per"] or tokens.norm(index + 1) == "":
            return None
        found = self._language.units.at(tokens, index + 1)
        if (
            found is None
            or found[1] not in self._language.cues["rate_periods"]
            or tokens.norm(found[0]) in self._language.cues["since"]
        ):
            return None
        return found
