"""A transaction on a ledger: its changes, and the questions that see them before they are committed."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from db.models import (
    Alert,
    AlertLine,
    AlertState,
    Claim,
    Decision,
    Entry,
    Figure,
    Relation,
    Source,
    SourceName,
    Status,
    Suspicion,
    Watch,
)
from db.sqlite import writing
from db.sqlite.reader import SqliteReader
from db.store import LedgerError, Writer

P = ParamSpec("P")
T = TypeVar("T")


class SqliteWriter(SqliteReader, Writer):
    """Changes a ledger inside the transaction that `SqliteStore.write` began."""

    async def _ask(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self._connection.perform(_inside, lambda db: work(db, *args, **kwargs))

    async def add(self, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
        """Store a claim; raises LedgerError where it is on record already."""
        return await self._ask(writing.add, workspace, entry, actor, at)

    async def add_new(
        self, workspace: str, entries: Sequence[Entry], actor: str, at: datetime
    ) -> Sequence[Claim | None]:
        """Store those of some claims that are not on record yet."""
        return await self._ask(writing.add_new, workspace, entries, actor, at)

    async def replace(
        self, claim: Claim, entry: Entry, actor: str, at: datetime, reason: str | None = None
    ) -> Claim:
        """Store a claim anew under its id."""
        return await self._ask(writing.replace, claim.id, entry, actor, at, reason)

    async def reread(self, claim: Claim, figures: tuple[Figure, ...]) -> None:
        """Give a claim the figures that its text is now read to state."""
        await self._ask(writing.reread, claim.id, figures)

    async def set_status(
        self, claim: Claim, status: Status, actor: str, at: datetime, reason: str | None = None
    ) -> Claim:
        """Set a claim's status."""
        return await self._ask(writing.set_status, claim.id, status, actor, at, reason)

    async def alias(self, workspace: str, source: SourceName, others: Sequence[SourceName]) -> Source:
        """Make other names of one source known."""
        return await self._ask(writing.alias, workspace, source, others)

    async def decide(self, decision: Decision) -> None:
        """Store a decision about two claims."""
        await self._ask(writing.decide, decision)

    async def suspect(self, suspicions: Sequence[Suspicion]) -> None:
        """Store suspicions."""
        await self._ask(writing.suspect, suspicions)

    async def alert(self, claim: Claim, lines: Sequence[AlertLine], at: datetime) -> Alert:
        """Store the alert that a claim causes."""
        return await self._ask(writing.alert, claim.id, lines, at)

    async def settle(self, workspace: str, a: int, b: int, relation: Relation) -> None:
        """Let waiting alerts know what was decided about two claims."""
        await self._ask(writing.settle, workspace, a, b, relation)

    async def set_alert(self, workspace: str, claim_id: int, state: AlertState) -> None:
        """Set the state of the waiting alerts that a claim caused."""
        await self._ask(writing.set_alert, workspace, claim_id, state)

    async def watch(self, workspace: str, watch: Watch) -> None:
        """Store a watch."""
        await self._ask(writing.watch, workspace, watch)

    async def unwatch(self, workspace: str, watch: Watch) -> bool:
        """Remove a watch; return whether there was one."""
        return await self._ask(writing.unwatch, workspace, watch)

    async def set_meta(self, key: str, value: str) -> None:
        """Store what the ledger says of itself under a key."""
        await self._ask(writing.set_meta, key, value)


def _inside(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    if not db.in_transaction:
        raise LedgerError("this change of the ledger has ended or was undone; begin it again")
    return work(db)
