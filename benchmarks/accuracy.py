"""Accuracy on data in the formats of the evaluation sets, on the product's own path.

    python -m benchmarks.accuracy figures FILE
    python -m benchmarks.accuracy relations FILE
    python -m benchmarks.accuracy scenarios FOLDER
    python -m benchmarks.accuracy pairs FILE
    python -m benchmarks.accuracy tolls FILE
    python -m benchmarks.accuracy retrieval FOLDER [--baselines]
    python -m benchmarks.accuracy attribution FILE

Each prints one JSON object on standard output.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.attribution import score_attribution
from benchmarks.figures import score_figures
from benchmarks.pairs import score_pairs
from benchmarks.relations import score_relations
from benchmarks.retrieval import score_retrieval
from benchmarks.scenarios import score_scenarios
from benchmarks.tolls import score_tolls


def main() -> int:
    """Run the measurement that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy", description=__doc__.splitlines()[0]
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind, what in (
        ("figures", "FILE"),
        ("relations", "FILE"),
        ("scenarios", "FOLDER"),
        ("pairs", "FILE"),
        ("tolls", "FILE"),
        ("retrieval", "FOLDER"),
        ("attribution", "FILE"),
    ):
        kinds.add_parser(kind).add_argument("path", type=Path, metavar=what)
    kinds.choices["retrieval"].add_argument(
        "--baselines", action="store_true", help="measure the slow ones too"
    )
    asked = parser.parse_args()
    if not asked.path.exists():
        parser.error(f"{asked.path} does not exist; give the path of a {asked.kind} set")
    json.dump(_measure(asked), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0


def _measure(asked: argparse.Namespace) -> dict[str, Any]:
    if asked.kind == "figures":
        return score_figures(asked.path)
    if asked.kind == "relations":
        return asyncio.run(score_relations(asked.path))
    if asked.kind == "scenarios":
        return asyncio.run(score_scenarios(asked.path))
    if asked.kind == "pairs":
        return asyncio.run(score_pairs(asked.path))
    if asked.kind == "tolls":
        return score_tolls(asked.path)
    if asked.kind == "attribution":
        return score_attribution(asked.path)
    return score_retrieval(asked.path, asked.baselines)


if __name__ == "__main__":
    sys.exit(main())
