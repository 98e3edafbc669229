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
        self._done = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def say(self, text: str) -> None:
        """Take a word, from whatever thread."""
        self._latest = text

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run(), name="progress")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._done.set()
        if self._task is not None:
            await self._task  # a word on its way would else arrive behind the result, or beside it

    async def _run(self) -> None:
        told = ""
        while not await self._over():
            if self._latest != told:
                told = self._latest
                with suppress(discord.HTTPException):  # the work goes on all the same
                    await self._tell(told)

    async def _over(self) -> bool:
        """Wait until the next word is due; return whether the work is done."""
        with suppress(TimeoutError):
            async with asyncio.timeout(EVERY):
                await self._done.wait()
        return self._done.is_set()
