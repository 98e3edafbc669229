"""The chart of a story, drawn by the real program."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

from tests.end_to_end.program import STORY, Program


def test_a_chart_in_both_formats(program: Program) -> None:
    """The suffix says which format; the answer says what is drawn, and as JSON every row and the words."""
    program.fire()
    out, _ = program.run("chart", "harbour fire", "--out", "fire.png")
    assert out == "fire.png: boats burnt, 2 figures.\n"
    assert (program.folder / "fire.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    document = program.json("chart", STORY, "--out", "fire.SVG")
    assert document["alt"] == (
        f"Boats burnt: {STORY}. 40 by Fire brigade, Harbour master. At least 60 by Fishers' union."
    )
    assert document["rows"] == [
        {
            "figure": "40 boats burnt",
            "low": 40,
            "high": 40,
            "qualifier": "exact",
            "unit": None,
            "denied": False,
            "speakers": ["Fire brigade", "Harbour master"],
            "claims": 2,
            "first": "2021-03-04",
        },
        {
            "figure": "at least 60 boats burnt",
            "low": 60,
            "high": None,
            "qualifier": "at_least",
            "unit": None,
            "denied": False,
            "speakers": ["Fishers' union"],
            "claims": 1,
            "first": "2021-03-04",
        },
    ]
    assert (document["thing"], document["file"], document["others"], document["more"]) == (
        "boats burnt",
        "fire.SVG",
        [],
        0,
    )
    drawn = (program.folder / "fire.SVG").read_text(encoding="utf-8")
    assert "var(" not in drawn
    ElementTree.fromstring(drawn)  # noqa: S314 -- from the program under test


def test_one_thing_of_several(program: Program) -> None:
    """Of a story with several things the one that most claims speak of is drawn, or the one that is named."""
    program.fire()
    for number in (3, 5):
        program.run("add", f"{number} sailors were hurt.", "--story", STORY, "--speaker", f"Witness {number}")
    out, _ = program.run("chart", "harbour fire", "--out", "a.svg")
    assert out.splitlines()[0] == "a.svg: boats burnt, 2 figures."
    assert "--thing draws them: sailors injured." in out
    out, _ = program.run("chart", "harbour fire", "--out", "b.svg", "--thing", "Sailors")
    assert out.splitlines()[0] == "b.svg: sailors injured, 2 figures."
    refused = program.refused("chart", "harbour fire", "--out", "c.svg", "--thing", "planes")
    assert "“boats burnt”; “sailors injured”" in refused
    assert not (program.folder / "c.svg").exists()


def test_what_can_t_be_drawn_is_refused(program: Program) -> None:
    """No such story, no two figures, another suffix and an unwritable path get one sentence, and no file."""
    program.fire()
    program.run("add", "Nine people died.", "--story", "Flood", "--speaker", "Mayor")
    before = sorted(program.folder.iterdir())
    assert "Nearest: “Harbour fire" in program.refused("chart", "harbor fires", "--out", "x.png")
    assert "a chart needs two" in program.refused("chart", "flood", "--out", "x.png")
    for name in ("x.gif", "x", ".png"):
        assert "end it in .png or .svg" in program.refused("chart", "harbour fire", "--out", name)
    assert "can't be written" in program.refused("chart", "harbour fire", "--out", "nowhere/x.png")
    (program.folder / "taken.svg").mkdir()
    assert "can't be written" in program.refused("chart", "harbour fire", "--out", "taken.svg")
    (program.folder / "taken.svg").rmdir()
    program.run("chart", "harbour fire", status=2)
    assert sorted(program.folder.iterdir()) == before


@pytest.mark.parametrize("words", [["check", "40 boats"], ["story", "harbour fire"]])
def test_what_draws_is_not_loaded_for_words(program: Program, words: list[str]) -> None:
    """A check and a story in the terminal load nothing that charts are made with."""
    program.fire()
    command = [sys.executable, "-X", "importtime", "-m", "bot", *words]
    done = subprocess.run(  # noqa: S603 -- the program under test
        command,
        cwd=program.folder,
        env=program.environment,
        capture_output=True,
    )
    assert done.returncode == 0
    assert b"bot.results" in done.stderr
    assert b"resvg" not in done.stderr
    assert b"bot.ui.charts" not in done.stderr
