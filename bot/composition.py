"""The one place that picks a concrete ledger and index and puts a desk together."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from bot.desk import Desk
from bot.domain.engine import Engine
from bot.wordlists import load
from db.search import SearchIndex
from db.sqlite.store import SqliteStore


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def opened(
    database: Path,
    index: Path | None = None,
    *,
    word_lists: Sequence[Path] = (),
    zone: tzinfo = UTC,
    create: bool = True,
    clock: Callable[[], datetime] = _now,
) -> AsyncIterator[Desk]:
    """Open a ledger with its index (beside it, unless named) and yield the desk; close both at the end.

    Raises LedgerError, SearchError or WordListError, each saying what to do.
    """
    lexicon = await asyncio.to_thread(load, word_lists)
    store = await SqliteStore.open(database, create=create)
    try:
        folder = index or database.with_name(f"{database.name}.index")
        engine = Engine(lexicon, zone)
        searched = await asyncio.to_thread(SearchIndex.open, folder, engine.fingerprint)
        desk = Desk(store, searched, engine, clock=clock)
        _calm_the_collector()
        try:
            yield desk
        finally:
            await desk.close()
    finally:
        await store.close()


def _calm_the_collector() -> None:
    """Have Python look through what stays for garbage far less often: each look halts everybody.

    The word lists and the positions kept in memory have no cycles to break. What is new is looked through a
    little at a time, so that no look takes long.
    """
    gc.freeze()
    gc.set_threshold(2_000, 10, 1_000)
