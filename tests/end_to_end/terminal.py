"""A terminal that a test sits at: what comes up on it, and what is typed."""

import codecs
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tests.end_to_end.program import Program

CTRL_D: Final = b"\x04"


class Terminal:
    """A program at a terminal of its own, read on from where it was last looked at."""

    def __init__(self, here: int, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._here = here
        self._shown = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")(
            errors="replace"
        )  # a read may end in a character

    def waits_for(self, text: str, seconds: float = 60) -> bool:
        """Return whether a text came up before nothing more did for some seconds; go on behind it."""
        while text not in self._shown:
            ready, _, _ = select.select([self._here], [], [], seconds)
            if not ready:
                return False
            try:
                self._shown += self._decoder.decode(os.read(self._here, 65536))
            except OSError:  # the program has ended
                return False
        self._shown = self._shown.partition(text)[2]
        return True

    def types(self, text: str | bytes) -> None:
        """Type some text."""
        os.write(self._here, text.encode() if isinstance(text, str) else text)

    def interrupts(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)


@contextmanager
def at_a_terminal(program: Program, *words: str) -> Iterator[Terminal]:
    """Start the program at a terminal and yield it; it is ended if it hasn't by then."""
    here, there = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 -- the program under test
        [sys.executable, "-m", "bot", *words],
        cwd=program.folder,
        env=program.environment | {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "200"},
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,
    )
    os.close(there)
    try:
        yield Terminal(here, process)
    finally:
        process.kill()
        process.wait()
        os.close(here)


def _hear_ctrl_c() -> None:
    """Undo what a shell does to what it runs in the background, which would never hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
