"""What of a story can't all hold: by figures, not by pairs of claims, so that nothing is crowded out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Final, NamedTuple

from bot.aside import COMPARING, SUSPECTING, aside
from bot.domain.chains import earliest_key
from bot.domain.engine import Engine
from bot.relations import Relations
from bot.results import Dispute
from db.models import Claim, Decision, Position, Relation, Story, Suspicion
from db.store import Store

LISTED: Final = 40  # contradictions of each kind that are listed: confirmed, by figures, suspected
POSITIONS: Final = 200  # sets of figures that are held against each other, those of most claims first
LOOKED_AT: Final = 12  # claims of one set of figures that are held against those of another
SIDE: Final = 6  # claims listed on one side

Pair = tuple[int, int]
"""The ids of two claims, the lower one first."""


class Found(NamedTuple):
    """What contradicts each other in a story, and what moderators decided to be no contradiction."""

    listed: tuple[Dispute, ...]  # those that moderators confirmed, those by figures, those suspected
    more: bool  # there are others
    settled: tuple[Dispute, ...]
    more_settled: int


class _Ground(NamedTuple):
    """On what claims stand against each other."""

    reason: str
    suspected: bool
    itself: bool = False  # one speaker stands against itself


_Sides = tuple[_Ground, list[int], list[int]]


class Disputes:
    """Finds a story's contradictions; its work grows with a story's positions, not with its claims."""

    def __init__(self, store: Store, engine: Engine, relations: Relations) -> None:
        self._store = store
        self._engine = engine
        self._relations = relations

    async def of(self, story: Story) -> Found:
        """Return what contradicts each other in a story."""
        decisions = {(one.a, one.b): one for one in await self._store.story_decisions(story.id)}
        confirmed = [one for one in decisions.values() if one.relation is Relation.CONTRADICTS]
        settled = [one for one in decisions.values() if one.relation is not Relation.CONTRADICTS]
        by_figures, more_figures = await self._by_figures(story, decisions)
        suspected, more_suspected = await self._suspected(story, decisions)
        return Found(
            listed=(*await self._decided(story, confirmed[:LISTED]), *by_figures, *suspected),
            more=more_figures or more_suspected or len(confirmed) > LISTED,
            settled=tuple(await self._decided(story, settled[:LISTED])),
            more_settled=max(0, len(settled) - LISTED),
        )

    async def _decided(self, story: Story, decisions: Sequence[Decision]) -> list[Dispute]:
        """Return pairs that moderators decided about, with what a machine makes of them."""
        claims = await self._claims(story, (claim_id for one in decisions for claim_id in (one.a, one.b)))
        told = await self._store.suspicions((one.a, one.b) for one in decisions)
        suspicions = {(one.a, one.b): one for one in told}
        return [self._made(one, claims, suspicions.get((one.a, one.b))) for one in decisions]

    def _made(self, made: Decision, claims: Mapping[int, Claim], suspicion: Suspicion | None) -> Dispute:
        a, b = claims[made.a], claims[made.b]
        verdict = self._engine.relate(_undated(a), _undated(b))
        told = verdict.reason if verdict.relation is not Relation.UNRELATED else ""
        return Dispute(a=(a,), b=(b,), reason=told or (suspicion.reason if suspicion else ""), decision=made)

    async def _claims(self, story: Story, ids: Iterable[int]) -> dict[int, Claim]:
        return {claim.id: claim for claim in await self._store.claims(story.workspace, dict.fromkeys(ids))}

    async def _suspected(
        self, story: Story, decisions: Mapping[Pair, Decision]
    ) -> tuple[list[Dispute], bool]:
        """Return suspected contradictions that nobody has decided about, and whether there are others."""
        found = await self._store.story_suspicions(story.id, LISTED + 1 + len(decisions))
        pairs = [one for one in found if (one.a, one.b) not in decisions]
        listed = pairs[:LISTED]
        claims = await self._claims(story, (claim_id for one in listed for claim_id in (one.a, one.b)))
        against = await aside(SUSPECTING * len(listed), self._grounds, listed, claims)
        return _joined(against, claims), len(pairs) > LISTED

    def _grounds(self, found: Iterable[Suspicion], claims: Mapping[int, Claim]) -> dict[Pair, _Ground]:
        grounds = {}
        for one in found:
            anew = self._engine.suspect(_undated(claims[one.a]), _undated(claims[one.b]))
            grounds[one.a, one.b] = _Ground((anew or one).reason, suspected=True)
        return grounds

    async def _by_figures(
        self, story: Story, decisions: Mapping[Pair, Decision]
    ) -> tuple[list[Dispute], bool]:
        """Return contradictions of figures, those of most claims first, and whether there are others."""
        known = await self._relations.positions(self._store, story.id)
        positions = sorted(known, key=lambda one: (-one.claims, one.id))
        effort = COMPARING * sum(len(one.figures) for one in positions[:POSITIONS]) ** 2
        pairs = await aside(effort, self._contradicting, positions[:POSITIONS])
        disputes: list[Dispute] = []
        fetched: dict[int, Sequence[Claim]] = {}
        for number, (p, q) in enumerate(pairs):
            if len(disputes) >= LISTED:
                return disputes[:LISTED], number < len(pairs) or len(disputes) > LISTED
            for one in (p, q):
                if one.id not in fetched:
                    fetched[one.id] = await self._first(one)
            effort = COMPARING * len(fetched[p.id]) * len(fetched[q.id])
            disputes += await aside(effort, self._between, (p, fetched[p.id]), (q, fetched[q.id]), decisions)
        return disputes[:LISTED], len(disputes) > LISTED or len(positions) > POSITIONS

    async def _first(self, position: Position) -> Sequence[Claim]:
        found = await self._store.claims_at([position.id], LOOKED_AT)
        return sorted(found, key=lambda claim: earliest_key(claim, self._engine.zone))

    def _contradicting(self, positions: Sequence[Position]) -> list[tuple[Position, Position]]:
        """Return pairs of positions whose figures contradict each other, those of most claims first."""
        ordered = sorted(positions, key=lambda one: one.id)
        found = [
            (p, q)
            for p, q in combinations(ordered, 2)
            if (compared := self._engine.comparer.compare(p.figures, q.figures))
            and compared.relation is Relation.CONTRADICTS
        ]
        return sorted(found, key=lambda pair: -(pair[0].claims + pair[1].claims))

    def _between(
        self,
        one: tuple[Position, Sequence[Claim]],
        other: tuple[Position, Sequence[Claim]],
        decisions: Mapping[Pair, Decision],
    ) -> list[Dispute]:
        """Return the contradictions between the claims of two positions, each of the same reason once."""
        against: dict[Pair, _Ground] = {}
        decided = False
        for a, b in product(one[1], other[1]):
            if (min(a.id, b.id), max(a.id, b.id)) in decisions:
                decided = True
            elif self._engine.relate(a, b).relation is Relation.CONTRADICTS:
                verdict = self._engine.relate(_undated(a), _undated(b))
                itself = self._engine.one_speaker(a, b)
                against[a.id, b.id] = _Ground(verdict.reason, verdict.suspected, itself)
        claims = {claim.id: claim for claim in (*one[1], *other[1])}
        beyond = (one[0].claims - len(one[1]), other[0].claims - len(other[1]))
        return _joined(against, claims, beyond, exactly=decided)


def _joined(
    against: Mapping[Pair, _Ground],
    claims: Mapping[int, Claim],
    beyond: tuple[int, int] = (0, 0),
    *,
    exactly: bool = True,
) -> list[Dispute]:
    """Return pairs of claims by the ground on which they stand against each other.

    Where it must be `exactly` so, all of one side stand against all of the other; else each against some.
    `beyond` is how many claims that were not looked at state the same on each side; the first has them.
    """
    sides = _exactly(against) if exactly else _roughly(against)
    sides.sort(key=lambda one: one[0].itself)
    return [
        Dispute(
            a=tuple(claims[a] for a in some[:SIDE]),
            b=tuple(claims[b] for b in others[:SIDE]),
            reason=ground.reason,
            more_a=max(0, len(some) - SIDE) + (0 if number else beyond[0]),
            more_b=max(0, len(others) - SIDE) + (0 if number else beyond[1]),
            suspected=ground.suspected,
        )
        for number, (ground, some, others) in enumerate(sides)
    ]


def _roughly(against: Mapping[Pair, _Ground]) -> list[_Sides]:
    sides: dict[_Ground, tuple[dict[int, None], dict[int, None]]] = {}
    for (a, b), ground in against.items():
        some, others = sides.setdefault(ground, ({}, {}))
        some[a] = others[b] = None
    return [(ground, list(some), list(others)) for ground, (some, others) in sides.items()]


def _exactly(against: Mapping[Pair, _Ground]) -> list[_Sides]:
    opposed: dict[tuple[_Ground, int], list[int]] = {}
    for (a, b), ground in against.items():
        opposed.setdefault((ground, a), []).append(b)
    sides: dict[tuple[_Ground, tuple[int, ...]], list[int]] = {}
    for (ground, a), others in opposed.items():
        sides.setdefault((ground, tuple(others)), []).append(a)
    return [(ground, some, list(others)) for (ground, others), some in sides.items()]


def _undated(claim: Claim) -> Claim:
    """Return a claim such that a reason doesn't say how far apart two were said: their times stand there."""
    return claim.model_copy(update={"said_at": None})
