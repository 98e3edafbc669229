"""Days and instants."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import moments

BEIRUT = ZoneInfo("Asia/Beirut")


def test_a_day_counts_as_its_end_in_the_newsrooms_time_zone() -> None:
    """A date without a time ends at midnight where the newsroom is, not in UTC."""
    assert moments.end(date(2016, 9, 17), UTC) < datetime(2016, 9, 18, tzinfo=UTC)
    assert moments.end(date(2016, 9, 17), BEIRUT) < datetime(2016, 9, 17, 21, tzinfo=UTC)


def test_a_day_that_holds_an_instant_is_neither_before_nor_after_it() -> None:
    """Nobody can tell whether the whole day or an hour of it came first."""
    noon = datetime(2016, 9, 17, 12, tzinfo=UTC)
    assert moments.later(date(2016, 9, 17), noon, UTC) == 0
    assert moments.later(date(2016, 9, 18), noon, UTC) == 1
    assert moments.later(noon, date(2016, 9, 18), UTC) == -1
    assert moments.later(None, noon, UTC) == 0


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(1, 10**8)
)
def test_order_is_antisymmetric(instant: datetime, seconds: int) -> None:
    """What is later than another is what the other is earlier than."""
    following = instant + timedelta(seconds=seconds)
    assert moments.later(following, instant, UTC) == 1
    assert moments.later(instant, following, UTC) == -1


def test_gaps_read_as_a_person_would_say_them() -> None:
    """Days where there are days, hours below, minutes below that."""
    start = datetime(2016, 9, 17, 8, tzinfo=UTC)
    assert moments.apart(start, start + timedelta(days=3), UTC) == "3 days"
    assert moments.apart(start, start + timedelta(hours=10), UTC) == "10 hours"
    assert moments.apart(start, start + timedelta(minutes=1), UTC) == "1 minute"
