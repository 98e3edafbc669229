"""Pairs of sentences with entailment, neutral or contradiction: each pair is two claims of one story."""

import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, Final

from bot.composition import opened
from bot.desk import Desk
from bot.results import Added
from db.models import ClaimDraft, Relation

_CONTRADICTION: Final = "contradiction"
_NUMBER: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores|hundreds?|thousands?|[mb]illions?"
    r"|half|twice)\b",
    re.IGNORECASE,
)


async def score_pairs(path: Path) -> dict[str, Any]:
    """Return precision and recall of contradictions, and every pair judged wrongly, with the reason given.

    "numbers" counts the pairs whose hypothesis has a digit or a number word, "figures" those in whose
    hypothesis the product reads a figure, "all" every pair. A suspected contradiction counts as one; of the
    false alarms "on_figures" counts those that no machine merely suspects from the words.
    """
    counts = {kind: Counter[str]() for kind in ("all", "numbers", "figures")}
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        async with opened(Path(scratch) / "pairs.ledger") as desk:
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                added = await _added(desk, row)
                reason = next((r.reason for r in added.relations if r.relation is Relation.CONTRADICTS), None)
                expected = row["label"] == _CONTRADICTION
                for kind in _kinds(row, added):
                    counts[kind][_outcome(expected, reason is not None)] += 1
                if expected != (reason is not None):
                    wrong.append({**row, "reason": reason, "figures": bool(added.claim.figures)})
    alarms = [one for one in wrong if one["label"] != _CONTRADICTION]
    return {
        **{kind: _rates(count) for kind, count in counts.items()},
        "false_alarms": len(alarms),
        "on_figures": sum(one["figures"] for one in alarms),
        "wrong": wrong,
    }


async def _added(desk: Desk, row: dict[str, Any]) -> Added:
    """Add premise and hypothesis by two speakers to a story of their own; return the second."""
    for speaker in ("premise", "hypothesis"):
        draft = ClaimDraft.model_validate(
            {"story": "pair", "text": row[speaker], "speaker": f"the {speaker}"}
        )
        added = await desk.add(str(row["id"]), draft, actor="benchmark")
    return added


def _kinds(row: dict[str, Any], added: Added) -> list[str]:
    numbered = ["numbers"] if _NUMBER.search(row["hypothesis"]) else []
    return ["all", *numbered, *(["figures"] if added.claim.figures else [])]


def _outcome(expected: bool, said: bool) -> str:
    if said:
        return "right" if expected else "false alarm"
    return "missed" if expected else "quiet"


def _rates(counts: Counter[str]) -> dict[str, float | int | None]:
    right, missed, wrong = (counts[name] for name in ("right", "missed", "false alarm"))
    return {
        "precision": round(right / (right + wrong), 4) if right + wrong else None,
        "recall": round(right / (right + missed), 4) if right + missed else None,
        "contradictions": right + missed,
        "pairs": counts.total(),
    }
