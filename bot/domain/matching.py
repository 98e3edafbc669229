"""Which claims fit a query: figures gate, words rank."""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from bot.domain import intervals
from bot.domain.comparison import converted
from bot.domain.intervals import Interval
from bot.domain.lexicon import Lexicon
from bot.domain.population import Population, Scope, population_of, scope
from bot.domain.units import base_unit, dimension
from db.models import Figure, Qualifier, Relation

_BUCKET: Final = math.log(1.05)  # neighbouring buckets of the number line are 5 % apart
_MAX_BUCKETS: Final = 200  # tokens of one range

_EXACT: Final = 1.0
_WITHIN_LEEWAY: Final = 0.85
_INSIDE_RANGE: Final = 0.6
_OTHER_HEDGE: Final = 0.05  # off, where the query hedges and the claim does otherwise
_UPPER: Final = frozenset({Qualifier.AT_MOST, Qualifier.LESS_THAN})
_LOWER: Final = frozenset({Qualifier.AT_LEAST, Qualifier.MORE_THAN})
_OPPOSITE: Final = {**dict.fromkeys(_UPPER, _LOWER), **dict.fromkeys(_LOWER, _UPPER)}
_REMEMBERED: Final = 20_000  # figures whose populations are kept at hand
_SLIP: Final = 80.0  # per cent alike, from which an unknown noun may be a slip of a known one


class Fit(NamedTuple):
    """How well a claim's figure is the one that a query names."""

    quality: float  # 0 to 1
    query: Figure
    figure: Figure


class _Counted(NamedTuple):
    """Whom a figure counts; both are held here, so that no others get their ids."""

    figure: Figure
    beside: tuple[Figure, ...]
    population: Population


