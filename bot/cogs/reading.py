"""What a message says and holds: its own words, or those of what it shows, its address, its files."""

import re
from typing import Final

import aiohttp
import discord

from bot.cogs import drafting
from bot.cogs.base import Refusal

ONLY_ADDRESSES: Final = re.compile(r"(?:\s*<?https?://[^\s<>]+>?\s*)+")


def text_of(message: discord.Message) -> str:
    """Return the words of a message; where it has only links: those that it forwards, or of its embeds."""
    if message.content and not ONLY_ADDRESSES.fullmatch(message.content):
        return message.content
    for snapshot in message.message_snapshots:
        if snapshot.content:
            return snapshot.content
    shown = [part for embed in message.embeds for part in (embed.title, embed.description) if part]
    return "\n".join(shown) or message.content


def address_in(message: discord.Message) -> str:
    """Return the first address in a message, else the message's own."""
    _, address, _ = drafting.address_in(message.content)
    return address or message.jump_url


def outlet_of(message: discord.Message) -> str:
    """Return who published what a message links to, as far as its preview says."""
    names = (embed.provider.name for embed in message.embeds if embed.provider)
    return next((name for name in names if name), "")


async def downloaded(file: discord.Attachment) -> bytes:
    """Return the bytes of a file; raises Refusal where Discord doesn't give them."""
    try:
        return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
        raise Refusal(
            f"Discord doesn't give the file “{file.filename[:60]}” at the moment; attach it once more."
        ) from None
