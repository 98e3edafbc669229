"""Examining a JSON body: everything wrong with it is collected by path, and refused at once."""

import re
from collections.abc import Collection
from typing import Final, TypeVar
from urllib.parse import urlsplit

from tests.loopback.people import Json
from tests.loopback.refusals import invalid_form

Path = tuple[str | int, ...]
Value = TypeVar("Value")
_SNOWFLAKE: Final = re.compile(r"\d{1,20}")


def names(text: str) -> frozenset[str]:
    """Return the names that a text lists, divided by spaces."""
    return frozenset(text.split())


class Form:
    """A body under examination."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def wrong(self, path: Path, code: str, message: str) -> None:
        """Note what is wrong at a path."""
        place = self.errors
        for key in path:
            place = place.setdefault(str(key), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def done(self) -> None:
        """Refuse the body if anything was wrong.

        Raises:
            Refused: With code 50035 and the errors by path.
        """
        if self.errors:
            raise invalid_form(self.errors)

    def keys(self, body: Json, path: Path, known: Collection[str]) -> None:
        """Refuse keys that this server doesn't know."""
        for key in body.keys() - set(known):
            self.wrong((*path, key), "UNKNOWN_KEY", "This key is not known to the loopback Discord")

    def text(
        self,
        body: Json,
        key: str,
        path: Path,
        most: int,
        *,
        least: int = 1,
        required: bool = False,
        trimmed: bool = False,
    ) -> str | None:
        """Return a string of so many characters, or None if it is missing or wrong."""
        value = body.get(key)
        where = (*path, key)
        if value is None:
            if required:
                self.wrong(where, "BASE_TYPE_REQUIRED", "This field is required")
            return None
        if not isinstance(value, str):
            self.wrong(where, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
            return None
        length = len(value.strip() if trimmed else value)
        if required and least and not length:
            self.wrong(where, "BASE_TYPE_REQUIRED", "This field is required")
        elif not least <= length <= most:
            self._length(where, least, most)
        return value

    def whole(
        self,
        body: Json,
        key: str,
        path: Path,
        least: int,
        most: int,
        *,
        default: int | None = None,
    ) -> int | None:
        """Return an integer between bounds, or the default if it is missing or wrong."""
        value = body.get(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong((*path, key), "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return default
        if value < least:
            self.wrong(
                (*path, key), "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}."
            )
        if value > most:
            self.wrong((*path, key), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        return value

    def truth(self, body: Json, key: str, path: Path, *, default: bool = False) -> bool:
        """Return a boolean, or the default if it is missing or wrong."""
        value = body.get(key)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.wrong((*path, key), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return default

    def choice(
        self, body: Json, key: str, path: Path, values: Collection[Value], *, required: bool = False
    ) -> Value | None:
        """Return one of some values, or None if it is missing or wrong."""
        value = body.get(key)
        found = next((one for one in values if one == value and type(one) is type(value)), None)
        if found is None and (required or value is not None):
            listed = ", ".join(map(str, values))
            self.wrong((*path, key), "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
        return found

    def items(self, body: Json, key: str, path: Path, most: int, *, least: int = 0) -> list[Json]:
        """Return a list of so many objects; what is no object is left out."""
        value = body.get(key)
        where = (*path, key)
        if value is None:
            value = []
        if not isinstance(value, list):
            self.wrong(where, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            self._length(where, least, most)
        for number, one in enumerate(value):
            if not isinstance(one, dict):
                self.wrong(
                    (*where, number), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"
                )
        return [one for one in value if isinstance(one, dict)]

    def inner(self, body: Json, key: str, path: Path) -> Json:
        """Return an object, empty if it is missing or wrong."""
        value = body.get(key)
        if value is not None and not isinstance(value, dict):
            self.wrong((*path, key), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return value if isinstance(value, dict) else {}

    def address(
        self, body: Json, key: str, path: Path, *, files: Collection[str] = (), required: bool = False
    ) -> None:
        """Refuse what is no web address; one of an uploaded file is allowed if that file is there."""
        value = self.text(body, key, path, 2048, required=required)
        if value is None:
            return
        parts = urlsplit(value)
        if parts.scheme == "attachment":
            if parts.netloc not in files:
                self.wrong((*path, key), "ATTACHMENT_NOT_FOUND", f"No file named {parts.netloc} was uploaded")
        elif parts.scheme not in {"http", "https"}:
            message = f"Scheme \"{parts.scheme}\" is not supported. Scheme must be one of ('http', 'https')."
            self.wrong((*path, key), "URL_TYPE_INVALID_SCHEME", message)
        elif not parts.netloc or re.search(r"\s", value):
            self.wrong((*path, key), "URL_TYPE_INVALID_URL", "Not a well formed URL.")

    def snowflakes(self, body: Json, key: str, path: Path, most: int) -> list[int]:
        """Return a list of ids."""
        value = body.get(key) or []
        if not isinstance(value, list) or not all(_SNOWFLAKE.fullmatch(str(one)) for one in value):
            self.wrong((*path, key), "NUMBER_TYPE_COERCE", f"Value {value!r} is not snowflake.")
            return []
        if len(value) > most:
            self._length((*path, key), 0, most)
        return [int(one) for one in value]

    def _length(self, where: Path, least: int, most: int) -> None:
        if least:
            self.wrong(where, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.wrong(where, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
