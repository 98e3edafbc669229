"""The desk that these tests work at."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.composition import opened
from bot.desk import Desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Yield a desk over a fresh ledger."""
    async with opened(tmp_path / "desk.ledger") as opened_desk:
        yield opened_desk
