"""How commands answer: as a reply that pings nobody, paged where it is long."""

from collections.abc import Sequence

import discord

from bot.cogs.base import Context


def reference_to(context: Context) -> discord.MessageReference | None:
    """Return what an answer replies to, None where it can't: to a slash command, in a closed history."""
    if context.interaction is not None or not context.bot_permissions.read_message_history:
        return None
    return context.message.to_reference(fail_if_not_exists=False)


async def respond(
    context: Context,
    embed: discord.Embed,
    *,
    content: str | None = None,
    view: discord.ui.View | None = None,
    files: Sequence[discord.File] = (),
) -> discord.Message:
    """Answer a command where it was given; a message that is gone by then isn't replied to but answered."""
    return await context.send(
        content,
        embed=embed,
        view=view if view is not None else discord.utils.MISSING,
        files=list(files),
        reference=reference_to(context),  # type: ignore[arg-type]  # its own default is None
        mention_author=False,
    )
