"""Many claims at once: stored in batches, then each looked at once for what it contradicts."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import chain, islice
from typing import Final, NamedTuple

from bot.alerting import MAX_COMPARED, alerting_in
from bot.crew import Crew
from bot.domain.comparison import Thing
from bot.domain.engine import Engine
from bot.domain.suspecting import Suspects
from bot.indexing import Growing
from bot.retrieval import document_of
from db.growth import Document
from db.models import Claim, ClaimDraft, Entry, Position, Relation, Status, Suspicion
from db.store import Line, Portion, Seen, Stored, Writer, Written

BATCH: Final = 250  # rows stored at a time
MAX_LINES: Final = 20  # claims that the alert of an imported one lists
PER_POSITION: Final = 5  # of them that state the same

_LEADING_TO: Final = {  # what figures must be to each other for two claims to be in a relation
    Relation.CONTRADICTS: {Relation.CONTRADICTS},
    Relation.REVISES: {Relation.CONTRADICTS, Relation.DIVERGES},
    Relation.DIVERGES: {Relation.CONTRADICTS, Relation.DIVERGES},
}
_APART: Final = frozenset({Relation.CONTRADICTS, Relation.DIVERGES})


class Importer:
    """Adds many claims inside one transaction, in memory that doesn't grow with their number."""

    def __init__(
        self,
        ledger: Writer,
        growth: Growing,
        workspace: str,
        engine: Engine,
        crew: Crew,
        actor: str,
        at: datetime,
    ) -> None:
        """`growth` takes in what the index is to hold of the claims."""
        self._ledger = ledger
        self._growth = growth
        self._workspace = workspace
        self._engine = engine
        self._crew = crew
        self._actor = actor
        self._at = at
        self._first: int | None = None  # id of the first claim added
        self._stories: set[int] = set()
        self._indexed: list[Document] = []  # of claims just stored
        self.added = 0
        self.existed = 0
        self.rated = 0  # of those that existed: given ratings that they lacked

    async def add(self, drafts: Iterable[ClaimDraft], progress: Callable[[int], None]) -> None:
        """Store claims that are not on record yet; `progress` is told how many were looked at."""
        read = self._read(iter(drafts))
        while batch := await asyncio.to_thread(self._next, read):
            claims = [one.claim for one in batch]
            stored = await self._ledger.add_new(self._workspace, claims, self._actor, self._at)
            for one, claim in zip(batch, stored, strict=True):
                if claim is None or claim.rated:
                    self.existed += 1
                    self.rated += claim is not None
                else:
                    self._count(claim, one.document)
            progress(self.added + self.existed)

    def _count(self, claim: Stored, document: Document | None) -> None:
        self.added += 1
        self._first = self._first or claim.id
        self._stories.add(claim.story_id)
        if document is not None:
            self._indexed.append(document._replace(id=claim.id, story_id=claim.story_id))

    def _next(self, read: Iterator[list["_Ready"]]) -> list["_Ready"]:
        """Return the next rows made ready, after the index has those just stored; none at the end."""
        self._growth.add(self._indexed)
        self._indexed = []
        return next(read, [])

    def _read(self, rest: Iterator[ClaimDraft]) -> Iterator[list["_Ready"]]:
        """Yield rows made ready for the ledger and the index, some at a time. Takes long."""
        first = list(islice(rest, BATCH))
        workspace = self._workspace if len(first) == BATCH and self._growth.level else None
        rows = chain([first], iter(lambda: list(islice(rest, BATCH)), []))
        yield from self._crew.map(partial(_ready, self._ledger.written, workspace), rows)

    async def announce(self) -> int:
        """Store what the added claims are suspected to contradict, and their alerts; return how many."""
        if self._first is None:
            return 0
        alerting = alerting_in(await self._ledger.newsroom(self._workspace))
        steps = self._ledger.announce(
            sorted(self._stories),
            self._first,
            self._at,
            partial(_look, self._engine, self._crew, alerting),
            (PER_POSITION, MAX_COMPARED),
        )
        return sum([alerts async for alerts in steps])


