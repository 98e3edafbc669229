"""Articles in the terminal: taken in from a file or standard input, and looked through."""

import json
from typing import Final

import pytest

from tests.end_to_end.program import STORY, Program
from tests.end_to_end.terminal import CTRL_D, at_a_terminal

TEXT: Final = """Pier burns down in Port Kessel

Harbour master Ada Quill said that 40 boats had burned on Thursday.

The Seafarers’ Union said at least 60 boats had burned. The union denied that its gate had been locked.

“Nobody was hurt,” Quill said.
"""
ABOUT: Final = ("--outlet", "Coast Daily", "--published-at", "2021-03-05", "--story", STORY)


@pytest.fixture
def article(program: Program) -> str:
    """Return the path of an article of the tests' own."""
    path = program.folder / "fire.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_an_article_is_read_and_queued(program: Program, article: str) -> None:
    """What was found is listed and waits; nothing is on record; the same article again adds nothing."""
    out, err = program.run("ingest", article, *ABOUT)
    assert out.startswith("Taken in as article 1: 4 proposals waiting")
    assert "1  Harbour master Ada Quill → Coast Daily, 5 Mar 2021" in out
    assert "Reading" in err
    assert program.json("status")["claims"] == 0
    assert program.run("ingest", article, *ABOUT)[0].startswith("Taken in before as article 1")
    queue = program.json("review")
    assert [(one["id"], one["title"], one["waiting"]) for one in queue["articles"]] == [
        (1, "Pier burns down in Port Kessel", 4)
    ]


def test_proposals_as_json(program: Program, article: str) -> None:
    """Each proposal is a claim in the import format, with its place and what it would contradict."""
    program.run("add", "Sixty-two boats burned.", "--story", STORY, "--speaker", "Mayor")
    document = program.json("ingest", article, *ABOUT)
    assert (document["existed"], document["replaced"], document["article"]["story"]) == (False, 0, STORY)
    first = document["proposals"][0]
    assert first["claim"]["speaker"] == "Harbour master Ada Quill"
    assert first["claim"]["published_at"] == "2021-03-05"
    assert TEXT[first["start"] : first["end"]].strip() == first["sentence"].strip()
    assert [one["claim"]["speaker"] for one in first["contradicts"]] == ["Mayor"]
    assert [figure["low"] for figure in first["figures"]] == [40]
    assert program.json("review", "1")["proposals"] == document["proposals"]


def test_everything_is_accepted_at_once(program: Program, article: str) -> None:
    """With --accept-all the claims are on record and answer a check; --speaker keeps to one speaker's."""
    done = program.json("ingest", article, *ABOUT, "--accept-all", "--speaker", "Seafarers' Union")
    assert (done["accepted"], done["existed"], done["alerts"], done["refused"]) == (2, 0, 0, [])
    out, _ = program.run("review", "1", "--accept-all")
    assert out == "2 claims added, 0 already on record; 1 alert.\n"
    [match] = program.json("check", "40 boats")["matches"]
    assert [one["claim"]["speaker"] for one in match["contradicts"]] == ["Seafarers’ Union"]
    assert program.json("review")["articles"] == []


def test_proposals_are_decided_by_number(program: Program, article: str) -> None:
    """Named proposals are accepted and rejected with a reason; one that was accepted can't be again."""
    program.run("ingest", article, *ABOUT)
    done = program.json("review", "--accept", "1", "--accept", "2", "--reject", "4", "--reason", "no claim")
    assert [one["claim"]["id"] for one in done["accepted"]] == [1, 2]
    assert done["rejected"] == [4]
    assert "tester has accepted proposal 1: it is claim 1." in program.refused("review", "--accept", "1")
    out, _ = program.run("review", "1")
    assert "[accepted as #1 by tester]" in out
    assert "[rejected by tester: no claim]" in out


