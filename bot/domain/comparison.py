"""What two claims of one story are to each other, by the figures that they state."""

from datetime import tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from bot.domain import intervals, moments, reasons
from bot.domain.lexicon import Lexicon
from bot.domain.population import Scope, population_of, scope
from bot.domain.units import convert, dimension
from db.models import Claim, Figure, Relation, Status

SAME_MEASURE: Final = 0.6  # share of the shorter description's words that both must have

_HALF: Final = Decimal("0.5")  # half a unit of a whole number's last digit
_GRAVITY: Final = {Relation.CONTRADICTS: 3, Relation.DIVERGES: 2, Relation.AGREES: 1}


class Verdict(NamedTuple):
    """What one thing is to another, and why in one plain sentence."""

    relation: Relation
    reason: str
    suspected: bool = False

    @property
    def gravity(self) -> tuple[int, bool]:
        """Order by: contradicts, diverges, agrees; the certain before the suspected."""
        return _GRAVITY.get(self.relation, 0), not self.suspected


class FigureComparer:
    """Compares the figures of two claims; remembers what it has compared before."""

    def __init__(self, lexicon: Lexicon, memory: int = 50_000) -> None:
        self._lexicon = lexicon
        self._remembered = lru_cache(maxsize=memory)(self._relate)

    def relate(
        self, a: tuple[Figure, ...], b: tuple[Figure, ...], moment: int | None = None
    ) -> Verdict | None:
        """Return the gravest relation among the comparable pairs of two claims' figures, None without one.

        `moment` says which claim's own moment (`as_of`) is the later: 1 for `a`, -1 for `b`, None where
        they don't both name one, or the same.
        """
        if not a or not b:
            return None
        return self._remembered(a, b, moment)

    def comparable(self, a: Figure, b: Figure) -> bool:
        """Return whether two figures, each alone, count or measure the same thing."""
        return self._same_thing(a, b) and self._scope(a, (), b, ()) is Scope.SAME

    def _relate(self, a: tuple[Figure, ...], b: tuple[Figure, ...], moment: int | None) -> Verdict | None:
        verdicts = [verdict for x in a for y in b if (verdict := self._pair(x, a, y, b, moment)) is not None]
        return max(verdicts, key=lambda verdict: verdict.gravity, default=None)

    def _pair(
        self, x: Figure, a: tuple[Figure, ...], y: Figure, b: tuple[Figure, ...], moment: int | None
    ) -> Verdict | None:
        if not self._same_thing(x, y):
            return None
        if x.unit != y.unit:
            unit = min(x.unit or "", y.unit or "")
            x, y = converted(x, unit), converted(y, unit)
        found = self._scope(x, a, y, b)
        if found is Scope.APART:
            return None
        if x.denied or y.denied:
            return self._denial(x, y) if found is Scope.SAME and x.denied != y.denied else None
        if found is not Scope.SAME:
            part, whole = (x, y) if found is Scope.NARROWER else (y, x)
            return self._part(part, whole)
        verdict = Verdict(intervals.compare(x, y), reasons.of_figures(x, y))
        return self._in_time(verdict, x, y, moment)

    def _scope(self, x: Figure, a: tuple[Figure, ...], y: Figure, b: tuple[Figure, ...]) -> Scope:
        return scope(population_of(x, a, self._lexicon), population_of(y, b, self._lexicon), self._lexicon)

    def _same_thing(self, x: Figure, y: Figure) -> bool:
        if dimension(x.unit) != dimension(y.unit):
            return False
        if x.unit is None:
            return self._outcome(x) == self._outcome(y)
        return self._same_measure(x, y)

    def _outcome(self, figure: Figure) -> str | None:
        return self._lexicon.canonical_outcome(figure.outcome) if figure.outcome else None

    def _same_measure(self, x: Figure, y: Figure) -> bool:
        a = {*x.measure, *filter(None, [self._outcome(x)])}
        b = {*y.measure, *filter(None, [self._outcome(y)])}
        return bool(a and b) and len(a & b) >= SAME_MEASURE * min(len(a), len(b))

    @staticmethod
    def _denial(x: Figure, y: Figure) -> Verdict | None:
        a, b = intervals.stated(x), intervals.stated(y)
        same = intervals.overlap(a, b) if a and b else (x.low, x.high) == (y.low, y.high)
        if not same:
            return None
        return Verdict(Relation.CONTRADICTS, reasons.of_denial(x, y), suspected=True)

    @staticmethod
    def _part(part: Figure, whole: Figure) -> Verdict | None:
        if intervals.above(intervals.extent(part), intervals.extent(whole)):
            return Verdict(Relation.CONTRADICTS, reasons.of_part(part, whole))
        return None

    def _in_time(self, verdict: Verdict, x: Figure, y: Figure, moment: int | None) -> Verdict:
        if verdict.relation is not Relation.CONTRADICTS or moment is None or x.outcome is None:
            return verdict
        late, early = (x, y) if moment > 0 else (y, x)
        grew = self._lexicon.grows_only(x.outcome) and intervals.above(
            intervals.extent(late), intervals.extent(early)
        )
        if grew or self._lexicon.moves_both_ways(x.outcome):
            return Verdict(Relation.DIVERGES, reasons.of_times(early, late))
        return verdict


def converted(figure: Figure, unit: str) -> Figure:
    """Return a figure in another unit of its dimension, its leeway half a unit of the last digit written."""
    source = figure.unit or ""

    def turn(value: Decimal) -> Decimal:
        return convert(value, source, unit)

    half = figure.leeway or _HALF
    return figure.model_copy(
        update={
            "low": None if figure.low is None else turn(figure.low),
            "high": None if figure.high is None else turn(figure.high),
            "leeway": abs(turn(half) - turn(Decimal(0))),
            "unit": unit,
        }
    )


def relate(a: Claim, b: Claim, comparer: FigureComparer, *, one_speaker: bool, zone: tzinfo) -> Verdict:
    """Return what two claims of one story are to each other by their figures.

    `one_speaker` says whether both have the same one, by alias or name. Claims that aren't active, and those
    without comparable figures, are unrelated.
    """
    if a.status is not Status.ACTIVE or b.status is not Status.ACTIVE:
        return Verdict(Relation.UNRELATED, "One of the two is no longer on record as active.")
    verdict = comparer.relate(a.figures, b.figures, _moments(a, b, zone))
    if verdict is None:
        return Verdict(Relation.UNRELATED, "They state nothing that can be compared.")
    return in_order(verdict, a, b, one_speaker=one_speaker, zone=zone)


def in_order(verdict: Verdict, a: Claim, b: Claim, *, one_speaker: bool, zone: tzinfo) -> Verdict:
    """Return a verdict with the speakers and times of two claims taken into account.

    The same speaker with another figure at a later time revises; at the same or no known time it stands
    against itself, which the reason says. Otherwise the reason says how far apart the two were said.
    """
    if verdict.relation not in {Relation.CONTRADICTS, Relation.DIVERGES}:
        return verdict
    order = moments.later(a.said_at, b.said_at, zone)
    if one_speaker:
        if order:
            return Verdict(Relation.REVISES, reasons.of_revision(verdict.reason), verdict.suspected)
        return verdict._replace(reason=reasons.of_itself(verdict.reason))
    if order and a.said_at and b.said_at:
        return verdict._replace(
            reason=reasons.said_apart(verdict.reason, moments.apart(a.said_at, b.said_at, zone))
        )
    return verdict


def _moments(a: Claim, b: Claim, zone: tzinfo) -> int | None:
    return moments.later(a.as_of, b.as_of, zone) or None
