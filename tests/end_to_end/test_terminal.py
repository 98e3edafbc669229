"""The commands of the terminal, run as a newsroom would run them."""

import json
from pathlib import Path

from tests.end_to_end.program import STORY, Program


def test_a_claim_lives_from_its_first_word_to_its_withdrawal(program: Program) -> None:
    """Each of add, edit, decide, retract and withdraw changes what the next command shows."""
    program.fire()
    words = ("add", "Twelve boats burned.", "--story", STORY, "--speaker", "Mayor", "--via", "Radio Nine")
    added = program.json(*words, "--url", "https://coast.example/fire", "--said-at", "2021-03-05")
    number = added["claim"]["id"]
    assert (number, added["existed"], added["claim"]["via"]) == (4, False, ["Radio Nine"])
    assert {found["claim"]["speaker"] for found in added["contradicts"]} == {
        "Fire brigade",
        "Harbour master",
        "Fishers' union",
    }
    assert [line["claim_id"] for line in added["alert"]["lines"]]
    assert len(program.json("alerts")["alerts"]) == 2

    edited = program.json("edit", str(number), "--text", "At least 12 boats burned.", "--reason", "misheard")
    assert edited["contradicts"] == []
    assert "misheard" in program.run("history", str(number))[0]
    assert [change["action"] for change in program.json("history", str(number))["changes"]] == ["add", "edit"]

    assert (
        program.json("decide", "1", "3", "unrelated", "--reason", "another quay")["relation"] == "unrelated"
    )
    pairs = [(pair["a"]["id"], pair["b"]["id"]) for pair in program.json("contradictions")["contradictions"]]
    assert pairs == [(2, 3)]

    assert program.json("retract", str(number), "--reason", "corrected")["claim"]["status"] == "retracted"
    assert "[retracted]" in program.run("story", "harbour fire,", "4 mar 2021")[0]
    program.run("withdraw", str(number))
    assert [claim["id"] for claim in program.json("story", STORY)["claims"]] == [1, 2, 3]


def test_a_check_says_what_its_exit_status_says(program: Program) -> None:
    """A match ends with 0; a figure that nobody gave, and words that fit nothing, with 1."""
    program.fire()
    answer = program.json("check", "40", "boats", "--story", STORY)
    assert set(answer) == {"query", "figures", "nobody", "matches", "stories"}
    [match] = answer["matches"]
    assert {match["claim"]["id"], match["agrees"][0]["claim"]["id"]} == {1, 2}
    assert (match["earliest"]["id"], match["independent"]) == (1, 2)
    assert [found["claim"]["id"] for found in match["contradicts"]] == [3]
    page, _ = program.run("check", "40 boats")
    assert "Earliest on record\n  #1  Fire brigade, 4 Mar 2021" in page
    assert match["line"] in page
    assert not {"true", "false", "original"} & set(page.lower().split())
    nobody = program.json("check", "25 boats", status=1)
    assert (nobody["nobody"], nobody["matches"]) == (True, [])
    assert "Nobody on record says “25 boats”" in program.run("check", "25 boats", status=1)[0]
    assert program.json("check", "parliament dissolved", status=1)["nobody"] is False


def test_the_last_change_is_taken_back(program: Program) -> None:
    """Undo takes back one change after the other, says what it was, and refuses where none is left."""
    program.fire()
    program.run("withdraw", "3", "--reason", "a double")
    assert program.json("status") == {"claims": 2, "stories": 1, "waiting": 0}
    undone = program.json("undo")
    assert (undone["undone"]["action"], undone["undone"]["reason"]) == ("withdraw", "a double")
    assert (undone["claim"]["id"], undone["claim"]["status"], undone["source"]) == (3, "active", None)
    typed = "status\nhistory 3\nundo\nundo\nundo\nundo\nstatus"
    out, err = program.run("console", typed=typed)
    assert out.startswith("3 claims in 1 story; 1 message about alerts not delivered yet.\n")
    assert "undo, reinstate" in out
    assert out.count("Undone: add") == 3
    assert out.endswith("0 claims in 0 stories; 0 messages about alerts not delivered yet.\n")
    assert "nothing here that could be undone" in err


