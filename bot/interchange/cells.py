"""The cells of a table: what a claim's field is written as, and read back from."""

import json
import re
from typing import Final

_SIGNS: Final = r"(?:[\t\r\n]|\s*[=+\-@＝＋－＠])"
_FORMULA: Final = re.compile(f"'*{_SIGNS}")
_QUOTED_FORMULA: Final = re.compile(f"'+{_SIGNS}")
_VIA: Final = re.compile(" *[>;] *")


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: an apostrophe goes before one that it might."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """Return what a cell says: without spaces around it, and without the apostrophe of `neutral`."""
    stripped = cell.strip(" ")
    return stripped[1:] if _QUOTED_FORMULA.match(stripped) else stripped


def written(value: object) -> str:
    """Return a field's value, ready for JSON, as a cell.

    Names are separated by >, where none of them holds what would part it; any other list is JSON.
    """
    if isinstance(value, list):
        named = [name for name in value if isinstance(name, str)]
        easy = len(named) == len(value) and not any(
            _VIA.search(name) or name.startswith("[") for name in named
        )
        return " > ".join(named) if easy else json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def read(column: str, cell: str) -> object:
    """Return the value of a cell that isn't empty, in the column of one of a claim's fields."""
    if column not in {"via", "ratings"}:
        return cell
    if cell.startswith("["):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return [name for name in _VIA.split(cell) if name] if column == "via" else cell
