"""The formats of files of claims, and which one a file is in."""

from enum import StrEnum

from bot.interchange.fields import InterchangeError


class Format(StrEnum):
    """How claims are written in a file."""

    JSONL = "jsonl"
    CSV = "csv"


def format_of(name: str) -> Format:
    """Return the format that a file's name tells; raises InterchangeError for a name that tells none."""
    ending = name.rpartition(".")[2].lower()
    if ending in {"jsonl", "ndjson"}:
        return Format.JSONL
    if ending in {"csv", "tsv"}:
        return Format.CSV
    raise InterchangeError(
        f"The name {name!r} doesn't tell the format; end it in .jsonl or .csv, or say --format jsonl or csv."
    )
