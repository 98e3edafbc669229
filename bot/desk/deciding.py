"""The room that decides: what two claims are to each other, and whether an alert was right."""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.errors import LAST_ID, DeskError, reason_of
from bot.desk.room import Room
from bot.results import AlertView, Related
from db.models import Alert, Claim, Decision, Relation
from db.store import Reader, Writer


class Deciding(Room):
    """What moderators say about claims and alerts."""

    async def decide(
        self, workspace: str, a: int, b: int, relation: Relation, *, reason: str, actor: str
    ) -> Decision:
        """Set what two claims of one story are to each other; *unrelated* dismisses what stood there.

        It holds until one of the two changes what it states. Raises DeskError where the claims aren't two
        claims of one story, one of them is withdrawn, or the reason is empty or too long.
        """
        why = reason_of(reason)
        if why is None:
            raise DeskError("A decision needs a reason; give one in a few words.")
        if a == b:
            raise DeskError(f"Claim {a} can't be compared with itself; name two claims of one story.")
        async with self._store.write() as ledger:
            first = await self._visible(ledger, workspace, a)
            second = await self._visible(ledger, workspace, b)
            if first.story_id != second.story_id:
                raise DeskError(
                    f"Claim {a} is about “{first.story}” and claim {b} about “{second.story}”; "
                    "only claims of one story are compared."
                )
            decision = await self._decided(ledger, (first, second), relation, why, actor, self._clock())
            await self._alerting.follow(ledger, first, others=[second.id])
            return decision

    @staticmethod
    async def _decided(
        ledger: Writer,
        pair: tuple[Claim, Claim],
        relation: Relation,
        reason: str,
        actor: str,
        at: datetime,
    ) -> Decision:
        """Store a decision about two claims."""
        first, second = pair
        decision = Decision(
            a=first.id,
            b=second.id,
            relation=relation,
            reason=reason,
            actor=actor,
            at=at,
            statement_a=first.statement,
            statement_b=second.statement,
        )
        await ledger.decide(decision)
        return decision

    async def alerts(self, workspace: str, limit: int = 50) -> Sequence[Alert]:
        """Return the newest alerts first."""
        return await self._store.alerts(workspace, limit)

    async def alert(self, workspace: str, alert_id: int) -> AlertView:
        """Return an alert with its claims and who decided. Raises DeskError where there is no such alert."""
        return await self._alert_view(self._store, await self._alert(self._store, workspace, alert_id))

    async def settle_alert(
        self,
        workspace: str,
        alert_id: int,
        confirmed: bool,
        *,
        actor: str,
        reason: str | None = None,
    ) -> AlertView:
        """Confirm or dismiss an alert: decide each of its lines as found, or as unrelated.

        A line that somebody decided so already stays as it is; one decided otherwise is decided anew.
        Raises DeskError where there is no such alert, or nothing that it reported still stands.
        """
        why = reason_of(reason) or f"{'confirmed' if confirmed else 'dismissed'} with alert {alert_id}"
        async with self._store.write() as ledger:
            view = await self._alert_view(ledger, await self._alert(ledger, workspace, alert_id))
            standing = await self._alerting.standing(ledger, view.claim, alert_id)
            if not standing:
                raise DeskError(
                    f"What alert {alert_id} reported no longer stands, because its claims have changed; "
                    f"look at claim {view.claim.id} anew."
                )
            now = self._clock()
            for other, decision in zip(view.others, view.decisions, strict=True):
                relation = other.relation if confirmed else Relation.UNRELATED
                if other.claim.id in standing and (decision is None or decision.relation is not relation):
                    await self._decided(ledger, (view.claim, other.claim), relation, why, actor, now)
            await self._alerting.follow(ledger, view.claim, others=standing)
            return await self._alert_view(ledger, await self._alert(ledger, workspace, alert_id))

    async def _alert(self, ledger: Reader, workspace: str, alert_id: int) -> Alert:
        alert = await ledger.alert_by_id(workspace, alert_id) if 0 < alert_id <= LAST_ID else None
        if alert is None:
            raise DeskError(f"There is no alert {alert_id} here; `contradictions` shows what stands.")
        return alert

    @staticmethod
    async def _alert_view(ledger: Reader, alert: Alert) -> AlertView:
        ids = [alert.claim_id, *(line.claim_id for line in alert.lines)]
        claims = {claim.id: claim for claim in await ledger.claims(alert.workspace, ids)}
        held = {found.b: found for found in (await ledger.beside(alert.claim_id)).decisions}
        return AlertView(
            alert=alert,
            claim=claims[alert.claim_id],
            others=tuple(
                Related(
                    claim=claims[line.claim_id],
                    relation=line.relation,
                    reason=line.reason,
                    suspected=line.suspected,
                    decided=line.claim_id in held,
                )
                for line in alert.lines
            ),
            states=tuple(line.state for line in alert.lines),
            decisions=tuple(held.get(line.claim_id) for line in alert.lines),
        )
