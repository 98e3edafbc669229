"""Numbers in digits and words, with the leeway that their writing leaves open."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain.leeway import leeway_of
from bot.domain.reading.language import Language
from bot.domain.reading.tokens import NUMBER, WORD, Tokens

_CAP: Final = Decimal("0.05")  # the most leeway that a round number has, as a share of it
_HALF: Final = Decimal("0.5")
_LOOSE_SUFFIXES: Final = frozenset({"bn", "mn", "tn", "mln", "bln", "trn", "mio", "mil"})  # may stand apart
_FRACTIONS: Final = {"½": _HALF, "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal("0.333")}
_FRACTION_PLACES: Final = 3  # decimals of a fraction
_LONGEST: Final = 25  # characters: what is longer is no number that anybody states
_LARGEST: Final = 10**18  # magnitudes multiply no further: "million million million" is no number
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


@dataclass(slots=True)
class Numeral:
    """One number, or a vague word for one, at a place in a text."""

    first: int  # tokens, the last exclusive
    last: int
    value: Decimal  # of a vague word: the lowest that it can mean
    highest: Decimal | None = None  # of a vague word
    leeway: Decimal = Decimal(0)
    coefficient: Decimal = Decimal(0)  # what stands before the magnitude
    scale: Decimal = Decimal(1)
    suffix: str = ""  # the letters attached to the digits: "m", "bn"
    in_digits: bool = False
    zero: bool = False  # "no", "nobody", "none", "not a single"


class NumeralReader:
    """Reads the numbers of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def at(self, tokens: Tokens, index: int) -> Numeral | None:
        """Return the number that begins at a token, None where none does."""
        if tokens.kinds[index] == NUMBER:
            return self._digits(tokens, index)
        if tokens.kinds[index] != WORD:
            return None
        if self._one_and_a_half(tokens, index):
            return Numeral(index, index + 1, Decimal(1), coefficient=Decimal(1))
        return self._zero(tokens, index) or self._vague(tokens, index) or self._words(tokens, index)

    def parse_digits(self, written: str) -> Decimal | None:
        """Return the number that digits with their separators stand for; None where they stand for none."""
        language = self._language
        if len(written) > _LONGEST:
            return None
        for separator in "\u00a0\u202f\u2009 ":
            written = written.replace(separator, " ")
        if " " in written:
            head, _, fraction = written.replace(",", ".").partition(".")
            return Decimal(head.replace(" ", "") + (f".{fraction}" if fraction else ""))
        marks = [character for character in written if not character.isdigit()]
        if not marks:
            return Decimal(written)
        return _with_marks(written, marks, language)

    def _digits(self, tokens: Tokens, index: int) -> Numeral | None:
        written = tokens.norms[index].replace("O", "0").replace("o", "0")
        value = self.parse_digits(written)
        if value is None:
            return None
        last = index + 1
        fraction = self._fraction(tokens, last)
        places = _places(value)
        if fraction is not None:
            value, last, places = value + fraction[0], fraction[1], 1
        numeral = Numeral(index, last, value, coefficient=value, in_digits=True)
        self._attach_suffix(tokens, numeral)
        self._multiply(tokens, numeral)
        numeral.leeway = leeway_of(numeral.value, numeral.scale, places)
        return numeral

    @staticmethod
    def _fraction(tokens: Tokens, index: int) -> tuple[Decimal, int] | None:
        if index < len(tokens) and tokens.raw(index) in _FRACTIONS:
            return _FRACTIONS[tokens.raw(index)], index + 1
        if tokens.spaced(index) and tokens.norm(index + 1) == "/" and not tokens.spaced(index + 1):
            above, below = tokens.norm(index), tokens.norm(index + 2)
            if len(above) == len(below) == 1 and above.isdigit() and below in set("2345678"):
                return round(Decimal(above) / Decimal(below), _FRACTION_PLACES), index + 3
        return None

    def _attach_suffix(self, tokens: Tokens, numeral: Numeral) -> None:
        suffix = tokens.norm(numeral.last)
        if suffix not in self._language.suffixes:
            return
        attached = not tokens.spaced(numeral.last)
        if attached or suffix in _LOOSE_SUFFIXES:
            numeral.suffix = suffix
            numeral.scale = Decimal(self._language.suffixes[suffix])
            numeral.value *= numeral.scale
            numeral.last += 1

    @staticmethod
    def drop_suffix(numeral: Numeral) -> None:
        """Take back a magnitude that turned out to be a unit: the m of "4m high"."""
        numeral.value, numeral.scale, numeral.suffix = numeral.coefficient, Decimal(1), ""
        numeral.last -= 1
        numeral.leeway = leeway_of(numeral.value, numeral.scale, _places(numeral.value))

    def _multiply(self, tokens: Tokens, numeral: Numeral) -> None:
        while True:
            index = numeral.last
            if tokens.norm(index) == "-" and not tokens.spaced(index):
                index += 1
            half = self.behind_half(tokens, index)
            if half is not None:
                half += self._hyphens(tokens, half)
                if self._scale(tokens, half) is None:
                    return
                numeral.value += _HALF
                numeral.coefficient += _HALF
                index = half
            scale = self._scale(tokens, index)
            if scale is None or numeral.scale > _LARGEST:
                return
            numeral.value *= scale
            numeral.scale *= scale
            numeral.last = index + 1

    def _scale(self, tokens: Tokens, index: int) -> int | None:
        word = tokens.norm(index)
        if word in self._language.dozen:
            return 12
        return self._language.scales.get(self._language.mended.get(word, word))

    def _one_and_a_half(self, tokens: Tokens, index: int) -> bool:
        if tokens.norm(index) not in self._language.one:
            return False
        unit = self._language.units.at(tokens, index + 1)
        return unit is not None and self.behind_half(tokens, unit[0]) is not None

    def behind_half(self, tokens: Tokens, index: int) -> int | None:
        """Return the token behind an "and a half", or "-and-a-half", that begins at a token."""
        language = self._language
        for expected in (language.join, language.one, language.half):
            index += self._hyphens(tokens, index)
            if tokens.norm(index) not in expected:
                return None
            index += 1
        return index

    @staticmethod
    def _hyphens(tokens: Tokens, index: int) -> bool:
        return tokens.norm(index) == "-" and not tokens.spaced(index)

    def _zero(self, tokens: Tokens, index: int) -> Numeral | None:
        found = self._language.zero.at(tokens, index)
        if found is None:
            return None
        if found[1] in {"no one", "noone"} and tokens.norm(found[0]) in {"person", "man", "woman"}:
            return None
        return Numeral(index, found[0], Decimal(0), zero=True)

    def _vague(self, tokens: Tokens, index: int) -> Numeral | None:
        found = self._language.vague.at(tokens, index)
        if found is None:
            return None
        last, (low, high) = found
        after = last + 1 if tokens.norm(last) == "of" else last
        scale = self._scale(tokens, after) if high < Decimal(10) else None
        if scale is None:
            return Numeral(index, last, low, high)
        further = self._scale(tokens, after + 1)
        scale, last = (scale * further, after + 2) if further else (scale, after + 1)
        return Numeral(index, last, low * scale, high * scale)

    def _words(self, tokens: Tokens, index: int) -> Numeral | None:
        language = self._language
        part = self._part_of_a_scale(tokens, index)
        if part is not None:
            return part
        first = index
        if tokens.norm(index) in language.one and self._scale(tokens, index + 1) is not None:
            index += 1
        total, current, last, scale = Decimal(0), None, first, Decimal(1)
        while index < len(tokens):
            step = self._step(tokens, index, current, started=last > first)
            if step is None or max(total, current or total) > _LARGEST:
                break
            kind, amount, index = step
            if kind == "add":
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
        value = total + (current or Decimal(0))
        coefficient = value / scale
        places = 1 if coefficient != coefficient.to_integral_value() else 0
        numeral = Numeral(first, last, value, coefficient=coefficient, scale=scale)
        numeral.leeway = leeway_of(value, scale, places)
        return numeral

    def _step(
        self, tokens: Tokens, index: int, current: Decimal | None, *, started: bool
    ) -> tuple[str, Decimal, int] | None:
        language = self._language
        after = self.behind_half(tokens, index) if started else None
        if after is not None:
            after += self._hyphens(tokens, after)
            if self._scale(tokens, after) is not None or tokens.norm(after).isalpha():
                return "add", _HALF, after
        if started and tokens.norm(index) == "-" and not tokens.spaced(index):
            index += 1
        elif started and tokens.norm(index) in language.join:
            wide = current is None or current % _HUNDRED == 0
            if not wide or tokens.norm(index + 1) not in language.cardinals:
                return None
            index += 1
        scale = self._scale(tokens, index)
        if scale is not None:
            return "times", Decimal(scale), index + 1
        found = language.cardinal_phrases.at(tokens, index)
        if found is None:
            word = tokens.norm(index)
            word = language.mended.get(word, word)
            value = language.cardinals.get(word)
            if value is None:
                return None
            found = index + 1, value
        if current is not None and not _adds(current, found[1]):
            return None
        return "add", Decimal(found[1]), found[0]

    def _part_of_a_scale(self, tokens: Tokens, index: int) -> Numeral | None:
        language = self._language
        first = index
        share = None
        if tokens.norm(index) in language.half:
            share, index = _HALF, index + 1
        else:
            if tokens.norm(index) in language.one:
                index += 1
            if tokens.norm(index) in language.quarter and tokens.norm(index + 1) == "of":
                share, index = Decimal("0.25"), index + 2
            elif tokens.norm(index) == "three" and "quarters" in {
                tokens.norm(index + 1),
                tokens.norm(index + 2),
            }:
                hyphen = tokens.norm(index + 1) == "-"
                share, index = Decimal("0.75"), index + 3 + hyphen
        if share is None or tokens.norm(index) not in language.one:
            return None
        scale = self._scale(tokens, index + 1)
        if scale is None and language.units.at(tokens, index + 1) is not None:  # "half an hour"
            return Numeral(first, index + 1, share, leeway=_HALF / 10)
        if scale is None:
            return None
        value = share * scale
        numeral = Numeral(first, index + 2, value, coefficient=share, scale=Decimal(scale))
        if scale >= _THOUSAND:
            numeral.leeway = min(_HALF * scale / 10, value * _CAP)
        return numeral


