"""Changes of claims, each one function of a connection that is inside a transaction."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from db.models import Claim, ClaimDraft, Entry, Figure, Status
from db.sqlite.reading import duplicate, first_id
from db.sqlite.rows import earliest_key, figures_text, moment_text
from db.sqlite.shared import inserted, known_claim, record, source_id, workspace_id
from db.sqlite.sql import SQL
from db.store import LedgerError

_ACTIONS = {Status.ACTIVE: "reinstate", Status.RETRACTED: "retract", Status.WITHDRAWN: "withdraw"}


def add(db: sqlite3.Connection, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
    """Store a claim; raises LedgerError where it is on record already."""
    home = workspace_id(db, workspace)
    values = _claim_values(db, home, entry)
    _refuse_second(db, _identity(values), entry.draft.status, besides=0)
    added = {**values, "workspace": home, "added_at": moment_text(at)}
    claim_id = inserted(db, "add_claim", added)
    _store_via(db, home, claim_id, entry)
    claim = known_claim(db, claim_id)
    record(db, claim_id, actor, at, "add", after=_json(entry.draft))
    return claim


def add_new(
    db: sqlite3.Connection, workspace: str, entries: Sequence[Entry], actor: str, at: datetime
) -> list[Claim | None]:
    """Store those of some claims that are not on record yet; None stands for each that is."""
    return [
        None if duplicate(db, workspace, entry) else add(db, workspace, entry, actor, at) for entry in entries
    ]


def replace(
    db: sqlite3.Connection,
    claim_id: int,
    entry: Entry,
    actor: str,
    at: datetime,
    reason: str | None,
    undoes: int | None,
) -> Claim:
    """Store a claim anew under its id; raises LedgerError where that makes it another one's double."""
    before = known_claim(db, claim_id)
    home = workspace_id(db, before.workspace)
    values = _claim_values(db, home, entry)
    if _identity(values) != (before.story_id, before.statement, before.speaker_id, before.outlet_id):
        _refuse_second(db, _identity(values), entry.draft.status, besides=claim_id)
    db.execute(SQL["replace_claim"], {**values, "id": claim_id})
    db.execute(SQL["drop_via"], {"id": claim_id})
    _store_via(db, home, claim_id, entry)
    db.execute(SQL["drop_suspicions"], {"id": claim_id})
    if values["story"] != before.story_id:
        db.execute(SQL["move_decisions"], {"id": claim_id, "story": values["story"]})
    claim = known_claim(db, claim_id)
    record(db, claim_id, actor, at, "edit", _json(before.draft()), _json(claim.draft()), reason, undoes)
    return claim


def reread(db: sqlite3.Connection, claim_id: int, figures: Sequence[Figure]) -> None:
    """Give a claim the figures that its text is now read to state; no change of what it says."""
    story_id = known_claim(db, claim_id).story_id
    db.execute(SQL["set_position"], {"id": claim_id, "position": _position(db, story_id, figures)})


def set_status(
    db: sqlite3.Connection,
    claim_id: int,
    status: Status,
    actor: str,
    at: datetime,
    reason: str | None,
    undoes: int | None,
) -> Claim:
    """Set a claim's status; raises LedgerError where the same claim was stored while it was withdrawn."""
    before = known_claim(db, claim_id)
    if before.status is Status.WITHDRAWN:
        same = (before.story_id, before.statement, before.speaker_id, before.outlet_id)
        _refuse_second(db, same, status, besides=claim_id)
    db.execute(SQL["set_status"], {"id": claim_id, "status": status.value})
    claim = known_claim(db, claim_id)
    written = _json(before.draft()), _json(claim.draft())
    record(db, claim_id, actor, at, _ACTIONS[status], *written, reason, undoes)
    return claim


def _json(draft: ClaimDraft) -> str:
    return draft.model_dump_json()


def _story(db: sqlite3.Connection, home: int, entry: Entry) -> int:
    values: dict[str, object] = {"workspace": home, "key": entry.story_key}
    known = first_id(db, "story_id", values)
    return inserted(db, "add_story", {**values, "name": entry.draft.story}) if known is None else known


def _position(db: sqlite3.Connection, story_id: int, figures: Sequence[Figure]) -> int | None:
    if not figures:
        return None
    key, text = figures_text(figures)
    values: dict[str, object] = {"story": story_id, "key": key}
    known = first_id(db, "position_id", values)
    return inserted(db, "add_position", {**values, "figures": text}) if known is None else known


def _claim_values(db: sqlite3.Connection, home: int, entry: Entry) -> dict[str, object]:
    draft = entry.draft
    story_id = _story(db, home, entry)
    return {
        "story": story_id,
        "text": draft.text,
        "quote": draft.quote,
        "speaker": draft.speaker,
        "speaker_id": source_id(db, home, entry.speaker),
        "outlet": draft.outlet,
        "outlet_id": None if entry.outlet is None else source_id(db, home, entry.outlet),
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


def _refuse_second(
    db: sqlite3.Connection, identity: tuple[object, ...], status: Status, besides: int
) -> None:
    story_id, statement, speaker, outlet = identity
    same = {"story": story_id, "statement": statement, "speaker": speaker, "outlet": outlet}
    known = first_id(db, "same_statement", {**same, "besides": besides})
    if known is not None and status is not Status.WITHDRAWN:
        raise LedgerError(f"this is on record as claim {known}; edit that one instead")


def _store_via(db: sqlite3.Connection, home: int, claim_id: int, entry: Entry) -> None:
    passed_on = enumerate(zip(entry.via, entry.draft.via, strict=True))
    for ordinal, (source, written) in passed_on:
        db.execute(SQL["add_via"], (claim_id, ordinal, source_id(db, home, source), written))
