"""What two claims of one story are to each other, by the figures that they state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from functools import lru_cache, partial
from typing import Final, NamedTuple

from bot.domain import intervals, measures, moments, reasons
from bot.domain.lexicon import Lexicon
from bot.domain.measures import Measure, joined, measure_of
from bot.domain.population import Population, Scope, population_of, scope
from bot.domain.units import convert, dimension
from db.models import Claim, Figure, Relation, Status

_WHOLE: Final = 100  # per cent
_TELLING: Final = 3  # digits of a number that two people give for one thing rather than by chance
_HALF: Final = Decimal("0.5")  # half a unit of a whole number's last digit
_REMEMBERED: Final = 10_000  # sets of figures kept ready
_COMPARED: Final = 5_000  # pairs of such sets of which the outcome is kept
_GRAVITY: Final = {Relation.CONTRADICTS: 3, Relation.DIVERGES: 2, Relation.AGREES: 1}


class Verdict(NamedTuple):
    """What one thing is to another, and why in one plain sentence."""

    relation: Relation
    reason: str
    suspected: bool = False


class Comparison(NamedTuple):
    """What two figures are to each other; the reason is put into words only when it is asked for."""

    relation: Relation
    suspected: bool
    why: Callable[[Figure, Figure], str]
    x: Figure
    y: Figure

    @property
    def gravity(self) -> tuple[int, bool]:
        """Order by: contradicts, diverges, agrees; the certain before the suspected."""
        return _GRAVITY[self.relation], not self.suspected

    def verdict(self) -> Verdict:
        """Return it with its reason."""
        return Verdict(self.relation, self.why(self.x, self.y), self.suspected)


Thing = tuple[str, frozenset[str]]  # a figure's dimension, and what befell those counted


class _Measured:
    """A figure made ready to be compared: what it counts at once, the rest when another counts the same."""

    __slots__ = ("_beside", "_lexicon", "_measure", "_population", "figure", "thing")

    def __init__(self, figure: Figure, beside: tuple[Figure, ...], lexicon: Lexicon) -> None:
        self.figure = figure
        self._beside = beside
        self._lexicon = lexicon
        self._measure: Measure | None = None
        self._population: Population | None = None
        self.thing = _thing(lexicon, figure.unit, figure.outcome, figure.measure)

    def _outcome(self) -> frozenset[str]:
        outcome = self.figure.outcome
        return frozenset((self._lexicon.canonical_outcome(outcome),) if outcome else ())

    @property
    def measure(self) -> Measure:
        """What a sum, share, length or duration measures."""
        if self._measure is None:
            self._measure = measure_of((*self.figure.measure, *self._outcome()))
        return self._measure

    @property
    def population(self) -> Population:
        """Whom or what it counts."""
        if self._population is None:
            found = population_of(self.figure, self._beside, self._lexicon)
            self._population = found._replace(narrowing=found.narrowing | self.measure.narrowing)
        return self._population


@lru_cache(maxsize=50_000)
def _thing(lexicon: Lexicon, unit: str | None, outcome: str | None, measure: tuple[str, ...]) -> Thing:
    if unit:
        return dimension(unit), frozenset()
    befell = {lexicon.canonical_outcome(outcome)} if outcome else set()
    return dimension(None), joined(measure).union(befell)


class Kind(NamedTuple):
    """What a figure counts or measures, whatever its number."""

    thing: Thing
    measured: bool  # it has a unit; else it is a count
    bare: bool  # the text says neither what it counts nor what happened to it
    measure: Measure
    population: Population


@dataclass(slots=True)
class _Compared:
    """What was found of two sets of figures, which are held here, so that no others get their ids."""

    a: tuple[Figure, ...]
    b: tuple[Figure, ...]
    found: Comparison | None
    verdict: Verdict | None = None  # once it was put into words


class FigureComparer:
    """Compares the figures of two claims; remembers those that it has made ready before."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[int, tuple[tuple[Figure, ...], tuple[_Measured, ...]]] = {}
        self._compared: dict[tuple[int, int, int | None], _Compared] = {}

    def things(self, figures: tuple[Figure, ...]) -> frozenset[Thing]:
        """Return what some figures count or measure: two sets that share none of these aren't compared."""
        return frozenset(ready.thing for ready in self._ready(figures))

    def verdict(
        self, a: tuple[Figure, ...], b: tuple[Figure, ...], moment: int | None = None
    ) -> Verdict | None:
        """Return what `compare` finds, with its reason."""
        known = self._known_pair(a, b, moment)
        if known.verdict is None and known.found is not None:
            known.verdict = known.found.verdict()
        return known.verdict

    def compare(
        self, a: tuple[Figure, ...], b: tuple[Figure, ...], moment: int | None = None
    ) -> Comparison | None:
        """Return the gravest relation among the comparable pairs of two claims' figures, None without one.

        A figure that the other claim gives as well is held against nothing else: two claims of "30 and 7
        seats" agree. `moment` says which claim's own moment (`as_of`) is the later: 1 for `a`, -1 for `b`,
        None where they don't both name one, or the same. Remembered, since many claims state the same.
        """
        return self._known_pair(a, b, moment).found

    def _known_pair(self, a: tuple[Figure, ...], b: tuple[Figure, ...], moment: int | None) -> _Compared:
        key = id(a), id(b), moment
        known = self._compared.get(key)
        if known is None or known.a is not a or known.b is not b:
            known = _Compared(a, b, self._gravest(a, b, moment))
            if len(self._compared) >= _COMPARED:
                self._compared.clear()
            self._compared[key] = known
        return known

    def _gravest(self, a: tuple[Figure, ...], b: tuple[Figure, ...], moment: int | None) -> Comparison | None:
        pairs: list[tuple[int, int, Comparison]] = []
        here, there = self._ready(a), self._ready(b)
        if len(here) == 1 == len(there):
            (x,), (y,) = here, there
            return self._pair(x, y, moment) if x.thing == y.thing else None
        for i, x in enumerate(here):
            for j, y in enumerate(there):
                if x.thing == y.thing and (found := self._pair(x, y, moment)) is not None:
                    pairs.append((i, j, found))
        if len(pairs) > 1:
            pairs = _unanswered(pairs)
        return max((found for _, _, found in pairs), key=_gravity, default=None)

    def comparable(self, a: Figure, b: Figure) -> bool:
        """Return whether two figures, each alone, count or measure the same thing."""
        (x,), (y,) = self._made_ready((a,)), self._made_ready((b,))
        return self.one_kind(_kind(x), _kind(y))

    def kinds(self, figures: tuple[Figure, ...]) -> tuple[Kind, ...]:
        """Return what each figure of a claim counts or measures, a part beside its whole told as one."""
        return tuple(map(_kind, self._ready(figures)))

    def one_kind(self, a: Kind, b: Kind) -> bool:
        """Return whether two figures count or measure the same thing."""
        if a.thing != b.thing or a.bare != b.bare:
            return False
        if a.measured and not measures.same(a.measure, b.measure):
            return False
        if a.bare and not measures.not_apart(a.measure, b.measure):
            return False
        return scope(a.population, b.population, self._lexicon) is Scope.SAME

    def _ready(self, figures: tuple[Figure, ...]) -> tuple[_Measured, ...]:
        """Return figures made ready; the ledger hands out the same tuple for the same position."""
        known = self._known.get(id(figures))
        if known is not None and known[0] is figures:
            return known[1]
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        ready = self._made_ready(figures)
        self._known[id(figures)] = (figures, ready)
        return ready

    def _made_ready(self, figures: tuple[Figure, ...]) -> tuple[_Measured, ...]:
        return tuple(_Measured(figure, figures, self._lexicon) for figure in figures)

    def _pair(self, a: _Measured, b: _Measured, moment: int | None) -> Comparison | None:
        if a.figure.unit is not None and (turned := self._turned(a, b)):
            return turned
        if not self._same_thing(a, b):
            return None
        found = scope(a.population, b.population, self._lexicon)
        if found is Scope.APART:
            return None
        x, y = in_one_unit(a.figure, b.figure)
        if x.denied or y.denied:
            return self._denial(x, y) if found is Scope.SAME and x.denied != y.denied else None
        if found is not Scope.SAME:
            if _is_share_of_own(a, b):
                return Comparison(Relation.AGREES, False, reasons.of_figures, x, y)
            return self._part(x, y) if found is Scope.NARROWER else self._part(y, x)
        relation = intervals.compare(x, y)
        if relation is Relation.CONTRADICTS and self._moved(a, b, moment):
            return Comparison(
                Relation.DIVERGES, False, reasons.of_times, *((y, x) if moment == 1 else (x, y))
            )
        return Comparison(relation, False, reasons.of_figures, x, y)

    @staticmethod
    def _same_thing(a: _Measured, b: _Measured) -> bool:
        bare = _is_bare(a.figure)
        if a.thing != b.thing or bare != _is_bare(b.figure):
            return False
        if bare:
            return measures.not_apart(a.measure, b.measure)
        return a.figure.unit is None or measures.same(a.measure, b.measure)

    def _turned(self, a: _Measured, b: _Measured) -> Comparison | None:
        """Return that two measured figures go opposite ways, None where they don't."""
        if a.figure.denied or b.figure.denied or a.thing != b.thing:
            return None
        if scope(a.population, b.population, self._lexicon) is Scope.APART:
            return None
        x, y = in_one_unit(a.figure, b.figure)
        number = intervals.number(x)
        telling = number is not None and number == intervals.number(y) and _digits(number) >= _TELLING
        axis = measures.opposed(a.measure, b.measure, telling=telling)
        if axis in measures.SHARES and _fit_together(x, y):
            return None
        return Comparison(Relation.CONTRADICTS, True, partial(reasons.of_ways, axis), x, y) if axis else None

    @staticmethod
    def _denial(x: Figure, y: Figure) -> Comparison | None:
        a, b = intervals.stated(x), intervals.stated(y)
        same = intervals.overlap(a, b) if a and b else (x.low, x.high) == (y.low, y.high)
        return Comparison(Relation.CONTRADICTS, True, reasons.of_denial, x, y) if same else None

    @staticmethod
    def _part(part: Figure, whole: Figure) -> Comparison | None:
        if intervals.above(intervals.extent(part), intervals.extent(whole)):
            return Comparison(Relation.CONTRADICTS, False, reasons.of_part, part, whole)
        return None

    def _moved(self, a: _Measured, b: _Measured, moment: int | None) -> bool:
        """Return whether a count may have gone from the one to the other between their moments."""
        if moment is None or len(a.thing[1]) != 1:
            return False
        (outcome,) = a.thing[1]
        late, early = (a.figure, b.figure) if moment > 0 else (b.figure, a.figure)
        grew = intervals.above(intervals.extent(late), intervals.extent(early))
        return (grew and self._lexicon.grows_only(outcome)) or self._lexicon.moves_both_ways(outcome)


