"""People: members of a server, who talk, use commands, press buttons and fill in forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import Permissions

from tests.loopback import asking, drafts, filling, permissions
from tests.loopback.answers import Answer, Modal
from tests.loopback.asking import Choice, NotOffered, Options, Resolved, Value
from tests.loopback.attachments import File
from tests.loopback.clock import PATIENCE
from tests.loopback.drafts import Draft
from tests.loopback.interactions import (
    ACKNOWLEDGE_WITHIN,
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    DEFERRED_UPDATE,
    MODAL,
    Interaction,
)
from tests.loopback.limits.commands import MESSAGE_MENU, USER_MENU
from tests.loopback.limits.components import BUTTON, STRING_SELECT
from tests.loopback.messages import DEFAULT, HAS_SNAPSHOT, REPLY, Button, Message, Select
from tests.loopback.people import Json, Member, Role, User
from tests.loopback.places import DIRECT, Channel, Guild


class Server(Guild):
    """A Discord server as tests furnish it with people."""

    def member(
        self,
        name: str | User,
        *,
        roles: Sequence[Role] = (),
        nick: str | None = None,
        shown: str | None = None,
        **granted: bool,
    ) -> "Person":
        """Let somebody in, new or from another server.

        Args:
            name: A new user's name, or a user.
            roles: Their roles.
            nick: Their name on this server.
            shown: A new user's display name.
            granted: Permissions, such as manage_messages=True, that they get by a role of their own.
        """
        user = name if isinstance(name, User) else User(self.world.clock.snowflake(), name, shown)
        held = [*roles, self.role(f"{user.name}'s", **granted)] if granted else list(roles)
        person = Person(user, self, self.world.clock.now(), held, nick)
        self.join(person)
        return person


class Person(Member):
    """A member who acts."""

    @property
    def dm(self) -> Channel:
        """Return their direct messages with the bot."""
        return self.guild.world.direct_channel(self.user)

    def may(self, channel: Channel) -> Permissions:
        """Return what they may do in a channel."""
        return permissions.in_channel(self, channel)

    def sees(self, channel: Channel) -> list[Message]:
        """Return the messages that they see in a channel, ephemeral ones for them included."""
        return channel.seen_by(self)

    async def says(
        self,
        channel: Channel,
        text: str = "",
        *,
        reply_to: Message | None = None,
        files: Sequence[File] = (),
        pings_author: bool = True,
    ) -> Message:
        """Write a message.

        Raises:
            NotOffered: If Discord would not let them.
        """
        self._check_writing(channel, text, files)
        allowed = drafts.ALL if pings_author else drafts.USERS_ONLY
        draft = Draft({"content": text, "attachments": []}, tuple(files))
        kind = DEFAULT if reply_to is None else REPLY
        return drafts.create(channel, self.user, draft, kind=kind, default=allowed, replies_to=reply_to)

    async def forwards(self, message: Message, to: Channel) -> Message:
        """Forward a message to a channel."""
        self._check_writing(to, "forwarded", ())
        return drafts.create(to, self.user, Draft({"flags": HAS_SNAPSHOT}), forwards=message)

    async def rewrites(self, message: Message, text: str) -> None:
        """Edit a message of theirs."""
        if message.author is not self.user:
            raise NotOffered(f"{self.user.name} did not write that message")
        drafts.revise(message, Draft({"content": text}))

    async def deletes(self, message: Message) -> None:
        """Delete a message of theirs, or any that they may."""
        if message.author is not self.user and not self.may(message.channel).manage_messages:
            raise NotOffered(f"{self.user.name} may not delete that message")
        message.delete()

    async def slash(
        self,
        name: str,
        options: Options | None = None,
        *,
        channel: Channel,
        force: bool = False,
        seconds: float = PATIENCE,
    ) -> Answer:
        """Use a slash command; names of subcommands follow the command's, after a space.

        Args:
            name: The command.
            options: Values by name: text, numbers, truths, members, roles, channels or files.
            channel: Where.
            force: Whether to send it though Discord would not offer it to them.
            seconds: How long to wait for the answer, once the bot has said that it is at it.

        Raises:
            NotOffered: If Discord would not let them.
            Unanswered: If the bot did not acknowledge in 3 s, or answer in time.
        """
        data = asking.data(self.guild.world, name, options or {}, self, channel, force=force)
        return await self._ask(COMMAND, channel, data, seconds=seconds)

    async def types(
        self, name: str, options: Options, *, focused: str, channel: Channel, force: bool = False
    ) -> list[Choice]:
        """Return what is offered while they type one of a slash command's options."""
        data = asking.data(self.guild.world, name, options, self, channel, focused=focused, force=force)
        answer = await self._ask(AUTOCOMPLETE, channel, data)
        return [Choice(one["name"], one["value"]) for one in answer.interaction.choices]

    async def uses_menu(
        self,
        name: str,
        *,
        on: Message | Member,
        channel: Channel | None = None,
        force: bool = False,
        seconds: float = PATIENCE,
    ) -> Answer:
        """Use a command of the context menu of a message or, in a channel, of a member."""
        place = channel or (on.channel if isinstance(on, Message) else None)
        if place is None:
            raise NotOffered("a member's menu is opened in some channel; name it")
        kind = MESSAGE_MENU if isinstance(on, Message) else USER_MENU
        command = asking.find(self.guild.world, name, kind, self, place, force=force)
        resolved = Resolved(place, self)
        data = {"id": command["id"], "name": name, "type": kind, "target_id": resolved.add(on)}
        return await self._ask(COMMAND, place, data | {"resolved": resolved.data}, seconds=seconds)

    async def presses(
        self,
        on: Message | Answer,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        force: bool = False,
        settle: bool = True,
        seconds: float = PATIENCE,
    ) -> Answer:
        """Press a button, named by its label (or, without one, its emoji) or its custom id.

        Args:
            on: The message, or the answer, that it stands under.
            label: What it says.
            custom_id: Its custom id, instead.
            force: Whether to press it though Discord's client would not show it, or not as enabled.
            settle: Whether to wait, after a mere acknowledgement, for what follows.
            seconds: How long.
        """
        message = on.message if isinstance(on, Answer) else on
        button = self._button(message, label, custom_id)
        if button.custom_id is None or (button.disabled and not force):
            raise NotOffered(f"{button.label!r} can't be pressed")
        self._check_seeing(message, force=force)
        data = {"component_type": BUTTON, "custom_id": button.custom_id, "id": 1}
        return await self._ask(COMPONENT, message.channel, data, message, settle=settle, seconds=seconds)

    async def selects(
        self,
        on: Message | Answer,
        values: Sequence[Value],
        *,
        custom_id: str | None = None,
        force: bool = False,
        settle: bool = True,
        seconds: float = PATIENCE,
    ) -> Answer:
        """Choose options, by label or value, in the menu of a custom id or in the only menu."""
        message = on.message if isinstance(on, Answer) else on
        menu = self._menu(message, custom_id)
        self._check_seeing(message, force=force)
        if menu.disabled and not force:
            raise NotOffered(f"the menu {menu.custom_id!r} is disabled")
        resolved = Resolved(message.channel, self)
        if menu.kind == STRING_SELECT:
            chosen = [filling.option(menu.options, str(value)) for value in values]
        else:
            chosen = [resolved.add(value) for value in values]
        if not menu.least <= len(chosen) <= menu.most:
            raise NotOffered(f"the menu takes {menu.least} to {menu.most} values")
        data: Json = {"component_type": menu.kind, "custom_id": menu.custom_id, "id": 1, "values": chosen}
        data |= {"resolved": resolved.data} if resolved.data else {}
        return await self._ask(COMPONENT, message.channel, data, message, settle=settle, seconds=seconds)

    async def submits(
        self,
        modal: Modal,
        values: Mapping[str, str | Sequence[Any]],
        *,
        force: bool = False,
        settle: bool = True,
        seconds: float = PATIENCE,
    ) -> Answer:
        """Send a form, values by label or custom id; what is filled in already stays unless given.

        Args:
            modal: The form, as the bot opened it.
            values: Texts; for menus, lists of options.
            force: Whether to send it though it breaks the form's own bounds, or was opened for another.
            settle: Whether to wait, after a mere acknowledgement, for what follows.
            seconds: How long.
        """
        opened = modal.interaction
        if opened.user is not self.user and not force:
            raise NotOffered(f"the form was opened for {opened.user.name}")
        resolved = Resolved(opened.channel, self)
        parts = filling.filled(modal, values, resolved, force=force)
        data: Json = {"custom_id": modal.custom_id, "components": parts, "resolved": resolved.data}
        return await self._ask(
            MODAL, opened.channel, data, opened.source, came_from=opened, settle=settle, seconds=seconds
        )

    async def _ask(
        self,
        kind: int,
        channel: Channel,
        data: Json,
        source: Message | None = None,
        *,
        came_from: Interaction | None = None,
        settle: bool = True,
        seconds: float = PATIENCE,
    ) -> Answer:
        world = self.guild.world
        by = self.user if channel.kind == DIRECT else self
        interaction = Interaction(
            world.clock.snowflake(), kind, by, channel, data, world.clock.now(), source, came_from
        )
        world.interactions[interaction.token] = interaction
        world.tell("INTERACTION_CREATE", interaction.payload(), channel.guild)
        what = f"an acknowledgement of {data.get('name') or data.get('custom_id')!r}"
        await world.pulse.until(lambda: interaction.answer is not None, what, ACKNOWLEDGE_WITHIN)
        if settle or interaction.answer != DEFERRED_UPDATE:
            await world.pulse.until(lambda: interaction.settled, "the answer that was promised", seconds)
        return Answer(interaction)

    def _check_writing(self, channel: Channel, text: str, files: Sequence[File]) -> None:
        if channel.guild is not None:
            granted = self.may(channel)
            if channel.guild is not self.guild or not permissions.may_send(granted, channel):
                raise NotOffered(f"{self.user.name} may not write in #{channel.name}")
        elif channel.recipient is not self.user:
            raise NotOffered(f"{self.user.name} may not write in another's direct messages")
        if len(text) > drafts.CONTENT:
            raise NotOffered(f"a message has at most {drafts.CONTENT} characters, not {len(text)}")
        if any(len(file.content) > drafts.FILE_SIZE for file in files):
            raise NotOffered("a member's file has at most 10 MiB")

    def _check_seeing(self, message: Message, *, force: bool) -> None:
        if message.deleted:
            raise NotOffered("that message is deleted")
        if not force and message not in self.sees(message.channel):
            raise NotOffered(f"{self.user.name} doesn't see that message")

    def _button(self, message: Message, label: str | None, custom_id: str | None) -> Button:
        for button in message.buttons:
            if custom_id is not None and button.custom_id == custom_id:
                return button
            if label is not None and label in {button.label, button.emoji}:
                return button
        shown = [button.label or button.emoji for button in message.buttons]
        raise NotOffered(f"no button {label or custom_id!r} under {message.text[:100]!r}, only {shown}")

    def _menu(self, message: Message, custom_id: str | None) -> Select:
        fitting = [menu for menu in message.selects if custom_id in {None, menu.custom_id}]
        if len(fitting) != 1:
            shown = [menu.custom_id for menu in message.selects]
            raise NotOffered(f"name the menu by its custom id; under the message are {shown}")
        return fitting[0]
