"""The newest statements of a story, so kept that a new one meets only those that it may contradict."""

from collections import deque
from collections.abc import Iterable
from typing import Final, NamedTuple

from bot.domain.engine import Engine
from bot.domain.statements import Statement
from db.models import Claim, Suspicion

_TIDY: Final = 4  # times as many numbers as statements are kept before old ones are cleared out


class _Kept(NamedTuple):
    number: int
    claim: Claim
    statement: Statement


class Suspects:
    """The last statements of a story, found by the opposites, the words and the denials that they have."""

    def __init__(self, engine: Engine, limit: int) -> None:
        """`limit` is how many statements are kept, the newest."""
        self._engine = engine
        self._limit = limit
        self._kept: deque[_Kept] = deque(maxlen=limit)
        self._numbered = 0
        self._by_sign: dict[str, list[_Kept]] = {}

    def remember(self, claim: Claim) -> None:
        """Keep one more statement; the oldest goes where there are too many."""
        statement = self._engine.statement(claim)
        kept = _Kept(self._numbered, claim, statement)
        self._numbered += 1
        self._kept.append(kept)
        self._file(kept)
        if self._numbered % (self._limit * _TIDY) == 0:
            self._by_sign.clear()
            for one in self._kept:
                self._file(one)

    def _file(self, kept: _Kept) -> None:
        for sign in kept.statement.signs():
            self._by_sign.setdefault(sign, []).append(kept)

    def of(self, claim: Claim) -> list[Suspicion]:
        """Return what a statement is suspected to contradict, the oldest first."""
        statement = self._engine.statement(claim)
        return [
            found
            for other in self._meeting(statement)
            if (found := self._engine.suspect(claim, other.claim)) is not None
        ]

    def _meeting(self, statement: Statement) -> Iterable[_Kept]:
        """Return the kept statements that may contradict one, by the signs that two such share."""
        if statement.takes_back:
            return self._kept
        oldest = self._numbered - self._limit
        met = {
            kept.number: kept
            for sign in statement.meets()
            for kept in self._by_sign.get(sign, ())
            if kept.number >= oldest
        }
        return [met[number] for number in sorted(met)]
