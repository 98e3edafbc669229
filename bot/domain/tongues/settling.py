"""The noun and outcome of each amount: its own, shared with its neighbours, or understood."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.reading.tokens import QUOTES, REACH, WORD, Tokens
from bot.domain.tongues.befalling import Clauses, Reading
from bot.domain.tongues.words import Tongue
from db.models import Qualifier

_OF_PEOPLE: Final = frozenset(
    [
        "killed",
        "injured",
        "missing",
        "captured",
        "arrested",
        "abducted",
        "displaced",
        "evacuated",
        "rescued",
        "infected",
        "hospitalised",
        "marched",
        "gathered",
        "took part",
        "released",
        "trapped",
        "vaccinated",
        "deported",
    ]
)
_SHORT: Final = 6  # words of a query that is hardly a sentence
_LONGEST_LIST: Final = 4  # words between two amounts of a list


class Settler:
    """Settles what each amount counts, in the order of the text."""

    def __init__(self, lexicon: Lexicon, tongue: Tongue) -> None:
        self._lexicon = lexicon
        self._tongue = tongue

    def settle(self, tokens: Tokens, clauses: Clauses, readings: list[Reading]) -> None:
        """Give every reading its noun and outcome, borrowed from its neighbours where it has none."""
        self._share_outcomes(tokens, readings)
        for index, reading in enumerate(readings):
            thing, found = reading.thing, reading.found
            reading.noun, reading.adjectives, reading.part = thing.noun, thing.adjectives, thing.part
            reading.implied = thing.noun is None and thing.implied
            reading.outcome = found.outcome if found is not None else None
            if thing.unit is not None:
                self._of_a_unit(reading)
                continue
            self._implied_by_noun(reading)
            if reading.noun is not None and found is None:
                reading.outcome = reading.outcome or clauses.unlisted(reading)
            self._borrow(tokens, readings, index)
            if reading.outcome == "destroyed" and self._lexicon.is_person(reading.noun or ""):
                reading.outcome = "killed"  # people are "destroyed" in war reports
            if reading.noun is None and (reading.outcome in _OF_PEOPLE or self._crowd(reading)):
                reading.noun, reading.implied = "person", True
            self._further(readings, index)

    @staticmethod
    def _of_a_unit(reading: Reading) -> None:
        """Keep what befell a share of something; nothing befalls a sum or a length."""
        if reading.thing.noun is None:
            reading.outcome = None

    def _implied_by_noun(self, reading: Reading) -> None:
        told = self._tongue.outcome_of_noun.get(reading.noun or "")
        reading.outcome = told or reading.outcome

    @staticmethod
    def _crowd(reading: Reading) -> bool:
        return reading.amount.qualifier is Qualifier.VAGUE and reading.found is not None

    def _share_outcomes(self, tokens: Tokens, readings: list[Reading]) -> None:
        """Let a list share its verb: subjects that of the last one, objects that of the first."""
        for one, other in reversed(list(pairwise(readings))):
            behind = other.found is not None and other.found.side == "right" and not other.thing.part
            if one.found is None and behind and self._listed(tokens, one, other):
                one.found = other.found
        for one, other in pairwise(readings):
            before = one.found is not None and one.found.side == "left"
            if other.found is None and before and self._listed(tokens, one, other):
                other.found = one.found
        for one, other in pairwise(readings):
            silent = one.thing.noun is None and one.thing.unit is None and one.thing.outcome is None
            either = other.first - one.behind == 1 and tokens.norm(one.behind) in self._tongue.range_to
            if silent and either:
                one.thing.noun, one.thing.adjectives = other.thing.noun, other.thing.adjectives
                one.thing.unit, one.found = other.thing.unit, one.found or other.found

    def _listed(self, tokens: Tokens, one: Reading, other: Reading) -> bool:
        start, end = one.behind, other.first
        return start < end <= start + _LONGEST_LIST and all(
            tokens.norm(place) in self._tongue.separators or tokens.norm(place) in QUOTES
            for place in range(start, end)
        )

    def _borrow(self, tokens: Tokens, readings: Sequence[Reading], index: int) -> None:
        reading = readings[index]
        lender = self._lender(tokens, readings, index)
        if lender is None:
            return
        if reading.part and reading.found is None and reading.outcome is None:
            reading.outcome = lender.outcome
        alone = self._stands_alone(tokens, reading)
        if reading.noun is not None or not (reading.outcome or reading.thing.borrows or alone):
            return
        if reading.outcome is None and reading.found is None:
            reading.outcome = lender.outcome
        reading.noun, reading.adjectives, reading.implied = lender.noun, lender.adjectives, lender.implied

    def _lender(self, tokens: Tokens, readings: Sequence[Reading], index: int) -> Reading | None:
        """Return the reading before that lends its noun: the nearest that counts what this one can."""
        reading = readings[index]
        people = reading.outcome in _OF_PEOPLE
        for other in reversed(readings[max(index - REACH, 0) : index]):
            if tokens.sentence(reading.first) - tokens.sentence(other.first) > 1:
                return None
            if other.noun is None or other.thing.unit is not None or other.amount.numeral.zero:
                continue
            if people and not (self._lexicon.is_person(other.noun) or other.noun == "person"):
                continue
            if other.part and not reading.part:
                continue
            told = self._tongue.outcome_of_noun.get(other.noun)
            if told is not None and reading.outcome not in {None, told}:
                continue
            return other
        return None

    def _stands_alone(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a number stands for itself: "el sindicato habla de 80"."""
        tongue, behind = self._tongue, reading.behind
        if behind >= len(tokens) or tokens.kinds[behind] != WORD:
            return True
        return tokens.norm(behind) in tongue.idle

    @staticmethod
    def _further(readings: Sequence[Reading], index: int) -> None:
        """Take "two additional cases" for a part of all cases, where the text counts others before."""
        reading = readings[index]
        if (reading.amount.more or reading.thing.borrows) and not reading.part:
            reading.part = any(
                (other.noun, other.outcome) == (reading.noun, reading.outcome)
                for other in readings[max(index - REACH, 0) : index]
            )

    def drops(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a number turned out to count and to measure nothing."""
        known = reading.outcome is not None and self._lexicon.known_outcome(reading.outcome)
        numeral = reading.amount.numeral
        if numeral.zero:
            counted = reading.thing.noun is not None and len(tokens) <= _SHORT
            return not known and not counted
        if numeral.one and reading.thing.unit is None:
            person = reading.implied or reading.thing.noun == "person" or reading.part
            return not (reading.amount.hedged or (known and person))
        if reading.thing.unit is not None:
            return numeral.one and not reading.amount.hedged
        bare = reading.noun is None and reading.outcome is None
        return bare and len(tokens) > _SHORT and self._named(tokens, reading)

    def _named(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a number that counts nothing belongs to the word before it, as a name does."""
        tongue, before = self._tongue, reading.first - 1
        if not reading.amount.numeral.in_digits:
            return True
        if before < 0 or tokens.kinds[before] != WORD:
            return False
        word = tokens.norm(before)
        return word not in tongue.silent

    def denied(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether a figure stands under a denial in its sentence: "negó que", "опроверг, что"."""
        tongue = self._tongue
        sentence = tokens.sentence(reading.first)
        for place in range(reading.first - 1, max(reading.first - REACH, -1), -1):
            if tokens.sentence(place) != sentence or tokens.norm(place) in tongue.contrasts:
                return False
            if tongue.denying.at(tokens.norms, place) is not None:
                before = tokens.norms[max(place - 2, 0) : place]
                return tongue.negations.isdisjoint(before)
        return False
