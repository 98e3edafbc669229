"""Pictures: real ones, in any script, painted beside the loop and kept."""

import asyncio
import struct
import time
import zlib

import pytest

from bot.brush import paint
from bot.ui.charts import png, svg
from bot.ui.charts.drawing import DARK, WIDTH
from bot.ui.charts.studio import PaintingError, Studio
from tests.ui.charts.figures import chart, read, standpoint

SHOWN = ("62 people were killed", "At least 80 people were killed", "Dozens of people were killed")


def size(picture: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG picture, in pixels."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def pixels(picture: bytes) -> bytes:
    """Return the filtered rows of a PNG picture."""
    at, rows = 8, b""
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            rows += picture[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(rows)


def test_a_picture_shows_something() -> None:
    """It is as wide as a phone's screen, in the drawing's proportions, and not blank."""
    drawn = chart(*SHOWN)
    width, height = size(png(drawn))
    assert width == 1080
    assert height * WIDTH == pytest.approx(width * (height * WIDTH / width), abs=WIDTH)
    assert len(set(pixels(png(drawn)))) > 100
    assert len(png(drawn)) < 200_000


@pytest.mark.parametrize("name", ["Harbour Office", "Порт", "Λιμάνι", "وزارة الدفاع", "משרד הנמל"])
def test_names_of_other_scripts_are_drawn(name: str) -> None:
    """Letters of the scripts of the product's languages, and of their neighbours, are in its own font."""
    named = [standpoint(read(words), [name]) for words in SHOWN]
    unnamed = [standpoint(read(words), []) for words in SHOWN]
    missing = [standpoint(read(words), ["\ue000" * len(name)]) for words in SHOWN]
    pictures = {pixels(png(chart(*rows))) for rows in (named, unnamed, missing)}
    assert len(pictures) == 3


def test_letters_are_joined_and_run_from_right_to_left() -> None:
    """An Arabic name is shaped: drawn otherwise than its letters one by one."""
    name = "مصدر"
    joined = [standpoint(read(words), [name]) for words in SHOWN]
    apart = [standpoint(read(words), ["\u200c".join(name)]) for words in SHOWN]
    assert pixels(png(chart(*joined))) != pixels(png(chart(*apart)))


def test_what_is_no_drawing_is_refused() -> None:
    """Something that isn't SVG is a ValueError."""
    with pytest.raises(ValueError, match="unknown token"):
        paint("no drawing")


async def test_a_studio_paints_what_is_painted_here() -> None:
    """A picture from another process has the bytes of one made here, and is painted once for all who ask."""
    studio, drawn = Studio(), chart(*SHOWN)
    pictures = await asyncio.gather(*(studio.png(drawn) for _ in range(5)))
    assert set(pictures) == {paint(svg(drawn, DARK))}
    assert await studio.png(chart(*SHOWN)) is pictures[0]
    await studio.close()


async def test_a_studio_keeps_the_last_pictures_only() -> None:
    """Of more pictures than it keeps, the one that was longest not asked for goes."""
    studio = Studio(kept=2)
    charts = [chart(*SHOWN[:2], story=name) for name in "abc"]
    first = [await studio.png(one) for one in charts[:2]]
    assert await studio.png(charts[0]) is first[0]
    await studio.png(charts[2])
    assert await studio.png(charts[0]) is first[0]
    assert await studio.png(charts[1]) is not first[1]
    await studio.close()


async def test_a_picture_that_takes_too_long_is_given_up() -> None:
    """Past its time a picture is an error that says so, and the next one is tried anew."""
    studio = Studio(longest=0.0)
    for _ in range(2):
        with pytest.raises(PaintingError, match="longer than 0 s"):
            await studio.png(chart(*SHOWN))
    await studio.close()


async def test_who_no_longer_waits_stops_nobody_else() -> None:
    """When one of two who wait for a picture goes away, the other one gets it."""
    studio, drawn = Studio(), chart(*SHOWN)
    leaving, staying = (asyncio.create_task(studio.png(drawn)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    assert size(await staying) == size(png(drawn))
    await studio.close()


async def test_the_loop_goes_on_while_a_picture_is_painted() -> None:
    """Other tasks are woken again and again while one picture is painted."""
    studio, woken = Studio(), 0
    painting = asyncio.create_task(studio.png(chart(*SHOWN)))
    began = time.monotonic()
    while not painting.done() and time.monotonic() - began < 20:
        await asyncio.sleep(0.001)
        woken += 1
    assert await painting
    assert woken > 5
    await studio.close()
