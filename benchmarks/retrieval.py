"""How well the search finds the claim that a message repeats, beside what simpler means find."""

import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz, process

from bot.domain.alike import wording_of
from bot.domain.ranking import Ranker
from bot.domain.text import fold, words
from bot.retrieval import document_of, retrieve
from bot.wordlists import load
from db.models import MAX_NAME, MAX_TEXT, ClaimDraft
from db.search import SearchIndex

WORKSPACE: Final = "benchmark"
DEPTH: Final = 20  # claims asked for each message

_DAY_FIRST: Final = re.compile(r"\b(\d{1,2} [A-Z][a-z]+ \d{4})\b")
_MONTH_FIRST: Final = re.compile(r"\b([A-Z][a-z]+ \d{1,2}, \d{4})\b")


class RetrievalSet(NamedTuple):
    """A corpus of claims and the messages that repeat some of them."""

    claims: Sequence[tuple[str, ClaimDraft]]
    messages: Mapping[str, str]
    right: Mapping[str, frozenset[str]]  # message id: ids of the claims that it repeats


def read_set(folder: Path) -> RetrievalSet:
    """Read a folder with claims.tsv, queries.tsv and qrels.tsv, in the form of the evaluation sets."""
    right: dict[str, set[str]] = {}
    for message, claim, *_ in _rows(folder / "qrels.tsv"):
        right.setdefault(message, set()).add(claim)
    return RetrievalSet(
        claims=[(row[0], _draft(*row[1:])) for row in _rows(folder / "claims.tsv")],
        messages={row[0]: row[1] for row in _rows(folder / "queries.tsv")},
        right={message: frozenset(claims) for message, claims in right.items()},
    )


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]


def _draft(text: str, title: str = "", speaker: str = "", said: str = "", *_: str) -> ClaimDraft:
    """Return a claim of the corpus as the desk would enter it: each one a story of its own."""
    return ClaimDraft(
        story=title[:MAX_NAME].strip() or "untitled",
        text=text[:MAX_TEXT].strip() or "-",
        speaker=speaker[:MAX_NAME].strip() or "unnamed",
        published_at=_date(said),
    )


def _date(text: str) -> date | None:
    for pattern, form in ((_DAY_FIRST, "%d %B %Y"), (_MONTH_FIRST, "%B %d, %Y")):
        if found := pattern.search(text):
            try:
                return datetime.strptime(found[1], form).date()
            except ValueError:
                continue
    return None


def score_retrieval(folder: Path, baselines: bool) -> dict[str, dict[str, float]]:
    """Return map@5, p@1, hit@20 and milliseconds a message, of the product and the `baselines`."""
    data = read_set(folder)
    with tempfile.TemporaryDirectory() as temporary:
        found = {"product": _measured(data, product(data, Path(temporary) / "index"))}
    if baselines:
        found["wratio"] = _measured(data, _scan(data, fuzz.WRatio))
        found["token_set_ratio"] = _measured(data, _scan(data, fuzz.token_set_ratio))
        found["fts5"] = _measured(data, _fts5(data))
    return found


def indexed(data: RetrievalSet, folder: Path) -> SearchIndex:
    """Return a new index of the corpus; a claim's number is its place, from 1."""
    index = SearchIndex.open(folder)
    index.rebuild(
        (document_of(number, WORKSPACE, number, draft) for number, (_, draft) in enumerate(data.claims, 1)), 1
    )
    return index


def product(data: RetrievalSet, folder: Path) -> Callable[[str], list[str]]:
    """Return the product's own search over the corpus."""
    index = indexed(data, folder)
    ranker = Ranker(wording_of(load().tables))

    def search(text: str) -> list[str]:
        found = retrieve(index, ranker, WORKSPACE, text, limit=DEPTH)
        return [data.claims[one.id - 1][0] for one in found]

    return search


def _scan(data: RetrievalSet, scorer: Callable[..., float]) -> Callable[[str], list[str]]:
    texts = [fold(f"{draft.text} {draft.story}") for _, draft in data.claims]

    def search(text: str) -> list[str]:
        found: list[tuple[str, float, int]] = process.extract(fold(text), texts, scorer=scorer, limit=DEPTH)
        return [data.claims[place][0] for _, _, place in found]

    return search


def _fts5(data: RetrievalSet) -> Callable[[str], list[str]]:
    ledger = sqlite3.connect(":memory:")
    ledger.execute("CREATE VIRTUAL TABLE claim USING fts5(text, tokenize = 'porter unicode61')")
    ledger.executemany(
        "INSERT INTO claim (rowid, text) VALUES (?, ?)",
        ((number, f"{draft.text} {draft.story}") for number, (_, draft) in enumerate(data.claims, 1)),
    )

    def search(text: str) -> list[str]:
        wanted = " OR ".join(f'"{word}"' for word in dict.fromkeys(words(text)))
        rows = ledger.execute(
            "SELECT rowid FROM claim WHERE claim MATCH ? ORDER BY rank LIMIT ?", (wanted or '""', DEPTH)
        )
        return [data.claims[number - 1][0] for (number,) in rows]

    return search


def _measured(data: RetrievalSet, search: Callable[[str], list[str]]) -> dict[str, float]:
    asked = [message for message in data.right if message in data.messages]
    began = time.perf_counter()
    found = [search(data.messages[message]) for message in asked]
    took = time.perf_counter() - began
    graded = [grade(ids, data.right[message]) for message, ids in zip(asked, found, strict=True)]
    sums: list[Any] = [sum(column) for column in zip(*graded, strict=True)]
    count = len(asked)
    return {
        "map@5": round(sums[0] / count, 4),
        "p@1": round(sums[1] / count, 4),
        "hit@20": round(sums[2] / count, 4),
        "ms": round(1000 * took / count, 2),
    }


def grade(found: Sequence[str], right: frozenset[str]) -> tuple[float, float, float]:
    """Return one message's average precision at 5, precision at 1 and whether 20 hold a right one."""
    hits, precision = 0, 0.0
    for place, claim in enumerate(found[:5], 1):
        if claim in right:
            hits += 1
            precision += hits / place
    return (
        precision / min(len(right), 5),
        float(found[:1] != [] and found[0] in right),
        float(any(claim in right for claim in found[:20])),
    )
