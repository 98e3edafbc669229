"""Claims out: written to a stream, one after the other."""

import csv
import io
import json
from collections.abc import Iterable
from typing import IO

from bot.interchange import cells
from bot.interchange.fields import TAKES, InterchangeError
from bot.interchange.formats import Format
from db.models import ClaimDraft


class Writing:
    """Writes claims to a binary stream in one format; a CSV header comes first."""

    def __init__(self, stream: IO[bytes], form: Format) -> None:
        """Raises InterchangeError for a format that is only read."""
        if form is Format.CLAIMREVIEW:
            raise InterchangeError(
                "ClaimReview says what others rated and is only imported; export jsonl or csv."
            )
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
            self._row(cells.written(values.get(name)) for name in TAKES)

    def _row(self, values: Iterable[str]) -> None:
        line = io.StringIO()
        csv.writer(line).writerow([cells.neutral(cell) for cell in values])
        self._stream.write(line.getvalue().encode())
