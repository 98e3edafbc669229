"""Feeds, pages and tables brought in: once, whole or not at all, and shown for what they are."""

import json
import re
import signal
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import Popen

import pytest

from tests.end_to_end.feeds import STORY, feed, page, review
from tests.end_to_end.program import Program

RATED = "Rated “Four Pinocchios” by Example Checks on 6 Mar 2021"
MANY = 4_000  # rows of a file that takes a while
LARGE = 200 * 1024 * 1024  # bytes
MEMORY = 200 * 1024  # KiB that the program may take for it


def written(program: Program, name: str, content: bytes) -> str:
    """Write a file into the program's folder and return its path."""
    path = program.folder / name
    path.write_bytes(content)
    return str(path)


def rows(count: int, what: str = "boats") -> list[dict[str, object]]:
    """Return claims that differ in their stories and numbers."""
    return [
        {"story": f"Fire {number}", "text": f"{number} {what} burned.", "speaker": "Mayor"}
        for number in range(1, count + 1)
    ]


def held(program: Program) -> int:
    """Return how many claims a sound ledger holds."""
    with sqlite3.connect(program.database) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found: int = ledger.execute("SELECT count(*) FROM claim").fetchone()[0]
    ledger.close()
    return found


def test_a_feed_is_imported_and_shown_as_its_publishers(program: Program) -> None:
    """A rated claim shows whose verdict it is in every view and as JSON; the same feed again adds nothing."""
    reviews = feed(review(), review("Nine people died.", itemReviewed={"@type": "Claim"}))
    file = written(program, "feed.json", reviews)
    assert program.json("import", file) == {"added": 2, "existed": 0, "rated": 0, "alerts": 0, "refused": []}
    assert program.json("import", file)["added"] == 0
    for words in (("claim", "1"), ("check", "40 boats"), ("story", "forty boats")):
        assert RATED in program.run(*words)[0]
        assert '"rating": "Four Pinocchios"' in json.dumps(program.json(*words))
    claim = program.json("claim", "1")["claim"]
    assert (claim["speaker"], claim["url"], claim["said_at"]) == (
        "Ada Marlow",
        "https://coast.example/fire",
        "2021-03-04",
    )
    assert "https://checks.example/34" in program.run("claim", "1")[0]
    assert program.json("claim", "2")["claim"]["speaker"] == "an unnamed claimant"
    assert {one["name"] for one in program.json("stories")["stories"]} == {
        "Forty boats burned in the harbour, 4 Mar 2021",
        "Nine people died",
    }


def test_another_publishers_review_joins_the_claim(program: Program) -> None:
    """A second publisher's page rates the claim that is there, and the history says who brought it in."""
    for publisher, rating in (("Example Checks", "Four Pinocchios"), ("Kessel Facts", "Half true")):
        content = page(review(publisher=publisher, rating=rating))
        program.run("import", written(program, "review.html", content), "--story", STORY)
    assert [one["name"] for one in program.json("stories")["stories"]] == [STORY]
    shown, _ = program.run("claim", "1")
    assert RATED in shown
    assert "Rated “Half true” by Kessel Facts" in shown
    assert "ratings: “Four Pinocchios” by Example Checks → " in program.run("history", "1")[0]
    assert "--clear takes" in program.refused("edit", "1", "--clear", "ratings")
    program.run("undo")
    assert "Kessel Facts" not in program.run("claim", "1")[0]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_what_is_exported_comes_back_the_same(program: Program, form: str) -> None:
    """Ratings, retractions and hostile cells survive export and import into another ledger, byte for byte."""
    program.fire()
    program.run("retract", "2")
    program.run("withdraw", "3")
    evil = review("=HYPERLINK(1)", "@Checks", "+1 \u202efalse\t**bold**")
    program.run("import", written(program, "feed.json", feed(review(), evil)))
    first, second = str(program.folder / f"first.{form}"), str(program.folder / f"second.{form}")
    program.run("export", "--output", first)
    other = ("--database", str(program.folder / "other.ledger"))
    program.run("import", first, *other)
    program.run("export", "--output", second, *other)
    content = (program.folder / f"first.{form}").read_bytes()
    assert (program.folder / f"second.{form}").read_bytes() == content
    assert b"retracted" in content
    assert b"Four Pinocchios" in content
    if form == "csv":
        assert b"'=HYPERLINK(1)" in content
    assert program.json("import", second)["added"] == 0


