"""What schema.org markup says, whichever of its many shapes it takes: strings, objects, lists of either."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter, ValidationError

from db.models import MAX_NAME, Address, Moment

Node: TypeAlias = Mapping[str, Any]
"""An object of the markup."""

_SCHEMA: Final = re.compile(r"^(?:https?://schema\.org/|schema:)", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BROKEN: Final = re.compile("[\ud800-\udfff]")
_SPACE: Final = re.compile(r"\s+")
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_MONTH: Final = re.compile(r"[A-Za-z]{3}")
_WRITTEN: Final = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y")
_MAX_DATE: Final = 60  # characters of what may be a date
_NAMES: Final = ("name", "alternateName", "legalName")
_ADDRESSES: Final = ("url", "@id", "sameAs", "contentUrl")
_MOMENT: Final = TypeAdapter[date](Moment)
_ADDRESS: Final = TypeAdapter[str | None](Address)


def local(name: str) -> str:
    """Return the name of a type or a property without the vocabulary before it."""
    return _SCHEMA.sub("", name)


def get(node: Node, name: str) -> Any:  # noqa: ANN401 -- whatever a feed holds there
    """Return a property of an object, however its vocabulary is written; None where it has none."""
    if name in node:
        return node[name]
    return next((node[key] for key in node if local(key) == name), None)


def types(node: Node) -> list[str]:
    """Return the types of an object: “ClaimReview”."""
    return [local(one) for one in flat(get(node, "@type")) if isinstance(one, str)]


def flat(value: object) -> Iterator[object]:
    """Yield the values of a property: itself, or those of the list that it is."""
    if isinstance(value, list):
        for one in value:
            yield from flat(one)
    elif isinstance(value, Mapping) and "@list" in value:
        yield from flat(value["@list"])
    elif value is not None:
        yield value


def nodes(value: object) -> list[Node]:
    """Return the objects among the values of a property."""
    return [one for one in flat(value) if isinstance(one, Mapping)]


def text(value: object, inside: Sequence[str] = ("text", "name", "headline", "description")) -> str | None:
    """Return the first words of a property as one line; of an object, those of the first key it has inside.

    Entities of HTML, which many feeds hold, become their characters.
    """
    for one in flat(value):
        if isinstance(one, Mapping):
            told = next(filter(None, (text(get(one, key), ()) for key in ("@value", *inside))), None)
        else:
            told = None if isinstance(one, bool) else _words(str(one))
        if told:
            return told
    return None


def _words(raw: str) -> str:
    decoded = _ENTITY.sub(lambda found: unescape(found[0]), raw)
    return _SPACE.sub(" ", _BROKEN.sub("\ufffd", decoded)).strip()


def names(value: object) -> list[str]:
    """Return the names of the people and organisations of a property, each once; an address is no name."""
    found = (_name(one) for one in flat(value))
    return list(dict.fromkeys(name for name in found if name and not _WEB.match(name)))


def _name(value: object) -> str | None:
    if not isinstance(value, Mapping):
        return text(value)
    parts = (text(get(value, key), ()) for key in ("givenName", "familyName"))
    return text(value, _NAMES) or " ".join(filter(None, parts)) or None


def shortened(name: str) -> str:
    """Return a name that fits where names stand, its end left out where it is too long."""
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 1].rstrip()}…"


def address(value: object) -> str | None:
    """Return the first http or https address of a property; of an object, its own."""
    for one in flat(value):
        if isinstance(one, Mapping):
            told = next(filter(None, (address(get(one, key)) for key in _ADDRESSES)), None)
        else:
            told = _web(_words(one)) if isinstance(one, str) else None
        if told:
            return told
    return None


def _web(raw: str) -> str | None:
    try:
        return _ADDRESS.validate_python(raw) if _WEB.match(raw) and " " not in raw else None
    except ValidationError:
        return None


def moment(value: object) -> date | None:
    """Return the first day or instant of a property that can be read as one; midnight stands for its day."""
    for one in flat(value):
        raw = text(one)
        found = _read(raw) if raw and len(raw) <= _MAX_DATE else None
        if found is not None:
            return found
    return None


def _read(raw: str) -> date | None:
    for reader in (_numbered, datetime.fromisoformat, _worded, _mailed):
        try:
            found = reader(raw)
        except (ValueError, TypeError, OverflowError):
            continue
        try:
            return _day_of_midnight(found) if isinstance(found, datetime) else found
        except ValidationError:
            return None
    return None


def _numbered(raw: str) -> date:
    found = _YEAR_FIRST.fullmatch(raw)
    if found is None:
        raise ValueError(raw)
    year, month, day = map(int, found.groups())
    return date(year, month, day)


def _worded(raw: str) -> date:
    for form in _WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(raw, form).date()
    raise ValueError(raw)


def _mailed(raw: str) -> datetime:
    if not _MONTH.search(raw):
        raise ValueError(raw)
    return parsedate_to_datetime(raw)


def _day_of_midnight(when: datetime) -> date:
    return when.date() if when.time() == time() else _MOMENT.validate_python(when)
