"""Alerts: made, read, and settled by what people decide."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from db.models import Alert, AlertLine, AlertState, Relation
from db.sqlite.rows import Row, instant_text, moment_text
from db.sqlite.shared import inserted, known_claim
from db.sqlite.sql import SQL
from db.store import Listed


def alerts(db: sqlite3.Connection, workspace: str, limit: int) -> list[Alert]:
    """Return a workspace's alerts, newest first, with who is to be told now."""
    rows = db.execute(SQL["alerts"], {"workspace": workspace, "limit": limit}).fetchall()
    return [_alert_of(db, workspace, row) for row in rows]


def alert_by_id(db: sqlite3.Connection, workspace: str, alert_id: int) -> Alert | None:
    """Return one alert of a workspace."""
    row = db.execute(SQL["alert_by_id"], {"workspace": workspace, "alert": alert_id}).fetchone()
    return None if row is None else _alert_of(db, workspace, row)


def _alert_of(db: sqlite3.Connection, workspace: str, row: Row) -> Alert:
    alert_id, claim_id, at, state, version = row
    return Alert(
        id=alert_id,
        workspace=workspace,
        claim_id=claim_id,
        at=datetime.fromisoformat(at),
        state=AlertState(state),
        lines=_lines(db, alert_id),
        watchers=_watchers(db, claim_id),
        version=version,
    )


def _lines(db: sqlite3.Connection, alert_id: int) -> tuple[AlertLine, ...]:
    return tuple(map(_line_of, db.execute(SQL["alert_lines"], {"alert": alert_id})))


def _line_of(row: Row) -> AlertLine:
    claim_id, relation, suspected, reason, state = row
    return AlertLine(
        claim_id=claim_id,
        relation=Relation(relation),
        suspected=bool(suspected),
        reason=reason,
        state=AlertState(state),
    )


def listed(db: sqlite3.Connection, claim_id: int) -> list[Listed]:
    """Return the lines of the alerts that a claim caused, and those of other alerts that name it."""
    return [
        Listed(row[0], row[1], _line_of(row[2:])) for row in db.execute(SQL["listed"], {"claim": claim_id})
    ]


def correct(db: sqlite3.Connection, lines: Sequence[Listed]) -> None:
    """Give lines of alerts another state and another reason; the states of the alerts follow."""
    corrected = [(one.line.state.value, one.line.reason, one.alert_id, one.line.claim_id) for one in lines]
    db.executemany(SQL["correct_line"], corrected)
    db.executemany(SQL["settle_alert"], sorted({(one.alert_id,) for one in lines}))


def _watchers(db: sqlite3.Connection, claim_id: int) -> tuple[str, ...]:
    """Return who watches a claim's story, its speaker, a speaker whom it contests, or everything."""
    return tuple(row[0] for row in db.execute(SQL["watchers"], {"claim": claim_id}))


def alert(db: sqlite3.Connection, claim_id: int, lines: Sequence[AlertLine], at: datetime) -> Alert:
    """Store the alert that a claim causes, and the messages that it is to become."""
    claim = known_claim(db, claim_id)
    alert_id = inserted(db, "add_alert", {"claim": claim_id, "at": moment_text(at)})
    db.executemany(
        SQL["add_alert_line"],
        [
            (alert_id, ordinal, line.claim_id, line.relation.value, int(line.suspected), line.reason)
            for ordinal, line in enumerate(lines)
        ],
    )
    watchers = _watchers(db, claim_id)
    recipients = json.dumps([None, *watchers])
    db.execute(SQL["add_deliveries"], {"alert": alert_id, "recipients": recipients, "due": instant_text(at)})
    return Alert(
        id=alert_id,
        workspace=claim.workspace,
        claim_id=claim_id,
        at=at,
        state=AlertState.WAITING,
        lines=_lines(db, alert_id),
        watchers=watchers,
    )
