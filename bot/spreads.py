"""What a story's claims say of one thing: every figure that is given for it, and by whom."""

from collections.abc import Container, Sequence
from typing import Final, NamedTuple

from bot.aside import COMPARING, aside
from bot.domain import intervals, spreading
from bot.domain.chains import earliest_key
from bot.domain.comparison import in_one_unit
from bot.domain.engine import Engine
from bot.domain.figures import describe
from bot.domain.spreading import Given
from bot.relations import Relations
from bot.results import Spread, Standpoint
from db.models import Claim, Figure, Position, Relation, Story
from db.store import Store

LISTED: Final = 24  # different figures of one thing that are listed
AROUND: Final = 8  # listed around one of them: as many as a picture shows
CLAIMS: Final = 20  # claims fetched of each
THINGS: Final = 12  # things of one story that are told


class _Stated(NamedTuple):
    """One figure of a thing, as some positions state it alike."""

    figure: Figure
    positions: tuple[int, ...]
    total: int  # claims


class Spreads:
    """Gathers the figures that are given for one thing; its work grows with a story's positions."""

    def __init__(self, store: Store, engine: Engine, relations: Relations) -> None:
        self._store = store
        self._engine = engine
        self._relations = relations

    async def of_story(self, story: Story, most: int = THINGS, *, least: int = 2) -> list[Spread]:
        """Return a spread for each thing that a story's claims give `least` figures or more for.

        Things that figures differ for come first, and what most claims speak of; at most `most`.
        """
        positions = await self._relations.positions(self._store, story.id)
        found = await aside(_effort(positions), spreading.things, self._engine.comparer, positions)
        stated = [(given, _stated(given)) for given in found]
        wanted = [(given, some) for given, some in stated if len(some) >= least]
        wanted.sort(key=lambda one: len(one[1]) == 1)
        return [await self._spread(story.name, given, some, LISTED) for given, some in wanted[:most]]

    async def around(
        self, claim: Claim, figure: int | None = None, others: Container[int] = ()
    ) -> Spread | None:
        """Return what is given for the thing that a claim's figure counts; that figure is the matched one.

        `figure` is its ordinal; where it is None, it is the claim's first figure from which those of the
        positions `others` differ most gravely. None where nobody gives another figure for it.
        """
        positions = await self._relations.positions(self._store, claim.story_id)
        kinds = self._engine.comparer.kinds(claim.figures)
        wanted = range(len(claim.figures)) if figure is None else (figure,)
        best: tuple[int, Figure, list[Given]] | None = None
        for at in wanted:
            given = await aside(
                _effort(positions), spreading.alike, self._engine.comparer, kinds[at], positions
            )
            weight = _weight(claim.figures[at], given, others)
            if len(_stated(given)) > 1 and (best is None or weight > best[0]):
                best = weight, claim.figures[at], given
        if best is None:
            return None
        _, matched, given = best
        return await self._spread(claim.story, given, _stated(given, matched), AROUND, matched)

    async def instead(self, asked: Sequence[Figure], claim: Claim) -> Spread | None:
        """Return what is given for the thing that a check asked for, where nobody gives what it asked.

        `claim` states a figure for it. None where nobody gives another one.
        """
        for wanted in asked:
            for at, figure in enumerate(claim.figures):
                if self._engine.matcher.same_thing(wanted, figure, claim.figures, frozenset()):
                    found = await self.around(claim, at)
                    if found is not None:
                        rows = tuple(row.model_copy(update={"matched": False}) for row in found.rows)
                        return found.model_copy(update={"rows": rows, "asked": wanted})
        return None

    async def _spread(
        self,
        story: str,
        given: Sequence[Given],
        stated: Sequence[_Stated],
        most: int,
        matched: Figure | None = None,
    ) -> Spread:
        listed = stated[:most]
        rows = [await self._standpoint(one, matched) for one in listed]
        claims = [claim for row in rows for claim in row.claims]
        return Spread(
            story=story,
            thing=spreading.name_of(given, claims),
            rows=tuple(rows),
            more=len(stated) - len(listed),
            unit=spreading.unit_of(given),
            asked=None if any(row.matched for row in rows) else matched,
        )

    async def _standpoint(self, one: _Stated, matched: Figure | None) -> Standpoint:
        claims = await self._store.claims_at(one.positions, CLAIMS)
        first = sorted(claims, key=lambda claim: earliest_key(claim, self._engine.zone))
        return Standpoint(
            figure=one.figure,
            words=describe(one.figure),
            claims=tuple(first),
            total=one.total,
            speakers=self._speakers(first),
            matched=matched is not None and _key(matched) == _key(one.figure),
        )

    def _speakers(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        distinct: list[Claim] = []
        for claim in claims:
            if not any(self._engine.one_speaker(claim, known) for known in distinct):
                distinct.append(claim)
        return tuple(claim.speaker for claim in distinct)


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.qualifier, figure.unit, figure.denied


def _stated(given: Sequence[Given], first: Figure | None = None) -> list[_Stated]:
    """Return each different figure once, `first` before the others, then those that most claims state."""
    found: dict[tuple[object, ...], list[Given]] = {}
    for one in given:
        found.setdefault(_key(one.figure), []).append(one)
    stated = []
    for same in found.values():
        claims = {one.position.id: one.position.claims for one in same}
        stated.append(_Stated(same[0].figure, tuple(claims), sum(claims.values())))
    wanted = None if first is None else _key(first)
    return sorted(stated, key=lambda one: (_key(one.figure) != wanted, -one.total))


def _weight(figure: Figure, given: Sequence[Given], others: Container[int]) -> int:
    """Return how plainly figures differ from one: those of some positions count before all the others."""
    apart = [
        one.position.id
        for one in given
        if figure.denied != one.figure.denied
        or intervals.compare(*in_one_unit(figure, one.figure)) is not Relation.AGREES
    ]
    return len(apart) + len(given) * sum(position in others for position in apart)


def _effort(positions: Sequence[Position]) -> int:
    return COMPARING * sum(len(position.figures) for position in positions)
