"""Who the bot is, where its gateway is, and its application commands."""

from typing import Final

from tests.loopback import refusals
from tests.loopback.forms import Form
from tests.loopback.limits import commands
from tests.loopback.people import Json
from tests.loopback.routes.routing import Call, Router

router: Final = Router()


def about(call: Call) -> Json:
    """Return the application object."""
    world = call.world
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": world.owner.payload(),
        "team": None,
        "bot": world.bot.payload(),
        "flags": 1 << 19,
        "tags": [],
        "approximate_guild_count": len(world.guilds),
        "interactions_endpoint_url": None,
        "redirect_uris": [],
        "integration_types_config": {"0": {}},
    }


router.on("GET", "/oauth2/applications/@me")(about)
router.on("GET", "/applications/@me")(about)


@router.on("GET", "/applications/{application}/commands")
def registered(call: Call) -> list[Json]:
    """Return the commands as registered."""
    _own(call)
    return call.world.commands


@router.on("PUT", "/applications/{application}/commands")
def overwrite(call: Call) -> list[Json]:
    """Register these commands in place of all others; one that was there before keeps its id."""
    _own(call)
    if not isinstance(call.body, list) or not all(isinstance(one, dict) for one in call.body):
        raise refusals.Refused(400, 50109, "The request body contains invalid JSON.")
    form = Form()
    commands.check_all(form, call.body)
    form.done()
    before = {_key(one): one for one in call.world.commands}
    call.world.commands = [_stored(call, one, before.get(_key(one))) for one in call.body]
    call.world.pulse.beat(f"{len(call.body)} commands registered")
    return call.world.commands


@router.on("POST", "/applications/{application}/commands")
def register(call: Call) -> Json:
    """Register one command, in place of one of its name and kind."""
    _own(call)
    body = call.json()
    others = [one for one in call.world.commands if _key(one) != _key(body)]
    form = Form()
    commands.check_all(form, [*others, body])
    form.done()
    before = next((one for one in call.world.commands if _key(one) == _key(body)), None)
    command = _stored(call, body, before)
    call.world.commands = [*others, command]
    return command


@router.on("GET", "/applications/{application}/commands/{command}")
def one(call: Call) -> Json:
    """Return one command."""
    _own(call)
    return _found(call)


@router.on("DELETE", "/applications/{application}/commands/{command}")
def remove(call: Call) -> None:
    """Take one command back."""
    _own(call)
    call.world.commands.remove(_found(call))


def _own(call: Call) -> None:
    if call.number("application") != call.world.application_id:
        raise refusals.missing_access()


def _found(call: Call) -> Json:
    for command in call.world.commands:
        if command["id"] == call.ids["command"]:
            return command
    raise refusals.unknown_command()


def _key(command: Json) -> tuple[int, str]:
    return command.get("type", commands.CHAT), command["name"]


def _stored(call: Call, command: Json, before: Json | None) -> Json:
    world = call.world
    rights = command.get("default_member_permissions")
    stored = command | {
        "id": before["id"] if before else str(world.clock.snowflake()),
        "application_id": str(world.application_id),
        "type": command.get("type", commands.CHAT),
        "description": command.get("description", ""),
        "options": command.get("options", []),
        "default_member_permissions": None if rights is None else str(rights),
        "contexts": command.get("contexts"),
        "nsfw": command.get("nsfw", False),
    }
    same = before is not None and stored == {key: value for key, value in before.items() if key != "version"}
    return stored | {"version": before["version"] if before and same else str(world.clock.snowflake())}
