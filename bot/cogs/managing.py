"""Commands about the newsroom and the bot itself: setup, here, status, help."""

import re
from collections.abc import Iterator
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs import turning
from bot.cogs.answering import respond
from bot.cogs.base import (
    Context,
    Host,
    Interaction,
    Refusal,
    guild_of,
    is_moderator,
    lacking_in,
    managers_only,
    room_of,
    workspace,
)
from bot.cogs.commanding import MANAGERS, MODERATORS, Flags, command
from bot.cogs.suggesting import MAX_CHOICES, Choices, full_name, stories
from bot.desk import DeskError
from bot.ui.discord import embeds
from bot.ui.discord.text import cut, escape
from db.models import Newsroom, Relation, WatchKind

NOTHING: Final = "nothing"
_NAMES: Final = re.compile(r"[\s,;]+")
_ID: Final = re.compile(r"(?:<@&)?(?P<id>[0-9]{1,20})>?")
_CLEARABLE: Final = ("alerts", "mention", "moderators", "relations", "prefix")


class SetupFlags(Flags):
    """What a newsroom sets."""

    alerts: discord.TextChannel | None = commands.flag(
        default=None, description="The channel that alerts go to"
    )
    mention: discord.Role | None = commands.flag(
        default=None, description="The role to mention with every alert"
    )
    moderators: str | None = commands.flag(
        default=None, description="The roles that keep the record: @desk @editors"
    )
    relations: str | None = commands.flag(
        default=None, description="What alerts beside contradictions: revises, diverges, or both"
    )
    prefix: str | None = commands.flag(default=None, description="What commands begin with, besides /")
    clear: str | None = commands.flag(default=None, description=f"Settings to clear: {', '.join(_CLEARABLE)}")


async def _stories(interaction: Interaction, typed: str) -> Choices:
    whole = [app_commands.Choice(name=NOTHING, value=NOTHING)] if NOTHING.startswith(typed) else []
    return (whole + await stories(interaction, typed))[:MAX_CHOICES]


async def _commands(interaction: Interaction, typed: str) -> Choices:
    names = sorted(one.name for one in interaction.client.commands)
    return [app_commands.Choice(name=name, value=name) for name in names if typed.lower() in name][
        :MAX_CHOICES
    ]


class Managing(commands.Cog):
    """What this server has set up, and how the bot stands."""

    def __init__(self, host: Host) -> None:
        self.host = host

    @command(
        "setup [alerts: mention: moderators: relations: prefix: clear:]",
        "setup alerts: #alerts moderators: @desk",
        MANAGERS,
    )
    @app_commands.default_permissions(manage_guild=True)
    @managers_only()
    async def setup(self, context: Context, *, flags: SetupFlags) -> None:
        """Set where alerts go and who keeps the record; alone, show what is set and what is missing."""
        await context.defer()
        guild = guild_of(context)
        newsroom = await self.host.change_newsroom(
            guild.id, lambda before: _changed(before, flags, guild, context.author)
        )
        await self.host.desk.hurry(workspace(context))  # what kept alerts waiting may be gone
        self.host.wake()
        prefix = newsroom.prefix or self.host.prefix
        missing = [*_missing_here(context), *_missing(newsroom, guild)]
        view = embeds.SetupView(newsroom, prefix, list(dict.fromkeys(missing)))
        await respond(context, embeds.setup(view))

    @command("here [STORY]", "here Harbour fire, 4 Mar 2021", MODERATORS)
    @app_commands.describe(story="The story; nothing: this channel is about none; left out: show it")
    @app_commands.autocomplete(story=_stories)
    async def here(self, context: Context, *, story: str = "") -> None:
        """Say which story this channel or thread is about: checks look there first, claims go there."""
        await context.defer()
        home = workspace(context)
        if not story:
            known = await self.host.desk.room_story(home, await room_of(context, self.host))
            await respond(context, _about(known))
            return
        if not await is_moderator(context, self.host):
            raise Refusal("Only moderators can change what a channel is about.")
        name = None
        if story.strip().lower() != NOTHING:
            name = await full_name(self.host, home, story, WatchKind.STORY)
        room = str(context.channel.id)
        await respond(context, _about(await self.host.desk.set_room(home, room, name)))

    @command("status", "status")
    async def status(self, context: Context) -> None:
        """Show the version, how fast Discord answers, how much is on record, and which alerts wait."""
        await context.defer()
        standing = await self.host.desk.status(workspace(context))
        await respond(context, embeds.status(standing, self.host.version, self.host.latency))

    @command("help [COMMAND]", "help check")
    @app_commands.describe(command="A command; left out: all of them")
    @app_commands.autocomplete(command=_commands)
    async def help(self, context: Context, *, command: str = "") -> None:
        """Show what every command does, with an example of each."""
        await context.defer(ephemeral=True)
        if not command:
            await turning.answer(context, "help")
            return
        found = self.host.get_command(command.strip().lstrip("/!"))
        if found is None:
            raise DeskError(f"There is no command “{command[:40]}”; `help` alone lists them.")
        await respond(context, embeds.help_one(turning.help_of(found, context.clean_prefix)))


