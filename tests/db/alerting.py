"""A process of its own that stores claims with their alerts and hands the messages over, until it is killed.

Run as `python -m tests.db.alerting LEDGER`. It writes a line after each commit: "stored" with the alert's
number, then "handed" with the message's, then "sent" for every second message, which it says has arrived.
"""

import asyncio
import itertools
import sys
from pathlib import Path

from db.sqlite.store import SqliteStore
from tests.db.helpers import HOME, contradicted
from tests.factories import NOON, entry


def tell(what: str, number: int) -> None:
    """Write a line that the parent process reads at once."""
    sys.stdout.write(f"{what} {number}\n")
    sys.stdout.flush()


async def main(path: Path) -> None:
    """Store claims, each with its alert in one transaction, and hand over the message of each."""
    store = await SqliteStore.open(path)
    async with store.write() as writer:
        first = await writer.add(HOME, entry("claim 0"), "reporter", NOON)
    for number in itertools.count(1):
        async with store.write() as writer:
            claim = await writer.add(HOME, entry(f"claim {number}"), "reporter", NOON)
            made = await writer.alert(claim, contradicted(first), NOON)
        tell("stored", made.id)
        message = next(each for each in await store.due([HOME], NOON, 9_999) if each.alert_id == made.id)
        async with store.write() as writer:
            await writer.sending(message.id)
        tell("handed", message.id)
        if number % 2:
            async with store.write() as writer:
                await writer.sent(message.id, "alerts", f"message {message.id}", message.version)
            tell("sent", message.id)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
