"""Users and guilds: what a bot may look up."""

from typing import Final

from tests.loopback import permissions, refusals
from tests.loopback.forms import Form
from tests.loopback.people import Json
from tests.loopback.places import Channel
from tests.loopback.routes.routing import Call, Router

router: Final = Router()


@router.on("GET", "/users/@me")
def me(call: Call) -> Json:
    """Return the bot itself."""
    return call.world.bot.payload() | {"verified": True, "mfa_enabled": False, "flags": 0, "email": None}


@router.on("GET", "/users/{user}")
def user(call: Call) -> Json:
    """Return any user."""
    found = call.world.users.get(call.number("user"))
    if found is None:
        raise refusals.unknown_user()
    return found.payload()


@router.on("POST", "/users/@me/channels")
def open_direct_messages(call: Call) -> Json:
    """Return the direct messages with a user, whether or not they take any."""
    form, body = Form(), call.json()
    form.keys(body, (), {"recipient_id"})
    form.done()
    found = call.world.users.get(int(body["recipient_id"]))
    if found is None or found is call.world.bot:
        raise refusals.Refused(400, 50033, "Invalid Recipient(s)")
    return call.world.direct_channel(found).payload()


@router.on("GET", "/guilds/{guild}")
def guild(call: Call) -> Json:
    """Return a guild."""
    return call.guild().summary()


@router.on("GET", "/guilds/{guild}/channels")
def channels(call: Call) -> list[Json]:
    """Return a guild's channels, without threads."""
    return [channel.payload() for channel in call.guild().channels.values() if not channel.is_thread]


@router.on("GET", "/guilds/{guild}/threads/active")
def threads(call: Call) -> Json:
    """Return the threads that the bot sees."""
    place = call.guild()

    def seen(channel: Channel) -> bool:
        return channel.is_thread and not channel.archived and place.bot_may(channel).view_channel

    return {"threads": [one.payload() for one in place.channels.values() if seen(one)], "members": []}


@router.on("GET", "/guilds/{guild}/roles")
def roles(call: Call) -> list[Json]:
    """Return a guild's roles."""
    return [role.payload() for role in call.guild().roles.values()]


@router.on("GET", "/guilds/{guild}/members/{user}")
def member(call: Call) -> Json:
    """Return a member."""
    place = call.guild()
    found = place.members.get(call.number("user"))
    if found is None:
        raise (
            refusals.unknown_member() if call.number("user") in call.world.users else refusals.unknown_user()
        )
    return found.payload()


@router.on("DELETE", "/users/@me/guilds/{guild}")
def leave(call: Call) -> None:
    """Let the bot leave a guild."""
    place = call.guild()
    place.remove(place.bot_member)


@router.on("GET", "/channels/{channel}")
def channel(call: Call) -> Json:
    """Return a channel, a thread, or direct messages."""
    return call.channel().payload()


@router.on("POST", "/channels/{channel}/typing")
def typing(call: Call) -> None:
    """Show the bot as typing."""
    place = call.channel()
    if place.guild is not None and not permissions.may_send(place.guild.bot_may(place), place):
        raise refusals.missing_permissions()
    place.typed += 1
    place.world.pulse.beat()
