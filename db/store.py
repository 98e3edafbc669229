"""What the desk may ask of a ledger. Every concrete store passes the same tests."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import NamedTuple, Protocol

from db.models import (
    Alert,
    AlertLine,
    Article,
    Change,
    Claim,
    Decision,
    Delivery,
    Entry,
    Figure,
    Intake,
    Newsroom,
    Position,
    Proposal,
    ProposalState,
    Proposed,
    Rating,
    Relation,
    Source,
    SourceChange,
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


class Listed(NamedTuple):
    """A line of an alert."""

    alert_id: int
    claim_id: int  # of the claim that caused the alert
    line: AlertLine


class Written(NamedTuple):
    """A claim written out as the ledger keeps it, but for the ids of what it names."""

    story: SourceName  # the story's name and key
    speaker: SourceName
    via: tuple[SourceName, ...]
    outlet: SourceName | None
    position: tuple[bytes, str] | None  # key and JSON of its figures; None where it states none
    ratings: tuple[Rating, ...]
    text: str
    quote: str | None
    url: str | None
    said_at: str | None
    published_at: str | None
    as_of: str | None
    language: str
    status: str
    statement: str
    earliest: str
    draft: str  # JSON, in the format of import


class Stored(NamedTuple):
    """A claim that was stored, or rated."""

    id: int
    story_id: int
    rated: bool = False  # it was on record, and ratings that it lacked were stored


class Portion(NamedTuple):
    """Some of a story's new claims, in the order of their ids."""

    claims: Sequence[Claim]
    begins: bool  # whether these are the first of their story
    ends: bool  # whether no more of their story come
    positions: Sequence[Position] = ()  # all of the story's, with the first portion
    earlier: Sequence[Claim] = ()  # active ones from before that the new ones are held against, likewise


class Line(NamedTuple):
    """A line of an alert that is to be stored: the claim that another one is held against, and why."""

    claim_id: int
    relation: Relation
    suspected: bool
    reason: str


class Seen(NamedTuple):
    """What was found of one claim."""

    claim: Claim
    lines: Sequence[Line]  # of its alert; none: it causes none
    suspicions: Sequence[Suspicion]


