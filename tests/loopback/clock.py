"""Time as the loopback Discord counts it, and waiting for something to happen there."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

_DISCORD_EPOCH: Final = 1_420_070_400_000  # milliseconds from 1970 to the first second of 2015
_LOOK_EVERY: Final = 0.02  # seconds; what is looked at may be in the bot, whose changes are not told
PATIENCE: Final = 20.0  # seconds that a test waits for the bot, unless it says otherwise

Found = TypeVar("Found")


class Unanswered(AssertionError):
    """What a test waited for did not come; the text says what came instead."""


class Clock:
    """The server's time, which a test may set forward, and the snowflakes made from it."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._last = 0

    def seconds(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time() + self._ahead

    def now(self) -> datetime:
        """Return the time, in UTC."""
        return datetime.fromtimestamp(self.seconds(), UTC)

    def skip(self, seconds: float) -> None:
        """Set the time forward by this many seconds."""
        self._ahead += seconds

    def snowflake(self, *, shard: int = 0, shards: int = 1) -> int:
        """Return a new id, greater than all before it; a guild's falls to the given shard."""
        moment = max(int(self.seconds() * 1000) - _DISCORD_EPOCH, self._last + 1)
        self._last = moment + (shard - moment) % shards
        return self._last << 22


class Pulse:
    """Beats whenever something changes, so that a test can wait for what it expects."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []
        self.diary: list[str] = []  # what came from the bot, newest last, for the text of failures

    def beat(self, entry: str | None = None) -> None:
        """Wake whoever waits; keep what happened, if it is worth telling."""
        if entry is not None:
            self.diary.append(entry)
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            _wake(waiter)

    async def until(self, look: Callable[[], Found | None], what: str, seconds: float = PATIENCE) -> Found:
        """Return what a look finds (anything but None, False or what is empty), as soon as it does.

        Raises:
            Unanswered: After this many seconds.
        """
        try:
            async with asyncio.timeout(seconds):
                while not (found := look()):
                    await self._next()
                return found
        except TimeoutError:
            raise Unanswered(f"{what} did not come within {seconds:g} s; {self.story()}") from None

    async def _next(self) -> None:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        self._waiting.append(waiter)
        timer = loop.call_later(_LOOK_EVERY, _wake, waiter)
        try:
            await waiter
        finally:
            timer.cancel()

    def story(self) -> str:
        """Return the newest diary entries as text."""
        if not self.diary:
            return "nothing came from the bot"
        return "last came from the bot:\n  " + "\n  ".join(self.diary[-12:])


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
