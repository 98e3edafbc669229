"""Numbers in digits and words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain.leeway import leeway_of
from bot.domain.reading.tokens import NUMBER, WORD, Tokens
from bot.domain.tongues.words import Tongue

_HALF: Final = Decimal("0.5")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_LONGEST: Final = 25  # characters: what is longer is no number that anybody states
_LARGEST: Final = Decimal(10) ** 18
_SPACES: Final = "\u00a0\u202f\u2009"
_SMALL: Final = 10  # "several" multiplies what follows: "several thousand"
_DAYS: Final = 31
_UNDER_TWENTY: Final = ("fr",)  # "soixante-douze" is sixty and twelve
_ONES_FIRST: Final = ("ar", "de")  # "two and sixty"


@dataclass(slots=True)
class Numeral:
    """One number, or a vague word for one, at a place in a text."""

    first: int  # tokens, the last exclusive
    last: int
    value: Decimal  # of a vague word: the lowest that it can mean
    highest: Decimal | None = None  # of a vague word
    leeway: Decimal = Decimal(0)
    scale: Decimal = Decimal(1)  # the magnitude written: 1,000 of "62 тыс."
    in_digits: bool = False
    zero: bool = False  # a word for nobody
    rough: bool = False  # a word that means about so many: "une centaine"
    one: bool = False  # an article that may mean one
    dual: bool = False  # an Arabic noun that says "two" by its ending
    grouped: Decimal | None = None  # of "1,234" where a comma is a point: its value as a count


class NumeralReader:
    """Reads the numbers of one language."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def at(self, tokens: Tokens, index: int) -> Numeral | None:
        """Return the number that begins at a token, None where none does."""
        if tokens.kinds[index] == NUMBER:
            return self._digits(tokens, index)
        if tokens.kinds[index] != WORD:
            return None
        return self._zero(tokens, index) or self._vague(tokens, index) or self._words(tokens, index)

    def _digits(self, tokens: Tokens, index: int) -> Numeral | None:
        value, grouped = self.parse(tokens.norms[index])
        if value is None:
            return None
        numeral = Numeral(index, index + 1, value, in_digits=True, grouped=grouped)
        places = max(0, -int(value.as_tuple().exponent))
        self._multiply(tokens, numeral)
        if numeral.scale == 1 and places and _like_a_date(tokens.norms[index], self._tongue):
            return None
        numeral.leeway = leeway_of(numeral.value, numeral.scale, places)
        return numeral

    def parse(self, written: str) -> tuple[Decimal | None, Decimal | None]:
        """Return the number that digits with their separators stand for, and what else they may mean.

        The other value is that of three digits behind a lone mark taken for a group of thousands, where the
        language takes them for a fraction. None where the digits stand for no number.
        """
        if len(written) > _LONGEST:
            return None, None
        for space in _SPACES:
            written = written.replace(space, " ")
        if " " in written:
            whole, _, fraction = written.replace(" ", "").replace(",", ".").partition(".")
            return Decimal(f"{whole}.{fraction}" if fraction else whole), None
        marks = [letter for letter in written if not letter.isdigit()]
        if not marks:
            return Decimal(written), None
        return _with_marks(written, marks, self._tongue)

    def _multiply(self, tokens: Tokens, numeral: Numeral) -> None:
        tongue = self._tongue
        suffix = tongue.suffixes.get(tokens.norm(numeral.last))
        if suffix is not None and not tokens.spaced(numeral.last):
            numeral.value, numeral.scale, numeral.last = numeral.value * suffix, suffix, numeral.last + 1
        while numeral.scale < _LARGEST:
            index = numeral.last
            if tokens.norm(index) == "-" and not tokens.spaced(index):
                index += 1
            half = tongue.numbers.at(tokens.norms, index)
            halved = half is not None and half[1] == _HALF and half[0] > index + 1
            found = tongue.scales.at(tokens.norms, half[0] if half is not None and halved else index)
            if found is None or found[1] < _HUNDRED:
                break
            numeral.last, scale = found
            numeral.value = (numeral.value + _HALF if halved else numeral.value) * scale
            numeral.scale *= scale
        if numeral.scale > 1:
            numeral.grouped = None

    def _zero(self, tokens: Tokens, index: int) -> Numeral | None:
        tongue = self._tongue
        found = tongue.zero.at(tokens.norms, index) or tongue.zero_behind.at(tokens.norms, index)
        if found is None:
            return None
        words = " ".join(tokens.norms[index : found[0]])
        if words in tongue.needs_negation:
            beside = (*tokens.norms[max(index - 4, 0) : index], *tokens.norms[found[0] : found[0] + 1])
            if tongue.negations.isdisjoint(beside):
                return None
        return Numeral(index, found[0], Decimal(0), zero=True)

    def _vague(self, tokens: Tokens, index: int) -> Numeral | None:
        tongue = self._tongue
        single = tongue.single.at(tokens.norms, index)
        hedge = tongue.hedges_before.before(tokens.norms, index)
        if single is not None and hedge is not None and hedge[1] is not None:
            last, times = tongue.scales.at(tokens.norms, single[0]) or (single[0], Decimal(1))
            return self._whole(index, last, single[1] * times, single[1] * times)
        found = tongue.vague.at(tokens.norms, index)
        if found is None:
            return None
        last, (low, high) = found
        after = last + (tokens.norm(last) in tongue.of)
        scale = tongue.scales.at(tokens.norms, after) if high < _SMALL else None
        if scale is None:
            return Numeral(index, last, low, high)
        further = tongue.scales.at(tokens.norms, scale[0])
        if further is None:
            return Numeral(index, scale[0], low * scale[1], high * scale[1])
        return Numeral(index, further[0], low * scale[1] * further[1], high * scale[1] * further[1])

    def _words(self, tokens: Tokens, index: int) -> Numeral | None:
        tongue = self._tongue
        rough = tongue.rough.at(tokens.norms, index)
        if rough is not None:
            last, value = rough
            scale = tongue.scales.at(tokens.norms, last + (tokens.norm(last) in tongue.of))
            if scale is not None and scale[1] >= _THOUSAND:
                last, value = scale[0], value * scale[1]
            return Numeral(index, last, value, rough=True)
        if tongue.duals.at(tokens.norms, index) or tongue.dual_outcomes.at(tokens.norms, index):
            return Numeral(index, index, Decimal(2), dual=True)
        phrase = tongue.numbers.at(tokens.norms, index)
        if tokens.norm(index) in tongue.one and (phrase is None or phrase[0] == index + 1):
            scale = tongue.scales.at(tokens.norms, index + 1)
            if scale is None:
                return Numeral(index, index + 1, Decimal(1), one=True)
            return self._sum(tokens, index + 1, index)
        return self._sum(tokens, index, index)

    def _sum(self, tokens: Tokens, index: int, first: int) -> Numeral | None:
        total, current, last, scale = Decimal(0), None, first, Decimal(1)
        while index < len(tokens):
            step = self._step(tokens, index, current, started=last > first)
            if step is None or max(total, current or total) > _LARGEST:
                break
            index, amount, times = step
            if not times:
                current = (current or Decimal(0)) + amount
                scale = Decimal(1)
            elif amount < _THOUSAND:
                current = (current if current is not None else Decimal(1)) * amount
                scale = Decimal(1)
            else:
                total, current = _scaled(total, current, amount), None
                scale = amount
            last = index
        if last == first:
            return None
        return self._whole(first, last, total + (current or Decimal(0)), scale)

    @staticmethod
    def _whole(first: int, last: int, value: Decimal, scale: Decimal) -> Numeral:
        share = value / scale
        leeway = leeway_of(value, scale, 0 if share == share.to_integral_value() else 1)
        return Numeral(first, last, value, scale=scale, leeway=leeway)

    def _step(
        self, tokens: Tokens, index: int, current: Decimal | None, *, started: bool
    ) -> tuple[int, Decimal, bool] | None:
        """Return the token behind the next part of a number, its value, and whether it multiplies."""
        tongue = self._tongue
        joined = False
        if started and tokens.norm(index) == "-" and not tokens.spaced(index):
            index += 1
        elif started and tokens.norm(index) in tongue.join:
            joined, index = True, index + 1
        scale = None if joined and tongue.code != "ar" else tongue.scales.at(tokens.norms, index)
        found = tongue.numbers.at(tokens.norms, index)
        if found is None and tongue.compounds and tokens.kinds[min(index, len(tokens) - 1)] == WORD:
            value = written_in_one(tokens.norm(index), tongue)
            found = None if value is None else (index + 1, value)
        if scale is not None and (found is None or scale[0] >= found[0]):
            if joined and current is not None:
                return None if current < scale[1] else (scale[0], scale[1], False)
            return scale[0], scale[1], True
        if found is None or (current is not None and not self._adds(current, found[1], joined=joined)):
            return None
        return found[0], found[1], False

    def _adds(self, current: Decimal, value: Decimal, *, joined: bool) -> bool:
        if current % 1 or value % 1:
            return current % 1 == 0 and value == _HALF
        for round_number in (_THOUSAND, _HUNDRED):
            if current % round_number == 0 and current >= round_number:
                return value < round_number
        tens = current % _HUNDRED
        if self._tongue.code in _ONES_FIRST and joined:
            return 0 < tens < 10 and value >= 20 and value % 10 == 0 and value < _HUNDRED
        most = 20 if self._tongue.code in _UNDER_TWENTY else 10
        return tens >= 20 and tens % 10 == 0 and 0 < value < most


