"""What the desk may ask of a ledger. Every concrete store passes the same tests."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import NamedTuple, Protocol

from db.models import (
    Alert,
    AlertLine,
    AlertState,
    Change,
    Claim,
    Decision,
    Entry,
    Figure,
    Position,
    Relation,
    Source,
    SourceName,
    Status,
    Story,
    Suspicion,
    Watch,
)


class LedgerError(Exception):
    """A ledger that can't be used; the text says why, and what to do."""


class Beside(NamedTuple):
    """What a ledger has beside one claim."""

    suspicions: Sequence[Suspicion]  # with the claim as `a`, where both are active
    decisions: Sequence[Decision]  # likewise; those that still hold
    claims: Sequence[Claim]  # active ones of the positions asked for, earliest first, and those of the above


class Reader(Protocol):
    """Questions that a ledger answers. Whatever belongs to another workspace is not there."""

    async def revision(self) -> int:
        """Return the id of the newest change of a claim in the whole file; 0 for none."""

    async def changed_since(self, revision: int, limit: int) -> Sequence[tuple[int, Claim]]:
        """Return (change id, claim as it is now) for changes after `revision`, oldest first.

        Only the newest change of each claim counts. All workspaces, every status.
        """

    async def claim(self, workspace: str, claim_id: int) -> Claim | None:
        """Return one claim, whatever its status."""

    async def claims(self, workspace: str, ids: Iterable[int]) -> Sequence[Claim]:
        """Return the claims with these ids, in the order asked; unknown ids are left out."""

    async def duplicate(self, workspace: str, entry: Entry) -> Claim | None:
        """Return the claim with the same story, speaker, outlet and statement, unless withdrawn."""

    def every_claim(self, workspace: str | None = None, story_id: int | None = None) -> AsyncIterator[Claim]:
        """Yield claims by id, of every status, in bounded memory; `workspace` None: of all of them."""

    async def count(self, workspace: str | None = None) -> int:
        """Return how many claims there are, withdrawn ones included."""

    async def story(self, workspace: str, key: str) -> Story | None:
        """Return the story with this key."""

    async def stories(self, workspace: str, ids: Iterable[int] | None = None) -> Sequence[Story]:
        """Return the stories with at least one claim not withdrawn, by name; `ids` narrows them."""

    async def positions(self, story_id: int) -> Sequence[Position]:
        """Return the distinct sets of figures that the story's active claims state, by id."""

    async def claims_at(self, position_ids: Sequence[int], limit: int) -> Sequence[Claim]:
        """Return active claims that state these positions, by `earliest first` then id, at most `limit`.

        Earliest first: `said_at`, then `published_at` (a day after every instant of that day; none last).
        """

    async def claims_by(self, story_id: int, speaker_ids: Sequence[int], limit: int) -> Sequence[Claim]:
        """Return active claims of one story by these speakers, by id, at most `limit`."""

    async def claims_as_of(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return active claims of one story that name their moment, by id, at most `limit`."""

    async def statements(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return active claims of one story that state no figure, newest first, at most `limit`."""

    async def source(self, workspace: str, key: str) -> Source | None:
        """Return the source that has this key, by name or alias."""

    async def sources(self, workspace: str) -> Sequence[Source]:
        """Return every source, by name."""

    async def history(self, workspace: str, claim_id: int) -> Sequence[Change]:
        """Return a claim's changes, oldest first."""

    async def beside(
        self, claim_id: int, position_groups: Sequence[Sequence[int]] = (), limit: int = 0
    ) -> Beside:
        """Return what stands beside a claim, of each group of positions at most `limit` claims."""

    async def story_suspicions(self, story_id: int) -> Sequence[Suspicion]:
        """Return the suspicions between active claims of one story."""

    async def story_decisions(self, story_id: int) -> Sequence[Decision]:
        """Return the decisions between active claims of one story that still hold."""

    async def alerts(self, workspace: str, limit: int) -> Sequence[Alert]:
        """Return alerts, newest first."""

    async def watches(self, workspace: str, watcher: str | None = None) -> Sequence[Watch]:
        """Return who watches what; `watcher` narrows it to one person."""

    async def meta(self, key: str) -> str | None:
        """Return what the ledger says of itself under a key ("reader": the word lists it was read with)."""


class Writer(Reader, Protocol):
    """A transaction: everything said to it is stored when it ends well, and nothing otherwise."""

    async def add(self, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
        """Store a claim with its story, sources and position, and the first line of its history."""

    async def add_new(
        self, workspace: str, entries: Sequence[Entry], actor: str, at: datetime
    ) -> Sequence[Claim | None]:
        """Store claims that are not on record yet; for each, return it, or None where it was."""

    async def replace(
        self, claim: Claim, entry: Entry, actor: str, at: datetime, reason: str | None = None
    ) -> Claim:
        """Store a claim anew under its id, with who, when, before and after. Its suspicions go."""

    async def reread(self, claim: Claim, figures: tuple[Figure, ...]) -> None:
        """Give a claim the figures that its text is now read to state: no edit, so no line of history."""

    async def set_status(
        self, claim: Claim, status: Status, actor: str, at: datetime, reason: str | None = None
    ) -> Claim:
        """Set a claim's status, with who, when, before and after."""

    async def alias(self, workspace: str, source: SourceName, others: Sequence[SourceName]) -> Source:
        """Make other names of one source known; sources already on record under them are joined to it.

        Claims of a joined source are its claims from then on; how each claim wrote the name stays.
        """

    async def decide(self, decision: Decision) -> None:
        """Store a decision in place of any earlier one about the same two claims, with its history."""

    async def suspect(self, suspicions: Sequence[Suspicion]) -> None:
        """Store suspicions; one already stored about the same two claims is replaced."""

    async def alert(self, claim: Claim, lines: Sequence[AlertLine], at: datetime) -> Alert:
        """Store the alert that a claim causes."""

    async def settle(self, workspace: str, a: int, b: int, relation: Relation) -> None:
        """Let waiting alerts know what was decided about two claims.

        An alert whose every line is dismissed is dismissed; one with a confirmed line is confirmed.
        """

    async def set_alert(self, workspace: str, claim_id: int, state: AlertState) -> None:
        """Set the state of the waiting alerts that a claim caused."""

    async def watch(self, workspace: str, watch: Watch) -> None:
        """Store a watch; the same one again changes nothing."""

    async def unwatch(self, workspace: str, watch: Watch) -> bool:
        """Remove a watch; return whether there was one."""

    async def set_meta(self, key: str, value: str) -> None:
        """Store what the ledger says of itself under a key."""


class Store(Reader, Protocol):
    """A ledger, open."""

    def write(self) -> AbstractAsyncContextManager[Writer]:
        """Begin a transaction, alone among writers of this file; rolled back by any exception."""

    async def close(self) -> None:
        """Let go of the file. Called twice, the second call does nothing."""
