"""How a request finds its route, and what a route is given."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.loopback import refusals
from tests.loopback.attachments import File
from tests.loopback.people import Json
from tests.loopback.places import Channel, Guild
from tests.loopback.world import World


@dataclass(frozen=True)
class Call:
    """A request to a route."""

    world: World
    ids: Mapping[str, str]  # the variable parts of the path
    query: Mapping[str, str]
    body: Any = None  # the JSON, whatever it is
    files: list[tuple[int, File]] = field(default_factory=list)  # each with its number

    def number(self, name: str) -> int:
        """Return an id of the path; 0, which nothing has, if it is none."""
        return int(self.ids[name]) if self.ids[name].isdecimal() else 0

    def json(self) -> Json:
        """Return the JSON object of the body.

        Raises:
            Refused: If the body is none.
        """
        if not isinstance(self.body, dict):
            raise refusals.Refused(400, 50109, "The request body contains invalid JSON.")
        return self.body

    def guild(self) -> Guild:
        """Return the guild of the path.

        Raises:
            Refused: If it is not there, or the bot is not in it.
        """
        guild = self.world.guilds.get(self.number("guild"))
        if guild is None:
            raise refusals.unknown_guild()
        if not guild.has_bot:
            raise refusals.missing_access()
        return guild

    def channel(self) -> Channel:
        """Return the channel of the path.

        Raises:
            Refused: If it is not there, or the bot does not see it.
        """
        channel = self.world.channels.get(self.number("channel"))
        if channel is None:
            raise refusals.unknown_channel()
        if channel.guild is not None and not channel.guild.bot_may(channel).view_channel:
            raise refusals.missing_access()
        return channel


Result = Json | list[Json] | None


@dataclass(frozen=True)
class Route:
    """A method and path, and what serves it."""

    method: str
    template: str
    serve: Callable[[Call], Result]
    pattern: re.Pattern[str]
    needs_token: bool

    @property
    def name(self) -> str:
        """Return what identifies its rate limit."""
        return f"{self.method} {self.template}"


class Router:
    """The routes of one part of the API."""

    def __init__(self, *, needs_token: bool = True) -> None:
        self.routes: list[Route] = []
        self._needs_token = needs_token

    def on(
        self, method: str, template: str
    ) -> Callable[[Callable[[Call], Result]], Callable[[Call], Result]]:
        """Return a decorator that serves a path, such as /channels/{channel}, with a function."""

        def add(serve: Callable[[Call], Result]) -> Callable[[Call], Result]:
            pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))
            self.routes.append(Route(method, template, serve, pattern, self._needs_token))
            return serve

        return add


def find(routes: list[Route], method: str, path: str) -> tuple[Route, Mapping[str, str]]:
    """Return the route of a request, and the variable parts of its path.

    Raises:
        Refused: If there is none.
    """
    for route in routes:
        found = route.pattern.fullmatch(path)
        if found is not None and route.method == method:
            return route, found.groupdict()
    raise refusals.unknown_route()
