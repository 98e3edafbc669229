"""Long lists, a page at a time: the button knows what is listed and which page comes next."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, NamedTuple, Self

import discord
from discord.ext import commands

from bot.cogs.answering import respond
from bot.cogs.base import Context, Host, Interaction, guarded, guild_id, workspace
from bot.cogs.illustrating import Find, illustrated
from bot.cogs.lasting import LastingButton
from bot.desk import DeskError
from bot.ui.discord import embeds, pages

Pages = Sequence[discord.Embed]
"""All pages of a list, made on another thread where there may be hundreds."""


class Turn(NamedTuple):
    """One page of a list."""

    kind: str  # a key of `_LISTS`
    number: int = 0  # of the claim or story that the list is of; 0: of none
    page: int = 0  # from 0
    asker: int = 0  # who asked for the list: only they turn the pages that others see


async def _story(host: Host, home: str, turn: Turn) -> Pages:
    return await asyncio.to_thread(pages.story, await host.desk.story_by_id(home, turn.number))


async def _stories(host: Host, home: str, turn: Turn) -> Pages:
    del turn
    return await asyncio.to_thread(pages.stories, await host.desk.stories(home))


async def _figures(host: Host, home: str, turn: Turn) -> Pages:
    return await asyncio.to_thread(pages.figures, await host.desk.figures(home, turn.number))


async def _contradictions(host: Host, home: str, turn: Turn) -> Pages:
    return await asyncio.to_thread(
        pages.contradictions, await host.desk.contradictions(home, story_id=turn.number or None)
    )


async def _history(host: Host, home: str, turn: Turn) -> Pages:
    return await asyncio.to_thread(pages.history, turn.number, await host.desk.history(home, turn.number))


async def _claim(host: Host, home: str, turn: Turn) -> Pages:
    return await asyncio.to_thread(embeds.claim_view, await host.desk.claim(home, turn.number))


async def _names(host: Host, home: str, turn: Turn) -> Pages:
    named = (one.name for one in await host.desk.sources(home) if one.id == turn.number)
    name = next(named, None)
    if name is None:
        raise DeskError("That source is not on record here; look for it by its name.")
    return await asyncio.to_thread(pages.source_history, name, await host.desk.source_history(home, name))


async def _sources(host: Host, home: str, turn: Turn) -> Pages:
    del turn
    return await asyncio.to_thread(pages.sources, await host.desk.sources(home))


async def _watching(host: Host, home: str, turn: Turn) -> Pages:
    return pages.watches(await host.desk.watching(home, str(turn.asker)))


async def _help(host: Host, home: str, turn: Turn) -> Pages:
    del turn
    prefix = (await host.newsroom(guild_id(home))).prefix or host.prefix
    shown = sorted(host.commands, key=lambda one: (_WHO.get(one.extras["who"], 1), one.name))
    return embeds.help_pages([help_of(one, prefix) for one in shown], prefix)


def help_of(command: commands.Command[Any, ..., Any], prefix: str) -> embeds.Help:
    """Return what help says of one command."""
    told = command.extras
    return embeds.Help(told["usage"], command.help or "", f"{prefix}{told['example']}", told["who"])


_WHO: Final = {"everybody": 0}  # whose commands are listed first

_LISTS: Final[dict[str, Callable[[Host, str, Turn], Awaitable[Pages]]]] = {
    "story": _story,
    "stories": _stories,
    "figures": _figures,
    "contradictions": _contradictions,
    "history": _history,
    "claim": _claim,
    "sources": _sources,
    "names": _names,
    "watching": _watching,
    "help": _help,
}


class PageButton(
    LastingButton,
    template=rf"page:(?P<kind>{'|'.join(_LISTS)}):(?P<number>[0-9]{{1,20}}):(?P<page>[0-9]{{1,6}})"
    r":(?P<asker>[0-9]{1,20})",
):
    """Turns to another page."""

    def __init__(self, turn: Turn, name: str = "Next", *, end: bool = False) -> None:
        custom_id = f"page:{turn.kind}:{turn.number}:{turn.page}:{turn.asker}"
        super().__init__(discord.ui.Button(label=name, custom_id=custom_id, disabled=end))
        self._turn = turn

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the button of a list that was shown at any time before."""
        return cls(Turn(parts["kind"], int(parts["number"]), int(parts["page"]), int(parts["asker"])))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Turn the page for whoever asked for the list; show it to anybody else in private."""
        if interaction.user.id != self._turn.asker:
            await show(interaction, self._turn)
            return
        await interaction.response.defer()
        embed, view = await _page(interaction.client, workspace(interaction), self._turn)
        await interaction.edit_original_response(embed=embed, view=view)


async def _page(host: Host, home: str, turn: Turn) -> tuple[discord.Embed, discord.ui.View | None]:
    """Return one page with its buttons; the last one where the list has become shorter."""
    found = await _LISTS[turn.kind](host, home, turn)
    at = min(turn.page, len(found) - 1)
    return found[at], _buttons(turn._replace(page=at), len(found))


def _buttons(turn: Turn, count: int) -> discord.ui.View | None:
    if count == 1:
        return None
    view = discord.ui.View(timeout=None)
    view.add_item(PageButton(turn._replace(page=max(turn.page - 1, 0)), "Back", end=turn.page == 0))
    view.add_item(PageButton(turn._replace(page=turn.page + 1), "Next", end=turn.page == count - 1))
    return view


async def show(interaction: Interaction, turn: Turn) -> None:
    """Answer a button with a page of a list, for whoever pressed it alone."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    turn = turn._replace(asker=interaction.user.id)
    embed, view = await _page(interaction.client, workspace(interaction), turn)
    await interaction.followup.send(
        embed=embed, view=view if view is not None else discord.utils.MISSING, ephemeral=True
    )


async def answer(context: Context, kind: str, number: int = 0, find: Find | None = None) -> None:
    """Answer a command with the first page of a list, and with a picture of what `find` finds."""
    turn = Turn(kind, number, 0, context.author.id)
    embed, view = await _page(context.bot, workspace(context), turn)
    await illustrated(context.bot, find, lambda files: respond(context, embed, view=view, files=files))