def _with_marks(written: str, marks: list[str], language: Language) -> Decimal | None:
    last = marks[-1]
    head, _, tail = written.rpartition(last)
    body, fraction = head, tail
    if last in language.group and (len(marks) > 1 or len(tail) == 3) and len(set(marks)) == 1:
        body, fraction = written, ""
    elif len(marks) > 1 and marks.count(last) > 1:
        return None
    elif last in language.decimal or (last in ".," and len(tail) != 3) or len(set(marks)) > 1:
        pass
    else:
        return None
    groups = [body]
    for mark in set(marks):
        groups = [part for group in groups for part in group.split(mark)]
    whole_groups = len(groups) == 1 or (
        0 < len(groups[0]) <= 3
        and len(groups[-1]) == 3
        and all(len(group) in {2, 3} for group in groups[1:-1])
    )
    if not whole_groups:
        return None
    return Decimal("".join(groups) + (f".{fraction}" if fraction else ""))


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _scaled(total: Decimal, current: Decimal | None, scale: Decimal) -> Decimal:
    if current is None:
        return total * scale if total else scale
    if 0 < total < scale:
        return (total + current) * scale
    return total + current * scale


def _adds(current: Decimal, value: int) -> bool:
    if current % 1:
        return False
    if current % _HUNDRED == 0 and current >= _HUNDRED:
        return value < _HUNDRED
    tens = current % _HUNDRED
    return tens >= 20 and tens % 10 == 0 and 0 < value < 10
