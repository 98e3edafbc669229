"""Work that takes long, done where it keeps nobody waiting."""

import asyncio
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

EASY: Final = 5_000  # microseconds that everybody may wait for one piece of work
READING: Final = 5  # microseconds, about, that reading takes for each character
COMPARING: Final = 10  # for each pair of figures
SUSPECTING: Final = 200  # for each pair of statements


async def aside(effort: float, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what work returns; on another thread, where it takes more than `EASY` microseconds or so.

    Easy work is done at once, because the way to another thread and back takes longer than most of it.
    """
    if effort > EASY:
        return await asyncio.to_thread(work, *args, **kwargs)
    return work(*args, **kwargs)
