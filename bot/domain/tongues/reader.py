"""Figures of a text in one language other than English, from its words to the records."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.measures import FURTHER, JOINED, NARROWING
from bot.domain.reading.tokens import NUMBER, REACH, WORD, Tokens
from bot.domain.tongues.amounts import AmountReader
from bot.domain.tongues.befalling import Clauses, Reading
from bot.domain.tongues.settling import Settler
from bot.domain.tongues.things import ThingReader
from bot.domain.tongues.words import Tongue
from db.models import Figure

_WHOLE_DIGITS: Final = Decimal(10) ** 27  # more don't fit the precision of a Decimal
_ONE: Final = Decimal(1)
_STEM: Final = 6  # letters of a word that say what is measured: its endings hardly matter then
_SHORTEST: Final = 3  # letters of a word that says anything
_DEGREE_REACH: Final = 3  # words between those hurt and how badly they are


class TongueReader:
    """Reads figures out of texts in one language."""

    def __init__(self, lexicon: Lexicon, code: str) -> None:
        self._tongue = tongue = Tongue(lexicon, code)
        self._amounts = AmountReader(tongue)
        self._things = ThingReader(tongue)
        self._settler = Settler(lexicon, tongue)
        self.telling = tongue.telling
        self.number_words = tongue.number_words

    def read(self, text: str) -> tuple[Figure, ...]:
        """Return the figures of a text in this language, in the order of the text."""
        tokens = self._tongue.cut(text)
        amounts = self._amounts.read(tokens)
        readings = [Reading(*pair) for pair in zip(amounts, self._things.read(tokens, amounts), strict=True)]
        if not readings:
            return ()
        for reading in readings:
            self._amounts.hedge_behind_noun(tokens, reading.amount, reading.behind)
        clauses = Clauses(self._tongue, tokens, readings)
        clauses.settle()
        self._settler.settle(tokens, clauses, readings)
        taken = frozenset(
            place
            for reading in readings
            for place in range(reading.first, reading.behind)
            if place not in reading.thing.named
        )
        return tuple(
            self._figure(tokens, reading, self._measure(tokens, clauses, readings, index, taken))
            for index, reading in enumerate(readings)
            if not self._settler.drops(tokens, reading)
        )

    def _figure(self, tokens: Tokens, reading: Reading, measure: Iterable[str]) -> Figure:
        amount, thing = reading.amount, reading.thing
        low, high, leeway = amount.low, amount.high, amount.leeway
        grouped = amount.numeral.grouped
        if grouped is not None and (thing.unit is None or thing.unit.partition("/")[0].isupper()):
            low, high, leeway = (grouped if low else low), (grouped if high else high), Decimal(0)
        sign = -_ONE if self._below_zero(tokens, reading) else _ONE
        negated = reading.found is not None and reading.found.negated
        denied = negated or self._settler.denied(tokens, reading)
        last = max(amount.last, amount.numeral.last, amount.first + 1)
        return Figure(
            low=_plain(low, sign),
            high=_plain(high, sign),
            qualifier=amount.qualifier,
            noun=reading.noun,
            unit=thing.unit,
            outcome=reading.outcome,
            adjectives=reading.adjectives,
            implied=reading.implied,
            denied=denied and not amount.numeral.zero,
            part=reading.part,
            leeway=_plain(leeway) or Decimal(0),
            measure=tuple(sorted(set(measure))),
            start=tokens.starts[amount.first],
            end=tokens.ends[last - 1],
        )

    @staticmethod
    def _below_zero(tokens: Tokens, reading: Reading) -> bool:
        before = reading.first - 1
        degrees = (reading.thing.unit or "").startswith("degree")
        return degrees and tokens.norm(before) == "-" and tokens.spaced(before)

    def _measure(
        self,
        tokens: Tokens,
        clauses: Clauses,
        readings: Sequence[Reading],
        index: int,
        taken: frozenset[int],
    ) -> Iterable[str]:
        """Yield the marks of a figure: see bot/domain/measures.py."""
        reading = readings[index]
        if reading.thing.unit is not None:
            yield from self._measured(tokens, reading, taken)
            return
        counted = any(other.thing.unit is None for other in readings[max(index - REACH, 0) : index])
        if reading.thing.borrows and not reading.part and not counted:
            yield NARROWING + FURTHER
        joined = clauses.joined(reading)
        if joined is not None and reading.outcome is not None:
            yield JOINED + joined
        if reading.outcome == "injured":
            near = range(
                max(reading.first - _DEGREE_REACH, 0), min(reading.behind + _DEGREE_REACH, len(tokens))
            )
            for place in near:
                degree = self._tongue.degrees.at(tokens.norms, place)
                if degree is not None and tokens.sentence(place) == tokens.sentence(reading.first):
                    yield NARROWING + degree[1]

    def _measured(self, tokens: Tokens, reading: Reading, taken: frozenset[int]) -> Iterable[str]:
        """Yield the words of the sentence that say what is measured, and which way it goes."""
        tongue = self._tongue
        for place in range(max(reading.first - REACH, 0), min(reading.behind + REACH, len(tokens))):
            if tokens.sentence(place) != tokens.sentence(reading.first) or place in taken:
                continue
            way = tongue.ways.at(tokens.norms, place)
            if way is not None:
                yield way[1]
            word = tokens.norm(place)
            idle = word in tongue.silent
            if tokens.kinds[place] == WORD and not idle and len(word) >= _SHORTEST and way is None:
                yield word[:_STEM]
            elif tokens.kinds[place] == NUMBER and len(word) == 4 and word[:2] in {"19", "20"}:
                yield f"@{word}"


def _plain(value: Decimal | None, sign: Decimal = _ONE) -> Decimal | None:
    if value is None:
        return None
    value *= sign
    if value == value.to_integral_value() and abs(value) < _WHOLE_DIGITS:
        return value.quantize(_ONE)
    return value.normalize()
