"""Many claims at once: stored in batches, then each looked at once for what it contradicts."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Final

from bot.alerting import MAX_COMPARED, alerting_in
from bot.crew import Crew
from bot.domain.comparison import Thing
from bot.domain.engine import Engine, Heard, Said
from bot.domain.suspecting import Suspects
from db.models import AlertLine, Claim, ClaimDraft, Entry, Position, Relation, Status, Suspicion
from db.store import Writer

BATCH: Final = 250  # rows stored at a time
MAX_LINES: Final = 20  # claims that the alert of an imported one lists
PER_POSITION: Final = 5  # of them that state the same

_LEADING_TO: Final = {  # what figures must be to each other for two claims to be in a relation
    Relation.CONTRADICTS: {Relation.CONTRADICTS},
    Relation.REVISES: {Relation.CONTRADICTS, Relation.DIVERGES},
    Relation.DIVERGES: {Relation.CONTRADICTS, Relation.DIVERGES},
}
_APART: Final = frozenset({Relation.CONTRADICTS, Relation.DIVERGES})


class Importer:
    """Adds many claims inside one transaction, in memory that doesn't grow with their number."""

    def __init__(self, ledger: Writer, workspace: str, engine: Engine, actor: str, at: datetime) -> None:
        self._ledger = ledger
        self._workspace = workspace
        self._engine = engine
        self._actor = actor
        self._at = at
        self._first: int | None = None  # id of the first claim added
        self._stories: set[int] = set()
        self.added = 0
        self.existed = 0
        self.rated = 0  # of those that existed: given ratings that they lacked

    async def add(self, drafts: Iterable[ClaimDraft], progress: Callable[[int], None]) -> None:
        """Store claims that are not on record yet; `progress` is told how many were looked at."""
        with Crew(self._engine) as crew:
            read = self._read(crew, iter(drafts))
            await self._add(read, progress)

    async def _add(self, read: Iterator[list[Entry]], progress: Callable[[int], None]) -> None:
        while entries := await asyncio.to_thread(next, read, None):
            for stored in await self._ledger.add_new(self._workspace, entries, self._actor, self._at):
                if stored is None or stored.rated:
                    self.existed += 1
                    self.rated += stored is not None
                    continue
                self.added += 1
                self._first = self._first or stored.id
                self._stories.add(stored.story_id)
            progress(self.added + self.existed)

    def _read(self, crew: Crew, rest: Iterator[ClaimDraft]) -> Iterator[list[Entry]]:
        """Yield rows made ready for the ledger, some at a time. Takes long."""
        taken: deque[list[ClaimDraft]] = deque()

        def batches() -> Iterator[list[Said]]:
            while drafts := list(islice(rest, BATCH)):
                taken.append(drafts)
                yield list(map(Said.by, drafts))

        for heard in crew.map(_heard, batches()):
            yield list(map(self._engine.entry, taken.popleft(), heard))

    async def announce(self) -> int:
        """Store what the added claims are suspected to contradict, and their alerts; return how many."""
        if self._first is None:
            return 0
        alerting = alerting_in(await self._ledger.newsroom(self._workspace))
        steps = self._ledger.announce(
            sorted(self._stories),
            self._first,
            self._at,
            lambda positions: _Story(self._engine, positions, alerting),
            (PER_POSITION, MAX_COMPARED),
        )
        return sum([alerts async for alerts in steps])


class _Story:
    """What a pass over one story's claims, by id, has met."""

    def __init__(self, engine: Engine, positions: Sequence[Position], alerting: Sequence[Relation]) -> None:
        self._engine = engine
        self._positions: dict[Thing, list[Position]] = {}  # by what they count or measure
        for position in positions:
            for thing in engine.comparer.things(position.figures):
                self._positions.setdefault(thing, []).append(position)
        self._alerting = alerting  # relations that make a line, the gravest first
        self._stating: dict[int, list[Claim]] = {}  # position -> the first claims that state it
        self._against: dict[int, list[tuple[int, Relation]]] = {}  # position -> those that it is held against
        self._statements = Suspects(engine, MAX_COMPARED)

    def remember(self, claim: Claim) -> None:
        """Have later claims compared with this one, if it is active."""
        if claim.status is not Status.ACTIVE:
            return
        if claim.position_id is None:
            self._statements.remember(claim)
            return
        stating = self._stating.setdefault(claim.position_id, [])
        if len(stating) < PER_POSITION:
            stating.append(claim)

    def look(self, claim: Claim) -> tuple[list[AlertLine], list[Suspicion]]:
        """Return the lines of a claim's alert about those remembered, and what is only suspected of it."""
        if claim.status is not Status.ACTIVE:
            return [], []
        if claim.position_id is not None:
            against = self._held_against(claim, claim.position_id)
            lines = (self._by_figures(claim, against, wanted) for wanted in self._alerting)
            return list(islice(chain.from_iterable(lines), MAX_LINES)), []
        suspicions = self._statements.of(claim)
        return [
            _line_of(found)
            for relation in self._alerting
            for found in suspicions
            if found.relation is relation
        ][:MAX_LINES], suspicions

    def _held_against(self, claim: Claim, position_id: int) -> list[tuple[int, Relation]]:
        """Return the positions that a claim's contradicts or diverges from."""
        known = self._against.get(position_id)
        if known is None:
            comparer = self._engine.comparer
            things = comparer.things(claim.figures)
            others = {other.id: other for thing in things for other in self._positions.get(thing, ())}
            found = (
                (number, comparer.compare(claim.figures, others[number].figures)) for number in sorted(others)
            )
            known = [(number, one.relation) for number, one in found if one and one.relation in _APART]
            self._against[position_id] = known
        return known

    def _by_figures(
        self, claim: Claim, against: Iterable[tuple[int, Relation]], wanted: Relation
    ) -> Iterator[AlertLine]:
        """Yield the remembered claims that stand in one relation to a claim by their figures."""
        leading = _LEADING_TO[wanted]
        for position_id, relation in against:
            if relation not in leading:
                continue
            for other in self._stating.get(position_id, ()):
                verdict = self._engine.relate(claim, other)
                if verdict.relation is wanted:
                    yield AlertLine.model_construct(
                        claim_id=other.id,
                        relation=verdict.relation,
                        suspected=verdict.suspected,
                        reason=verdict.reason,
                    )


def _heard(engine: Engine, batch: Sequence[Said]) -> list[Heard]:
    return list(map(engine.heard, batch))


def _line_of(suspicion: Suspicion) -> AlertLine:
    return AlertLine(
        claim_id=suspicion.b, relation=suspicion.relation, suspected=True, reason=suspicion.reason
    )
