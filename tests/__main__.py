"""Runs every check of the project, one after another, and stops at the first that fails."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "--numprocesses=auto", "--dist=loadfile"),  # what shares a signed-in bot stays together
)


def main() -> int:
    """Return the exit status of the first check that failed, or 0."""
    for tool, *arguments in CHECKS:
        sys.stdout.write(f"\n== {' '.join((tool, *arguments))}\n")
        sys.stdout.flush()
        status = subprocess.run([BIN / tool, *arguments], cwd=ROOT, check=False).returncode  # noqa: S603 -- fixed commands
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
