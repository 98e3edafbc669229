"""Claims in and out of files, a row at a time, and refusals in plain sentences."""

from collections.abc import Iterator
from typing import IO

from bot.interchange.fields import TAKES, InterchangeError, Row, explain
from bot.interchange.formats import Format, format_of
from bot.interchange.lines import MAX_LINE, read_lines
from bot.interchange.tables import read_table
from bot.interchange.writing import Writing

__all__ = [
    "MAX_LINE",
    "TAKES",
    "Format",
    "InterchangeError",
    "Row",
    "Writing",
    "explain",
    "format_of",
    "read",
]


def read(stream: IO[bytes], form: Format, *, story: str | None = None) -> Iterator[Row]:
    """Yield the rows of a binary stream one by one; blank lines and empty rows are passed over.

    `story` is that of claims that name none. Raises InterchangeError where the whole stream can't be read:
    another encoding than UTF-8, or a CSV header that is missing or names an unknown column.
    """
    return read_table(stream, story) if form is Format.CSV else read_lines(stream, story)
