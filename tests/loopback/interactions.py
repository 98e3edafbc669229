"""Interactions: what a member did with a command, a button, a menu or a form, and how the bot answered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tests.loopback import permissions
from tests.loopback.drafts import FILE_SIZE
from tests.loopback.people import Json, Member, User
from tests.loopback.places import DIRECT, Channel

if TYPE_CHECKING:
    from tests.loopback.messages import Message

COMMAND: Final = 2
COMPONENT: Final = 3
AUTOCOMPLETE: Final = 4
MODAL: Final = 5

MESSAGE: Final = 4
DEFERRED: Final = 5
DEFERRED_UPDATE: Final = 6
UPDATE: Final = 7
CHOICES: Final = 8
FORM: Final = 9

ACKNOWLEDGE_WITHIN: Final = 3.0  # seconds
TOKEN_LIVES: Final = 15 * 60.0  # seconds


@dataclass(eq=False)
class Interaction:
    """One interaction and what has become of it."""

    id: int
    kind: int
    by: Member | User
    channel: Channel
    data: Json
    created: datetime
    source: Message | None = None  # the message whose component was used
    came_from: Interaction | None = None  # for a form: what opened it
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    answer: int | None = None  # the callback type with which it was acknowledged
    original: Message | None = None  # the message that answers it, or that its answer changed
    followups: list[Message] = field(default_factory=list)
    touched: int = 0  # how often its original was edited or deleted, or a followup sent
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None

    @property
    def user(self) -> User:
        """Return who did it."""
        return self.by.user if isinstance(self.by, Member) else self.by

    @property
    def age(self) -> float:
        """Return how old it is, in seconds."""
        return (self.channel.world.clock.now() - self.created).total_seconds()

    @property
    def settled(self) -> bool:
        """Return whether the answer has come, not only the word that it will."""
        if self.answer in {DEFERRED, DEFERRED_UPDATE}:
            taken_back = self.original is not None and self.original.deleted
            return bool(self.followups) or (self.touched > 0 and not taken_back)
        return self.answer is not None

    def payload(self) -> Json:
        """Return the interaction object."""
        world, channel = self.channel.world, self.channel
        guild = channel.guild
        interaction: Json = {
            "id": str(self.id),
            "application_id": str(world.application_id),
            "type": self.kind,
            "data": self.data,
            "channel": self._place(),
            "channel_id": str(channel.id),
            "token": self.token,
            "version": 1,
            "locale": "en-US",
            "entitlements": [],
            "entitlement_sku_ids": [],
            "context": int(channel.kind == DIRECT),
            "attachment_size_limit": FILE_SIZE,
        }
        if self.source is not None:
            interaction["message"] = self.source.payload()
        if guild is None:
            owners = {"1": str(self.user.id)}
            return interaction | {"user": self.user.payload(), "authorizing_integration_owners": owners}
        assert isinstance(self.by, Member)
        granted = permissions.in_channel(self.by, channel)
        return interaction | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": self.by.payload() | {"permissions": str(granted.value)},
            "app_permissions": str(guild.bot_may(channel).value),
            "authorizing_integration_owners": {"0": str(guild.id)},
        }

    def metadata(self) -> Json:
        """Return what a message that answers this interaction says of it."""
        guild = self.channel.guild
        owners = {"0": str(guild.id)} if guild is not None else {"1": str(self.user.id)}
        said: Json = {
            "id": str(self.id),
            "type": self.kind,
            "user": self.user.payload(),
            "authorizing_integration_owners": owners,
        }
        if self.kind == COMPONENT and self.source is not None:
            said["interacted_message_id"] = str(self.source.id)
        if self.kind == MODAL and self.came_from is not None:
            said["triggering_interaction_metadata"] = self.came_from.metadata()
        if self.data.get("type") == 3 and "target_id" in self.data:
            said["target_message_id"] = self.data["target_id"]
        return said

    def _place(self) -> Json:
        if self.channel.guild is None or not isinstance(self.by, Member):
            return self.channel.payload()
        granted = permissions.in_channel(self.by, self.channel)
        return self.channel.payload() | {"permissions": str(granted.value)}
