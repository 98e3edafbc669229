"""Bad input and what it gets: a clear answer or a clear refusal, and never a traceback."""

import json
import shutil
import signal
import sqlite3

from tests.end_to_end.program import STORY, Program

GOOD: dict[str, object] = {"story": STORY, "text": "Forty boats were lost.", "speaker": "Fire brigade"}


def test_strange_checks_get_clear_answers(program: Program) -> None:
    """Empty, endless and undecodable checks are refused with the limit; odd letters are simply looked for."""
    program.fire()
    assert "nothing to check" in program.refused("check", "")
    assert "nothing to check" in program.refused("check", "?!… –")
    assert "at most 4,000" in program.refused("check", "a" * 10_000)
    assert "UTF-8" in program.refused("check", b"caf\xe9")
    odd = (
        "\x1b[31m\x07\x00boats\x1b[0m".replace("\x00", ""),
        "🔥🔥 40 boats 🔥",
        "قُتل 62 جنديا",
        "\u202e26 boats\u202c",
    )
    typed = "\n".join(text.replace("\n", " ") for text in odd)
    out, err = program.run("console", typed=typed)
    assert err == ""
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert "Earliest on record" in out


def test_a_claim_that_lacks_something_is_not_stored(program: Program) -> None:
    """Each refusal names the field and what it takes, in one line, and nothing is stored."""
    named = f'--story "{STORY}" --speaker Mayor'
    refusals = (
        ("--speaker Mayor", "story is missing, it takes the name of the event"),
        (f'--story "{STORY}"', "speaker is missing, it takes the name of who said it"),
        (f'--story "{STORY}" --speaker " "', "speaker is empty"),
        (f"{named} --said-at 2999-01-01", "said_at is 2999-01-01, which is in the future"),
        (f"{named} --published-at yesterday", "published_at: 'yesterday' is no date; write 2016-09-17"),
        (f"{named} --url javascript:alert(1)", "is no http or https address"),
        (f'{named} --language "plain English"', "language takes a language code such as en"),
    )
    typed = "\n".join(f'add "Forty boats were lost." {options}' for options, _ in refusals)
    out, err = program.run("console", typed=f"{typed}\nstories --json")
    told = err.splitlines()
    assert len(told) == len(refusals)
    assert [says for (_, says), line in zip(refusals, told, strict=True) if says not in line] == []
    assert json.loads(out) == {"stories": []}
    assert "speaker is missing" in program.refused("add", "Forty boats were lost.", "--story", STORY)


def test_refusals_of_other_commands_say_what_to_do(program: Program) -> None:
    """Unknown claims, stories, fields and files are refused in one line, bad usage with the use."""
    program.fire()
    sheet = program.lines("claims.xlsx", [GOOD])
    refusals = (
        ("claim 99", "no claim 99"),
        ("story harbor fires", "Nearest: “Harbour fire, 4 Mar 2021”"),
        ("edit 1 --clear story", "--clear takes"),
        ("edit 1", "Nothing to change"),
        ("decide 1 2 agrees", "needs a reason"),
        ("import nowhere.jsonl", "can't be read"),
        ("import nowhere.xlsx", "can't be read"),
        (f"import {sheet}", "--format"),
        ('alias "Fire brigades" "Fire brigade"', "name it first"),
        ("export --output /nowhere/x.csv", "can't be written"),
    )
    out, err = program.run("console", typed="\n".join(line for line, _ in refusals))
    assert out == ""
    told = err.splitlines()
    assert [says for (_, says), line in zip(refusals, told, strict=True) if says not in line] == []
    assert "Usage:" in program.run("check", "40 boats", "--frob", status=2)[1]
    assert "is no claim's number" in program.run("claim", "first", status=2)[1]
    assert "is no application's id" in program.run("invite", "--application", "12", status=2)[1]
    assert program.run("claim", "#1")[0] == program.run("claim", "1")[0]


def test_the_same_claim_again_is_shown_not_stored(program: Program) -> None:
    """However it is spelt, a claim on record is answered with the one that is there."""
    program.fire()
    again = program.json(
        "add", "forty  boats BURNED", "--story", "HARBOUR FIRE, 4 Mar 2021", "--speaker", "fire brigade"
    )
    assert (again["existed"], again["claim"]["id"], again["alert"]) == (True, 1, None)
    assert len(program.json("story", STORY)["claims"]) == 3


