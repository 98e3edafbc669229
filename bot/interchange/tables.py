"""Claims in a table: CSV with a line of column names at its head."""

import csv
from collections.abc import Iterator, Sequence
from typing import IO

from pydantic import ValidationError

from bot.interchange import cells
from bot.interchange.columns import Heading, nearest, understood
from bot.interchange.fields import MAX_KEY, REQUIRED, TAKES, InterchangeError, Row, explain
from bot.interchange.lines import lines, unreadable
from bot.interchange.understanding import Understanding
from db.models import ClaimDraft


def read_table(stream: IO[bytes], story: str | None, seen: Understanding | None) -> Iterator[Row]:
    """Yield the claims of a CSV file; `story` is that of a claim that names none.

    `seen` is told what each column was understood as, and lets unknown ones pass. Without it
    InterchangeError is raised for a header that lacks, repeats or invents a column.
    """
    rows = lines(stream)
    above, header = next(((at, line) for at, line in enumerate(rows, start=1) if line.strip()), (1, ""))
    separator = max(",;\t", key=header.count)
    columns = understood(next(csv.reader([header], delimiter=separator), []))
    problem = _problem_with(columns, story)
    if seen is not None:
        _tell(columns, problem, seen)
    elif problem is not None:
        raise InterchangeError(problem)
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
            yield number, unreadable("".join(row)) or _claim_of(columns, row, story, seen)
        number = above + reader.line_num + 1


def _problem_with(columns: Sequence[Heading], story: str | None) -> str | None:
    """Return why a table with these columns is not imported, None where it is."""
    fields = {column.field for column in columns}
    unknown = [one for one in columns if one.name and one.field is None and one.taken is None]
    double = next((one for one in columns if one.taken is not None), None)
    missing = [name for name in REQUIRED if name not in fields and (name != "story" or story is None)]
    fault = None
    if unknown:
        like = nearest(unknown[0].name)
        hint = f" (the nearest is “{like}”)" if like else ""
        fault = f"names “{_shown(unknown[0].name)}”, which is no column of a claim{hint}"
    elif double is not None:
        other = next(one.name for one in columns if one.field == double.taken)
        fault = f"names a column twice: “{_shown(other)}” and “{_shown(double.name)}” are both {double.taken}"
    elif missing:
        fault = f"has no column {missing[0]}"
    if fault is None:
        return None
    others = ", ".join(name for name in TAKES if name not in REQUIRED)
    return f"The first line of the CSV file {fault}; it takes story, text and speaker, and any of {others}."


def _tell(columns: Sequence[Heading], problem: str | None, seen: Understanding) -> None:
    seen.problem = problem
    for column in columns:
        if column.name:
            known = column.field is not None or column.taken is not None
            seen.head(column.name, column.field, None if known else nearest(column.name))


def _shown(name: str) -> str:
    return "".join(character for character in name[:MAX_KEY] if character.isprintable())


def _claim_of(
    columns: Sequence[Heading], row: Sequence[str], story: str | None, seen: Understanding | None
) -> ClaimDraft | str:
    if len(row) > len(columns) and any(map(str.strip, row[len(columns) :])):
        return f"the row has {len(row)} cells, the first line names {len(columns)} columns."
    values: dict[str, object] = {} if story is None else {"story": story}
    for number, (column, cell) in enumerate(zip(columns, row, strict=False), start=1):
        said = cells.plain(cell)
        if said and not column.name:
            return f"cell {number} has no name in the first line; name its column there, or empty it."
        if said and seen is not None:
            seen.note(column.name, column.field)
        if said and column.field is not None:
            values[column.field] = cells.read(column.field, said)
    try:
        return ClaimDraft.model_validate(values)
    except ValidationError as error:
        return explain(error)
