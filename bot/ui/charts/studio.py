"""Pictures for whoever must not be kept waiting: painted by other processes, and kept."""

import asyncio
import os
import sys
from collections import OrderedDict
from contextlib import suppress
from typing import Final

from bot.ui.charts.charts import Chart
from bot.ui.charts.drawing import DARK, svg

AT_ONCE: Final = 2  # processes that paint
KEPT: Final = 128  # pictures, of some 50 kB each
LONGEST: Final = 20.0  # seconds that one picture may take
_SAID: Final = 300  # characters of what went wrong that are told


class PaintingError(Exception):
    """A picture that could not be painted; the text says why."""


class Studio:
    """Paints charts beside the event loop, each once however often it is asked for."""

    def __init__(self, *, kept: int = KEPT, longest: float = LONGEST) -> None:
        """`kept` is how many pictures are remembered, `longest` how many seconds one may take."""
        self._most = kept
        self._longest = longest
        self._kept: OrderedDict[Chart, bytes] = OrderedDict()
        self._painting: dict[Chart, asyncio.Task[bytes]] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def png(self, chart: Chart) -> bytes:
        """Return a chart as a picture that is legible on pages of either theme; raises PaintingError."""
        known = self._kept.get(chart)
        if known is not None:
            self._kept.move_to_end(chart)
            return known
        task = self._painting.get(chart)
        if task is None:
            task = asyncio.create_task(self._paint(chart))
            self._painting[chart] = task
            task.add_done_callback(lambda done: self._finish(chart, done))
        return await asyncio.shield(task)

    def _finish(self, chart: Chart, done: asyncio.Task[bytes]) -> None:
        del self._painting[chart]
        if done.cancelled() or done.exception() is not None:  # whoever waits for it hears of it
            return
        self._kept[chart] = done.result()
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    async def _paint(self, chart: Chart) -> bytes:
        async with self._turns:
            try:
                return await _painted(svg(chart, DARK), self._longest)
            except OSError as error:
                raise PaintingError(f"the process that paints can't be started: {error}") from None

    async def close(self) -> None:
        """Give up what is being painted."""
        tasks = list(self._painting.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _painted(drawing: str, longest: float) -> bytes:
    """Return a drawing as a PNG picture, painted by a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "bot.brush",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        async with asyncio.timeout(longest):
            picture, said = await process.communicate(drawing.encode())
    except TimeoutError:
        raise PaintingError(f"it took longer than {longest:g} s") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode or not picture:
        why = said.decode(errors="replace").strip()[-_SAID:]
        raise PaintingError(why or f"the process that paints ended with {process.returncode}")
    return picture