Onlooker = Callable[[Iterable[Sequence[Portion]]], Iterator[Sequence[Seen]]]
"""Looks through lots of portions, a story's in order; returns what it found of each lot's claims, in order.

It may ask for some further lots before it is done with one.
"""


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

    def batches(self) -> AsyncIterator[Sequence[Claim]]:
        """Yield every claim by id, some hundreds at a time."""

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

    async def claims_of_story(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return a story's claims that aren't withdrawn, at most `limit`, those said or published first."""

    async def claims_by(self, story_id: int, speaker_ids: Sequence[int], limit: int) -> Sequence[Claim]:
        """Return active claims of one story by these speakers, by id, at most `limit`."""

    async def claims_as_of(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return active claims of one story that name their moment, by id, at most `limit`."""

    async def by_status(self, story_id: int) -> Mapping[Status, int]:
        """Return how many claims of one story have each status; a status of none is left out."""

    async def retracted(self, story_id: int, limit: int) -> Sequence[Claim]:
        """Return retracted claims of one story, those said or published first, at most `limit`."""

    async def voices(
        self, story_id: int, limit: int, passed_on: Sequence[int] | None = None
    ) -> Sequence[Claim]:
        """Return the first active claim of each speaker of one story, by id, at most `limit`.

        `passed_on` are speakers of whom the first claim is returned for each way in which it was passed on.
        """

    async def worded(self, story_id: int) -> Sequence[Sequence[int]]:
        """Return the ids of a story's claims that aren't withdrawn, by who says what.

        Those of one speaker in the same words are together, those said or published first at their head.
        The group with the lowest id comes first.
        """

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

    async def story_suspicions(self, story_id: int, limit: int) -> Sequence[Suspicion]:
        """Return contradictions suspected between active claims of one story, by id, at most `limit`."""

    async def suspicions(self, pairs: Iterable[tuple[int, int]]) -> Sequence[Suspicion]:
        """Return what is suspected of some pairs of claims, each given with the lower id first."""

    async def story_decisions(self, story_id: int) -> Sequence[Decision]:
        """Return the decisions between active claims of one story that still hold."""

    async def alerts(self, workspace: str, limit: int) -> Sequence[Alert]:
        """Return alerts, newest first."""

    async def alert_by_id(self, workspace: str, alert_id: int) -> Alert | None:
        """Return one alert."""

    async def listed(self, claim_id: int) -> Sequence[Listed]:
        """Return the lines of the alerts that a claim caused, and those of other alerts that name it."""

    async def due(self, workspaces: Iterable[str], now: datetime, limit: int) -> Sequence[Delivery]:
        """Return messages to send or to correct by now, those of the oldest alert first.

        To send: waiting or sending ones whose time has come. To correct: sent ones that show an older
        version of their alert. One still waiting when its alert is dismissed needn't be sent. One that waits
        for a later time holds up those that come after it for the same reader, until it was tried 20 times.
        """

    async def undelivered(self, workspace: str) -> int:
        """Return how many messages of a workspace wait to be sent."""

    async def newsroom(self, workspace: str) -> Newsroom:
        """Return what a workspace has set up; the defaults where it has set nothing."""

    async def room(self, workspace: str, room: str) -> str | None:
        """Return the name of the story that a channel is about."""

    async def story_by_id(self, workspace: str, story_id: int) -> Story | None:
        """Return the story with this number."""

    async def newest_change(self, workspace: str, actor: str) -> Change | SourceChange | None:
        """Return the newest change of a claim or a source by somebody that is no undoing and not undone."""

    async def source_history(self, workspace: str, source_id: int) -> Sequence[SourceChange]:
        """Return a source's changes, oldest first, those of sources joined to it included."""

    async def newest_claims(self, workspace: str, limit: int) -> Sequence[Claim]:
        """Return the claims not withdrawn that were added last, newest first."""

    async def watches(self, workspace: str, watcher: str | None = None) -> Sequence[Watch]:
        """Return who watches what; `watcher` narrows it to one person."""

    async def intake(self, workspace: str, article_id: int) -> Intake | None:
        """Return an article that was taken in."""

    async def same_text(self, workspace: str, digest: bytes) -> Sequence[Intake]:
        """Return the articles whose text has this digest, the one taken in last first."""

    async def intakes_waiting(self, workspace: str, limit: int) -> Sequence[Intake]:
        """Return the articles with proposals that wait, those taken in first, at most `limit`."""

    async def proposal(self, workspace: str, proposal_id: int) -> Proposal | None:
        """Return one proposal, whatever became of it."""

    async def proposals(self, workspace: str, article_id: int) -> Sequence[Proposal]:
        """Return what was proposed of an article, in the order of its text."""

    async def waiting(self, article_id: int, speaker_key: str | None = None) -> Sequence[int]:
        """Return the ids of an article's proposals that wait, in the order of its text.

        `speaker_key` narrows it to one speaker's.
        """

    async def meta(self, key: str) -> str | None:
        """Return what the ledger says of itself under a key ("reader": the word lists it was read with)."""


class Writer(Reader, Protocol):
    """A transaction: everything said to it is stored when it ends well, and nothing otherwise."""

    async def add(self, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
        """Store a claim with its story, sources and position, and the first line of its history."""

    @property
    def written(self) -> Callable[[Entry], Written]:
        """What writes an entry out for `add_new`: a function of a module, which any process may call."""

    async def add_new(
        self, workspace: str, claims: Sequence[Written], actor: str, at: datetime
    ) -> Sequence[Stored | None]:
        """Store claims that are not on record yet; None stands for each that is.

        Of one on record, ratings that it lacks are stored, up to `MAX_RATINGS`, with a line in its history.
        """

    def announce(
        self,
        stories: Iterable[int],
        first: int,
        at: datetime,
        look: Onlooker,
        limits: tuple[int, int],
    ) -> AsyncIterator[int]:
        """Store what the claims with ids from `first` on are suspected of, and the alerts that they cause.

        Step by step; yields how many alerts each step stored. Of the claims before `first`, `look` is shown,
        by `limits`, the first few of each position, and the newest without figures.
        """

    async def replace(
        self,
        claim: Claim,
        entry: Entry,
        actor: str,
        at: datetime,
        reason: str | None = None,
        undoes: int | None = None,
    ) -> Claim:
        """Store a claim anew under its id, with who, when, before and after. Its suspicions go."""

    async def reread(self, claim: Claim, figures: tuple[Figure, ...]) -> None:
        """Give a claim the figures that its text is now read to state: no edit, so no line of history."""

    async def set_status(
        self,
        claim: Claim,
        status: Status,
        actor: str,
        at: datetime,
        reason: str | None = None,
        undoes: int | None = None,
    ) -> Claim:
        """Set a claim's status, with who, when, before and after.

        A withdrawn claim comes back only where the same one hasn't been stored since.
        """

    async def alias(
        self,
        workspace: str,
        source: SourceName,
        others: Sequence[SourceName],
        actor: str,
        at: datetime,
        reason: str | None = None,
    ) -> Source:
        """Make other names of one source known; sources already on record under them are joined to it.

        Claims of a joined source are its claims from then on; how each claim wrote the name stays. The
        change stands in the source's history: "merge" where a source on record was joined, else "alias".
        Where nothing changes, nothing is recorded.
        """

    async def separate(
        self,
        change: SourceChange,
        actor: str,
        at: datetime,
        key: Callable[[str], str],
    ) -> Source:
        """Take an alias or a merge back: the sources stand as they stood before it.

        `key` gives the key of a name as claims write it: each claim goes to the source that holds its key.
        """

    async def decide(self, decision: Decision) -> None:
        """Store a decision in place of any earlier one about the same two claims, with its history."""

    async def undecide(self, change: Change, actor: str, at: datetime) -> None:
        """Take a decision back: the one before it stands again, or none; both histories say so.

        `change` is the line of the decision in either history. Only the newest decision about two claims
        can be taken back.
        """

    async def suspect(self, suspicions: Sequence[Suspicion]) -> None:
        """Store suspicions; one already stored about the same two claims is replaced."""

    async def alert(self, claim: Claim, lines: Sequence[AlertLine], at: datetime) -> Alert:
        """Store the alert that a claim causes, with a message to the desk and one to everybody watching."""

    async def correct(self, lines: Sequence[Listed]) -> None:
        """Give lines of alerts another state and another reason.

        An alert with a confirmed line is confirmed, else it waits with a waiting one, else it is dismissed.
        """

    async def watch(self, workspace: str, watch: Watch) -> None:
        """Store a watch; the same one again changes nothing."""

    async def unwatch(self, workspace: str, watch: Watch) -> bool:
        """Remove a watch; return whether there was one."""

    async def set_newsroom(self, workspace: str, newsroom: Newsroom) -> None:
        """Store what a workspace has set up."""

    async def set_room(self, workspace: str, room: str, story: str | None) -> None:
        """Store which story a channel is about; None: none."""

    async def sending(self, delivery_id: int) -> None:
        """Mark a message as handed over, and count the attempt; one that was sent before stays sent."""

    async def sent(self, delivery_id: int, channel: str, message: str, version: int) -> None:
        """Mark a message as sent: where it stands, and which version of the alert it shows.

        Attempts are counted anew from then on, for its corrections.
        """

    async def postpone(self, delivery_id: int, until: datetime, error: str) -> None:
        """Let a message wait until then, with why; one that was sent stays sent and is corrected then."""

    async def recall(self, delivery_id: int) -> None:
        """Take back that a message was handed over: it never arrived."""

    async def drop(self, delivery_id: int, error: str) -> None:
        """Give a message up for good."""

    async def hurry(self, workspace: str, now: datetime) -> None:
        """Let every message that waits in a workspace be due now."""

    async def take_in(
        self, workspace: str, article: Article, story: str, digest: bytes, actor: str, at: datetime
    ) -> Intake:
        """Store an article, but for its text: of that its digest is kept, so that it is known again."""

    async def propose(self, article_id: int, proposed: Iterable[tuple[Proposed, str]]) -> None:
        """Store what was found in an article, each with the key of its speaker; it waits from then on."""

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
        """Store what became of a proposal; an accepted one names the claim that it became."""

    async def replace_waiting(self, article_id: int, actor: str, at: datetime) -> int:
        """Mark an article's proposals that wait as replaced; return how many there were."""

    async def reopen(self, claim_id: int) -> Sequence[int]:
        """Let the proposals that became a claim wait again, as if nobody had decided; return their ids."""

    async def set_meta(self, key: str, value: str) -> None:
        """Store what the ledger says of itself under a key."""


class Store(Reader, Protocol):
    """A ledger, open."""

    def write(self) -> AbstractAsyncContextManager[Writer]:
        """Begin a transaction, alone among writers of this file; rolled back by any exception."""

    async def close(self) -> None:
        """Let go of the file. Called twice, the second call does nothing."""
