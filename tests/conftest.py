"""What many tests share: an open ledger in a real file."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.sqlite.store import SqliteStore
from db.store import Store

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that keeps its bytecode starts in half the time

_BUSY = [HealthCheck.too_slow]  # a machine that does something else beside is no fault of the code
settings.register_profile(  # the same examples on every machine
    "steady", derandomize=True, deadline=None, suppress_health_check=_BUSY
)
settings.register_profile("search", max_examples=3_000, deadline=None)  # for --hypothesis-profile=search
settings.load_profile("steady")


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """Return where a test's ledger lies, or is to be made."""
    return tmp_path / "claims.db"


@pytest.fixture
async def store(ledger_path: Path) -> AsyncIterator[Store]:
    """Yield an open ledger, and close it."""
    opened = await SqliteStore.open(ledger_path)
    yield opened
    await opened.close()
