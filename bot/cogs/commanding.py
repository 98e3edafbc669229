"""How a method of a cog becomes a command, under ! and under /, with what help says of it."""

from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from discord.ext import commands

from bot.cogs.base import Context
from bot.cogs.drafting import parse_flags

C = TypeVar("C", bound=commands.Cog)
P = ParamSpec("P")

EVERYBODY: Final = "everybody"
MODERATORS: Final = "moderators"
MANAGERS: Final = "members who manage the server"

TIMES: Final = 5  # commands of one kind that one member may give
PRESSES: Final = 20  # buttons and menus of all kinds that one member may use
IN: Final = 10.0  # seconds

Method = Callable[Concatenate[C, Context, P], Coroutine[Any, Any, None]]


def command(
    usage: str, example: str, who: str = EVERYBODY
) -> Callable[[Method[C, P]], commands.HybridCommand[C, P, None]]:
    """Return a decorator that makes a method a hybrid command.

    `usage` is its name with what it takes, `example` a line that works, `who` may give it.
    """

    def register(method: Method[C, P]) -> commands.HybridCommand[C, P, None]:
        made: commands.HybridCommand[C, P, None] = commands.hybrid_command(
            name=usage.split()[0], ignore_extra=False, extras={"usage": usage, "example": example, "who": who}
        )(commands.cooldown(TIMES, IN, commands.BucketType.user)(method))
        return made

    return register


class Flags(commands.FlagConverter):
    """Flags of a message, `name: value`, which are options of the slash command."""

    @classmethod
    def parse_flags(cls, argument: str, *, ignore_extra: bool = True) -> dict[str, list[str]]:
        """Return the flags of a message; raises BadArgument for what can't be one."""
        del ignore_extra
        return {name: [value] for name, value in parse_flags(argument, list(cls.get_flags())).items()}
