"""The use cases of a fact-checking desk. Nothing here knows where it is asked from."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Final

from pydantic import ValidationError
from rapidfuzz import process

from bot.checking import Checker
from bot.domain import moments
from bot.domain.chains import earliest_key
from bot.domain.engine import Engine
from bot.domain.text import fold, source_key, story_key
from bot.importing import MAX_COMPARED, Importer
from bot.indexing import Indexer
from bot.interchange import explain
from bot.relations import PAIRS, Relations
from bot.results import Added, Answer, ClaimView, Contradiction, Imported, Refused, StoryView
from db.models import (
    Alert,
    AlertLine,
    AlertState,
    Change,
    Claim,
    ClaimDraft,
    Decision,
    Figure,
    Relation,
    Source,
    Status,
    Story,
    Watch,
    WatchKind,
)
from db.search import SearchIndex
from db.store import LedgerError, Reader, Store, Writer

LOCAL: Final = "terminal"  # the workspace of the terminal commands
MAX_QUERY: Final = 4_000  # characters of one check
MAX_STORY_CLAIMS: Final = 200  # claims that one look at a story lists
_TOMORROW: Final = timedelta(hours=14)  # the furthest that any time zone is ahead of UTC
_DATES: Final = ("said_at", "published_at", "as_of")


_READ_BY: Final = "reader"  # under which the ledger keeps whose figures it holds
_TOLD: Final = 500  # claims between two reports of progress


class DeskError(Exception):
    """A request that can't be met; the text says what is wrong, what is allowed and what to do."""


