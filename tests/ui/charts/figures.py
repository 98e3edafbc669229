"""Spreads put together by hand, of figures that are read from words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.figures import describe
from bot.results import Spread, Standpoint
from bot.ui.charts import Chart, chart_of
from db.models import Figure
from tests.domain.strategies import ENGINE
from tests.factories import a_claim


def read(text: str) -> Figure:
    """Return the first figure of a text."""
    return ENGINE.read(text)[0]


def standpoint(
    figure: Figure,
    speakers: Sequence[str] = ("Harbour Office",),
    said: date | None = None,
    *,
    total: int = 1,
    matched: bool = False,
) -> Standpoint:
    """Return a figure that somebody gives, first on a day or at an instant."""
    first = a_claim(figures=(figure,), said_at=said)
    return Standpoint(
        figure=figure,
        words=describe(figure),
        claims=(first,),
        total=total,
        speakers=tuple(speakers),
        matched=matched,
    )


def spread(*rows: Standpoint | str, **fields: Any) -> Spread:  # noqa: ANN401 -- any field
    """Return a spread of some rows, each given whole or as the words of its figure."""
    made = tuple(standpoint(read(row)) if isinstance(row, str) else row for row in rows)
    known = {"story": "Ferry fire off Hollow Bay", "thing": "people killed", "unit": made[0].figure.unit}
    return Spread(**{**known, "rows": made, **fields})


def chart(*rows: Standpoint | str, **fields: Any) -> Chart:  # noqa: ANN401 -- any field
    """Return the chart of some rows."""
    found = chart_of(spread(*rows, **fields))
    assert found is not None
    return found
