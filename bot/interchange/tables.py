"""Claims in a table: CSV with a line of column names at its head."""

import csv
from collections.abc import Iterator, Sequence
from typing import IO

from pydantic import ValidationError

from bot.interchange import cells
from bot.interchange.fields import MAX_KEY, REQUIRED, TAKES, InterchangeError, Row, explain
from bot.interchange.lines import lines, unreadable
from db.models import ClaimDraft


def read_table(stream: IO[bytes], story: str | None) -> Iterator[Row]:
    """Yield the claims of a CSV file; `story` is that of a claim that names none.

    Raises InterchangeError for a header that lacks, repeats or invents a column.
    """
    rows = lines(stream)
    above, header = next(((at, line) for at, line in enumerate(rows, start=1) if line.strip()), (1, ""))
    separator = max(",;\t", key=header.count)
    columns = _columns(next(csv.reader([header], delimiter=separator), []), story)
    reader = csv.reader(rows, delimiter=separator, strict=True)
    number = above + 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield number, f"this is no row of CSV: {error}."
            row = []
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield number, unreadable("".join(row)) or _claim_of(columns, row, story)
        number = above + reader.line_num + 1


def _columns(header: Sequence[str], story: str | None) -> list[str]:
    columns = [cell.strip().lower() for cell in header]
    unknown = [column[:MAX_KEY] for column in columns if column not in TAKES]
    missing = [name for name in REQUIRED if name not in columns and (name != "story" or story is None)]
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


def _claim_of(columns: Sequence[str], row: Sequence[str], story: str | None) -> ClaimDraft | str:
    if len(row) > len(columns):
        return f"the row has {len(row)} cells, the first line names {len(columns)} columns."
    values: dict[str, object] = {} if story is None else {"story": story}
    for column, cell in zip(columns, row, strict=False):
        if said := cells.plain(cell):
            values[column] = cells.read(column, said)
    try:
        return ClaimDraft.model_validate(values)
    except ValidationError as error:
        return explain(error)
