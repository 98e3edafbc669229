"""A story's sheet as a file to send."""

import asyncio
import io
from typing import Final

import discord

from bot.cogs.base import Refusal
from bot.results import Sheet
from bot.ui.pages import page

NAME: Final = "sheet.html"
_MEBIBYTE: Final = 1024 * 1024


async def sheet_file(found: Sheet, limit: int) -> discord.File:
    """Return a sheet as a page, made beside the loop; raises Refusal where it has more than `limit` bytes."""
    content = (await asyncio.to_thread(page, found)).encode()
    if len(content) > limit:
        raise Refusal(
            f"The sheet has {len(content) / _MEBIBYTE:.1f} MiB, and this server takes files of at most "
            f"{limit // _MEBIBYTE} MiB; the terminal's `sheet` writes it."
        )
    return discord.File(io.BytesIO(content), NAME)
