"""Every query of the ledger by its name, read from the .sql files beside this one."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

_PLACE: Final = re.compile(r":\w+")
_NAME: Final = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


def parse(texts: Iterable[str]) -> Mapping[str, str]:
    """Return queries by the `-- name:` line above each; raises ValueError for a name given twice."""
    queries: dict[str, str] = {}
    for text in texts:
        _, *parts = _NAME.split(text)
        for name, query in zip(parts[::2], parts[1::2], strict=True):
            if name in queries:
                raise ValueError(f"two queries are named {name!r}")
            queries[name] = query.strip()
    return MappingProxyType(queries)


@lru_cache
def columns(query: str) -> tuple[str, ...]:
    """Return the names of the values that a query of `SQL` takes, in order."""
    return tuple(name[1:] for name in _PLACE.findall(SQL[query]))


@lru_cache(maxsize=256)
def repeated(query: str, rows: int) -> str:
    """Return a query of `SQL` that inserts one row of values, with as many rows, all by position.

    SQLite makes ready once a statement, not once a row, to take back what triggers did.
    """
    into, values, row = SQL[query].partition("VALUES ")
    places = _PLACE.sub("?", row.removesuffix(";"))
    return f"{into}{values}{', '.join([places] * rows)};"


SQL: Final = parse(
    file.read_text(encoding="utf-8")
    for file in files("db.sqlite").joinpath("queries").iterdir()
    if file.name.endswith(".sql")
)
