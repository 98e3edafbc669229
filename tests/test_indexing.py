"""The index follows the ledger: through rivals, damage and other word lists."""

from pathlib import Path

import pytest
import tantivy

from bot.composition import opened
from bot.desk import LOCAL, Desk
from db.models import ClaimDraft
from tests.db.helpers import overwrite

STORY = "Ferry sinking off Port Kessel, 4 May 2021"


async def add(desk: Desk, text: str) -> int:
    """Add a claim about the ferry and return its id."""
    draft = ClaimDraft(story=STORY, text=text, speaker="Coast guard")
    return (await desk.add(LOCAL, draft, actor="moderator")).claim.id


async def found(desk: Desk, text: str) -> list[int]:
    """Return the ids of the claims that a check matches."""
    return [match.claim.id for match in (await desk.check(LOCAL, text)).matches]


async def test_two_desks_on_one_ledger_see_each_others_claims(tmp_path: Path) -> None:
    """What one process adds, the other finds at its next check."""
    path = tmp_path / "shared.ledger"
    async with opened(path) as here, opened(path) as there:
        first = await add(here, "41 passengers were killed.")
        assert await found(there, "41 passengers") == [first]
        second = await add(there, "The captain had left the bridge.")
        assert await found(here, "captain left the bridge") == [second]


async def test_a_check_finds_what_was_added_while_another_process_writes_the_index(tmp_path: Path) -> None:
    """With the index locked, what it lacks is looked up in the ledger."""
    path = tmp_path / "busy.ledger"
    async with opened(path) as desk:
        await add(desk, "41 passengers were killed.")
        await desk.catch_up()
        writer = tantivy.Index.open(str(tmp_path / "busy.ledger.index")).writer(32_000_000, 1)
        try:
            late = await add(desk, "The captain had left the bridge.")
            assert await found(desk, "captain left the bridge") == [late]
        finally:
            writer.wait_merging_threads()


async def test_an_edit_moves_a_claim_from_its_old_words_to_its_new_ones(tmp_path: Path) -> None:
    """After an edit the old figure is nobody's and the new one is found; after a withdrawal neither is."""
    async with opened(tmp_path / "edited.ledger") as desk:
        claim_id = await add(desk, "41 passengers were killed.")
        assert await found(desk, "41 passengers") == [claim_id]
        await desk.edit(LOCAL, claim_id, {"text": "52 passengers were killed."}, actor="moderator")
        assert await found(desk, "41 passengers") == []
        assert await found(desk, "52 passengers") == [claim_id]
        await desk.withdraw(LOCAL, claim_id, actor="moderator")
        assert await found(desk, "52 passengers") == []


@pytest.mark.parametrize("damage", ["deleted", "emptied", "overwritten"])
async def test_a_lost_or_damaged_index_is_rebuilt_by_itself(tmp_path: Path, damage: str) -> None:
    """Whatever happened to the index folder, the next desk answers from the ledger."""
    path, folder = tmp_path / "damaged.ledger", tmp_path / "damaged.ledger.index"
    async with opened(path) as desk:
        claim_id = await add(desk, "41 passengers were killed.")
        await desk.catch_up()
    for file in folder.iterdir():
        if damage == "overwritten":
            overwrite(file, b"\0garbage" * 100)
        elif damage == "deleted" or file.suffix != ".json":
            file.unlink()
    if damage == "deleted":
        folder.rmdir()
    async with opened(path) as desk:
        await desk.catch_up()
        assert await found(desk, "41 passengers") == [claim_id]


async def test_figures_are_read_anew_where_the_word_lists_changed(tmp_path: Path) -> None:
    """A newsroom's own word for an outcome takes effect on the claims already on record."""
    path = tmp_path / "words.ledger"
    async with opened(path) as desk:
        claim_id = await add(desk, "41 passengers were gralloched.")
        await desk.catch_up()
        assert await found(desk, "41 passengers killed") == []
    own = tmp_path / "own.toml"
    own.write_text('[outcomes.en.verbs]\nkilled = ["gralloch"]\n', encoding="utf8")
    async with opened(path, word_lists=[own]) as desk:
        await desk.catch_up()
        assert await found(desk, "41 passengers killed") == [claim_id]
