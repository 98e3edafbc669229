"""Drawings: well-formed, self-contained, safe whatever a name holds, inside their canvas."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.results import Standpoint
from bot.ui.charts import DARK, LIGHT, Chart, alt, chart_of, svg
from bot.ui.charts.drawing import WIDTH
from bot.ui.charts.telling import MAX_ALT
from db.models import Figure, Qualifier
from tests.ui.charts.figures import chart, read, spread, standpoint

SVG = "{http://www.w3.org/2000/svg}"
EVIL = (
    "</text><script>alert(1)</script>",
    "a]]>&amp;<!--",
    "\u202eevil\u2066",
    '" onload="x',
    "وزارة الدفاع",
    "x\x00\ufffey",
)
SHOWN = ("62 people were killed", "At least 80 people were killed", "Dozens of people were killed")


def parsed(drawn: Chart) -> ElementTree.Element:
    """Return a chart's drawing as a tree."""
    return ElementTree.fromstring(svg(drawn))  # noqa: S314 -- from this program itself


def test_a_drawing_says_what_it_shows() -> None:
    """It is an image with a title and a description, and its words are text, not shapes."""
    root = parsed(chart(*SHOWN))
    assert root.get("role") == "img"
    labels = (root.get("aria-labelledby") or "").split()
    told = {element.get("id"): element.text for element in root}
    assert told[labels[0]] == "People killed: Ferry fire off Hollow Bay"
    assert "At least 80 by Harbour Office" in (told[labels[1]] or "")
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"62", "at least 80", "dozens"} <= set(texts)


def test_a_drawing_needs_nothing_from_elsewhere() -> None:
    """It has no scripts, no styles, no links, and its references lead to ids of its own."""
    text = svg(chart(*SHOWN, standpoint(read("About 50 people were killed"), matched=True)))
    kinds = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(text).iter()}  # noqa: S314
    assert not kinds & {"script", "style", "image", "use", "a", "foreignObject"}
    assert "href" not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"https?://\S+?(?=\")", text)) == {"http://www.w3.org/2000/svg"}


def test_two_drawings_on_one_page_share_no_id() -> None:
    """Charts that differ in anything have ids of their own."""
    drawn = [chart(*SHOWN), chart(*SHOWN[:2])]
    first, second = (set(re.findall(r' id="([^"]+)"', svg(one))) for one in drawn)
    assert not first & second


def test_a_page_may_set_the_colours() -> None:
    """Each colour is a custom property with one to fall back on; for a file there are plain colours."""
    text = svg(chart(*SHOWN))
    colours = set(re.findall(r'(?:fill|stroke|stop-color)="([^"]+)"', text))
    assert {one for one in colours if not one.startswith("url(")} <= {
        f"var(--{name}, {colour})" for name, colour in LIGHT.items()
    }
    for palette in (LIGHT, DARK):
        assert "var(" not in svg(chart(*SHOWN), palette)


@pytest.mark.parametrize("name", EVIL)
def test_other_peoples_words_are_only_words(name: str) -> None:
    """Markup, broken characters and changes of direction in names are text, or are not there."""
    rows = [standpoint(read(words), [name, name + "2"]) for words in SHOWN]
    drawn = chart(*rows, story=name, thing=name)
    root = parsed(drawn)
    assert not list(root.iter(f"{SVG}script"))
    whole = "".join(root.itertext()) + alt(drawn)
    assert not set("\x00\u202a\u202b\u202d\u202e\u2066\ufffe") & set(whole)
    assert whole.count("\u2068") == whole.count("\u2069")


def test_the_matched_row_is_marked_by_more_than_colour() -> None:
    """The match is called so in words, and a dashed line leads through the other rows."""
    text = svg(chart(standpoint(read(SHOWN[0]), matched=True), *SHOWN[1:]))
    assert ">match</text>" in text
    assert "stroke-dasharray" in text
    assert "stroke-dasharray" not in svg(chart(*SHOWN))


_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.integers(-(10**40), 10**40)
_NAMES = st.lists(st.text(max_size=300) | st.sampled_from(EVIL), max_size=4)


@st.composite
def standpoints(draw: st.DrawFn) -> Standpoint:
    """Draw a figure of any bounds and hedge, with anybody as its speakers."""
    qualifier = draw(st.sampled_from(Qualifier))
    low, high = sorted(Decimal(draw(_NUMBERS)) for _ in range(2))
    one = qualifier not in {Qualifier.RANGE, Qualifier.VAGUE}
    figure = Figure(
        low=None if qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN} else low,
        high=None if qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN} else low if one else high,
        qualifier=qualifier,
        noun="person",
        denied=draw(st.booleans()),
    )
    said = draw(st.none() | st.dates() | st.datetimes())
    made = standpoint(figure, draw(_NAMES), said, matched=draw(st.booleans()))
    return made.model_copy(update={"total": draw(st.integers(1, 10**6))})


@settings(deadline=None, max_examples=150)
@given(st.lists(standpoints(), min_size=2, max_size=12), st.text(max_size=400), st.integers(0, 10**6))
def test_any_figures_make_a_drawing_inside_its_canvas(rows: list[Standpoint], thing: str, more: int) -> None:
    """Whatever the figures and the names, a drawing is well-formed and nothing of it lies outside."""
    drawn = chart_of(spread(*rows, thing=thing, more=more))
    assert drawn is not None
    root = parsed(drawn)
    height = float(root.get("height") or 0)
    for element in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(element.get(name) or 0) <= WIDTH
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(element.get(name) or 0) <= height
        if element.tag in {f"{SVG}rect", f"{SVG}circle"}:
            assert float(element.get("x") or 0) + float(element.get("width") or 0) <= WIDTH
            assert float(element.get("width") or 0) >= 0
    assert len(alt(drawn)) <= MAX_ALT
    assert len(drawn.ticks) >= 1
