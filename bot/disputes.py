"""What of a story can't all hold: by figures, not by pairs of claims, so that nothing is crowded out."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from typing import Final, NamedTuple

from bot.aside import COMPARING, SUSPECTING, aside
from bot.domain.chains import earliest_key
from bot.domain.engine import Engine
from bot.domain.siding import Ground, Pair, Sides, exactly, joined, roughly
from bot.relations import Relations
from bot.results import Dispute
from db.models import Claim, Decision, Position, Relation, Story, Suspicion
from db.store import Store

LISTED: Final = 40  # contradictions of each kind that are listed: confirmed, by figures, suspected
POSITIONS: Final = 200  # sets of figures that are held against each other, those of most claims first
PAIRS: Final = 80  # contradicting pairs of them that are looked at
LOOKED_AT: Final = 12  # claims of one set of figures that are held against those of another
SIDE: Final = 6  # claims listed on one side


class Found(NamedTuple):
    """What contradicts each other in a story, and what moderators decided to be no contradiction."""

    listed: tuple[Dispute, ...]  # those that moderators confirmed, those by figures, those suspected
    more: bool  # there are others
    settled: tuple[Dispute, ...]
    more_settled: int


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
        return [_told(one, claims) for one in exactly(against)], len(pairs) > LISTED

    def _grounds(self, found: Iterable[Suspicion], claims: Mapping[int, Claim]) -> dict[Pair, Ground]:
        grounds = {}
        for one in found:
            anew = self._engine.suspect(_undated(claims[one.a]), _undated(claims[one.b]))
            grounds[one.a, one.b] = Ground((anew or one).reason, suspected=True)
        return grounds

    async def _by_figures(
        self, story: Story, decisions: Mapping[Pair, Decision]
    ) -> tuple[list[Dispute], bool]:
        """Return contradictions of figures, those of most claims first, and whether there are others."""
        known = await self._relations.positions(self._store, story.id)
        positions = sorted(known, key=lambda one: (-one.claims, one.id))
        effort = COMPARING * sum(len(one.figures) for one in positions[:POSITIONS]) ** 2
        pairs = await aside(effort, self._contradicting, positions[:POSITIONS])
        first: dict[int, Sequence[Claim]] = {}
        for one in dict.fromkeys(one for pair in pairs[:PAIRS] for one in pair):
            first[one.id] = await self._first(one)
        effort = 2 * COMPARING * sum(len(first[p.id]) * len(first[q.id]) for p, q in pairs[:PAIRS])
        found = await aside(effort, self._opposed, pairs[:PAIRS], first, decisions)
        claims = {claim.id: claim for some in first.values() for claim in some}
        more = len(found) > LISTED or len(pairs) > PAIRS or len(positions) > POSITIONS
        return [_told(one, claims) for one in found[:LISTED]], more

    async def _first(self, position: Position) -> Sequence[Claim]:
        found = await self._store.claims_at([position.id], LOOKED_AT)
        return sorted(found, key=lambda claim: earliest_key(claim, self._engine.zone))

    def _contradicting(self, positions: Sequence[Position]) -> list[tuple[Position, Position]]:
        """Return pairs of positions whose figures contradict each other, those of most claims first.

        The position with the smaller number comes first in each, so that reasons read alike.
        """
        found = [
            (p, q)
            for p, q in combinations(sorted(positions, key=_size), 2)
            if (compared := self._engine.comparer.compare(p.figures, q.figures))
            and compared.relation is Relation.CONTRADICTS
        ]
        return sorted(found, key=lambda pair: -(pair[0].claims + pair[1].claims))

    def _opposed(
        self,
        pairs: Iterable[tuple[Position, Position]],
        first: Mapping[int, Sequence[Claim]],
        decisions: Mapping[Pair, Decision],
    ) -> list[Sides]:
        """Return the sides of pairs of positions, of which the first claims are given."""
        found: list[Sides] = []
        for p, q in pairs:
            against, whole = self._against(first[p.id], first[q.id], decisions)
            sides = sorted(roughly(against) if whole else exactly(against), key=lambda one: one.ground.itself)
            rest = (p.claims - len(first[p.id]), q.claims - len(first[q.id]))
            if sides:
                sides[0] = sides[0]._replace(more_a=rest[0], more_b=rest[1])
            found += sides
        return sorted(joined(found), key=_weight)

    def _against(
        self, some: Iterable[Claim], others: Iterable[Claim], decisions: Mapping[Pair, Decision]
    ) -> tuple[dict[Pair, Ground], bool]:
        """Return which claims contradict which, and whether nobody has decided about any two of them."""
        against: dict[Pair, Ground] = {}
        whole = True
        for a, b in product(some, others):
            if (min(a.id, b.id), max(a.id, b.id)) in decisions:
                whole = False
            elif self._engine.relate(a, b).relation is Relation.CONTRADICTS:
                verdict = self._engine.relate(_undated(a), _undated(b))
                itself = self._engine.one_speaker(a, b)
                against[a.id, b.id] = Ground(verdict.reason, verdict.suspected, itself)
        return against, whole


def _told(one: Sides, claims: Mapping[int, Claim]) -> Dispute:
    return Dispute(
        a=tuple(claims[a] for a in one.a[:SIDE]),
        b=tuple(claims[b] for b in one.b[:SIDE]),
        reason=one.ground.reason,
        more_a=max(0, len(one.a) - SIDE) + one.more_a,
        more_b=max(0, len(one.b) - SIDE) + one.more_b,
        suspected=one.ground.suspected,
    )


def _weight(one: Sides) -> tuple[bool, int]:
    return one.ground.itself, -(len(one.a) + one.more_a + len(one.b) + one.more_b)


def _size(position: Position) -> tuple[Decimal, int]:
    figure = position.figures[0]
    return (figure.low if figure.low is not None else figure.high) or Decimal(0), position.id


def _undated(claim: Claim) -> Claim:
    """Return a claim such that a reason doesn't say how far apart two were said: their times stand there."""
    return claim.model_copy(update={"said_at": None})
