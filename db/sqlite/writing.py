"""The ledger's changes, each one function of a connection that is inside a transaction."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from db.models import (
    Alert,
    AlertLine,
    AlertState,
    Claim,
    ClaimDraft,
    Decision,
    Entry,
    Figure,
    Relation,
    Source,
    SourceName,
    Status,
    Suspicion,
    Watch,
)
from db.sqlite.reading import alert_lines, claims_with, duplicate, first_id, watchers
from db.sqlite.rows import decision_of, earliest_key, figures_text, moment_text, source_of
from db.sqlite.sql import SQL
from db.store import LedgerError

_ACTIONS = {Status.ACTIVE: "edit", Status.RETRACTED: "retract", Status.WITHDRAWN: "withdraw"}
_UPHELD = frozenset({Relation.CONTRADICTS, Relation.REVISES})


def add(db: sqlite3.Connection, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
    """Store a claim; raises LedgerError where it is on record already."""
    home = _workspace(db, workspace)
    values = _claim_values(db, home, entry)
    _refuse_second(db, values, besides=0)
    added = {**values, "workspace": home, "added_at": moment_text(at)}
    claim_id = _inserted(db, "add_claim", added)
    _store_via(db, home, claim_id, entry)
    claim = _known(db, claim_id)
    _record(db, claim_id, actor, at, "add", after=_json(entry.draft))
    return claim


def add_new(
    db: sqlite3.Connection, workspace: str, entries: Sequence[Entry], actor: str, at: datetime
) -> list[Claim | None]:
    """Store those of some claims that are not on record yet; None stands for each that is."""
    return [
        None if duplicate(db, workspace, entry) else add(db, workspace, entry, actor, at) for entry in entries
    ]


def replace(
    db: sqlite3.Connection, claim_id: int, entry: Entry, actor: str, at: datetime, reason: str | None
) -> Claim:
    """Store a claim anew under its id; raises LedgerError where that makes it another one's double."""
    before = _known(db, claim_id)
    home = _workspace(db, before.workspace)
    values = _claim_values(db, home, entry)
    if _identity(values) != (before.story_id, before.statement, before.speaker_id, before.outlet_id):
        _refuse_second(db, values, besides=claim_id)
    db.execute(SQL["replace_claim"], {**values, "id": claim_id})
    db.execute(SQL["drop_via"], {"id": claim_id})
    _store_via(db, home, claim_id, entry)
    db.execute(SQL["drop_suspicions"], {"id": claim_id})
    if values["story"] != before.story_id:
        db.execute(SQL["move_decisions"], {"id": claim_id, "story": values["story"]})
    claim = _known(db, claim_id)
    _record(db, claim_id, actor, at, "edit", _json(before.draft()), _json(claim.draft()), reason)
    return claim


def reread(db: sqlite3.Connection, claim_id: int, figures: Sequence[Figure]) -> None:
    """Give a claim the figures that its text is now read to state; no change of what it says."""
    story_id = _known(db, claim_id).story_id
    db.execute(SQL["set_position"], {"id": claim_id, "position": _position(db, story_id, figures)})


def set_status(
    db: sqlite3.Connection, claim_id: int, status: Status, actor: str, at: datetime, reason: str | None
) -> Claim:
    """Set a claim's status, with its history."""
    before = _known(db, claim_id)
    db.execute(SQL["set_status"], {"id": claim_id, "status": status.value})
    claim = _known(db, claim_id)
    _record(db, claim_id, actor, at, _ACTIONS[status], _json(before.draft()), _json(claim.draft()), reason)
    return claim


def alias(db: sqlite3.Connection, workspace: str, source: SourceName, others: Sequence[SourceName]) -> Source:
    """Make other names of a source known, and join the sources on record under them to it."""
    home = _workspace(db, workspace)
    source_id = _source(db, home, source)
    for other in others:
        known = first_id(db, "source_id", {"workspace": home, "key": other.key})
        if known is None:
            db.execute(
                SQL["add_source_name"],
                {"workspace": home, "key": other.key, "source": source_id, "name": other.name},
            )
        elif known != source_id:
            for query in ("join_names", "join_speakers", "join_outlets", "join_via", "drop_source"):
                db.execute(SQL[query], {"source": source_id, "other": known})
    return source_of(db.execute(SQL["source"], {"workspace": workspace, "key": source.key}).fetchone())


