"""A process without special rights that counts the claims of a ledger and tries to write to it.

Run as `python -m tests.db.as_nobody LEDGER`. Root may write everywhere, so root becomes nobody first.
"""

import asyncio
import concurrent.futures.thread
import os
import sys
import urllib.parse
from pathlib import Path

from db.sqlite.store import SqliteStore
from db.store import LedgerError

NOBODY = 65_534
NEEDED = (concurrent.futures.thread, urllib.parse)  # later nobody may have no way to the interpreter's folder


async def main(path: Path) -> None:
    """Print how many claims there are, and what becomes of a transaction."""
    store = await SqliteStore.open(path)
    try:
        sys.stdout.write(f"{await store.count()}\n")
        async with store.write():
            sys.stdout.write("written\n")
    finally:
        await store.close()


if __name__ == "__main__":
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        asyncio.run(main(Path(sys.argv[1])))
    except LedgerError as error:
        sys.stdout.write(f"{error}\n")