def test_a_broken_line_stops_an_import_or_is_reported(program: Program) -> None:
    """A broken line among 10,000 stores nothing; with --keep-going only broken ones stay out."""
    claims: list[dict[str, object]] = [
        {**GOOD, "story": f"Fire {number % 500}", "text": f"{number} boats burned."}
        for number in range(10_000)
    ]
    claims[3_000] = {**GOOD, "sayer": "Mayor"}
    file = program.lines("many.jsonl", claims)
    _, err = program.run("import", file, status=2)
    assert "Line 3001: “sayer” is no key of a claim" in err
    assert program.json("stories") == {"stories": []}
    torn = program.lines("few.jsonl", [GOOD, {"story": STORY}, {**GOOD, "said_at": "2999-01-01"}])
    out, err = program.run("import", torn, "--keep-going", "--json", status=1)
    assert "line 2: text is missing" in err
    assert "line 3: said_at is 2999-01-01" in err
    result = json.loads(out)
    assert (result["added"], [row["line"] for row in result["refused"]]) == (1, [2, 3])


def test_files_that_are_no_ledger_are_left_alone(program: Program) -> None:
    """A text, a newer ledger, a folder and nothing at all are told apart and left untouched."""
    text = program.folder / "notes.txt"
    text.write_text("62 soldiers, they say. " * 50)
    newer = program.folder / "newer.ledger"
    program.run("add", "x", "--story", "s", "--speaker", "y", "--database", str(newer))
    with sqlite3.connect(newer) as ledger:
        ledger.execute("PRAGMA user_version = 999")
    ledger.close()
    before = newer.read_bytes()
    for path, says in ((text, "notes.txt"), (newer, "newer"), (program.folder, str(program.folder))):
        assert says in program.refused("check", "62 soldiers", "--database", str(path))
    assert "missing.ledger" in program.refused("check", "62 soldiers", "--database", "missing.ledger")
    assert text.read_text() == "62 soldiers, they say. " * 50
    assert newer.read_bytes() == before
    assert not (program.folder / "missing.ledger").exists()


def test_a_locked_ledger_says_so(program: Program) -> None:
    """While another program holds the ledger an add is refused in one sentence, and works afterwards."""
    program.fire()
    words = ("add", "Nobody died.", "--story", STORY, "--speaker", "Mayor")
    holder = sqlite3.connect(program.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert "desk.ledger" in program.refused(*words)
    holder.execute("ROLLBACK")
    holder.close()
    program.run(*words)


def test_a_lost_or_damaged_index_is_rebuilt(program: Program) -> None:
    """Without its index folder, and with every file in it overwritten, a check is answered as before."""
    program.fire()
    before = program.json("check", "40 boats")
    index = program.folder / "desk.ledger.index"
    shutil.rmtree(index)
    out, err = program.run("check", "40 boats", "--json")
    assert "search index" in err
    assert json.loads(out) == before
    for file in index.iterdir():
        if file.is_file():
            file.write_bytes(b"not an index")
    out, err = program.run("check", "40 boats", "--json")
    assert json.loads(out) == before
    assert program.json("reindex") == {"indexed": 3}


def test_a_killed_program_keeps_what_it_acknowledged(program: Program) -> None:
    """After a kill in the middle of work, every claim that was acknowledged is in the ledger."""
    with program.start("console") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(200):
            line = f'add "{number} boats burned." --story "Fire {number}" --speaker Mayor\n'
            process.stdin.write(line.encode())
        process.stdin.flush()
        acknowledged = 0
        while acknowledged < 20:
            acknowledged += process.stdout.readline().startswith(b"Added as #")
        process.kill()
        acknowledged += process.stdout.read().count(b"Added as #")
    assert process.returncode == -signal.SIGKILL
    kept = program.json("stories")["stories"]
    assert acknowledged <= len(kept) <= acknowledged + 1
    with sqlite3.connect(program.database) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    ledger.close()
    assert program.run("check", "7 boats", "--story", "Fire 7")[0]
