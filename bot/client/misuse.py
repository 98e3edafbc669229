"""Commands that were typed wrongly, told in the words of whoever typed them: what is wrong, how it goes."""

from typing import Any, Final

from discord.ext import commands

from bot.ui.discord.text import short

TAKEN: Final = {
    "number": "The claim's number",
    "first": "The first claim's number",
    "second": "The second claim's number",
    "relation": "What the two claims are to each other (agrees, diverges, contradicts or unrelated)",
    "reason": "The reason",
    "what": "The claim's number or the source's name",
    "name": "The name",
    "other": "The name of the other source",
    "others": "What the source is called elsewhere",
}
"""What commands can't do without, by the names of their parameters, as sentences begin with it."""

_QUOTED: Final = 60  # characters of what was typed that are repeated


def explained(error: Exception, prefix: str, command: commands.Command[Any, ..., Any] | None) -> str:
    """Return what is wrong with how a command was given, and its usage."""
    what = _wrong(error, command)
    if command is None or "usage" not in command.extras:
        return f"{what}."
    usage, example = command.extras["usage"], command.extras["example"]
    shown = "" if usage == example else f", for example `{prefix}{example}`"
    return f"{what}; write `{prefix}{usage}`{shown}."


def _wrong(error: Exception, command: commands.Command[Any, ..., Any] | None) -> str:
    if isinstance(error, commands.BadFlagArgument) and isinstance(error.original, commands.BadArgument):
        return _wrong(error.original, command)
    if isinstance(error, commands.MissingRequiredAttachment):
        return "The file is missing: attach it to the message"
    if isinstance(error, commands.MissingRequiredArgument):
        return f"{TAKEN[error.param.name]} is missing"
    if isinstance(error, commands.TooManyArguments):
        return "That is more than this command takes"
    if isinstance(error, commands.ArgumentParsingError):
        return _misquoted(error)
    return _unfit(error)


def _misquoted(error: commands.ArgumentParsingError) -> str:
    if isinstance(error, commands.UnexpectedQuoteError):
        return f"A name that holds {error.quote} takes quotation marks around it"
    if isinstance(error, commands.InvalidEndOfQuotedStringError):
        return "A space is missing behind a closing quotation mark"
    return "A quotation mark isn't closed"


def _unfit(error: Exception) -> str:
    """Return what is wrong with a value."""
    if isinstance(error, commands.BadBoolArgument):
        return f"{_repeated(error.argument)} is neither yes nor no"
    if isinstance(error, commands.ChannelNotFound):
        return f"There is no text channel {_repeated(error.argument)} here"
    if isinstance(error, commands.RoleNotFound):
        return f"There is no role {_repeated(error.argument)} here"
    return short(str(error), 400).rstrip(".")


def _repeated(typed: object) -> str:
    return f"“{short(str(typed), _QUOTED)}”"
