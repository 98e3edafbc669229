"""What stands beside a claim: derived relations, decisions of people, suspicions of a machine."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pydantic import Field

from bot.aside import COMPARING, SUSPECTING, aside
from bot.domain.chains import earliest_key
from bot.domain.engine import Engine
from bot.results import Contradiction, Related
from db.models import Claim, Decision, Position, Record, Relation, Status, Story, Suspicion
from db.store import Beside, Reader, Store

LISTED: Final = 30  # claims of one relation that are fetched and listed; the rest is counted
PAIRS: Final = 200  # contradicting pairs of one story that are listed
REMEMBERED: Final = 64  # stories whose positions are kept
_SHOWN: Final = (Relation.CONTRADICTS, Relation.REVISES, Relation.DIVERGES, Relation.AGREES)


class Surroundings(Record):
    """The claims that stand in some relation to one claim."""

    related: tuple[Related, ...] = ()  # contradictions first, then revisions, divergences, agreements
    more: dict[str, int] = Field(default_factory=dict)  # relation -> how many claims beyond those listed

    def of(self, relation: Relation) -> tuple[Related, ...]:
        """Return the claims of one relation, earliest first."""
        return tuple(related for related in self.related if related.relation is relation)


class Relations:
    """Finds what stands beside a claim; its work grows with a story's positions, not with its claims.

    What takes long is done on other threads, so that nobody waits for it who asks for something else.
    """

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._known: dict[int, tuple[int, Sequence[Position]]] = {}  # story -> its positions at a revision

    async def of(self, ledger: Reader, claim: Claim, revision: int | None = None) -> Surroundings:
        """Return everything that stands beside an active claim in its story; nothing beside any other.

        `revision` is the ledger's, where it is known already.
        """
        if claim.status is not Status.ACTIVE:
            return Surroundings()
        positions = await self.positions(ledger, claim.story_id, revision) if claim.figures else ()
        effort = COMPARING * _pairs(claim, positions)
        groups, counted = await aside(effort, self._grouped, claim, positions)
        beside = await ledger.beside(claim.id, groups, LISTED)
        unlisted = await self._unlisted(ledger, claim) if max(counted.values(), default=0) > LISTED else ()
        effort = COMPARING * _pairs(claim, (*beside.claims, *unlisted))
        return await aside(effort, self._surroundings, claim, beside, unlisted, counted)

    def _grouped(
        self, claim: Claim, positions: Iterable[Position]
    ) -> tuple[list[list[int]], dict[Relation, int]]:
        """Return positions that stand in some relation to a claim's figures, by relation; count claims."""
        found: dict[Relation, list[int]] = {}
        counted: dict[Relation, int] = {}
        for position in positions:
            compared = self._engine.comparer.compare(claim.figures, position.figures)
            if compared is not None:
                found.setdefault(compared.relation, []).append(position.id)
                counted[compared.relation] = counted.get(compared.relation, 0) + position.claims
        return list(found.values()), counted

    async def positions(
        self, ledger: Reader, story_id: int, revision: int | None = None
    ) -> Sequence[Position]:
        """Return a story's positions, read anew only where the ledger has changed since."""
        if ledger is not self._store:  # a transaction sees what others don't
            return await ledger.positions(story_id)
        revision = await ledger.revision() if revision is None else revision
        known = self._known.pop(story_id, None)
        if known is None or known[0] != revision:
            known = (revision, await ledger.positions(story_id))
        self._known[story_id] = known
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return known[1]

    @staticmethod
    async def _unlisted(ledger: Reader, claim: Claim) -> list[Claim]:
        """Return claims that may not be listed and whose relation depends on more than figures."""
        others = list(await ledger.claims_by(claim.story_id, [claim.speaker_id], LISTED))
        if claim.as_of is not None:
            others.extend(await ledger.claims_as_of(claim.story_id, LISTED))
        return others

    def _surroundings(
        self, claim: Claim, beside: Beside, unlisted: Iterable[Claim], counted: Mapping[Relation, int]
    ) -> Surroundings:
        """Return what stands beside a claim; `counted` tells how many claims each relation has by figures."""
        suspicions = {found.b: found for found in beside.suspicions}
        decisions = {found.b: found for found in beside.decisions}
        others = {other.id: other for other in (*beside.claims, *unlisted) if other.id != claim.id}
        related = [
            found
            for other in others.values()
            if (found := self._between(claim, other, suspicions.get(other.id), decisions.get(other.id)))
        ]
        return self._ordered(related, counted)

    def _between(
        self, claim: Claim, other: Claim, suspicion: Suspicion | None, decision: Decision | None
    ) -> Related | None:
        if decision is not None:
            if decision.relation is Relation.UNRELATED or other.status is not Status.ACTIVE:
                return None
            reason = f"{decision.actor} decided: {decision.reason}"
            return Related(claim=other, relation=decision.relation, reason=reason, decided=True)
        verdict = self._engine.relate(claim, other)
        if verdict.relation is not Relation.UNRELATED:
            return Related(
                claim=other, relation=verdict.relation, reason=verdict.reason, suspected=verdict.suspected
            )
        if suspicion is not None and other.status is Status.ACTIVE:
            return Related(claim=other, relation=suspicion.relation, reason=suspicion.reason, suspected=True)
        return None

    def _ordered(self, related: list[Related], counted: Mapping[Relation, int]) -> Surroundings:
        related.sort(key=lambda found: earliest_key(found.claim, self._engine.zone))
        related.sort(key=lambda found: (_SHOWN.index(found.relation), found.suspected))
        more = {
            relation.value: counted[relation]
            - len([found for found in related if found.relation is relation])
            for relation in counted
            if counted[relation] > LISTED
        }
        return Surroundings(related=tuple(related), more=more)

    async def suspected(self, ledger: Reader, claim: Claim, limit: int) -> list[Suspicion]:
        """Return what a machine suspects between a claim without figures and others of its story."""
        if claim.figures or claim.status is not Status.ACTIVE:
            return []
        others = await ledger.statements(claim.story_id, limit)
        return await aside(SUSPECTING * len(others), self._suspicions, claim, others)

    def _suspicions(self, claim: Claim, others: Iterable[Claim]) -> list[Suspicion]:
        return [
            suspicion
            for other in others
            if other.id != claim.id and (suspicion := self._engine.suspect(claim, other))
        ]

    async def contradictions(self, ledger: Reader, story: Story) -> list[Contradiction]:
        """Return the pairs of a story's claims that contradict each other, at most `PAIRS`."""
        found: dict[tuple[int, int], Contradiction] = {}
        for claim in await self._contested(ledger, story):
            for related in (await self.of(ledger, claim)).of(Relation.CONTRADICTS):
                pair = (min(claim.id, related.claim.id), max(claim.id, related.claim.id))
                contradiction = Contradiction(
                    story=story.name,
                    a=claim,
                    b=related.claim,
                    reason=related.reason,
                    suspected=related.suspected,
                    decided=related.decided,
                )
                found.setdefault(pair, contradiction)
            if len(found) >= PAIRS:
                break
        return list(found.values())[:PAIRS]

    async def _contested(self, ledger: Reader, story: Story) -> Sequence[Claim]:
        """Return the claims that may contradict another: by a position, a suspicion or a decision."""
        positions = await self.positions(ledger, story.id)
        figured = await ledger.claims_at([position.id for position in positions], PAIRS)
        decided = {(pair.a, pair.b) for pair in await ledger.story_decisions(story.id)}
        most = PAIRS + len(decided)  # one decision dismisses one suspicion at most
        suspected = {(pair.a, pair.b) for pair in await ledger.story_suspicions(story.id, most)}
        known = {claim.id for claim in figured}
        ids = {claim_id for pair in suspected | decided for claim_id in pair if claim_id not in known}
        return [*figured, *await ledger.claims(story.workspace, ids)]


def _pairs(claim: Claim, others: Iterable[Claim | Position]) -> int:
    """Return how many pairs of figures a claim and some others have."""
    return len(claim.figures) * sum(len(other.figures) for other in others)