def _changed(
    before: Newsroom, flags: SetupFlags, guild: discord.Guild, by: discord.User | discord.Member
) -> Newsroom:
    """Return a newsroom's settings with what the flags change; raises DeskError for what they can't be."""
    empty = Newsroom()
    update: dict[str, Any] = {_FIELDS[name]: getattr(empty, _FIELDS[name]) for name in _cleared(flags.clear)}
    if flags.alerts is not None:
        update["alert_channel"] = str(flags.alerts.id)
    if flags.mention is not None and flags.mention.is_default():
        raise DeskError(
            "Everybody can't be mentioned with every alert; name the role of those who watch them."
        )
    if flags.mention is not None:
        update["alert_role"] = str(flags.mention.id)
    if flags.moderators is not None:
        update["moderator_roles"] = tuple(_roles(flags.moderators, guild))
    if flags.relations is not None:
        update["alert_on"] = tuple(_relations(flags.relations))
    if flags.prefix is not None:
        update["prefix"] = flags.prefix.strip()
    if update:
        update |= {"set_by": str(by.id), "unreachable": None}
    return before.model_copy(update=update)


_FIELDS: Final = {
    "alerts": "alert_channel",
    "mention": "alert_role",
    "moderators": "moderator_roles",
    "relations": "alert_on",
    "prefix": "prefix",
}


def _cleared(text: str | None) -> Iterator[str]:
    for name in filter(None, _NAMES.split((text or "").lower())):
        if name not in _CLEARABLE:
            raise DeskError(f"“{name[:40]}” can't be cleared; these can: {', '.join(_CLEARABLE)}.")
        yield name


def _roles(text: str, guild: discord.Guild) -> Iterator[str]:
    """Yield the numbers of the roles that a text mentions, or names with commas between them."""
    by_name = {_plain(role.name): role for role in guild.roles}
    for part in filter(None, map(str.strip, text.split(","))):
        for word in [part] if _plain(part) in by_name else part.split():
            found = _ID.fullmatch(word)
            role = guild.get_role(int(found["id"])) if found else by_name.get(_plain(word))
            if role is None:
                raise DeskError(
                    f"There is no role “{word[:60]}” here; mention roles with @, one after another."
                )
            if role.is_default():
                raise DeskError("Everybody can't be a moderator; name the roles that keep the record.")
            yield str(role.id)


def _plain(name: str) -> str:
    return name.strip().lstrip("@").lower()


def _relations(text: str) -> Iterator[Relation]:
    yield Relation.CONTRADICTS
    text = text.lower().replace("both", f"{Relation.REVISES} {Relation.DIVERGES}")
    for word in filter(None, _NAMES.split(text)):
        if word not in {Relation.REVISES, Relation.DIVERGES, Relation.CONTRADICTS}:
            raise DeskError(f"“{word[:40]}” can't alert; contradicts, revises and diverges can.")
        if word != Relation.CONTRADICTS:
            yield Relation(word)


def _missing_here(context: Context) -> Iterator[str]:
    """Yield what the bot lacks in the channel where it is asked."""
    channel, me = context.channel, guild_of(context).me
    if isinstance(channel, discord.abc.GuildChannel | discord.Thread) and (
        lacking := lacking_in(channel.permissions_for(me), channel)
    ):
        yield _lacking(str(context.channel), lacking)


def _lacking(channel: str, permissions: str) -> str:
    return f"In #{channel} I lack the permission to {permissions}."


def _missing(newsroom: Newsroom, guild: discord.Guild) -> Iterator[str]:
    """Yield what keeps alerts from arriving, one sentence each."""
    if newsroom.alert_channel is None:
        yield "No alert channel is set, so alerts wait; name one with /setup alerts:"
        return
    channel = guild.get_channel(int(newsroom.alert_channel))
    if channel is None:
        yield "The alert channel is gone, so alerts wait; name another one with /setup alerts:"
        return
    if lacking := lacking_in(channel.permissions_for(guild.me), channel):
        yield _lacking(channel.name, lacking)
    role = guild.get_role(int(newsroom.alert_role)) if newsroom.alert_role else None
    if newsroom.alert_role and role is None:
        yield "The role to mention is gone; name another one with /setup mention:"
    elif role and not role.mentionable and not channel.permissions_for(guild.me).mention_everyone:
        yield f"Discord doesn't let me mention @{role.name}: let anyone mention it, in its settings."


def _about(story: str | None) -> discord.Embed:
    if story is None:
        return embeds.notice("This channel is about no story", "Moderators set it with `here STORY`.")
    name = cut(escape(story), 200)
    return embeds.notice(
        f"This channel is about {name}", "Checks look there first; claims added here go there."
    )
