"""The outbox: the messages that alerts become, and how far each has come."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from db.models import Delivery
from db.sqlite.rows import delivery_of, instant_text
from db.sqlite.sql import SQL


def due(db: sqlite3.Connection, workspaces: Iterable[str], now: datetime, limit: int) -> list[Delivery]:
    """Return messages to send or to correct by now, those of the oldest alert first."""
    asked = json.dumps(sorted(set(workspaces)))
    values = {"workspaces": asked, "now": instant_text(now), "limit": limit}
    return [delivery_of(row) for row in db.execute(SQL["due"], values)]


def undelivered(db: sqlite3.Connection, workspace: str) -> int:
    """Return how many messages of a workspace wait to be sent."""
    return int(db.execute(SQL["undelivered"], {"workspace": workspace}).fetchone()[0])


def sending(db: sqlite3.Connection, delivery_id: int) -> None:
    """Mark a message as handed over, and count the attempt; one that was sent stays sent."""
    db.execute(SQL["sending"], {"id": delivery_id})


def sent(db: sqlite3.Connection, delivery_id: int, channel: str, message: str, version: int) -> None:
    """Mark a message as sent: where it stands, and which version of the alert it shows."""
    values = {"id": delivery_id, "channel": channel, "message": message, "version": version}
    db.execute(SQL["sent"], values)


def postpone(db: sqlite3.Connection, delivery_id: int, until: datetime, error: str) -> None:
    """Let a message wait until then, with why."""
    db.execute(SQL["postpone"], {"id": delivery_id, "until": instant_text(until), "error": error})


def recall(db: sqlite3.Connection, delivery_id: int) -> None:
    """Take back that a message was handed over."""
    db.execute(SQL["recall"], {"id": delivery_id})


def drop(db: sqlite3.Connection, delivery_id: int, error: str) -> None:
    """Give a message up for good."""
    db.execute(SQL["drop"], {"id": delivery_id, "error": error})


def hurry(db: sqlite3.Connection, workspace: str, now: datetime) -> None:
    """Let every message that waits in a workspace be due now."""
    db.execute(SQL["hurry"], {"workspace": workspace, "now": instant_text(now)})
