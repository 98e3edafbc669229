"""Messages as they stand on the server, and whom they ping."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tests.loopback.attachments import Attachment
from tests.loopback.clock import PATIENCE
from tests.loopback.people import Json, User
from tests.loopback.permissions import in_channel

if TYPE_CHECKING:
    from tests.loopback.places import Channel

DEFAULT: Final = 0
REPLY: Final = 19
SLASH_ANSWER: Final = 20
MENU_ANSWER: Final = 23
SUPPRESS_EMBEDS: Final = 1 << 2
EPHEMERAL: Final = 1 << 6
LOADING: Final = 1 << 7
SUPPRESS_NOTIFICATIONS: Final = 1 << 12
HAS_SNAPSHOT: Final = 1 << 14

_USER: Final = re.compile(r"<@!?(\d+)>")
_ROLE: Final = re.compile(r"<@&(\d+)>")
_EVERYONE: Final = re.compile(r"@(?:everyone|here)")


@dataclass(frozen=True)
class Pings:
    """Whom a message notifies; false if nobody."""

    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)


@dataclass(frozen=True)
class AllowedMentions:
    """Which mentions of a message are to notify; by default, of every kind."""

    parse: frozenset[str] = frozenset({"users", "roles", "everyone"})
    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    replied_user: bool = False


def pings(
    content: str, allowed: AllowedMentions, channel: Channel, author: User, replied: User | None
) -> Pings:
    """Return whom a content notifies; to be strict, a mention within code or behind a backslash counts."""
    users = {int(found) for found in _USER.findall(content)}
    if "users" not in allowed.parse:
        users &= allowed.users
    if replied is not None and replied is not author and allowed.replied_user:
        users.add(replied.id)
    users &= set(channel.world.users)
    if channel.guild is None:
        return Pings(frozenset(users))
    member = channel.guild.members.get(author.id)
    calls_all = member is not None and in_channel(member, channel).mention_everyone
    roles = {int(found) for found in _ROLE.findall(content)} & set(channel.guild.roles)
    roles = {role for role in roles if calls_all or channel.guild.roles[role].mentionable}
    if "roles" not in allowed.parse:
        roles &= allowed.roles
    everyone = calls_all and "everyone" in allowed.parse and _EVERYONE.search(content) is not None
    return Pings(frozenset(users), frozenset(roles), everyone)


@dataclass(frozen=True)
class Version:
    """What a message said before an edit."""

    content: str
    embeds: tuple[Json, ...]
    components: tuple[Json, ...]
    pings: Pings


@dataclass(frozen=True)
class Button:
    """A button under a message."""

    label: str
    custom_id: str | None
    url: str | None
    disabled: bool
    style: int
    emoji: str | None


@dataclass(frozen=True)
class Select:
    """A menu under a message."""

    custom_id: str
    kind: int
    placeholder: str
    options: tuple[Json, ...]
    least: int
    most: int
    disabled: bool

    @property
    def labels(self) -> list[str]:
        """Return what its options say."""
        return [option["label"] for option in self.options]


@dataclass(eq=False, repr=False)
class Message:
    """A message, as it stands now."""

    id: int
    channel: Channel
    author: User
    created: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    kind: int = DEFAULT
    flags: int = 0
    nonce: str | int | None = None
    replies_to: Message | None = None
    forwards: Message | None = None
    pings: Pings = Pings()
    allowed: AllowedMentions = AllowedMentions()
    visible_to: User | None = None  # set: an ephemeral message
    answers: Json | None = None  # the interaction that it answers, as metadata
    edits: list[Version] = field(default_factory=list)  # what it said before each edit, oldest first
    edited_at: datetime | None = None
    deleted: bool = False
    reactions: dict[str, set[int]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Message of {self.author.name} in #{self.channel.name}: {self.text[:200]!r}>"

    @property
    def ephemeral(self) -> bool:
        """Return whether only one user sees it."""
        return self.visible_to is not None

    @property
    def loading(self) -> bool:
        """Return whether it only says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def text(self) -> str:
        """Return all its words: content, and every embed's title, author, description, fields and footer."""
        parts: list[str | None] = [self.content]
        for embed in self.embeds:
            parts += [embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")]
            for entry in embed.get("fields", []):
                parts += [entry["name"], entry["value"]]
            parts.append(embed.get("footer", {}).get("text"))
        return "\n".join(filter(None, parts))

    @property
    def buttons(self) -> list[Button]:
        """Return its buttons, in order."""
        return [
            Button(
                one.get("label") or "",
                one.get("custom_id"),
                one.get("url"),
                one.get("disabled", False),
                one["style"],
                (one.get("emoji") or {}).get("name"),
            )
            for one in self._parts()
            if one["type"] == 2
        ]

    @property
    def selects(self) -> list[Select]:
        """Return its menus, in order."""
        return [
            Select(
                one["custom_id"],
                one["type"],
                one.get("placeholder") or "",
                tuple(one.get("options", [])),
                one.get("min_values", 1),
                one.get("max_values", 1),
                one.get("disabled", False),
            )
            for one in self._parts()
            if one["type"] in {3, 5, 6, 7, 8}
        ]

    async def edited(self, times: int = 1, seconds: float = PATIENCE) -> Message:
        """Return this message once it was edited so many times in all.

        Raises:
            Unanswered: If it was not.
        """
        what = f"edit number {times} of message {self.id}"
        return await self.channel.world.pulse.until(
            lambda: self if len(self.edits) >= times else None, what, seconds
        )

    def delete(self) -> None:
        """Delete it, as its author or a moderator does."""
        world = self.channel.world
        self.deleted = True
        (self.channel.hidden if self.ephemeral else self.channel.messages).remove(self)
        gone: Json = {"id": str(self.id), "channel_id": str(self.channel.id)}
        if self.channel.guild is not None:
            gone["guild_id"] = str(self.channel.guild.id)
        world.tell_of("MESSAGE_DELETE", self, gone)
        world.pulse.beat()

    def unfurl(self, *previews: Json) -> None:
        """Put previews of what it links to below it, as Discord does a moment after it was written."""
        self.embeds = [{"type": "link", **preview} for preview in previews]
        world = self.channel.world
        world.tell_of("MESSAGE_UPDATE", self, self.payload())
        world.pulse.beat()

    def payload(self, *, nested: bool = False) -> Json:
        """Return the message object; nested in another, without the message that it refers to."""
        guild = self.channel.guild
        message: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": self.created.isoformat(),
            "edited_timestamp": self.edited_at.isoformat() if self.edited_at else None,
            "tts": False,
            "mention_everyone": self.pings.everyone,
            "mentions": [self._mentioned(one) for one in sorted(self.pings.users)],
            "mention_roles": [str(one) for one in sorted(self.pings.roles)],
            "attachments": [one.payload() for one in self.attachments],
            "embeds": [] if self.flags & SUPPRESS_EMBEDS else self.embeds,
            "components": self.components,
            "pinned": False,
            "type": self.kind,
            "flags": self.flags,
        }
        if guild is not None and not self.ephemeral:
            message["guild_id"] = str(guild.id)
            if self.author.id in guild.members:
                message["member"] = guild.members[self.author.id].payload(with_user=False)
        if self.nonce is not None:
            message["nonce"] = self.nonce
        if self.reactions:
            message["reactions"] = self._reactions()
        return message | self._origin() | ({} if nested else self._references())

    def _parts(self) -> list[Json]:
        return [part for row in self.components for part in row["components"]]

    def _mentioned(self, user_id: int) -> Json:
        user = self.channel.world.users[user_id]
        guild = self.channel.guild
        if guild is None or user_id not in guild.members:
            return user.payload()
        return user.payload() | {"member": guild.members[user_id].payload(with_user=False)}

    def _reactions(self) -> list[Json]:
        bot = self.channel.world.bot.id
        return [
            {
                "count": len(users),
                "count_details": {"burst": 0, "normal": len(users)},
                "me": bot in users,
                "me_burst": False,
                "burst_colors": [],
                "emoji": {"id": None, "name": emoji},
            }
            for emoji, users in self.reactions.items()
        ]

    def _origin(self) -> Json:
        if self.answers is None:
            return {}
        application = str(self.channel.world.application_id)
        return {
            "interaction_metadata": self.answers,
            "application_id": application,
            "webhook_id": application,
        }

    def _references(self) -> Json:
        target = self.replies_to or self.forwards
        if target is None:
            return {}
        reference: Json = {
            "type": int(self.forwards is not None),
            "message_id": str(target.id),
            "channel_id": str(target.channel.id),
        }
        if target.channel.guild is not None:
            reference["guild_id"] = str(target.channel.guild.id)
        if self.forwards is None:
            return {
                "message_reference": reference,
                "referenced_message": None if target.deleted else target.payload(nested=True),
            }
        kept = (
            "type",
            "content",
            "embeds",
            "attachments",
            "timestamp",
            "edited_timestamp",
            "flags",
            "mentions",
        )
        whole = target.payload(nested=True)
        snapshot = {key: whole[key] for key in (*kept, "mention_roles", "components")}
        return {"message_reference": reference, "message_snapshots": [{"message": snapshot}]}