def _look(
    engine: Engine, crew: Crew, alerting: Sequence[Relation], lots: Iterable[Sequence[Portion]]
) -> Iterator[list[Seen]]:
    """Yield what is found of claims; the crew looks at whole stories, and at statements of larger ones."""
    taken: deque[Sequence[Portion]] = deque()
    story = _Story(engine, (), alerting)

    def asked() -> Iterator[list[Portion | _Statements]]:
        newest: deque[Claim] = deque(maxlen=MAX_COMPARED)
        for lot in lots:
            taken.append(lot)
            yield [portion if _is_whole(portion) else _statements(portion, newest) for portion in lot]

    for answers in crew.map(partial(_answers, alerting), asked()):
        seen: list[Seen] = []
        for portion, found in zip(taken.popleft(), answers, strict=True):
            if isinstance(found, list):
                seen += map(Seen, portion.claims, *zip(*found, strict=True))
                continue
            if portion.begins:
                story = _begun(engine, portion, alerting)
            seen += [Seen(claim, *_found(story, claim, found)) for claim in portion.claims]
        yield seen


_Found = tuple[list[Line], Sequence[Suspicion]]  # of a claim: the lines of its alert, and what is suspected
_Suspected = dict[int, list[Suspicion]]  # by the id of the later claim


def _is_whole(portion: Portion) -> bool:
    """Return whether a portion is all of its story."""
    return portion.begins and portion.ends and bool(portion.claims)


def _answers(
    alerting: Sequence[Relation], engine: Engine, batch: Sequence["Portion | _Statements"]
) -> list[list[_Found] | _Suspected]:
    """Return what is found of each claim of a whole story, and what is suspected of a part's statements."""
    return [
        _found_in(engine, alerting, asked) if isinstance(asked, Portion) else _suspected(engine, asked)
        for asked in batch
    ]


def _found_in(engine: Engine, alerting: Sequence[Relation], portion: Portion) -> list[_Found]:
    newest: deque[Claim] = deque(maxlen=MAX_COMPARED)
    suspected = _suspected(engine, _statements(portion, newest))
    story = _begun(engine, portion, alerting)
    return [_found(story, claim, suspected) for claim in portion.claims]


def _begun(engine: Engine, portion: Portion, alerting: Sequence[Relation]) -> "_Story":
    """Return a story whose first new claims these are."""
    story = _Story(engine, portion.positions, alerting)
    for claim in portion.earlier:
        story.remember(claim)
    return story


class _Statements(NamedTuple):
    """A story's new claims without figures, and the newest ones before them."""

    earlier: list[Claim]
    new: list[Claim]


def _statements(portion: Portion, newest: deque[Claim]) -> _Statements:
    """Return the statements of a portion; `newest` are those before it, and takes them in."""
    if portion.begins:
        newest.clear()
        newest.extend(filter(_is_statement, portion.earlier))
    new = list(filter(_is_statement, portion.claims))
    earlier = list(newest) if new else []
    newest.extend(new)
    return _Statements(earlier, new)


def _is_statement(claim: Claim) -> bool:
    return claim.position_id is None and claim.status is Status.ACTIVE


def _suspected(engine: Engine, statements: _Statements) -> _Suspected:
    """Return what is suspected of a story's new statements."""
    suspects = Suspects(engine, MAX_COMPARED)
    for claim in statements.earlier:
        suspects.remember(claim)
    found: dict[int, list[Suspicion]] = {}
    for claim in statements.new:
        if suspicions := suspects.of(claim):
            found[claim.id] = suspicions
        suspects.remember(claim)
    return found


def _found(story: "_Story", claim: Claim, suspected: _Suspected) -> _Found:
    """Return what is found of a claim; later ones are held against it, too."""
    suspicions = suspected.get(claim.id, [])
    lines = story.suspected(suspicions) if claim.position_id is None else story.lines(claim)
    story.remember(claim)
    return lines, suspicions