def test_two_sources_are_merged_and_taken_apart(program: Program) -> None:
    """A merge joins two sources on record, their history says so under either name, and undo parts them."""
    program.fire()
    typed = """merge "Fire brigade" "Harbour master" --reason "one office"
history harbour master
merge "Fire brigade" "Harbor mastr"
undo
sources
"""
    out, err = program.run("console", typed=typed)
    assert out.startswith("Fire brigade (also Harbour master)\nSource harbour master\n")
    assert "merge (one office)" in out
    assert "Nearest: “Harbour master”" in err
    assert "Undone: merge" in out
    assert out.endswith("Fire brigade\nFishers' union\nHarbour master\n")
    changes = program.json("history", "fire brigade")["changes"]
    assert [change["action"] for change in changes] == ["merge", "separate"]


def test_names_of_one_speaker_count_once(program: Program) -> None:
    """After an alias two speakers are one, in the count of a check and among the sources."""
    program.fire()
    program.run("alias", "Fire brigade", "Harbour master", "Firefighters")
    [match] = program.json("check", "40 boats")["matches"]
    assert match["independent"] == 1
    names = {source["name"]: source["aliases"] for source in program.json("sources")["sources"]}
    assert set(names["Fire brigade"]) >= {"Harbour master", "Firefighters"}


def test_what_is_watched_is_listed(program: Program) -> None:
    """A watch is listed, taken off again, and refused where it is unclear."""
    program.fire()
    program.run("watch", "--story", STORY)
    kinds = [watch["kind"] for watch in program.json("watch", "--everything")["watching"]]
    assert sorted(kinds) == ["everything", "story"]
    assert [watch["kind"] for watch in program.json("unwatch", "--everything")["watching"]] == ["story"]
    assert "--speaker" in program.refused("unwatch")
    assert "one thing at a time" in program.refused("watch", "--story", STORY, "--everything")


def test_what_is_exported_is_imported_again(program: Program) -> None:
    """Both formats lead into another ledger and out of it as the same bytes."""
    program.fire()
    program.run(
        "add", "=1+1", "--story", STORY, "--speaker", "@mayor", "--via", "A > B", "--quote", "twó\n“x”"
    )
    for name in ("out.jsonl", "out.csv"):
        first = program.folder / name
        program.run("export", "--output", str(first))
        other = ("--database", str(program.folder / f"{name}.ledger"))
        assert program.json("import", str(first), *other)["added"] == 4
        second, _ = program.run("export", "--format", first.suffix[1:], *other)
        assert second.encode() == first.read_bytes()
    assert json.loads(program.run("export", "--story", STORY)[0].splitlines()[0])["speaker"] == "Fire brigade"
    assert not list(program.folder.glob("*.part"))


def test_every_command_takes_the_same_ledger_and_settings(program: Program) -> None:
    """--database and --config work before and after the command, the settings file without any option."""
    program.fire()
    del program.environment["CLAIMDESK_DATABASE"]
    here = ("--database", str(program.database))
    assert program.run("stories", *here) == program.run(*here, "stories")
    settings = program.folder / "claimdesk.toml"
    settings.write_text(
        'database = "desk.ledger"\n[discord]\ntoken = "very.secret"\n[log]\nlevel = "debug"\n'
    )
    out, err = program.run("stories")
    assert f"{STORY} (3 claims)" in out
    assert "very.secret" not in err + program.refused("--config", "nowhere.toml", "stories")
    other = program.folder / "other.toml"
    settings.rename(other)
    assert program.run("stories", "--config", "other.toml")[0] == out


def test_the_console_takes_line_after_line(program: Program) -> None:
    """Commands and bare texts are answered in turn, errors take one line, and quit ends it."""
    program.fire()
    typed = """40 boats
add "It was the union's own count" --story "Another story" --speaker Mayor
claim 99
frobnicate boats
story "open
stories --json
claim
console
stories --database x.ledger
help
quit
stories
"""
    out, err = program.run("console", typed=typed)
    assert out.index("Earliest on record") < out.index("Added as #4") < out.index('"Another story"')
    assert out.count('"stories"') == 1
    assert "There is no claim 99 here" in err
    assert "not closed" in err
    assert "at its prompt already" in err
    assert "One ledger is open here" in err
    assert "contradictions" in out.rpartition("Usage:")[2]


def test_the_program_says_what_it_is(program: Program) -> None:
    """--version and --help answer without a ledger, and nothing is made on the way."""
    assert program.run("--version")[0].startswith("claimdesk")
    assert "Who said it first" in program.run("--help")[0]
    assert not program.database.exists()
    assert sorted(path.name for path in Path(program.folder).iterdir()) == ["tmp"]
