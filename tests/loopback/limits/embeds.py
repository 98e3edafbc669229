"""The limits of embeds."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from tests.loopback.forms import Form, Path, names
from tests.loopback.people import Json

EMBEDS: Final = 10
CHARACTERS: Final = 6000  # over all embeds of a message
TITLE: Final = 256
DESCRIPTION: Final = 4096
FIELDS: Final = 25
FIELD_NAME: Final = 256
FIELD_VALUE: Final = 1024
FOOTER: Final = 2048
AUTHOR: Final = 256

_KEYS: Final = names("title type description url timestamp color footer image thumbnail author fields flags")
_COUNTED: Final = ("title", "description", "text", "name", "value")


def check(form: Form, body: Json, path: Path, files: Collection[str]) -> None:
    """Examine the embeds of a message body, which may show uploaded files by these names."""
    embeds = form.items(body, "embeds", path, EMBEDS)
    for number, embed in enumerate(embeds):
        _embed(form, embed, (*path, "embeds", number), files)
    if sum(map(_length, embeds)) > CHARACTERS:
        message = f"Embed size exceeds maximum size of {CHARACTERS}"
        form.wrong((*path, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", message)


def _embed(form: Form, embed: Json, path: Path, files: Collection[str]) -> None:
    form.keys(embed, path, _KEYS)
    form.choice(embed, "type", path, ["rich"])
    form.text(embed, "title", path, TITLE, least=0, trimmed=True)
    form.text(embed, "description", path, DESCRIPTION, least=0, trimmed=True)
    form.address(embed, "url", path)
    form.whole(embed, "color", path, 0, 0xFFFFFF)
    _moment(form, embed, path)
    _pieces(form, embed, path, files)
    for number, entry in enumerate(form.items(embed, "fields", path, FIELDS)):
        where = (*path, "fields", number)
        form.keys(entry, where, {"name", "value", "inline"})
        form.text(entry, "name", where, FIELD_NAME, required=True, trimmed=True)
        form.text(entry, "value", where, FIELD_VALUE, required=True, trimmed=True)
        form.truth(entry, "inline", where)
    if not any(
        embed.get(key) for key in ("title", "description", "fields", "footer", "author", "image", "thumbnail")
    ):
        form.wrong((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")


def _pieces(form: Form, embed: Json, path: Path, files: Collection[str]) -> None:
    for key, name, most in (("footer", "text", FOOTER), ("author", "name", AUTHOR)):
        piece = form.inner(embed, key, path)
        if piece:
            form.keys(piece, (*path, key), {name, "icon_url"} | ({"url"} if key == "author" else set()))
            form.text(piece, name, (*path, key), most, required=True, trimmed=True)
            form.address(piece, "icon_url", (*path, key), files=files)
            form.address(piece, "url", (*path, key))
    for key in ("image", "thumbnail"):
        piece = form.inner(embed, key, path)
        if piece:
            form.keys(piece, (*path, key), {"url"})
            form.address(piece, "url", (*path, key), files=files, required=True)


def _moment(form: Form, embed: Json, path: Path) -> None:
    value = embed.get("timestamp")
    try:
        if value is not None:
            datetime.fromisoformat(value)
    except (TypeError, ValueError):
        form.wrong(
            (*path, "timestamp"), "DATETIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601."
        )


def _length(embed: Json) -> int:
    entries = embed.get("fields")
    pieces = [
        embed,
        embed.get("footer"),
        embed.get("author"),
        *(entries if isinstance(entries, list) else []),
    ]
    texts = [piece.get(key) for piece in pieces if isinstance(piece, dict) for key in _COUNTED]
    return sum(len(text.strip()) for text in texts if isinstance(text, str))
