"""The ledger as a file: what can be wrong with it, several processes at it, and killed ones."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from db.models import DeliveryState
from db.sqlite.inspection import APPLICATION_ID
from db.sqlite.migrating import migrations
from db.sqlite.opening import open_writer
from db.sqlite.store import SqliteStore
from db.store import LedgerError
from tests.db.helpers import HOME
from tests.factories import NOON, entry

ROOT = Path(__file__).parents[2]

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions and signals")


async def make(path: Path, *texts: str) -> None:
    """Make a ledger with a claim for each text, and close it."""
    store = await SqliteStore.open(path)
    async with store.write() as writer:
        for text in texts:
            await writer.add(HOME, entry(text), "reporter", NOON)
    await store.close()


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def put(path: Path, content: bytes) -> None:
    """Make a file that holds just this."""
    path.write_bytes(content)


async def refusal(path: Path, *, create: bool = True) -> str:
    """Return why a ledger can't be opened; nothing in its folder has changed then."""
    before = everything_in(path.parent) if path.parent.is_dir() else {}
    with pytest.raises(LedgerError) as refused:
        await SqliteStore.open(path, create=create)
    assert (everything_in(path.parent) if path.parent.is_dir() else {}) == before
    return str(refused.value)


async def test_a_missing_ledger_is_made_or_named(ledger_path: Path) -> None:
    """Without leave to make one, the refusal names the file and what makes one; nothing appears."""
    assert await refusal(ledger_path, create=False) == (
        f"there is no ledger at {ledger_path}; `claimdesk add` or `claimdesk import FILE` makes one"
    )
    put(ledger_path, b"")
    assert "there is no ledger" in await refusal(ledger_path, create=False)
    await make(ledger_path, "a")
    store = await SqliteStore.open(ledger_path, create=False)
    assert await store.count(HOME) == 1
    await store.close()


async def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    """A folder in the ledger's place is refused as one."""
    assert "is a folder; name a file in it" in await refusal(tmp_path)


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A ledger in a folder that isn't there is refused, and the folder isn't made."""
    assert f"there is no folder {tmp_path / 'gone'}" in await refusal(tmp_path / "gone" / "claims.db")


@posix
async def test_a_pipe_is_no_ledger(ledger_path: Path) -> None:
    """What is neither file nor folder is refused without waiting for it."""
    os.mkfifo(ledger_path)
    with pytest.raises(LedgerError, match="is no ordinary file"):
        await SqliteStore.open(ledger_path)


@pytest.mark.parametrize("content", [b"story,text,speaker\n", b"SQLite format 3\x00 cut"])
async def test_another_kind_of_file_is_refused(ledger_path: Path, content: bytes) -> None:
    """A file that SQLite didn't write, or that ends within its header, is refused and left alone."""
    put(ledger_path, content)
    assert await refusal(ledger_path) == f"{ledger_path} is no SQLite file, so no ledger; choose another file"


@pytest.mark.parametrize("journal", ["delete", "wal"])
async def test_another_programs_database_is_refused(ledger_path: Path, journal: str) -> None:
    """A SQLite file without the ledger's mark is refused and left alone, whatever its journal."""
    with closing(sqlite3.connect(ledger_path)) as db:
        db.executescript(f"PRAGMA journal_mode = {journal}; CREATE TABLE recipe (name TEXT);")
    assert "is a SQLite file, but no Claimdesk ledger" in await refusal(ledger_path)


async def test_a_newer_ledger_is_refused(ledger_path: Path) -> None:
    """A ledger of a version to come is refused with both versions, and left alone."""
    await make(ledger_path)
    newer = len(migrations()) + 1
    with closing(sqlite3.connect(ledger_path)) as db:
        db.execute(f"PRAGMA user_version = {newer}")
    assert f"its ledger is version {newer}, this one knows up to {newer - 1}" in await refusal(ledger_path)


