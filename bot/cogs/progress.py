"""How far long work has come, said now and then while it goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, Self

import discord

EVERY: Final = 2.0  # seconds between two words


class Progress:
    """Says the latest word while it changes; work that is done sooner says nothing."""

    def __init__(self, tell: Callable[[str], Awaitable[object]]) -> None:
        """`tell` shows a word where the work was asked for."""
        self._tell = tell
        self._latest = ""
        self._task: asyncio.Task[None] | None = None

    def say(self, text: str) -> None:
        """Take a word, from whatever thread."""
        self._latest = text

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run(), name="progress")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        told = ""
        while True:
            await asyncio.sleep(EVERY)
            if self._latest != told:
                told = self._latest
                with suppress(discord.HTTPException):  # the work goes on all the same
                    await self._tell(told)
