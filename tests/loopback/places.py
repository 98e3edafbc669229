"""Where people talk: guilds, their channels and threads, and direct messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from discord import Permissions

from tests.loopback import permissions
from tests.loopback.clock import PATIENCE
from tests.loopback.people import Json, Member, Role, User

if TYPE_CHECKING:
    from tests.loopback.messages import Message
    from tests.loopback.world import World

TEXT: Final = 0
DIRECT: Final = 1
CATEGORY: Final = 4
PUBLIC_THREAD: Final = 11


@dataclass(frozen=True)
class Overwrite:
    """What a channel allows and denies one role or member."""

    of_member: bool
    allow: Permissions
    deny: Permissions


@dataclass(eq=False, repr=False)
class Channel:
    """A text channel, a thread, a category, or the direct messages of the bot with one user."""

    id: int
    world: World
    kind: int
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    recipient: User | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)  # that everybody sees, oldest first
    hidden: list[Message] = field(default_factory=list)  # ephemeral ones
    typed: int = 0  # how often the bot was seen typing
    archived: bool = False
    locked: bool = False

    def __repr__(self) -> str:
        return f"<Channel #{self.name} of {self.guild.name if self.guild else 'direct messages'}>"

    @property
    def is_thread(self) -> bool:
        """Return whether this is a thread."""
        return self.kind == PUBLIC_THREAD

    @property
    def mention(self) -> str:
        """Return the markup that links to this channel."""
        return f"<#{self.id}>"

    @property
    def bot_messages(self) -> list[Message]:
        """Return the messages of the bot that everybody sees and that still stand, oldest first."""
        return [message for message in self.messages if message.author is self.world.bot]

    def seen_by(self, user: User | Member) -> list[Message]:
        """Return the messages that a user sees here: everybody's and the ephemeral ones for them, by age."""
        own = [message for message in self.hidden if message.visible_to and message.visible_to.id == user.id]
        return sorted([*self.messages, *own], key=lambda message: message.id)

    async def next_message(
        self,
        *,
        after: Message | None = None,
        that: Callable[[Message], bool] = lambda _: True,
        seconds: float = PATIENCE,
    ) -> Message:
        """Return the bot's first message here that fits, now or within so many seconds.

        Raises:
            Unanswered: If none came.
        """

        def look() -> Message | None:
            newer = [message for message in self.bot_messages if after is None or message.id > after.id]
            return next(filter(that, newer), None)

        return await self.world.pulse.until(look, f"a message in #{self.name}", seconds)

    def thread(self, name: str) -> Channel:
        """Start a thread."""
        assert self.guild is not None
        return self.guild.place(
            Channel(self.world.clock.snowflake(), self.world, PUBLIC_THREAD, name, self.guild, self)
        )

    def archive(self, *, locked: bool = False) -> None:
        """Archive this thread; unless locked, the next message opens it again."""
        self.archived, self.locked = True, locked
        self.world.tell("THREAD_UPDATE", self.payload(), self.guild)

    def reopen(self) -> None:
        """Open this thread again."""
        self.archived = self.locked = False
        self.world.tell("THREAD_UPDATE", self.payload(), self.guild)

    def overwrite(
        self,
        target: Role | Member,
        *,
        allow: Permissions | None = None,
        deny: Permissions | None = None,
    ) -> None:
        """Allow or deny a role or a member something here, in place of what was said of them before."""
        none = Permissions.none()
        self.overwrites[target.id] = Overwrite(isinstance(target, Member), allow or none, deny or none)
        self.world.tell("CHANNEL_UPDATE", self.payload(), self.guild)

    def deny_bot(self, **denied: bool) -> None:
        """Deny the bot these permissions here, such as send_messages=True."""
        assert self.guild is not None
        self.overwrite(self.guild.bot_member, deny=Permissions(**denied))

    def delete(self) -> None:
        """Delete this channel, its threads, and every message in them."""
        assert self.guild is not None
        for thread in [one for one in self.guild.channels.values() if one.parent is self and one.is_thread]:
            thread.delete()
        del self.guild.channels[self.id]
        del self.world.channels[self.id]
        self.world.tell("THREAD_DELETE" if self.is_thread else "CHANNEL_DELETE", self.payload(), self.guild)
        self.world.pulse.beat()

    def payload(self) -> Json:
        """Return the channel object."""
        last = str(self.messages[-1].id) if self.messages else None
        if self.kind == DIRECT:
            assert self.recipient is not None
            return {
                "id": str(self.id),
                "type": DIRECT,
                "recipients": [self.recipient.payload()],
                "last_message_id": last,
                "flags": 0,
            }
        assert self.guild is not None
        shared: Json = {
            "id": str(self.id),
            "type": self.kind,
            "guild_id": str(self.guild.id),
            "name": self.name,
            "parent_id": str(self.parent.id) if self.parent else None,
            "last_message_id": last,
            "rate_limit_per_user": 0,
            "flags": 0,
        }
        return shared | (self._of_thread() if self.is_thread else self._of_channel())

    def _of_channel(self) -> Json:
        overwrites = [
            {
                "id": str(target),
                "type": int(overwrite.of_member),
                "allow": str(overwrite.allow.value),
                "deny": str(overwrite.deny.value),
            }
            for target, overwrite in self.overwrites.items()
        ]
        return {"position": 0, "topic": None, "nsfw": False, "permission_overwrites": overwrites}

    def _of_thread(self) -> Json:
        assert self.guild is not None
        owner = self.guild.owner or self.world.bot
        started = self.world.clock.now().isoformat()
        return {
            "owner_id": str(owner.id),
            "message_count": len(self.messages),
            "member_count": 1,
            "total_message_sent": len(self.messages),
            "thread_metadata": {
                "archived": self.archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": started,
                "create_timestamp": started,
                "locked": self.locked,
            },
        }


