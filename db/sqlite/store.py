"""The ledger in one SQLite file, written durably and read beside its writer."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Self

from db.sqlite.connection import Connection, to_the_end
from db.sqlite.inspection import inspect
from db.sqlite.migrating import Migration, migrations
from db.sqlite.opening import open_read_only, open_reader, open_writer
from db.sqlite.reader import SqliteReader
from db.sqlite.writer import SqliteWriter
from db.store import LedgerError, Store


class SqliteStore(SqliteReader, Store):
    """An open ledger: one connection that reads, and one that writes where the file may be written."""

    def __init__(self, path: Path, reader: Connection, writer: Connection | None) -> None:
        super().__init__(reader)
        self._path = path
        self._writer = writer
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, *, create: bool = True) -> Self:
        """Open a ledger, bringing it to the newest version; a missing one is made, if `create`.

        One that can't be written is opened for reading. Raises LedgerError, with the file untouched, where
        there is no ledger to open.
        """
        steps = await asyncio.to_thread(migrations)
        if not await asyncio.to_thread(inspect, path, len(steps), create=create):
            return cls(path, await Connection.made(partial(open_read_only, path, steps), path), None)
        return await cls._open_writable(path, steps)

    @classmethod
    async def _open_writable(cls, path: Path, steps: Sequence[Migration]) -> Self:
        writer = await Connection.made(partial(open_writer, path, steps), path)
        try:
            reader = await Connection.made(partial(open_reader, path), path)
        except BaseException:
            await to_the_end(writer.close())
            raise
        return cls(path, reader, writer)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqliteWriter]:
        """Begin a transaction; it is committed at the end of the block, and undone by any exception.

        A cancellation that arrives during the commit itself is raised after it.
        """
        if self._writer is None:
            raise LedgerError(
                f"{self._path} can only be read; give write permission for the file and its folder"
            )
        async with self._turn:
            try:
                await to_the_end(self._writer.perform(_execute, "BEGIN IMMEDIATE"))
                yield SqliteWriter(self._writer)
                await to_the_end(self._writer.perform(_execute, "COMMIT"))
            except BaseException:
                await to_the_end(self._writer.perform(_undo))
                raise

    async def close(self) -> None:
        """Let go of the file; waits for a transaction that is under way. A second call does nothing."""
        async with self._turn:
            await to_the_end(self._let_go())

    async def _let_go(self) -> None:
        await self._connection.close()
        if self._writer is not None:
            await self._writer.close()


def _execute(db: sqlite3.Connection, statement: str) -> None:
    db.execute(statement)


def _undo(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")
