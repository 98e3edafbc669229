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


def test_pairs_are_judged_as_two_claims_of_one_story(tmp_path: Path) -> None:
    """A pair's contradiction counts by what its hypothesis has; alarms and misses are listed with reasons."""
    rows = [
        {"id": 1, "premise": "14 miners died.", "hypothesis": "41 miners died.", "label": "contradiction"},
        {"id": 2, "premise": "14 miners died.", "hypothesis": "30 miners died.", "label": "neutral"},
        {"id": 3, "premise": "The mine is old.", "hypothesis": "The mine is deep.", "label": "entailment"},
        {"id": 4, "premise": "It rained.", "hypothesis": "Nobody saw it.", "label": "contradiction"},
    ]
    score = measured("pairs", written(tmp_path / "pairs.jsonl", rows))
    assert score["numbers"] == {"precision": 0.5, "recall": 1.0, "contradictions": 1, "pairs": 2}
    assert score["all"]["recall"] == 0.5
    assert (score["false_alarms"], score["on_figures"]) == (1, 1)
    assert [(one["id"], one["reason"]) for one in score["wrong"]] == [(2, "30 is above 14."), (4, None)]


def test_tolls_are_looked_for_among_the_figures(tmp_path: Path) -> None:
    """A recorded number counts as found only where a figure of that outcome has it, in the latest article."""
    strikes = [
        {"id": 1, "text": "Up to 13 people were killed.", "deaths_min": "8", "deaths_max": "13"},
        {"id": 2, "text": "Eight men sat in a yard.", "deaths_min": "8", "deaths_max": "8"},
    ]
    score = measured("tolls", written(tmp_path / "strikes.jsonl", strikes))
    assert score["recall"] == {"share": 0.3333, "numbers": 3}
    assert score["recall_of_stated"] == {"share": 0.5, "numbers": 2}
    assert [miss["id"] for miss in score["misses"]] == [2]
    articles = [
        {"title": "Two dead", "date": "2020-01-01", "text": "Two people died."},
        {"title": "Three dead", "date": "2020-01-03", "text": "Three people died, five were wounded."},
    ]
    incident = {"incident": "a", "killed": 3, "injured": 5, "articles": articles}
    score = measured("tolls", written(tmp_path / "shootings.jsonl", [incident]))
    assert score["recall"] == {"share": 1.0, "numbers": 2}
