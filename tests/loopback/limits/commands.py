"""The limits of application commands, and of the choices offered while typing."""

import re
from typing import Final

from tests.loopback.forms import Form, Path, names
from tests.loopback.people import Json

CHAT: Final = 1
USER_MENU: Final = 2
MESSAGE_MENU: Final = 3
SUBCOMMAND: Final = 1
GROUP: Final = 2
STRING: Final = 3
INTEGER: Final = 4
NUMBER: Final = 10

AT_MOST: Final = {CHAT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
NAME: Final = 32
DESCRIPTION: Final = 100
OPTIONS: Final = 25
CHOICES: Final = 25
CHOICE_TEXT: Final = 100
CHARACTERS: Final = 8000  # of names, descriptions and values in one command
LENGTH: Final = 6000  # of a string option's value

_CHAT_NAME: Final = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")
_COMMAND_KEYS: Final = names(
    "id application_id version type name name_localizations description description_localizations "
    "options default_member_permissions dm_permission default_permission nsfw integration_types "
    "contexts handler"
)
_OPTION_KEYS: Final = names(
    "type name name_localizations description description_localizations required choices options "
    "channel_types min_value max_value min_length max_length autocomplete"
)


def check_all(form: Form, commands: list[Json]) -> None:
    """Examine every command that is to be registered, and their numbers and names together."""
    for number, command in enumerate(commands):
        check(form, command, (number,))
    kinds = [command.get("type", CHAT) for command in commands]
    for kind, most in AT_MOST.items():
        if kinds.count(kind) > most:
            form.wrong(
                (), "APPLICATION_COMMANDS_MAX", f"Maximum number of application commands reached ({most})."
            )
    keys = [(command.get("type", CHAT), command.get("name")) for command in commands]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            message = "Application command names must be unique"
            form.wrong((number, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)


def check(form: Form, command: Json, path: Path) -> None:
    """Examine one command."""
    form.keys(command, path, _COMMAND_KEYS)
    kind = form.choice(command, "type", path, [CHAT, USER_MENU, MESSAGE_MENU]) or CHAT
    _rights(form, command, path)
    if kind != CHAT:
        form.text(command, "name", path, NAME, required=True)
        for key in ("description", "options"):
            if command.get(key):
                form.wrong(
                    (*path, key), "APPLICATION_COMMAND_CONTEXT_MENU", f"Context menu commands have no {key}"
                )
        return
    _named(form, command, path)
    _options(form, command, path, depth=0)
    if _characters(command) > CHARACTERS:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({CHARACTERS})")


def check_choices(form: Form, body: Json, path: Path, kind: int) -> None:
    """Examine the choices of an option of a kind, or those offered for it while typing."""
    for number, choice in enumerate(form.items(body, "choices", path, CHOICES)):
        where = (*path, "choices", number)
        form.keys(choice, where, {"name", "name_localizations", "value"})
        form.text(choice, "name", where, CHOICE_TEXT, required=True)
        value = choice.get("value")
        if kind == STRING:
            form.text(choice, "value", where, CHOICE_TEXT, required=True)
        elif isinstance(value, bool) or not isinstance(value, int if kind == INTEGER else (int, float)):
            form.wrong((*where, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def _rights(form: Form, command: Json, path: Path) -> None:
    allowed = command.get("default_member_permissions")
    if allowed is not None and not re.fullmatch(r"\d+", str(allowed)):
        form.wrong(
            (*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", "Value is not a set of permissions."
        )
    for key, values in (("contexts", [0, 1, 2]), ("integration_types", [0, 1])):
        given = command.get(key)
        if given is not None and not (isinstance(given, list) and all(one in values for one in given)):
            form.wrong((*path, key), "BASE_TYPE_CHOICES", f"Values must be of {values}.")


def _named(form: Form, body: Json, path: Path) -> None:
    name = form.text(body, "name", path, NAME, required=True)
    if name and (not _CHAT_NAME.fullmatch(name) or name != name.lower()):
        form.wrong((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    form.text(body, "description", path, DESCRIPTION, required=True)


def _options(form: Form, body: Json, path: Path, depth: int) -> None:
    options = form.items(body, "options", path, OPTIONS)
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands stand alone")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        message = "Required options must be placed before non-required options"
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
    called = [str(option.get("name")) for option in options]
    if len(set(called)) < len(called):
        form.wrong(
            (*path, "options"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "Option names must be unique"
        )
    for number, option in enumerate(options):
        _option(form, option, (*path, "options", number), depth)


def _option(form: Form, option: Json, path: Path, depth: int) -> None:
    form.keys(option, path, _OPTION_KEYS)
    _named(form, option, path)
    kind = form.choice(option, "type", path, range(1, 12), required=True)
    if (kind == GROUP and depth > 0) or (kind == SUBCOMMAND and depth > 1):
        form.wrong(
            (*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option type invalid"
        )
    elif kind in {SUBCOMMAND, GROUP}:
        _options(form, option, path, 2 if kind == SUBCOMMAND else 1)
        return
    if option.get("autocomplete") and (option.get("choices") or kind not in {STRING, INTEGER, NUMBER}):
        message = "Autocomplete is for strings and numbers without choices"
        form.wrong((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", message)
    if kind is not None:
        check_choices(form, option, path, kind)
    form.whole(option, "min_length", path, 0, LENGTH)
    form.whole(option, "max_length", path, 1, LENGTH)


def _characters(body: Json) -> int:
    own = sum(len(body[key]) for key in ("name", "description", "value") if isinstance(body.get(key), str))
    lists = [body.get("options"), body.get("choices")]
    inner = [one for found in lists if isinstance(found, list) for one in found if isinstance(one, dict)]
    return own + sum(map(_characters, inner))
