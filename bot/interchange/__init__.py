"""Claims in and out of files, a row at a time, and refusals in plain sentences."""

from collections.abc import Iterator
from typing import IO

from bot.interchange.fields import TAKES, InterchangeError, Row, explain
from bot.interchange.formats import Format, Output, format_in, format_of, output_of
from bot.interchange.lines import MAX_LINE, read_lines
from bot.interchange.linking import Linking
from bot.interchange.tables import read_table
from bot.interchange.understanding import Column, Understanding
from bot.interchange.writing import Writing

__all__ = [
    "MAX_LINE",
    "TAKES",
    "Column",
    "Format",
    "InterchangeError",
    "Linking",
    "Output",
    "Row",
    "Understanding",
    "Writing",
    "explain",
    "format_in",
    "format_of",
    "output_of",
    "read",
]


def read(
    stream: IO[bytes], form: Format, *, story: str | None = None, seen: Understanding | None = None
) -> Iterator[Row]:
    """Yield the rows of a binary stream one by one; blank lines and empty rows are passed over.

    `story` is that of claims that name none; of a feed, that of all. `seen` is told what was understood of
    the file, and lets columns pass that aren't. Raises InterchangeError where the whole stream can't be
    read: another encoding than UTF-8, a CSV header that lacks or invents a column, JSON that ends too early,
    a feed or page without ClaimReview.
    """
    match form:
        case Format.CSV:
            return read_table(stream, story, seen)
        case Format.JSONL:
            return read_lines(stream, story, seen)
        case Format.CLAIMREVIEW:
            from bot.interchange.reviews import read_reviews

            return read_reviews(stream, story, seen)
