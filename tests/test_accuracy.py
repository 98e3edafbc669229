"""Accuracy on the project's own sets, so that no change of the grammar loses what was read and compared."""

from pathlib import Path

from benchmarks.attribution import score_attribution
from benchmarks.figures import score_figures
from benchmarks.relations import score_relations

SETS = Path(__file__).parent.parent / "benchmarks" / "sets"


def test_figures_are_read_as_well_as_before() -> None:
    """Figures of the project's own sentences are read with a strict F1 of 0.99 or more."""
    score = score_figures(SETS / "figures.jsonl")
    assert score["strict"]["f1"] >= 0.99, score["misses"]


async def test_figures_are_compared_as_well_as_before() -> None:
    """Pairs of the project's own are told apart with a macro-F1 of 0.97 or more, and no alarm is false."""
    score = await score_relations(SETS / "relations.jsonl")
    assert score["macro_f1"] >= 0.97, score["misses"]
    assert "contradicts" not in score["confusion"]["unrelated"]


async def test_statements_are_suspected_as_well_as_before() -> None:
    """Of the project's own statements 85 in 100 contradictions are suspected, and no alarm is false."""
    score = await score_relations(SETS / "statements.jsonl")
    assert score["suspected"]["precision"] == 1, score["misses"]
    assert score["suspected"]["recall"] >= 0.85, score["misses"]


def test_attributions_are_found_as_well_as_before() -> None:
    """In the project's own articles 98 in 100 sources of speech are found, and 98 in 100 of their words."""
    score = score_attribution(SETS / "attribution.jsonl")["speech"]
    assert score["source_recall"] >= 0.98, score
    assert score["source_precision"] >= 0.98, score
    assert score["content_f1"] >= 0.98, score
