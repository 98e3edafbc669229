"""Claims in and out: JSON lines and CSV, a row at a time, and refusals in plain sentences."""

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import IO, Final

from pydantic import ValidationError

from db.models import MAX_NAME, MAX_TEXT, MAX_URL, MAX_VIA, ClaimDraft

MAX_LINE: Final = 1 << 20  # bytes of one line of a file
REQUIRED: Final = ("story", "text", "speaker")
MAX_KEY: Final = 40  # characters of an unknown key that a refusal repeats
_A_DATE: Final = "a date such as 2016-09-17, or 2016-09-17T18:00:00Z with a time"
TAKES: Final = {
    "story": f"the name of the event, up to {MAX_NAME} characters",
    "text": f"the statement in words, up to {MAX_TEXT:,} characters",
    "quote": f"the verbatim words, up to {MAX_TEXT:,} characters",
    "speaker": f"the name of who said it, up to {MAX_NAME} characters",
    "via": f"a list of at most {MAX_VIA} names, nearest the speaker first",
    "outlet": f"the name of who published it, up to {MAX_NAME} characters",
    "url": f"an http or https address, up to {MAX_URL:,} characters",
    "said_at": _A_DATE,
    "published_at": _A_DATE,
    "as_of": _A_DATE,
    "language": "a language code such as en or fr",
    "status": "active, retracted or withdrawn",
}
"""What each key of a claim takes, as a refusal words it."""

_ENCODING_MARKS: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_UTF8: Final = re.compile("[\ud800-\udfff]")
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_QUOTED_FORMULA: Final = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_VIA: Final = re.compile(" *[>;] *")

Row = tuple[int, ClaimDraft | str]
"""A line number, from 1, with the claim that stands there or the reason why it can't be one."""


class InterchangeError(Exception):
    """A file that can't be read as claims at all; the text says why, and what to do."""


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


def explain(error: ValidationError) -> str:
    """Return why a claim was refused as one sentence: each field at fault, and what it takes."""
    problems = dict.fromkeys(
        _problem(found["type"], found["loc"], found.get("ctx", {})) for found in error.errors()
    )
    return f"{'; '.join(problems)}."


def _problem(kind: str, place: Sequence[int | str], context: dict[str, object]) -> str:
    field = str(place[0]) if place else ""
    takes = TAKES.get(field)
    if kind == "extra_forbidden" or (field and takes is None):
        shown = "".join(character for character in field[:MAX_KEY] if character.isprintable())
        return f"“{shown}” is no key of a claim, the keys are {', '.join(TAKES)}"
    if not field:
        return "a line takes one JSON object with at least story, text and speaker"
    if kind == "missing":
        return f"{field} is missing, it takes {takes}"
    if kind == "string_too_short":
        return f"{field} is empty, it takes {takes}"
    if kind in {"string_too_long", "too_long"}:
        return f"{field} is too long, it takes {takes}"
    if kind == "value_error":
        return f"{field}: {context['error']}"
    return f"{field} takes {takes}"


def read(stream: IO[bytes], form: Format) -> Iterator[Row]:
    """Yield the rows of a binary stream one by one; blank lines and empty rows are passed over.

    Raises InterchangeError where the whole stream can't be read: another encoding than UTF-8, or a CSV
    header that is missing or names an unknown column.
    """
    lines = _lines(stream)
    return _read_csv(lines) if form is Format.CSV else _read_jsonl(lines)


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """Yield decoded lines; surrogates stand for bytes that aren't UTF-8, U+D800 for a line too long."""
    first = True
    while line := stream.readline(MAX_LINE + 1):
        if first and line.startswith(_ENCODING_MARKS):
            raise InterchangeError("The file is UTF-16 or UTF-32; save it as UTF-8 and import it again.")
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        whole = len(line) <= MAX_LINE
        while not whole and line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield line.decode("utf-8", "surrogateescape") if whole else "\ud800\n"


def _unreadable(text: str) -> str | None:
    """Return why a line's text can't be read, None where it can."""
    if "\ud800" in text:
        return f"the line is longer than {MAX_LINE:,} bytes."
    return "the line isn't UTF-8 text; save the file as UTF-8." if _NOT_UTF8.search(text) else None


def _read_jsonl(lines: Iterator[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _unreadable(line) or _parsed(line)


def _parsed(line: str) -> ClaimDraft | str:
    try:
        return ClaimDraft.model_validate_json(line.strip())
    except ValidationError as error:
        broken = next((found for found in error.errors() if found["type"] == "json_invalid"), None)
        if broken is None:
            return explain(error)
        reason = re.sub(r" at line \d+ column", " at column", str(broken["ctx"]["error"]))
        return f"this is no JSON object: {reason}."


def _read_csv(lines: Iterator[str]) -> Iterator[Row]:
    above, header = next(((at, line) for at, line in enumerate(lines, start=1) if line.strip()), (1, ""))
    separator = max(",;\t", key=header.count)
    columns = _columns(next(csv.reader([header], delimiter=separator), []))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = above + 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield number, f"this is no row of CSV: {error}."
            cells = []
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield number, _unreadable("".join(cells)) or _claim_of(columns, cells)
        number = above + reader.line_num + 1


def _columns(header: Sequence[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in header]
    unknown = [column[:MAX_KEY] for column in columns if column not in TAKES]
    missing = [
        name for name, field in ClaimDraft.model_fields.items() if field.is_required() and name not in columns
    ]
    if unknown or missing or len(set(columns)) < len(columns):
        fault = (
            f"names “{unknown[0]}”, which is no column of a claim"
            if unknown
            else f"has no column {missing[0]}"
            if missing
            else "names a column twice"
        )
        raise InterchangeError(
            f"The first line of the CSV file {fault}; it takes story, text and speaker, and any of "
            f"{', '.join(name for name in TAKES if name not in REQUIRED)}."
        )
    return columns


def _claim_of(columns: Sequence[str], cells: Sequence[str]) -> ClaimDraft | str:
    if len(cells) > len(columns):
        return f"the row has {len(cells)} cells, the first line names {len(columns)} columns."
    values: dict[str, object] = {
        column: _names(plain) if column == "via" else plain
        for column, cell in zip(columns, cells, strict=False)
        if (plain := _unquoted(cell.strip(" ")))
    }
    try:
        return ClaimDraft.model_validate(values)
    except ValidationError as error:
        return explain(error)


def _names(cell: str) -> object:
    """Return the names of a `via` cell, separated by > or ; or written as a JSON list."""
    if cell.startswith("["):
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return [name for name in _VIA.split(cell) if name]


def _unquoted(cell: str) -> str:
    return cell[1:] if _QUOTED_FORMULA.match(cell) else cell


def _quoted(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


class Writing:
    """Writes claims to a binary stream in one format; a CSV header comes first."""

    def __init__(self, stream: IO[bytes], form: Format) -> None:
        self._stream = stream
        self._form = form
        if form is Format.CSV:
            self._row(TAKES)

    def write(self, draft: ClaimDraft) -> None:
        """Write one claim: one line of JSON, or one row."""
        values = draft.model_dump(mode="json")
        if self._form is Format.JSONL:
            self._stream.write(json.dumps(values, ensure_ascii=False).encode() + b"\n")
        else:
            self._row([_cell(values[name]) for name in TAKES])

    def _row(self, cells: Sequence[str] | dict[str, str]) -> None:
        line = io.StringIO()
        csv.writer(line).writerow([_quoted(cell) for cell in cells])
        self._stream.write(line.getvalue().encode())


def _cell(value: object) -> str:
    if isinstance(value, list):
        plain = not any(_VIA.search(name) or name.startswith("[") for name in value)
        return " > ".join(value) if plain else json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