def _kind(ready: _Measured) -> Kind:
    figure = ready.figure
    return Kind(ready.thing, figure.unit is not None, _is_bare(figure), ready.measure, ready.population)


def _gravity(found: Comparison) -> tuple[int, bool]:
    return found.gravity


def _unanswered(pairs: list[tuple[int, int, Comparison]]) -> list[tuple[int, int, Comparison]]:
    """Return the agreeing pairs, and the others of which neither figure agrees with anything."""
    agreeing = [(i, j) for i, j, found in pairs if found.relation is Relation.AGREES]
    left, right = {i for i, _ in agreeing}, {j for _, j in agreeing}
    return [
        (i, j, found)
        for i, j, found in pairs
        if found.relation is Relation.AGREES or (i not in left and j not in right)
    ]


def _is_share_of_own(a: _Measured, b: _Measured) -> bool:
    """Return whether one side gives as a part ("281 of the 3,050 passengers") what the other gives alone."""
    restricted = a.population.restricted or b.population.restricted
    x, y = a.figure, b.figure
    return restricted and (x.low, x.high, x.qualifier) == (y.low, y.high, y.qualifier)


def _fit_together(x: Figure, y: Figure) -> bool:
    """Return whether two figures are shares that one whole can have: 40 % for it and 60 % against."""
    least = [figure.low or Decimal(0) for figure in (x, y)]
    return x.unit == "percent" and sum(least) <= _WHOLE + x.leeway + y.leeway


