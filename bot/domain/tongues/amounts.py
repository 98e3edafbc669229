"""Numbers with their hedges and ranges: how many, and how sure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain.reading.tokens import NUMBER, OTHER, QUOTES, SIGN, Tokens
from bot.domain.tongues.exclusions import Exclusions
from bot.domain.tongues.numerals import Numeral, NumeralReader
from bot.domain.tongues.words import Tongue
from db.models import Qualifier

_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_WIDEST: Final = 1000  # of a range written with a dash, highest to lowest
_CHANGE_REACH: Final = 4  # words between a verb of change and the number that it ends at


@dataclass(slots=True)
class Amount:
    """A number, a range or a vague word with its hedge, at a place in a text."""

    first: int  # tokens of number and hedge, the last exclusive
    last: int
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    leeway: Decimal
    numeral: Numeral  # the last one of a range
    money: str | None = None  # a currency sign in front of the number
    more: bool = False  # "another", "a further": beside those counted before
    hedged: bool = False


class AmountReader:
    """Finds the amounts of a text in one language."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue
        self._numerals = NumeralReader(tongue)
        self._exclusions = Exclusions(tongue)

    def read(self, tokens: Tokens) -> list[Amount]:
        """Return the amounts of a text in order."""
        numerals = self._found(tokens)
        amounts: list[Amount] = []
        index = 0
        while index < len(numerals):
            upper = numerals[index + 1] if index + 1 < len(numerals) else None
            amount = self._range(tokens, numerals[index], upper) if upper is not None else None
            if amount is None and upper is not None and _score(tokens, numerals[index], upper):
                index += 2
                continue
            index += 1 if amount is None else 2
            amount = amount or self._single(tokens, numerals[index - 1])
            if amounts and amount.first < amounts[-1].last:
                amount.first = amount.numeral.first
            amounts.append(amount)
        return amounts

    def _found(self, tokens: Tokens) -> list[Numeral]:
        found: list[Numeral] = []
        index = 0
        while index < len(tokens):
            skipped = tokens.kinds[index] in {SIGN, OTHER}
            numeral = None if skipped else self._numerals.at(tokens, index)
            if numeral is None:
                index += 1
                continue
            if not self._exclusions.excludes(tokens, numeral) and not self._in_a_hedge(tokens, numeral):
                found.append(numeral)
            index = max(numeral.last, index + 1)
            unit = self._tongue.units.at(tokens.norms, index)  # "41 pour cent" holds another number
            index = unit[0] if unit is not None else index
        return found

    def _in_a_hedge(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Return whether words for a number belong to a hedge: the "un" of "un total de"."""
        hedge = self._tongue.hedges_before.at(tokens.norms, numeral.first)
        return hedge is not None and hedge[0] > numeral.last and not numeral.in_digits

    def _single(self, tokens: Tokens, numeral: Numeral) -> Amount:
        before, money = self._sign(tokens, numeral.first)
        qualifier, first, more = self._hedge_before(tokens, before)
        last = numeral.last
        behind = self._tongue.hedges_after.at(tokens.norms, last)
        if behind is not None:
            last = behind[0]
            qualifier = behind[1] if qualifier in {None, Qualifier.ABOUT} else qualifier
        if qualifier is None and numeral.rough:
            qualifier = Qualifier.ABOUT
        hedged = qualifier is not None
        amount = Amount(
            first, last, None, None, Qualifier.EXACT, Decimal(0), numeral, money, more, hedged
        )  # fmt: skip
        bound(amount, qualifier or Qualifier.EXACT)
        return amount

    def _sign(self, tokens: Tokens, index: int) -> tuple[int, str | None]:
        before = index - 1
        money = self._tongue.signs.get(tokens.raw(before)) if before >= 0 else None
        return (before, money) if money is not None else (index, None)

    def _hedge_before(self, tokens: Tokens, index: int) -> tuple[Qualifier | None, int, bool]:
        tongue = self._tongue
        qualifier: Qualifier | None = None
        more, first = False, index
        while True:
            while tokens.norm(index - 1) in QUOTES and index > 0:
                index -= 1
            found = tongue.hedges_before.before(tokens.norms, index)
            if found is None:
                return qualifier, first, more
            start, meaning = found
            if meaning is Qualifier.AT_MOST and self._ends_a_change(tokens, start):
                return qualifier, start, more
            if meaning is not None and qualifier in {None, Qualifier.ABOUT}:
                qualifier = meaning
            more = more or (meaning is None and tongue.more.at(tokens.norms, start) is not None)
            if meaning is not None or tokens.norm(start) not in tongue.determiners:
                first = start
            index = start

    def _ends_a_change(self, tokens: Tokens, index: int) -> bool:
        """Return whether "up to" says where a change ended: "выросло до 62", "aumentó hasta 62"."""
        near = range(max(index - _CHANGE_REACH, 0), index)
        return any(self._tongue.changing.at(tokens.norms, place) is not None for place in near)

    def hedge_behind_noun(self, tokens: Tokens, amount: Amount, index: int) -> None:
        """Read a hedge that follows the thing counted: "62 personas como mínimo"."""
        found = self._tongue.hedges_after.at(tokens.norms, index)
        if amount.qualifier is Qualifier.EXACT and found is not None and found[1] is not None:
            bound(amount, found[1])
            amount.last, amount.hedged = found[0], True

    def _range(self, tokens: Tokens, lower: Numeral, upper: Numeral) -> Amount | None:
        plain = all(
            numeral.highest is None and not (numeral.zero or numeral.dual or numeral.one)
            for numeral in (lower, upper)
        )
        if not plain:
            return None
        link = self._over_a_unit(tokens, lower, upper)
        first, money = self._sign(tokens, lower.first)
        end, upper_money = self._sign(tokens, upper.first)
        if end - link != 1:
            return None
        start = self._linked(tokens, first, link, lower, upper)
        if start is None:
            return None
        low, high = lower.value, upper.value
        if lower.scale == 1 and upper.scale >= 1000 and low < 1000 and low <= high / upper.scale:
            low *= upper.scale
        if low >= high:
            return None
        money = money or upper_money
        kind = Qualifier.RANGE
        return Amount(start, upper.last, low, high, kind, Decimal(0), upper, money, hedged=True)

    def _over_a_unit(self, tokens: Tokens, lower: Numeral, upper: Numeral) -> int:
        """Return the token behind the lower number and its unit: "de 60 % a 80 %"."""
        one = self._tongue.units.at(tokens.norms, lower.last)
        other = self._tongue.units.at(tokens.norms, upper.last)
        return one[0] if one is not None and other is not None and one[1] == other[1] else lower.last

    def _linked(self, tokens: Tokens, first: int, link: int, lower: Numeral, upper: Numeral) -> int | None:
        """Return where a range begins, None where the word between two numbers makes none."""
        tongue, word = self._tongue, tokens.norm(link)
        if word == "-":
            wide = lower.value * _WIDEST < upper.value and upper.scale == 1
            if wide or (lower.value >= upper.value and upper.scale == 1):
                return None
            return self._hedge_before(tokens, first)[1]
        between = tongue.between.before(tokens.norms, first)
        if between is not None:
            return between[0] if word in tongue.range_and else None
        start = tongue.range_from.before(tokens.norms, first)
        begins = first if start is None else start[0]
        if word not in tongue.range_to or (start is None and word in tongue.range_and):
            return None
        return None if self._ends_a_change(tokens, begins) else begins


def _score(tokens: Tokens, lower: Numeral, upper: Numeral) -> bool:
    """Return whether two numbers joined by a dash or a colon are the score of a match or a vote."""
    link = lower.last
    joined = tokens.norm(link) in {"-", ":"} and upper.first == link + 1
    glued = not tokens.spaced(link) and not tokens.spaced(upper.first)
    return joined and glued and lower.in_digits and tokens.kinds[upper.first] == NUMBER


def bound(amount: Amount, qualifier: Qualifier) -> None:
    """Give an amount the bounds that its hedge makes of its number."""
    numeral = amount.numeral
    if numeral.highest is not None:
        amount.low, amount.high, amount.qualifier = numeral.value, numeral.highest, Qualifier.VAGUE
        return
    amount.qualifier = qualifier
    amount.low = None if qualifier in _UPPER else numeral.value
    amount.high = None if qualifier in _LOWER else numeral.value
    amount.leeway = Decimal(0) if qualifier in _LOWER | _UPPER else numeral.leeway
