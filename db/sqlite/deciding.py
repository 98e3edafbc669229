"""What people decide and a machine suspects about two claims: stored, and taken back."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from db.models import Change, Decision, Relation, Suspicion
from db.sqlite.rows import decision_of, moment_text
from db.sqlite.shared import known_claim, record
from db.sqlite.sql import SQL
from db.store import LedgerError


def decide(db: sqlite3.Connection, decision: Decision) -> None:
    """Store a decision about two claims, whichever comes first, and a line in both histories.

    The line of the claim with the lower number comes first, the other's right after it.
    """
    ordered = decision if decision.a < decision.b else _turned(decision)
    a, b = known_claim(db, ordered.a), known_claim(db, ordered.b)
    if a.id == b.id or a.workspace != b.workspace:
        raise LedgerError(f"claims {a.id} and {b.id} can't be compared; name two claims of one workspace")
    earlier = _decision(db, a.id, b.id)
    _store(db, ordered)
    for claim_id, other_id in ((a.id, b.id), (b.id, a.id)):
        before = None if earlier is None else _stated(other_id, earlier)
        after = _stated(other_id, ordered)
        record(db, claim_id, ordered.actor, ordered.at, "decide", before, after, ordered.reason)


def undecide(db: sqlite3.Connection, change: Change, actor: str, at: datetime) -> None:
    """Take a decision back: the one before it stands again, or none; both histories say so.

    Raises LedgerError where it was taken back already, or somebody has decided again since.
    """
    other_id = _number(change.after, "claim")
    a, b = sorted((change.claim_id, other_id))
    if db.execute(SQL["undone"], {"change": change.id}).fetchone()[0]:
        raise LedgerError("this decision was taken back already; the history of either claim shows by whom")
    now = _decision(db, a, b)
    if now is None or not _same(now, change):
        raise LedgerError(f"somebody has decided on claims {a} and {b} again since; take that back first")
    earlier = None if change.before is None else _restored(a, b, change.before)
    if earlier is None:
        db.execute(SQL["undecide"], {"a": a, "b": b})
    else:
        _store(db, earlier)
    first = change.id if change.claim_id == a else change.id - 1
    for line, (claim_id, other) in enumerate(((a, b), (b, a)), first):
        after = None if earlier is None else _stated(other, earlier)
        record(db, claim_id, actor, at, "undecide", _stated(other, now), after, undoes=line)


def suspect(db: sqlite3.Connection, suspicions: Sequence[Suspicion]) -> None:
    """Store suspicions, each in place of an earlier one about the same two claims."""
    db.executemany(
        SQL["suspect"],
        [
            {"a": min(one.a, one.b), "b": max(one.a, one.b), "relation": one.relation, "reason": one.reason}
            for one in suspicions
        ],
    )


def _decision(db: sqlite3.Connection, a: int, b: int) -> Decision | None:
    row = db.execute(SQL["decision"], {"a": a, "b": b}).fetchone()
    return None if row is None else decision_of(row)


def _store(db: sqlite3.Connection, decision: Decision) -> None:
    db.execute(SQL["decide"], {**decision.model_dump(mode="json"), "at": moment_text(decision.at)})


def _stated(other_id: int, decision: Decision) -> str:
    """Return the whole of a decision about a claim and another one, as JSON from which it can be restored."""
    stated = {
        "claim": other_id,
        "relation": decision.relation.value,
        "reason": decision.reason,
        "actor": decision.actor,
        "at": moment_text(decision.at),
        "statements": [decision.statement_a, decision.statement_b],
    }
    return json.dumps(stated, ensure_ascii=False)


def _restored(a: int, b: int, whole: dict[str, object]) -> Decision:
    match whole:
        case {"relation": relation, "reason": reason, "actor": actor, "at": at, "statements": [of_a, of_b]}:
            return Decision.model_validate(
                {
                    "a": a,
                    "b": b,
                    "relation": relation,
                    "reason": reason,
                    "actor": actor,
                    "at": at,
                    "statement_a": of_a,
                    "statement_b": of_b,
                }
            )
    raise LedgerError(
        f"the history of claims {a} and {b} doesn't hold the whole of the decision before this one; decide"
        " again instead"
    )


def _same(now: Decision, change: Change) -> bool:
    after = change.after or {}
    return (now.relation, now.reason, now.actor, now.at) == (
        Relation(str(after.get("relation"))),
        after.get("reason"),
        change.actor,
        change.at,
    )


def _number(stated: dict[str, object] | None, name: str) -> int:
    found = (stated or {}).get(name)
    if not isinstance(found, int):
        raise LedgerError("this change is no decision; take it back in the way of its kind")
    return found


def _turned(decision: Decision) -> Decision:
    turned = {
        "a": decision.b,
        "b": decision.a,
        "statement_a": decision.statement_b,
        "statement_b": decision.statement_a,
    }
    return decision.model_copy(update=turned)
