"""The room for sources: which names are one source's."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from bot.desk.errors import DeskError, reason_of, source_name
from bot.desk.room import Room
from bot.domain.text import source_key
from db.models import Source

_SLIP: Final = 2  # letters that two spellings of one name differ in


class Sourcing(Room):
    """What a desk knows of who is who. Every change stands in the source's history."""

    async def alias(
        self,
        workspace: str,
        name: str,
        others: Sequence[str],
        *,
        actor: str,
        reason: str | None = None,
    ) -> Source:
        """Make other names of one source known; what is on record under them becomes that source's.

        Neither needs to be on record. Raises DeskError where a name is missing, empty or too long, or the
        source's own looks like a slip of one on record.
        """
        if not others or not all(map(source_key, (name, *others))):
            raise DeskError("An alias needs the source's name and at least one other name of it.")
        await self._refuse_slip(workspace, name, others)
        return await self._joined(workspace, name, others, actor, reason)

    async def _refuse_slip(self, workspace: str, name: str, others: Sequence[str]) -> None:
        """Raise DeskError where a name that nobody has is letters or words away from one on record."""
        if await self._store.source(workspace, source_key(name)) is not None:
            return
        whole = await self._store.source(workspace, source_key(" ".join((name, *others))))
        if whole is not None:
            raise DeskError(f"“{whole.name}” is one name; put a name of several words in quotes.")
        for other in others:
            known = await self._store.source(workspace, source_key(other))
            if known and OSA.distance(source_key(name), source_key(other), score_cutoff=_SLIP) <= _SLIP:
                raise DeskError(
                    f"“{name.strip()}” is not on record, and “{known.name}” is; if that is the source, name "
                    f"it first and the other spelling behind it."
                )

    async def merge(
        self, workspace: str, name: str, other: str, *, actor: str, reason: str | None = None
    ) -> Source:
        """Make two sources on record one, under the first one's name.

        Raises DeskError where one of them is not on record, naming the nearest, or they are one already.
        """
        first = await self._source(self._store, workspace, name)
        second = await self._source(self._store, workspace, other)
        if first.id == second.id:
            raise DeskError(f"“{name.strip()}” and “{other.strip()}” are one source already: “{first.name}”.")
        return await self._joined(workspace, first.name, [second.name], actor, reason)

    async def _joined(
        self, workspace: str, name: str, others: Sequence[str], actor: str, reason: str | None
    ) -> Source:
        why = reason_of(reason)
        source, *rest = (self._engine.source(source_name(one)) for one in (name, *others))
        async with self._store.write() as ledger:
            joined = await ledger.alias(workspace, source, rest, actor, self._clock(), why)
        self._names.forget(workspace)
        return joined
