"""What went wrong with a command, as one sentence for whoever gave it."""

import logging
import secrets
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import ArticleError
from bot.client import misuse
from bot.cogs.answering import reference_to
from bot.cogs.base import Context, Interaction, Refusal
from bot.cogs.drafting import as_typed
from bot.desk import DeskError
from bot.interchange import InterchangeError
from bot.ui.discord.text import cut, escape
from db.growth import SearchError
from db.store import LedgerError

_LOG: Final = logging.getLogger("claimdesk")
_MOST: Final = 1_900  # characters of one message
_OURS: Final = (ArticleError, Refusal, DeskError, InterchangeError, LedgerError, SearchError)
_WRAPPED: Final = (
    commands.CommandInvokeError,
    commands.HybridCommandError,
    app_commands.CommandInvokeError,
    commands.ConversionError,
)


def cause(error: BaseException) -> BaseException:
    """Return what really went wrong, without what discord.py wraps around it."""
    while isinstance(error, _WRAPPED):
        error = error.original
    return error


def sentence(error: Exception, prefix: str, command: commands.Command[Any, ..., Any] | None = None) -> str:
    """Return what to tell whoever gave a command; what is unexpected is logged under a reference."""
    real = cause(error)
    if isinstance(real, DeskError):
        return cut(escape(as_typed(str(real))), _MOST)
    if isinstance(real, _OURS):
        return cut(escape(str(real)), _MOST)
    if isinstance(real, commands.CommandOnCooldown | app_commands.CommandOnCooldown):
        return (
            f"You've asked {real.cooldown.rate:.0f} times in {real.cooldown.per:.0f} seconds; "
            f"try again in {max(real.retry_after, 1):.0f} s."
        )
    if isinstance(real, commands.UserInputError | app_commands.TransformerError):
        return misuse.explained(real, prefix, command)
    if isinstance(real, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "That command has changed: reload Discord, or write it as a message; `help` shows how."
    if isinstance(real, discord.Forbidden):
        return (
            "Discord didn't let me answer as I should, though I may have done what you asked: look before "
            "you try again. `setup` shows which permission is missing here."
        )
    if isinstance(real, commands.CheckFailure | app_commands.CheckFailure):
        return "That command doesn't work here."
    reference = secrets.token_hex(4)
    _LOG.error("A command failed (reference %s)", reference, exc_info=real)
    return (
        "Something went wrong here, perhaps only with the answer: look at the claim or its history before "
        f"you try again. The log has it under {reference}."
    )


async def reply(context: Context, text: str) -> None:
    """Answer a command that can't be met: to a slash command for its giver alone, else as a reply."""
    if context.interaction is not None:
        await answer(context.interaction, text)
        return
    try:
        await context.send(text, reference=reference_to(context))  # type: ignore[arg-type]  # its default is None
    except discord.HTTPException:
        await _in_private(context.author, f"In {escape(str(context.channel))}: {text}")


async def answer(interaction: Interaction, text: str, view: discord.ui.View | None = None) -> None:
    """Answer an interaction for its giver alone, whether or not it was acknowledged before."""
    below = discord.utils.MISSING if view is None else view
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, view=below, ephemeral=True)
            return
        if interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
            await interaction.delete_original_response()
        await interaction.followup.send(text, view=below, ephemeral=True)
    except (discord.NotFound, discord.Forbidden):
        _LOG.info("An answer came too late for Discord to show it")


async def _in_private(user: discord.User | discord.Member, text: str) -> None:
    try:
        await user.send(text)
    except discord.HTTPException:
        _LOG.info("Neither the channel nor the member's inbox takes messages")
