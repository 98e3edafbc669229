"""The README keeps its promises: its commands are the ones that are run, and it names all there are."""

import re
from pathlib import Path

from bot.__main__ import app
from bot.interchange import TAKES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:^    .+\n?)+", README, flags=re.MULTILINE)


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    """The second command of the README is what .ci/run ends with and CONTRIBUTING names."""
    first, second = (block.strip() for block in BLOCKS[:2])
    assert first == "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/claimdesk demo"
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == second
    assert f"    {second}\n" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_command_and_key_is_explained() -> None:
    """Each command of the program and each key of a claim stands somewhere in the README."""
    names = {found.name for found in app.registered_commands if found.name}
    explained = set(re.findall(r"`([a-z_]+)[ `]", README))
    assert names - explained == set()
    assert set(TAKES) - explained == set()


def test_links_lead_somewhere() -> None:
    """Every file of the project that the README links to is there, and so is every heading."""
    headings = {
        re.sub(r"[^a-z -]", "", line.lower().lstrip("# ")).replace(" ", "-")
        for line in README.splitlines()
        if line.startswith("#")
    }
    for target in re.findall(r"\]\(((?!https:)[^)]+)\)", README):
        assert (target[1:] in headings) if target.startswith("#") else (ROOT / target).exists()
