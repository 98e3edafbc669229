"""The link that adds the bot to a server."""

import discord

from bot.cogs.base import PERMISSIONS


def invitation(application_id: int) -> str:
    """Return the address at which a server's manager adds the bot, with exactly what it needs."""
    return discord.utils.oauth_url(
        application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )
