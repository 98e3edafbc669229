"""The lines of a file, one at a time, and claims in JSON, one a line."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.interchange.columns import nearest
from bot.interchange.fields import TAKES, InterchangeError, Row, explain
from bot.interchange.understanding import Understanding
from db.models import ClaimDraft

MAX_LINE: Final = 1 << 20  # bytes of one line of a file

_MARKS: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_UTF8: Final = re.compile("[\ud800-\udfff]")


def refuse_other_encodings(beginning: bytes) -> None:
    """Raise InterchangeError where a file begins with the mark of another encoding than UTF-8."""
    if beginning.startswith(_MARKS):
        raise InterchangeError("The file is UTF-16 or UTF-32; save it as UTF-8 and import it again.")


def lines(stream: IO[bytes]) -> Iterator[str]:
    """Yield decoded lines; surrogates stand for bytes that aren't UTF-8, U+D800 for a line too long.

    Raises InterchangeError for a file in another encoding.
    """
    first = True
    while line := stream.readline(MAX_LINE + 1):
        if first:
            refuse_other_encodings(line)
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        whole = len(line) <= MAX_LINE
        while not whole and line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield line.decode("utf-8", "surrogateescape") if whole else "\ud800\n"


def unreadable(text: str) -> str | None:
    """Return why the text of a line, or of cells of one, can't be read; None where it can."""
    if "\ud800" in text:
        return f"the line is longer than {MAX_LINE:,} bytes."
    return "the line isn't UTF-8 text; save the file as UTF-8." if _NOT_UTF8.search(text) else None


def read_lines(stream: IO[bytes], story: str | None, seen: Understanding | None) -> Iterator[Row]:
    """Yield the claims of JSON lines; `story` is that of a claim that names none.

    `seen` is told which keys they have.
    """
    for number, line in enumerate(lines(stream), start=1):
        if line.strip():
            if seen is not None:
                _tell(line, seen)
            yield number, unreadable(line) or _parsed(line.strip(), story)


def _tell(line: str, seen: Understanding) -> None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return
    for key in (key for key, value in values.items() if value) if isinstance(values, dict) else ():
        known = key in TAKES
        seen.note(key, key if known else None, None if known else nearest(key))


def _parsed(line: str, story: str | None) -> ClaimDraft | str:
    try:
        return ClaimDraft.model_validate_json(line)
    except ValidationError as error:
        refused = error
    found = refused.errors()
    if story is not None and any(one["loc"] == ("story",) and _lacking(one) for one in found):
        return _parsed(json.dumps({**json.loads(line), "story": story}), None)
    broken = next((one for one in found if one["type"] == "json_invalid"), None)
    if broken is None:
        return explain(refused)
    reason = re.sub(r" at line \d+ column", " at column", str(broken["ctx"]["error"]))
    return f"this is no JSON object: {reason}."


def _lacking(found: ErrorDetails) -> bool:
    return found["type"] == "missing" or found["input"] is None
