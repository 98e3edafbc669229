"""The limits of buttons and menus under a message."""

from typing import Final

from tests.loopback.forms import Form, Path, names
from tests.loopback.people import Json

ROW: Final = 1
BUTTON: Final = 2
STRING_SELECT: Final = 3
TEXT_INPUT: Final = 4
SELECTS: Final = (3, 5, 6, 7, 8)  # of strings, users, roles, mentionables, channels

ROWS: Final = 5
BUTTONS: Final = 5
OPTIONS: Final = 25
CUSTOM_ID: Final = 100
LABEL: Final = 80
OPTION_TEXT: Final = 100
PLACEHOLDER: Final = 150
ADDRESS: Final = 512
_LINK: Final = 5

_BUTTON_KEYS: Final = names("type id style label emoji custom_id url disabled")
_SELECT_KEYS: Final = names(
    "type id custom_id options placeholder min_values max_values disabled required channel_types "
    "default_values"
)


class CustomIds:
    """The custom ids of one message or form, each of which must be its own."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._seen: set[str] = set()

    def check(self, body: Json, path: Path) -> None:
        """Examine the custom id of a component."""
        value = self._form.text(body, "custom_id", path, CUSTOM_ID, required=True)
        if value is not None and value in self._seen:
            message = "Component custom id cannot be duplicated"
            self._form.wrong((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        self._seen.add(value or "")


def check(form: Form, body: Json, path: Path) -> None:
    """Examine the components of a message body."""
    ids = CustomIds(form)
    for number, row in enumerate(form.items(body, "components", path, ROWS)):
        where = (*path, "components", number)
        if form.choice(row, "type", where, [ROW], required=True) is None:
            continue
        form.keys(row, where, {"type", "id", "components"})
        parts = form.items(row, "components", where, BUTTONS, least=1)
        for position, part in enumerate(parts):
            _part(form, part, (*where, "components", position), ids)
        if len(parts) > 1 and any(part.get("type") in SELECTS for part in parts):
            message = "A row holds one select menu, or up to five buttons"
            form.wrong((*where, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _part(form: Form, part: Json, path: Path, ids: CustomIds) -> None:
    kind = form.choice(part, "type", path, [BUTTON, *SELECTS], required=True)
    if kind == BUTTON:
        _button(form, part, path, ids)
    elif kind is not None:
        select(form, part, path, ids)


def _button(form: Form, button: Json, path: Path, ids: CustomIds) -> None:
    form.keys(button, path, _BUTTON_KEYS)
    style = form.choice(button, "style", path, range(1, _LINK + 1), required=True)
    form.text(button, "label", path, LABEL, least=0)
    form.truth(button, "disabled", path)
    _emoji(form, button, path)
    if not button.get("label") and not button.get("emoji"):
        form.wrong(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji")
    needed, refused = ("url", "custom_id") if style == _LINK else ("custom_id", "url")
    if button.get(refused) is not None:
        form.wrong(
            (*path, refused), "BUTTON_COMPONENT_CUSTOM_ID_URL", f"A button of this style has no {refused}"
        )
    if needed == "custom_id":
        ids.check(button, path)
    else:
        form.text(button, "url", path, ADDRESS, required=True)
        form.address(button, "url", path)


def select(form: Form, menu: Json, path: Path, ids: CustomIds) -> None:
    """Examine a menu, under a message or in a form."""
    form.keys(menu, path, _SELECT_KEYS)
    ids.check(menu, path)
    form.text(menu, "placeholder", path, PLACEHOLDER, least=0)
    form.truth(menu, "disabled", path)
    form.truth(menu, "required", path, default=True)
    least = form.whole(menu, "min_values", path, 0, OPTIONS, default=1)
    most = form.whole(menu, "max_values", path, 1, OPTIONS, default=1)
    if menu["type"] != STRING_SELECT:
        if menu.get("options"):
            form.wrong((*path, "options"), "UNKNOWN_KEY", "Only menus of strings have options")
        return
    options = form.items(menu, "options", path, OPTIONS, least=1)
    for number, option in enumerate(options):
        _option(form, option, (*path, "options", number))
    values = [str(option.get("value")) for option in options]
    if len(set(values)) < len(values):
        form.wrong(
            (*path, "options"),
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            "The specified option value is used",
        )
    if least is not None and most is not None and not least <= most <= len(options):
        message = "max_values must lie between min_values and the number of options"
        form.wrong((*path, "max_values"), "SELECT_COMPONENT_MAX_VALUES", message)


def _option(form: Form, option: Json, path: Path) -> None:
    form.keys(option, path, {"label", "value", "description", "emoji", "default"})
    form.text(option, "label", path, OPTION_TEXT, required=True)
    form.text(option, "value", path, OPTION_TEXT, required=True)
    form.text(option, "description", path, OPTION_TEXT)
    form.truth(option, "default", path)
    _emoji(form, option, path)


def _emoji(form: Form, body: Json, path: Path) -> None:
    emoji = form.inner(body, "emoji", path)
    if emoji:
        form.keys(emoji, (*path, "emoji"), {"id", "name", "animated"})
        if emoji.get("id") is not None or not emoji.get("name") or str(emoji["name"]).isascii():
            form.wrong((*path, "emoji", "id"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
