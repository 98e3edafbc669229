"""Files that commands write: whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bot.commands.session import CommandError


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Yield a stream to write a file to, which appears under its name when it is whole, or not at all.

    Raises CommandError, naming the file, where it can't be written.
    """
    path = path.expanduser()
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(path)
    except BaseException as error:
        with suppress(OSError):
            unfinished.unlink()
        if isinstance(error, OSError):
            raise CommandError(f"{path} can't be written: {error.strerror}.") from None
        raise
