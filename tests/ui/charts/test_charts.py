"""From bounds to bars: rows, their order, their marks and the line under them."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from bot.ui.charts import chart_of
from bot.ui.charts.charts import ROWS, Mark
from tests.ui.charts.figures import chart, read, spread, standpoint


@pytest.mark.parametrize(
    ("words", "mark", "open_low", "open_high", "strict"),
    [
        ("62 people were killed", Mark.POINT, False, False, False),
        ("About 50 people were killed", Mark.SOFT, False, False, False),
        ("Between 40 and 60 people were killed", Mark.SPAN, False, False, False),
        ("Dozens of people were killed", Mark.VAGUE, False, False, False),
        ("At least 80 people were killed", Mark.SPAN, False, True, False),
        ("More than 80 people were killed", Mark.SPAN, False, True, True),
        ("At most 80 people were killed", Mark.SPAN, True, False, False),
        ("Fewer than 80 people were killed", Mark.SPAN, True, False, True),
        ("62 people did not die", Mark.DENIED, False, False, False),
    ],
)
def test_each_hedge_has_a_mark_of_its_own(
    words: str, mark: Mark, open_low: bool, open_high: bool, strict: bool
) -> None:
    """A number, a rough one, a range, a vague word, a bound and a denial are drawn differently."""
    rows = chart(standpoint(read(words), matched=True), "100 people were killed", "0 people were killed").rows
    (row,) = (one for one in rows if one.matched)
    assert (row.mark, row.open_low, row.open_high, row.strict) == (mark, open_low, open_high, strict)


def test_bounds_lie_along_the_line_in_proportion() -> None:
    """On a line from nought, each bound lies where its number is, an open end at the line's own end."""
    drawn = chart("25 people were killed", "Between 50 and 75 people were killed", "100 people were killed")
    assert [(row.start, row.end) for row in drawn.rows] == [(0.25, 0.25), (0.5, 0.75), (1.0, 1.0)]
    assert [(tick.at, tick.label) for tick in drawn.ticks][:2] == [(0.0, "0"), (0.2, "20")]
    (row, _) = chart("At least 50 people were killed", "100 people were killed").rows
    assert row.end == 1.0
    assert row.at == row.start < 0.5


def test_rows_stand_by_size_and_by_time_where_each_has_its_own_day() -> None:
    """Rows of one day stand by size; three rows of three days stand in the order of the days, and say so."""
    said = [("30", 6), ("10", 7), ("20", 5)]
    rows = [standpoint(read(f"{n} people were killed"), said=date(2021, 5, day)) for n, day in said]
    assert [row.label for row in chart(*rows).rows] == ["20", "30", "10"]
    assert [row.when for row in chart(*rows).rows] == ["5 May", "6 May", "7 May"]
    assert chart(*rows).notes == ("earliest first", "all in 2021")
    two = chart(*rows[:2])
    assert [(row.label, row.when) for row in two.rows] == [("10", "7 May"), ("30", "6 May")]
    same = [row.model_copy(update={"claims": rows[0].claims}) for row in rows]
    assert [row.label for row in chart(*same).rows] == ["10", "20", "30"]
    assert chart(*same).notes == ("all on 6 May 2021",)


def test_the_times_of_one_day_are_told() -> None:
    """Figures of one day that were said at different times stand with the times, and the day once."""
    rows = [
        standpoint(read(f"{n} people were killed"), said=datetime(2021, 5, 4, n, tzinfo=UTC)) for n in (9, 11)
    ]
    drawn = chart(*rows, standpoint(read("70 people were killed"), said=None))
    assert [row.when for row in drawn.rows] == ["09:00", "11:00", "no date"]
    assert drawn.notes == ("times of 4 May 2021 in UTC",)


def test_the_widest_told_are_shown_and_the_rest_is_counted() -> None:
    """Of many figures the matched one and those of most claims are shown; the others are a number."""
    rows = [standpoint(read(f"{n} people were killed"), total=n) for n in range(2, 30)]
    rows.append(standpoint(read("1 person was killed"), matched=True))
    drawn = chart(*rows, more=5)
    assert [row.label for row in drawn.rows] == ["1", *(str(n) for n in range(23, 30))]
    assert len(drawn.rows) == ROWS
    assert drawn.more == 5 + len(rows) - ROWS


def test_very_different_numbers_stay_apart() -> None:
    """Eight and two million stand on a line in steps of ten, which a note says; nought has a place there."""
    drawn = chart("8 people were killed", "2 million people were killed", "50 people were killed")
    places = [row.start for row in drawn.rows]
    assert places == sorted(places)
    assert min(b - a for a, b in pairwise(places)) > 0.1
    assert drawn.notes == ("each step on the line is 100 times the one before",)
    assert [tick.label for tick in drawn.ticks] == ["10", "1,000", "100,000"]
    with_none = chart("No people were killed", "8 people were killed", "2 million people were killed")
    assert with_none.rows[0].start < with_none.rows[1].start
    assert "0" in [tick.label for tick in with_none.ticks]


def test_a_line_always_has_numbers() -> None:
    """Fractions have numbers along their line, whole counts have no fractions there."""
    shares = chart("It was 0.25 km long.", "It was 0.3 km long.", thing="length (kilometers)")
    assert [tick.label for tick in shares.ticks] == ["0.25", "0.26", "0.27", "0.28", "0.29", "0.30"]
    counts = chart("2 people were killed", "3 people were killed")
    assert [tick.label for tick in counts.ticks] == ["2", "3"]


def test_numbers_below_nought_have_their_place() -> None:
    """Negative numbers lie left of nought, which is on the line."""
    drawn = chart("It was -5 degrees Celsius.", "It was 3 degrees Celsius.")
    assert [row.label for row in drawn.rows] == ["−5", "3"]
    assert drawn.rows[0].start == 0.0
    (nought,) = (tick.at for tick in drawn.ticks if tick.label == "0")
    assert 0.0 < nought < 1.0


def test_what_was_asked_for_and_nobody_gives_is_on_the_line() -> None:
    """The number that a check asked for has its place on the line, which reaches as far as it."""
    asked = read("500 people were killed")
    drawn = chart("20 people were killed", "30 people were killed", asked=asked)
    assert drawn.asked is not None
    assert (drawn.asked.at, drawn.asked.label) == (1.0, "500")
    assert all(row.end < 0.1 for row in drawn.rows)


def test_other_units_are_turned_into_the_lines() -> None:
    """A mile lies where its kilometers are, and its row says that it is miles."""
    rows = [standpoint(read(words)) for words in ("It is 40 kilometers long.", "It is 5 miles long.")]
    drawn = chart(*rows, unit="kilometer", thing="queue (kilometers)")
    assert [row.label for row in drawn.rows] == ["5 miles", "40"]
    assert 0.20 < drawn.rows[0].start < 0.21


def test_percentages_are_written_as_such() -> None:
    """Shares carry their sign, in rows and along the line."""
    drawn = chart("Turnout was 45 per cent.", "Turnout was at least 60%.", thing="turnout (percent)")
    assert [row.label for row in drawn.rows] == ["45%", "at least 60%"]
    assert all(tick.label.endswith("%") for tick in drawn.ticks)


def test_one_figure_is_no_chart() -> None:
    """A spread of one figure, or of none, has nothing to show."""
    assert chart_of(spread("62 people were killed")) is None
