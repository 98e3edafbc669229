"""Draws the pictures of the README: `python -m tests.pictures` writes them here.

Needs Chromium; pngquant, where it is installed, makes the files small.
"""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot import demo
from bot.cogs import controls, reviewing
from bot.composition import opened
from bot.desk import Desk
from bot.results import Spread
from bot.ui import pages
from bot.ui.charts import MATCH, NEW, Chart, alt, chart_of, png
from bot.ui.discord import embeds, proposals
from db.models import Article, ClaimDraft
from tests.pictures.page import THEMES, WIDTH, Message, page
from tests.pictures.phones import phones

HERE: Final = Path(__file__).parent
NEWSROOM: Final = "pictures"
EDITOR: Final = "anna.r (1)"
QUESTION: Final = "62 soldiers"
LATER: Final = ClaimDraft(
    story="Deir ez-Zor air strike, 17 Sep 2016",
    text="Fewer than 25 Syrian soldiers were killed in the raid.",
    speaker="Example Monitor (invented)",
    outlet="Example wire (invented)",
    url="https://example.org/raid",
    said_at="2016-09-18",
)
ARTICLE: Final = Article(
    text="The raid killed at least 70 soldiers, a medic told Example Radio on Sunday. Nobody had warned the "
    "base, the medic said.\n\nExample Monitor denied that its own count was final.",
    title="Count goes up after raid (invented)",
    outlet="Example wire (invented)",
    url="https://example.org/count",
    published_at="2016-09-18",
)
RAISED: Final = datetime(2016, 9, 18, 9, 12, tzinfo=UTC)  # the same in every drawing
_SCALE: Final = 1.5
_COLOURS: Final = "32"  # enough for letters on flat grounds, at a third of the size
_HEIGHT: Final = re.compile(r'data-height="(\d+)"')
_MEASURE: Final = "<script>document.body.dataset.height = document.body.scrollHeight</script>"


def main() -> int:
    """Draw all of them; return 1, with one sentence, where Chromium is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("The pictures are drawn by Chromium; install it with `apt-get install chromium`.\n")
        return 1
    drawn = asyncio.run(scenes())
    (HERE / "chart.png").write_bytes(drawn["answer"][-1].picture)
    draw(chromium, phones(asyncio.run(sheet()), "contradictions"), HERE / "sheet.png")
    for name, messages in drawn.items():
        draw(chromium, page(messages), HERE / f"{name}.png")
    for name in ("chart", "sheet", *drawn):
        _shrink(HERE / f"{name}.png")
        sys.stdout.write(f"{HERE / f'{name}.png'}\n")
    return 0


@asynccontextmanager
async def _furnished() -> AsyncIterator[Desk]:
    """Yield a desk over the demo's claims."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder) / "claims.db") as desk:
            for name, others in demo.ALIASES.items():
                await desk.alias(NEWSROOM, name, others, actor=EDITOR)
            await desk.import_rows(NEWSROOM, demo.claims(), actor=EDITOR)
            yield desk


async def scenes() -> dict[str, Sequence[Message]]:
    """Return the messages of each picture, answered by a desk over the demo's claims."""
    async with _furnished() as desk:
        return {
            "answer": await _answer(desk),
            "review": await _review(desk),
            "alert": await _alert(desk),
        }


async def sheet() -> str:
    """Return the sheet of a story of the demo's to which a later claim came."""
    async with _furnished() as desk:
        await desk.add(NEWSROOM, LATER, actor=EDITOR)
        found = await desk.sheet(NEWSROOM, LATER.story)
        return pages.page(found.model_copy(update={"at": RAISED}))


async def _answer(desk: Desk) -> Sequence[Message]:
    found = await desk.check(NEWSROOM, QUESTION)
    view = controls.answer_view(found)
    if view is None:
        raise RuntimeError("the demo's question found no match")
    shown = [embed.to_dict() for embed in embeds.answer(found)]
    drawn = _chart(await desk.spread_of_answer(found))
    answer = Message("Claimdesk", embeds.answer_line(found), shown, view.to_components(), app=True)
    return [
        Message("anna.r", f"!check {QUESTION}"),
        replace(answer, picture=png(drawn), described=alt(drawn)),
    ]


def _chart(found: Spread | None, tag: str = MATCH) -> Chart:
    drawn = chart_of(found, tag) if found is not None else None
    if drawn is None:
        raise RuntimeError("no two figures of the demo's differ")
    return drawn


async def _review(desk: Desk) -> Sequence[Message]:
    result = await desk.ingest(NEWSROOM, ARTICLE, story=LATER.story, actor=EDITOR)
    number = await desk.first_waiting(NEWSROOM, result.intake.id)
    shown = await reviewing.page(desk, NEWSROOM, number, proposals.ingested(result))
    if shown.view is None:
        raise RuntimeError("the article proposes nothing")
    asked = Message("anna.r", f"!ingest {ARTICLE.url}")
    buttons = shown.view.to_components()
    return [asked, Message("Claimdesk", shown.content, [shown.embed.to_dict()], buttons, app=True)]


async def _alert(desk: Desk) -> Sequence[Message]:
    added = await desk.add(NEWSROOM, LATER, actor=EDITOR)
    if added.alert is None:
        raise RuntimeError("the later claim raised no alert")
    view = await desk.alert(NEWSROOM, added.alert.id)
    view = view.model_copy(update={"alert": view.alert.model_copy(update={"at": RAISED})})
    buttons = controls.alert_view(view.alert.id, view.alert.state).to_components()
    drawn = _chart(await desk.spread_of_alert(view), NEW)
    message = Message("Claimdesk", embeds.alert_line(view), [embeds.alert(view).to_dict()], buttons, app=True)
    return [replace(message, picture=png(drawn), described=alt(drawn))]


def draw(chromium: str, document: str, target: Path) -> None:
    """Draw a document as high as it is, all themes side by side."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(document + _MEASURE, encoding="utf-8")
        measured = _run(chromium, source, "--dump-dom", height=100)
        found = _HEIGHT.search(measured)
        if found is None:
            raise RuntimeError("Chromium didn't lay the page out")
        _run(chromium, source, f"--screenshot={target}", height=int(found[1]))


def _shrink(target: Path) -> None:
    smaller = shutil.which("pngquant")
    if smaller is not None:
        command = [smaller, "--force", "--output", str(target), _COLOURS, str(target)]
        subprocess.run(command, check=True, timeout=120)  # noqa: S603 -- a program by its full path


def _run(chromium: str, source: Path, action: str, *, height: int) -> str:
    options = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-lcd-text",
        f"--user-data-dir={source.parent / 'profile'}",
        f"--force-device-scale-factor={_SCALE}",
        f"--window-size={WIDTH * len(THEMES)},{height}",
    )
    command = [chromium, *options, action, source.as_uri()]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)  # noqa: S603 -- a program by its full path
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