def decide(db: sqlite3.Connection, decision: Decision) -> None:
    """Store a decision about two claims, whichever comes first, and a line in both histories."""
    ordered = decision if decision.a < decision.b else _turned(decision)
    a, b = _known(db, ordered.a), _known(db, ordered.b)
    if a.id == b.id or a.workspace != b.workspace:
        raise LedgerError(f"claims {a.id} and {b.id} can't be compared; name two claims of one workspace")
    row = db.execute(SQL["decision"], {"a": a.id, "b": b.id}).fetchone()
    earlier = None if row is None else decision_of(row)
    db.execute(SQL["decide"], {**ordered.model_dump(mode="json"), "at": moment_text(ordered.at)})
    for claim_id, other_id in ((a.id, b.id), (b.id, a.id)):
        before = None if earlier is None else _decided(other_id, earlier)
        after = _decided(other_id, ordered)
        _record(db, claim_id, ordered.actor, ordered.at, "decide", before, after, ordered.reason)


def suspect(db: sqlite3.Connection, suspicions: Sequence[Suspicion]) -> None:
    """Store suspicions, each in place of an earlier one about the same two claims."""
    for suspicion in suspicions:
        a, b = sorted((suspicion.a, suspicion.b))
        values = {"a": a, "b": b, "relation": suspicion.relation.value, "reason": suspicion.reason}
        db.execute(SQL["suspect"], values)


def alert(db: sqlite3.Connection, claim_id: int, lines: Sequence[AlertLine], at: datetime) -> Alert:
    """Store the alert that a claim causes."""
    claim = _known(db, claim_id)
    alert_id = _inserted(db, "add_alert", {"claim": claim_id, "at": moment_text(at)})
    db.executemany(
        SQL["add_alert_line"],
        [
            (alert_id, ordinal, line.claim_id, line.relation.value, int(line.suspected), line.reason)
            for ordinal, line in enumerate(lines)
        ],
    )
    return Alert(
        id=alert_id,
        workspace=claim.workspace,
        claim_id=claim_id,
        at=at,
        state=AlertState.WAITING,
        lines=alert_lines(db, alert_id),
        watchers=watchers(db, claim_id),
    )


def settle(db: sqlite3.Connection, workspace: str, a: int, b: int, relation: Relation) -> None:
    """Settle the lines of waiting alerts about two claims, and the alerts that this settles.

    A contradiction or a revision confirms a line; any other relation dismisses it.
    """
    state = AlertState.CONFIRMED if relation in _UPHELD else AlertState.DISMISSED
    pair = {"a": a, "b": b}
    for (alert_id,) in db.execute(SQL["waiting_alerts_about"], {**pair, "workspace": workspace}).fetchall():
        db.execute(SQL["settle_lines"], {**pair, "alert": alert_id, "state": state.value})
        db.execute(SQL["settle_alert"], {"alert": alert_id})


def set_alert(db: sqlite3.Connection, workspace: str, claim_id: int, state: AlertState) -> None:
    """Set the state of the waiting alerts that a claim caused."""
    db.execute(SQL["set_alert"], {"workspace": workspace, "claim": claim_id, "state": state.value})


def watch(db: sqlite3.Connection, workspace: str, wish: Watch) -> None:
    """Store a watch, once."""
    db.execute(SQL["watch"], {**_watch_values(wish), "workspace": _workspace(db, workspace)})


def unwatch(db: sqlite3.Connection, workspace: str, wish: Watch) -> bool:
    """Remove a watch; return whether there was one."""
    return db.execute(SQL["unwatch"], {**_watch_values(wish), "workspace": workspace}).rowcount > 0


def set_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    """Store what the ledger says of itself under a key."""
    db.execute(SQL["set_meta"], {"key": key, "value": value})


def _watch_values(wish: Watch) -> dict[str, object]:
    return {"watcher": wish.watcher, "kind": wish.kind.value, "name": wish.name or ""}


def _json(draft: ClaimDraft) -> str:
    return draft.model_dump_json()


def _decided(other_id: int, decision: Decision) -> str:
    stated = {"claim": other_id, "relation": decision.relation.value, "reason": decision.reason}
    return json.dumps(stated, ensure_ascii=False)


