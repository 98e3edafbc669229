"""The demo, and what a reader can do with its ledger."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.end_to_end.program import Program
from tests.end_to_end.terminal import CTRL_D, at_a_terminal

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


def test_the_demo_goes_on_as_a_console_at_a_terminal(program: Program) -> None:
    """It prompts, Ctrl-C clears the line, a text is checked, and leaving takes the ledger along."""
    with at_a_terminal(program, "demo") as terminal:
        assert terminal.waits_for("claimdesk> ")
        folders = list((program.folder / "tmp").iterdir())
        assert len(folders) == 1
        terminal.types("half a line")
        assert terminal.waits_for("half a line")
        for _ in range(5):  # readline misses a Ctrl-C that falls just before it starts to wait
            terminal.interrupts()
            if terminal.waits_for("claimdesk> ", seconds=5):
                break
        terminal.types("sixty-two troops\n")
        assert terminal.waits_for("Earliest on record")
        assert terminal.waits_for("claimdesk> ")
        terminal.types(CTRL_D)
        assert terminal.process.wait(60) == 0
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
