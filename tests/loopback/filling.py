"""Filling in a form as Discord's client lets a member do it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.loopback.answers import Asked, Modal
from tests.loopback.asking import NotOffered, Resolved
from tests.loopback.limits.components import ROW, STRING_SELECT, TEXT_INPUT
from tests.loopback.limits.modals import LABELLED, TEXT_DISPLAY
from tests.loopback.people import Json


def option(options: Sequence[Json], wanted: str) -> str:
    """Return the value of an option, found by its value or label."""
    for key in ("value", "label"):
        for one in options:
            if one[key] == wanted:
                found: str = one["value"]
                return found
    raise NotOffered(f"no option {wanted!r}, only {[one['label'] for one in options]}")


def filled(
    modal: Modal, values: Mapping[str, str | Sequence[Any]], resolved: Resolved, *, force: bool
) -> list[Json]:
    """Return a form's components as submitted.

    Raises:
        NotOffered: If a value is for no question, or breaks the form's own bounds; the latter unless forced.
    """
    asked = modal.questions
    for key in values:
        if not any(key in {one.label, one.custom_id} for one in asked):
            raise NotOffered(f"the form doesn't ask for {key!r}, only for {[one.label for one in asked]}")
    sent = iter([_sent(one, _given(one, values), resolved, force=force) for one in asked])
    parts: list[Json] = []
    for number, part in enumerate(modal.parts, start=1):
        if part["type"] == ROW:
            parts.append({"type": ROW, "id": number, "components": [next(sent)]})
        elif part["type"] == LABELLED:
            parts.append({"type": LABELLED, "id": number, "component": next(sent)})
        else:
            parts.append({"type": TEXT_DISPLAY, "id": number})
    return parts


def _given(asked: Asked, values: Mapping[str, str | Sequence[Any]]) -> str | Sequence[Any]:
    for key in (asked.label, asked.custom_id):
        if key in values:
            return values[key]
    if asked.kind == TEXT_INPUT:
        return asked.value
    return [one["value"] for one in asked.options if one.get("default")]


def _sent(asked: Asked, value: str | Sequence[Any], resolved: Resolved, *, force: bool) -> Json:
    sent: Json = {"type": asked.kind, "id": 1, "custom_id": asked.custom_id}
    if asked.kind == TEXT_INPUT:
        if not isinstance(value, str):
            raise NotOffered(f"{asked.label!r} takes a text, not {value!r}")
        _check(asked, len(value), force=force)
        return sent | {"value": value}
    chosen = [value] if isinstance(value, str) else list(value)
    _check(asked, len(chosen), force=force)
    if asked.kind == STRING_SELECT:
        return sent | {"values": [option(asked.options, str(one)) for one in chosen]}
    return sent | {"values": [resolved.add(one) for one in chosen]}


def _check(asked: Asked, size: int, *, force: bool) -> None:
    empty_allowed = not asked.required and size == 0
    if force or empty_allowed:
        return
    least = max(asked.least, int(asked.required))
    if not least <= size <= asked.most:
        raise NotOffered(f"{asked.label!r} takes {least} to {asked.most}, not {size}")