@dataclass(eq=False, repr=False)
class Guild:
    """A Discord server."""

    id: int
    world: World
    name: str
    owner: User | None = None
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)  # threads included
    members: dict[int, Member] = field(default_factory=dict)
    has_bot: bool = True

    def __repr__(self) -> str:
        return f"<Guild {self.name}>"

    @property
    def everyone(self) -> Role:
        """Return the role that everybody has."""
        return self.roles[self.id]

    @property
    def bot_member(self) -> Member:
        """Return the bot as a member."""
        return self.members[self.world.bot.id]

    @property
    def bot_role(self) -> Role:
        """Return the bot's own role."""
        return next(role for role in self.roles.values() if role.bot_id is not None)

    def role(self, name: str, *, mentionable: bool = False, **granted: bool) -> Role:
        """Make a role with these permissions, such as manage_messages=True."""
        role = Role(self.world.clock.snowflake(), name, Permissions(**granted), len(self.roles), mentionable)
        self.roles[role.id] = role
        self.world.tell("GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": role.payload()}, self)
        return role

    def change_role(self, role: Role, **granted: bool) -> None:
        """Give or take permissions of a role."""
        role.permissions.update(**granted)
        self.world.tell("GUILD_ROLE_UPDATE", {"guild_id": str(self.id), "role": role.payload()}, self)

    def delete_role(self, role: Role) -> None:
        """Delete a role, and take it from whoever has it."""
        del self.roles[role.id]
        for member in self.members.values():
            if role in member.roles:
                member.roles.remove(role)
        self.world.tell("GUILD_ROLE_DELETE", {"guild_id": str(self.id), "role_id": str(role.id)}, self)

    def channel(self, name: str, *, under: Channel | None = None) -> Channel:
        """Make a text channel, in a category or not."""
        return self.place(Channel(self.world.clock.snowflake(), self.world, TEXT, name, self, under))

    def category(self, name: str) -> Channel:
        """Make a category."""
        return self.place(Channel(self.world.clock.snowflake(), self.world, CATEGORY, name, self))

    def place(self, channel: Channel) -> Channel:
        """Add a channel or thread that was made."""
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        event, extra = (
            ("THREAD_CREATE", {"newly_created": True}) if channel.is_thread else ("CHANNEL_CREATE", {})
        )
        self.world.tell(event, channel.payload() | extra, self)
        return channel

    def join(self, member: Member) -> None:
        """Let a member in."""
        self.members[member.id] = member
        self.world.users[member.id] = member.user
        self.world.tell("GUILD_MEMBER_ADD", member.payload() | {"guild_id": str(self.id)}, self)

    def give_roles(self, member: Member, roles: Sequence[Role]) -> None:
        """Set a member's roles."""
        member.roles = list(roles)
        self.world.tell("GUILD_MEMBER_UPDATE", member.payload() | {"guild_id": str(self.id)}, self)

    def remove(self, member: Member) -> None:
        """Let a member go; if it is the bot, it has lost the guild."""
        del self.members[member.id]
        if member.user is self.world.bot:
            self.world.tell("GUILD_DELETE", {"id": str(self.id)}, self)
            self.has_bot = False
        else:
            left = {"guild_id": str(self.id), "user": member.user.payload()}
            self.world.tell("GUILD_MEMBER_REMOVE", left, self)
        self.world.pulse.beat()

    def payload(self) -> Json:
        """Return the guild object as Discord creates it on the gateway."""
        places = list(self.channels.values())
        return self.summary() | {
            "joined_at": self.bot_member.joined.isoformat(),
            "large": False,
            "member_count": len(self.members),
            "members": [self.bot_member.payload()],
            "channels": [channel.payload() for channel in places if not channel.is_thread],
            "threads": [
                channel.payload() for channel in places if channel.is_thread and not channel.archived
            ],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }

    def summary(self) -> Json:
        """Return the guild object as REST gives it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "owner_id": str(self.owner.id) if self.owner else "0",
            "roles": [role.payload() for role in self.roles.values()],
            "emojis": [],
            "stickers": [],
            "features": [],
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": "en-US",
            "system_channel_flags": 0,
        }

    def bot_may(self, channel: Channel) -> Permissions:
        """Return what the bot may do in a channel; nothing, where it is no member."""
        return permissions.in_channel(self.bot_member, channel) if self.has_bot else Permissions.none()
