"""Figures of a text in one language, from its words to the records."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.reading.amounts import Amount, AmountReader
from bot.domain.reading.clauses import Clauses
from bot.domain.reading.denials import DenialReader
from bot.domain.reading.exclusions import Exclusions
from bot.domain.reading.language import Language
from bot.domain.reading.measure import MeasureReader
from bot.domain.reading.quantities import Thing
from bot.domain.reading.readings import Reading
from bot.domain.reading.screening import Screen
from bot.domain.reading.settling import Settler
from bot.domain.reading.sharing import Sharing
from bot.domain.reading.tags import Tags
from bot.domain.reading.telling import TellingReader
from bot.domain.reading.things import ThingReader
from bot.domain.reading.tokens import Tokens, fold
from bot.domain.units import dimension
from db.models import Figure

_DIGIT: Final = re.compile(r"\d")
_ONE: Final = Decimal(1)
_DURATION: Final = dimension("hour")
_EDGES: Final = ".,;:!?\"'()[]…”’«»"
_JOINTS: Final = str.maketrans(dict.fromkeys("-–—“‘/", " "))
_WHOLE_DIGITS: Final = Decimal(10) ** 27  # more don't fit the precision of a Decimal


class LanguageReader:
    """Reads figures out of texts in one language."""

    def __init__(self, lexicon: Lexicon, code: str) -> None:
        self._language = language = Language(lexicon, code)
        exclusions = Exclusions(lexicon.tables, language)
        self._amounts = AmountReader(language, exclusions)
        self._things = ThingReader(language, self._amounts)
        self._sharing = Sharing(language, self._amounts)
        self._settler = Settler(lexicon, language)
        self._screen = Screen(lexicon, language, exclusions)
        self._measures = MeasureReader(lexicon.tables, language)
        self._telling = TellingReader(lexicon, language)
        self._denials = DenialReader(language)
        slipped = {slip for slip, word in language.mended.items() if word in language.number_words}
        self.number_words = language.number_words | slipped
        own = lexicon.known_words() | language.adverbs if code == "en" else frozenset[str]()
        self.telling = own.union(
            language.function_words, language.nouns, language.outcomes.starts(), language.cardinals
        )

    def may_state_numbers(self, text: str) -> bool:
        """Return whether a text has a digit or a word that can be a number."""
        if _DIGIT.search(text):
            return True
        words = fold(text).translate(_JOINTS).split()
        return not self.number_words.isdisjoint(word.strip(_EDGES) for word in words)

    def read(self, text: str) -> tuple[Figure, ...]:
        """Return the figures of a text in this language."""
        tokens = Tokens(text)
        amounts = self._amounts.read(tokens)
        if not amounts:
            return ()
        readings = [
            Reading(amount, self._things.read(tokens, amount, following))
            for amount, following in zip(amounts, [*amounts[1:], None], strict=True)
        ]
        clauses = Clauses(self._language, tokens)
        self._sharing.settle(tokens, clauses, readings)
        for index in range(len(readings)):
            self._settler.settle(tokens, readings, index)
        taken = frozenset(
            place
            for reading in readings
            for place in range(reading.first, reading.behind)
            if place not in reading.thing.names
        )
        return tuple(
            self._figure(tokens, reading, self._measure(clauses.tags, readings, index, taken))
            for index, reading in enumerate(readings)
            if not self._screen.drops(tokens, reading)
        )

    def _measure(
        self, tags: Tags, readings: Sequence[Reading], index: int, taken: frozenset[int]
    ) -> tuple[str, ...]:
        reading = readings[index]
        named = (reading.noun and not reading.implied) or reading.outcome
        if reading.thing.unit is None and named:
            return self._telling.read(tags, readings, index)
        lasts = dimension(reading.thing.unit) == _DURATION
        return self._measures.read(tags.tokens, reading.first, reading.behind, taken, lasts=lasts)

    def _figure(self, tokens: Tokens, reading: Reading, measure: tuple[str, ...]) -> Figure:
        amount, thing = reading.amount, reading.thing
        negated = reading.found is not None and reading.found.negated and not amount.numeral.zero
        sign = Decimal(-1) if _below_zero(tokens, amount, thing) else _ONE
        return Figure(
            low=_plain(amount.low, sign),
            high=_plain(amount.high, sign),
            qualifier=amount.qualifier,
            noun=reading.noun,
            unit=thing.unit,
            outcome=reading.outcome,
            adjectives=reading.adjectives,
            implied=reading.implied,
            denied=negated or self._denials.denied(tokens, amount.first, reading.behind),
            part=reading.part,
            leeway=_plain(amount.leeway) or Decimal(0),
            measure=measure,
            start=tokens.starts[amount.first],
            end=tokens.ends[max(amount.last, amount.numeral.last) - 1],
        )


def _below_zero(tokens: Tokens, amount: Amount, thing: Thing) -> bool:
    before = amount.first - 1
    if not (thing.unit or "").startswith("degree") or amount.low != amount.high:
        return False
    return tokens.norm(before) == "minus" or (tokens.norm(before) == "-" and tokens.spaced(before))


def _plain(value: Decimal | None, sign: Decimal = _ONE) -> Decimal | None:
    if value is None:
        return None
    value *= sign
    if value == value.to_integral_value() and abs(value) < _WHOLE_DIGITS:
        return value.quantize(_ONE)
    return value.normalize()
