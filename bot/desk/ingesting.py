"""The room where articles come in: what was found in them waits here until somebody has looked at it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from textwrap import shorten
from typing import Final

from pydantic import ValidationError

from bot.aside import aside
from bot.desk.errors import LAST_ID, DecidedError, DeskError, reason_of, story_name
from bot.desk.recording import Recording, with_its_quote
from bot.domain.proposing import propose
from bot.domain.text import source_key, story_key
from bot.interchange import explain
from bot.relations import Surroundings
from bot.results import Accepted, AcceptedAll, Added, Ingested, ProposalView, Queue, Related
from db.models import (
    Article,
    Claim,
    ClaimDraft,
    Entry,
    Intake,
    Proposal,
    ProposalState,
    Proposed,
    Status,
)
from db.store import Reader, Writer

LISTED: Final = 25  # articles that one look at the queue lists
TOGETHER: Final = 20  # proposals that are accepted in one transaction
_READING: Final = 5  # microseconds, about, that finding claims takes for each character
_TITLE: Final = 120  # characters of a title that a story is named after
_COMPARED: Final = 200  # statements that a proposed one is compared with


class Ingesting(Recording):
    """What becomes of an article: proposals, and of each the claim that somebody accepts, or nothing."""

    async def ingest(
        self,
        workspace: str,
        article: Article,
        *,
        story: str | None = None,
        actor: str,
        progress: Callable[[int], None] | None = None,
    ) -> Ingested:
        """Find the claims that an article makes and queue them; nothing of it enters the ledger by itself.

        `story` is the one that it is about, unless named after its title and day. The same article again adds
        nothing; the same text as of another story, outlet or day replaces what still waits of it. `progress`
        is told how many characters were read. Raises DeskError where no claim is found.
        """
        known = await self._known_names(workspace)
        named = story_name(story) if story is not None else _named_after(article)
        on_record = await self._store.story(workspace, story_key(named))
        named = named if on_record is None else on_record.name
        digest = blake2b(article.text.encode(), digest_size=16).digest()
        before = await self._store.same_text(workspace, digest)
        if before and _the_same(before[0], article, named):
            return Ingested(intake=before[0], existed=True)
        found = await aside(
            _READING * len(article.text), propose, article, named, self._engine, known.get, progress
        )
        if not found:
            raise DeskError(
                "No statement and no figure was found in that text; give an article in which somebody says "
                "something."
            )
        stored = await self._take_in(workspace, article, named, digest, found, actor)
        if on_record is not None:
            return stored
        return stored.model_copy(update={"near": await self._stories_like(workspace, named)})

    async def _known_names(self, workspace: str) -> Mapping[str, str]:
        """Return the names under which sources are on record, by the keys of all their names."""
        sources = await self._store.sources(workspace)
        return {source_key(name): one.name for one in sources for name in (one.name, *one.aliases)}

    async def _take_in(
        self,
        workspace: str,
        article: Article,
        story: str,
        digest: bytes,
        found: Sequence[Proposed],
        actor: str,
    ) -> Ingested:
        now = self._clock()
        keyed = [(one, source_key(one.draft.speaker)) for one in found]
        async with self._store.write() as ledger:
            before = await ledger.same_text(workspace, digest)
            if before and _the_same(before[0], article, story):  # taken in meanwhile
                return Ingested(intake=before[0], existed=True)
            replaced = sum([await ledger.replace_waiting(one.id, actor, now) for one in before])
            intake = await ledger.take_in(workspace, article, story, digest, actor, now)
            await ledger.propose(intake.id, keyed)
            stored = await self._intake(ledger, workspace, intake.id)
        return Ingested(intake=stored, replaced=replaced)

    async def queue(self, workspace: str) -> Queue:
        """Return the articles with proposals that wait."""
        found = await self._store.intakes_waiting(workspace, LISTED + 1)
        return Queue(intakes=tuple(found[:LISTED]), more=len(found) > LISTED)

    async def proposals(self, workspace: str, article_id: int) -> Sequence[Proposal]:
        """Return what was proposed of an article, whatever became of it, in the order of its text.

        Raises DeskError where there is no such article.
        """
        intake = await self._intake(self._store, workspace, article_id)
        return await self._store.proposals(workspace, intake.id)

    async def first_waiting(self, workspace: str, article_id: int | None = None) -> int | None:
        """Return the first proposal that waits, of one article or of all; None where none does.

        Raises DeskError where there is no such article.
        """
        if article_id is None:
            intakes: Sequence[Intake] = await self._store.intakes_waiting(workspace, 1)
        else:
            intakes = [await self._intake(self._store, workspace, article_id)]
        waiting = await self._store.waiting(intakes[0].id) if intakes else []
        return waiting[0] if waiting else None

    async def proposal(self, workspace: str, proposal_id: int) -> ProposalView:
        """Return a proposal with what it would contradict or repeat.

        Raises DeskError where there is no such proposal.
        """
        found = await self._proposal(self._store, workspace, proposal_id)
        intake = await self._intake(self._store, workspace, found.article_id)
        return await self._as_one_of(workspace, found, intake, await self._store.waiting(intake.id))

    async def waiting(self, workspace: str, article_id: int) -> Sequence[ProposalView]:
        """Return what waits of an article, in the order of its text, as `proposal` does each.

        Raises DeskError where there is no such article.
        """
        intake = await self._intake(self._store, workspace, article_id)
        waiting = await self._store.waiting(intake.id)
        numbers = frozenset(waiting)
        proposals = await self._store.proposals(workspace, intake.id)
        return [
            await self._as_one_of(workspace, one, intake, waiting) for one in proposals if one.id in numbers
        ]

    async def _as_one_of(
        self, workspace: str, found: Proposal, intake: Intake, waiting: Sequence[int]
    ) -> ProposalView:
        """Return a proposal among those that wait of its article, whose numbers rise."""
        entry = await self._entry(found.draft)
        claim = await self._became(workspace, found, entry)
        beside = await self._would_stand_beside(workspace, entry) if claim is None else Surroundings()
        at, behind = bisect_left(waiting, found.id), bisect_right(waiting, found.id)
        return ProposalView(
            proposal=found,
            intake=intake,
            figures=entry.figures,
            claim=claim,
            related=beside.related,
            more=beside.more,
            place=at + 1 if behind > at else None,
            before=waiting[at - 1] if at else None,
            after=waiting[behind] if behind < len(waiting) else None,
        )

    async def _became(self, workspace: str, proposal: Proposal, entry: Entry) -> Claim | None:
        if proposal.claim_id is not None:
            return await self._claim(self._store, workspace, proposal.claim_id)
        return await self._store.duplicate(workspace, entry)

    async def _would_stand_beside(self, workspace: str, entry: Entry) -> Surroundings:
        """Return what would stand beside a claim that is not on record."""
        story = await self._store.story(workspace, entry.story_key)
        if story is None:
            return Surroundings()
        source = await self._store.source(workspace, entry.speaker.key)
        claim = Claim(
            **entry.draft.model_dump(),
            id=0,
            workspace=workspace,
            story_id=story.id,
            speaker_id=0 if source is None else source.id,
            added_at=self._clock(),
            statement=entry.statement,
            figures=entry.figures,
        )
        beside = await self._relations.of(self._store, claim)
        suspicions = await self._relations.suspected(self._store, claim, _COMPARED)
        others = {one.id: one for one in await self._store.claims(workspace, [one.b for one in suspicions])}
        suspected = tuple(
            Related(claim=others[one.b], relation=one.relation, reason=one.reason, suspected=True)
            for one in suspicions
        )
        return beside.model_copy(update={"related": suspected + beside.related})

    async def accept(
        self,
        workspace: str,
        proposal_id: int,
        *,
        actor: str,
        changes: Mapping[str, object] | None = None,
        after_all: bool = False,
    ) -> Accepted:
        """Store a proposal as a claim, with some fields changed (keys of the import format), and its alert.

        `after_all` accepts one that was rejected, too. Raises DecidedError where somebody has decided about
        it, or a newer reading of the article replaced it, and DeskError where a field can't take its value.
        """
        async with self._store.write() as ledger:
            found = await self._proposal(ledger, workspace, proposal_id)
            _refuse_decided(found, after_all=after_all)
            draft = _changed(found.draft, changes or {})
            added = await self._accept(ledger, workspace, found, draft, actor)
            settled = await self._proposal(ledger, workspace, proposal_id)
        return Accepted(proposal=settled, added=added)

    async def _accept(
        self, ledger: Writer, workspace: str, proposal: Proposal, draft: ClaimDraft, actor: str
    ) -> Added:
        self._refuse_future(draft)
        added = await self._add(ledger, workspace, await self._entry(draft), actor)
        await ledger.settle(
            proposal.id, ProposalState.ACCEPTED, actor, self._clock(), claim_id=added.claim.id
        )
        return added

    async def accept_all(
        self,
        workspace: str,
        article_id: int,
        *,
        speaker: str | None = None,
        actor: str,
        progress: Callable[[int, int], None] | None = None,
    ) -> AcceptedAll:
        """Accept all that waits of an article, or of one speaker in it; what can't be is left waiting.

        Some are stored at a time, each time all or none. `progress` is told how many are done, of how many.
        Raises DeskError where there is no such article.
        """
        intake = await self._intake(self._store, workspace, article_id)
        waiting = await self._store.waiting(intake.id, source_key(speaker) if speaker is not None else None)
        done: list[Added] = []
        refused: list[tuple[int, str]] = []
        for first in range(0, len(waiting), TOGETHER):
            async with self._store.write() as ledger:
                for number in waiting[first : first + TOGETHER]:
                    found = await self._proposal(ledger, workspace, number)
                    if found.state is not ProposalState.WAITING:
                        continue  # somebody else decided meanwhile
                    try:
                        done.append(await self._accept(ledger, workspace, found, found.draft, actor))
                    except DeskError as error:
                        refused.append((number, str(error)))
            if progress is not None:
                progress(min(first + TOGETHER, len(waiting)), len(waiting))
        return AcceptedAll(
            accepted=sum(not one.existed for one in done),
            existed=sum(one.existed for one in done),
            alerts=sum(one.alert is not None for one in done),
            refused=tuple(refused),
        )

    async def reject(
        self, workspace: str, proposal_id: int, *, actor: str, reason: str | None = None
    ) -> Proposal:
        """Take a proposal out of the queue; it stays on record as rejected, and may be accepted after all.

        Raises DecidedError where somebody has decided already.
        """
        why = reason_of(reason)
        async with self._store.write() as ledger:
            found = await self._proposal(ledger, workspace, proposal_id)
            _refuse_decided(found)
            await ledger.settle(found.id, ProposalState.REJECTED, actor, self._clock(), reason=why)
            return await self._proposal(ledger, workspace, proposal_id)

    @staticmethod
    async def _proposal(ledger: Reader, workspace: str, proposal_id: int) -> Proposal:
        found = await ledger.proposal(workspace, proposal_id) if 0 < proposal_id <= LAST_ID else None
        if found is None:
            raise DeskError(f"There is no proposal {proposal_id} here; `review` shows those that wait.")
        return found

    @staticmethod
    async def _intake(ledger: Reader, workspace: str, article_id: int) -> Intake:
        found = await ledger.intake(workspace, article_id) if 0 < article_id <= LAST_ID else None
        if found is None:
            raise DeskError(f"There is no article {article_id} here; `review` shows those that wait.")
        return found


def _refuse_decided(proposal: Proposal, *, after_all: bool = False) -> None:
    """Raise DecidedError where a proposal can't be decided any more; `after_all` lets a rejected one be."""
    number, by = proposal.id, proposal.actor
    match proposal.state:
        case ProposalState.REPLACED:
            why = f"Proposal {number} was replaced when its article was taken in again; see `review`."
        case ProposalState.ACCEPTED:
            why = f"{by} has accepted proposal {number}: it is claim {proposal.claim_id}."
        case ProposalState.REJECTED if not after_all:
            why = f"{by} has rejected proposal {number} already."
        case _:
            return
    raise DecidedError(why, proposal)


def _changed(draft: ClaimDraft, changes: Mapping[str, object]) -> ClaimDraft:
    try:
        changed = ClaimDraft.model_validate(draft.model_dump() | with_its_quote(draft, changes))
    except ValidationError as error:
        raise DeskError(explain(error)) from None
    if changed.status is Status.WITHDRAWN:
        raise DeskError("A proposal is accepted or rejected; only a claim on record is withdrawn.")
    return changed


def _the_same(intake: Intake, article: Article, story: str) -> bool:
    """Return whether an article was taken in with all that is said of it now."""
    return (
        story_key(intake.story),
        intake.outlet,
        intake.url,
        intake.published_at,
        intake.language,
    ) == (story_key(story), article.outlet, article.url, article.published_at, article.language)


def _named_after(article: Article) -> str:
    """Return the name of a story that an article may begin: its title and its day."""
    title = shorten(article.title or article.text.strip().partition("\n")[0], _TITLE, placeholder=" …")
    day = _day(article.published_at)
    return title if day is None else f"{title}, {day.day} {day:%b %Y}"


def _day(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
