"""What every room of the desk works with: the ledger, the engine, the clock, and finding what is named."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from rapidfuzz import process

from bot.alerting import Alerting
from bot.checking import Checker
from bot.desk.errors import LAST_ID, DeskError
from bot.domain.engine import Engine
from bot.domain.text import fold, source_key, story_key, words
from bot.indexing import Indexer
from bot.naming import Names
from bot.relations import Relations
from bot.spreads import Spreads
from db.models import Claim, Source, Status, Story
from db.search import SearchIndex
from db.store import Reader, Store


class Room:
    """One part of the desk; all of them share what is made here."""

    def __init__(
        self, store: Store, index: SearchIndex, engine: Engine, *, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._engine = engine
        self._clock = clock
        self._names = Names(store)
        self._relations = Relations(store, engine)
        self._alerting = Alerting(engine, self._relations)
        self._indexer = Indexer(store, index, engine)
        self._checker = Checker(store, self._indexer, engine, self._relations)
        self._spreads = Spreads(store, engine, self._relations)

    async def _claim(self, ledger: Reader, workspace: str, claim_id: int) -> Claim:
        claim = await ledger.claim(workspace, claim_id) if 0 < claim_id <= LAST_ID else None
        if claim is None:
            raise DeskError(
                f"There is no claim {claim_id} here; `check` and `story` show the numbers of claims."
            )
        return claim

    async def _visible(self, ledger: Reader, workspace: str, claim_id: int) -> Claim:
        """Return a claim that isn't withdrawn."""
        claim = await self._claim(ledger, workspace, claim_id)
        if claim.status is Status.WITHDRAWN:
            raise DeskError(f"Claim {claim_id} is withdrawn; only undoing that brings it back.")
        return claim

    async def _story(self, ledger: Reader, workspace: str, name: str) -> Story:
        """Return the story of a name, or the only one whose name has all its words: “harbour fire”."""
        story = await self._meant(ledger, workspace, name)
        if story is None:
            stories = await ledger.stories(workspace)
            raise await _unknown("story", name, [one.name for one in stories])
        return story

    async def _meant(self, ledger: Reader, workspace: str, name: str) -> Story | None:
        """Return the story of a name, or the only one whose name has all its words; None where none is."""
        story = await ledger.story(workspace, story_key(name))
        if story is not None:
            return story
        meant = await asyncio.to_thread(_having, words(name), await ledger.stories(workspace))
        return meant[0] if len(meant) == 1 else None

    async def _story_numbered(self, workspace: str, story_id: int) -> Story:
        story = await self._store.story_by_id(workspace, story_id) if 0 < story_id <= LAST_ID else None
        if story is None:
            raise DeskError("That story is not on record here; look for it by its name.")
        return story

    async def _source(self, ledger: Reader, workspace: str, name: str) -> Source:
        source = await ledger.source(workspace, source_key(name))
        if source is None:
            names = [spelt for one in await ledger.sources(workspace) for spelt in (one.name, *one.aliases)]
            raise await _unknown("source", name, names)
        return source


async def _unknown(kind: str, name: str, known: Sequence[str]) -> DeskError:
    """Return the refusal of a name that isn't on record, with the nearest that are."""
    near = await asyncio.to_thread(_nearest, name, known)
    offered = "; ".join(f"“{one}”" for one in near)
    hint = f"Nearest: {offered}." if offered else "None has a name like it."
    shown = name.strip() if len(name) <= 100 else f"{name.strip()[:99]}…"
    return DeskError(f"No {kind} “{shown}” is on record. {hint}")


def _having(typed: Sequence[str], stories: Iterable[Story]) -> list[Story]:
    """Return the stories whose names have words that begin with each of those typed."""
    if not typed:
        return []
    return [
        story
        for story in stories
        if all(any(word.startswith(one) for word in words(story.name)) for one in typed)
    ]


def _nearest(name: str, known: Sequence[str]) -> list[str]:
    found = process.extract(fold(name), [fold(one) for one in known], limit=3, score_cutoff=50)
    return [known[number] for _, _, number in found]
