"""The index kept level with the ledger, and the candidates that it offers for a check.

What the ledger has and the index hasn't yet is looked at claim by claim, so that an answer never waits for
the index and never lacks what was just added.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from heapq import nsmallest
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from rapidfuzz import fuzz

from bot.crew import Crew
from bot.domain.engine import Engine
from bot.domain.ranking import CONVINCING, CandidateText, Likeness
from bot.domain.text import fold, stem, words_of
from bot.retrieval import OFFERED, candidate_of, documents_of, query_of, retrieve
from db.growth import Document, Growth, SearchError
from db.models import Claim, Figure, Status
from db.search import SearchIndex
from db.store import Store

PENDING: Final = 200  # changes that a check looks at one by one; for more it waits
PATIENCE: Final = 0.25  # seconds that a check waits for the index to catch up
BEHIND: Final = 2_000  # changes from which building a small index anew is quicker than catching up
SAME_WORDS: Final = 93.0  # per cent alike, from which two texts are the same words
_REPEATING: Final = 20  # claims among which those with the same words are looked for
_AS_MANY: Final = 0.6  # share of the best one's score that others with the same rare words have
_LOOKED_FOR: Final = 4  # words of a claim, its rarest, by which others with the same ones are looked for
_AT_ONCE: Final = 2_000  # changes that the index takes in at once
_SOME: Final = 250  # of them, whose documents are made together

Progress = Callable[[int, int], None]
T = TypeVar("T")


class Asked(NamedTuple):
    """What is looked for, and where."""

    workspace: str
    text: str
    story_id: int | None  # None: in every story


class Candidate(NamedTuple):
    """A claim on record that may be what a message says."""

    claim: Claim
    score: float  # of its words, 0 to 100
    order: float  # the likelier one's is higher

    @property
    def convincing(self) -> bool:
        """Whether its words alone say what the message says."""
        return self.score >= CONVINCING


class Fresh(NamedTuple):
    """What changed since the index was written."""

    revision: int  # of the ledger, as far as this tells
    claims: Mapping[int, Claim]


class Growing:
    """An index that takes in what an import adds, so that it is level with the ledger right after it.

    Where it can't, because it wasn't level before or another process writes to it, it catches up later.
    """

    def __init__(self, index: SearchIndex | None) -> None:
        self._index = index
        self._open = ExitStack()
        self._growth: Growth | None = None
        self._turn = threading.Lock()  # a thread may still be adding when its import is given up
        self.level = False  # whether it holds all that the ledger held before

    def begin(self, revision: int) -> None:
        """Say which revision of the ledger the claims to come follow."""
        self.level = self._index is not None and self._index.refresh() == revision

    def add(self, documents: Sequence[Document]) -> None:
        """Take in claims of ids that the ledger has never had before. Blocks."""
        with self._turn:
            if self._index is None or not self.level or not documents:
                return
            try:
                if self._growth is None:
                    self._growth = self._open.enter_context(self._index.growing())
                self._growth.add(documents)
            except SearchError:
                self._end()

    def keep(self, revision: int) -> None:
        """Let it all be seen, now that the ledger holds it at this revision. Blocks."""
        with self._turn:
            if self._growth is not None:
                self._growth.revision = revision
            self._end()

    def close(self) -> None:
        """Give up what wasn't kept. Blocks."""
        with self._turn:
            self._end()

    def _end(self) -> None:
        self.level, self._growth = False, None
        with suppress(SearchError):
            self._open.close()


class Indexer:
    """Searches through the index what the ledger holds."""

    def __init__(self, store: Store, index: SearchIndex, engine: Engine) -> None:
        self._store = store
        self._index = index
        self._engine = engine
        self._ranker = engine.ranker
        self._writing = asyncio.Lock()
        self._catching_up: asyncio.Task[None] | None = None

    async def by_words(self, asked: Asked, fresh: Fresh, limit: int) -> list[Candidate]:
        """Return the claims whose words are most like a text's, best first."""
        return await self._candidates(asked, fresh, (), False, limit)

    async def by_figures(
        self, asked: Asked, fresh: Fresh, figures: Iterable[Figure], limit: int
    ) -> list[Candidate]:
        """Return claims that may state the number of one of some figures, those with like words first."""
        tokens = {token for figure in figures for token in self._engine.matcher.number_tokens(figure)}
        return await self._candidates(asked, fresh, sorted(tokens), True, limit)

    async def by_things(
        self, asked: Asked, fresh: Fresh, figures: Iterable[Figure], limit: int
    ) -> list[Candidate]:
        """Return claims that have like words or state figures of like things, best first."""
        tokens = {token for figure in figures for token in self._engine.matcher.thing_tokens(figure)}
        return await self._candidates(asked, fresh, sorted(tokens), False, limit)

    async def same_words(self, claim: Claim, fresh: Fresh) -> list[Claim]:
        """Return the other claims of a claim's story that say the same words, or nearly."""
        spoken = fold(claim.quote or claim.text)
        stems = set(map(stem, words_of(spoken)))

        def found() -> set[int]:
            common = self._index.frequency(claim.workspace, stems)
            terms = dict.fromkeys(nsmallest(_LOOKED_FOR, stems, key=lambda one: (common[one], one)), 1.0)
            hits = self._index.search(
                claim.workspace, terms, story_ids=[claim.story_id], limit=_REPEATING, least=_AS_MANY
            )
            return {hit.id for hit in hits if _same(spoken, CandidateText.spoken(hit.shown))}

        ids = await self._unless_damaged(found) - fresh.claims.keys()
        indexed = await self._store.claims(claim.workspace, ids) if ids else ()
        own = (one for one in fresh.claims.values() if one.story_id == claim.story_id)
        same = [*indexed, *(one for one in own if _same(spoken, fold(one.quote or one.text)))]
        return [one for one in same if one.id != claim.id and one.status is not Status.WITHDRAWN]

    async def _unless_damaged(self, work: Callable[[], T]) -> T:
        """Return what a search returns, after a rebuild where the index was damaged under our hands."""
        try:
            return await asyncio.to_thread(work)
        except SearchError:  # the ledger still has everything
            await self.rebuild()
            return await asyncio.to_thread(work)

    async def _candidates(
        self,
        asked: Asked,
        fresh: Fresh,
        tokens: Sequence[str],
        require: bool,
        limit: int,
    ) -> list[Candidate]:
        workspace, text, story_id = asked

        def ranked() -> dict[int, Likeness]:
            found = retrieve(
                self._index,
                self._ranker,
                workspace,
                text,
                figures=tokens,
                require_figure=require,
                story_ids=None if story_id is None else [story_id],
                limit=limit,
                offered=limit if require else OFFERED,
            )
            scores = {one.id: Likeness(one.score, one.order) for one in found if one.id not in fresh.claims}
            own = [claim for claim in fresh.claims.values() if claim.workspace == workspace]
            if own:
                query = query_of(self._index, self._ranker, workspace, text)
                scores |= {
                    claim.id: self._ranker.likeness(query, candidate_of(claim))
                    for claim in own
                    if story_id in {None, claim.story_id}
                }
            return scores

        scores = await self._unless_damaged(ranked)
        claims = [
            *(await self._store.claims(workspace, scores.keys() - fresh.claims.keys())),
            *(fresh.claims[claim_id] for claim_id in scores.keys() & fresh.claims.keys()),
        ]
        found = [
            Candidate(claim, *scores[claim.id]) for claim in claims if claim.status is not Status.WITHDRAWN
        ]
        return sorted(found, key=lambda one: (-one.order, one.claim.id))

    async def fresh(self) -> Fresh:
        """Return the claims that changed since the index was written; have the index catch up meanwhile.

        A check waits for that no longer than `PATIENCE`, unless there is no index yet or much has changed:
        only the index knows what a misspelt word means.
        """
        if self._index.outdated:
            await asyncio.to_thread(self._index.refresh)
        changes = await self._store.changed_since(self._index.revision, PENDING + 1)
        if changes:
            if self._catching_up is None or self._catching_up.done():
                self._catching_up = asyncio.create_task(self._caught_up())
            waits = self._index.needs_rebuild or len(changes) > PENDING
            await asyncio.wait({self._catching_up}, timeout=None if waits else PATIENCE)
            changes = await self._store.changed_since(self._index.revision, PENDING)
        revision = max((change for change, _ in changes), default=self._index.revision)
        return Fresh(revision, {claim.id: claim for _, claim in changes})

    async def _caught_up(self) -> None:
        with suppress(SearchError):
            await self.catch_up()

    async def close(self) -> None:
        """Wait for the index to have caught up, if it is about to."""
        if self._catching_up is not None:
            await self._catching_up

    async def catch_up(self, progress: Progress | None = None) -> None:
        """Bring the index level with the ledger; build it anew where it is missing, damaged or far behind.

        `progress` is told (claims done, claims in all) while it is built. Raises IndexBusy while another
        process writes to it.
        """
        behind = await self._store.revision() - self._index.revision
        if self._index.needs_rebuild or behind > max(BEHIND, self._index.size // 2):
            await self.rebuild(progress)
            return
        async with self._writing:
            with Crew(self._engine) as crew:
                while changes := await self._store.changed_since(self._index.revision, _AT_ONCE):
                    await asyncio.to_thread(self._apply, crew, changes)

    def _apply(self, crew: Crew, changes: Sequence[tuple[int, Claim]]) -> None:
        claims = [claim for _, claim in changes]
        shown = [claim for claim in claims if claim.status is not Status.WITHDRAWN]
        documents = crew.map(documents_of, (shown[at : at + _SOME] for at in range(0, len(shown), _SOME)))
        gone = [claim.id for claim in claims if claim.status is Status.WITHDRAWN]
        self._index.apply(chain.from_iterable(documents), gone, max(revision for revision, _ in changes))

    @asynccontextmanager
    async def growing(self) -> AsyncIterator[Growing]:
        """Yield the index for an import to grow; what isn't kept in the end is given up.

        While the index is being written to, an import that doesn't wait for that grows none.
        """
        if self._writing.locked():
            yield Growing(None)
            return
        async with self._writing:
            growing = Growing(self._index)
            try:
                yield growing
            finally:
                await asyncio.to_thread(growing.close)

    async def rebuild(self, progress: Progress | None = None) -> int:
        """Build the index anew from the ledger; return how many claims it holds."""
        async with self._writing:
            revision, total = await self._store.revision(), await self._store.count()
            given_up = threading.Event()

            def build() -> int:
                with Crew(self._engine) as crew:
                    documents = chain.from_iterable(crew.map(documents_of, claims))
                    return self._index.rebuild(documents, revision, told)

            def told(done: int) -> None:
                if progress is not None:
                    progress(done, total)

            claims = _in_thread(self._store.batches(), given_up)
            building = asyncio.create_task(asyncio.to_thread(build))
            try:
                return await asyncio.shield(building)
            except asyncio.CancelledError:
                given_up.set()
                with suppress(_GivenUpError):
                    await building
                raise


class _GivenUpError(Exception):
    """Whoever wanted the work has gone."""


def _in_thread(batches: AsyncIterator[Sequence[Claim]], given_up: threading.Event) -> Iterator[list[Claim]]:
    """Yield what the event loop of the caller reads for another thread, claims withdrawn left out.

    One of the two waits for the other: a thread that works while SQLite gives rows holds up every row.
    """
    loop = asyncio.get_running_loop()

    async def following() -> Sequence[Claim]:
        async for claims in batches:
            return claims
        return ()

    def read() -> Iterator[list[Claim]]:
        while claims := asyncio.run_coroutine_threadsafe(following(), loop).result():
            if given_up.is_set():
                raise _GivenUpError
            yield [claim for claim in claims if claim.status is not Status.WITHDRAWN]

    return read()


def _same(a: str, b: str) -> bool:
    return fuzz.ratio(a, b, score_cutoff=SAME_WORDS) > 0
