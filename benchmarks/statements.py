"""Measures suspected contradictions between statements: `python -m benchmarks.statements FILE …`."""

import json
import sys
import tomllib
from pathlib import Path

from bot.domain.statements import Statement, StatementComparer

WORDS = Path(__file__).resolve().parent.parent / "bot" / "words" / "denial.toml"


def comparer() -> StatementComparer:
    """Return a comparer with the shipped word lists."""
    return StatementComparer(tomllib.loads(WORDS.read_text(encoding="utf-8")))


def score_suspected(path: Path) -> dict[str, object]:
    """Return precision and recall of suspicions on a file of pairs, and every pair judged wrongly.

    The file holds relations (`a`, `b`, `suspected`) or premise, hypothesis and label, one JSON object a line.
    """
    judge = comparer()
    hits = false_alarms = missed = 0
    wrong: list[dict[str, object]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        a, b, expected = _pair(judge, row)
        found = judge.compare(a, b)
        hits += bool(found) and expected
        false_alarms += bool(found) and not expected
        missed += expected and not found
        if bool(found) != expected:
            wrong.append({"id": row["id"], "expected": expected, "reason": found and found.reason})
    return {
        "precision": round(hits / (hits + false_alarms), 3) if hits + false_alarms else None,
        "recall": round(hits / (hits + missed), 3) if hits + missed else None,
        "hits": hits,
        "false_alarms": false_alarms,
        "misses": wrong,
    }


def _pair(judge: StatementComparer, row: dict[str, object]) -> tuple[Statement, Statement, bool]:
    if "premise" in row:
        return (
            judge.parse(str(row["premise"])),
            judge.parse(str(row["hypothesis"])),
            row["label"] == "contradiction",
        )
    return _claim(judge, row["a"]), _claim(judge, row["b"]), bool(row["suspected"])


def _claim(judge: StatementComparer, claim: object) -> Statement:
    assert isinstance(claim, dict)  # noqa: S101 -- narrows a row of a file in a known format
    if claim.get("status", "active") != "active":
        return judge.parse("")
    return judge.parse(
        claim["text"], claim.get("quote"), claim["speaker"], language=claim.get("language") or "en"
    )


def main() -> None:
    """Print one JSON object: the scores of each file named on the command line."""
    scores = {Path(name).name: score_suspected(Path(name)) for name in sys.argv[1:]}
    print(json.dumps(scores, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
