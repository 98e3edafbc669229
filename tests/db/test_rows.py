"""Records survive their rows, whatever their values."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from db.models import Figure, Qualifier
from db.sqlite.rows import earliest_key, figures_of, figures_text, moment_of, moment_text

days = st.dates()
instants = st.datetimes(timezones=st.just(UTC))
numbers = st.none() | st.decimals(-(10**40), 10**40, allow_nan=False, allow_infinity=False)
words = st.none() | st.text(max_size=8)
figures = st.builds(
    Figure,
    low=numbers,
    high=numbers,
    qualifier=st.sampled_from(Qualifier),
    noun=words,
    unit=words,
    outcome=words,
    adjectives=st.lists(st.text(max_size=4), max_size=2).map(tuple),
    denied=st.booleans(),
    part=st.just(False),
    leeway=st.sampled_from([Decimal(0), Decimal("0.05"), Decimal(500)]),
    measure=st.lists(st.text(max_size=4), max_size=2).map(tuple),
)


@given(days | instants)
def test_a_moment_comes_back(moment: date) -> None:
    """A day comes back as that day and an instant as that instant, to the microsecond."""
    read = moment_of(moment_text(moment))
    assert read == moment
    assert type(read) is type(moment)


@given(instants, instants)
def test_instants_sort_by_time(a: datetime, b: datetime) -> None:
    """The sort key of instants is their order in time, fractions of a second or none."""
    assert (earliest_key(a, None) < earliest_key(b, None)) == (a < b)
    assert (earliest_key(None, a) < earliest_key(None, b)) == (a < b)


@given(instants)
def test_a_day_sorts_after_its_instants(instant: datetime) -> None:
    """A whole day comes after every instant of that day, and no moment at all after both."""
    keys = [earliest_key(moment, None) for moment in (instant, instant.date(), None)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 3


@given(st.lists(figures, max_size=4), st.randoms())
def test_figures_come_back(stated: list[Figure], random: Random) -> None:
    """Figures come back exactly, in their order; their key knows neither order nor repetition."""
    key, text = figures_text(stated)
    assert figures_of(text) == tuple(stated)
    shuffled = [*stated, *stated[:1]]
    random.shuffle(shuffled)
    assert figures_text(shuffled)[0] == key
