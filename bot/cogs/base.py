"""What every command of the Discord bot stands on: whose newsroom it is, and who may do what there."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Final, TypeAlias, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import ArticleReader
from bot.desk import Desk
from bot.ui.charts.studio import Studio
from db.models import Newsroom

T = TypeVar("T")
S = TypeVar("S")

PERMISSIONS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""Everything that the bot needs in a channel, and nothing else."""

_AS_SHOWN: Final = {"read_messages": "view_channel"}  # what Discord calls it where it is granted
_REMEMBERED: Final = 10_000  # newsrooms whose settings are kept in memory


class Host(commands.AutoShardedBot):
    """The bot as commands see it: a desk, each server's settings, and the courier to wake."""

    desk: Desk
    articles: ArticleReader  # of files and links that members give
    studio: Studio  # where pictures are painted
    version: str
    prefix: str  # what commands begin with where a newsroom has set nothing else
    presses: commands.CooldownMapping[discord.Interaction[Any]]  # of buttons and menus, by member
    refused_forms: OrderedDict[str, dict[str, str]]  # what was typed, by the token of its “open again” button
    open_forms: OrderedDict[str, None]  # the ids of the forms that were opened last
    _newsrooms: dict[int, Newsroom]
    _changing: asyncio.Lock  # held while a newsroom's settings change
    _changes: int  # of settings so far
    _attended: set[asyncio.Task[Any]]  # that answer members at the moment

    async def newsroom(self, guild_id: int) -> Newsroom:
        """Return what a server has set up."""
        known = self._newsrooms.get(guild_id)
        while known is None:
            changes = self._changes
            found = await self.desk.newsroom(workspace_of(guild_id))
            if changes == self._changes:  # else what was found may be outdated already
                known = found
                if len(self._newsrooms) >= _REMEMBERED:
                    self._newsrooms.clear()
                self._newsrooms[guild_id] = known
        return known

    async def change_newsroom(self, guild_id: int, change: Callable[[Newsroom], Newsroom]) -> Newsroom:
        """Store what `change` makes of a server's settings, and return it.

        Changes at the same time come one after another, so that none undoes what another has set. Raises
        DeskError for what can't be stored, and whatever `change` raises.
        """
        async with self._changing:
            before = await self.desk.newsroom(workspace_of(guild_id))
            after = change(before)
            if after != before:
                await self.desk.set_newsroom(workspace_of(guild_id), after)
                self._newsrooms.pop(guild_id, None)
                self._changes += 1
            return after

    def attend(self) -> None:
        """Have the bot stay signed in, at its end, until what the current task answers is done."""
        task = asyncio.current_task()
        if task is not None:
            self._attended.add(task)
            task.add_done_callback(self._attended.discard)

    def wake(self) -> None:
        """Have the courier look at once for alerts to send."""
        raise NotImplementedError

    async def failed(
        self, interaction: "Interaction", error: Exception, view: discord.ui.View | None = None
    ) -> None:
        """Tell whoever pressed, chose or sent something why it could not be done; `view` goes under it."""
        raise NotImplementedError


Context: TypeAlias = commands.Context[Host]
Interaction: TypeAlias = discord.Interaction[Host]


def guarded(
    callback: Callable[[S, Interaction], Awaitable[None]],
) -> Callable[[S, discord.Interaction[Any]], Coroutine[Any, Any, None]]:
    """Return a callback of a button or menu that bears with no hurry and explains what goes wrong in it.

    discord.py has neither cooldowns nor a handler for errors in items that outlive a restart.
    """

    @wraps(callback)
    async def guard(self: S, interaction: discord.Interaction[Any]) -> None:
        interaction.client.attend()
        try:
            _slow_down(interaction)
            await callback(self, interaction)
        except Exception as error:
            await interaction.client.failed(interaction, error)

    return guard


