"""How fast a desk answers, over synthetic ledgers of several sizes, beside simpler means.

    python -m benchmarks.speed --claims 10000 100000 1000000
    python -m benchmarks.speed --claims 100000 --one-story
    python -m benchmarks.speed --claims 100000 --at-once 200
    python -m benchmarks.speed --claims 1000000 [--keep LEDGER]

Prints one JSON object: for each size, import rate, start-up, latencies of check and add in milliseconds,
resident memory in MiB, the event loop's lag and the checks' latencies while 100 checks ran at once, and
what a bare query of the index, a rapidfuzz scan and SQLite's FTS5 take for the same questions. With
--one-story all claims are about one story, in which 300 figures go round.

With --at-once, how long the event loop lets others wait while so many checks run at once: a task that asks
to be woken every 5 ms notes by how many milliseconds it was late. --keep makes the ledger there, or takes the
one that is there already, whose import is not measured then.
"""

import argparse
import asyncio
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz, process

from benchmarks.ledgers import Newsroom
from bot.composition import opened
from bot.desk import LOCAL, Desk
from bot.domain.engine import Engine
from bot.domain.text import fold, stem, words
from bot.retrieval import OFFERED
from bot.wordlists import load
from db.models import ClaimDraft
from db.search import SearchIndex

QUESTIONS: Final = 300
ADDED: Final = 300
AT_ONCE: Final = 100
SCANNED: Final = 20  # questions that the slow baselines are asked
KEPT: Final = 5_000  # claims that questions are made from
SEED: Final = 7
ONE_STORY: Final = "Dam breach at Karsholm, 12 Jun 2019"
ROUNDS: Final = 5  # of checks at once
SAMPLED: Final = 0.005  # seconds between two looks at the event loop's lag


def main() -> int:
    """Measure the sizes that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--claims", nargs="+", type=int, default=[10_000, 100_000], metavar="N")
    parser.add_argument("--at-once", type=int, metavar="N", help="measure the loop under N checks at once")
    parser.add_argument("--one-story", action="store_true", help="measure claims of a single story")
    parser.add_argument("--keep", type=Path, metavar="LEDGER", help="where the ledger lies")
    parser.add_argument("--probe", nargs=3, metavar=("LEDGER", "QUESTIONS", "BEGAN"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.probe:
        ledger, questions, began = asked.probe
        texts = json.loads(Path(questions).read_text("utf-8"))
        report: Any = asyncio.run(probe(Path(ledger), texts, float(began)))
    elif asked.at_once:
        report = {str(count): crowded(count, asked.at_once, asked.keep) for count in asked.claims}
    else:
        story = ONE_STORY if asked.one_story else None
        report = {str(count): measured(count, story, asked.keep) for count in asked.claims}
    json.dump(report, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


def measured(count: int, story: str | None, kept: Path | None) -> dict[str, Any]:
    """Return the measurements of one size."""
    with tempfile.TemporaryDirectory() as temporary:
        ledger = kept or Path(temporary) / "ledger.db"
        rate, asked = prepared(ledger, count, story, QUESTIONS)
        questions = json.loads(asked.read_text("utf-8"))[:QUESTIONS]
        command = [sys.executable, "-m", "benchmarks.speed", "--probe", str(ledger), str(asked)]
        command.append(str(time.time()))
        report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
        texts = stored_texts(ledger)
        return {
            "import_per_second": rate,
            **report,
            "rapidfuzz_scan_ms": timed(scan(texts), questions[:SCANNED]),
            "fts5_ms": timed(fts5(texts), questions[:SCANNED]),
        }


def prepared(ledger: Path, count: int, story: str | None, questions: int) -> tuple[int | None, Path]:
    """Make a ledger with questions about it, if there is none; return claims a second, and the questions."""
    asked = ledger.with_name(f"{ledger.name}.questions.json")
    if asked.exists():
        return None, asked
    newsroom = Newsroom(count)
    began = time.perf_counter()
    drafts = asyncio.run(filled(ledger, newsroom, count, story))
    took = time.perf_counter() - began
    asked.write_text(json.dumps(questions_about(newsroom, drafts, questions)), "utf-8")
    return round(count / took), asked


def questions_about(newsroom: Newsroom, drafts: Sequence[ClaimDraft], count: int) -> list[str]:
    """Return what people might ask about some claims."""
    return [newsroom.message(draft) for draft in random.Random(SEED).choices(drafts, k=count)]


def crowded(count: int, at_once: int, kept: Path | None) -> dict[str, Any]:
    """Return what many checks at once do to the event loop, on a ledger of `count` claims."""
    with tempfile.TemporaryDirectory() as temporary:
        ledger = kept or Path(temporary) / "ledger.db"
        _, asked = prepared(ledger, count, None, ROUNDS * at_once)
        return asyncio.run(crowd(ledger, json.loads(asked.read_text("utf-8")), at_once))


async def crowd(ledger: Path, questions: Sequence[str], at_once: int) -> dict[str, Any]:
    """Return the event loop's lag, and how long checks take, while `at_once` checks run at once."""
    lags: list[float] = []
    waits: list[float] = []
    async with opened(ledger) as desk:
        for question in questions[:20]:
            await desk.check(LOCAL, question)
        began = time.perf_counter()
        for start in range(0, len(questions), at_once):
            waits.extend(await together(desk, questions[start : start + at_once], lags))
        seconds = time.perf_counter() - began
    return {
        "at_once": at_once,
        "loop_lag_ms": {**spread(lags), "max": round(1000 * max(lags), 2)},
        "checks_per_second": round(len(questions) / seconds, 1),
        "check_ms": spread(waits),
        "samples": len(lags),
    }


