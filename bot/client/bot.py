"""The bot: its commands, its prefix in each server, and the courier that runs beside them."""

import asyncio
import logging
from collections import OrderedDict
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import ArticleReader
from bot.client import failures
from bot.client.delivery import Courier
from bot.client.registration import register
from bot.cogs import COGS
from bot.cogs.base import Context, Host, Interaction, Refusal, guild_of, lacking_in, workspace_of
from bot.cogs.commanding import IN, PRESSES
from bot.cogs.controls import ITEMS
from bot.cogs.lost import answer_lost_form
from bot.desk import Desk
from bot.ui.charts.studio import Studio
from bot.ui.plain import plural

_LAST_MESSAGES: Final = 5.0  # seconds that what is under way at the end may take
_LOG: Final = logging.getLogger("claimdesk")


class Tree(app_commands.CommandTree[Host]):
    """The slash commands and menus; refusals go to whoever gave the command."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Have every command finished before the bot ends."""
        interaction.client.attend()
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Tell whoever gave a command what went wrong; who only types one sees no choices."""
        if interaction.type is not discord.InteractionType.autocomplete:
            await interaction.client.failed(interaction, error)


class Client(Host):
    """Claimdesk on Discord."""

    def __init__(
        self, desk: Desk, *, prefix: str, version: str, articles: ArticleReader | None = None
    ) -> None:
        # It has no voice, and needs no warning that it lacks one.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        intents = discord.Intents(guilds=True, messages=True, message_content=True)
        super().__init__(
            command_prefix=_prefixes,
            intents=intents,
            help_command=None,
            tree_cls=Tree,
            case_insensitive=True,
            strip_after_prefix=True,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.desk = desk
        self.articles = articles or ArticleReader()
        self.studio = Studio()
        self.prefix = prefix
        self.version = version
        self.presses = commands.CooldownMapping.from_cooldown(PRESSES, IN, lambda pressed: pressed.user.id)
        self.refused_forms = OrderedDict()
        self.open_forms = OrderedDict()
        self._newsrooms = {}
        self._changing = asyncio.Lock()
        self._changes = 0
        self._attended = set()
        self._courier = Courier(self)
        self._delivering: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """Take in the commands and tell Discord of them where they are new to it."""
        self.check(_answerable)
        for cog in COGS:
            await self.add_cog(cog(self))
        self.add_dynamic_items(*ITEMS)
        await register(self)

    async def on_ready(self) -> None:
        """Begin to deliver alerts once the servers are known."""
        _LOG.info("Signed in as %s, in %s", self.user, plural(len(self.guilds), "server"))
        if self._delivering is None:
            self._delivering = asyncio.create_task(self._courier.run(), name="courier")

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Deliver what waits for a server that took the bot back."""
        await self.desk.hurry(workspace_of(guild.id))
        self.wake()

    def wake(self) -> None:
        """Have the courier look at once for alerts to send."""
        self._courier.wake()

    async def failed(
        self, interaction: Interaction, error: Exception, view: discord.ui.View | None = None
    ) -> None:
        """Tell whoever pressed, chose or sent something why it could not be done."""
        await failures.answer(interaction, failures.sentence(error, "/"), view)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a form that was opened before the bot was started."""
        await answer_lost_form(interaction)

    async def invoke(self, context: Context, /) -> None:  # type: ignore[override]  # our commands have our context
        """Carry out what a message asks for, and have it finished before the bot ends."""
        self.attend()
        await super().invoke(context)

    async def close(self) -> None:
        """Let commands and the messages that are being sent finish, and sign out."""
        self._courier.stop()
        delivering = {self._delivering} if self._delivering is not None else set()
        unfinished = delivering | self._attended
        if unfinished:
            await asyncio.wait(unfinished, timeout=_LAST_MESSAGES)
        for task in delivering:
            task.cancel()
        await asyncio.gather(*delivering, return_exceptions=True)
        await self.studio.close()
        await super().close()

    async def on_command_error(self, context: Context, error: commands.CommandError, /) -> None:  # type: ignore[override]  # our commands have our context
        """Tell whoever gave a command what went wrong; a word that is no command is none of ours."""
        if isinstance(error, commands.CommandNotFound):
            return
        await failures.reply(context, failures.sentence(error, context.clean_prefix, context.command))

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what went wrong outside any command."""
        del args, kwargs
        _LOG.exception("Could not handle %s", event_method)


async def _prefixes(bot: Host, message: discord.Message) -> list[str]:
    own = bot.prefix
    if message.guild is not None:
        own = (await bot.newsroom(message.guild.id)).prefix or own
    return commands.when_mentioned_or(own)(bot, message)


async def _answerable(context: Context) -> bool:
    """Return whether a command can be answered where it was given; raises Refusal where it can't."""
    guild_of(context)
    files = context.command is not None and context.command.name in {"import", "export", "sheet"}
    lacking = (
        ""
        if context.interaction is not None
        else lacking_in(context.bot_permissions, context.channel, files=files)
    )
    if lacking:
        raise Refusal(f"I can't answer properly in this channel: I lack the permission to {lacking}.")
    return True