def _like_a_date(written: str, tongue: Tongue) -> bool:
    """Return whether digits with a point are a day and a month, or a time: "17.09", "18.30"."""
    head, mark, tail = written.partition(".")
    if not mark or "." in tongue.decimal or len(tail) != 2 or not (head.isdigit() and tail.isdigit()):
        return False
    return int(head) <= _DAYS


def _with_marks(written: str, marks: list[str], tongue: Tongue) -> tuple[Decimal | None, Decimal | None]:
    last = marks[-1]
    head, _, tail = written.rpartition(last)
    if len(set(marks)) == 1 and len(tail) == 3 and (len(marks) > 1 or last in tongue.group):
        return _ungrouped(written, last), None
    if marks.count(last) > 1 or (last not in tongue.decimal and last not in ".,"):
        return None, None
    whole = _ungrouped(head, marks[0]) if len(marks) > 1 else Decimal(head)
    if whole is None or len(set(marks)) > 2:
        return None, None
    value = whole + Decimal(f"0.{tail}")
    grouped = Decimal(head + tail) if len(marks) == 1 and len(tail) == 3 and head != "0" else None
    return value, grouped


def _ungrouped(written: str, mark: str) -> Decimal | None:
    groups = written.split(mark)
    whole = 0 < len(groups[0]) <= 3 and all(len(group) == 3 and group.isdigit() for group in groups[1:])
    return Decimal("".join(groups)) if whole else None


def _scaled(total: Decimal, current: Decimal | None, scale: Decimal) -> Decimal:
    if current is None:
        return total * scale if total else scale
    if 0 < total < scale:
        return (total + current) * scale
    return total + current * scale


def written_in_one(word: str, tongue: Tongue) -> Decimal | None:
    """Return the value of a German number written as one word: "zweiundsechzig" is 62."""
    plain = tongue.numbers.at([word], 0)
    if plain is not None:
        return plain[1]
    for name, times in (("tausend", _THOUSAND), ("hundert", _HUNDRED)):
        head, found, tail = word.partition(name)
        if found:
            lead = written_in_one(head, tongue) if head else Decimal(1)
            rest = written_in_one(tail.removeprefix("und"), tongue) if tail else Decimal(0)
            return None if lead is None or rest is None else times * lead + rest
    head, found, tail = word.partition("und")
    ones, tens = tongue.numbers.at([head], 0), tongue.numbers.at([tail], 0)
    if found and ones is not None and tens is not None and 0 < ones[1] < 10 <= tens[1]:
        return ones[1] + tens[1]
    return None
