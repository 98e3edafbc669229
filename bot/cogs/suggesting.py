"""What is offered while somebody types the name of a story or source, or the number of a claim."""

import re
from typing import Annotated, Final

from discord import app_commands
from discord.ext import commands

from bot.cogs.base import Context, Host, Interaction, workspace
from bot.desk import DeskError
from bot.ui.discord.text import ELLIPSIS, label
from bot.ui.plain import provenance, words
from db.models import WatchKind

Choices = list[app_commands.Choice[str]]
MAX_CHOICES: Final = 25
_FEW: Final = 5  # sources that are offered however many claims there are
_LONGEST: Final = 100  # characters that Discord lets a choice have
_NUMBER: Final = re.compile(r"#?(?P<number>[0-9]{1,18})")


async def stories(interaction: Interaction, typed: str) -> Choices:
    """Offer stories."""
    return await _names(interaction, typed, WatchKind.STORY)


async def sources(interaction: Interaction, typed: str) -> Choices:
    """Offer sources."""
    return await _names(interaction, typed, WatchKind.SOURCE)


async def claims(interaction: Interaction, typed: str) -> Choices:
    """Offer claims by number or words."""
    found = await interaction.client.desk.claims_like(workspace(interaction), typed)
    return [
        app_commands.Choice(name=label(f"#{one.id} {provenance(one)}: {words(one)}"), value=str(one.id))
        for one in found
    ]


async def claims_and_sources(interaction: Interaction, typed: str) -> Choices:
    """Offer claims, then sources: at least a few of them where there are any."""
    named = await sources(interaction, typed)
    room = MAX_CHOICES - min(len(named), _FEW)
    return [*(await claims(interaction, typed))[:room], *named][:MAX_CHOICES]


async def _names(interaction: Interaction, typed: str, kind: WatchKind) -> Choices:
    found = await interaction.client.desk.names(workspace(interaction), typed, kind)
    return [app_commands.Choice(name=label(name), value=_value(name)) for name in found]


def _value(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}{ELLIPSIS}"


async def full_name(host: Host, home: str, given: str, kind: WatchKind) -> str:
    """Return the name that a choice stands for, where it was too long to be one whole."""
    begins = given.removesuffix(ELLIPSIS)
    if len(given) != _LONGEST or begins == given:
        return given
    found = await host.desk.names(home, begins, kind)
    return next((name for name in found if name.startswith(begins)), given)


class _Number(commands.Converter[int]):
    """Reads the number of a claim, with or without its #."""

    async def convert(self, ctx: Context, argument: str) -> int:  # type: ignore[override]  # our commands have our context
        """Return the number; raises DeskError where it is none."""
        del ctx
        found = _NUMBER.fullmatch(argument.strip())
        if found is None:
            raise DeskError(
                f"“{argument[:40]}” is no claim's number; write the one behind its #, such as 12."
            )
        return int(found["number"])


ClaimNumber = Annotated[int, _Number]
"""The number of a claim, as commands take it."""
