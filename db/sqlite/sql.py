"""Every query of the ledger by its name, read from the .sql files beside this one."""

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

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


SQL: Final = parse(
    file.read_text(encoding="utf-8")
    for file in files("db.sqlite").joinpath("queries").iterdir()
    if file.name.endswith(".sql")
)