def _digits(number: Decimal) -> int:
    """Return how many digits a number has, zeros at its end not counted."""
    return len(number.normalize().as_tuple().digits)


def _is_bare(figure: Figure) -> bool:
    """Return whether the text says neither what a number counts nor what happened to it."""
    named = figure.noun is not None and not figure.implied
    return not named and figure.unit is None and figure.outcome is None


def in_one_unit(x: Figure, y: Figure) -> tuple[Figure, Figure]:
    """Return two figures of one dimension, converted where their units differ."""
    if x.unit == y.unit or x.unit is None or y.unit is None:
        return x, y
    unit = min(x.unit, y.unit)
    return converted(x, unit), converted(y, unit)


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
    found = comparer.verdict(a.figures, b.figures, _moments(a, b, zone))
    if found is None:
        return Verdict(Relation.UNRELATED, "They state nothing that can be compared.")
    return in_order(found, a, b, one_speaker=one_speaker, zone=zone)


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
        return Verdict(verdict.relation, reasons.of_itself(verdict.reason), verdict.suspected)
    if order and a.said_at and b.said_at:
        said = reasons.said_apart(verdict.reason, moments.apart(a.said_at, b.said_at, zone))
        return Verdict(verdict.relation, said, verdict.suspected)
    return verdict


def _moments(a: Claim, b: Claim, zone: tzinfo) -> int | None:
    return moments.later(a.as_of, b.as_of, zone) or None
