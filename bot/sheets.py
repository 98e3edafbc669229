"""A story for somebody who wasn't there: its figures, its contradictions, what was taken back."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from bot.domain.engine import Engine
from bot.domain.sources import independent, is_unnamed
from bot.relations import PAIRS, Relations
from bot.results import Contradiction, Dispute, Retraction, Sheet, StoryView
from bot.spreads import Spreads
from db.models import Change, Claim, Decision, Relation, Status, Story, Suspicion
from db.store import Store

THINGS: Final = 30  # things that figures are given for
VOICES: Final = 400  # speakers of a story that are told apart
DISPUTES: Final = 40  # contradictions that are listed
SIDE: Final = 6  # claims listed on one side of one
SETTLED: Final = 40  # decisions that are listed
TAKEN_BACK: Final = 40  # retracted claims that are listed


class _Why(NamedTuple):
    """What people decided and a machine suspects about pairs of claims, the lower number first."""

    decisions: Mapping[tuple[int, int], Decision]
    suspicions: Mapping[tuple[int, int], Suspicion]


class _Ground(NamedTuple):
    """On what claims stand against each other."""

    reason: str
    decision: Decision | None
    suspected: bool


class Sheets:
    """Gathers what a story's sheet shows; what it holds is bounded, however many claims there are."""

    def __init__(self, store: Store, engine: Engine, relations: Relations, spreads: Spreads) -> None:
        self._store = store
        self._engine = engine
        self._relations = relations
        self._spreads = spreads

    async def of(self, view: StoryView, at: datetime) -> Sheet:
        """Return the sheet of a story, of which the claims are known already."""
        story = view.story
        counted = await self._store.by_status(story.id)
        spreads = await self._spreads.of_story(story, THINGS + 1, least=1)
        pairs = await self._relations.contradictions(self._store, story)
        decisions = await self._store.story_decisions(story.id)
        suspicions = await self._store.story_suspicions(story.id)
        why = _Why({(one.a, one.b): one for one in decisions}, {(one.a, one.b): one for one in suspicions})
        disputes = self._disputes(pairs, why)
        settled = [one for one in decisions if one.relation is not Relation.CONTRADICTS]
        speakers, more_speakers = await self._speakers(story)
        back = counted.get(Status.RETRACTED, 0)
        return Sheet(
            story=story,
            at=at,
            active=counted.get(Status.ACTIVE, 0),
            retracted=back,
            speakers=speakers,
            more_speakers=more_speakers,
            spreads=tuple(spreads[:THINGS]),
            more_things=len(spreads) > THINGS,
            disputes=tuple(disputes[:DISPUTES]),
            more_disputes=max(0, len(disputes) - DISPUTES),
            more_pairs=len(pairs) >= PAIRS,
            settled=tuple(await self._settled(story, settled[:SETTLED], why)),
            more_settled=max(0, len(settled) - SETTLED),
            claims=view.claims,
            more=view.more,
            retractions=tuple(await self._retractions(story)),
            more_retractions=max(0, back - TAKEN_BACK),
        )

    async def _speakers(self, story: Story) -> tuple[int, bool]:
        """Return how many independent speakers a story has, and whether there are more than were counted."""
        first = await self._store.voices(story.id, VOICES + 1)
        named = [claim for claim in first if not is_unnamed(claim.speaker)]
        unnamed = [claim.speaker_id for claim in first if is_unnamed(claim.speaker)]
        ways = await self._store.voices(story.id, VOICES + 1, unnamed) if unnamed else ()
        known = [*named, *ways]
        count = await asyncio.to_thread(independent, known[:VOICES], self._engine.names)
        return count, len(known) > VOICES

    def _disputes(self, pairs: Iterable[Contradiction], why: _Why) -> list[Dispute]:
        """Return contradicting pairs; several are one where all of one side contradict all of the other."""
        claims: dict[int, Claim] = {}
        against: dict[tuple[_Ground, int], dict[int, None]] = {}
        for pair in pairs:
            decision = why.decisions.get(_pair(pair.a.id, pair.b.id))
            a, b, reason = self._oriented(pair, why)
            claims |= {a.id: a, b.id: b}
            ground = _Ground(reason, decision, pair.suspected)
            against.setdefault((ground, a.id), {})[b.id] = None
        sides: dict[tuple[_Ground, tuple[int, ...]], list[int]] = {}
        for (ground, a_id), others in against.items():
            sides.setdefault((ground, tuple(sorted(others))), []).append(a_id)
        return [
            Dispute(
                a=tuple(claims[one] for one in some[:SIDE]),
                b=tuple(claims[one] for one in others[:SIDE]),
                reason=reason,
                more_a=max(0, len(some) - SIDE),
                more_b=max(0, len(others) - SIDE),
                suspected=suspected,
                decision=decision,
            )
            for ((reason, decision, suspected), others), some in sides.items()
        ]

    def _oriented(self, pair: Contradiction, why: _Why) -> tuple[Claim, Claim, str]:
        """Return a pair such that all pairs of the same two positions begin alike and have one reason."""
        a, b = sorted((pair.a, pair.b), key=lambda claim: claim.position_id or 0)
        return a, b, self._reason(a, b, why)

    def _reason(self, a: Claim, b: Claim, why: _Why) -> str:
        """Return why a machine holds two claims against each other; nothing where it doesn't.

        How far apart they were said isn't part of it: their times stand beside them.
        """
        verdict = self._engine.relate(_undated(a), _undated(b))
        if verdict.relation is not Relation.UNRELATED:
            return verdict.reason
        suspicion = why.suspicions.get(_pair(a.id, b.id))
        return suspicion.reason if suspicion is not None else ""

    async def _settled(self, story: Story, decisions: Sequence[Decision], why: _Why) -> list[Dispute]:
        ids = {claim_id for one in decisions for claim_id in (one.a, one.b)}
        claims = {claim.id: claim for claim in await self._store.claims(story.workspace, ids)}
        pairs = [(one, claims[one.a], claims[one.b]) for one in decisions]
        return [Dispute(a=(a,), b=(b,), reason=self._reason(a, b, why), decision=one) for one, a, b in pairs]

    async def _retractions(self, story: Story) -> list[Retraction]:
        return [
            Retraction(claim=claim, change=await self._recorded(claim))
            for claim in await self._store.retracted(story.id, TAKEN_BACK)
        ]

    async def _recorded(self, claim: Claim) -> Change | None:
        """Return the change by which a claim was last marked as taken back."""
        changes = await self._store.history(claim.workspace, claim.id)
        return next((one for one in reversed(changes) if one.action == "retract"), None)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _undated(claim: Claim) -> Claim:
    return claim.model_copy(update={"said_at": None})