def test_a_dry_run_shows_and_stores_nothing(program: Program) -> None:
    """Without a ledger none is made; headings, figures and refusals are shown, and status 1 tells of them."""
    table = (
        "Date;Claim;Said by;Event",
        "2021-03-04;Forty boats were lost.;Mayor;Fire",
        ";60 boats burned.;;Fire",
    )
    file = written(program, "table.csv", "\n".join(table).encode())
    out, _ = program.run("import", file, "--dry-run", status=1)
    for line in (
        "  Said by → speaker (1 row)",
        "  line 2  Mayor, 4 Mar 2021",
        "      figures: 40 boats lost",
        "  line 3: speaker is missing, it takes the name of who said it, up to 300 characters.",
        "1 row good, 0 of them already on record; 1 refused. Nothing was stored.",
    ):
        assert line in out.splitlines()
    assert not program.database.exists()
    assert "line 3" in program.run("import", file, "--keep-going", status=1)[1]
    tried = program.json("import", file, "--dry-run", status=1)
    assert (tried["good"], tried["existed"], tried["samples"][0]["known"]) == (1, 1, 1)
    assert tried["columns"][1] == {"name": "Claim", "field": "text", "nearest": None, "rows": 2}
    notes = written(program, "notes.csv", b"story,text,spekaer,speaker\nFire,Forty boats burned.,x,Mayor\n")
    assert "the nearest is “speaker”" in program.refused("import", notes)
    assert "spekaer → nothing" in program.run("import", notes, "--dry-run", status=1)[0]
    lines = program.lines("more.jsonl", rows(3))
    assert program.json("import", lines, "--dry-run")["good"] == 3
    assert program.json("status")["claims"] == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("feed.json", feed(review())[:-9], "ends in the middle"),
        ("feed.json", b"[" * 1_000_000, "nested more than 100 levels"),
        ("feed.json", feed(review("caf\u00e9")).replace(b"\\u00e9", b"\xe9"), "isn't UTF-8"),
        ("feed.json", b'{"@type": "Recipe", "name": "Soup"}', "what it describes is Recipe"),
        ("feed.json", b"\xff\xfe[\x00]\x00", "UTF-16"),
        ("page.html", b"<html><body><p>Forty boats burned.</p></body></html>", "no structured data"),
        ("page.html", page(), "no ClaimReview"),
        ("feed.json", b"", "is empty"),
        ("feed.json", feed({"@type": "ClaimReview"}), "Review 1: text is missing"),
        ("claims.json", b'{"story": "Fire", "text": "Forty boats burned."}', "Line 1: speaker is missing"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(
    program: Program, name: str, content: bytes, says: str
) -> None:
    """Whatever is wrong with a file is one sentence, and nothing of it is stored."""
    program.fire()
    file = written(program, name, content)
    assert says in program.refused("import", file).removeprefix("Importing")
    assert held(program) == 3


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much a process held")
def test_a_feed_of_200_mb_is_read_in_bounded_memory(program: Program) -> None:
    """Two reviews far apart in a huge feed are imported by a process that never holds much of it."""
    filler = json.dumps({"@type": "NewsArticle", "articleBody": "x" * (1 << 20)}).encode() + b","
    first, second = (json.dumps(review(f"{number} boats burned.")).encode() for number in (40, 41))
    with program.start("import", "-") as process:
        assert process.stdin is not None
        process.stdin.write(b"[" + first + b",")
        for _ in range(LARGE // len(filler)):
            process.stdin.write(filler)
        process.stdin.flush()
        most = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
        _, err = process.communicate(second + b"]")
    assert process.returncode == 0, err
    assert held(program) == 2
    assert most is not None
    assert int(most[1]) < MEMORY


def beginning(program: Program, claims: Sequence[dict[str, object]]) -> Popen[bytes]:
    """Start an import that has read most of some claims and waits, its transaction open, for more."""
    process = program.start("import", "-")
    assert process.stdin is not None
    process.stdin.write("".join(f"{json.dumps(claim)}\n" for claim in claims).encode())
    process.stdin.flush()
    until = time.monotonic() + 60
    while not locked(program) and time.monotonic() < until:
        time.sleep(0.05)
    assert locked(program)
    return process


def locked(program: Program) -> bool:
    """Return whether somebody is changing the ledger."""
    ledger = sqlite3.connect(program.database, timeout=0, isolation_level=None)
    try:
        ledger.execute("BEGIN IMMEDIATE")
        ledger.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    finally:
        ledger.close()
    return False


def test_an_import_killed_in_the_middle_leaves_nothing(program: Program) -> None:
    """A kill after thousands of rows stores none of them, and the same file then comes in whole, once."""
    program.fire()
    with beginning(program, rows(MANY)) as process:
        assert held(program) == 3
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert held(program) == 3
    assert not locked(program)
    file = program.lines("many.jsonl", rows(MANY))
    assert program.json("import", file)["added"] == MANY
    assert program.json("import", file) == {
        "added": 0,
        "existed": MANY,
        "rated": 0,
        "alerts": 0,
        "refused": [],
    }
    assert "17 boats burned." in program.run("check", "17 boats")[0]


def test_an_import_that_ends_too_early_leaves_nothing(program: Program) -> None:
    """Where what is read stops in the middle of a row, nothing of the rows before it is stored."""
    program.fire()
    with beginning(program, rows(MANY)) as process:
        _, err = process.communicate(b'{"story": "Fire 1", "te')
    assert process.returncode == 2
    assert f"Line {MANY + 1:}: this is no JSON object" in err.decode()
    assert held(program) == 3


def test_while_one_import_runs_another_stores_all_or_nothing(program: Program) -> None:
    """A second import beside one that waits is refused in a sentence; the first then ends whole."""
    program.fire()
    file = program.lines("other.jsonl", rows(5, "sheds"))
    with beginning(program, rows(MANY)) as process:
        assert "desk.ledger" in program.refused("import", file)
        _, err = process.communicate(json.dumps(rows(MANY + 1)[-1]).encode())
    assert process.returncode == 0, err
    assert held(program) == 3 + MANY + 1
    assert program.json("import", file)["added"] == 5


def test_two_imports_at_once_store_each_claim_once(program: Program) -> None:
    """Two processes with the same file at the same time: each stores all it adds or nothing, none twice."""
    program.fire()
    file = program.lines("both.jsonl", rows(500))
    with program.start("import", file) as one, program.start("import", file) as other:
        told = [process.communicate() for process in (one, other)]
    assert 0 in {one.returncode, other.returncode}
    assert {one.returncode, other.returncode} <= {0, 2}, told
    assert held(program) == 503
    assert program.json("import", file)["added"] == 0


def test_hostile_words_stay_words(program: Program) -> None:
    """Markup, control characters and changes of direction in a feed are shown as text or not at all."""
    evil = "<img src=x onerror=alert(1)> [b]40[/b] \u202eboats\u001b[2J @everyone [x](https://evil.example)"
    file = written(program, "feed.json", feed(review(evil, evil, evil)))
    program.run("import", file, "--story", "Fire")
    for words in (("claim", "1"), ("story", "Fire"), ("check", "40 boats"), ("import", file, "--dry-run")):
        out, _ = program.run(*words)
        assert "<img src=x onerror=alert(1)> [b]40[/b] boats" in out
        assert not {"\x1b", "\u202e"} & set(out)
