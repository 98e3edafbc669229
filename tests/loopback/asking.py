"""What Discord sends along when a member uses a command: options as typed, and what they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tests.loopback import permissions
from tests.loopback.attachments import File
from tests.loopback.drafts import FILE_SIZE
from tests.loopback.limits.commands import CHAT, GROUP, SUBCOMMAND
from tests.loopback.messages import Message
from tests.loopback.people import Json, Member, Role, User
from tests.loopback.places import DIRECT, Channel
from tests.loopback.world import World

Value = str | int | float | bool | User | Member | Role | Channel | File
Options = Mapping[str, Value]
_USER, _CHANNEL, _ROLE, _MENTIONABLE, _ATTACHMENT = 6, 7, 8, 9, 11
_TYPES: Final[Mapping[int, tuple[type, ...]]] = {
    3: (str,),
    4: (int,),
    5: (bool,),
    _USER: (User, Member),
    _CHANNEL: (Channel,),
    _ROLE: (Role,),
    _MENTIONABLE: (User, Member, Role),
    10: (int, float),
    _ATTACHMENT: (File,),
}


class NotOffered(AssertionError):
    """Discord would not have let the member do this; the text says why."""


@dataclass(frozen=True)
class Choice:
    """One of the values offered while typing."""

    name: str
    value: str | int | float


class Resolved:
    """What the ids in an interaction's data stand for."""

    def __init__(self, channel: Channel, asked_by: Member) -> None:
        self._channel = channel
        self._by = asked_by
        self.data: Json = {}

    def add(self, value: Value | Message) -> str:
        """Put something among what is resolved, and return its id."""
        if isinstance(value, Member):
            self._put("members", value.id, value.payload(with_user=False) | {"permissions": self._may(value)})
            return self.add(value.user)
        if isinstance(value, User):
            return self._put("users", value.id, value.payload())
        if isinstance(value, Role):
            return self._put("roles", value.id, value.payload())
        if isinstance(value, Channel):
            granted = permissions.in_channel(self._by, value)
            return self._put("channels", value.id, value.payload() | {"permissions": str(granted.value)})
        if isinstance(value, Message):
            return self._put("messages", value.id, value.payload())
        if not isinstance(value, File):
            raise NotOffered(f"{value!r} is nothing that has an id")
        if len(value.content) > FILE_SIZE:
            raise NotOffered(f"{value.name} is larger than the 10 MiB that a member may upload")
        attachment = self._channel.world.keep(value)
        return self._put("attachments", attachment.id, attachment.payload() | {"ephemeral": True})

    def _put(self, group: str, number: int, payload: Json) -> str:
        self.data.setdefault(group, {})[str(number)] = payload
        return str(number)

    def _may(self, member: Member) -> str:
        place = self._channel
        granted = permissions.in_channel(member, place) if place.guild else permissions.in_guild(member)
        return str(granted.value)


def find(world: World, name: str, kind: int, by: Member, channel: Channel, *, force: bool) -> Json:
    """Return a registered command that a member is offered in a channel.

    Raises:
        NotOffered: If there is none of that name and kind, or it is not for them; the latter unless forced.
    """
    same = [command for command in world.commands if command["type"] == kind]
    found = next((command for command in same if command["name"] == name), None)
    if found is None:
        raise NotOffered(f"no command {name!r} is registered, only {[one['name'] for one in same]}")
    if force:
        return found
    context = int(channel.kind == DIRECT)
    if found["contexts"] is not None and context not in found["contexts"]:
        raise NotOffered(f"/{name} is not offered in {'direct messages' if context else 'a server'}")
    if channel.guild is not None:
        granted = permissions.in_channel(by, channel)
        needed = int(found["default_member_permissions"] or 0)
        closed = found["default_member_permissions"] == "0" and not granted.administrator
        if not granted.use_application_commands or closed or needed & ~granted.value:
            raise NotOffered(f"/{name} is not offered to {by.user.name}, who lacks the permissions for it")
    return found


def data(
    world: World,
    name: str,
    options: Options,
    by: Member,
    channel: Channel,
    *,
    focused: str | None = None,
    force: bool = False,
) -> Json:
    """Return the data of a slash command with options by name; names of subcommands follow the command's.

    Raises:
        NotOffered: If Discord would not let it be sent.
    """
    first, *rest = name.split()
    command = find(world, first, CHAT, by, channel, force=force)
    resolved = Resolved(channel, by)
    taken = command["options"]
    kinds = []
    for part in rest:
        inner = next(
            (one for one in taken if one["name"] == part and one["type"] in {SUBCOMMAND, GROUP}), None
        )
        if inner is None:
            raise NotOffered(f"/{name}: no subcommand {part!r}, only {[one['name'] for one in taken]}")
        kinds.append((part, inner["type"]))
        taken = inner.get("options") or []
    if any(one["type"] in {SUBCOMMAND, GROUP} for one in taken):
        raise NotOffered(f"/{name} needs a subcommand: {[one['name'] for one in taken]}")
    given = _given(name, taken, options, resolved, focused)
    for part, kind in reversed(kinds):
        given = [{"name": part, "type": kind, "options": given}]
    sent: Json = {"id": command["id"], "name": first, "type": CHAT, "options": given}
    return sent | ({"resolved": resolved.data} if resolved.data else {})


def _given(
    name: str, taken: list[Json], options: Options, resolved: Resolved, focused: str | None
) -> list[Json]:
    known = {one["name"]: one for one in taken}
    for key in options:
        if key not in known:
            raise NotOffered(f"/{name} has no option {key!r}, only {list(known)}")
    if focused is not None:
        if not known.get(focused, {}).get("autocomplete"):
            raise NotOffered(f"/{name} offers nothing while {focused!r} is typed")
        return [_half_typed(known[key], options[key], resolved, key == focused) for key in options]
    missing = [key for key, one in known.items() if one.get("required") and key not in options]
    if missing:
        raise NotOffered(f"/{name} needs {missing}")
    return [
        {"name": key, "type": known[key]["type"], "value": _value(known[key], options[key], resolved)}
        for key in options
    ]


def _half_typed(option: Json, value: Value, resolved: Resolved, typing: bool) -> Json:
    sent: Json = {"name": option["name"], "type": option["type"]}
    if typing:
        return sent | {"value": str(value), "focused": True}
    return sent | {"value": _value(option, value, resolved)}


def _value(option: Json, value: Value, resolved: Resolved) -> str | int | float | bool:
    name, kind = option["name"], option["type"]
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != 5):
        raise NotOffered(f"option {name!r} takes {[one.__name__ for one in _TYPES[kind]]}, not {value!r}")
    if isinstance(value, User | Member | Role | Channel | File):
        if isinstance(value, Channel) and value.kind not in option.get("channel_types", [value.kind]):
            raise NotOffered(f"option {name!r} takes no channel of this kind")
        return resolved.add(value)
    if option.get("choices"):
        return _choice(option, value)
    size = len(value) if isinstance(value, str) else value
    bounds = ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    least, most = option.get(bounds[0], size), option.get(bounds[1], size)
    if not least <= size <= most or (isinstance(value, str) and not 1 <= size <= 6000):
        raise NotOffered(f"option {name!r} takes {least} to {most}, not {size}")
    return value


def _choice(option: Json, value: str | float) -> str | int | float | bool:
    for choice in option["choices"]:
        if value in {choice["name"], choice["value"]}:
            found: str | int | float | bool = choice["value"]
            return found
    raise NotOffered(
        f"option {option['name']!r} takes {[one['name'] for one in option['choices']]}, not {value!r}"
    )