class _Story:
    """What a pass over one story's claims with figures, by id, has met."""

    def __init__(self, engine: Engine, positions: Sequence[Position], alerting: Sequence[Relation]) -> None:
        self._engine = engine
        self._positions: dict[Thing, list[Position]] = {}  # by what they count or measure
        for position in positions:
            for thing in engine.comparer.things(position.figures):
                self._positions.setdefault(thing, []).append(position)
        self._alerting = alerting  # relations that make a line, the gravest first
        self._stating: dict[int, list[Claim]] = {}  # position -> the first claims that state it
        self._against: dict[int, list[tuple[int, Relation]]] = {}  # position -> those that it is held against

    def remember(self, claim: Claim) -> None:
        """Have later claims compared with this one, if it is active and states figures."""
        if claim.status is Status.ACTIVE and claim.position_id is not None:
            stating = self._stating.setdefault(claim.position_id, [])
            if len(stating) < PER_POSITION:
                stating.append(claim)

    def lines(self, claim: Claim) -> list[Line]:
        """Return the lines of a claim's alert about those remembered, by their figures."""
        if claim.status is not Status.ACTIVE or claim.position_id is None:
            return []
        against = self._held_against(claim, claim.position_id)
        lines = (self._by_figures(claim, against, wanted) for wanted in self._alerting)
        return list(islice(chain.from_iterable(lines), MAX_LINES))

    def suspected(self, suspicions: Sequence[Suspicion]) -> list[Line]:
        """Return the lines of an alert about what is suspected."""
        found = (one for relation in self._alerting for one in suspicions if one.relation is relation)
        return [Line(one.b, one.relation, True, one.reason) for one in islice(found, MAX_LINES)]

    def _held_against(self, claim: Claim, position_id: int) -> list[tuple[int, Relation]]:
        """Return the positions that a claim's contradicts or diverges from."""
        known = self._against.get(position_id)
        if known is None:
            comparer = self._engine.comparer
            things = comparer.things(claim.figures)
            others = {other.id: other for thing in things for other in self._positions.get(thing, ())}
            found = (
                (number, comparer.compare(claim.figures, others[number].figures)) for number in sorted(others)
            )
            known = [(number, one.relation) for number, one in found if one and one.relation in _APART]
            self._against[position_id] = known
        return known

    def _by_figures(
        self, claim: Claim, against: Iterable[tuple[int, Relation]], wanted: Relation
    ) -> Iterator[Line]:
        """Yield the remembered claims that stand in one relation to a claim by their figures."""
        leading = _LEADING_TO[wanted]
        for position_id, relation in against:
            if relation not in leading:
                continue
            for other in self._stating.get(position_id, ()):
                verdict = self._engine.relate(claim, other)
                if verdict.relation is wanted:
                    yield Line(other.id, verdict.relation, verdict.suspected, verdict.reason)


class _Ready(NamedTuple):
    """A claim made ready for the ledger, and for the index unless that is left for later."""

    claim: Written
    document: Document | None  # its ids are to come


def _ready(
    written: Callable[[Entry], Written], workspace: str | None, engine: Engine, drafts: Sequence[ClaimDraft]
) -> list[_Ready]:
    """Return claims made ready, for the index of a workspace, too, where one is given."""
    entries = list(map(engine.entry, drafts))
    claims = list(map(written, entries))
    if workspace is None:
        return [_Ready(claim, None) for claim in claims]
    return [
        _Ready(claim, _document(engine, workspace, entry))
        for claim, entry in zip(claims, entries, strict=True)
    ]


def _document(engine: Engine, workspace: str, entry: Entry) -> Document | None:
    if entry.draft.status is Status.WITHDRAWN:
        return None
    tokens = engine.matcher.tokens(entry.figures)
    return document_of(0, workspace, 0, entry.draft, tokens, entry.statement)
