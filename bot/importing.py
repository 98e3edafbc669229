"""Many claims at once: stored in batches, then one pass over each story for what they contradict."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Final

from bot.alerting import MAX_COMPARED, alerting_in
from bot.aside import COMPARING, SUSPECTING, aside
from bot.domain.engine import Engine
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

    async def add(self, drafts: Iterable[ClaimDraft], progress: Callable[[int], None]) -> None:
        """Store claims that are not on record yet; `progress` is told how many were looked at."""
        rest = iter(drafts)
        while entries := await asyncio.to_thread(self._next, rest):
            for claim in await self._ledger.add_new(self._workspace, entries, self._actor, self._at):
                if claim is None:
                    self.existed += 1
                    continue
                self.added += 1
                self._first = self._first or claim.id
                self._stories.add(claim.story_id)
            progress(self.added + self.existed)

    def _next(self, rest: Iterator[ClaimDraft]) -> list[Entry]:
        """Return the next rows made ready for the ledger, none at the end. Takes long."""
        return [self._engine.entry(draft) for draft in islice(rest, BATCH)]

    async def announce(self) -> int:
        """Store what the added claims are suspected to contradict, and their alerts; return how many."""
        alerts = 0
        alerting = alerting_in(await self._ledger.newsroom(self._workspace))
        for story_id in sorted(self._stories):
            positions = await self._ledger.positions(story_id)
            story = _Story(self._engine, positions, alerting)
            async for claim in self._ledger.every_claim(self._workspace, story_id):
                if claim.status is not Status.ACTIVE:
                    continue
                if self._first is not None and claim.id >= self._first:
                    alerts += await self._alerted(claim, story)
                    await asyncio.sleep(0)  # whoever asks for something else comes in between
                story.remember(claim)
        return alerts

    async def _alerted(self, claim: Claim, story: "_Story") -> bool:
        """Store what an added claim is suspected to contradict, and its alert; return whether it has one."""
        lines, suspicions = await aside(story.effort(claim), story.look, claim)
        if suspicions:
            await self._ledger.suspect(suspicions)
        if lines:
            await self._ledger.alert(claim, lines, self._at)
        return bool(lines)


class _Story:
    """What a pass over one story's claims, by id, has met."""

    def __init__(self, engine: Engine, positions: Sequence[Position], alerting: Sequence[Relation]) -> None:
        self._engine = engine
        self._positions = positions
        self._alerting = alerting  # relations that make a line, the gravest first
        self._stating: dict[int, list[Claim]] = {}  # position -> the first claims that state it
        self._figures = 0  # of those positions
        self._statements: deque[Claim] = deque(maxlen=MAX_COMPARED)

    def remember(self, claim: Claim) -> None:
        """Have later claims compared with this one."""
        if claim.position_id is None:
            self._statements.append(claim)
            return
        if claim.position_id not in self._stating:
            self._stating[claim.position_id] = []
            self._figures += len(claim.figures)
        stating = self._stating[claim.position_id]
        if len(stating) < PER_POSITION:
            stating.append(claim)

    def effort(self, claim: Claim) -> int:
        """Return about how many microseconds it takes to hold a claim against those remembered."""
        if not claim.figures:
            return SUSPECTING * len(self._statements)
        return COMPARING * len(claim.figures) * self._figures * len(self._alerting)

    def look(self, claim: Claim) -> tuple[list[AlertLine], list[Suspicion]]:
        """Return the lines of a claim's alert about those remembered, and what is only suspected of it."""
        if claim.figures:
            lines = (self._by_figures(claim, wanted) for wanted in self._alerting)
            return list(islice(chain.from_iterable(lines), MAX_LINES)), []
        suspicions = [found for other in self._statements if (found := self._engine.suspect(claim, other))]
        return [
            _line_of(found)
            for relation in self._alerting
            for found in suspicions
            if found.relation is relation
        ][:MAX_LINES], suspicions

    def _by_figures(self, claim: Claim, wanted: Relation) -> Iterator[AlertLine]:
        """Yield the remembered claims that stand in one relation to a claim by their figures."""
        for position in self._positions:
            stating = self._stating.get(position.id)
            if not stating:
                continue
            compared = self._engine.comparer.compare(claim.figures, position.figures)
            if compared is None or compared.relation not in _LEADING_TO[wanted]:
                continue
            for other in stating:
                verdict = self._engine.relate(claim, other)
                if verdict.relation is wanted:
                    yield AlertLine(
                        claim_id=other.id,
                        relation=verdict.relation,
                        suspected=verdict.suspected,
                        reason=verdict.reason,
                    )


def _line_of(suspicion: Suspicion) -> AlertLine:
    return AlertLine(
        claim_id=suspicion.b, relation=suspicion.relation, suspected=True, reason=suspicion.reason
    )
