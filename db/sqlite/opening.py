"""Opening a ledger's file for writing, beside a writer, or where nothing may be written."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from db.sqlite.connection import explained
from db.sqlite.inspection import check_version
from db.sqlite.migrating import Migration, migrate, version
from db.store import LedgerError

WAIT: Final = 5.0  # seconds that a writer waits for another process
_AGAIN: Final = 0.02  # seconds until the next try

_STATEMENTS: Final = 256  # prepared ones kept; more than there are queries


def open_writer(path: Path, steps: Sequence[Migration]) -> sqlite3.Connection:
    """Return a connection whose commits are durable, to a ledger brought to its newest version.

    The file is made where it is missing. Raises LedgerError, and leaves nothing open then.
    """
    db = _connect(path, "mode=rwc")
    try:
        check_version(path, version(db), len(steps))
        _prepare(db)
        migrate(db, steps)
    except BaseException as error:
        db.close()
        if isinstance(error, sqlite3.Error):
            raise explained(error, path) from error
        raise
    return db


def open_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that reads beside a writer of the same process."""
    return _connect(path, "mode=ro")


def open_read_only(path: Path, steps: Sequence[Migration]) -> sqlite3.Connection:
    """Return a connection to a ledger whose file or folder can't be written.

    Raises LedgerError where it can't be read that way either, and leaves nothing open then.
    """
    try:
        db = _readable(path, "mode=ro")
    except sqlite3.OperationalError:
        if _has_unmerged_changes(path):
            raise LedgerError(
                f"the newest changes of {path} wait in {path}-wal, and its folder can't be written; open it"
                " once where it can be, or copy both files there"
            ) from None
        db = _readable(path, "mode=ro&immutable=1")
    try:
        _check_current(path, version(db), len(steps))
    except BaseException:
        db.close()
        raise
    return db


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    try:
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=WAIT,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_STATEMENTS,
        )
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _prepare(db: sqlite3.Connection) -> None:
    if version(db) == 0:
        # Before WAL, so that the file's own header tells whose it is from its first page on.
        db.execute("PRAGMA application_id = 0x436C6D64")
    _write_ahead(db)
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA temp_store = MEMORY")  # what takes a statement back that fails halfway
    db.execute("PRAGMA cache_size = -65536")  # KiB; the indexes of a large import fit


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to WAL; SQLite doesn't wait by itself for another process that is just doing the same."""
    until = time.monotonic() + WAIT
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN)
        else:
            return


def _readable(path: Path, mode: str) -> sqlite3.Connection:
    db = _connect(path, mode)
    try:
        version(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _check_current(path: Path, found: int, latest: int) -> None:
    check_version(path, found, latest)
    if found < latest:
        raise LedgerError(
            f"{path} is from an older Claimdesk and can't be brought up to date, because it can't be"
            " written; give write permission for the file and its folder"
        )


def _has_unmerged_changes(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
