"""The room that compiles: a whole story for those outside, and claims as others read them."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from bot.desk.asking import Asking
from bot.domain.chains import earliest_key
from bot.results import Sheet
from bot.sheets import Sheets
from db.models import Claim, Story

_AT_ONCE: Final = 500  # claims that are fetched together


class Compiling(Asking):
    """What leaves the desk as one document."""

    async def sheet(self, workspace: str, story: str) -> Sheet:
        """Return everything on record about a story, bounded; raises DeskError naming the nearest stories."""
        sheets = Sheets(self._store, self._engine, self._relations, self._spreads)
        return await sheets.of(await self.story(workspace, story), self._clock())

    async def worded(self, workspace: str, story: str | None = None) -> AsyncIterator[Sequence[Claim]]:
        """Yield the claims not withdrawn by who says what, of one story or of all.

        Each time those of one speaker in the same words, earliest first. Raises DeskError where there is no
        such story.
        """
        stories: Sequence[Story] = (
            await self._store.stories(workspace)
            if story is None
            else [await self._story(self._store, workspace, story)]
        )
        for one in stories:
            for ids in _batches(await self._store.worded(one.id)):
                wanted = [claim_id for group in ids for claim_id in group]
                known = {claim.id: claim for claim in await self._store.claims(workspace, wanted)}
                for group in ids:
                    claims = [known[claim_id] for claim_id in group if claim_id in known]
                    if claims:
                        yield sorted(claims, key=lambda claim: earliest_key(claim, self._engine.zone))


def _batches(groups: Sequence[Sequence[int]]) -> list[Sequence[Sequence[int]]]:
    """Return groups such that each batch has some hundreds of ids, or one group that has more."""
    batches: list[Sequence[Sequence[int]]] = []
    begun, size = 0, 0
    for at, group in enumerate(groups):
        if size and size + len(group) > _AT_ONCE:
            batches.append(groups[begun:at])
            begun, size = at, 0
        size += len(group)
    return [*batches, groups[begun:]] if size else batches
