"""What was understood of a file: which of its columns, keys or properties became which field of a claim."""

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table, a key of JSON lines or a property of a review."""

    name: str
    field: str | None  # what it became; None: nothing
    near: str | None = None  # the name that is understood and most like it, where it became nothing
    rows: int = 0  # in which it says something


class Understanding:
    """Counts what is understood while a file is read."""

    def __init__(self) -> None:
        self.problem: str | None = None  # why a file with such columns is not imported
        self._columns: dict[tuple[str, str | None], Column] = {}

    @property
    def columns(self) -> list[Column]:
        """Return what was met so far, in the order in which it was."""
        return list(self._columns.values())

    def head(self, name: str, field: str | None, near: str | None = None) -> None:
        """Take note of a column, before any row of it is read."""
        self._columns.setdefault((name, field), Column(name, field, near))

    def note(self, name: str, field: str | None, near: str | None = None) -> None:
        """Count a row in which a column says something."""
        self.head(name, field, near)
        known = self._columns[name, field]
        self._columns[name, field] = known._replace(rows=known.rows + 1)