def test_a_look_through_the_queue(program: Program, article: str) -> None:
    """Proposals come up one by one: accepted, edited, rejected; leaving keeps what was decided."""
    with at_a_terminal(program, "ingest", article, *ABOUT) as terminal:
        assert terminal.waits_for(", 1 of 4 that wait")
        assert terminal.waits_for("q: leave")
        terminal.types("a\n")
        assert terminal.waits_for("Accepted as #1")
        assert terminal.waits_for(", 1 of 3")
        assert terminal.waits_for("Contradicting")
        assert terminal.waits_for("q: leave")
        terminal.types("e\n")
        assert terminal.waits_for("Which field?")
        terminal.types("speaker\n")
        assert terminal.waits_for("(Seafarers’ Union)")
        terminal.types("Union of Seafarers\n")
        assert terminal.waits_for("Which field?")
        terminal.types("\n")
        assert terminal.waits_for("Accepted as #2")
        assert terminal.waits_for(", 1 of 2")
        terminal.types("r\n")
        assert terminal.waits_for("Proposal 3 rejected.")
        assert terminal.waits_for(", 1 of 1")
        terminal.types("nonsense\n")
        assert terminal.waits_for("“nonsense” is none of these.")
        terminal.types("q\n")
        assert terminal.waits_for("1 proposal waiting, 2 accepted, 1 rejected")
        assert terminal.process.wait(60) == 0
    speakers = [claim["speaker"] for claim in program.json("story", STORY)["claims"]]
    assert sorted(speakers) == ["Harbour master Ada Quill", "Union of Seafarers"]


def test_ctrl_c_and_the_end_of_input_leave_the_queue(program: Program, article: str) -> None:
    """Ctrl-C and Ctrl-D leave quietly; what waits is there the next time."""
    program.run("ingest", article, *ABOUT)
    for leave in ("interrupt", "end"):
        with at_a_terminal(program, "review") as terminal:
            assert terminal.waits_for("q: leave")
            if leave == "end":
                terminal.types(CTRL_D)
                assert terminal.waits_for("4 proposals waiting")
            else:
                for _ in range(5):  # a Ctrl-C just before it starts to wait is missed
                    terminal.interrupts()
                    if terminal.waits_for("4 proposals waiting", seconds=5):
                        break
            assert terminal.process.wait(60) in {0, 130}
    assert program.json("review")["articles"][0]["waiting"] == 4


def test_an_article_in_another_language_says_what_is_not_read(program: Program) -> None:
    """In French every figure is the outlet's, which is said; the language stays with the claims."""
    text = "Le maire a déclaré que 40 bateaux ont brûlé."
    out, _ = program.run("ingest", "-", *ABOUT, "--language", "fr", typed=text)
    assert "Who says what is read in English only" in out
    assert "Coast Daily, 5 Mar 2021" in out


def test_standard_input_is_read(program: Program) -> None:
    """A dash reads the article from standard input."""
    out, _ = program.run("ingest", "-", *ABOUT, "--json", typed=TEXT)
    assert len(json.loads(out)["proposals"]) == 4


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (b"The sea was calm.", "No statement and no figure was found"),
        (b"<html><body><script>var x = 1</script></body></html>", "script"),
    ],
    ids=["empty", "picture", "silent", "scripts"],
)
def test_what_is_no_article(program: Program, content: bytes, why: str) -> None:
    """A file that holds no article is refused in one sentence saying what was found."""
    path = program.folder / "thing.html"
    path.write_bytes(content)
    assert why in program.refused("ingest", str(path))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("ingest", "ftp://coast.example/fire"), "http"),
        (("ingest", "nowhere.txt"), "nowhere.txt can't be read: No such file or directory."),
        (("ingest", "http://127.0.0.1/fire"), "loopback"),
        (("ingest", "fire.txt", "--published-at", "someday"), "is no date"),
        (("ingest", "fire.txt", "--speaker", "Mayor"), "--accept-all"),
        (("review", "7"), "There is no article 7 here"),
        (("review", "--accept", "7"), "There is no proposal 7 here"),
        (("review", "--accept-all"), "takes one article"),
    ],
)
def test_bad_usage(program: Program, article: str, words: tuple[str, ...], why: str) -> None:
    """What can't be done is refused in one sentence, and nothing is queued."""
    del article
    program.run("add", "Forty boats burned.", "--story", STORY, "--speaker", "Mayor")
    assert why in program.refused(*words)
    assert program.json("review")["articles"] == []
