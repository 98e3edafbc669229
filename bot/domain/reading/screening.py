"""Which amounts are figures after all, seen with what they count."""

from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.reading.exclusions import Exclusions
from bot.domain.reading.language import Language
from bot.domain.reading.readings import Reading
from bot.domain.reading.tokens import WORD, Tokens
from db.models import Qualifier

_SHORT: Final = 6  # words of a query that is hardly a sentence
_CALENDAR: Final = frozenset({"day", "week", "month", "year", "decade"})  # “four years ago” is a date
_OLDEST: Final = 120  # years: "he was 68" gives an age


class Screen:
    """Tells figures from numbers that count nothing."""

    def __init__(self, lexicon: Lexicon, language: Language, exclusions: Exclusions) -> None:
        self._lexicon = lexicon
        self._language = language
        self._exclusions = exclusions

    def drops(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a number turned out to count and to measure nothing."""
        if reading.amount.numeral.zero:
            return self._empty_zero(tokens, reading)
        if reading.thing.unit is not None:
            return reading.thing.unit in _CALENDAR and tokens.norm(reading.thing.last) == "ago"
        if self._weak_name(tokens, reading) or self._pronoun(reading):
            return True
        bare = reading.noun is None and reading.outcome is None
        return bare and len(tokens) > _SHORT and self._uncounted(tokens, reading)

    def _weak_name(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a number with nothing behind it belongs to the word before: "room 12"."""
        if reading.thing.noun is not None or not self._exclusions.weak_name(tokens, reading.first):
            return False
        return reading.found is None or reading.found.side != "near"

    @staticmethod
    def _pronoun(reading: Reading) -> bool:
        """Return whether "one" stands for a thing and counts nothing."""
        numeral, found = reading.amount.numeral, reading.found
        if numeral.value != 1 or numeral.in_digits or reading.thing.noun is not None:
            return False
        return found is None or (found.side == "left" and not found.listed)

    def _uncounted(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a number without noun, unit and outcome is an age or a part of a name."""
        language, amount = self._language, reading.amount
        before = tokens.norm(amount.first - 1)
        if not amount.numeral.in_digits:
            if amount.first < amount.start or not tokens.capitals_tell:
                return False
            return tokens.capital(amount.start) and tokens.capital(amount.start - 1)
        plain = amount.qualifier is Qualifier.EXACT
        if plain and amount.numeral.value <= _OLDEST and before in self._language.cues["before_an_age"]:
            return True
        if amount.first == 0 or tokens.kinds[amount.first - 1] != WORD or before.endswith("ly"):
            return False
        return (
            before not in language.function_words | language.adverbs | language.speech
            and before not in language.verbs
        )

    def _empty_zero(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether "no" or "nobody" counts nothing: "no alternative", "nobody knows"."""
        if reading.thing.of_next:
            return False
        if reading.outcome is not None and self._lexicon.known_outcome(reading.outcome):
            return False
        noun = reading.thing.noun
        if noun is None:
            return True
        stressed = tokens.norm(reading.amount.start) == "not"
        plural = stressed or tokens.norm(reading.thing.noun_at) != noun or noun in self._lexicon.collectives
        return not (plural and self._lexicon.known_noun(noun))
