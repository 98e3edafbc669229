"""Files that commands write."""

import os
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from bot.commands.session import CommandError
from bot.commands.writing import whole


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """What stops in the middle leaves the file of before, and nothing beside it."""
    path = tmp_path / "sheet.html"
    path.write_bytes(b"before")
    with suppress(KeyboardInterrupt), whole(path) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"before"
    with whole(path) as stream:
        stream.write(b"after")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    """What a link leads to is written, and the link is left."""
    link, path = tmp_path / "link.html", tmp_path / "sheet.html"
    link.symlink_to(path.name)
    with whole(link) as stream:
        stream.write(b"page")
    assert link.is_symlink()
    assert path.read_bytes() == b"page"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """What is there and is no file gets the bytes, and no file takes its place."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    with whole(pipe) as stream:
        stream.write(b"page")
    reader.join(10)
    assert got == [b"page"]
    assert pipe.is_fifo()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is refused by name."""
    with pytest.raises(CommandError, match="can't be written: Is a directory"), whole(tmp_path):
        raise AssertionError
