"""The room behind the desk: what is derived is kept level with the ledger, and small facts are kept."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

from bot.desk.room import Room
from db.models import Claim, Figure
from db.store import LedgerError

_READ_BY: Final = "reader"  # under which the ledger keeps whose figures it holds
_NOTE: Final = "note:"  # before the key of a small fact of somebody else's


class Upkeep(Room):
    """What a desk does for itself and for the program around it."""

    async def catch_up(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Bring what is derived level with the ledger; `progress` is told (claims done, claims in all).

        Figures read by other word lists are read anew, and the index takes in what changed.
        """
        with suppress(LedgerError):  # a ledger that can't be written keeps the figures that it has
            await self._read_anew(progress)
        await self._indexer.catch_up(progress)

    async def _read_anew(self, progress: Callable[[int, int], None] | None) -> None:
        if await self._store.meta(_READ_BY) == self._engine.fingerprint:
            return
        async with self._store.write() as ledger:
            total, done = await ledger.count(), 0
            async for claims in ledger.batches():
                for claim, figures in await asyncio.to_thread(self._read_otherwise, claims):
                    await ledger.reread(claim, figures)
                done += len(claims)
                if progress is not None:
                    progress(done, total)
            await ledger.set_meta(_READ_BY, self._engine.fingerprint)

    def _read_otherwise(self, claims: Iterable[Claim]) -> list[tuple[Claim, tuple[Figure, ...]]]:
        """Return those of some claims that are now read to state other figures, with these figures."""
        read = ((claim, self._engine.figures(claim.draft())) for claim in claims)
        return [
            (claim, figures)
            for claim, figures in read
            if _without_offsets(figures) != _without_offsets(claim.figures)
        ]

    async def warm_up(self) -> None:
        """Make ready, beside everything else, what the first text or claim would wait for."""
        await asyncio.to_thread(self._engine.warm_up)

    async def reindex(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Rebuild the index from the ledger; return how many claims it holds."""
        return await self._indexer.rebuild(progress)

    async def noted(self, key: str) -> str | None:
        """Return a small fact that was noted under a key, None where none was."""
        return await self._store.meta(_NOTE + key)

    async def note(self, key: str, value: str) -> None:
        """Keep a small fact in the ledger, in place of any earlier one under its key."""
        async with self._store.write() as ledger:
            await ledger.set_meta(_NOTE + key, value)

    async def close(self) -> None:
        """Let what is under way come to its end."""
        await self._indexer.close()


def _without_offsets(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(figure.model_copy(update={"start": 0, "end": 0}) for figure in figures)
