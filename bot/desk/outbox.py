"""The room for messages about alerts: what is to be sent or corrected, and what became of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.desk.room import Room
from db.models import Delivery


class Outbox(Room):
    """Messages of all newsrooms, each kept in the ledger until it is sent."""

    async def due(self, workspaces: Iterable[str], limit: int = 20) -> Sequence[Delivery]:
        """Return messages of some newsrooms to send or to correct now, those of the oldest alert first."""
        return await self._store.due(workspaces, self._clock(), limit)

    async def sending(self, delivery_id: int) -> None:
        """Store that a message is about to be sent, and count the attempt."""
        async with self._store.write() as ledger:
            await ledger.sending(delivery_id)

    async def sent(self, delivery_id: int, channel: str, message: str, version: int) -> None:
        """Store where a message stands and which version of its alert it shows."""
        async with self._store.write() as ledger:
            await ledger.sent(delivery_id, channel, message, version)

    async def postponed(self, delivery_id: int, until: datetime, error: str) -> None:
        """Store that a message is not to be tried again before then, and why."""
        async with self._store.write() as ledger:
            await ledger.postpone(delivery_id, until, error)

    async def recalled(self, delivery_id: int) -> None:
        """Store that a message that was handed over never arrived, and waits as if it had not been."""
        async with self._store.write() as ledger:
            await ledger.recall(delivery_id)

    async def dropped(self, delivery_id: int, error: str) -> None:
        """Store that a message is never to be tried again, and why."""
        async with self._store.write() as ledger:
            await ledger.drop(delivery_id, error)

    async def hurry(self, workspace: str) -> None:
        """Let everything that waits in a newsroom be due now."""
        async with self._store.write() as ledger:
            await ledger.hurry(workspace, self._clock())
