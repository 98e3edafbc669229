"""The formats of files of claims, and which one a file is in."""

import io
import re
from enum import StrEnum
from typing import IO, Final

from bot.interchange.fields import InterchangeError

_LOOKED_AT: Final = 1 << 16  # bytes of a file that tell its format
_MARKED_UP: Final = re.compile(rb'"(?:@type|@context|@graph|dataFeedElement|claimReviewed)"\s*:')
_OUR_KEYS: Final = re.compile(rb'^\s*\{[^{}]*"(?:story|text|speaker)"\s*:')
_ENDINGS: Final = ".jsonl, .csv, .json or .html"


class Format(StrEnum):
    """How claims are written in a file."""

    JSONL = "jsonl"
    CSV = "csv"
    CLAIMREVIEW = "claimreview"

    @property
    def row(self) -> str:
        """What one row of such a file is called."""
        return "review" if self is Format.CLAIMREVIEW else "line"


class Output(StrEnum):
    """How claims are written out."""

    JSONL = "jsonl"
    CSV = "csv"
    JSONLD = "jsonld"


def output_of(name: str) -> Output:
    """Return the format that a file of this name is written in; raises InterchangeError for none."""
    match name.rpartition(".")[2].lower():
        case "jsonl" | "ndjson":
            return Output.JSONL
        case "csv" | "tsv":
            return Output.CSV
        case "jsonld" | "json":
            return Output.JSONLD
    raise InterchangeError(
        f"The name {name!r} doesn't tell the format; end it in .jsonl, .csv or .jsonld, or say --format "
        "jsonl, csv or jsonld."
    )


def format_of(name: str) -> Format:
    """Return the format that a file's name tells; raises InterchangeError for a name that tells none."""
    match name.rpartition(".")[2].lower():
        case "jsonl" | "ndjson":
            return Format.JSONL
        case "csv" | "tsv":
            return Format.CSV
        case "json" | "jsonld" | "html" | "htm" | "xhtml":
            return Format.CLAIMREVIEW
    raise InterchangeError(
        f"The name {name!r} doesn't tell the format; end it in {_ENDINGS}, or say --format jsonl, csv or "
        "claimreview."
    )


def format_in(stream: IO[bytes], name: str | None) -> Format:
    """Return the format of a file by its name and by how it begins; the stream stays where it is.

    JSON is looked into, whatever its name ends in: claims of our own, or ClaimReview. Without a name, what
    is no ClaimReview is JSON lines. Raises InterchangeError for a name that tells no format.
    """
    told = None if name is None else format_of(name)
    if told is Format.CSV:
        return told
    beginning = beginning_of(stream)
    if is_page(beginning) or _MARKED_UP.search(beginning):
        return Format.CLAIMREVIEW
    if told is None or _OUR_KEYS.match(beginning):
        return Format.JSONL
    return told


def is_page(beginning: bytes) -> bool:
    """Return whether a file that begins like this is a page of HTML."""
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def beginning_of(stream: IO[bytes]) -> bytes:
    """Return how a stream begins, which is then still to be read."""
    if isinstance(stream, io.BufferedReader) and not stream.seekable():
        return stream.peek(_LOOKED_AT)[:_LOOKED_AT]
    at = stream.tell()
    found = stream.read(_LOOKED_AT)
    stream.seek(at)
    return found
