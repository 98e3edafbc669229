"""A transaction on a ledger: its changes, and the questions that see them before they are committed."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from db.models import (
    Alert,
    AlertLine,
    Article,
    Change,
    Claim,
    Decision,
    Entry,
    Figure,
    Intake,
    Newsroom,
    ProposalState,
    Proposed,
    Source,
    SourceChange,
    SourceName,
    Status,
    Suspicion,
    Watch,
)
from db.sqlite import adding, alerts, articles, bulk, deciding, newsrooms, outbox, sources, writing
from db.sqlite.connection import Connection
from db.sqlite.reader import SqliteReader
from db.sqlite.rows import written
from db.sqlite.shared import Ids
from db.store import LedgerError, Listed, Onlooker, Stored, Writer, Written

P = ParamSpec("P")
T = TypeVar("T")


class SqliteWriter(SqliteReader, Writer):
    """Changes a ledger inside the transaction that `SqliteStore.write` began."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._ids: dict[str, Ids] = {}  # by workspace, for many claims at once

    async def _ask(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self._connection.perform(_inside, lambda db: work(db, *args, **kwargs))

    async def add(self, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
        """Store a claim; raises LedgerError where it is on record already."""
        return await self._ask(adding.add, workspace, entry, actor, at)

    @property
    def written(self) -> Callable[[Entry], Written]:
        """What writes an entry out for `add_new`."""
        return written

    async def add_new(
        self, workspace: str, claims: Sequence[Written], actor: str, at: datetime
    ) -> Sequence[Stored | None]:
        """Store those of some claims that are not on record yet."""
        return await self._ask(self._add_new, workspace, claims, actor, at)

    def _add_new(
        self, db: sqlite3.Connection, workspace: str, claims: Sequence[Written], actor: str, at: datetime
    ) -> list[Stored | None]:
        if workspace not in self._ids:
            self._ids[workspace] = Ids(db, workspace)
        return adding.add_new(self._ids[workspace], claims, actor, at)

    async def announce(
        self,
        stories: Iterable[int],
        first: int,
        at: datetime,
        look: Onlooker,
        limits: tuple[int, int],
    ) -> AsyncIterator[int]:
        """Store the alerts and suspicions of new claims, step by step."""
        steps = await self._ask(bulk.announce, stories, first, at, look, limits)
        while (alerts := await self._ask(lambda _: next(steps, None))) is not None:
            yield alerts

    async def replace(
        self,
        claim: Claim,
        entry: Entry,
        actor: str,
        at: datetime,
        reason: str | None = None,
        undoes: int | None = None,
    ) -> Claim:
        """Store a claim anew under its id."""
        return await self._ask(writing.replace, claim.id, entry, actor, at, reason, undoes)

    async def reread(self, claim: Claim, figures: tuple[Figure, ...]) -> None:
        """Give a claim the figures that its text is now read to state."""
        await self._ask(writing.reread, claim.id, figures)

    async def set_status(
        self,
        claim: Claim,
        status: Status,
        actor: str,
        at: datetime,
        reason: str | None = None,
        undoes: int | None = None,
    ) -> Claim:
        """Set a claim's status; raises LedgerError where that makes it another one's double."""
        return await self._ask(writing.set_status, claim.id, status, actor, at, reason, undoes)

    async def alias(
        self,
        workspace: str,
        source: SourceName,
        others: Sequence[SourceName],
        actor: str,
        at: datetime,
        reason: str | None = None,
    ) -> Source:
        """Make other names of one source known."""
        self._ids.clear()
        return await self._ask(sources.alias, workspace, source, others, actor, at, reason)

    async def separate(
        self, change: SourceChange, actor: str, at: datetime, key: Callable[[str], str]
    ) -> Source:
        """Take an alias or a merge back."""
        self._ids.clear()
        return await self._ask(sources.separate, change, actor, at, key)

    async def decide(self, decision: Decision) -> None:
        """Store a decision about two claims."""
        await self._ask(deciding.decide, decision)

    async def undecide(self, change: Change, actor: str, at: datetime) -> None:
        """Take a decision back."""
        await self._ask(deciding.undecide, change, actor, at)

    async def suspect(self, suspicions: Sequence[Suspicion]) -> None:
        """Store suspicions."""
        await self._ask(deciding.suspect, suspicions)

    async def alert(self, claim: Claim, lines: Sequence[AlertLine], at: datetime) -> Alert:
        """Store the alert that a claim causes."""
        return await self._ask(alerts.alert, claim.id, lines, at)

    async def correct(self, lines: Sequence[Listed]) -> None:
        """Give lines of alerts another state and another reason."""
        await self._ask(alerts.correct, lines)

    async def watch(self, workspace: str, watch: Watch) -> None:
        """Store a watch."""
        await self._ask(newsrooms.watch, workspace, watch)

    async def unwatch(self, workspace: str, watch: Watch) -> bool:
        """Remove a watch; return whether there was one."""
        return await self._ask(newsrooms.unwatch, workspace, watch)

    async def set_newsroom(self, workspace: str, newsroom: Newsroom) -> None:
        """Store what a workspace has set up."""
        await self._ask(newsrooms.set_newsroom, workspace, newsroom)

    async def set_room(self, workspace: str, room: str, story: str | None) -> None:
        """Store which story a channel is about."""
        await self._ask(newsrooms.set_room, workspace, room, story)

    async def sending(self, delivery_id: int) -> None:
        """Mark a message as handed over."""
        await self._ask(outbox.sending, delivery_id)

    async def sent(self, delivery_id: int, channel: str, message: str, version: int) -> None:
        """Mark a message as sent."""
        await self._ask(outbox.sent, delivery_id, channel, message, version)

    async def postpone(self, delivery_id: int, until: datetime, error: str) -> None:
        """Let a message wait."""
        await self._ask(outbox.postpone, delivery_id, until, error)

    async def recall(self, delivery_id: int) -> None:
        """Take back that a message was handed over."""
        await self._ask(outbox.recall, delivery_id)

    async def drop(self, delivery_id: int, error: str) -> None:
        """Give a message up for good."""
        await self._ask(outbox.drop, delivery_id, error)

    async def hurry(self, workspace: str, now: datetime) -> None:
        """Let every message that waits in a workspace be due now."""
        await self._ask(outbox.hurry, workspace, now)

    async def take_in(
        self, workspace: str, article: Article, story: str, digest: bytes, actor: str, at: datetime
    ) -> Intake:
        """Store an article."""
        return await self._ask(articles.take_in, workspace, article, story, digest, actor, at)

    async def propose(self, article_id: int, proposed: Iterable[tuple[Proposed, str]]) -> None:
        """Store what was found in an article."""
        await self._ask(articles.propose, article_id, proposed)

    async def settle(
        self,
        proposal_id: int,
        state: ProposalState,
        actor: str,
        at: datetime,
        *,
        claim_id: int | None = None,
        reason: str | None = None,
    ) -> None:
        """Store what became of a proposal."""
        await self._ask(articles.settle, proposal_id, state, actor, at, claim_id, reason)

    async def replace_waiting(self, article_id: int, actor: str, at: datetime) -> int:
        """Mark an article's proposals that wait as replaced."""
        return await self._ask(articles.replace_waiting, article_id, actor, at)

    async def reopen(self, claim_id: int) -> Sequence[int]:
        """Let the proposals that became a claim wait again."""
        return await self._ask(articles.reopen, claim_id)

    async def set_meta(self, key: str, value: str) -> None:
        """Store what the ledger says of itself under a key."""
        await self._ask(newsrooms.set_meta, key, value)


def _inside(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    if not db.in_transaction:
        raise LedgerError("this change of the ledger has ended or was undone; begin it again")
    return work(db)
