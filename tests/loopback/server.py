"""The loopback Discord itself: one aiohttp server on 127.0.0.1, and what a test may do to it at large."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import ClassVar, Final, Self

import discord as library
import yarl
from aiohttp import web
from discord import Intents, Permissions
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback import permissions
from tests.loopback.acting import Person, Server
from tests.loopback.clock import PATIENCE, Found
from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway
from tests.loopback.messages import Message
from tests.loopback.people import Json, Member, Role, User
from tests.loopback.rest import Rest
from tests.loopback.world import World

_PRIVILEGED: Final = Intents(members=True, presences=True, message_content=True)


class Discord:
    """A Discord of one's own.

    Attributes:
        token: The bot's token.
        api: The address of the REST API, for discord.http.Route.BASE.
        gateway: The address of the gateway.
        world: Everything that it holds.
        faults: Rate limits and errors to come.
        connection: The gateway's connections, to drop or refuse.
        complaints: What the bot did that Discord refuses as malformed, or that this server doesn't know.
    """

    TOKEN: ClassVar[str] = "bG9vcGJhY2s.loopback.not-a-secret"  # noqa: S105 - it opens nothing

    def __init__(self, *, shards: int, allowed: Intents) -> None:
        self.token = self.TOKEN
        self.world = World()
        self.faults = Faults()
        self.connection = Gateway(self.world, self.token, allowed, shards)
        self.rest = Rest(self.world, self.faults, self.connection)
        self.api = ""
        self.gateway = ""
        self.world.listener = self.connection

    @classmethod
    @asynccontextmanager
    async def start(cls, *, shards: int = 1, refused: Intents | None = None) -> AsyncIterator[Self]:
        """Serve on a free port until the context ends.

        Args:
            shards: How many shards the bot is told to use.
            refused: Privileged intents that are not enabled in the developer portal; by default, members and
                presences.
        """
        off = Intents.none() | (refused or Intents(members=True, presences=True))
        allowed = Intents.all()
        allowed.value &= ~(off.value & _PRIVILEGED.value)
        discord = cls(shards=shards, allowed=allowed)
        runner = web.AppRunner(discord.rest.application(), shutdown_timeout=1, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            discord._at(runner.addresses[0][1])
            yield discord
        finally:
            await discord.connection.close()
            await runner.cleanup()

    @property
    def complaints(self) -> list[str]:
        """Return what the bot did that Discord refuses as malformed, or that this server doesn't know."""
        return self.world.complaints

    @property
    def commands(self) -> dict[str, Json]:
        """Return the registered commands by name."""
        return {command["name"]: command for command in self.world.commands}

    @property
    def requests(self) -> list[str]:
        """Return every request so far, such as "POST /channels/1/messages 200", oldest first."""
        return self.rest.requests

    def guild(
        self,
        name: str,
        *,
        owner: str = "owner",
        bot: Permissions = permissions.BOT,
        everyone: Permissions = permissions.EVERYONE,
        shard: int | None = None,
    ) -> Server:
        """Make a server that the bot is in.

        Args:
            name: Its name.
            owner: The name of its owner, who becomes a member.
            bot: What the bot's own role grants.
            everyone: What @everyone may do.
            shard: The shard that it falls to; by default, each in turn.
        """
        shards = self.connection.shards
        turn = len(self.world.guilds) % shards if shard is None else shard
        guild = Server(self.world.clock.snowflake(shard=turn, shards=shards), self.world, name)
        guild.roles[guild.id] = Role(guild.id, "@everyone", Permissions(everyone.value), 0)
        own = Role(self.world.clock.snowflake(), self.world.bot.name, Permissions(bot.value), 1)
        own.bot_id = self.world.bot.id
        guild.roles[own.id] = own
        guild.members[self.world.bot.id] = Member(self.world.bot, guild, self.world.clock.now(), [own])
        guild.owner = guild.member(owner).user
        self.world.guilds[guild.id] = guild
        self.world.tell("GUILD_CREATE", guild.payload(), guild)
        return guild

    def direct_messages(self, user: Person | User) -> list[Message]:
        """Return what the bot has written to somebody directly, oldest first."""
        return self.world.direct_channel(user.user if isinstance(user, Person) else user).bot_messages

    async def reply_to(self, message: Message, seconds: float = PATIENCE) -> Message:
        """Return the bot's first message after this one in its channel, unless that replies to another.

        Raises:
            Unanswered: If none came in so many seconds.
        """

        def meant(found: Message) -> bool:
            return found.replies_to in {None, message}

        return await message.channel.next_message(after=message, that=meant, seconds=seconds)

    async def until(self, look: Callable[[], Found | None], what: str, seconds: float = PATIENCE) -> Found:
        """Return what a look finds (anything but None, False or what is empty), as soon as it does.

        Raises:
            Unanswered: After this many seconds.
        """
        return await self.world.pulse.until(look, what, seconds)

    @contextmanager
    def redirected(self) -> Iterator[None]:
        """Let discord.py, in this process, take this server for Discord."""
        before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = self.api, yarl.URL(self.gateway)
        try:
            yield
        finally:
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before

    @asynccontextmanager
    async def running(self, client: library.Client) -> AsyncIterator[None]:
        """Log a client in, with all its shards, and close it in the end.

        Raises:
            Exception: Whatever ends the client's login.
        """
        client.before_identify_hook = _at_once  # type: ignore[method-assign] # it would sleep for 5 s
        with self.redirected():
            before = self.connection.identified
            task = asyncio.create_task(client.start(self.token))
            task.add_done_callback(lambda _: self.world.pulse.beat())
            shards = client.shard_count or self.connection.shards
            try:
                await self.until(
                    lambda: task.done() or self.connection.identified >= before + shards, "the bot's login"
                )
                if task.done():
                    await task
                yield
            finally:
                await client.close()
                await asyncio.gather(task, return_exceptions=True)
                await asyncio.sleep(0)

    def _at(self, port: int) -> None:
        self.world.base = f"http://127.0.0.1:{port}"
        self.api = f"{self.world.base}/api/v10"
        self.gateway = self.connection.address = f"ws://127.0.0.1:{port}/gateway"


async def _at_once(shard_id: int | None, *, initial: bool = False) -> None:
    del shard_id, initial
