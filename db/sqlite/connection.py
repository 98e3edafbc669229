"""A connection to a ledger's file that runs whole pieces of work on its own thread."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, Self, TypeVar

import aiosqlite

from db.store import LedgerError

P = ParamSpec("P")
T = TypeVar("T")

_PAGE: Final = 64  # rows that an aiosqlite cursor fetches at once; the ledger fetches within its own work


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Await work to its end however often cancelled meanwhile; the cancellation is raised after it."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from task.exception()
    return task.result()


def explained(error: sqlite3.Error, path: Path) -> LedgerError:
    """Return what SQLite refused as one sentence that names the file and says what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            text = f"{path} is being written by another process; try again in a moment, or stop that process"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            text = f"{path} can't be written; give write permission for the file and its folder"
        case sqlite3.SQLITE_FULL:
            text = f"{path} could not grow, the disk is full; free some space and try again"
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            text = f"{path} is damaged ({error}); restore it from a copy"
        case sqlite3.SQLITE_CANTOPEN:
            text = f"{path} can't be opened; check the permissions of the file and its folder"
        case _:
            text = f"{path} could not be used ({error}); check the disk and the file's permissions"
    return LedgerError(text)


class Connection(aiosqlite.Connection):
    """An aiosqlite connection whose unit of work is a function of several statements.

    One hop to the thread carries a whole add or a whole answer, instead of one hop a statement.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection], path: Path) -> None:
        super().__init__(connector, _PAGE)
        self._path = path
        self._stopped: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        """Have the thread end; the future is done when it has no more to say to the event loop."""
        self._stopped = super().stop()
        return self._stopped

    @classmethod
    async def made(cls, connector: Callable[[], sqlite3.Connection], path: Path) -> Self:
        """Return a connection made by `connector` on the new thread; raises what `connector` raises."""
        connection = cls(connector, path)

        async def connect() -> None:
            await connection

        try:
            await to_the_end(connect())
        except asyncio.CancelledError:
            await to_the_end(connection.close())
            raise
        except Exception:
            if connection._stopped is not None:
                await asyncio.wait([connection._stopped])
            raise
        return connection

    async def perform(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what `work` returns, run on the connection's thread; SQLite's errors become LedgerError."""
        if self._connection is None:
            raise LedgerError(f"{self._path} is closed; open it again")
        try:
            result: T = await self._execute(  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped
                work, self._conn, *args, **kwargs
            )
        except sqlite3.Error as error:
            raise explained(error, self._path) from error
        return result
