"""A few stories' claims and the checks a desk would make, through the whole product."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.composition import opened
from bot.desk import LOCAL, Desk
from bot.results import Answer, Match
from db.models import ClaimDraft

_LISTS = ("agrees", "contradicts", "diverges", "revises")


async def score_scenarios(folder: Path) -> dict[str, Any]:
    """Return how many checks of a folder's scenarios pass, and why the others don't."""
    made = 0
    failures = []
    for path in sorted(folder.glob("*.json")):
        scenario = json.loads(path.read_text(encoding="utf8"))
        with tempfile.TemporaryDirectory() as scratch:
            async with opened(Path(scratch) / "scenario.ledger") as desk:
                keys = await _fill(desk, scenario)
                for check in scenario["checks"]:
                    made += 1
                    answer = await desk.check(LOCAL, check["query"])
                    why = "; ".join(_faults(check, answer, keys))
                    if why:
                        failures.append({"file": path.name, "query": check["query"], "why": why})
    return {"passed": made - len(failures), "made": made, "failures": failures}


async def _fill(desk: Desk, scenario: dict[str, Any]) -> dict[int, str]:
    for name, others in scenario["aliases"].items():
        await desk.alias(LOCAL, name, others, actor="benchmark")
    keys = {}
    for line in scenario["claims"]:
        given = {name: value for name, value in line.items() if name != "key" and not name.startswith("_")}
        added = await desk.add(LOCAL, ClaimDraft.model_validate(given), actor="benchmark")
        keys[added.claim.id] = line["key"]
    return keys


def _faults(check: dict[str, Any], answer: Answer, keys: dict[int, str]) -> Iterator[str]:
    if "nobody" in check and answer.nobody != check["nobody"]:
        yield f"nobody is {answer.nobody}"
    match = answer.matches[0] if answer.matches else None
    found = keys[match.claim.id] if match else None
    wanted = check.get("match", found)
    if found not in (wanted if isinstance(wanted, list) else [wanted]):
        yield f"match is {found}, not {wanted}"
    elif match:
        yield from _faults_of(check, match, keys)


def _faults_of(check: dict[str, Any], match: Match, keys: dict[int, str]) -> Iterator[str]:
    if "earliest" in check and keys[match.earliest.id] != check["earliest"]:
        yield f"earliest is {keys[match.earliest.id]}, not {check['earliest']}"
    if "independent" in check and match.independent != check["independent"]:
        yield f"independent is {match.independent}, not {check['independent']}"
    for name in _LISTS:
        listed = {keys[related.claim.id] for related in getattr(match, name)}
        if name in check and listed != set(check[name]):
            wanted = set(check[name])
            yield f"{name}: {sorted(listed - wanted)} too many, {sorted(wanted - listed)} missing"
    contradicting = {keys[related.claim.id] for related in match.contradicts}
    if "contradicts_some" in check and not contradicting & set(check["contradicts_some"]):
        yield f"contradicts none of {check['contradicts_some']}"
