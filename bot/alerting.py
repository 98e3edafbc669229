"""Which alerts a claim causes, and what becomes of them when it changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.relations import Relations
from bot.results import Added, Related
from db.models import Alert, AlertLine, AlertState, Claim, Newsroom, Relation
from db.store import Writer

MAX_COMPARED: Final = 200  # statements that a new one is compared with
ALERTING: Final = (Relation.CONTRADICTS, Relation.REVISES, Relation.DIVERGES)  # the gravest first


def line_of(found: Related) -> AlertLine:
    """Return what stands beside a claim as a line of its alert."""
    return AlertLine(
        claim_id=found.claim.id, relation=found.relation, suspected=found.suspected, reason=found.reason
    )


def alerting_in(newsroom: Newsroom) -> tuple[Relation, ...]:
    """Return the relations that a newsroom wants alerts of, the gravest first; contradictions always."""
    wanted = {Relation.CONTRADICTS, *newsroom.alert_on}
    return tuple(relation for relation in ALERTING if relation in wanted)


class Alerting:
    """Keeps alerts level with what stands between claims."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations

    async def announce(self, ledger: Writer, claim: Claim, at: datetime) -> Added:
        """Store what a claim may contradict and its alert; return it with what stands beside it."""
        suspicions = await self._relations.suspected(ledger, claim, MAX_COMPARED)
        if suspicions:
            await ledger.suspect(suspicions)
        beside = await self._relations.of(ledger, claim)
        alert = await self._alert(ledger, claim, beside.related, at)
        return Added(claim=claim, relations=beside.related, alert=alert)

    async def _alert(
        self, ledger: Writer, claim: Claim, related: Sequence[Related], at: datetime
    ) -> Alert | None:
        alerting = alerting_in(await ledger.newsroom(claim.workspace))
        lines = [
            line_of(found)
            for relation in alerting
            for found in related
            if found.relation is relation and not found.decided
        ]
        return await ledger.alert(claim, lines, at) if lines else None

    async def call_off(self, ledger: Writer, claim: Claim) -> None:
        """Dismiss the waiting alerts that a claim caused, and its place in those of others."""
        await ledger.set_alert(claim.workspace, claim.id, AlertState.DISMISSED)
