"""A ledger's questions, each answered on a connection's own thread."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Concatenate, Final, ParamSpec, TypeVar

from db.models import (
    Alert,
    Change,
    Claim,
    Decision,
    Delivery,
    Entry,
    Intake,
    Newsroom,
    Position,
    Proposal,
    Source,
    SourceChange,
    Status,
    Story,
    Suspicion,
    Watch,
)
from db.sqlite import alerts, articles, newsrooms, outbox, reading, sources, summing
from db.sqlite.connection import Connection
from db.store import Beside, Listed, Reader

P = ParamSpec("P")
T = TypeVar("T")

BATCH: Final = 500  # claims held at once while all of them are walked through


class SqliteReader(Reader):
    """Answers questions over one connection; the protocol `Reader` says what each of them means."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def _ask(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what `work` answers; all its statements see the same moment of the ledger."""
        return await self._connection.perform(_at_once, lambda db: work(db, *args, **kwargs))

    async def revision(self) -> int:
        """Return the id of the newest change."""
        return await self._ask(reading.revision)

    async def changed_since(self, revision: int, limit: int) -> Sequence[tuple[int, Claim]]:
        """Return the claims changed after a revision."""
        return await self._ask(reading.changed_since, revision, limit)

    async def claim(self, workspace: str, claim_id: int) -> Claim | None:
        """Return one claim."""
        return next(iter(await self._ask(reading.claims, workspace, [claim_id])), None)

    async def claims(self, workspace: str, ids: Iterable[int]) -> Sequence[Claim]:
        """Return the claims with these ids."""
        return await self._ask(reading.claims, workspace, list(ids))

    async def duplicate(self, workspace: str, entry: Entry) -> Claim | None:
        """Return the claim that says the same already."""
        return await self._ask(reading.duplicate, workspace, entry)

    async def every_claim(
        self, workspace: str | None = None, story_id: int | None = None
    ) -> AsyncIterator[Claim]:
        """Yield claims by id, a batch at a time, so that no long transaction holds the ledger's log."""
        after = 0
        while found := await self._ask(reading.batch, workspace, story_id, after, BATCH):
            for claim in found:
                yield claim
            after = found[-1].id

    async def batches(self) -> AsyncIterator[Sequence[Claim]]:
        """Yield every claim by id, a batch at a time."""
        after = 0
        while found := await self._ask(reading.batch, None, None, after, BATCH):
            yield found
            after = found[-1].id

    async def count(self, workspace: str | None = None) -> int:
        """Return how many claims there are."""
        return await self._ask(reading.count, workspace)

    async def story(self, workspace: str, key: str) -> Story | None:
        """Return the story with this key."""
        return await self._ask(reading.story, workspace, key)

    async def story_by_id(self, workspace: str, story_id: int) -> Story | None:
        """Return the story with this number."""
        return await self._ask(reading.story_by_id, workspace, story_id)

    async def stories(self, workspace: str, ids: Iterable[int] | None = None) -> Sequence[Story]:
        """Return the stories, by name."""
        return await self._ask(reading.stories, workspace, None if ids is None else list(ids))

    async def positions(self, story_id: int) -> Sequence[Position]:
        """Return a story's distinct sets of figures."""
        return await self._ask(reading.positions, story_id)

    async def claims_at(self, position_ids: Sequence[int], limit: int) -> Sequence[Claim]:
        """Return the earliest claims that state these positions."""
        return await self._ask(reading.claims_at, position_ids, limit)

    async def claims_of_story(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return the claims of a story that were said or published first."""
        return await self._ask(reading.claims_of_story, story_id, limit)

    async def claims_by(self, story_id: int, speaker_ids: Sequence[int], limit: int) -> Sequence[Claim]:
        """Return claims by these speakers."""
        return await self._ask(reading.claims_by, story_id, speaker_ids, limit)

    async def claims_as_of(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return claims that name their moment."""
        return await self._ask(reading.claims_as_of, story_id, limit)

    async def by_status(self, story_id: int) -> Mapping[Status, int]:
        """Return how many claims of a story have each status."""
        return await self._ask(summing.by_status, story_id)

    async def retracted(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return the retracted claims of a story."""
        return await self._ask(summing.retracted, story_id, limit)

    async def voices(
        self, story_id: int, limit: int, passed_on: Sequence[int] | None = None
    ) -> Sequence[Claim]:
        """Return the first claim of each speaker of a story."""
        return await self._ask(summing.voices, story_id, limit, passed_on)

    async def worded(self, story_id: int) -> Sequence[Sequence[int]]:
        """Return the ids of a story's claims by speaker and words."""
        return await self._ask(summing.worded, story_id)

    async def statements(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return claims without a figure."""
        return await self._ask(reading.statements, story_id, limit)

    async def source(self, workspace: str, key: str) -> Source | None:
        """Return the source known under a key."""
        return await self._ask(sources.source, workspace, key)

    async def sources(self, workspace: str) -> Sequence[Source]:
        """Return every source, by name."""
        return await self._ask(sources.sources, workspace)

    async def history(self, workspace: str, claim_id: int) -> Sequence[Change]:
        """Return a claim's changes."""
        return await self._ask(reading.history, workspace, claim_id)

    async def beside(
        self, claim_id: int, position_groups: Sequence[Sequence[int]] = (), limit: int = 0
    ) -> Beside:
        """Return what stands beside a claim."""
        return await self._ask(reading.beside, claim_id, position_groups, limit)

    async def story_suspicions(self, story_id: int, limit: int) -> Sequence[Suspicion]:
        """Return the contradictions suspected within a story."""
        return await self._ask(reading.story_suspicions, story_id, limit)

    async def suspicions(self, pairs: Iterable[tuple[int, int]]) -> Sequence[Suspicion]:
        """Return what is suspected of pairs of claims."""
        return await self._ask(reading.suspicions, list(pairs))

    async def story_decisions(self, story_id: int) -> Sequence[Decision]:
        """Return the decisions within a story that hold."""
        return await self._ask(reading.story_decisions, story_id)

    async def alerts(self, workspace: str, limit: int) -> Sequence[Alert]:
        """Return alerts, newest first."""
        return await self._ask(alerts.alerts, workspace, limit)

    async def alert_by_id(self, workspace: str, alert_id: int) -> Alert | None:
        """Return one alert."""
        return await self._ask(alerts.alert_by_id, workspace, alert_id)

    async def listed(self, claim_id: int) -> Sequence[Listed]:
        """Return the lines of alerts about a claim."""
        return await self._ask(alerts.listed, claim_id)

    async def due(self, workspaces: Iterable[str], now: datetime, limit: int) -> Sequence[Delivery]:
        """Return messages to send or to correct by now."""
        return await self._ask(outbox.due, list(workspaces), now, limit)

    async def undelivered(self, workspace: str) -> int:
        """Return how many messages wait to be sent."""
        return await self._ask(outbox.undelivered, workspace)

    async def newsroom(self, workspace: str) -> Newsroom:
        """Return what a workspace has set up."""
        return await self._ask(newsrooms.newsroom, workspace)

    async def room(self, workspace: str, room: str) -> str | None:
        """Return the name of the story that a channel is about."""
        return await self._ask(newsrooms.room, workspace, room)

    async def newest_change(self, workspace: str, actor: str) -> Change | SourceChange | None:
        """Return somebody's newest change that can be taken back."""
        return await self._ask(reading.newest_change, workspace, actor)

    async def source_history(self, workspace: str, source_id: int) -> Sequence[SourceChange]:
        """Return a source's changes."""
        return await self._ask(sources.source_history, workspace, source_id)

    async def newest_claims(self, workspace: str, limit: int) -> Sequence[Claim]:
        """Return the claims that were added last."""
        return await self._ask(reading.newest_claims, workspace, limit)

    async def watches(self, workspace: str, watcher: str | None = None) -> Sequence[Watch]:
        """Return who watches what."""
        return await self._ask(newsrooms.watches, workspace, watcher)

    async def intake(self, workspace: str, article_id: int) -> Intake | None:
        """Return an article that was taken in."""
        return await self._ask(articles.intake, workspace, article_id)

    async def same_text(self, workspace: str, digest: bytes) -> Sequence[Intake]:
        """Return the articles with this text."""
        return await self._ask(articles.same_text, workspace, digest)

    async def intakes_waiting(self, workspace: str, limit: int) -> Sequence[Intake]:
        """Return the articles with proposals that wait."""
        return await self._ask(articles.intakes_waiting, workspace, limit)

    async def proposal(self, workspace: str, proposal_id: int) -> Proposal | None:
        """Return one proposal."""
        return await self._ask(articles.proposal, workspace, proposal_id)

    async def proposals(self, workspace: str, article_id: int) -> Sequence[Proposal]:
        """Return what was proposed of an article."""
        return await self._ask(articles.proposals, workspace, article_id)

    async def waiting(self, article_id: int, speaker_key: str | None = None) -> Sequence[int]:
        """Return the ids of an article's proposals that wait."""
        return await self._ask(articles.waiting, article_id, speaker_key)

    async def meta(self, key: str) -> str | None:
        """Return what the ledger says of itself under a key."""
        return await self._ask(newsrooms.meta, key)


def _at_once(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    if db.in_transaction:
        return work(db)
    db.execute("BEGIN")
    try:
        return work(db)
    finally:
        db.execute("COMMIT")
