"""Charts as SVG: text as text, nothing from elsewhere, no scripts."""

import hashlib
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.ui.charts.charts import Chart, Mark, Row, beyond
from bot.ui.charts.lettering import apart, cut, width
from bot.ui.charts.scales import Tick
from bot.ui.charts.telling import alt

WIDTH: Final = 720  # units; on a phone half of them are a point on the screen
LIGHT: Final[Mapping[str, str]] = {
    "card": "#ffffff",
    "ink": "#1f2328",
    "soft": "#57606a",
    "rule": "#d4d9e0",
    "bar": "#2f6fb3",
    "match": "#a84e00",
    "band": "#fdf0dd",
}
"""What a chart is coloured in on white paper: names of its parts, with colours."""
DARK: Final[Mapping[str, str]] = {
    "card": "#24272c",
    "ink": "#f2f3f5",
    "soft": "#b9bec7",
    "rule": "#454a53",
    "bar": "#7fb4ee",
    "match": "#ffb454",
    "band": "#3b3428",
}
"""The same on a dark card, which stands out from pages of either theme."""
THEMED: Final[Mapping[str, str]] = {name: f"var(--{name}, {colour})" for name, colour in LIGHT.items()}
"""The same for a page, which may set `--card`, `--ink`, `--soft`, `--rule`, `--bar`, `--match`, `--band`."""

FONTS: Final = "DejaVu Sans, Noto Sans, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
_PAD: Final = 28
_LEFT: Final = _PAD + 18  # where the line begins, with room for half a mark
_LINE: Final = WIDTH - 2 * _LEFT  # the line's length
_TITLE, _WORDS, _SMALL = 31, 25, 22  # letters' sizes
_HEAD: Final = 104  # height above the rows
_ROW: Final = 76
_THICK: Final = 16  # of a bar
_ARROW: Final = 16
_GAP: Final = 10  # between two numbers under the line
_LEASTS: Final = {Mark.SPAN: 10, Mark.VAGUE: 16, Mark.SOFT: 40}  # lengths of the shortest bars


def svg(chart: Chart, colours: Mapping[str, str] = THEMED) -> str:
    """Return a chart as one `<svg>` element that can stand in a page or be a file of its own.

    `colours` has a colour for each name in `LIGHT`. Every id in it begins with a digest of the chart.
    """
    return _Drawing(chart, colours).text()


