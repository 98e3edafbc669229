"""Which field of a claim each column of a table is, by its heading."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from bot.interchange.fields import TAKES

_PUNCTUATION: Final = re.compile(r"[\W_]+")
_ALIKE: Final = 62.0  # per cent, from which a heading may be a misspelling of another


class Heading(NamedTuple):
    """A column's name, and what it was understood as."""

    name: str  # as written, without spaces around it
    field: str | None  # a key of a claim; None where it is none, or another column is it already
    taken: str | None = None  # the field that it would be, if another column weren't


@cache
def _known() -> Mapping[str, Sequence[str]]:
    """Return the fields that each heading may mean, the likeliest first."""
    table = tomllib.loads((files("bot.interchange") / "columns.toml").read_text(encoding="utf-8"))
    meant = {heading: (field,) for field, headings in table["headings"].items() for heading in headings}
    return {**meant, **table["either"], **{plain(field): (field,) for field in TAKES}}


def plain(heading: str) -> str:
    """Return a heading as headings are compared: lower case, words with one space between."""
    return _PUNCTUATION.sub(" ", heading.casefold()).strip()


def understood(header: Sequence[str]) -> list[Heading]:
    """Return what each column of a table is, in their order.

    A key's own name comes first, then headings that mean one key, then those that may mean several.
    """
    found: dict[int, Heading] = {}
    fields: set[str] = set()
    meant = [_known().get(plain(cell), ()) for cell in header]
    for at in sorted(range(len(header)), key=lambda at: _rank(plain(header[at]), meant[at])):
        field = next((one for one in meant[at] if one not in fields), None)
        taken = meant[at][0] if meant[at] and field is None else None
        found[at] = Heading(header[at].strip(), field, taken)
        fields |= {field} if field else set()
    return [found[at] for at in range(len(header))]


def _rank(heading: str, meant: Sequence[str]) -> tuple[bool, int]:
    own = len(meant) == 1 and plain(meant[0]) == heading
    return not own, len(meant)


def nearest(heading: str) -> str | None:
    """Return the heading that is understood and most like one that isn't; None where none is like it."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(plain(heading), list(_known()), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return None if found is None else found[0]