def _turned(decision: Decision) -> Decision:
    turned = {
        "a": decision.b,
        "b": decision.a,
        "statement_a": decision.statement_b,
        "statement_b": decision.statement_a,
    }
    return decision.model_copy(update=turned)


def _known(db: sqlite3.Connection, claim_id: int) -> Claim:
    for claim in claims_with(db, [claim_id]):
        return claim
    raise LedgerError(f"there is no claim {claim_id}; `claimdesk story NAME` lists a story's claims")


def _inserted(db: sqlite3.Connection, query: str, values: dict[str, object]) -> int:
    added = db.execute(SQL[query], values).lastrowid
    if added is None:
        raise LedgerError("nothing was stored; begin the change again")
    return added


def _workspace(db: sqlite3.Connection, name: str) -> int:
    known = first_id(db, "workspace_id", {"workspace": name})
    return _inserted(db, "add_workspace", {"workspace": name}) if known is None else known


def _story(db: sqlite3.Connection, home: int, entry: Entry) -> int:
    values: dict[str, object] = {"workspace": home, "key": entry.story_key}
    known = first_id(db, "story_id", values)
    return _inserted(db, "add_story", {**values, "name": entry.draft.story}) if known is None else known


def _source(db: sqlite3.Connection, home: int, source: SourceName) -> int:
    values: dict[str, object] = {"workspace": home, "key": source.key}
    known = first_id(db, "source_id", values)
    if known is None:
        known = _inserted(db, "add_source", {"workspace": home, "name": source.name})
        db.execute(SQL["add_source_name"], {**values, "source": known, "name": source.name})
    return known


def _position(db: sqlite3.Connection, story_id: int, figures: Sequence[Figure]) -> int | None:
    if not figures:
        return None
    key, text = figures_text(figures)
    values: dict[str, object] = {"story": story_id, "key": key}
    known = first_id(db, "position_id", values)
    return _inserted(db, "add_position", {**values, "figures": text}) if known is None else known


def _claim_values(db: sqlite3.Connection, home: int, entry: Entry) -> dict[str, object]:
    draft = entry.draft
    story_id = _story(db, home, entry)
    return {
        "story": story_id,
        "text": draft.text,
        "quote": draft.quote,
        "speaker": draft.speaker,
        "speaker_id": _source(db, home, entry.speaker),
        "outlet": draft.outlet,
        "outlet_id": None if entry.outlet is None else _source(db, home, entry.outlet),
        "url": draft.url,
        "said_at": moment_text(draft.said_at),
        "published_at": moment_text(draft.published_at),
        "as_of": moment_text(draft.as_of),
        "language": draft.language,
        "status": draft.status.value,
        "statement": entry.statement,
        "position": _position(db, story_id, entry.figures),
        "earliest": earliest_key(draft.said_at, draft.published_at),
    }


def _identity(values: dict[str, object]) -> tuple[object, ...]:
    return values["story"], values["statement"], values["speaker_id"], values["outlet_id"]


def _refuse_second(db: sqlite3.Connection, values: dict[str, object], besides: int) -> None:
    story_id, statement, speaker, outlet = _identity(values)
    same = {"story": story_id, "statement": statement, "speaker": speaker, "outlet": outlet}
    known = first_id(db, "same_statement", {**same, "besides": besides})
    if known is not None and values["status"] != Status.WITHDRAWN:
        raise LedgerError(f"this is on record as claim {known}; edit that one instead")


def _store_via(db: sqlite3.Connection, home: int, claim_id: int, entry: Entry) -> None:
    passed_on = enumerate(zip(entry.via, entry.draft.via, strict=True))
    for ordinal, (source, written) in passed_on:
        db.execute(SQL["add_via"], (claim_id, ordinal, _source(db, home, source), written))


def _record(
    db: sqlite3.Connection,
    claim_id: int,
    actor: str,
    at: datetime,
    action: str,
    before: str | None = None,
    after: str | None = None,
    reason: str | None = None,
) -> None:
    db.execute(
        SQL["add_change"],
        {
            "claim": claim_id,
            "at": moment_text(at),
            "actor": actor,
            "action": action,
            "before": before,
            "after": after,
            "reason": reason,
        },
    )
