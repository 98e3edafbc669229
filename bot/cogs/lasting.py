"""Buttons and menus that go on working after a restart: their custom id says all that they need."""

import re
from typing import Any, Self

import discord


class LastingButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"(?!)"):
    """A button of a message that was sent at any time before.

    Each kind names the parts of its custom id in its `template` and makes one of them in `of`.
    """

    @classmethod
    def of(cls, parts: re.Match[str]) -> Self:
        """Return the one with these parts in its custom id."""
        raise NotImplementedError

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the one whose custom id a message has."""
        del interaction, item
        return cls.of(match)


class LastingMenu(discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=r"(?!)"):
    """A menu whose choices are those of the message that it stands in."""

    def __init__(self, menu: discord.ui.Select[discord.ui.View] | None = None) -> None:
        super().__init__(menu or discord.ui.Select())

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the menu with the choices that a message has."""
        del interaction, match
        menu = cls()
        if isinstance(item, discord.ui.Select):
            menu.item.options = item.options
        return menu
