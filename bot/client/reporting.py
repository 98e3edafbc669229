"""Telling a server's managers that alerts can't reach them."""

from typing import Final

import discord

from bot.ui.discord.text import cut, escape
from db.models import Newsroom

_UNREACHABLE: Final = (
    "Alerts of {server} wait: I can't write in their channel {channel} (it was deleted, or I lack the "
    "permission to view it, to send messages there, or to embed links). Nothing is lost. Give me the "
    "permission, or choose another channel there with `/setup`."
)


async def tell_managers(guild: discord.Guild, newsroom: Newsroom) -> bool:
    """Tell whoever set the alert channel up, and the server's owner; return whether anybody was reached.

    Where their inboxes are closed, the first channel that the bot may write in says it.
    """
    text = _UNREACHABLE.format(server=cut(escape(guild.name), 200), channel=f"<#{newsroom.alert_channel}>")
    users = dict.fromkeys((int(newsroom.set_by or 0), guild.owner_id or 0))
    reached = [await _tell(guild, user_id, text) for user_id in users if user_id]
    return any(reached) or await _say_somewhere(guild, text)


async def _tell(guild: discord.Guild, user_id: int, text: str) -> bool:
    """Tell somebody who manages the server still."""
    try:
        member = await guild.fetch_member(user_id)
        if not member.guild_permissions.manage_guild:
            return False
        await member.send(text)
    except discord.HTTPException:
        return False
    return True


async def _say_somewhere(guild: discord.Guild, text: str) -> bool:
    first = [guild.system_channel] if guild.system_channel is not None else []
    for channel in (*first, *guild.text_channels):
        may = channel.permissions_for(guild.me)
        if may.view_channel and may.send_messages:
            try:
                await channel.send(text)
            except discord.HTTPException:
                continue
            return True
    return False
