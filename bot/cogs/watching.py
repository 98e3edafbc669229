"""Commands for being told: watch, unwatch, watching."""

from typing import Final

from discord import app_commands
from discord.ext import commands

from bot.cogs import turning
from bot.cogs.answering import respond
from bot.cogs.base import Context, Host, Interaction, workspace
from bot.cogs.commanding import command
from bot.cogs.suggesting import MAX_CHOICES, Choices, full_name, sources, stories
from bot.desk import DeskError
from bot.ui.discord import embeds
from bot.ui.discord.text import cut, escape
from bot.ui.wording import watched
from db.models import Watch, WatchKind

EVERYTHING: Final = "everything"
_KINDS: Final = {"story": WatchKind.STORY, "source": WatchKind.SOURCE, "speaker": WatchKind.SOURCE}


async def watchable(interaction: Interaction, typed: str) -> Choices:
    """Offer everything, stories, then sources."""
    whole = [app_commands.Choice(name=EVERYTHING, value=EVERYTHING)] if EVERYTHING.startswith(typed) else []
    return (whole + await stories(interaction, typed) + await sources(interaction, typed))[:MAX_CHOICES]


class Watching(commands.Cog):
    """Who is told of new contradictions by direct message."""

    def __init__(self, host: Host) -> None:
        self.host = host

    @command("watch NAME", "watch Harbour fire, 4 Mar 2021")
    @app_commands.describe(name="A story, a source, or everything")
    @app_commands.autocomplete(name=watchable)
    async def watch(self, context: Context, *, name: str) -> None:
        """Get alerts about a story, a source or everything by direct message."""
        await context.defer(ephemeral=True)
        wish = await self._wish(context, name)
        await self.host.desk.watch(workspace(context), wish)
        lines = (
            "Alerts come by direct message; if your inbox is closed, as a mention in the alert channel.",
        )
        await respond(context, embeds.notice(f"You watch {cut(escape(watched(wish)), 200)}", *lines))

    @command("unwatch NAME", "unwatch everything")
    @app_commands.describe(name="A story, a source, or everything")
    @app_commands.autocomplete(name=watchable)
    async def unwatch(self, context: Context, *, name: str) -> None:
        """Get no more alerts about a story, a source or everything."""
        await context.defer(ephemeral=True)
        wish = await self._wish(context, name)
        if not await self.host.desk.unwatch(workspace(context), wish):
            raise DeskError(f"You don't watch {watched(wish)}; `watching` lists what you watch.")
        await respond(context, embeds.notice(f"You no longer watch {cut(escape(watched(wish)), 200)}"))

    @command("watching", "watching")
    async def watching(self, context: Context) -> None:
        """List what you watch."""
        await context.defer(ephemeral=True)
        await turning.answer(context, "watching")

    async def _wish(self, context: Context, name: str) -> Watch:
        """Return what somebody wants to watch: everything, the story of that name, or else the source."""
        watcher, home, desk = str(context.author.id), workspace(context), self.host.desk
        if name.strip().lower() == EVERYTHING:
            return Watch(watcher=watcher, kind=WatchKind.EVERYTHING)
        readings = _readings(name)
        for kind, called in readings:
            found = await desk.known(home, await full_name(self.host, home, called, kind), kind)
            if found is not None:
                return Watch(watcher=watcher, kind=kind, name=found)
        near: list[str] = []
        for kind, called in readings[2:] or readings:
            near += await desk.names(home, called, kind, 2)
        hint = (
            f"Nearest: {'; '.join(f'“{one}”' for one in near)}." if near else "`stories` lists the stories."
        )
        raise DeskError(f"No story and no source is called “{name[:100]}”. {hint}")


def _readings(name: str) -> list[tuple[WatchKind, str]]:
    """Return what a name may mean: a story, else a source, else what its first word says (“story …”)."""
    first, _, rest = name.strip().partition(" ")
    said = _KINDS.get(first.lower().rstrip(":"))
    whole = [(WatchKind.STORY, name), (WatchKind.SOURCE, name)]
    return [*whole, (said, rest.strip())] if said and rest.strip() else whole
