"""Records between processes: whole, in order, and an end that is told from a record."""

import os
import threading
from io import FileIO

import pytest

from bot.piping import received, send, widen


@pytest.fixture
def pipe() -> tuple[FileIO, FileIO]:
    """Return both ends of a pipe: where records come out, and where they go in."""
    out, into = os.pipe()
    return FileIO(out), FileIO(into, "w")


def put(pipe: FileIO, records: list[object]) -> None:
    """Send records one after the other."""
    for record in records:
        send(pipe, record)


def test_records_come_whole_and_in_order(pipe: tuple[FileIO, FileIO]) -> None:
    """However long a record is, the other end gets the same one."""
    records: list[object] = ["", {"a": (1, None)}, "x" * 3_000_000, b"\0" * 70_000]
    out, into = pipe
    widen(into)
    with out, into:
        sending = threading.Thread(target=put, args=(into, records))
        sending.start()
        assert [received(out) for _ in records] == records
        sending.join()


def test_an_end_is_no_record(pipe: tuple[FileIO, FileIO]) -> None:
    """Where the other side has gone in the midst of a record, reading says so."""
    out, into = pipe
    with out:
        with into:
            into.write(b"\x10\0\0\0\0\0\0\0half")
        with pytest.raises(EOFError):
            received(out)
