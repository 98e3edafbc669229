"""The gateway: sessions over WebSockets, with heartbeats, sequence numbers, resuming, shards and intents."""

import asyncio
import json
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web
from discord import Intents

from tests.loopback.people import Json
from tests.loopback.places import Guild
from tests.loopback.world import World

DISPATCH: Final = 0
HEARTBEAT: Final = 1
IDENTIFY: Final = 2
PRESENCE: Final = 3
RESUME: Final = 6
RECONNECT: Final = 7
REQUEST_MEMBERS: Final = 8
INVALID_SESSION: Final = 9
HELLO: Final = 10
HEARTBEAT_ACK: Final = 11

_HEARTBEAT_EVERY: Final = 41_250  # milliseconds
_CONTENT: Final = ("content", "embeds", "attachments", "components")
_INTENT: Final = {
    "GUILD_MEMBER": "members",
    "GUILD_BAN": "moderation",
    "GUILD": "guilds",
    "CHANNEL": "guilds",
    "THREAD": "guilds",
}
_OF_MESSAGES: Final = {
    "MESSAGE_REACTION": ("guild_reactions", "dm_reactions"),
    "MESSAGE": ("guild_messages", "dm_messages"),
    "TYPING": ("guild_typing", "dm_typing"),
}


class Closed(Exception):
    """A connection that the gateway ends with a code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


@dataclass(eq=False)
class Session:
    """What a shard of the bot has begun, and every event dispatched to it since."""

    shard: int
    shards: int
    intents: Intents
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    events: list[Json] = field(
        default_factory=list
    )  # in order; an event's number is its place, counted from 1
    line: "Line | None" = None  # its connection, while there is one

    def concerns(self, guild_id: int | None) -> bool:
        """Return whether a guild's events, or those of direct messages, go to this shard."""
        return self.shard == (0 if guild_id is None else (guild_id >> 22) % self.shards)

    def dispatch(self, event: str, data: Json) -> None:
        """Number an event and send it, or keep it for when the shard resumes."""
        number = len(self.events) + 1
        self.events.append({"op": DISPATCH, "t": event, "s": number, "d": data})
        if self.line is not None:
            self.line.send(self.events[-1])


class Line:
    """One WebSocket connection."""

    def __init__(
        self, socket: web.WebSocketResponse, transport: asyncio.WriteTransport | None, *, compressed: bool
    ) -> None:
        self.socket = socket
        self.transport = transport
        self.session: Session | None = None
        self._compressor = zlib.compressobj() if compressed else None
        self._waiting: asyncio.Queue[Json] = asyncio.Queue()

    def send(self, payload: Json) -> None:
        """Send a payload after those before it."""
        self._waiting.put_nowait(payload)

    async def write(self) -> None:
        """Write what is to be sent, until cancelled or cut off."""
        while not self.socket.closed:
            text = json.dumps(await self._waiting.get())
            try:
                if self._compressor is None:
                    await self.socket.send_str(text)
                else:
                    packed = self._compressor.compress(text.encode()) + self._compressor.flush(
                        zlib.Z_SYNC_FLUSH
                    )
                    await self.socket.send_bytes(packed)
            except ConnectionError:
                return


