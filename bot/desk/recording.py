"""The room that records: claims, what is changed about them, and whole files of them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, timedelta
from typing import Final

from pydantic import ValidationError
from rapidfuzz import fuzz

from bot.aside import READING, aside
from bot.crew import Crew
from bot.desk.errors import DeskError, ImportRefused, reason_of
from bot.desk.room import Room
from bot.domain import moments
from bot.domain.text import fold, story_key
from bot.importing import Importer
from bot.indexing import Asked
from bot.interchange import explain
from bot.results import Added, Imported, Refused
from db.models import Claim, ClaimDraft, Entry, Status
from db.store import Reader, Writer

_LOOKED_THROUGH: Final = 40  # claims whose stories may have a name like a new one
_ALIKE: Final = 80.0  # per cent, from which two names may be one story's
_NEAR: Final = 3  # such names that are offered
_TOMORROW: Final = timedelta(hours=14)  # the furthest that any time zone is ahead of UTC
_DATES: Final = ("said_at", "published_at", "as_of")


def with_its_quote(draft: ClaimDraft, changes: Mapping[str, object]) -> dict[str, object]:
    """Return changes of a claim's fields with what they mean for verbatim words that are its whole text.

    Other words than those are the desk's; other verbatim words are the text, too.
    """
    whole = draft.quote is not None and draft.quote == draft.text
    if whole and "quote" not in changes and changes.get("text", draft.text) != draft.text:
        return {**changes, "quote": None}
    if whole and "text" not in changes and changes.get("quote"):
        return {**changes, "text": changes["quote"]}
    return dict(changes)


class Recording(Room):
    """What a desk stores of claims. Every change leaves who, when, before and after."""

    async def add(self, workspace: str, draft: ClaimDraft, *, actor: str) -> Added:
        """Store a claim, with what it contradicts and the alert that it causes, in one transaction.

        The same claim again (same story, speaker, outlet and statement) is not stored twice.
        Raises DeskError for a date in the future.
        """
        self._refuse_future(draft)
        entry = await self._entry(draft)
        async with self._store.write() as ledger:
            added = await self._add(ledger, workspace, entry, actor)
            story = await ledger.story_by_id(workspace, added.claim.story_id)
        if not added.existed and story is not None and story.claims == 1:
            return added.model_copy(update={"near": await self._stories_like(workspace, draft.story)})
        return added

    async def _add(self, ledger: Writer, workspace: str, entry: Entry, actor: str) -> Added:
        """Store a claim with what it contradicts and its alert, unless the same one is on record."""
        known = await ledger.duplicate(workspace, entry)
        if known is not None:
            return Added(claim=known, existed=True)
        now = self._clock()
        claim = await ledger.add(workspace, entry, actor, now)
        return await self._alerting.announce(ledger, claim, now)

    async def _stories_like(self, workspace: str, name: str) -> tuple[str, ...]:
        """Return the names of stories on record that one may be a spelling of, the most alike first."""
        asked = Asked(workspace, name, None)
        found = await self._indexer.by_words(asked, await self._indexer.fresh(), _LOOKED_THROUGH)
        own = story_key(name)
        names = {one.claim.story for one in found if story_key(one.claim.story) != own}
        alike = {other: fuzz.token_set_ratio(fold(name), fold(other)) for other in names}
        near = [other for other in names if alike[other] >= _ALIKE]
        return tuple(sorted(near, key=lambda other: (-alike[other], other))[:_NEAR])

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
        why = reason_of(reason)
        async with self._store.write() as ledger:
            claim = await self._claim(ledger, workspace, claim_id)
            draft = self._edited(claim, changes)
            if draft is None:
                return Added(claim=claim, existed=True)
            entry = await self._entry(draft)
            await self._refuse_double(ledger, claim, entry)
            now = self._clock()
            changed = await ledger.replace(claim, entry, actor, now, why)
            return await self._alerting.announce(ledger, changed, now, claim)

    def _edited(self, claim: Claim, changes: Mapping[str, object]) -> ClaimDraft | None:
        """Return a claim with some fields changed, None where that changes nothing."""
        before = claim.draft().model_dump()
        try:
            draft = ClaimDraft.model_validate(before | with_its_quote(claim, changes))
        except ValidationError as error:
            raise DeskError(explain(error)) from None
        if draft.status is not claim.status:
            raise DeskError("The status of a claim is not edited; retract or withdraw it, or undo that.")
        if draft.ratings != claim.ratings:
            raise DeskError("What others rated a claim is theirs and not edited; it comes by import.")
        if draft.model_dump() == before:
            return None
        self._refuse_future(draft)
        return draft

    async def _refuse_double(self, ledger: Reader, claim: Claim, entry: Entry) -> None:
        """Raise DeskError where a claim, made to be an entry, would be the same as another one."""
        same = await ledger.duplicate(claim.workspace, entry)
        if same is not None and same.id != claim.id:
            raise DeskError(
                f"That would make claim {claim.id} the same as claim {same.id}, which is on record; "
                f"withdraw one of them instead."
            )

    async def retract(self, workspace: str, claim_id: int, *, actor: str, reason: str | None = None) -> Claim:
        """Mark a claim as taken back by its speaker or outlet: kept, shown as such, contradicting nobody.

        Raises DeskError where there is no such claim or it is withdrawn.
        """
        return await self._set_status(workspace, claim_id, Status.RETRACTED, actor, reason)

    async def withdraw(
        self, workspace: str, claim_id: int, *, actor: str, reason: str | None = None
    ) -> Claim:
        """Mark a claim as entered by mistake: hidden, kept in the history."""
        return await self._set_status(workspace, claim_id, Status.WITHDRAWN, actor, reason)

    async def _set_status(
        self, workspace: str, claim_id: int, status: Status, actor: str, reason: str | None
    ) -> Claim:
        why = reason_of(reason)
        async with self._store.write() as ledger:
            find = self._claim if status is Status.WITHDRAWN else self._visible
            claim = await find(ledger, workspace, claim_id)
            if claim.status is status:
                return claim
            changed = await ledger.set_status(claim, status, actor, self._clock(), why)
            await self._alerting.follow(ledger, changed)
            return changed

    async def import_rows(
        self,
        workspace: str,
        rows: Iterable[tuple[int, ClaimDraft | str]],
        *,
        actor: str,
        keep_going: bool = False,
        progress: Callable[[int], None] | None = None,
        row_name: str = "line",
    ) -> Imported:
        """Store rows of (line number, claim) or (line number, why it can't be one) in one transaction.

        Without `keep_going` the first refused row raises ImportRefused and nothing is stored; with it every
        other row is. `progress` is told the number of rows done. `row_name` is what a refusal calls a row.
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
                    raise ImportRefused(refused[0], row_name)

        def told(done: int) -> None:
            if progress is not None:
                progress(done + len(refused))

        async with self._indexer.growing() as growth:
            async with self._store.write() as ledger:
                await asyncio.to_thread(growth.begin, await ledger.revision())
                with Crew(self._engine) as crew:
                    importer = Importer(ledger, growth, workspace, self._engine, crew, actor, self._clock())
                    await importer.add(accepted(), told)
                    alerts = await importer.announce()
                revision = await ledger.revision()
            await asyncio.to_thread(growth.keep, revision)
        return Imported(
            added=importer.added,
            existed=importer.existed,
            rated=importer.rated,
            alerts=alerts,
            refused=tuple(refused),
        )

    async def _entry(self, draft: ClaimDraft) -> Entry:
        effort = READING * (len(draft.text) + len(draft.quote or ""))
        return await aside(effort, self._engine.entry, draft)

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
