"""Everything that the loopback Discord holds, and the one way by which its changes reach the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tests.loopback.attachments import Attachment, File
from tests.loopback.clock import Clock, Pulse
from tests.loopback.people import Json, User
from tests.loopback.places import DIRECT, Channel, Guild

if TYPE_CHECKING:
    from tests.loopback.interactions import Interaction
    from tests.loopback.messages import Message


class Listener(Protocol):
    """What hears of changes: the gateway."""

    def tell(self, event: str, data: Json, guild_id: int | None) -> None:
        """Dispatch an event to whom it concerns."""


class World:
    """Users, guilds, channels, commands and interactions."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.pulse = Pulse()
        self.bot = User(self.clock.snowflake(), "claimdesk", "Claimdesk", bot=True)
        self.owner = User(self.clock.snowflake(), "developer")
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: list[Json] = []  # as registered, with their ids
        self.interactions: dict[str, Interaction] = {}  # by token
        self.files: dict[str, Attachment] = {}  # by path
        self.complaints: list[str] = []  # what the bot did that Discord refuses as malformed or unknown
        self.base = ""  # the server's address, without a path
        self.listener: Listener | None = None

    @property
    def application_id(self) -> int:
        """Return the id of the bot's application, which is the bot's."""
        return self.bot.id

    def complain(self, text: str) -> None:
        """Keep something that no bot should do."""
        self.complaints.append(text)
        self.pulse.beat(f"REFUSED {text}")

    def tell(self, event: str, data: Json, guild: Guild | None = None) -> None:
        """Dispatch an event, unless it is of a guild that the bot is not in."""
        if self.listener is not None and (guild is None or guild.has_bot):
            self.listener.tell(event, data, guild.id if guild else None)

    def tell_of(self, event: str, message: Message, data: Json) -> None:
        """Dispatch an event about a message, unless the bot cannot see the channel that it stands in."""
        guild = message.channel.guild
        if message.visible_to is not None:
            self.tell(event, {key: value for key, value in data.items() if key not in {"guild_id", "member"}})
        elif guild is None or guild.bot_may(message.channel).view_channel:
            self.tell(event, data, guild)

    def direct_channel(self, user: User) -> Channel:
        """Return the direct messages of the bot with a user."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        made = Channel(self.clock.snowflake(), self, DIRECT, f"@{user.name}", recipient=user)
        self.channels[made.id] = made
        return made

    def shares_guild(self, user: User) -> bool:
        """Return whether the bot meets a user in any guild."""
        return any(guild.has_bot and user.id in guild.members for guild in self.guilds.values())

    def keep(self, file: File) -> Attachment:
        """Put a file where it is served."""
        attachment = Attachment(self.clock.snowflake(), file, self.base)
        self.files[attachment.path] = attachment
        return attachment
