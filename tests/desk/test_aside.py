"""Long work is done aside, and nobody is answered otherwise for it."""

import asyncio
import threading

import pytest

from bot.aside import EASY, aside
from bot.desk import LOCAL, Desk
from tests.desk.ferry import add, draft, toll


@pytest.mark.parametrize(("effort", "here"), [(EASY, True), (EASY + 1, False)])
async def test_only_long_work_goes_to_another_thread(effort: int, here: bool) -> None:
    """Easy work is done at once on the thread that asks, long work on another one."""
    assert (await aside(effort, threading.get_ident) == threading.get_ident()) is here


async def test_many_checks_at_once_get_the_answers_of_one(desk: Desk) -> None:
    """Forty questions asked together are answered as each of them alone."""
    await toll(desk)
    questions = ["41 passengers", "at least 60 died", "77 passengers", "the ferry went down"]
    alone = [await desk.check(LOCAL, question) for question in questions]
    together = await asyncio.gather(*(desk.check(LOCAL, question) for question in questions * 10))
    assert together == alone * 10


async def test_claims_of_many_figures_are_compared_all_the_same(desk: Desk) -> None:
    """A claim of eighty figures, long enough to be read and compared aside, contradicts in each of them."""
    towns = [f"{number} passengers were rescued near buoy {number}" for number in range(100, 180)]
    first = await add(desk, ", ".join(towns) + ".")
    await add(desk, "More than 900 passengers were rescued.", "Union")
    added = await desk.add(LOCAL, draft("Fewer than 50 passengers were rescued.", "Mayor"), actor="desk")
    assert added.alert is not None
    assert first in {line.claim_id for line in added.alert.lines}
    (match,) = (await desk.check(LOCAL, ", ".join(towns))).matches
    assert match.claim.id == first
