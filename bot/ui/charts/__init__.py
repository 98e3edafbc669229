"""The spread of the figures that are given for one thing, drawn."""

from bot.ui.charts.charts import MATCH, NEW, Chart, chart_of
from bot.ui.charts.drawing import DARK, LIGHT, THEMED, svg
from bot.ui.charts.painting import png
from bot.ui.charts.telling import alt

__all__ = ["DARK", "LIGHT", "MATCH", "NEW", "THEMED", "Chart", "alt", "chart_of", "png", "svg"]