class ImportRefused(DeskError):
    """An import of which nothing was stored, because some rows were refused."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(
            f"Line {refused.line}: {refused.reason} Nothing was stored; mend the line, "
            "or use --keep-going to store the other rows."
        )
        self.refused = (refused,)


def _without_offsets(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(figure.model_copy(update={"start": 0, "end": 0}) for figure in figures)


def _now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """A ledger, its index and the engine, at the service of whoever asks."""

    def __init__(
        self, store: Store, index: SearchIndex, engine: Engine, *, clock: Callable[[], datetime] = _now
    ) -> None:
        self._store = store
        self._engine = engine
        self._clock = clock
        self._relations = Relations(store, engine)
        self._indexer = Indexer(store, index, engine)
        self._checker = Checker(store, self._indexer, engine, self._relations)

    async def check(self, workspace: str, text: str, *, story: str | None = None) -> Answer:
        """Return who said what a text says, who said it first, and who says otherwise.

        Raises DeskError where the text is empty, has no letter or digit, or is longer than `MAX_QUERY`.
        """
        if len(text) > MAX_QUERY:
            raise DeskError(
                f"That is {len(text):,} characters; a check takes at most {MAX_QUERY:,}. "
                "Check one statement at a time."
            )
        if not any(character.isalnum() for character in text):
            raise DeskError(
                "There is nothing to check: give a figure (62 soldiers), a quote, or words of a statement."
            )
        within = (await self._story(self._store, workspace, story)).id if story is not None else None
        return await self._checker.check(workspace, text, within)

    async def add(self, workspace: str, draft: ClaimDraft, *, actor: str) -> Added:
        """Store a claim, with what it contradicts and the alert that it causes, in one transaction.

        The same claim again (same story, speaker, outlet and statement) is not stored twice.
        Raises DeskError for a date in the future.
        """
        self._refuse_future(draft)
        async with self._store.write() as ledger:
            return await self._add(ledger, workspace, draft, actor)

    async def _add(self, ledger: Writer, workspace: str, draft: ClaimDraft, actor: str) -> Added:
        entry = self._engine.entry(draft)
        known = await ledger.duplicate(workspace, entry)
        if known is not None:
            return Added(claim=known, existed=True)
        claim = await ledger.add(workspace, entry, actor, self._clock())
        return await self._announced(ledger, claim)

    async def _announced(self, ledger: Writer, claim: Claim) -> Added:
        """Store what a claim may contradict and its alert; return it with what stands beside it."""
        suspicions = await self._relations.suspected(ledger, claim, MAX_COMPARED)
        if suspicions:
            await ledger.suspect(suspicions)
        beside = await self._relations.of(ledger, claim)
        lines = [
            AlertLine(
                claim_id=found.claim.id,
                relation=found.relation,
                suspected=found.suspected,
                reason=found.reason,
            )
            for found in beside.of(Relation.CONTRADICTS)
            if not found.decided
        ]
        alert = await ledger.alert(claim, lines, self._clock()) if lines else None
        return Added(claim=claim, relations=beside.related, alert=alert)

    async def edit(
        self,
        workspace: str,
        claim_id: int,
        changes: Mapping[str, object],
        *,
        actor: str,
        reason: str | None = None,
    ) -> Added:
        """Change fields of a claim (keys of the import format), keeping before and after in its history.

        Raises DeskError where there is no such claim, a field can't take its value, or the change would
        make it the same as another claim on record.
        """
        async with self._store.write() as ledger:
            claim = await self._claim(ledger, workspace, claim_id)
            before = claim.draft().model_dump()
            try:
                draft = ClaimDraft.model_validate(before | dict(changes))
            except ValidationError as error:
                raise DeskError(explain(error)) from None
            if draft.model_dump() == before:
                return Added(claim=claim, existed=True)
            self._refuse_future(draft)
            entry = self._engine.entry(draft)
            same = await ledger.duplicate(workspace, entry)
            if same is not None and same.id != claim.id:
                raise DeskError(
                    f"That would make claim {claim.id} the same as claim {same.id}, which is on record; "
                    f"withdraw one of them instead."
                )
            await self._call_off(ledger, claim)
            return await self._announced(
                ledger, await ledger.replace(claim, entry, actor, self._clock(), reason)
            )

    async def retract(self, workspace: str, claim_id: int, *, actor: str, reason: str | None = None) -> Claim:
        """Mark a claim as taken back by its speaker or outlet: kept, shown as such, contradicting nobody."""
        return await self._set_status(workspace, claim_id, Status.RETRACTED, actor, reason)

    async def withdraw(
        self, workspace: str, claim_id: int, *, actor: str, reason: str | None = None
    ) -> Claim:
        """Mark a claim as entered by mistake: hidden, kept in the history."""
        return await self._set_status(workspace, claim_id, Status.WITHDRAWN, actor, reason)

    async def _set_status(
        self, workspace: str, claim_id: int, status: Status, actor: str, reason: str | None
    ) -> Claim:
        async with self._store.write() as ledger:
            claim = await self._claim(ledger, workspace, claim_id)
            if claim.status is status:
                return claim
            await self._call_off(ledger, claim)
            return await ledger.set_status(claim, status, actor, self._clock(), reason)

    async def _call_off(self, ledger: Writer, claim: Claim) -> None:
        """Dismiss the waiting alerts that a claim caused, and its place in those of others."""
        await ledger.set_alert(claim.workspace, claim.id, AlertState.DISMISSED)
        for related in (await self._relations.of(ledger, claim)).of(Relation.CONTRADICTS):
            await ledger.settle(claim.workspace, claim.id, related.claim.id, Relation.UNRELATED)

    async def claim(self, workspace: str, claim_id: int) -> ClaimView:
        """Return a claim with what stands beside it. Raises DeskError where there is no such claim."""
        claim = await self._claim(self._store, workspace, claim_id)
        beside = await self._relations.of(self._store, claim)
        return ClaimView(claim=claim, related=beside.related, more=beside.more)

    async def story(self, workspace: str, name: str) -> StoryView:
        """Return a story with its claims, earliest first. Raises DeskError naming the nearest ones."""
        story = await self._story(self._store, workspace, name)
        shown = [
            claim
            async for claim in self._store.every_claim(workspace, story.id)
            if claim.status is not Status.WITHDRAWN
        ]
        shown.sort(key=lambda claim: earliest_key(claim, self._engine.zone))
        return StoryView(
            story=story,
            claims=tuple(shown[:MAX_STORY_CLAIMS]),
            more=max(0, len(shown) - MAX_STORY_CLAIMS),
        )

    async def stories(self, workspace: str) -> Sequence[Story]:
        """Return the stories with a claim on record, by name."""
        return await self._store.stories(workspace)

    async def contradictions(self, workspace: str, story: str | None = None) -> Sequence[Contradiction]:
        """Return the pairs of claims that contradict each other, of one story or of all, at most 200."""
        stories = (
            [await self._story(self._store, workspace, story)]
            if story is not None
            else await self._store.stories(workspace)
        )
        found: list[Contradiction] = []
        for one in stories:
            found.extend(await self._relations.contradictions(self._store, one))
            if len(found) >= PAIRS:
                break
        return found[:PAIRS]

    async def decide(
        self, workspace: str, a: int, b: int, relation: Relation, *, reason: str, actor: str
    ) -> Decision:
        """Set what two claims of one story are to each other; *unrelated* dismisses what stood there.

        It holds until one of the two changes what it states. Raises DeskError where the claims aren't two
        claims of one story, or the reason is empty.
        """
        if not reason.strip():
            raise DeskError("A decision needs a reason; give one in a few words with --reason.")
        if a == b:
            raise DeskError(f"Claim {a} can't be compared with itself; name two claims of one story.")
        async with self._store.write() as ledger:
            first, second = await self._claim(ledger, workspace, a), await self._claim(ledger, workspace, b)
            if first.story_id != second.story_id:
                raise DeskError(
                    f"Claim {a} is about “{first.story}” and claim {b} about “{second.story}”; "
                    "only claims of one story are compared."
                )
            decision = Decision(
                a=a,
                b=b,
                relation=relation,
                reason=reason.strip(),
                actor=actor,
                at=self._clock(),
                statement_a=first.statement,
                statement_b=second.statement,
            )
            await ledger.decide(decision)
            await ledger.settle(workspace, a, b, relation)
            return decision

    async def history(self, workspace: str, claim_id: int) -> Sequence[Change]:
        """Return a claim's changes, oldest first. Raises DeskError where there is no such claim."""
        await self._claim(self._store, workspace, claim_id)
        return await self._store.history(workspace, claim_id)

    async def alias(self, workspace: str, name: str, others: Sequence[str]) -> Source:
        """Make other names of one source known; what is on record under them becomes that source's."""
        if not others or not all(map(source_key, (name, *others))):
            raise DeskError("An alias needs the source's name and at least one other name of it.")
        async with self._store.write() as ledger:
            return await ledger.alias(
                workspace, self._engine.source(name), [self._engine.source(other) for other in others]
            )

    async def sources(self, workspace: str) -> Sequence[Source]:
        """Return every source with its aliases, by name."""
        return await self._store.sources(workspace)

    async def alerts(self, workspace: str, limit: int = 50) -> Sequence[Alert]:
        """Return the newest alerts first."""
        return await self._store.alerts(workspace, limit)

    async def watch(self, workspace: str, watch: Watch) -> None:
        """Store that somebody watches a story, a source or everything; DeskError for an unknown one."""
        async with self._store.write() as ledger:
            await ledger.watch(workspace, await self._named(ledger, workspace, watch))

    async def _named(self, ledger: Reader, workspace: str, watch: Watch) -> Watch:
        """Return a watch with the name as it is on record."""
        if watch.kind is WatchKind.EVERYTHING:
            return watch
        if watch.kind is WatchKind.STORY:
            story = await self._story(ledger, workspace, watch.name or "")
            return watch.model_copy(update={"name": story.name})
        source = await ledger.source(workspace, source_key(watch.name or ""))
        if source is None:
            raise DeskError(f"No source “{watch.name}” is on record; `sources` lists those that are.")
        return watch.model_copy(update={"name": source.name})

    async def unwatch(self, workspace: str, watch: Watch) -> bool:
        """Remove a watch; return whether there was one."""
        async with self._store.write() as ledger:
            return await ledger.unwatch(workspace, await self._named(ledger, workspace, watch))

    async def watching(self, workspace: str, watcher: str) -> Sequence[Watch]:
        """Return what somebody watches."""
        return await self._store.watches(workspace, watcher)

    async def import_rows(
        self,
        workspace: str,
        rows: Iterable[tuple[int, ClaimDraft | str]],
        *,
        actor: str,
        keep_going: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> Imported:
        """Store rows of (line number, claim) or (line number, why it can't be one) in one transaction.

        Without `keep_going` the first refused row raises ImportRefused and nothing is stored; with it every
        other row is. `progress` is told the number of rows done.
        """
        refused: list[Refused] = []

        def accepted() -> Iterator[ClaimDraft]:
            for line, row in rows:
                problem = row if isinstance(row, str) else self._future(row)
                if isinstance(row, ClaimDraft) and not problem:
                    yield row
                    continue
                refused.append(Refused(line=line, reason=problem or ""))
                if not keep_going:
                    raise ImportRefused(refused[0])

        def told(done: int) -> None:
            if progress is not None:
                progress(done + len(refused))

        async with self._store.write() as ledger:
            importer = Importer(ledger, workspace, self._engine, actor, self._clock())
            await importer.add(accepted(), told)
            alerts = await importer.announce()
        return Imported(added=importer.added, existed=importer.existed, alerts=alerts, refused=tuple(refused))

    async def export(self, workspace: str, story: str | None = None) -> AsyncIterator[ClaimDraft]:
        """Yield every claim not withdrawn in the import format, by id, of one story or of all."""
        story_id = (await self._story(self._store, workspace, story)).id if story is not None else None
        async for claim in self._store.every_claim(workspace, story_id):
            if claim.status is not Status.WITHDRAWN:
                yield claim.draft()

    async def catch_up(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Bring what is derived level with the ledger; `progress` is told (claims done, claims in all).

        Figures read by other word lists are read anew, and the index takes in what changed.
        """
        with suppress(LedgerError):  # a ledger that can't be written keeps the figures that it has
            await self._read_anew(progress)
        await self._indexer.catch_up(progress)

    async def _read_anew(self, progress: Callable[[int, int], None] | None) -> None:
        if await self._store.meta(_READ_BY) == self._engine.fingerprint:
            return
        async with self._store.write() as ledger:
            total, done = await ledger.count(), 0
            async for claim in ledger.every_claim():
                figures = self._engine.figures(claim.draft())
                if _without_offsets(figures) != _without_offsets(claim.figures):
                    await ledger.reread(claim, figures)
                done += 1
                if progress is not None and done % _TOLD == 0:
                    progress(done, total)
            await ledger.set_meta(_READ_BY, self._engine.fingerprint)

    async def reindex(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Rebuild the index from the ledger; return how many claims it holds."""
        return await self._indexer.rebuild(progress)

    async def close(self) -> None:
        """Let what is under way come to its end."""
        await self._indexer.close()

    async def _claim(self, ledger: Reader, workspace: str, claim_id: int) -> Claim:
        claim = await ledger.claim(workspace, claim_id)
        if claim is None:
            raise DeskError(
                f"There is no claim {claim_id} here; `check` and `story` show the numbers of claims."
            )
        return claim

    async def _story(self, ledger: Reader, workspace: str, name: str) -> Story:
        story = await ledger.story(workspace, story_key(name))
        if story is not None:
            return story
        stories = await ledger.stories(workspace)
        near = process.extract(fold(name), {s.id: fold(s.name) for s in stories}, limit=3, score_cutoff=50)
        names = {story.id: story.name for story in stories}
        offered = "; ".join(f"“{names[found[2]]}”" for found in near)
        hint = f"Nearest: {offered}." if offered else "`stories` lists those on record."
        raise DeskError(f"No story “{name}” is on record. {hint}")

    def _refuse_future(self, draft: ClaimDraft) -> None:
        problem = self._future(draft)
        if problem:
            raise DeskError(problem)

    def _future(self, draft: ClaimDraft) -> str | None:
        latest = self._clock() + _TOMORROW
        for field in _DATES:
            moment: date | None = getattr(draft, field)
            if moment is not None and moments.bounds(moment, UTC)[0] > latest:
                return (
                    f"{field} is {moment.isoformat()[:10]}, which is in the future; give a day up to today."
                )
        return None
