"""Slash commands, registered with Discord only when they have changed."""

import asyncio
import hashlib
import json
import logging
from typing import Final

import discord
from discord import app_commands

from bot.cogs.base import Host

_KEY: Final = "discord.commands"  # under which the ledger keeps what was registered last
_PATIENCE: Final = 60.0  # seconds
_LOG: Final = logging.getLogger("claimdesk")


def fingerprint(tree: app_commands.CommandTree[Host], application_id: int) -> str:
    """Return a digest of everything that Discord is told about the commands of one application."""
    told = sorted(
        (command.to_dict(tree) for command in tree.get_commands()), key=lambda one: (one["type"], one["name"])
    )
    text = json.dumps([application_id, told], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


async def register(host: Host) -> bool:
    """Tell Discord of the commands unless it knows them; return whether it was told.

    Where Discord doesn't take them, the next start tries again: those behind the prefix work all the same.
    """
    digest = fingerprint(host.tree, host.application_id or 0)
    if await host.desk.noted(_KEY) == digest:
        return False
    try:
        registered = await asyncio.wait_for(host.tree.sync(), _PATIENCE)
    except (discord.HTTPException, TimeoutError) as error:
        _LOG.error("Slash commands could not be registered: %s", error or "Discord took too long")
        return False
    await host.desk.note(_KEY, digest)
    _LOG.info("Registered %d commands", len(registered))
    return True