async def lagging(lags: list[float]) -> None:
    """Note in seconds by how much the event loop is late, every `SAMPLED` seconds, until cancelled."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(SAMPLED)
        lags.append(time.perf_counter() - before - SAMPLED)


async def filled(ledger: Path, newsroom: Newsroom, count: int, story: str | None) -> list[ClaimDraft]:
    """Import claims into a new ledger, bring its index level, and return some of the claims."""
    kept: list[ClaimDraft] = []
    rng = random.Random(SEED)

    def rows() -> Iterator[tuple[int, ClaimDraft]]:
        for number, draft in enumerate(newsroom.claims(count, story), 1):
            if rng.random() < KEPT / count:
                kept.append(draft)
            yield number, draft

    async with opened(ledger) as desk:
        await desk.catch_up()
        await desk.import_rows(LOCAL, rows(), actor="benchmark")
        await desk.catch_up()
    return kept


async def probe(ledger: Path, questions: Sequence[str], began: float) -> dict[str, Any]:
    """Return what a fresh process, started at `began`, measures on a filled ledger."""
    questions = questions[:QUESTIONS]
    async with opened(ledger) as desk:
        await desk.check(LOCAL, questions[0])
        first = time.time() - began
        await desk.warm_up()
        for question in questions[:20]:
            await desk.check(LOCAL, question)
        checks = [await took(desk.check(LOCAL, question)) for question in questions]
        checked = resident()
        bare = [await took(asyncio.to_thread(query)) for query in bare_queries(ledger, questions)]
        lags: list[float] = []
        waits = await together(desk, questions[:AT_ONCE], lags)
        newcomers = Newsroom(10_000, seed=time.time_ns())  # others than those of an earlier run
        drafts = newcomers.claims(ADDED, await busiest(desk))
        adds = [await took(desk.add(LOCAL, draft, actor="benchmark")) for draft in drafts]
        after = [await took(desk.check(LOCAL, question)) for question in questions[:50]]
    return {
        "start_to_first_answer_ms": round(1000 * first, 1),
        "check_ms": spread(checks),
        "bare_index_query_ms": spread(bare),
        "hundred_at_once_ms": spread(waits),
        "loop_lag_ms": {**spread(lags), "max": round(1000 * max(lags), 2)},
        "add_ms": spread(adds),
        "check_after_adds_ms": spread(after),
        "resident_mib": checked,
        "resident_after_adds_mib": resident(),
    }


async def busiest(desk: Desk) -> str:
    """Return the name of the story with the most claims."""
    return max(await desk.stories(LOCAL), key=lambda story: story.claims).name


def bare_queries(ledger: Path, questions: Sequence[str]) -> Iterator[Callable[[], object]]:
    """Yield, for each question, a query of the index for its words and nothing else."""
    engine = Engine(load(), UTC)
    index = SearchIndex.open(ledger.with_name(f"{ledger.name}.index"), engine.fingerprint)
    for question in questions:
        terms = dict.fromkeys(map(stem, words(question)), 1.0)
        yield partial(index.search, LOCAL, terms, limit=OFFERED)


async def together(desk: Desk, questions: Sequence[str], lags: list[float]) -> list[float]:
    """Return the seconds that each of many checks at once took, and note the event loop's lags meanwhile."""
    watching = asyncio.create_task(lagging(lags))
    waits = await asyncio.gather(*(took(desk.check(LOCAL, question)) for question in questions))
    await asyncio.sleep(2 * SAMPLED)  # a few quick checks may end before the first look
    watching.cancel()
    return waits


async def took(work: Awaitable[object]) -> float:
    """Return the seconds that something awaitable took."""
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Return the median and the 99th percentile in milliseconds."""
    ordered = sorted(seconds)
    return {
        "p50": round(1000 * ordered[len(ordered) // 2], 2),
        "p99": round(1000 * ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))], 2),
    }


def resident() -> float:
    """Return the memory that this process occupies, in MiB: now, or at most so far where that isn't told."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return round(int(lines["VmRSS"].split()[0]) / 1024, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def stored_texts(ledger: Path) -> list[str]:
    """Return the folded texts of a ledger's claims."""
    newsroom = sqlite3.connect(ledger)
    try:
        return [fold(text) for (text,) in newsroom.execute("SELECT text FROM claim ORDER BY id")]
    finally:
        newsroom.close()


def scan(texts: Sequence[str]) -> Callable[[str], object]:
    """Return a search that compares a question with every claim by rapidfuzz's WRatio."""
    return lambda question: process.extract(fold(question), texts, scorer=fuzz.WRatio, limit=20)


def fts5(texts: Sequence[str]) -> Callable[[str], object]:
    """Return a search by SQLite's full-text index."""
    ledger = sqlite3.connect(":memory:")
    ledger.execute("CREATE VIRTUAL TABLE claim USING fts5(text, tokenize = 'porter unicode61')")
    ledger.executemany("INSERT INTO claim (text) VALUES (?)", ((text,) for text in texts))

    def search(question: str) -> object:
        wanted = " OR ".join(f'"{word}"' for word in dict.fromkeys(words(question)))
        return ledger.execute(
            "SELECT rowid FROM claim WHERE claim MATCH ? ORDER BY rank LIMIT 20", (wanted or '""',)
        ).fetchall()

    return search


def timed(search: Callable[[str], object], questions: Sequence[str]) -> dict[str, float]:
    """Return the spread of a search's times."""
    seconds = []
    for question in questions:
        began = time.perf_counter()
        search(question)
        seconds.append(time.perf_counter() - began)
    return spread(seconds)


if __name__ == "__main__":
    sys.exit(main())
