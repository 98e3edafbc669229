"""Who is on Discord: users, and the roles and memberships that they have in a guild."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from discord import Permissions

if TYPE_CHECKING:
    from tests.loopback.places import Guild

Json = dict[str, Any]


@dataclass(eq=False)
class User:
    """An account."""

    id: int
    name: str
    shown: str | None = None  # the display name
    bot: bool = False
    accepts_dms: bool = True

    @property
    def mention(self) -> str:
        """Return the markup that mentions this user."""
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """Return the user object."""
        return {
            "id": str(self.id),
            "username": self.name,
            "discriminator": "0",
            "global_name": self.shown,
            "avatar": None,
            "bot": self.bot,
            "system": False,
            "public_flags": 0,
        }


@dataclass(eq=False)
class Role:
    """A role of a guild."""

    id: int
    name: str
    permissions: Permissions
    position: int
    mentionable: bool = False
    bot_id: int | None = None  # the bot whose own role this is

    @property
    def mention(self) -> str:
        """Return the markup that mentions this role."""
        return f"<@&{self.id}>"

    def payload(self) -> Json:
        """Return the role object."""
        role: Json = {
            "id": str(self.id),
            "name": self.name,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "icon": None,
            "unicode_emoji": None,
            "position": self.position,
            "permissions": str(self.permissions.value),
            "managed": self.bot_id is not None,
            "mentionable": self.mentionable,
            "flags": 0,
        }
        if self.bot_id is not None:
            role["tags"] = {"bot_id": str(self.bot_id)}
        return role


@dataclass(eq=False, repr=False)
class Member:
    """A user in a guild."""

    user: User
    guild: Guild
    joined: datetime
    roles: list[Role] = field(default_factory=list)  # without @everyone
    nick: str | None = None

    def __repr__(self) -> str:
        return f"<Member {self.user.name} of {self.guild.name}>"

    @property
    def id(self) -> int:
        """Return the user's id."""
        return self.user.id

    @property
    def mention(self) -> str:
        """Return the markup that mentions this member."""
        return self.user.mention

    def payload(self, *, with_user: bool = True) -> Json:
        """Return the member object; in messages it comes without its user."""
        member: Json = {
            "roles": [str(role.id) for role in self.roles],
            "nick": self.nick,
            "avatar": None,
            "banner": None,
            "joined_at": self.joined.isoformat(),
            "premium_since": None,
            "communication_disabled_until": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
        }
        if with_user:
            member["user"] = self.user.payload()
        return member
