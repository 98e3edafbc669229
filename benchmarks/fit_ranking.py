"""Fits the ranker's weights on retrieval sets and reports what they are worth on messages left out.

    python -m benchmarks.fit_ranking FOLDER [FOLDER …]

Pairs of a right and a wrong claim for one message are told apart by logistic regression without an
intercept. Prints one JSON object: the cross-validated map@5 and p@1 of each set,
and the weights fitted on everything, in the order of `bot.domain.ranking.Features`.
"""

import argparse
import json
import math
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.retrieval import WORKSPACE, grade, indexed, read_set
from bot.domain.alike import wording_of
from bot.domain.ranking import CandidateText, Features, Ranker
from bot.retrieval import OFFERED, query_of
from bot.wordlists import load

PARTS: Final = 5  # of which one is left out in turn
WRONG: Final = 20  # claims that each right one is paired with
ROUNDS: Final = 12
PENALTY: Final = 1e-4  # on the squares of the weights, each round

Vector = Sequence[float]


class Offer(NamedTuple):
    """What the index offered for one message."""

    ids: list[str]
    vectors: list[Vector]
    right: frozenset[str]


def offers(folder: Path) -> list[Offer]:
    """Return what the index offers for each message of a set, with its features."""
    data = read_set(folder)
    ranker = Ranker(wording_of(load().tables))
    with tempfile.TemporaryDirectory() as temporary:
        index = indexed(data, Path(temporary) / "index")
        found = []
        for message, right in data.right.items():
            query = query_of(index, ranker, WORKSPACE, data.messages[message])
            hits = index.search(WORKSPACE, query.search_terms(), limit=OFFERED)
            vectors = [ranker.features(query, CandidateText.unpacked(hit.shown), hit.score) for hit in hits]
            found.append(Offer([data.claims[hit.id - 1][0] for hit in hits], list(vectors), right))
        return found


def fit(sets: Sequence[Sequence[Offer]], seed: int = 0) -> list[float]:
    """Return weights, one a feature, by stochastic gradient descent over pairs."""
    rng = random.Random(seed)
    pairs = [pair for offered in sets for offer in offered for pair in _pairs(offer)]
    weights = [1.0] * len(Features._fields)
    for turn in range(ROUNDS):
        rng.shuffle(pairs)
        step = 0.1 / (1 + turn)
        for pair in pairs:
            slope = 1 / (1 + math.exp(sum(map(float.__mul__, weights, pair))))
            weights = [
                weight + step * (slope * value - PENALTY * weight)
                for weight, value in zip(weights, pair, strict=True)
            ]
    return weights


def _pairs(offer: Offer) -> list[Vector]:
    right = [vector for one, vector in zip(offer.ids, offer.vectors, strict=True) if one in offer.right]
    wrong = [vector for one, vector in zip(offer.ids, offer.vectors, strict=True) if one not in offer.right]
    return [tuple(map(float.__sub__, a, b)) for a in right for b in wrong[:WRONG]]


def graded(offered: Sequence[Offer], weights: Vector) -> tuple[float, float]:
    """Return map@5 and p@1 of an order by weights."""
    grades = []
    for offer in offered:
        scored = sorted(
            zip(offer.ids, offer.vectors, strict=True),
            key=lambda one: -sum(map(float.__mul__, weights, one[1])),
        )
        grades.append(grade([one for one, _ in scored], offer.right))
    return sum(one[0] for one in grades) / len(grades), sum(one[1] for one in grades) / len(grades)


def main() -> int:
    """Fit on the folders that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fit_ranking", description=__doc__.splitlines()[0]
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    folders = parser.parse_args().folders
    sets = [offers(folder) for folder in folders]
    results: dict[str, list[tuple[float, float]]] = {folder.name: [] for folder in folders}
    for left_out in range(PARTS):
        weights = fit([[one for n, one in enumerate(own) if n % PARTS != left_out] for own in sets])
        for folder, own in zip(folders, sets, strict=True):
            results[folder.name].append(graded(own[left_out::PARTS], weights))
    report = {
        name: {
            "map@5": round(sum(one[0] for one in parts) / PARTS, 4),
            "p@1": round(sum(one[1] for one in parts) / PARTS, 4),
        }
        for name, parts in results.items()
    }
    fitted = [round(weight, 3) for weight in fit(sets)]
    json.dump(
        {"left out": report, "weights": dict(zip(Features._fields, fitted, strict=True))},
        sys.stdout,
        indent=1,
    )
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