class _Drawing:
    """One chart being drawn, from top to bottom."""

    def __init__(self, chart: Chart, colours: Mapping[str, str]) -> None:
        self._chart = chart
        self._colours = colours
        self._id = f"spread-{hashlib.sha256(repr(chart).encode()).hexdigest()[:12]}"
        self._bottom = _HEAD + len(chart.rows) * _ROW
        self._foot = self._footnotes()
        self._height = self._bottom + 54 + 30 * len(self._foot)
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {self._height}",
                "width": str(WIDTH),
                "height": str(self._height),
                "role": "img",
                "aria-labelledby": f"{self._id}-title {self._id}-desc",
                "font-family": FONTS,
                "font-stretch": "condensed",
            },
        )

    def text(self) -> str:
        """Draw everything and return it."""
        told = f"{self._chart.title}: {self._chart.story}"
        SubElement(self._root, "title", {"id": f"{self._id}-title"}).text = told
        SubElement(self._root, "desc", {"id": f"{self._id}-desc"}).text = alt(self._chart, 4_000)
        self._definitions()
        size = {"width": str(WIDTH), "height": str(self._height), "rx": "16"}
        self._add("rect", "card", **size)
        self._words(_PAD, 50, self._chart.title, _TITLE, "ink", WIDTH - 2 * _PAD)
        self._words(_PAD, 84, self._chart.story, _SMALL, "soft", WIDTH - 2 * _PAD)
        self._bands()
        self._grid()
        for number, row in enumerate(self._chart.rows):
            self._row(row, _HEAD + number * _ROW)
        self._asked()
        for number, line in enumerate(self._foot):
            self._words(_PAD, self._bottom + 66 + 30 * number, line, _SMALL, "soft", WIDTH - 2 * _PAD)
        return tostring(self._root, encoding="unicode")

    def _definitions(self) -> None:
        kept = SubElement(self._root, "defs")
        for name in ("bar", "match"):
            hatch = SubElement(
                kept,
                "pattern",
                {
                    "id": f"{self._id}-hatch-{name}",
                    "width": "9",
                    "height": "9",
                    "patternUnits": "userSpaceOnUse",
                    "patternTransform": "rotate(45)",
                },
            )
            stroke = {"width": "4", "height": "9", "fill": self._colours[name]}
            SubElement(hatch, "rect", stroke)
            fade = SubElement(kept, "linearGradient", {"id": f"{self._id}-fade-{name}"})
            for at, opacity in (("0", "0.05"), ("0.5", "0.75"), ("1", "0.05")):
                stop = {"offset": at, "stop-color": self._colours[name], "stop-opacity": opacity}
                SubElement(fade, "stop", stop)

    def _footnotes(self) -> list[str]:
        notes = "; ".join(self._chart.notes)
        lines = [beyond(self._chart), notes]
        return [line[:1].upper() + line[1:] for line in lines if line]

    def _bands(self) -> None:
        for number, row in enumerate(self._chart.rows):
            if row.matched:
                top = str(_HEAD + number * _ROW)
                size = {"y": top, "height": str(_ROW - 4)}
                self._add("rect", "band", x="12", width=str(WIDTH - 24), rx="6", **size)
                self._add("rect", "match", x="12", width="7", rx="3", **size)

    def _grid(self) -> None:
        asked = self._asked_box()
        taken = 0.0
        for tick in self._chart.ticks:
            self._down(_place(tick.at), "rule")
            label = cut(tick.label, _LINE / 3, _SMALL)
            start, end = _centred(_place(tick.at), width(label, _SMALL))
            hidden = asked is not None and start < asked[1] and end > asked[0]
            if start < taken or hidden:  # no room beside the number before it
                continue
            taken = end + _GAP
            self._write((start + end) / 2, self._bottom + 28, label, _SMALL, "soft", anchor="middle")
        guide = next((row.at for row in self._chart.rows if row.matched and row.at is not None), None)
        if guide is not None:
            self._down(_place(guide), "match", dashed=True)

    def _down(self, x: float, paint: str, *, dashed: bool = False) -> None:
        """Draw a line across the rows, which leaves out where their words stand."""
        for number in range(len(self._chart.rows)):
            top = _HEAD + number * _ROW
            self._line(x, top + 39, x, top + 67, paint, dashed=dashed)

    def _asked_box(self) -> tuple[float, float] | None:
        """Return from where to where the number that was asked for takes room under the line."""
        asked = self._chart.asked
        return None if asked is None else _centred(_place(asked.at), width(_said(asked), _SMALL) + 16)

    def _asked(self) -> None:
        box = self._asked_box()
        if self._chart.asked is None or box is None:
            return
        self._down(_place(self._chart.asked.at), "match", dashed=True)
        start, end = box
        top = self._bottom + 6
        shape = {"x": _number(start), "y": str(top - 2), "width": _number(end - start), "height": "31"}
        self._add("rect", "band", rx="6", **shape)
        said = _said(self._chart.asked)
        self._write((start + end) / 2, top + 22, said, _SMALL, "match", anchor="middle")

    def _row(self, row: Row, top: float) -> None:
        right = " · ".join(filter(None, (row.when, self._chart.tag if row.matched else "")))
        taken = width(right, _SMALL) + 18 if right else 0
        room = WIDTH - 2 * _PAD - taken
        label = cut(row.label, room * 0.62, _WORDS)
        left = room - width(label, _WORDS) - 14
        line = self._write(_PAD, top + 30, label, _WORDS, "ink")
        names = _names(row.speakers, left)
        if names:
            paint = {"fill": self._colours["soft"], "font-size": str(_SMALL), "dx": "12"}
            SubElement(line, "tspan", paint).text = names
        if right:
            shade = "match" if row.matched else "soft"
            self._write(WIDTH - _PAD, top + 30, right, _SMALL, shade, anchor="end")
        self._mark(row, top + 53)

    def _mark(self, row: Row, y: float) -> None:
        paint = "match" if row.matched else "bar"
        start, end = _place(row.start), _place(row.end)
        least = _LEASTS.get(row.mark, 0)
        if end - start < least:
            middle = min(max((start + end) / 2, _LEFT + least / 2), _LEFT + _LINE - least / 2)
            start, end = middle - least / 2, middle + least / 2
        if row.mark is Mark.DENIED:
            self._denied(row, y)
        elif row.mark is Mark.POINT:
            self._add("circle", paint, cx=_number(start), cy=_number(y), r="9")
        elif row.mark is Mark.SOFT:
            self._bar(start, end, y, f"url(#{self._id}-fade-{paint})")
            self._add("circle", paint, cx=_number(_place(row.at or 0.0)), cy=_number(y), r="7")
        elif row.mark is Mark.VAGUE:
            self._bar(start, end, y, f"url(#{self._id}-hatch-{paint})", self._colours[paint])
        else:
            self._span(row, start, end, y)

    def _span(self, row: Row, start: float, end: float, y: float) -> None:
        paint = "match" if row.matched else "bar"
        tail = start + _ARROW if row.open_low else start
        head = end - _ARROW if row.open_high else end
        thin = _THICK / 2 if row.open_low or row.open_high else _THICK
        self._bar(tail, head, y, self._colours[paint], thick=thin)
        for open_end, tip, back in ((row.open_low, start, tail), (row.open_high, end, head)):
            if open_end:
                points = f"{tip:.1f},{y:.1f} {back:.1f},{y - 10:.1f} {back:.1f},{y + 10:.1f}"
                self._add("polygon", paint, points=points)
        if row.at is not None:
            self._cap(_place(row.at), y, paint, hollow=row.strict)

    def _cap(self, x: float, y: float, paint: str, *, hollow: bool) -> None:
        """Mark where an open bar begins; hollow where the number itself is left out."""
        fill = self._colours["card"] if hollow else self._colours[paint]
        ring = {"stroke": self._colours[paint], "stroke-width": "4", "fill": fill}
        SubElement(self._root, "circle", {"cx": _number(x), "cy": _number(y), "r": "7", **ring})

    def _denied(self, row: Row, y: float) -> None:
        x = _place(row.at if row.at is not None else (row.start + row.end) / 2)
        paint = "match" if row.matched else "bar"
        for a, b in ((-8, 8), (8, -8)):
            self._line(x + a, y - 8, x + b, y + 8, paint, thick=4)

    def _bar(
        self, start: float, end: float, y: float, fill: str, edge: str | None = None, thick: float = _THICK
    ) -> None:
        shape = {
            "x": _number(start),
            "y": _number(y - thick / 2),
            "width": _number(max(end - start, 1.0)),
            "height": _number(thick),
            "rx": "3",
            "fill": fill,
        }
        SubElement(self._root, "rect", shape | ({"stroke": edge, "stroke-width": "2"} if edge else {}))

    def _line(
        self, x1: float, y1: float, x2: float, y2: float, paint: str, *, thick: int = 2, dashed: bool = False
    ) -> None:
        ends = {"x1": _number(x1), "y1": _number(y1), "x2": _number(x2), "y2": _number(y2)}
        look = {"stroke": self._colours[paint], "stroke-width": str(thick)}
        SubElement(self._root, "line", {**ends, **look, **({"stroke-dasharray": "6 5"} if dashed else {})})

    def _add(self, kind: str, paint: str, **shape: str) -> None:
        SubElement(self._root, kind, {**shape, "fill": self._colours[paint]})

    def _words(self, x: float, y: float, text: str, size: int, paint: str, room: float) -> None:
        self._write(x, y, cut(text, room, size), size, paint)

    def _write(
        self, x: float, y: float, text: str, size: int, paint: str, *, anchor: str = "start"
    ) -> Element:
        place = {"x": _number(x), "y": _number(y), "font-size": str(size), "fill": self._colours[paint]}
        line = SubElement(self._root, "text", {**place, "text-anchor": anchor})
        line.text = apart(text)
        return line


def _place(at: float) -> float:
    return _LEFT + at * _LINE


def _said(asked: Tick) -> str:
    return cut(f"asked: {asked.label}", _LINE / 2, _SMALL)


def _centred(x: float, wide: float) -> tuple[float, float]:
    """Return where something so wide begins and ends that stands about `x`, but inside the card."""
    start = min(max(x - wide / 2, _PAD), WIDTH - _PAD - wide)
    return start, start + wide


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _names(speakers: tuple[str, ...], room: float) -> str:
    """Return the first speakers' names, as many as fit, and how many more there are."""
    for kept in range(len(speakers), 0, -1):
        left = len(speakers) - kept
        names = ", ".join(map(apart, speakers[:kept])) + (f" +{left}" if left else "")
        if width(names, _SMALL) <= room:
            return names
    if not speakers:
        return ""
    others = f" +{len(speakers) - 1}" if len(speakers) > 1 else ""
    return apart(cut(speakers[0], room - width(others, _SMALL), _SMALL)) + others
