"""The demo, and what a reader can do with its ledger."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.end_to_end.program import Program

STRIKE = "Deir ez-Zor air strike, 17 Sep 2016"


def test_the_demo_shows_the_main_job_and_leaves_nothing(program: Program) -> None:
    """Without a terminal it shows two checks and an alert, says what to try next, ends well and cleans up."""
    out, err = program.run("demo")
    assert err == ""
    steps = (
        "$ claimdesk check 62 soldiers",
        "$ claimdesk check 26 soldiers",
        "$ claimdesk add",
        "ALERT",
        "Try next",
    )
    places = [out.index(step) for step in steps]
    assert places == sorted(places)
    assert "Nobody on record says “26 soldiers”" in out
    assert list((program.folder / "tmp").iterdir()) == []
    assert not program.database.exists()


def test_the_demos_ledger_answers_as_promised(program: Program) -> None:
    """62 is the ministry's, with its agreeing, contradicting and diverging claims, and nothing of 2018."""
    del program.environment["CLAIMDESK_DATABASE"]
    here = ("--database", str(program.folder / "kept.ledger"))
    program.run("demo", *here)
    assert "holds something already" in program.refused("demo", *here)

    [match] = program.json("check", "62 soldiers", *here)["matches"]
    assert match["claim"]["speaker"] == match["earliest"]["speaker"] == "Russia's Defense Ministry"

    def texts(relation: str) -> str:
        return " ".join(found["claim"]["text"] for found in match[relation])

    assert "over 60" in texts("agrees")
    assert "at least 80" in texts("contradicts")
    assert len(match["contradicts"]) == 1
    assert "at least 30" in texts("diverges")
    lists = ("agrees", "contradicts", "diverges", "revises")
    assert {found["claim"]["story"] for relation in lists for found in match[relation]} == {STRIKE}

    nobody = program.json("check", "26 soldiers", *here, status=1)
    assert nobody["nobody"]
    assert "at least 80" in " ".join(stated["figure"] for stated in nobody["stories"][0]["figures"])


class _Screen:
    """What comes up on a terminal, read on from where it was last looked for."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._shown = ""

    def waits_for(self, text: str, seconds: float = 60) -> bool:
        """Return whether a text came up before nothing more did for some seconds; go on behind it."""
        while text not in self._shown:
            ready, _, _ = select.select([self._terminal], [], [], seconds)
            if not ready:
                return False
            self._shown += os.read(self._terminal, 65536).decode(errors="replace")
        self._shown = self._shown.partition(text)[2]
        return True


def _hear_ctrl_c() -> None:
    """Undo what a shell does to what it runs in the background, which would never hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_demo_goes_on_as_a_console_at_a_terminal(program: Program) -> None:
    """It prompts, Ctrl-C clears the line, a text is checked, and leaving takes the ledger along."""
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo"],
        cwd=program.folder,
        env=program.environment | {"TERM": "xterm", "NO_COLOR": "1"},
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,
    )
    os.close(there)
    screen = _Screen(here)
    assert screen.waits_for("claimdesk> ")
    folders = list((program.folder / "tmp").iterdir())
    assert len(folders) == 1
    os.write(here, b"half a line")
    assert screen.waits_for("half a line")
    for _ in range(5):  # readline misses a Ctrl-C that falls just before it starts to wait
        process.send_signal(signal.SIGINT)
        if screen.waits_for("claimdesk> ", seconds=5):
            break
    os.write(here, b"sixty-two troops\n")
    assert screen.waits_for("Earliest on record")
    assert screen.waits_for("claimdesk> ")
    os.write(here, b"\x04")
    assert process.wait(60) == 0
    os.close(here)
    assert not Path(folders[0]).exists()


def test_ctrl_c_ends_the_demo_quietly_and_cleans_up(program: Program) -> None:
    """An interrupt in the middle ends with 130, without a traceback, and the throw-away ledger goes."""
    made = program.folder / "tmp"
    with _full_pipe() as full, program.start("demo", output=full) as process:
        for _ in range(600):
            if any(made.iterdir()):
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 130
    assert list(made.iterdir()) == []


@contextmanager
def _full_pipe() -> Iterator[int]:
    """Yield the end of a pipe that takes nothing more: whoever writes into it can't come to an end."""
    here, there = os.pipe()
    os.set_blocking(there, False)
    with suppress(BlockingIOError):
        while True:
            os.write(there, bytes(4096))
    os.set_blocking(there, True)
    try:
        yield there
    finally:
        os.close(there)
        os.close(here)
