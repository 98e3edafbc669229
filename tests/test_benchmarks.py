"""The benchmark commands print what they promise, on small sets written for these tests."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
STORY = {"story": "Mine collapse at Hollow Ridge, 3 Mar 2020"}


def measured(*arguments: object) -> Any:  # noqa: ANN401 -- JSON
    """Run the accuracy benchmark and return the JSON object that it prints."""
    command = [sys.executable, "-m", "benchmarks.accuracy", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSON lines and return the path."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


def test_figures_are_scored_strictly_and_by_their_bounds(tmp_path: Path) -> None:
    """A wrong noun costs the strict score and not the bounds, and the sentence is listed as a miss."""
    right = {"low": 14, "high": 14, "qualifier": "exact", "noun": "miner", "unit": None, "outcome": "killed"}
    wrong = {**right, "noun": "gardener"}
    rows = [
        {"id": "a", "text": "The collapse killed 14 miners.", "figures": [right]},
        {"id": "b", "text": "The collapse killed 14 miners.", "figures": [wrong]},
    ]
    score = measured("figures", written(tmp_path / "figures.jsonl", rows))
    assert score["bounds"]["f1"] == 1.0
    assert score["strict"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert [miss["id"] for miss in score["misses"]] == ["b"]


def test_relations_are_scored_with_their_confusion(tmp_path: Path) -> None:
    """Gold and found relations meet in the confusion; what differs is listed as a miss."""
    a = {**STORY, "text": "14 miners were killed.", "speaker": "Mine owner"}
    b = {**STORY, "text": "41 miners were killed.", "speaker": "Miners' union"}
    rows = [
        {"id": "a", "a": a, "b": b, "relation": "contradicts", "suspected": False, "why": ""},
        {"id": "b", "a": a, "b": b, "relation": "agrees", "suspected": False, "why": ""},
    ]
    score = measured("relations", written(tmp_path / "relations.jsonl", rows))
    assert score["confusion"]["contradicts"] == {"contradicts": 1}
    assert score["confusion"]["agrees"] == {"contradicts": 1}
    assert [miss["id"] for miss in score["misses"]] == ["b"]
    assert 0 < score["macro_f1"] < 1


def test_scenarios_say_which_check_failed_and_why(tmp_path: Path) -> None:
    """A check that expects another match is a failure with its reason; the others pass."""
    claim = {**STORY, "key": "owner", "text": "14 miners were killed.", "speaker": "Mine owner"}
    checks = [
        {"query": "14 miners", "match": "owner", "nobody": False, "independent": 1},
        {"query": "41 miners", "match": None, "nobody": True},
        {"query": "41 miners", "match": "owner", "nobody": False},
    ]
    scenario = {"aliases": {}, "claims": [claim], "checks": checks}
    (tmp_path / "mine.json").write_text(json.dumps(scenario), encoding="utf8")
    score = measured("scenarios", tmp_path)
    assert (score["passed"], score["made"]) == (2, 3)
    assert score["failures"][0]["query"] == "41 miners"


def test_retrieval_is_scored_beside_simpler_means(tmp_path: Path) -> None:
    """The product and each baseline get their measures in one run."""
    claims = [
        "1\tA mayor sold the town hall clock\tClock\tDaily\t3 May 2019",
        "2\tA bear robbed a bakery\tBear\t\t",
    ]
    (tmp_path / "claims.tsv").write_text("\n".join(claims) + "\n", encoding="utf8")
    (tmp_path / "queries.tsv").write_text("q\tDid a bear really rob the bakery?\n", encoding="utf8")
    (tmp_path / "qrels.tsv").write_text("q\t2\n", encoding="utf8")
    score = measured("retrieval", tmp_path, "--baselines")
    assert score["product"]["map@5"] == score["product"]["p@1"] == score["product"]["hit@20"] == 1.0
    assert {"product", "wratio", "token_set_ratio", "fts5"} <= score.keys()


def test_the_loop_is_watched_while_many_checks_run(tmp_path: Path) -> None:
    """A ledger is made once where it is to be kept, and each run on it reports lag and throughput."""
    ledger = tmp_path / "kept.ledger"
    command = [
        sys.executable,
        "-m",
        "benchmarks.speed",
        "--claims",
        "60",
        "--at-once",
        "3",
        "--keep",
        str(ledger),
    ]
    for _ in range(2):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 -- our own
        score = json.loads(done.stdout)["60"]
        assert score.keys() == {"at_once", "loop_lag_ms", "checks_per_second", "check_ms", "samples"}
        assert score["loop_lag_ms"].keys() == {"p50", "p99", "max"}
    assert ledger.exists()


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A wrong path gets one sentence and status 2, not a traceback."""
    command = [sys.executable, "-m", "benchmarks.accuracy", "figures", str(tmp_path / "none.jsonl")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    assert done.returncode == 2
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr
