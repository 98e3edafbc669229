"""The room that tries a file out: what an import would do, with nothing stored."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from bot.desk.recording import Recording
from bot.domain.engine import Engine, Heard
from bot.domain.text import statement_key
from bot.results import Refused, Sample, Trial
from db.models import Claim, ClaimDraft, Entry, SourceName, Status
from db.store import Reader

SAMPLES: Final = 5  # rows that are shown as they would be stored
_BATCH: Final = 250  # rows read at a time


class Trying(Recording):
    """Imports that only seem to happen."""

    async def try_rows(
        self,
        workspace: str,
        rows: Iterable[tuple[int, ClaimDraft | str]],
        *,
        progress: Callable[[int], None] | None = None,
    ) -> Trial:
        """Return what `import_rows` would do with some rows, going on behind each that it would refuse.

        `progress` is told the number of rows done. Another may change the ledger meanwhile.
        """
        reading, known = iter(rows), _Known(self._store, workspace)
        samples: list[Sample] = []
        refused: list[Refused] = []
        good = 0
        while batch := await asyncio.to_thread(lambda: list(islice(reading, _BATCH))):
            for line, row in batch:
                problem = row if isinstance(row, str) else self._future(row)
                if isinstance(row, str) or problem:
                    refused.append(Refused(line=line, reason=problem or ""))
                    continue
                good += 1
                claim = await known.same_as(_keyed(self._engine, row))
                if len(samples) < SAMPLES:
                    figures = (await self._entry(row)).figures
                    number = None if claim is None else claim.id
                    samples.append(Sample(line=line, draft=row, figures=figures, known=number))
            if progress is not None:
                progress(good + len(refused))
        return Trial(
            good=good, existed=known.met, rated=known.rated, samples=tuple(samples), refused=tuple(refused)
        )


def _keyed(engine: Engine, draft: ClaimDraft) -> Entry:
    """Return a draft made ready but for its figures, which decide nothing about whether it is on record."""
    return engine.entry(draft, Heard(statement_key(f"{draft.text} {draft.quote or ''}"), ()))


class _Known:
    """What is on record, and what would be by the rows before."""

    def __init__(self, ledger: Reader, workspace: str) -> None:
        self._ledger = ledger
        self._workspace = workspace
        self._sources: dict[str, int | str] = {}  # key -> id, or the key itself where it is new
        self._before: set[int] = set()  # hashes of what the rows before say
        self._withdrawn: set[int] = set()  # likewise, of those that are withdrawn
        self._rated: set[int] = set()
        self.met = 0
        self.rated = 0

    async def same_as(self, entry: Entry) -> Claim | None:
        """Return the claim on record that an entry is the same as; count it, or one that was met before."""
        claim = await self._ledger.duplicate(self._workspace, entry)
        identity = hash(
            (
                entry.story_key,
                entry.statement,
                await self._source(entry.speaker),
                None if entry.outlet is None else await self._source(entry.outlet),
            )
        )
        withdrawn = entry.draft.status is Status.WITHDRAWN
        if claim is not None or identity in self._before:
            self.met += 1
            self.rated += self._lacks(identity, entry, () if claim is None else claim.ratings)
        elif withdrawn and identity in self._withdrawn:
            self.met += 1
        elif not withdrawn:
            self._rated.update(hash((identity, one)) for one in entry.draft.ratings)
        (self._withdrawn if withdrawn else self._before).add(identity)
        return claim

    def _lacks(self, identity: int, entry: Entry, ratings: Sequence[object]) -> bool:
        """Return whether an entry has a rating that its claim would lack so far, and remember it."""
        new = {hash((identity, one)) for one in entry.draft.ratings if one not in ratings} - self._rated
        self._rated |= new
        return bool(new)

    async def _source(self, source: SourceName) -> int | str:
        if source.key not in self._sources:
            found = await self._ledger.source(self._workspace, source.key)
            self._sources[source.key] = source.key if found is None else found.id
        return self._sources[source.key]
