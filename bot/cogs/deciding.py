"""Commands for what only people can settle, for moderators: decide, alias, merge."""

import re
from typing import Final

from discord import app_commands
from discord.ext import commands

from bot.cogs.answering import respond
from bot.cogs.base import Context, Host, actor_of, moderators_only, workspace
from bot.cogs.commanding import MODERATORS, command
from bot.cogs.suggesting import ClaimNumber, claims, full_name, sources
from bot.desk import DeskError
from bot.ui.discord import pages
from db.models import Relation, WatchKind

DECIDED: Final = (Relation.AGREES, Relation.DIVERGES, Relation.CONTRADICTS, Relation.UNRELATED)
_LABEL: Final = re.compile(r"\s*reason:\s*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[;\n]\s*")


class Deciding(commands.Cog):
    """What two claims are to each other, and which names are one source's."""

    def __init__(self, host: Host) -> None:
        self.host = host

    @command(
        "decide ID ID RELATION reason: …", "decide 3 32 unrelated reason: they count another raid", MODERATORS
    )
    @app_commands.describe(
        first="A claim's number", second="Another one's", relation="What they are to each other", reason="Why"
    )
    @app_commands.choices(relation=[app_commands.Choice(name=one.value, value=one.value) for one in DECIDED])
    @app_commands.autocomplete(first=claims, second=claims)
    @moderators_only()
    async def decide(
        self, context: Context, first: ClaimNumber, second: ClaimNumber, relation: str, *, reason: str
    ) -> None:
        """Set what two claims of one story are to each other; *unrelated* dismisses what stood there."""
        await context.defer()
        made = await self.host.desk.decide(
            workspace(context),
            first,
            second,
            _relation(relation),
            reason=_LABEL.sub("", reason, count=1),
            actor=actor_of(context.author),
        )
        self.host.wake()
        await respond(context, pages.decision(made))

    @command(
        'alias "NAME" OTHER; OTHER', 'alias "Fire brigade" County Fire Service; Fire Service', MODERATORS
    )
    @app_commands.describe(name="The source's name", others="Its other names, with ; between them")
    @app_commands.autocomplete(name=sources)
    @moderators_only()
    async def alias(self, context: Context, name: str, *, others: str) -> None:
        """Give a source other names; its claims count as one speaker's."""
        await context.defer()
        home = workspace(context)
        source = await self.host.desk.alias(
            home,
            await full_name(self.host, home, name, WatchKind.SOURCE),
            [other for other in _BETWEEN.split(others) if other],
            actor=actor_of(context.author),
        )
        await respond(context, pages.source(source, "Other names given"))

    @command('merge "NAME" "OTHER"', 'merge "Fire brigade" "County Fire Service"', MODERATORS)
    @app_commands.describe(name="The source whose name stays", other="The source that is the same one")
    @app_commands.autocomplete(name=sources, other=sources)
    @moderators_only()
    async def merge(self, context: Context, name: str, other: str) -> None:
        """Make two sources on record one."""
        await context.defer()
        home = workspace(context)
        names = [await full_name(self.host, home, one, WatchKind.SOURCE) for one in (name, other)]
        source = await self.host.desk.merge(home, names[0], names[1], actor=actor_of(context.author))
        await respond(context, pages.source(source, "Merged"))


def _relation(typed: str) -> Relation:
    """Return the relation of a name in whatever case; raises DeskError where there is none."""
    if typed.lower() not in DECIDED:
        raise DeskError(f"“{typed[:40]}” is no relation to decide; write one of {', '.join(DECIDED)}.")
    return Relation(typed.lower())
