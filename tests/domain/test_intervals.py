"""Figures as intervals: the table of relations, leeway and its borders."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import intervals
from bot.domain.intervals import Interval
from db.models import Figure, Qualifier, Relation

Q = Qualifier
R = Relation


def figure(qualifier: Qualifier, low: int | None, high: int | None, leeway: str = "0") -> Figure:
    """Return a bare figure."""
    return Figure(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        qualifier=qualifier,
        leeway=Decimal(leeway),
    )


def exact(n: int, leeway: str = "0") -> Figure:
    """Return n, unhedged."""
    return figure(Q.EXACT, n, n, leeway)


def about(n: int) -> Figure:
    """Return about n."""
    return figure(Q.ABOUT, n, n)


def at_least(n: int) -> Figure:
    """Return at least n."""
    return figure(Q.AT_LEAST, n, None)


def more_than(n: int) -> Figure:
    """Return more than n."""
    return figure(Q.MORE_THAN, n, None)


def at_most(n: int) -> Figure:
    """Return at most n."""
    return figure(Q.AT_MOST, None, n)


def less_than(n: int) -> Figure:
    """Return fewer than n."""
    return figure(Q.LESS_THAN, None, n)


def between(low: int, high: int) -> Figure:
    """Return a range."""
    return figure(Q.RANGE, low, high)


DOZENS = figure(Q.VAGUE, 24, 99)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (exact(62), exact(62), R.AGREES),
        (exact(62), exact(26), R.CONTRADICTS),
        (about(300), exact(320), R.AGREES),
        (about(300), exact(330), R.CONTRADICTS),  # the leeway ends there: they only touch
        (exact(300_000, "50000"), exact(312_450), R.AGREES),
        (exact(62), at_least(80), R.CONTRADICTS),
        (exact(80), at_least(80), R.AGREES),
        (exact(100), at_least(80), R.AGREES),  # 1.25 times, not above
        (exact(101), at_least(80), R.DIVERGES),
        (exact(60), more_than(60), R.CONTRADICTS),
        (exact(61), more_than(60), R.AGREES),
        (exact(62), at_least(30), R.DIVERGES),
        (exact(58), at_most(40), R.CONTRADICTS),
        (exact(40), at_most(40), R.AGREES),
        (exact(40), less_than(40), R.CONTRADICTS),
        (exact(32), at_most(40), R.AGREES),  # 40 divided by 1.25, not below
        (exact(31), at_most(40), R.DIVERGES),
        (between(15, 20), exact(27), R.CONTRADICTS),
        (between(15, 20), exact(20), R.AGREES),  # an interval and a number on its border
        (between(150, 300), figure(Q.VAGUE, 200, 999), R.AGREES),
        (DOZENS, exact(9), R.CONTRADICTS),
        (DOZENS, exact(62), R.AGREES),
        (DOZENS, at_least(100), R.CONTRADICTS),
        (at_least(80), more_than(90), R.AGREES),
        (at_least(30), at_least(80), R.DIVERGES),
        (at_most(50), at_most(45), R.AGREES),
        (at_most(30_000), at_most(12_000), R.DIVERGES),
        (at_least(8_000), at_most(5_000), R.CONTRADICTS),
        (at_least(300), at_most(500), R.AGREES),
        (more_than(40), at_most(40), R.CONTRADICTS),
        (at_least(40), at_most(40), R.AGREES),
        (exact(0), at_least(6), R.CONTRADICTS),
        (exact(0), exact(0), R.AGREES),
    ],
)
def test_the_table_of_relations(a: Figure, b: Figure, relation: Relation) -> None:
    """Each row of the table holds, in both directions."""
    assert intervals.compare(a, b) is relation
    assert intervals.compare(b, a) is relation


def test_what_a_figure_states_is_its_number_whatever_the_hedge() -> None:
    """The n of a bound has no leeway, about gives none, a vague word states no number."""
    assert intervals.stated(at_least(80)) == Interval(Decimal(80), Decimal(80))
    assert intervals.stated(about(300)) == Interval(Decimal(300), Decimal(300))
    assert intervals.stated(exact(1_000, "50")) == Interval(Decimal(950), Decimal(1050))
    assert intervals.stated(between(6, 18)) == Interval(Decimal(6), Decimal(18))
    assert intervals.stated(DOZENS) is None


NUMBERS = st.integers(min_value=0, max_value=10**12)
FIGURES = st.one_of(
    st.builds(exact, NUMBERS),
    st.builds(about, NUMBERS),
    st.builds(at_least, NUMBERS),
    st.builds(more_than, NUMBERS),
    st.builds(at_most, NUMBERS),
    st.builds(less_than, NUMBERS),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: between(min(pair), max(pair))),
)


@given(FIGURES, FIGURES)
def test_comparison_is_symmetric(a: Figure, b: Figure) -> None:
    """Whoever is asked first, two figures are the same to each other."""
    assert intervals.compare(a, b) is intervals.compare(b, a)


@given(FIGURES)
def test_agreement_is_reflexive(a: Figure) -> None:
    """A figure agrees with itself."""
    assert intervals.compare(a, a) is R.AGREES


@given(NUMBERS, NUMBERS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_wider_leeway_never_breaks_agreement(a: int, b: int, narrow: int, more: int) -> None:
    """Two numbers that agree within some leeway agree within a wider one."""
    if intervals.compare(exact(a, str(narrow)), exact(b)) is R.AGREES:
        assert intervals.compare(exact(a, str(narrow + more)), exact(b)) is R.AGREES
