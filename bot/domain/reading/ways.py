"""Which way a measured figure goes, whether it is the size of a change, and the times that it speaks of."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.lexicon import Table, lists, table, words
from bot.domain.measures import AWAY, CHANGE, DOWN, OTHERS, TIME, UP
from bot.domain.reading.inflection import verb_forms
from bot.domain.reading.months import Months
from bot.domain.reading.tokens import NUMBER, REACH, Tokens, fold

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BEFORE: Final = 3  # words in front of a number within which a change may be told
_BEHIND: Final = 2  # likewise behind it
_CHANGE: Final = "change"


class WayReader:
    """Finds the words that turn a measure round: rose or fell, profit or loss, for or against."""

    def __init__(self, tables: Table, code: str, negations: frozenset[str]) -> None:
        self._negations = negations
        irregular = lists(tables, "verbs", "irregular")
        self._ways: dict[str, list[str]] = {}
        for axis in table(tables, "measures", code, "ways"):
            for side, sign in (("up", UP), ("down", DOWN)):
                for word in words(tables, "measures", code, "ways", axis, side):
                    for form in {word, *(form.word for form in verb_forms(word, irregular))}:
                        self._ways.setdefault(fold(form), []).append(sign + axis)
        beside = lists(tables, "measures", code, "beside")
        self._adverbs = frozenset(beside.get("adverbs", ()))
        self._levels = frozenset(beside.get("levels", ()))
        self._sizes = frozenset(beside.get("sizes", ()))
        self._away = frozenset(beside.get("away", ()))
        self._months = Months(tables, code)
        self._times = {
            fold(word): name
            for name, found in lists(tables, "measures", code, "times").items()
            for word in found
        }

    def tells(self, word: str) -> bool:
        """Return whether a word can tell a way."""
        return word in self._ways

    def read(
        self, tokens: Tokens, clause: range, first: int, last: int, taken: frozenset[int], *, lasts: bool
    ) -> Iterator[str]:
        """Yield what tells a figure apart: its ways, once each, `CHANGE` and times.

        `clause` are the tokens of its clause; `first` and `last` (exclusive) those of the figure.
        `lasts` says that it is a duration.
        """
        beside = {first - 1, last}
        told = {
            place: self._ways[word]
            for place in clause
            if (word := tokens.norm(place)) in self._ways
            and place not in taken
            and (word not in self._adverbs or place in beside)
        }
        ways = {way for found in told.values() for way in found}
        yield from (way for way in ways if _reverse(way) not in ways)
        if not lasts and self._is_size(tokens, told, first, last):
            yield CHANGE
        if any(place >= last and tokens.norm(place) in self._negations for place in clause):
            yield OTHERS
        away = tokens.norm(last) in self._away
        if away or (tokens.norm(first - 1) == "within" and tokens.norm(last) == "of"):
            yield AWAY
        yield from self._spoken_of(tokens, first, taken)

    def _is_size(self, tokens: Tokens, told: dict[int, list[str]], first: int, last: int) -> bool:
        before = tokens.norm(first - 1)
        if before in self._sizes:
            return True
        near = (*range(first - _BEFORE, first), *range(last, last + _BEHIND))
        changes = any(way[1:] == _CHANGE for place in near for way in told.get(place, ()))
        return changes and before not in self._levels

    def _spoken_of(self, tokens: Tokens, first: int, taken: frozenset[int]) -> Iterator[str]:
        for place in range(max(first - REACH, 0), min(first + REACH, len(tokens))):
            if place in taken or tokens.sentence(place) != tokens.sentence(first):
                continue
            word = tokens.norm(place)
            if word in self._times and self._months.at(tokens, place):
                yield TIME + self._times[word]
            elif tokens.kinds[place] == NUMBER and _YEAR.fullmatch(word):
                yield TIME + word


def _reverse(way: str) -> str:
    return (DOWN if way[0] == UP else UP) + way[1:]