class Gateway:
    """The sessions of the bot, and what a test may do to their connections.

    A client that asks for zstd is sent plain text, which discord.py takes as well.
    """

    def __init__(self, world: World, token: str, allowed: Intents, shards: int) -> None:
        self.world = world
        self.token = token
        self.allowed = allowed  # the privileged intents that the developer portal allows
        self.shards = shards
        self.sessions: dict[str, Session] = {}
        self.identified = 0  # sessions begun
        self.resumed = 0  # sessions taken up again
        self.heartbeats = 0
        self.presences: list[Json] = []
        self.address = ""
        self._lines: set[Line] = set()

    @property
    def connected(self) -> list[Session]:
        """Return the sessions that have a connection now."""
        return [session for session in self.sessions.values() if session.line is not None]

    def tell(self, event: str, data: Json, guild_id: int | None) -> None:
        """Dispatch an event to the shard that it concerns, as far as its intents go."""
        for session in self.sessions.values():
            if session.concerns(guild_id) and _wanted(session.intents, event, in_guild=guild_id is not None):
                session.dispatch(event, self._readable(session, event, data))

    async def drop(self, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Cut every connection; the bot may resume its sessions."""
        for line in list(self._lines):
            await self._cut(line, code)

    def cut_without_goodbye(self) -> None:
        """Break every connection as a network does, without a close frame."""
        for line in list(self._lines):
            self._forget(line)
            if line.transport is not None:
                line.transport.abort()

    def ask_to_reconnect(self) -> None:
        """Ask every shard to connect anew and resume."""
        for line in list(self._lines):
            line.send({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Declare every session invalid; unless resumable, they are forgotten."""
        for session in list(self.sessions.values()):
            if not resumable:
                del self.sessions[session.id]
            if session.line is not None:
                session.line.send({"op": INVALID_SESSION, "d": resumable})

    async def close(self) -> None:
        """End every connection and forget every session."""
        await self.drop()
        self.sessions.clear()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with one connection of the bot until it ends."""
        socket = web.WebSocketResponse(max_msg_size=4096, timeout=2)
        await socket.prepare(request)
        line = Line(socket, request.transport, compressed=request.query.get("compress") == "zlib-stream")
        self._lines.add(line)
        writer = asyncio.create_task(line.write())
        try:
            self._check_address(request)
            line.send({"op": HELLO, "d": {"heartbeat_interval": _HEARTBEAT_EVERY}})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._hear(line, message.data)
        except Closed as closed:
            self.world.pulse.beat(f"gateway closed with {closed}")
            await socket.close(code=closed.code, message=closed.reason.encode())
        finally:
            self._forget(line)
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self.world.pulse.beat()
        return socket

    def _check_address(self, request: web.Request) -> None:
        if request.query.get("v") != "10":
            raise Closed(4012, "Invalid API version.")
        if request.query.get("encoding") != "json":
            raise Closed(4002, "Only JSON is spoken here.")
        if request.query.get("compress") not in {None, "zlib-stream", "zstd-stream"}:
            self.world.complain(f"gateway compression {request.query['compress']} is not known")
            raise Closed(4002, "Unknown compression.")

    def _hear(self, line: Line, text: str) -> None:
        try:
            payload = json.loads(text)
            op, data = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError):
            raise Closed(4002, "Error while decoding payload.") from None
        if op == HEARTBEAT:
            self.heartbeats += 1
            line.send({"op": HEARTBEAT_ACK})
            return
        answers: dict[int, Callable[[Line, Json], None]] = {
            IDENTIFY: self._identify,
            RESUME: self._resume,
            PRESENCE: self._presence,
            REQUEST_MEMBERS: self._members,
        }
        if op not in answers:
            self.world.complain(f"gateway opcode {op} is not known")
            raise Closed(4001, "Unknown opcode.")
        if op not in {IDENTIFY, RESUME} and line.session is None:
            raise Closed(4003, "Not authenticated.")
        answers[op](line, data)

    def _identify(self, line: Line, data: Json) -> None:
        if line.session is not None:
            raise Closed(4005, "Already authenticated.")
        if data["token"] != self.token:
            raise Closed(4004, "Authentication failed.")
        shard, shards = data.get("shard", [0, 1])
        if not 0 <= shard < shards:
            raise Closed(4010, "Invalid shard.")
        if not 0 <= data["intents"] <= Intents.all().value:
            raise Closed(4013, "Invalid intent(s).")
        intents = Intents.none()
        intents.value = data["intents"]
        if intents.value & ~self.allowed.value:
            raise Closed(4014, "Disallowed intent(s).")
        session = Session(shard, shards, intents)
        self.sessions[session.id] = session
        line.session, session.line = session, line
        self.identified += 1
        self._welcome(session)
        self.world.pulse.beat(f"shard {shard} of {shards} identified")

    def _welcome(self, session: Session) -> None:
        guilds = [one for one in self.world.guilds.values() if one.has_bot and session.concerns(one.id)]
        ready: Json = {
            "v": 10,
            "user": self.world.bot.payload()
            | {"verified": True, "mfa_enabled": False, "flags": 0, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": f"{self.address}/resume",
            "session_type": "normal",
            "shard": [session.shard, session.shards],
            "application": {"id": str(self.world.application_id), "flags": 1 << 19},
            "private_channels": [],
        }
        session.dispatch("READY", ready)
        if session.intents.guilds:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", guild.payload() | {"unavailable": False})

    def _resume(self, line: Line, data: Json) -> None:
        if data["token"] != self.token:
            raise Closed(4004, "Authentication failed.")
        session = self.sessions.get(data["session_id"])
        if session is None:
            line.send({"op": INVALID_SESSION, "d": False})
            return
        if not 0 <= (data["seq"] or 0) <= len(session.events):
            raise Closed(4007, "Invalid seq.")
        line.session, session.line = session, line
        for missed in session.events[data["seq"] or 0 :]:
            line.send(missed)
        session.dispatch("RESUMED", {})
        self.resumed += 1
        self.world.pulse.beat(f"shard {session.shard} resumed")

    def _presence(self, _: Line, data: Json) -> None:
        self.presences.append(data)

    def _members(self, line: Line, data: Json) -> None:
        assert line.session is not None
        guild = self.world.guilds[int(data["guild_id"])]
        if not data.get("user_ids") and not data.get("query") and not line.session.intents.members:
            raise Closed(4014, "Disallowed intent(s).")
        found, missing = _asked_for(guild, data)
        line.session.dispatch(
            "GUILD_MEMBERS_CHUNK",
            {
                "guild_id": str(guild.id),
                "members": found,
                "chunk_index": 0,
                "chunk_count": 1,
                "not_found": missing,
                "nonce": data.get("nonce"),
            },
        )

    def _readable(self, session: Session, event: str, data: Json) -> Json:
        if event not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} or session.intents.message_content:
            return data
        bot = str(self.world.bot.id)
        mentioned = any(user["id"] == bot for user in data["mentions"])
        if "guild_id" not in data or data["author"]["id"] == bot or mentioned:
            return data
        return data | {key: "" if key == "content" else [] for key in _CONTENT}

    def _forget(self, line: Line) -> None:
        self._lines.discard(line)
        if line.session is not None and line.session.line is line:
            line.session.line = None

    async def _cut(self, line: Line, code: int) -> None:
        self._forget(line)
        await line.socket.close(code=code)


def _wanted(intents: Intents, event: str, *, in_guild: bool) -> bool:
    for prefix, (of_guild, of_user) in _OF_MESSAGES.items():
        if event.startswith(prefix):
            return bool(getattr(intents, of_guild if in_guild else of_user))
    for prefix, name in _INTENT.items():
        if event.startswith(prefix):
            return bool(getattr(intents, name))
    return True


def _asked_for(guild: Guild, data: Json) -> tuple[list[Json], list[str]]:
    ids = data.get("user_ids")
    if ids is not None:
        wanted = [int(one) for one in (ids if isinstance(ids, list) else [ids])]
        present = [one for one in wanted if one in guild.members]
        return [guild.members[one].payload() for one in present], [
            str(one) for one in wanted if one not in present
        ]
    start = (data.get("query") or "").lower()
    matching = [one.payload() for one in guild.members.values() if one.user.name.lower().startswith(start)]
    return matching[: data.get("limit") or None], []
