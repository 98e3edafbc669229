"""The story sheet and JSON-LD, written by the real program."""

import json
import re

from tests.end_to_end.program import STORY, Program
from tests.markup import named, parsed, text_of

_MADE = re.compile(r"<dt>Made</dt>.*?</dd>")


def _linked(program: Program) -> object:
    """Return the JSON-LD that a sheet embeds."""
    (script,) = named(parsed((program.folder / "sheet.html").read_text(encoding="utf-8")), "script")
    return json.loads(script.text or "")


def test_a_sheet_is_written(program: Program) -> None:
    """The sheet of a story, named by some of its words, is one page with its figures and contradictions."""
    program.fire()
    out, _ = program.run("sheet", "harbour fire", "--out", "sheet.html")
    assert out == f"sheet.html: {STORY}, 3 claims.\n"
    shown = text_of(parsed((program.folder / "sheet.html").read_text(encoding="utf-8")))
    for part in (STORY, "3 claims", "Fishers' union", "40 is below “at least 60”.", "Coast Daily"):
        assert part in shown
    assert [path.name for path in program.folder.glob("*.part")] == []
    assert program.json("sheet", STORY, "--out", "sheet.html") == {
        "story": STORY,
        "claims": 3,
        "file": "sheet.html",
    }


def test_only_the_moment_differs(program: Program) -> None:
    """Two sheets of one ledger are the same bytes apart from the moment of making."""
    program.fire()
    for name in ("one.html", "two.html"):
        program.run("sheet", STORY, "--out", name)
    one, two = ((program.folder / name).read_text(encoding="utf-8") for name in ("one.html", "two.html"))
    assert _MADE.search(one)
    assert _MADE.sub("", one) == _MADE.sub("", two)


def test_what_cant_be_written_is_refused(program: Program) -> None:
    """No such story, a folder that isn't there, a folder in the place of the file: one sentence, no file."""
    program.fire()
    before = sorted(path.name for path in program.folder.iterdir())
    (program.folder / "taken.html").mkdir()
    assert "Nearest: “Harbour fire" in program.refused("sheet", "harbor fires", "--out", "sheet.html")
    assert "sheet.html can't be written: No such file" in program.refused(
        "sheet", STORY, "--out", "nowhere/sheet.html"
    )
    assert "taken.html can't be written: Is a directory" in program.refused(
        "sheet", STORY, "--out", "taken.html"
    )
    assert "--out" in program.run("sheet", STORY, status=2)[1]
    after = sorted(path.name for path in program.folder.iterdir() if path.name != "taken.html")
    assert after == before


def test_a_sheet_that_fails_leaves_the_old_one(program: Program) -> None:
    """A file that can't be replaced stays as it was."""
    program.fire()
    (program.folder / "sheet.html.part").mkdir()
    (program.folder / "sheet.html").write_text("the old one", encoding="utf-8")
    assert "can't be written" in program.refused("sheet", STORY, "--out", "sheet.html")
    assert (program.folder / "sheet.html").read_text(encoding="utf-8") == "the old one"


def test_claims_are_exported_as_linked_data(program: Program) -> None:
    """JSON-LD by format or by name is one document of schema.org's claims, and the sheet embeds the same."""
    program.fire()
    for words in (("--format", "jsonld"), ("--story", STORY, "--format", "jsonld")):
        document = json.loads(program.run("export", *words)[0])
        assert document["@context"] == "https://schema.org"
        assert [one["author"]["name"] for one in document["@graph"]] == [
            "Fire brigade",
            "Harbour master",
            "Fishers' union",
        ]
    program.run("export", "--output", "claims.jsonld")
    assert json.loads((program.folder / "claims.jsonld").read_text(encoding="utf-8")) == document
    program.run("sheet", STORY, "--out", "sheet.html")
    assert _linked(program) == document


def test_linked_data_is_one_document_even_of_nothing(program: Program) -> None:
    """Where every claim is withdrawn the graph is empty, and a format that is only read is refused."""
    program.fire()
    for number in ("1", "2", "3"):
        program.run("withdraw", number)
    assert json.loads(program.run("export", "--format", "jsonld")[0])["@graph"] == []
    assert "jsonld" in program.run("export", "--format", "claimreview", status=2)[1]
    assert "end it in .jsonl, .csv or .jsonld" in program.refused("export", "--output", "claims.xlsx")
