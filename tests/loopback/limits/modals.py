"""The limits of forms that a bot opens."""

from typing import Final

from tests.loopback.forms import Form, Path, names
from tests.loopback.limits.components import CUSTOM_ID, ROW, SELECTS, TEXT_INPUT, CustomIds, select
from tests.loopback.people import Json

TITLE: Final = 45
PARTS: Final = 5
LABEL: Final = 45
DESCRIPTION: Final = 100
PLACEHOLDER: Final = 100
VALUE: Final = 4000
TEXT_DISPLAY: Final = 10
LABELLED: Final = 18

_INPUT_KEYS: Final = names("type id custom_id style label min_length max_length required value placeholder")


def check(form: Form, body: Json, path: Path) -> None:
    """Examine a form."""
    form.keys(body, path, {"custom_id", "title", "components"})
    form.text(body, "custom_id", path, CUSTOM_ID, required=True)
    form.text(body, "title", path, TITLE, required=True)
    ids = CustomIds(form)
    for number, part in enumerate(form.items(body, "components", path, PARTS, least=1)):
        where = (*path, "components", number)
        kind = form.choice(part, "type", where, [ROW, TEXT_DISPLAY, LABELLED], required=True)
        if kind == ROW:
            form.keys(part, where, {"type", "id", "components"})
            for position, one in enumerate(form.items(part, "components", where, 1, least=1)):
                _asked(form, one, (*where, "components", position), ids, labelled=False)
        elif kind == LABELLED:
            form.keys(part, where, {"type", "id", "label", "description", "component"})
            form.text(part, "label", where, LABEL, required=True)
            form.text(part, "description", where, DESCRIPTION)
            _asked(form, form.inner(part, "component", where), (*where, "component"), ids, labelled=True)
        elif kind == TEXT_DISPLAY:
            form.keys(part, where, {"type", "id", "content"})
            form.text(part, "content", where, VALUE, required=True)


def _asked(form: Form, one: Json, path: Path, ids: CustomIds, *, labelled: bool) -> None:
    allowed = [TEXT_INPUT, *SELECTS] if labelled else [TEXT_INPUT]
    kind = form.choice(one, "type", path, allowed, required=True)
    if kind == TEXT_INPUT:
        _input(form, one, path, ids, labelled=labelled)
    elif kind is not None:
        select(form, one, path, ids)


def _input(form: Form, one: Json, path: Path, ids: CustomIds, *, labelled: bool) -> None:
    form.keys(one, path, _INPUT_KEYS)
    ids.check(one, path)
    if labelled and one.get("label") is not None:
        form.wrong(
            (*path, "label"), "COMPONENT_LABEL_DUPLICATED", "An input in a label has no label of its own"
        )
    elif not labelled:
        form.text(one, "label", path, LABEL, required=True)
    form.choice(one, "style", path, [1, 2], required=True)
    form.text(one, "placeholder", path, PLACEHOLDER, least=0)
    form.truth(one, "required", path, default=True)
    least = form.whole(one, "min_length", path, 0, VALUE, default=0) or 0
    most = form.whole(one, "max_length", path, 1, VALUE, default=VALUE) or VALUE
    if least > most:
        form.wrong((*path, "min_length"), "NUMBER_TYPE_MAX", "min_length must not be above max_length")
    if one.get("value"):
        form.text(one, "value", path, most, least=least)
