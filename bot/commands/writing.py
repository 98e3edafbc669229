"""Files that commands write: whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bot.commands.session import CommandError


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Yield a stream to write a file to, which appears under its name when it is whole, or not at all.

    What is there and is no file, such as a pipe or /dev/stdout, is written to as it stands. Raises
    CommandError, naming the file, where it can't be written.
    """
    path = path.expanduser()
    target = path.resolve()  # a link to a file stays one
    in_place = path.exists() and not path.is_file()
    unfinished = path if in_place else target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        if not in_place:
            unfinished.replace(target)
    except BaseException as error:
        if not in_place:
            with suppress(OSError):
                unfinished.unlink()
        if isinstance(error, OSError):
            raise CommandError(f"{path} can't be written: {error.strerror}.") from None
        raise