async def test_a_newer_version_still_in_the_log_is_refused(ledger_path: Path) -> None:
    """A version that only the write-ahead log holds yet counts too."""
    await make(ledger_path)
    with closing(sqlite3.connect(ledger_path, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("PRAGMA user_version = 99")
        with pytest.raises(LedgerError, match="is version 99"):
            await SqliteStore.open(ledger_path)


async def test_a_damaged_ledger_is_named(ledger_path: Path) -> None:
    """A ledger whose pages were overwritten is called damaged, and no thread is left behind."""
    await make(ledger_path, *(f"claim {number}" for number in range(50)))
    content = everything_in(ledger_path.parent)[ledger_path.name]
    put(ledger_path, content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(LedgerError, match="is damaged"):
        await SqliteStore.open(ledger_path)


async def test_a_ledger_half_made_is_finished(ledger_path: Path) -> None:
    """A process killed before its first table leaves a file that the next one makes a ledger of."""
    with closing(sqlite3.connect(ledger_path)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    await make(ledger_path, "a")
    with closing(open_writer(ledger_path, migrations())) as writing:
        assert writing.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert writing.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert writing.execute("PRAGMA synchronous").fetchone() == (2,)
        assert writing.execute("PRAGMA foreign_keys").fetchone() == (1,)


async def test_a_ledger_that_another_process_writes(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A held ledger still opens and answers; writing waits, then says who is in the way, and works after."""
    await make(ledger_path, "a")
    monkeypatch.setattr("db.sqlite.opening.WAIT", 0.05)
    with closing(sqlite3.connect(ledger_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store = await SqliteStore.open(ledger_path)
        assert await store.count(HOME) == 1
        with pytest.raises(LedgerError, match="is being written by another process; try again"):
            async with store.write():
                pass
        other.execute("ROLLBACK")
        async with store.write() as writer:
            await writer.add(HOME, entry("b"), "reporter", NOON)
    assert await store.count(HOME) == 2
    await store.close()


async def test_a_full_disk_undoes_the_transaction(ledger_path: Path) -> None:
    """A ledger that can't grow says so, keeps what it had, and takes claims again afterwards."""
    store = await SqliteStore.open(ledger_path)
    async with store.write() as writer:
        await writer.add(HOME, entry("a"), "reporter", NOON)
        await writer._connection.perform(lambda db: db.execute("PRAGMA max_page_count = 80").fetchall())

    async def fill() -> None:
        async with store.write() as writer:
            for number in range(2_000):
                await writer.add(HOME, entry(f"claim {number} {'x' * 500}"), "reporter", NOON)

    with pytest.raises(LedgerError, match="the disk is full"):
        await fill()
    assert await store.count(HOME) == 1
    async with store.write() as writer:
        await writer.add(HOME, entry("b"), "reporter", NOON)
    await store.close()


async def test_a_closed_ledger_says_so(ledger_path: Path) -> None:
    """Closing twice is fine; asking or writing afterwards is told that the ledger is closed."""
    store = await SqliteStore.open(ledger_path)
    await store.close()
    await store.close()
    with pytest.raises(LedgerError, match="is closed"):
        await store.count()
    with pytest.raises(LedgerError, match="is closed"):
        async with store.write():
            pass
    assert [file.name for file in ledger_path.parent.iterdir()] == [ledger_path.name]


async def test_opening_can_be_cancelled(ledger_path: Path) -> None:
    """An opening cancelled at any of its steps, even twice, leaves no thread and no lock behind."""
    for pause in (0.0, 0.001, 0.003, 0.006):
        task = asyncio.create_task(SqliteStore.open(ledger_path))
        await asyncio.sleep(pause)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        for store in await asyncio.gather(task, return_exceptions=True):
            if isinstance(store, SqliteStore):
                await store.close()
    await make(ledger_path, "a")


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """Yield a folder that every user may enter, unlike a test's own; made writable again at the end."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def run(module: str, *arguments: object) -> list[str]:
    """Return the lines that a test's module prints in a process of its own, which must end well."""
    command = [sys.executable, "-W", "error", "-m", f"tests.db.{module}", *map(str, arguments)]
    done = subprocess.run(  # noqa: S603 -- this interpreter, a module of these tests
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@posix
async def test_a_ledger_that_can_only_be_read() -> None:
    """Where neither file nor folder can be written, claims are read, and writing is refused in a sentence."""
    with folder_for_all() as folder:
        path = folder / "claims.db"
        await make(path, "a", "b")
        path.chmod(0o444)
        folder.chmod(0o555)
        before = everything_in(folder)
        counted, refused = await asyncio.to_thread(run, "as_nobody", path)
        assert counted == "2"
        assert refused == f"{path} can only be read; give write permission for the file and its folder"
        assert everything_in(folder) == before


@posix
async def test_claims_in_the_log_are_never_left_out() -> None:
    """Where claims wait in a log that can't be merged for want of rights, reading is refused instead."""
    with folder_for_all() as folder:
        path, copy = folder / "claims.db", folder / "copy" / "claims.db"
        copy.parent.mkdir()
        store = await SqliteStore.open(path)
        async with store.write() as writer:
            await writer.add(HOME, entry(), "reporter", NOON)
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
        await store.close()
        copy.parent.chmod(0o555)
        (told,) = await asyncio.to_thread(run, "as_nobody", copy)
        copy.parent.chmod(0o755)
        assert told.startswith(f"the newest changes of {copy} wait in {copy}-wal")


@posix
async def test_a_ledger_that_cannot_even_be_read() -> None:
    """A file without rights, and a folder where none can be made, are each told in one sentence."""
    with folder_for_all() as folder:
        path = folder / "claims.db"
        await make(path, "a")
        path.chmod(0o000)
        folder.chmod(0o555)
        (unreadable,) = await asyncio.to_thread(run, "as_nobody", path)
        assert unreadable.startswith(f"{path} can't be read (Permission denied)")
        (unmakeable,) = await asyncio.to_thread(run, "as_nobody", folder / "other.db")
        assert unmakeable.startswith(f"no ledger can be made at {folder / 'other.db'}")


async def test_two_processes_lose_nothing(ledger_path: Path) -> None:
    """Two processes that make and fill one ledger at once store every claim of both."""
    names = ("Ann", "Ben")
    printed = await asyncio.gather(
        *(asyncio.to_thread(run, "adding", ledger_path, name, 150) for name in names)
    )
    store = await SqliteStore.open(ledger_path)
    stored = {f"{claim.id} {claim.text}" async for claim in store.every_claim(HOME)}
    assert stored == {line for lines in printed for line in lines}
    assert {source.name for source in await store.sources(HOME)} == set(names)
    assert sum([position.claims for position in await store.positions(1)]) == len(stored) == 300
    await store.close()


@posix
@pytest.mark.parametrize("acknowledged", [0, 1, 30, 200])
async def test_a_killed_process_loses_nothing_acknowledged(ledger_path: Path, acknowledged: int) -> None:
    """After a kill at any moment the ledger opens whole, with every claim that was acknowledged."""
    lines = await asyncio.to_thread(killed_after, acknowledged, "adding", ledger_path, "Ann", 0)
    store = await SqliteStore.open(ledger_path)
    stored = {f"{claim.id} {claim.text}\n" async for claim in store.every_claim(HOME)}
    assert stored >= {line for line in lines if line.endswith("\n")}
    async with store.write() as writer:
        await writer.add(HOME, entry("after"), "reporter", NOON)
    await store.close()
    with closing(sqlite3.connect(ledger_path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT sum(claims) FROM story").fetchone() == (len(stored) + 1,)


@posix
@pytest.mark.parametrize("acknowledged", [1, 2, 3, 4, 5, 101])
async def test_a_killed_process_owes_the_messages_it_had_not_sent(
    ledger_path: Path, acknowledged: int
) -> None:
    """After a kill each claim has its alert, each alert its message, and all are due but those sent."""
    lines = await asyncio.to_thread(killed_after, acknowledged, "alerting", ledger_path)
    told = [line.split() for line in lines if line.endswith("\n")]
    store = await SqliteStore.open(ledger_path)
    alerts = {alert.id for alert in await store.alerts(HOME, 9_999)}
    owed = await store.due([HOME], NOON, 9_999)
    assert len(alerts) == await store.count(HOME) - 1
    assert alerts >= {int(number) for what, number in told if what == "stored"}
    sent = {int(number) for what, number in told if what == "sent"}
    assert len(owed) + len(sent) <= len(alerts) <= len(owed) + len(sent) + 1  # the last may have gone unsaid
    assert sent.isdisjoint(message.id for message in owed)
    assert len({message.alert_id for message in owed}) == len(owed)
    handed = {int(number) for what, number in told if what == "handed"} - sent
    for message in owed:
        assert message.id not in handed or message.state is DeliveryState.SENDING
    await store.close()


def killed_after(acknowledged: int, module: str, path: Path, *arguments: object) -> list[str]:
    """Return the lines of a test's module, run in a process that goes on until it is killed.

    The kill comes after this many lines, or for none as soon as there is a file.
    """
    command = [sys.executable, "-m", f"tests.db.{module}", str(path), *map(str, arguments)]
    with subprocess.Popen(  # noqa: S603 -- this interpreter, a module of these tests
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(acknowledged)]
        while not path.exists():
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
        return lines + process.stdout.readlines()
