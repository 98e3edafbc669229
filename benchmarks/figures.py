"""How well figures are read: the product's own reading against sentences whose figures are known."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

from bot.domain.figures import FigureReader
from bot.wordlists import load
from db.models import Figure

_OUTCOMES: Final = frozenset(
    [
        "killed",
        "injured",
        "missing",
        "captured",
        "arrested",
        "abducted",
        "displaced",
        "evacuated",
        "rescued",
        "infected",
        "destroyed",
        "damaged",
    ]
)
_STRICT: Final = ("low", "high", "qualifier", "noun", "unit", "outcome")
_BOUNDS: Final = ("low", "high", "qualifier")

Key = tuple[str | float | None, ...]


def score_figures(path: Path) -> dict[str, Any]:
    """Return precision, recall and F1 over the sentences of a file, and the sentences read otherwise.

    "strict" compares bounds, qualifier, noun, unit and outcome; "bounds" the first two alone. Figures are
    matched as multisets sentence by sentence and counted over all. An outcome that is none of the twelve
    listed ones counts as none.
    """
    reader = FigureReader(load())
    counts = {"strict": Counter[str](), "bounds": Counter[str]()}
    misses = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = [_row_of(figure) for figure in reader.read(row["text"], row.get("language", "en"))]
        expected = [_folded(figure) for figure in row["figures"]]
        for name, keys in (("strict", _STRICT), ("bounds", _BOUNDS)):
            _count(
                counts[name],
                [_key(figure, keys) for figure in expected],
                [_key(figure, keys) for figure in found],
            )
        if Counter(_key(figure, _STRICT) for figure in expected) != Counter(
            _key(figure, _STRICT) for figure in found
        ):
            misses.append({"id": row["id"], "text": row["text"], "expected": expected, "found": found})
    return {name: _scores(count) for name, count in counts.items()} | {"misses": misses}


def _row_of(figure: Figure) -> dict[str, Any]:
    return _folded(figure.model_dump(mode="json", include=set(_STRICT)))


def _folded(figure: dict[str, Any]) -> dict[str, Any]:
    outcome = figure.get("outcome")
    return {**{key: figure.get(key) for key in _STRICT}, "outcome": outcome if outcome in _OUTCOMES else None}


def _key(figure: dict[str, Any], keys: tuple[str, ...]) -> Key:
    return tuple(float(value) if isinstance(value := figure[key], int) else value for key in keys)


def _count(counts: "Counter[str]", expected: list[Key], found: list[Key]) -> None:
    counts["right"] += (Counter(expected) & Counter(found)).total()
    counts["expected"] += len(expected)
    counts["found"] += len(found)


def _scores(counts: "Counter[str]") -> dict[str, float]:
    precision = counts["right"] / counts["found"] if counts["found"] else 1.0
    recall = counts["right"] / counts["expected"] if counts["expected"] else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