class FigureMatcher:
    """Holds figures of claims against figures of queries."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[tuple[int, int], _Counted] = {}

    def fits(self, query: Sequence[Figure], stated: tuple[Figure, ...], verbs: frozenset[str]) -> list[Fit]:
        """Return the best fit of each query figure that some figure of a claim is, best first.

        `verbs` are the outcomes known among the candidates: an unlisted verb of the query that none of them
        has says nothing about an outcome and doesn't gate.
        """
        found = []
        for wanted in query:
            options = [
                Fit(quality, wanted, figure)
                for figure in stated
                if self.same_thing(wanted, figure, stated, verbs)
                and (quality := self._quality(wanted, figure)) > 0
            ]
            if options:
                found.append(max(options, key=lambda fit: fit.quality))
        return sorted(found, key=lambda fit: -fit.quality)

    def same_thing(
        self, query: Figure, figure: Figure, beside: tuple[Figure, ...], verbs: frozenset[str]
    ) -> bool:
        """Return whether a claim's figure counts or measures what the query's does, as far as that says.

        An outcome, unit or period that the query names gates, and so does what it counts.
        """
        if query.unit is not None and dimension(query.unit) != dimension(figure.unit):
            return False
        if query.unit is None and figure.unit is not None and query.noun and not query.implied:
            return False
        if not self._same_outcome(query, figure, verbs):
            return False
        if query.unit is not None and query.unit != "percent":
            return True
        wanted = population_of(self._respelt(query, figure), (), self._lexicon)
        counted = self._counted(figure, beside)
        return scope(wanted._replace(narrowing=frozenset()), counted, self._lexicon) is not Scope.APART

    def _counted(self, figure: Figure, beside: tuple[Figure, ...]) -> Population:
        """Return whom a claim's figure counts; the ledger hands out the same tuple for the same position."""
        key = id(figure), id(beside)
        known = self._known.get(key)
        if known is None or known.figure is not figure or known.beside is not beside:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = _Counted(figure, beside, population_of(figure, beside, self._lexicon))
            self._known[key] = known
        return known.population

    def _respelt(self, query: Figure, figure: Figure) -> Figure:
        """Return the query's figure with the claim's noun, where its own looks like a slip of it."""
        if not query.noun or not figure.noun or self._lexicon.known_noun(query.noun):
            return query
        alike = fuzz.ratio(query.noun, figure.noun) >= _SLIP
        return query.model_copy(update={"noun": figure.noun}) if alike else query

    def same_number(self, a: Figure, b: Figure) -> bool:
        """Return whether two figures state the same number for the same thing, whatever the hedge."""
        if dimension(a.unit) != dimension(b.unit):
            return False
        x, y = _alike(a, b)
        if Qualifier.VAGUE in {x.qualifier, y.qualifier} or Qualifier.RANGE in {x.qualifier, y.qualifier}:
            same = (x.qualifier, x.low, x.high) == (y.qualifier, y.low, y.high)
        else:
            same = _overlapping(x, y)
        if not same or self._outcome(a) != self._outcome(b):
            return False
        here, there = (population_of(figure, (), self._lexicon) for figure in (a, b))
        return scope(here, there, self._lexicon) is Scope.SAME

    def _same_outcome(self, query: Figure, figure: Figure, verbs: frozenset[str]) -> bool:
        wanted = self._outcome(query)
        if wanted is None or wanted == self._outcome(figure):
            return True
        return not self._lexicon.known_outcome(wanted) and wanted not in verbs

    def outcomes(self, stated: Iterable[tuple[Figure, ...]]) -> frozenset[str]:
        """Return the outcomes among some claims' figures."""
        return frozenset(
            outcome for figures in stated for figure in figures if (outcome := self._outcome(figure))
        )

    def _outcome(self, figure: Figure) -> str | None:
        return self._lexicon.canonical_outcome(figure.outcome) if figure.outcome else None

    @staticmethod
    def _quality(query: Figure, figure: Figure) -> float:
        if query.denied != figure.denied:
            return 0.0
        query, figure = _alike(query, figure)
        if _excludes(query, figure):
            return 0.0
        if Qualifier.VAGUE in {query.qualifier, figure.qualifier}:
            same = (query.qualifier, query.low, query.high) == (figure.qualifier, figure.low, figure.high)
            return _EXACT if same else 0.0
        hedge = _OTHER_HEDGE if query.qualifier not in {Qualifier.EXACT, figure.qualifier} else 0.0
        if intervals.number(query) is not None and intervals.number(query) == intervals.number(figure):
            return _EXACT - hedge
        if not _overlapping(query, figure):
            return 0.0
        if figure.qualifier is Qualifier.RANGE:
            same = (query.low, query.high) == (figure.low, figure.high)
            return _EXACT if same else _INSIDE_RANGE
        return _WITHIN_LEEWAY - hedge if query.qualifier is not Qualifier.RANGE else 0.0

    def number_tokens(self, figure: Figure) -> frozenset[str]:
        """Return index tokens for the number that a figure states.

        Two figures whose stated intervals overlap share at least one: the number line is cut into buckets
        5 % wide, and an interval has the token of every bucket that it touches.
        """
        if figure.unit is not None:
            figure = converted(figure, base_unit(figure.unit) or figure.unit)
        interval = intervals.stated(figure) or Interval(figure.low, figure.high)
        low = interval.low if interval.low is not None else interval.high
        high = interval.high if interval.high is not None else interval.low
        if low is None or high is None:
            return frozenset()
        if high <= 0:
            return frozenset({"n0"})
        first, last = _bucket(low), _bucket(high)
        return frozenset(f"n{bucket}" for bucket in range(max(first, last - _MAX_BUCKETS), last + 1))

    def tokens(self, figures: Iterable[Figure]) -> list[str]:
        """Return the index tokens of all that some figures state, in order."""
        return sorted(
            {token for one in figures for token in (*self.number_tokens(one), *self.thing_tokens(one))}
        )

    def thing_tokens(self, figure: Figure) -> frozenset[str]:
        """Return index tokens for what a figure counts or measures, whatever its number."""
        tokens = set()
        if figure.noun and not figure.implied:
            tokens.add(f"what:{self._lexicon.canonical_noun(figure.noun)}")
        if figure.unit:
            tokens.add(f"unit:{dimension(figure.unit)}")
        if outcome := self._outcome(figure):
            tokens.add(f"outcome:{outcome}")
        return frozenset(tokens)


def _alike(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return a, b
    unit = base_unit(a.unit) or a.unit
    return converted(a, unit), converted(b, unit)


def _excludes(query: Figure, figure: Figure) -> bool:
    """Return whether a query bounds a number on the side on which a claim says that it isn't.

    "Fewer than 80" doesn't ask who said "at least 80", nor who said 80; "80" and "over 80" find either.
    """
    turned = _OPPOSITE.get(query.qualifier, frozenset())
    strict = query.qualifier is Qualifier.LESS_THAN and figure.qualifier is Qualifier.EXACT
    if not strict and figure.qualifier not in turned:
        return False
    return intervals.compare(query, figure) is Relation.CONTRADICTS


def _overlapping(a: Figure, b: Figure) -> bool:
    x, y = intervals.stated(a), intervals.stated(b)
    return x is not None and y is not None and intervals.overlap(x, y)


def _bucket(value: Decimal) -> int:
    return math.floor(math.log(float(max(value, Decimal("1e-9")))) / _BUCKET)
