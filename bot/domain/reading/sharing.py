"""Which outcome is whose, and what neighbouring amounts share."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.domain.reading.amounts import AmountReader
from bot.domain.reading.clauses import Clauses
from bot.domain.reading.language import Language
from bot.domain.reading.readings import Reading
from bot.domain.reading.tokens import NUMBER, QUOTES, WORD, Tokens

_PLACING: Final = frozenset({"in", "across", "at", "near", "from", "over", "around"})
_OF_THE: Final = 3  # words of "one of the" in front of a whole
_LONGEST_LIST: Final = 6  # words between two amounts of a list: ", a woman and"
_LONGEST_SHARED: Final = 5  # words between two amounts that share a noun


class Sharing:
    """Gives each amount its outcome, and lets neighbours share nouns, units and outcomes."""

    def __init__(self, language: Language, amounts: AmountReader) -> None:
        self._language = language
        self._amounts = amounts

    def settle(self, tokens: Tokens, clauses: Clauses, readings: list[Reading]) -> None:
        """Fill in parts, shared nouns and units, and what befell those counted."""
        for reading in readings:
            before = tokens.norms[max(reading.first - _OF_THE, 0) : reading.first]
            some = before[1:2] == ["of"] and before[0] in self._language.cues["some_of"]
            reading.whole = some or tokens.norm(reading.first - 2) == "half"
        self._pair_parts(readings)
        self._share_things(tokens, readings)
        self._find_outcomes(tokens, clauses, readings)

    @staticmethod
    def _pair_parts(readings: list[Reading]) -> None:
        """Let "24 out of 33 drones" count drones twice."""
        for reading, following in pairwise(readings):
            reading.part = reading.thing.part
            if reading.thing.of_next:
                following.whole = True
                thing = following.thing
                reading.thing = replace(
                    reading.thing,
                    noun=thing.noun,
                    adjectives=thing.adjectives,
                    last=thing.last,
                    noun_at=thing.noun_at,
                )
        if readings:
            readings[-1].part = readings[-1].thing.part

    def _share_things(self, tokens: Tokens, readings: list[Reading]) -> None:
        """Let "from 410 to 385 tonnes" and "69 votes to 30" share their unit or noun."""
        for reading, following in pairwise(readings):
            one, other = reading.thing, following.thing
            start, end = reading.behind, following.first
            if one.noun is None and one.unit is None and not one.borrows and self._shares(tokens, start, end):
                last = max(other.last, following.amount.last)
                reading.thing = (
                    replace(other, last=last, names=[])
                    if self._of_one(tokens, start, end)
                    else replace(one, noun=other.noun, noun_at=other.noun_at, last=end - 1)
                )
            elif (
                other.noun is None
                and other.unit is None
                and end - start == 1
                and tokens.norm(start) == "to"
                and self._bare(tokens, following)
            ):
                following.thing = replace(one, last=max(other.last, following.amount.last), names=[])

    @staticmethod
    def _of_one(tokens: Tokens, start: int, end: int) -> bool:
        return end - start == 1 and tokens.norm(start) in {"to", "from"}

    def _bare(self, tokens: Tokens, reading: Reading) -> bool:
        after = reading.behind
        return (
            after >= len(tokens)
            or tokens.kinds[after] != WORD
            or tokens.norm(after) in self._language.function_words
        )

    def _shares(self, tokens: Tokens, start: int, end: int) -> bool:
        """Return whether the words between two amounts leave the first one's noun to the second."""
        if (
            end <= start
            or end - start > _LONGEST_SHARED
            or tokens.norm(end - 1) not in {"to", "and", "or", "from"}
        ):
            return False
        language = self._language
        if end - start > 1 and tokens.norm(end - 1) not in {"and", "or"}:
            return False
        return all(
            (tokens.kinds[place] != WORD and tokens.norm(place) == "-")
            or (tokens.kinds[place] == NUMBER and not tokens.spaced(place))
            or (
                tokens.kinds[place] == WORD
                and tokens.norm(place) not in language.function_words | language.adverbs | language.more
                and language.outcomes.at(tokens, place) is None
                and tokens.norm(place) not in language.verbs
            )
            for place in range(start, end - 1)
        )

    def _find_outcomes(self, tokens: Tokens, clauses: Clauses, readings: list[Reading]) -> None:
        for reading in readings:
            self._amounts.hedge_after_noun(tokens, reading.amount, reading.thing.last)
            if reading.whole:
                found = clauses.outcome(reading)
                reading.found = found if found is not None and found.side == "near" else None
                continue
            behind = reading.behind
            reading.aboard = tokens.norm(behind) == "aboard" or (
                tokens.norm(behind),
                tokens.norm(behind + 1),
            ) == ("on", "board")
            reading.found = clauses.outcome(reading)
        self._share_outcomes(tokens, readings)

    def _share_outcomes(self, tokens: Tokens, readings: list[Reading]) -> None:
        """Let a list share its verb: subjects that of the last one, objects that of the first."""
        for reading, following in reversed(list(pairwise(readings))):
            shared = following.found is not None and following.found.side != "left" and not following.part
            together = shared and self._listed_together(tokens, reading, following)
            if reading.found is None and together and not self._tells_where(tokens, reading):
                reading.found = following.found
        for reading, following in pairwise(readings):
            silent = reading.found is None or reading.found.outcome is None
            if silent and self._among(tokens, reading, following):
                reading.found, reading.part, following.holds = following.found, True, True
        for before, reading in pairwise(readings):
            shared = before.found is not None and before.found.side == "left" and not before.whole
            if reading.found is None and shared and self._listed_together(tokens, before, reading):
                reading.found = before.found

    def _tells_where(self, tokens: Tokens, reading: Reading) -> bool:
        """Return whether an amount only counts places: "killed in two provinces, and five are missing"."""
        lexicon, noun = self._language.lexicon, reading.thing.noun
        return tokens.norm(reading.first - 1) in _PLACING and (noun is None or not lexicon.is_person(noun))

    def _among(self, tokens: Tokens, reading: Reading, following: Reading) -> bool:
        """Return whether one figure is counted among the next: "17 children were among the 62 dead"."""
        start, end = reading.behind, following.first
        between = [tokens.norm(place) for place in range(start, end)]
        return "among" in between and set(between) <= self._language.cues["among"]

    def _listed_together(self, tokens: Tokens, one: Reading, other: Reading) -> bool:
        language = self._language
        start, end = one.behind, other.first
        return start < end <= start + _LONGEST_LIST and all(
            tokens.norm(place) in self._language.cues["separators"]
            or tokens.norm(place) in QUOTES
            or (tokens.norm(place - 1) in language.one and language.lexicon.known_noun(tokens.norm(place)))
            or (
                tokens.norm(place) in language.one
                and tokens.norm(place - 1) in self._language.cues["separators"]
            )
            for place in range(start, end)
        )
