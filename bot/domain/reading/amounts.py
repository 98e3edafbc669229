"""Numbers with their hedges and ranges: how many, and how sure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain.numbers import Numeral, NumeralReader
from bot.domain.reading.exclusions import Exclusions
from bot.domain.reading.language import Language
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD, Tokens
from db.models import Qualifier

_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_MAX_DIFFERENCE: Final = Decimal(1000)  # of a range written with a dash, highest to lowest


@dataclass(slots=True)
class Amount:
    """A number, a range or a vague word with its hedge, at a place in a text."""

    first: int  # tokens of number and hedge, the last exclusive
    last: int
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    leeway: Decimal
    start: int  # tokens of the number alone
    numeral: Numeral  # the last one of a range
    money: str | None = None  # a currency sign in front of the number
    percent: bool = False  # a percent sign belongs to the lower end of a range
    more: bool = False  # "another", "a further": beside those counted before

    @property
    def number(self) -> Decimal | None:
        """The number named, None for a range or a vague word."""
        if self.qualifier in {Qualifier.RANGE, Qualifier.VAGUE}:
            return None
        return self.low if self.low is not None else self.high


class AmountReader:
    """Finds the amounts of a text in one language."""

    def __init__(self, language: Language, exclusions: Exclusions) -> None:
        self._language = language
        self._exclusions = exclusions
        self.numerals = NumeralReader(language)
        slips = {slip for slip, word in language.mended.items() if word in language.number_words}
        self._beginning = language.number_words | language.one | slips

    def read(self, tokens: Tokens) -> list[Amount]:
        """Return the amounts of a text in order."""
        numerals = self._numerals(tokens)
        amounts: list[Amount] = []
        index = 0
        while index < len(numerals):
            lower = numerals[index]
            upper = numerals[index + 1] if index + 1 < len(numerals) else None
            amount = self._range(tokens, lower, upper) if upper is not None else None
            if amount is None and upper is not None and _score(tokens, lower, upper):
                index += 2
                continue
            if amount is None:
                amount = self._single(tokens, lower)
            else:
                index += 1
            if amounts and amount.first < amounts[-1].last:
                amount.first = amount.start
            amounts.append(amount)
            index += 1
        return amounts

    def _numerals(self, tokens: Tokens) -> list[Numeral]:
        found: list[Numeral] = []
        kinds, norms, beginning = tokens.kinds, tokens.norms, self._beginning
        index = 0
        while index < len(norms):
            kind = kinds[index]
            word = kind == WORD and norms[index] in beginning and self._may_begin(tokens, index)
            if not word and kind != NUMBER:
                index += 1
                continue
            numeral = self.numerals.at(tokens, index)
            if numeral is None:
                index += 1
                continue
            if not self._exclusions.excludes(tokens, numeral) and self._stands(tokens, numeral):
                found.append(numeral)
            index = self._behind_unit(tokens, max(numeral.last, index + 1))
        return found

    def _behind_unit(self, tokens: Tokens, index: int) -> int:
        """Return the token behind a unit, since a unit may hold a number: "41 pour cent", "5 km 2"."""
        unit = self._language.units.at(tokens, index)
        return index if unit is None else unit[0]

    def _may_begin(self, tokens: Tokens, index: int) -> bool:
        language = self._language
        word = tokens.norms[index]
        if word in language.number_words:
            return True
        if word in language.one:
            after = tokens.norm(index + 1)
            return (
                after in language.number_words
                or after in language.quarter
                or language.mended.get(after, after) in language.scales
                or language.vague.at(tokens, index) is not None
                or language.units.at(tokens, index + 1) is not None
            )
        return language.mended.get(word) in language.number_words

    def _is_object(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a word alone is what a verb did something to: "detained scores"."""
        alone = last >= len(tokens) or tokens.kinds[last] != WORD
        return alone and self._language.outcomes.before(tokens, first) is not None

    def _stands(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Return whether a word for a number is meant as one: not the "scores" of "scores a goal"."""
        language = self._language
        first, last = numeral.first, numeral.last
        if language.code != "en":
            return True
        word, after = tokens.norm(first), tokens.norm(last)
        if word == "neither":
            return after == "of"
        if numeral.zero:
            is_none = tokens.norm(first) == "not" and tokens.norm(first - 1) in language.being
            if is_none and last - first == len(("not", "a")) and tokens.norm(first - 2) != "there":
                return False  # “this is not a test”
            return after not in self._language.cues["after_no"]
        if last - first == 1 and word in {"couple", "handful", "few"}:
            return after == "of"
        if last - first == 1 and word in {"scores", "tens"}:
            return (
                after in {"of", "more", "others"}
                or len(tokens) == 1
                or language.outcomes.at(tokens, last) is not None
                or after in language.being
                or self._is_object(tokens, first, last)
            )
        if last - first == 1 and word in language.scales and tokens.norm(first - 1) in {"-", "per", "the"}:
            return False
        if last - first == 1 and word in {"million", "billion", "trillion"}:
            return False
        if (
            tokens.norm(last) == "-"
            and not tokens.spaced(last)
            and word in language.scales
            and last - first == 1
        ):
            return False
        if word in language.half and numeral.value < 1:
            return language.units.at(tokens, last) is not None
        place = word == "zero" and tokens.norm(first - 1) == "ground"
        return not (place or (word in {"zero", "ten"} and after in {"tolerance", "sum"}))

    def _single(self, tokens: Tokens, numeral: Numeral) -> Amount:
        before = numeral.first
        money = self._sign(tokens, before)
        if money is not None:
            before = money[0]
        qualifier, first, more = self._hedge_before(tokens, before, numeral)
        last = numeral.last
        after = self._hedge_after(tokens, last)
        if after is not None:
            last, behind = after
            if qualifier in {None, Qualifier.ABOUT}:
                qualifier = behind
        amount = Amount(
            first,
            last,
            numeral.value,
            numeral.value,
            qualifier or Qualifier.EXACT,
            Decimal(0),
            numeral.first,
            numeral,
            money[1] if money else None,
            more=more,
        )
        bound(amount, numeral, qualifier or Qualifier.EXACT)
        return amount

    def _sign(self, tokens: Tokens, index: int) -> tuple[int, str] | None:
        before = index - 1
        if tokens.norm(before) == "." and not tokens.spaced(before) and index >= 2:
            before -= 1
        if before < 0:
            return None
        money = self._language.signs.get(tokens.raw(before))
        if money is None and tokens.raw(before).isupper():
            money = self._language.signs.get(tokens.raw(before))
        if money is None:
            return None
        if tokens.raw(before) == "$" and tokens.norm(before - 1) in {"u.s.", "us"}:
            before -= 1
        return before, money

    def _hedge_before(
        self, tokens: Tokens, index: int, numeral: Numeral
    ) -> tuple[Qualifier | None, int, bool]:
        language = self._language
        qualifier: Qualifier | None = None
        more = False
        first = index
        while True:
            end = index
            while tokens.norm(end - 1) in QUOTES and end > 0:
                end -= 1
            found = language.hedges_before.before(tokens, end)
            if found is None:
                return qualifier, first, more
            start, meaning = found
            if tokens.norm(end - 1) == "than" and tokens.norm(end) == "the":
                return qualifier, first, more  # “less than the six governments spend”
            if meaning is Qualifier.MORE_THAN and self._temporal(tokens, start, numeral):
                return qualifier, first, more
            if meaning is Qualifier.LESS_THAN and self._befell(tokens, start):
                return qualifier, first, more
            if meaning is not None and qualifier in {None, Qualifier.ABOUT}:
                qualifier = meaning
            more = (
                more
                or tokens.norm(start) in self._language.cues["further"]
                or tokens.norm(end - 1) in self._language.cues["further"]
            )
            if meaning is not None or end - start > 1 or tokens.norm(start) not in language.determiners:
                first = start
            index = start

    def _befell(self, tokens: Tokens, start: int) -> bool:
        """Return whether "under" says what something was hit by, as in "came under four strikes"."""
        return tokens.norm(start) == "under" and tokens.norm(start - 1) in self._language.cues["coming"]

    def _temporal(self, tokens: Tokens, start: int, numeral: Numeral) -> bool:
        """Return whether "over" before a duration says when, as in "739 deaths over five days"."""
        if tokens.norm(start) != "over" or tokens.norm(start + 1) == "-":
            return False
        after = numeral.last + 1 if tokens.norm(numeral.last) == "-" else numeral.last
        unit = self._language.units.at(tokens, after)
        periods = self._language.cues["periods"]
        return (
            unit is not None
            and unit[1] in periods
            and tokens.norm(start - 1) not in self._language.cues["before_a_lasting"]
        )

    def _hedge_after(self, tokens: Tokens, index: int) -> tuple[int, Qualifier | None] | None:
        found = self._language.hedges_after.at(tokens, index)
        if found is None:
            return None
        first = tokens.norm(index)
        if first in {"+", "odd", "ish"} and tokens.spaced(index) and first == "+":
            return None
        if first in self._language.cues["also_before"] and tokens.kinds[min(found[0], len(tokens) - 1)] == 0:
            return None
        if first == "plus" and tokens.spaced(index) and not tokens.norm(found[0]).isalpha():
            return None
        if (
            first == "plus"
            and tokens.norm(found[0]) in self._language.determiners | self._language.number_words
        ):
            return None
        return found

    def hedge_after_noun(self, tokens: Tokens, amount: Amount, index: int) -> None:
        """Read a hedge that follows the thing counted: "62 people or more"."""
        if amount.qualifier is not Qualifier.EXACT or tokens.norm(index) not in {"or", "at"}:
            return
        found = self._hedge_after(tokens, index)
        if found is not None and found[1] is not None:
            bound(amount, amount.numeral, found[1])
            amount.last = found[0]

    def _range(self, tokens: Tokens, lower: Numeral, upper: Numeral) -> Amount | None:
        language = self._language
        link = lower.last
        percent = False
        unit = language.units.at(tokens, link)
        if unit is not None and tokens.norm(link) != "-":
            after = language.units.at(tokens, upper.last)
            if after is not None and after[1] == unit[1]:
                percent, link = unit[1] == "percent", unit[0]
        end = upper.first
        sign = self._sign(tokens, end)
        first = lower.first
        low_sign = self._sign(tokens, first)
        if sign is not None and link <= sign[0]:
            end = sign[0]
        if low_sign is not None:
            first = low_sign[0]
        if sign is not None and low_sign is None:
            return None
        while end > link and tokens.norm(end - 1) in QUOTES:
            end -= 1
        if (
            end - link != 1
            or lower.highest is not None
            or upper.highest is not None
            or lower.zero
            or upper.zero
        ):
            return None
        money = (low_sign or sign or (0, None))[1]
        return self._linked(tokens, lower, upper, link, first, money, percent=percent)

    def _linked(
        self,
        tokens: Tokens,
        lower: Numeral,
        upper: Numeral,
        link: int,
        first: int,
        money: str | None,
        *,
        percent: bool,
    ) -> Amount | None:
        language = self._language
        word = tokens.norm(link)
        start = self._hedge_before(tokens, first, lower)[1]
        between = language.between.before(tokens, start)
        if word in language.range_and and between is not None:
            start = between[0]
        elif word == "-":
            if not self._dash(tokens, lower, upper):
                return None
        elif word in language.range_to and word not in language.range_and:
            came_from = language.range_from.before(tokens, start)
            if self._changes(tokens, start if came_from is None else came_from[0]):
                return None
            start = start if came_from is None else came_from[0]
        else:
            return None
        low, high = lower.value, upper.value
        if lower.scale == 1 and upper.scale >= 1000 and low < 1000 and low <= upper.coefficient:
            low *= upper.scale
        if lower.suffix == "" and upper.suffix and low > high:
            return None
        if low >= high:
            return None
        return Amount(
            start, upper.last, low, high, Qualifier.RANGE, Decimal(0), lower.first, upper, money, percent
        )

    def _dash(self, tokens: Tokens, lower: Numeral, upper: Numeral) -> bool:
        """Return whether a dash between two numbers makes a range, and no score of a match."""
        if lower.value >= upper.value and upper.scale == 1:
            return False
        if lower.value * _MAX_DIFFERENCE < upper.value and upper.scale == 1:
            return False
        if upper.value < 10 and not self._language.winning.isdisjoint(tokens.vocabulary):
            counted = tokens.norm(upper.last)
            return self._language.lexicon.known_noun(counted) and counted not in self._language.winning
        return True

    def _changes(self, tokens: Tokens, index: int) -> bool:
        """Return whether what stands before two numbers tells of a change from one to the other."""
        language = self._language
        for back in range(1, 4):
            word = tokens.norm(index - back)
            if word in language.changing:
                return True
            if word not in language.adverbs and word not in self._language.cues["between_change_and_number"]:
                return False
        return False


def _score(tokens: Tokens, lower: Numeral, upper: Numeral) -> bool:
    """Return whether two numbers joined by a dash are the score of a match or a vote."""
    link = lower.last
    return (
        upper.first == link + 1
        and tokens.norm(link) == "-"
        and not tokens.spaced(link)
        and not tokens.spaced(upper.first)
        and lower.in_digits
        and upper.in_digits
    )


def bound(amount: Amount, numeral: Numeral, qualifier: Qualifier) -> None:
    """Give an amount the bounds that its hedge makes of its number."""
    if numeral.highest is not None:
        amount.low, amount.high, amount.qualifier = numeral.value, numeral.highest, Qualifier.VAGUE
        amount.leeway = Decimal(0)
        return
    amount.qualifier = qualifier
    amount.low = None if qualifier in _UPPER else numeral.value
    amount.high = None if qualifier in _LOWER else numeral.value
    amount.leeway = Decimal(0) if qualifier in _LOWER | _UPPER else numeral.leeway


def add_half(amount: Amount) -> None:
    """Add the half of "two hours and a half", which stands behind the unit."""
    half = Decimal("0.5")
    amount.low = None if amount.low is None else amount.low + half
    amount.high = None if amount.high is None else amount.high + half
