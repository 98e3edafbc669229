"""Names like the one being typed, quick enough for every keystroke."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from bot.domain.text import fold
from db.models import WatchKind
from db.store import Store

REMEMBERED: Final = 100  # lists of names that are kept, one for the stories or sources of a newsroom
_RECENT: Final = 200  # claims whose stories and speakers are offered before anything is typed
_ALIKE: Final = 65.0  # per cent, from which a name may be a misspelling of what is typed


class _Known(NamedTuple):
    """The names of one newsroom's stories or sources, at one moment of the ledger."""

    revision: int
    recent: Sequence[str]  # names of what was spoken of last, then the others
    folded: Sequence[tuple[str, str]]  # every spelling, folded, with the name that it leads to


class Names:
    """The stories and sources of newsrooms, kept at hand while the ledger stays as it is."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[str, WatchKind], _Known] = {}

    def forget(self, workspace: str) -> None:
        """Read a newsroom's names anew, because a source has another name now."""
        for kind in WatchKind:
            self._known.pop((workspace, kind), None)

    async def like(self, workspace: str, typed: str, kind: WatchKind, limit: int) -> Sequence[str]:
        """Return names of stories or sources like what was typed, the likest first, at most `limit`."""
        if kind is WatchKind.EVERYTHING:
            return ()
        known = await self._at_hand(workspace, kind)
        wanted = fold(typed)
        if not wanted:
            return known.recent[:limit]
        return await asyncio.to_thread(_like, wanted, known.folded, limit)

    async def _at_hand(self, workspace: str, kind: WatchKind) -> _Known:
        revision = await self._store.revision()
        known = self._known.pop((workspace, kind), None)
        if known is None or known.revision != revision:
            known = await self._read(workspace, kind, revision)
        self._known[workspace, kind] = known
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]
        return known

    async def _read(self, workspace: str, kind: WatchKind, revision: int) -> _Known:
        newest = await self._store.newest_claims(workspace, _RECENT)
        if kind is WatchKind.STORY:
            spelt = [(one.name, one.name) for one in await self._store.stories(workspace)]
            spoken_of = [claim.story for claim in newest]
        else:
            sources = await self._store.sources(workspace)
            spelt = [(name, one.name) for one in sources for name in (one.name, *one.aliases)]
            spoken_of = [claim.speaker for claim in newest]
        return await asyncio.to_thread(_ready, revision, spelt, spoken_of)


def _ready(revision: int, spelt: Sequence[tuple[str, str]], spoken_of: Iterable[str]) -> _Known:
    leads_to = dict(spelt)
    recent = [leads_to[name] for name in spoken_of if name in leads_to]
    names = tuple(dict.fromkeys((*recent, *leads_to.values())))
    return _Known(revision, names, [(fold(spelling), name) for spelling, name in spelt])


def _like(wanted: str, known: Sequence[tuple[str, str]], limit: int) -> Sequence[str]:
    """Return names that begin with what was typed, then those that hold it, then those spelt like it."""
    holding = [(spelling, name) for spelling, name in known if wanted in spelling]
    holding.sort(key=lambda one: (not one[0].startswith(wanted), f" {wanted}" not in one[0], one[0]))
    found = dict.fromkeys(name for _, name in holding)
    if len(found) < limit:
        alike = process.extract(
            wanted,
            [spelling for spelling, _ in known],
            scorer=fuzz.partial_ratio,
            limit=2 * limit,
            score_cutoff=_ALIKE,
        )
        found |= dict.fromkeys(known[number][1] for _, _, number in alike)
    return tuple(found)[:limit]
