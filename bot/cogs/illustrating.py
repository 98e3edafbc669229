"""Pictures with answers: sent along where they are quick, added where they aren't, never waited for long."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import aiohttp
import discord

from bot.cogs.base import Host
from bot.results import Spread
from bot.ui.charts import MATCH, alt, chart_of

BREATH: Final = 0.4  # seconds that an answer waits for its picture
NAME: Final = "spread.png"
_LOG: Final = logging.getLogger("claimdesk")

Find = Callable[[], Awaitable[Spread | None]]
"""Finds what there is to draw, if anything."""
Send = Callable[[Sequence[discord.File]], Awaitable[discord.Message]]
"""Sends an answer with some files."""


async def picture(host: Host, find: Find, tag: str = MATCH) -> discord.File | None:
    """Return a picture, described in words; None where there is nothing to draw.

    `tag` is what the matched figure is called. Raises whatever finding or painting it raises.
    """
    found = await find()
    chart = chart_of(found, tag) if found is not None else None
    if chart is None:
        return None
    return discord.File(io.BytesIO(await host.studio.png(chart)), NAME, description=alt(chart))


async def illustrated(host: Host, find: Find | None, send: Send) -> None:
    """Send an answer with its picture, or at once and the picture after it where that takes longer.

    `find` is None where no picture can be sent. A failure is logged: no answer is lost for it.
    """
    if find is None:
        await send(())
        return
    task = asyncio.create_task(_tried(host, find))
    try:
        done, _ = await asyncio.wait({task}, timeout=BREATH)
        file = task.result() if done else None
        message = await send((file,) if file is not None else ())
        if not done:
            await _add(message, await task)
    finally:
        task.cancel()


async def _tried(host: Host, find: Find) -> discord.File | None:
    try:
        return await picture(host, find)
    except Exception:
        _LOG.exception("A picture could not be drawn")
        return None


async def _add(message: discord.Message, file: discord.File | None) -> None:
    """Add a picture to an answer that stands there already, if it still does."""
    if file is None:
        return
    try:
        await message.edit(attachments=[file])
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        _LOG.warning("A picture could not be added to its answer: %s", error)
