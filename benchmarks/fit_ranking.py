"""Fits the ranker's weights on retrieval sets and reports what they are worth on messages left out.

    python -m benchmarks.fit_ranking FOLDER [FOLDER …]

For each message the claims that the index offers share out one whole by the softmax of their weighed
features, and the weights are those that give the right claims most. Prints one JSON object: the
cross-validated map@5 and p@1 of each set, over several partings of the messages, and the weights fitted on
everything, in the order of `bot.domain.ranking.Features`.
"""

import argparse
import json
import math
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from operator import mul
from pathlib import Path
from statistics import fmean
from typing import Final, NamedTuple

from benchmarks.retrieval import WORKSPACE, grade, indexed, read_set
from bot.domain.alike import wording_of
from bot.domain.ranking import CandidateText, Features, Ranker
from bot.retrieval import OFFERED, query_of
from bot.wordlists import load

PARTS: Final = 5  # of which one is left out in turn
PARTINGS: Final = 4  # ways to part the messages
ROUNDS: Final = 20
STEP: Final = 1.0  # of the first round
PENALTY: Final = 1e-4  # on the squares of the weights, each message

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


def fit(offered: Sequence[Offer], seed: int = 0) -> list[float]:
    """Return weights, one a feature, under which the right claims of each message are likeliest.

    How likely a claim is follows from its weighed features by the softmax over what the index offered.
    The descent is stochastic, message by message.
    """
    rng = random.Random(seed)
    lessons = [lesson for offer in offered if (lesson := _lesson(offer))]
    weights = [1.0] * len(Features._fields)
    for turn in range(ROUNDS):
        rng.shuffle(lessons)
        step = STEP / (1 + turn)
        for columns, wanted in lessons:
            sums = [sum(map(mul, weights, row)) for row in zip(*columns, strict=True)]
            most = max(sums)
            shares = [math.exp(one - most) for one in sums]
            whole = sum(shares)
            missing = [want - share / whole for want, share in zip(wanted, shares, strict=True)]
            weights = [
                weight + step * (sum(map(mul, column, missing)) - PENALTY * weight)
                for weight, column in zip(weights, columns, strict=True)
            ]
    return weights


def _lesson(offer: Offer) -> tuple[list[Vector], Vector] | None:
    """Return the features' columns and what share each claim should have; None if nothing is to be learnt."""
    right = [one in offer.right for one in offer.ids]
    if not any(right) or all(right):
        return None
    return list(zip(*offer.vectors, strict=True)), [one / sum(right) for one in right]


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


def left_out(sets: Mapping[str, Sequence[Offer]]) -> dict[str, tuple[float, float]]:
    """Return each set's mean map@5 and p@1 over messages that the weights were not fitted on."""
    grades: dict[str, list[tuple[float, float]]] = {name: [] for name in sets}
    for seed in range(PARTINGS):
        mixed = {name: random.Random(seed).sample(own, len(own)) for name, own in sets.items()}
        for part in range(PARTS):
            kept = [one for own in mixed.values() for n, one in enumerate(own) if n % PARTS != part]
            weights = fit(kept)
            for name, own in mixed.items():
                grades[name].append(graded(own[part::PARTS], weights))
    averages = {name: zip(*parts, strict=True) for name, parts in grades.items()}
    return {name: (fmean(average), fmean(first)) for name, (average, first) in averages.items()}


def main() -> int:
    """Fit on the folders that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fit_ranking", description=__doc__.splitlines()[0]
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    folders = parser.parse_args().folders
    sets = {folder.name: offers(folder) for folder in folders}
    report = {
        name: {"map@5": round(average, 4), "p@1": round(first, 4)}
        for name, (average, first) in left_out(sets).items()
    }
    fitted = [round(weight, 3) for weight in fit([one for own in sets.values() for one in own])]
    json.dump(
        {"left out": report, "weights": dict(zip(Features._fields, fitted, strict=True))},
        sys.stdout,
        indent=1,
    )
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
