"""Recorded tolls against the figures that are read in the texts about them."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from bot.domain.figures import FigureReader
from bot.wordlists import load
from db.models import Figure

_KILLED: Final = frozenset({"killed"})
_INJURED: Final = frozenset({"injured", "hospitalised"})
_WORDS: Final = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def score_tolls(path: Path) -> dict[str, Any]:
    """Return how many recorded numbers are among the figures read, and every one that isn't.

    The file holds narratives of strikes (`deaths_min`, `deaths_max`), of which each bound above zero counts,
    or incidents (`killed`, `injured`, `articles`), of which the latest article is read. "stated" counts only
    the numbers that the text has at all, in digits or as a word.
    """
    reader = FigureReader(load())
    every: list[bool] = []
    stated: list[bool] = []
    misses = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, recorded = _recorded(row)
        figures = reader.read(text) if recorded else ()
        for kind, number in recorded:
            found = number in set(_numbers(figures, kind))
            every.append(found)
            if _states(text, number):
                stated.append(found)
                if not found:
                    misses.append(
                        {"id": row.get("id", row.get("incident")), "number": int(number), "text": text[:500]}
                    )
    return {"recall": _share(every), "recall_of_stated": _share(stated), "misses": misses}


def _recorded(row: dict[str, Any]) -> tuple[str, list[tuple[frozenset[str], Decimal]]]:
    """Return the text to read, and the recorded numbers above zero, each with the outcomes that it is of."""
    if "articles" in row:
        latest = max(row["articles"], key=lambda article: article["date"])
        pairs = [(_KILLED, row["killed"]), (_INJURED, row["injured"])]
        return f"{latest['title']}. {latest['text']}", [(kind, Decimal(n)) for kind, n in pairs if n]
    bounds = {row["deaths_min"], row["deaths_max"]}
    return row["text"], [(_KILLED, Decimal(n)) for n in sorted(bounds) if n.isdigit() and int(n)]


def _numbers(figures: Iterable[Figure], kind: frozenset[str]) -> Iterable[Decimal]:
    for figure in figures:
        if figure.outcome in kind and figure.unit is None:
            yield from (bound for bound in (figure.low, figure.high) if bound is not None)


def _states(text: str, number: Decimal) -> bool:
    digits = re.search(rf"(?<![\d.,]){int(number)}(?![\d]|[.,]\d)", text)
    word = _WORDS[int(number)] if number < len(_WORDS) else None
    return bool(digits or (word and re.search(rf"\b{word}\b", text, re.IGNORECASE)))


def _share(found: list[bool]) -> dict[str, float | int | None]:
    return {"share": round(sum(found) / len(found), 4) if found else None, "numbers": len(found)}
