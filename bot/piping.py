"""Records through a pipe between two processes of this program, in few large pieces.

A thread that waited for the other end waits for the threads of its own process before it goes on, so a record
in a hundred small pieces takes a hundred times as long as one in a single piece.
"""

import pickle
import sys
from io import FileIO
from typing import Any, Final

_WIDTH: Final = 1 << 20  # bytes that a pipe holds where the system lets it: some records
_HEAD: Final = 8  # bytes before a record that tell its length


def widen(pipe: FileIO) -> None:
    """Let a pipe hold so much that a whole record goes in before anything is taken out, where that can be."""
    if sys.platform == "linux":
        import fcntl

        try:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDTH)
        except OSError:  # others have taken what the system grants
            return


def send(pipe: FileIO, record: object) -> None:
    """Put a record into a pipe; raises OSError where nobody takes it any more. Blocks."""
    content = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
    left = memoryview(len(content).to_bytes(_HEAD, "little") + content)
    while left:
        left = left[pipe.write(left) :]


def received(pipe: FileIO) -> Any:  # noqa: ANN401  # whatever was sent
    """Return the next record out of a pipe; raises EOFError at its end. Blocks."""
    size = int.from_bytes(_taken(pipe, _HEAD), "little")
    return pickle.loads(_taken(pipe, size))  # noqa: S301  # from this program itself


def _taken(pipe: FileIO, size: int) -> bytearray:
    content = bytearray(size)
    left = memoryview(content)
    while left:
        taken = pipe.readinto(left)
        if not taken:
            raise EOFError
        left = left[taken:]
    return content
