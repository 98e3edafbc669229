"""The ledger's versions: numbered .sql files, each applied in one transaction together with its record."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import NamedTuple


class Migration(NamedTuple):
    """One step from a version of the ledger to the next."""

    number: int  # the version that it leads to; its script sets user_version to it
    name: str
    script: str


def migrations() -> Sequence[Migration]:
    """Return the packaged migrations, first to last."""
    found = sorted(
        (file for file in files("db.sqlite").joinpath("migrations").iterdir() if file.name.endswith(".sql")),
        key=lambda file: file.name,
    )
    return [
        Migration(int(file.name[:4]), file.name[5:-4], file.read_text(encoding="utf-8")) for file in found
    ]


def version(db: sqlite3.Connection) -> int:
    """Return the version that a ledger is at; 0 for one without tables."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(db: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    """Apply the steps that a ledger lacks; one that fails leaves the ledger at the step before it.

    `db` commits by itself (isolation level None). Raises sqlite3.Error as SQLite does.
    """
    for step in steps:
        if version(db) >= step.number:
            continue
        db.execute("BEGIN IMMEDIATE")
        try:
            if version(db) < step.number:
                _apply(db, step)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def _apply(db: sqlite3.Connection, step: Migration) -> None:
    for statement in statements(step.script):
        db.execute(statement)
    db.execute(
        "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)",
        (step.number, step.name, datetime.now(UTC).isoformat()),
    )


def statements(script: str) -> Iterator[str]:
    """Yield a script's statements one by one, so that all of them can share a transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending
