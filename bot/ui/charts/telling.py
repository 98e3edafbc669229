"""What a chart shows, in words: for whoever can't see it."""

from typing import Final

from bot.ui.charts.charts import Chart, Row, beyond
from bot.ui.charts.lettering import apart

MAX_ALT: Final = 1_024  # characters that Discord takes of a picture's description
_NAMED: Final = 2  # speakers of a row who are named
_NAME: Final = 80  # characters of a speaker's name


def alt(chart: Chart, limit: int = MAX_ALT) -> str:
    """Return in words what a chart shows, row by row, in at most `limit` characters."""
    head = f"{chart.title}: {apart(chart.story)}."
    if chart.asked is not None:
        head += f" Asked for: {chart.asked.label}; nobody active on record gives it."
    told = [_told(row, chart.tag) for row in chart.rows]
    for kept in range(len(told), -1, -1):
        left = chart._replace(more=chart.more + len(told) - kept)
        rest = beyond(left)
        whole = " ".join(filter(None, (head, *told[:kept], rest and f"{rest[0].upper()}{rest[1:]}.")))
        if len(whole) <= limit:
            return whole
    return f"{head[: limit - 1]}…"


def _told(row: Row, tag: str) -> str:
    named = ", ".join(_cut(name) for name in row.speakers[:_NAMED]) or "nobody named"
    others = len(row.speakers) - _NAMED
    when = f" ({row.when})" if row.when else ""
    matched = f" ({tag})" if row.matched else ""
    label = row.label[:1].upper() + row.label[1:]
    return f"{label}{matched} by {named}{f' and {others} more' if others > 0 else ''}{when}."


def _cut(name: str) -> str:
    return apart(name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…")
