"""The story sheet in a real browser: nothing is fetched, nothing breaks, all of it can be read."""

import json
from collections.abc import AsyncIterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from pypdf import PdfReader

from tests.chromium import MISSING, Tab, browsing, installed
from tests.end_to_end import ugly
from tests.end_to_end.program import Program

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(installed() is None, reason=MISSING),
]

AIR_STRIKE: Final = "Deir ez-Zor air strike, 17 Sep 2016"
LEAST: Final = 4.5  # contrast of letters with their ground, by WCAG
_FAINT: Final = """
(() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const clear = (text) => rgb(text).length === 4 && rgb(text)[3] === 0;
  const ground = (one) => {
    const card = one.closest('svg')?.querySelector(':scope > rect');
    if (card) return getComputedStyle(card).fill;
    for (; one; one = one.parentElement) {
      const found = getComputedStyle(one).backgroundColor;
      if (!clear(found)) return found;
    }
    return 'rgb(255, 255, 255)';
  };
  const told = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || ['SCRIPT', 'STYLE', 'title', 'desc'].includes(one.tagName)) continue;
    seen += 1;
    const style = getComputedStyle(one);
    const letters = one.closest('svg') ? style.fill : style.color;
    const [a, b] = [light(rgb(letters)), light(rgb(ground(one)))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < LEAST) told.push([ratio.toFixed(2), letters, ground(one), node.data.trim().slice(0, 40)]);
  }
  return seen ? told : ['nothing was looked at'];
})()
""".replace("LEAST", str(LEAST))
_ROOM: Final = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
_CUT_OFF: Final = """
[...document.querySelectorAll('body *')].filter((one) => !one.closest('svg, .unseen, script'))
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80))
"""

_PUT_IN: Final = """
new Promise((done) => {
  const refused = new Set();
  document.addEventListener('securitypolicyviolation', (event) => {
    refused.add(event.effectiveDirective);
    if (refused.size === 3) done([...refused].sort());
  });
  document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p><img src="https://127.0.0.1/x">');
  document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}));
})
"""
"""Puts a style, a picture and a script into the page; returns the parts of the policy that refuse them."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tab() -> AsyncIterator[Tab]:
    """Yield a page of the browser."""
    path = installed()
    assert path is not None
    async with browsing(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sheets of a story of the demo and of one that is ugly, written by the program."""
    program = Program(tmp_path_factory.mktemp("sheets"))
    program.run("demo", "--database", str(program.database))
    program.run("decide", "8", "12", "contradicts", "--reason", "both stand by what they said")
    program.run("decide", "8", "6", "unrelated", "--reason", "two different strikes")
    program.run("retract", "27", "--reason", "the ministry corrected itself")
    program.run("import", program.lines("ugly.jsonl", ugly.claims()))
    found = {"demo": program.folder / "demo.html", "ugly": program.folder / "ugly.html"}
    program.run("sheet", AIR_STRIKE, "--out", str(found["demo"]))
    program.run("sheet", ugly.STORY, "--out", str(found["ugly"]))
    return found


@pytest.mark.parametrize("name", ["demo", "ugly"])
async def test_nothing_is_fetched_and_nothing_complains(tab: Tab, sheets: dict[str, Path], name: str) -> None:
    """The browser asks for the page and nothing else, logs nothing, and runs nothing of what claims say."""
    await tab.look()
    await tab.open(sheets[name].as_uri())
    assert tab.requests == [sheets[name].as_uri()]
    assert tab.problems == []
    assert await tab.evaluate("[...document.scripts].map((one) => one.type)") == ["application/ld+json"]
    assert "story sheet" in await tab.evaluate("document.title")
    assert await tab.evaluate("document.images.length") == 0
    graph = json.loads(await tab.evaluate("document.scripts[0].text"))["@graph"]
    assert {one["@type"] for one in graph} == {"Claim"}


async def test_only_the_style_of_the_page_counts(tab: Tab, sheets: dict[str, Path]) -> None:
    """The policy lets the page's own style pass, and refuses scripts, styles and pictures put into it."""
    await tab.look()
    await tab.open(sheets["demo"].as_uri())
    assert await tab.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    refused = await tab.evaluate(_PUT_IN)
    assert refused == ["img-src", "script-src-elem", "style-src-attr"]
    assert await tab.evaluate("window.ran") is None


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["demo", "ugly"])
async def test_all_letters_stand_out(tab: Tab, sheets: dict[str, Path], name: str, dark: bool) -> None:
    """In both themes all text, the chart's too, has enough contrast with the ground that it stands on."""
    await tab.look(dark=dark)
    await tab.open(sheets[name].as_uri())
    ground = await tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(21, 24, 28)" if dark else "rgb(255, 255, 255)")
    assert await tab.evaluate(_FAINT) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1400])
@pytest.mark.parametrize("name", ["demo", "ugly"])
async def test_nothing_is_wider_than_the_screen(
    tab: Tab, sheets: dict[str, Path], name: str, width: int
) -> None:
    """On a phone as on a desk nothing sticks out, however long a word or an address is."""
    await tab.look(width=width)
    await tab.open(sheets[name].as_uri())
    wide, room = await tab.evaluate(_ROOM)
    assert (wide, room) == (width, width)
    assert await tab.evaluate(_CUT_OFF) == []


async def test_a_reader_is_led_through_it(tab: Tab, sheets: dict[str, Path]) -> None:
    """The accessibility tree has landmarks, headings in order, tables with headers, named drawings."""
    await tab.look()
    await tab.open(sheets["demo"].as_uri())
    tree = (await tab.tell("Accessibility.getFullAXTree"))["nodes"]
    found = [
        (one["role"]["value"], one.get("name", {}).get("value", "")) for one in tree if not one["ignored"]
    ]
    roles = {role for role, _ in found}
    assert {"main", "navigation", "banner", "contentinfo", "region", "table"} <= roles
    assert {"rowheader", "columnheader"} <= roles
    assert AIR_STRIKE in [name for role, name in found if role == "heading"]
    (drawn,) = [name for role, name in found if role in {"image", "img", "graphics-document"}]
    assert drawn.startswith("Soldiers killed")
    levels = await tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["demo", "ugly"])
async def test_it_prints(tab: Tab, sheets: dict[str, Path], name: str) -> None:
    """On paper, from a dark screen too, all text is there in dark letters, and addresses in full."""
    await tab.look(dark=True)
    await tab.open(sheets[name].as_uri())
    pages = PdfReader(BytesIO(await tab.pdf())).pages
    printed = " ".join(" ".join(one.extract_text() for one in pages).split())
    wanted = {
        "demo": (
            AIR_STRIKE,
            "Syrian Observatory for Human Rights",
            "62 is below",
            "both stand by what they said",
        ),
        "ugly": (
            "<script>alert(1)</script>",
            "Погибли 70 солдат.",
            "<https://example.org/very-long-address/",
        ),
    }
    for part in wanted[name]:
        assert part in printed
    await tab.look(dark=True, media="print")
    assert await tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert await tab.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert await tab.evaluate(_FAINT) == []