def _slow_down(interaction: Interaction) -> None:
    """Raise CommandOnCooldown where a member presses too often."""
    cooldown = interaction.client.presses.get_bucket(interaction)
    wait = cooldown.update_rate_limit() if cooldown is not None else None
    if cooldown is not None and wait is not None:
        raise app_commands.CommandOnCooldown(cooldown, wait)


class Refusal(commands.CheckFailure, app_commands.CheckFailure):
    """Something that a member may not do, or not there; the text says what to do instead."""


def workspace_of(guild_id: int) -> str:
    """Return the name of a server's workspace in the ledger."""
    return f"discord:{guild_id}"


def guild_id(workspace: str) -> int:
    """Return the number of the server that a workspace is of."""
    return int(workspace.removeprefix("discord:"))


def guild_of(asked: Context | Interaction) -> discord.Guild:
    """Return the server where something was asked; raises Refusal in a direct message."""
    if asked.guild is None:
        raise Refusal("Claims belong to a server; ask me in one of its channels.")
    return asked.guild


def workspace(asked: Context | Interaction) -> str:
    """Return the workspace of the server where something was asked; raises Refusal in a direct message."""
    return workspace_of(guild_of(asked).id)


async def room_of(asked: Context | Interaction, host: Host) -> str:
    """Return the channel whose story a command is about: a thread's own, or the one that it belongs to."""
    channel = asked.channel
    if isinstance(channel, discord.Thread):
        own = str(channel.id)
        return own if await host.desk.room_story(workspace(asked), own) else str(channel.parent_id)
    return str(channel.id) if channel is not None else ""


def lacking_in(granted: discord.Permissions, channel: object, *, files: bool = True) -> str:
    """Return the permissions that the bot lacks in a channel, in words; nothing where it has all it needs.

    `files` says whether it needs to attach any.
    """
    elsewhere = {"send_messages"} if isinstance(channel, discord.Thread) else {"send_messages_in_threads"}
    elsewhere |= set() if files else {"attach_files"}
    lacking = [
        _AS_SHOWN.get(name, name).replace("_", " ")
        for name, needed in PERMISSIONS
        if needed and name not in elsewhere and not getattr(granted, name)
    ]
    return ", ".join(lacking)


def actor_of(user: discord.User | discord.Member) -> str:
    """Return under which name somebody's changes stand in the history."""
    return f"{user.name} ({user.id})"


async def is_moderator(asked: Context | Interaction, host: Host) -> bool:
    """Return whether whoever asks has a moderators' role, or may manage messages in the whole server.

    A permission in one channel alone doesn't count: the record is the whole newsroom's.
    """
    user = asked.author if isinstance(asked, commands.Context) else asked.user
    if isinstance(user, discord.Member) and user.guild_permissions.manage_messages:
        return True
    newsroom = await host.newsroom(guild_of(asked).id)
    return isinstance(user, discord.Member) and any(
        str(role.id) in newsroom.moderator_roles for role in user.roles
    )


async def require_moderator(interaction: Interaction) -> None:
    """Raise Refusal unless whoever pressed a button, chose or sent a form is a moderator."""
    if not await is_moderator(interaction, interaction.client):
        raise _for_moderators()


def _for_moderators() -> Refusal:
    return Refusal(
        "Only moderators can do that: members with a moderators' role, which `setup` names, or with "
        "Discord's permission to manage messages."
    )


def moderators_only() -> Callable[[T], T]:
    """Return a decorator that keeps a hybrid command for moderators."""

    async def allowed(context: Context) -> bool:
        if not await is_moderator(context, context.bot):
            raise _for_moderators()
        return True

    return commands.check(allowed)


def managers_only() -> Callable[[T], T]:
    """Return a decorator that keeps a hybrid command for those who manage the server."""

    async def allowed(context: Context) -> bool:
        if not context.permissions.manage_guild:
            raise Refusal("Only members with Discord's permission to manage the server can do that.")
        return True

    return commands.check(allowed)
