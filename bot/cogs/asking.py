"""Commands that everybody asks with: check, claim, story, stories, contradictions, history."""

from functools import partial
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs import controls, suggesting, turning
from bot.cogs.answering import respond
from bot.cogs.base import Context, Host, Interaction, Refusal, guild_of, room_of, workspace
from bot.cogs.commanding import IN, TIMES, command
from bot.cogs.illustrating import illustrated
from bot.cogs.reading import text_of
from bot.cogs.sheets import sheet_file
from bot.cogs.suggesting import ClaimNumber, full_name
from bot.results import Spread
from bot.ui.discord import embeds
from db.models import WatchKind

LONGEST_NUMBER: Final = 19  # digits from which a number is none of a claim


class Asking(commands.Cog):
    """Who said it, who said it first, and who says otherwise."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self._menu = app_commands.ContextMenu(name="Check claim", callback=self.check_message)

    async def cog_load(self) -> None:
        """Add the menu on messages."""
        self.host.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.host.tree.remove_command(self._menu.name, type=self._menu.type)

    @command("check TEXT", "check 62 soldiers")
    @app_commands.describe(text="A figure (62 soldiers), a quote, or words of a statement")
    async def check(self, context: Context, *, text: str = "") -> None:
        """Say who said it first, who says otherwise and who says the same."""
        await context.defer()
        asked = text or await _asked(context)
        room = await room_of(context, self.host)
        found = await self.host.desk.check(workspace(context), asked, room=room)
        (embed,) = embeds.answer(found)
        line, view = embeds.answer_line(found), controls.answer_view(found)
        await illustrated(
            self.host,
            partial(self.host.desk.spread_of_answer, found) if _takes_files(context) else None,
            lambda files: respond(context, embed, content=line, view=view, files=files),
        )

    @app_commands.checks.cooldown(TIMES, IN)
    async def check_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Check a message, for whoever asks alone."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        room = await room_of(interaction, self.host)
        found = await self.host.desk.check(workspace(interaction), text_of(message), room=room)
        (embed,) = embeds.answer(found)
        view = controls.answer_view(found) or discord.utils.MISSING
        await illustrated(
            self.host,
            partial(self.host.desk.spread_of_answer, found),
            lambda files: interaction.followup.send(
                embed=embed, view=view, files=list(files), ephemeral=True, wait=True
            ),
        )

    @command("claim ID", "claim 12")
    @app_commands.describe(number="The claim's number, as shown behind #")
    @app_commands.rename(number="id")
    @app_commands.autocomplete(number=suggesting.claims)
    async def claim(self, context: Context, number: ClaimNumber) -> None:
        """Show one claim with what stands beside it."""
        await context.defer()
        await turning.answer(context, "claim", number)

    @command("story [NAME]", "story Harbour fire, 4 Mar 2021")
    @app_commands.describe(name="The story; left out: the one that this channel is about")
    @app_commands.autocomplete(name=suggesting.stories)
    async def story(self, context: Context, *, name: str = "") -> None:
        """Show a story's claims, earliest first."""
        await context.defer()
        home = workspace(context)
        asked = name or await self._story_here(context)
        found = await self.host.desk.story(home, await full_name(self.host, home, asked, WatchKind.STORY))
        find = partial(self._widest, home, found.story.name) if _takes_files(context) else None
        await turning.answer(context, "story", found.story.id, find)

    @command("sheet [STORY]", "sheet Harbour fire, 4 Mar 2021")
    @app_commands.describe(name="The story; left out: the one that this channel is about")
    @app_commands.rename(name="story")
    @app_commands.autocomplete(name=suggesting.stories)
    async def sheet(self, context: Context, *, name: str = "") -> None:
        """Write a story into a page to send or to print: figures, contradictions, timeline."""
        await context.defer()
        home = workspace(context)
        asked = name or await self._story_here(context)
        found = await self.host.desk.sheet(home, await full_name(self.host, home, asked, WatchKind.STORY))
        file = await sheet_file(found, guild_of(context).filesize_limit)
        await respond(context, embeds.compiled(found), files=[file])

    async def _widest(self, home: str, story: str) -> Spread | None:
        """Return what is given for the thing that most of a story's claims speak of, where it differs."""
        return next(iter(await self.host.desk.spreads(home, story, 1)), None)

    async def _story_here(self, context: Context) -> str:
        story = await self.host.desk.room_story(workspace(context), await room_of(context, self.host))
        if story is None:
            raise Refusal("This channel is about no story; name one, or let moderators set it with `here`.")
        return story

    @command("stories", "stories")
    async def stories(self, context: Context) -> None:
        """List the stories on record."""
        await context.defer()
        await turning.answer(context, "stories")

    @command("sources", "sources")
    async def sources(self, context: Context) -> None:
        """List the sources on record with their other names."""
        await context.defer()
        await turning.answer(context, "sources")

    @command("contradictions [STORY]", "contradictions")
    @app_commands.describe(story="Only this story's; left out: all")
    @app_commands.autocomplete(story=suggesting.stories)
    async def contradictions(self, context: Context, *, story: str = "") -> None:
        """List the claims that contradict each other, with the reason."""
        await context.defer()
        home, number = workspace(context), 0
        if story:
            name = await full_name(self.host, home, story, WatchKind.STORY)
            number = (await self.host.desk.story(home, name)).story.id
        await turning.answer(context, "contradictions", number)

    @command("history ID or SOURCE", "history 12")
    @app_commands.describe(what="A claim's number, or the name of a source")
    @app_commands.autocomplete(what=suggesting.claims_and_sources)
    async def history(self, context: Context, *, what: str) -> None:
        """Show who changed a claim or a source's names, when, before and after."""
        await context.defer()
        number = what.removeprefix("#")
        if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER:
            await turning.answer(context, "history", int(number))
            return
        await turning.answer(context, "names", await self._source(workspace(context), what))

    async def _source(self, home: str, given: str) -> int:
        """Return the number of a source; raises DeskError naming the nearest ones where there is none."""
        name = await full_name(self.host, home, given, WatchKind.SOURCE)
        await self.host.desk.source_history(home, name)
        known = await self.host.desk.known(home, name, WatchKind.SOURCE)
        return next(one.id for one in await self.host.desk.sources(home) if one.name == known)


def _takes_files(context: Context) -> bool:
    """Return whether the answer to a command may carry a picture; a slash command's always may."""
    return context.bot_permissions.attach_files


async def _asked(context: Context) -> str:
    """Return the text of the message that a check replies to; raises Refusal where it replies to none."""
    reference = context.message.reference if context.interaction is None else None
    if reference is None or reference.message_id is None:
        raise Refusal(
            "Give me something to check: a figure (62 soldiers), a quote, or words of a statement; or reply "
            "with `check` to a message that says it."
        )
    sent_along = text_of(reference.resolved) if isinstance(reference.resolved, discord.Message) else ""
    if sent_along:
        return sent_along
    try:  # what a message forwards isn't always sent along with a reply to it
        return text_of(await context.channel.fetch_message(reference.message_id))
    except discord.NotFound:
        raise Refusal("The message that you replied to is gone; give its words after `check`.") from None
