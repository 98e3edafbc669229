"""Pairs of claims of one story and what they are to each other, through a ledger."""

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from bot.composition import opened
from bot.desk import Desk
from bot.results import Related
from db.models import ClaimDraft, Relation

_CLASSES = [relation.value for relation in Relation]


async def score_relations(path: Path) -> dict[str, Any]:
    """Return macro-F1 over the relations, the confusion, and how suspicions fare.

    Relations on figures and suspected ones are scored apart. A pair of paraphrases without figures (gold
    *agrees*) is right when nothing contradicts.
    """
    confusion: dict[str, Counter[str]] = {name: Counter() for name in _CLASSES}
    suspected: Counter[str] = Counter()
    misses = []
    with tempfile.TemporaryDirectory() as scratch:
        async with opened(Path(scratch) / "relations.ledger") as desk:
            for line in path.read_text(encoding="utf8").splitlines():
                row = json.loads(line)
                found = await _found(desk, row)
                relation = found.relation.value if found else Relation.UNRELATED.value
                if row["relation"] == "agrees" and not await _figures(desk, row) and relation == "unrelated":
                    relation = "agrees"
                _count_suspicion(suspected, row["suspected"], found)
                if not row["suspected"]:
                    confusion[row["relation"]][relation] += 1
                if relation != row["relation"] or bool(found and found.suspected) != row["suspected"]:
                    misses.append(_miss(row, relation, found))
    return {
        "macro_f1": _macro_f1(confusion),
        "confusion": {gold: dict(found) for gold, found in confusion.items()},
        "suspected": _rates(suspected),
        "misses": misses,
    }


async def _found(desk: Desk, row: dict[str, Any]) -> Related | None:
    workspace = row["id"]  # each pair alone, as the format has it
    first = await desk.add(workspace, ClaimDraft.model_validate(row["a"]), actor="benchmark")
    second = await desk.add(workspace, ClaimDraft.model_validate(row["b"]), actor="benchmark")
    view = await desk.claim(workspace, second.claim.id)
    return next((related for related in view.related if related.claim.id == first.claim.id), None)


async def _figures(desk: Desk, row: dict[str, Any]) -> bool:
    claims = [await desk.claim(row["id"], claim_id) for claim_id in await _ids(desk, row["id"])]
    return any(view.claim.figures for view in claims)


async def _ids(desk: Desk, workspace: str) -> list[int]:
    return [
        claim.id
        for story in await desk.stories(workspace)
        for claim in (await desk.story(workspace, story.name)).claims
    ]


def _count_suspicion(suspected: Counter[str], gold: bool, found: Related | None) -> None:
    said = found is not None and found.suspected and found.relation is Relation.CONTRADICTS
    suspected[
        "true positive" if gold and said else "missed" if gold else "false alarm" if said else "quiet"
    ] += 1


def _miss(row: dict[str, Any], relation: str, found: Related | None) -> dict[str, Any]:
    return {
        "id": row["id"],
        "expected": row["relation"],
        "found": relation,
        "suspected": bool(found and found.suspected),
        "reason": found.reason if found else None,
        "why": row.get("why"),
    }


def _macro_f1(confusion: dict[str, Counter[str]]) -> float:
    scores = []
    for name in _CLASSES:
        right = confusion[name][name]
        wanted = sum(confusion[name].values())
        said = sum(found[name] for found in confusion.values())
        if wanted or said:
            scores.append(2 * right / (wanted + said))
    return round(sum(scores) / len(scores), 4) if scores else 0.0


def _rates(suspected: Counter[str]) -> dict[str, float | None]:
    right, missed, wrong = (suspected[name] for name in ("true positive", "missed", "false alarm"))
    return {
        "precision": round(right / (right + wrong), 4) if right + wrong else None,
        "recall": round(right / (right + missed), 4) if right + missed else None,
    }
