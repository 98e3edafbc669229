"""Which alerts a claim causes, and what becomes of them when it changes or somebody decides."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from bot.aside import SUSPECTING, aside
from bot.domain.comparison import Verdict
from bot.domain.engine import Engine
from bot.relations import Relations
from bot.results import Added, Related
from db.models import Alert, AlertLine, AlertState, Claim, Decision, Newsroom, Relation
from db.store import Listed, Reader, Writer

MAX_COMPARED: Final = 200  # statements that a new one is compared with
ALERTING: Final = (Relation.CONTRADICTS, Relation.REVISES, Relation.DIVERGES)  # the gravest first
_UPHELD: Final = frozenset({Relation.CONTRADICTS, Relation.REVISES})


def alerting_in(newsroom: Newsroom) -> tuple[Relation, ...]:
    """Return the relations that a newsroom wants alerts of, the gravest first; contradictions always."""
    wanted = {Relation.CONTRADICTS, *newsroom.alert_on}
    return tuple(relation for relation in ALERTING if relation in wanted)


def _line_of(found: Related) -> AlertLine:
    return AlertLine(
        claim_id=found.claim.id, relation=found.relation, suspected=found.suspected, reason=found.reason
    )


class _Changed(NamedTuple):
    """A claim as it is, and as it was where what it states hasn't changed."""

    now: Claim
    was: Claim | None


class Alerting:
    """Keeps alerts level with what stands between claims.

    A line of an alert stands while its two claims are active and still are to each other what it says, for
    the reason that it gives; an edit that leaves alone what a claim states may give it another reason. A line
    that stands waits until somebody decides, and any other is dismissed. Nothing else makes the state of a
    line, so what brings a claim back brings its lines back, and only what no line says makes a new alert.
    """

    def __init__(self, engine: Engine, relations: Relations) -> None:
        self._engine = engine
        self._relations = relations

    async def announce(
        self, ledger: Writer, claim: Claim, at: datetime, before: Claim | None = None
    ) -> Added:
        """Store what a claim may contradict, correct its alerts, and store the one that it causes anew.

        `before` is the claim as it was, where it was on record already.
        """
        suspicions = await self._relations.suspected(ledger, claim, MAX_COMPARED)
        if suspicions:
            await ledger.suspect(suspicions)
        told = await self.follow(ledger, claim, before) if before else frozenset()
        beside = await self._relations.of(ledger, claim)
        untold = [found for found in beside.related if found.claim.id not in told and not found.decided]
        alert = await self._alert(ledger, claim, untold, at)
        return Added(claim=claim, relations=beside.related, alert=alert)

    async def _alert(
        self, ledger: Writer, claim: Claim, related: Sequence[Related], at: datetime
    ) -> Alert | None:
        wanted = alerting_in(await ledger.newsroom(claim.workspace))
        lines = [_line_of(found) for relation in wanted for found in related if found.relation is relation]
        return await ledger.alert(claim, lines, at) if lines else None

    async def follow(
        self, ledger: Writer, claim: Claim, before: Claim | None = None, others: Iterable[int] | None = None
    ) -> frozenset[int]:
        """Correct the alerts about a claim; return the claims beside which a line of it stands.

        `before` is the claim as it was before a change; `others` narrows it to lines with these claims.
        """
        listed: Sequence[Listed] = await ledger.listed(claim.id)
        if others is not None:
            wanted = frozenset(others)
            listed = [one for one in listed if _other(one, claim.id) in wanted]
        unaltered = before if before is not None and before.statement == claim.statement else None
        decided = {found.b: found for found in (await ledger.beside(claim.id)).decisions} if listed else {}
        corrected = await self._now(ledger, _Changed(claim, unaltered), listed, decided)
        changed = [new for new, old in zip(corrected, listed, strict=True) if new != old]
        if changed:
            await ledger.correct(changed)
        return frozenset(
            _other(one, claim.id) for one in corrected if one.line.state is not AlertState.DISMISSED
        )

    async def standing(self, ledger: Reader, claim: Claim, alert_id: int) -> frozenset[int]:
        """Return the claims in lines of an alert that still stand, whatever was decided about them."""
        listed = [one for one in await ledger.listed(claim.id) if one.alert_id == alert_id]
        undecided = await self._now(ledger, _Changed(claim, None), listed, {})
        return frozenset(_other(one, claim.id) for one in undecided if one.line.state is AlertState.WAITING)

    async def _now(
        self, ledger: Reader, changed: _Changed, listed: Sequence[Listed], decided: Mapping[int, Decision]
    ) -> list[Listed]:
        """Return lines of alerts about a claim as they stand now."""
        claim = changed.now
        ids = {_other(one, claim.id) for one in listed}
        beside = {other.id: other for other in await ledger.claims(claim.workspace, ids)} if ids else {}
        effort = SUSPECTING * len(listed)
        return await aside(effort, self._corrected, changed, listed, beside, decided)

    def _corrected(
        self,
        changed: _Changed,
        listed: Sequence[Listed],
        beside: Mapping[int, Claim],
        decided: Mapping[int, Decision],
    ) -> list[Listed]:
        return [
            self._line_now(one, changed, beside[other], decided.get(other))
            for one in listed
            for other in [_other(one, changed.now.id)]
        ]

    def _line_now(self, one: Listed, changed: _Changed, other: Claim, decision: Decision | None) -> Listed:
        """Return a line of an alert as it stands now: with its state, and the reason of today."""
        line = one.line
        now = [found for found in self._verdicts(one, changed.now, other) if found.relation is line.relation]
        if not now or not (_says(line, now) or _says(line, self._verdicts(one, changed.was, other))):
            return one._replace(line=line.model_copy(update={"state": AlertState.DISMISSED}))
        state = AlertState.WAITING
        if decision is not None:
            upheld = decision.relation in {line.relation, *_UPHELD}
            state = AlertState.CONFIRMED if upheld else AlertState.DISMISSED
        reason = line.reason if _says(line, now) else now[0].reason
        return one._replace(line=line.model_copy(update={"state": state, "reason": reason}))

    def _verdicts(self, one: Listed, claim: Claim | None, other: Claim) -> list[Verdict]:
        """Return what the claims of a line are to each other, by figures or as a machine suspects.

        A suspicion gives its reason from either side, for it is stored from the side that came last.
        """
        if claim is None or claim.story_id != other.story_id:
            return []
        a, b = (claim, other) if one.claim_id == claim.id else (other, claim)
        if a.figures and b.figures:
            return [self._engine.relate(a, b)]
        if a.figures or b.figures:
            return []
        suspicions = (self._engine.suspect(a, b), self._engine.suspect(b, a))
        return [Verdict(found.relation, found.reason, suspected=True) for found in suspicions if found]


def _says(line: AlertLine, verdicts: Iterable[Verdict]) -> bool:
    """Return whether a line says what one of some verdicts does."""
    return any((found.relation, found.reason) == (line.relation, line.reason) for found in verdicts)


def _other(one: Listed, claim_id: int) -> int:
    """Return the other claim of a line of an alert."""
    return one.line.claim_id if one.claim_id == claim_id else one.claim_id
