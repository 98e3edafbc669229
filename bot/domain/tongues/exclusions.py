"""Numbers that are no figures: dates, years, clock times, ages, ordinals and parts of names."""

from decimal import Decimal
from typing import Final

from bot.domain.reading.tokens import NUMBER, WORD, Tokens
from bot.domain.tongues.cutting import glued
from bot.domain.tongues.numerals import Numeral
from bot.domain.tongues.words import Tongue

_EARLIEST_YEAR: Final = 1500
_LATEST_YEAR: Final = 2099
_DAYS: Final = 31
_SIGNS: Final = frozenset("#§№/_:&=")
_YEARS: Final = frozenset({"year", "month"})
_HALF: Final = Decimal("0.5")


class Exclusions:
    """Tells the numbers that are figures from those that are not, by what stands beside them."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def excludes(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Return whether a number is no figure, by its spelling and its neighbours alone."""
        if numeral.zero or numeral.highest is not None or numeral.dual or numeral.rough:
            return False
        first, last = numeral.first, numeral.last
        if self._age(tokens, first, last) or self._month_beside(tokens, numeral):
            return True
        if not numeral.in_digits:
            return (
                numeral.value == _HALF
                and self._tongue.units.at(tokens.norms, _past_hyphen(tokens, last)) is None
            )
        return (
            self._named(tokens, first, last)
            or self._clock(tokens, first, last)
            or self._ordinal(tokens, last)
            or self._chained(tokens, first, last)
            or self._year(tokens, numeral)
        )

    def _age(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number is an age: "niño de 12 años", "62-летний", "im Alter von 12 Jahren"."""
        tongue = self._tongue
        if tongue.ages.at(tokens.norms, _past_hyphen(tokens, last)) is not None:
            return True
        if tongue.before_ages.before(tokens.norms, first) is not None:
            return True
        unit = tongue.units.at(tokens.norms, last)
        if unit is None or unit[1] not in _YEARS:
            return False
        if tokens.norm(first - 1) not in tongue.of:
            return tongue.free_order and self._person_ends(tokens, first)
        return tokens.norm(first - 2) == "," or self._person_ends(tokens, first - 1)

    def _person_ends(self, tokens: Tokens, index: int) -> bool:
        found = self._tongue.nouns.before(tokens.norms, index)
        return found is not None and self._tongue.lexicon.is_person(found[1])

    def _month_beside(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Return whether a number belongs to a date: "17 de septiembre", "17. September", "في 17 سبتمبر"."""
        tongue, first, last = self._tongue, numeral.first, numeral.last
        if numeral.value > _DAYS or numeral.scale > 1 or numeral.value % 1:
            return False
        behind = last + (tokens.norm(last) in {".", "er", "-"} or tokens.norm(last) in tongue.of)
        if tokens.norm(behind) in tongue.months or tokens.norm(first - 1) in tongue.months:
            return True
        link = tokens.norm(last) in tongue.date_links
        other = last + 1 < len(tokens) and tokens.kinds[last + 1] == NUMBER
        after = last + 2 + (tokens.norm(last + 2) in tongue.of or tokens.norm(last + 2) == ".")
        return link and other and tokens.norm(after) in tongue.months

    def _named(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number is part of a name: "F-16", "№ 5", "Resolución 2254"."""
        if glued(tokens, first) or tokens.norm(first - 1) in _SIGNS:
            return True
        letter = last < len(tokens) and tokens.kinds[last] == WORD and not tokens.spaced(last)
        if letter and len(tokens.norm(last)) == 1 and tokens.capital(last):
            return True
        before = first - 1 - (tokens.norm(first - 1) == ".")
        return tokens.norm(before) in self._tongue.numbered

    def _clock(self, tokens: Tokens, first: int, last: int) -> bool:
        tongue = self._tongue
        after = last + 1 < len(tokens) and tokens.kinds[last + 1] == NUMBER
        if after and tokens.norm(last) in {":", "h", "/"} and not tokens.spaced(last):
            return True
        if tongue.clock_after.at(tokens.norms, last) is not None:
            return True
        if tongue.clock_before.before(tokens.norms, first) is None:
            return False
        unit = tongue.units.at(tokens.norms, last)
        return unit is not None and unit[1] == "hour"

    def _ordinal(self, tokens: Tokens, last: int) -> bool:
        """Return whether letters behind a number make it a place in a row: "17-й", "1er", "5º"."""
        word = tokens.norm(_past_hyphen(tokens, last))
        return not tokens.spaced(last) and word in self._tongue.ordinals

    @staticmethod
    def _chained(tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number is a piece of a phone number, a date with dashes, or begins with a zero."""
        written = tokens.norm(first)
        if written[0] == "0" and written[1:2].isdigit():
            return True
        if (
            tokens.norm(first - 1) in {":", "/"}
            and not tokens.spaced(first)
            and tokens.kinds[first - 2] == NUMBER
        ):
            return True
        links = [
            tokens.norm(at) == "-" and not tokens.spaced(at) and not tokens.spaced(at + 1)
            for at in (first - 3, first - 1, last, last + 2)
        ]
        return (links[0] and links[1]) or (links[1] and links[2]) or (links[2] and links[3])

    def _year(self, tokens: Tokens, numeral: Numeral) -> bool:
        tongue, first, last = self._tongue, numeral.first, numeral.last
        written = tokens.norm(first)
        if len(written) != 4 or not written.isdigit() or last - first > 1:
            return False
        if not _EARLIEST_YEAR <= numeral.value <= _LATEST_YEAR or tokens.norm(first - 1) in tongue.signs:
            return False
        month = first - 1 - (tokens.norm(first - 1) in tongue.of)
        beside = {tokens.norm(last), tokens.norm(first - 1)} & tongue.years
        if beside or tokens.norm(month) in tongue.months:
            return True
        return not self._counts(tokens, last)

    def _counts(self, tokens: Tokens, last: int) -> bool:
        """Return whether a noun, a unit or an outcome follows a number."""
        tongue = self._tongue
        for index in range(last, min(last + 3, len(tokens))):
            if tongue.units.at(tokens.norms, index) or tongue.money.at(tokens.norms, index):
                return index == last
            if tongue.noun_at(tokens, index) or tongue.nations.at(tokens.norms, index):
                return True
            if tongue.outcomes.at(tokens.norms, index) is not None:
                return index == last
            if tokens.kinds[index] != WORD or tokens.norm(index) in tongue.function_words - tongue.of:
                return False
        return False


def _past_hyphen(tokens: Tokens, index: int) -> int:
    return index + (tokens.norm(index) == "-" and not tokens.spaced(index))
