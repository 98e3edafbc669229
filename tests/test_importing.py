"""Files of claims large enough for the index to grow with the ledger."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import tantivy

from bot.composition import opened
from bot.desk import LOCAL, Desk, ImportRefused
from bot.importing import BATCH
from db.models import ClaimDraft

MANY = 2 * BATCH + 10  # claims of an import that the index grows with
STORY = "Ferry sinking off Port Kessel, 4 May 2021"
BEFORE = "A diver brought up the ship's bell."


def rows(count: int) -> Iterator[tuple[int, ClaimDraft | str]]:
    """Yield different claims with figures, each with its line number."""
    for number in range(1, count + 1):
        text = f"Boat {number} rescued {number} passengers."
        yield number, ClaimDraft(story=STORY, text=text, speaker=f"Skipper {number}")


async def texts(desk: Desk, message: str) -> list[str]:
    """Return what the claims say that a check matches."""
    return [match.claim.text for match in (await desk.check(LOCAL, message)).matches]


async def one_more(desk: Desk) -> None:
    """Add a claim and have the index take it in."""
    await desk.add(LOCAL, ClaimDraft(story=STORY, text=BEFORE, speaker="Diver"), actor="moderator")
    await desk.catch_up()


@pytest.mark.parametrize("before", [False, True])
async def test_the_index_is_level_after_a_large_import(tmp_path: Path, before: bool) -> None:
    """What was imported is in the index at once, beside what was there; nothing is left to catch up with."""
    path = tmp_path / "grown.ledger"
    async with opened(path) as desk:
        if before:
            await one_more(desk)
        done = await desk.import_rows(LOCAL, rows(MANY), actor="moderator")
        assert done.added == MANY
    folder = tmp_path / "grown.ledger.index"
    assert tantivy.Index.open(str(folder)).searcher().num_docs == MANY + before + 1  # one tells the revision
    stamp = (folder / "meta.json").stat().st_mtime_ns
    async with opened(path) as desk:
        await desk.catch_up()
        assert (folder / "meta.json").stat().st_mtime_ns == stamp
        assert await texts(desk, "Boat 305 rescued 305 passengers.") == ["Boat 305 rescued 305 passengers."]
        assert await texts(desk, BEFORE) == ([BEFORE] if before else [])


async def test_a_refused_import_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    """Where the last row is refused, neither ledger nor index has any of those before it."""
    path = tmp_path / "refused.ledger"
    async with opened(path) as desk:
        await one_more(desk)
        with pytest.raises(ImportRefused):
            await desk.import_rows(LOCAL, [*rows(MANY), (MANY + 1, "no speaker")], actor="moderator")
        assert await texts(desk, "Boat 305 rescued 305 passengers.") == []
        assert await texts(desk, BEFORE) == [BEFORE]
    searcher = tantivy.Index.open(str(tmp_path / "refused.ledger.index")).searcher()
    assert searcher.num_docs == 1 + 1


async def test_an_import_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    """An import cancelled in its midst leaves ledger and index as they were, and the next one goes well."""
    path = tmp_path / "cancelled.ledger"
    async with opened(path) as desk:
        begun = asyncio.Event()
        work = asyncio.create_task(
            desk.import_rows(LOCAL, rows(20 * MANY), actor="moderator", progress=lambda _done: begun.set())
        )
        await begun.wait()
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
        assert work.cancelled()
        assert not await desk.stories(LOCAL)
        assert (await desk.import_rows(LOCAL, rows(MANY), actor="moderator")).added == MANY
        assert await texts(desk, "Boat 305 rescued 305 passengers.") == ["Boat 305 rescued 305 passengers."]


async def test_an_import_goes_on_beside_another_writer_of_the_index(tmp_path: Path) -> None:
    """With the index locked an import stores its claims, and the index takes them in later."""
    path = tmp_path / "busy.ledger"
    async with opened(path) as desk:
        await one_more(desk)
        writer = tantivy.Index.open(str(tmp_path / "busy.ledger.index")).writer(32_000_000, 1)
        try:
            assert (await desk.import_rows(LOCAL, rows(MANY), actor="moderator")).added == MANY
        finally:
            writer.wait_merging_threads()
        await desk.catch_up()
        assert await texts(desk, "Boat 305 rescued 305 passengers.") == ["Boat 305 rescued 305 passengers."]


async def test_a_claim_twice_in_a_file_is_stored_once(tmp_path: Path) -> None:
    """Rows that repeat others of the same file, near or far, are counted as on record, and indexed once."""
    path = tmp_path / "twice.ledger"
    twice = [row for number, row in enumerate(rows(MANY)) for _ in range(1 + (number % 3 == 0))]
    again = [*twice, *rows(MANY)]
    async with opened(path) as desk:
        done = await desk.import_rows(LOCAL, again, actor="moderator")
        assert (done.added, done.existed) == (MANY, len(again) - MANY)
    searcher = tantivy.Index.open(str(tmp_path / "twice.ledger.index")).searcher()
    assert searcher.num_docs == MANY + 1
