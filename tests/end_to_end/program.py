"""Runs the real program as a process of its own, far from the settings of whoever runs the tests."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
STORY = "Harbour fire, 4 Mar 2021"


class Program:
    """The program in a folder of its own, with a ledger there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "desk.ledger"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CLAIMDESK_")},
            "CLAIMDESK_DATABASE": str(self.database),
            "CLAIMDESK_ACTOR": "tester",
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "TMPDIR": str(folder / "tmp"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
        }
        (folder / "tmp").mkdir()

    def start(self, *words: str | bytes, output: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        """Start the program with pipes to all its streams; `output` is where standard output goes instead."""
        return subprocess.Popen(  # noqa: S603 -- the program under test
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.PIPE,
        )

    def run(self, *words: str | bytes, typed: str | bytes = b"", status: int = 0) -> tuple[str, str]:
        """Return what the program wrote to standard output and standard error, after it ended as expected."""
        with self.start(*words) as process:
            out, err = process.communicate(typed.encode() if isinstance(typed, str) else typed)
        assert process.returncode == status, (out, err)
        assert b"Traceback" not in err
        return out.decode(), err.decode()

    def json(self, *words: str, status: int = 0) -> Any:  # noqa: ANN401 -- a test reads the document that it asked for
        """Return the one JSON document that a command prints."""
        return json.loads(self.run(*words, "--json", status=status)[0])

    def refused(self, *words: str | bytes, typed: str = "") -> str:
        """Return the one line in which the program refuses a command."""
        out, err = self.run(*words, typed=typed, status=2)
        assert out == ""
        assert err.count("\n") == 1, err
        return err.strip()

    def lines(self, name: str, claims: Sequence[dict[str, object]]) -> str:
        """Write claims as JSON lines into a file of the folder, and return its path."""
        path = self.folder / name
        path.write_text("".join(json.dumps(claim) + "\n" for claim in claims), encoding="utf-8")
        return str(path)

    def fire(self) -> None:
        """Import three claims about a fire in a harbour."""
        told = (
            ("Fire brigade", "Forty boats burned.", None),
            ("Harbour master", "40 boats burned.", None),
            ("Fishers' union", "At least 60 boats burned.", "Coast Daily"),
        )
        self.run(
            "import",
            self.lines(
                "fire.jsonl",
                [
                    {"story": STORY, "text": text, "speaker": name, "outlet": outlet, "said_at": "2021-03-04"}
                    for name, text, outlet in told
                ],
            ),
        )
