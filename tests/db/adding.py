"""A process of its own that adds claims to a ledger and names each one once it is stored.

Run as `python -m tests.db.adding LEDGER NAME COUNT`; a count of 0 goes on until the process is killed.
"""

import asyncio
import itertools
import sys
from pathlib import Path

from db.sqlite.store import SqliteStore
from tests.factories import NOON, entry, figure


async def main(path: Path, name: str, count: int) -> None:
    """Add `count` claims by the speaker `name`, each in its own transaction."""
    store = await SqliteStore.open(path)
    try:
        for number in itertools.islice(itertools.count(), count or None):
            ready = entry(f"{name} {number}", speaker=name, figures=(figure(number % 7, 9),))
            async with store.write() as writer:
                claim = await writer.add("newsroom", ready, name, NOON)
            sys.stdout.write(f"{claim.id} {claim.text}\n")
            sys.stdout.flush()
    finally:
        await store.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
