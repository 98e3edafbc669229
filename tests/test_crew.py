"""Long work shared with other processes: in order, whole, and gone at the end."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC

import pytest

from bot.crew import Crew
from bot.domain.engine import Engine
from bot.wordlists import load

WAIT = 30.0  # seconds after which a process is taken never to come

Answer = tuple[int, int]  # of which process, and what


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return an engine with the packaged word lists."""
    return Engine(load(), UTC)


def doubled(engine: Engine, batch: int) -> Answer:
    """Return whose answer it is, and twice the number."""
    assert engine.read("62 soldiers")
    return os.getpid(), 2 * batch


def refused(_engine: Engine, batch: int) -> int:
    """Refuse the number 13."""
    if batch == 13:
        raise ValueError("not 13")
    return batch


def until_ready(crew: Crew, count: int) -> Iterator[int]:
    """Yield numbers, the second one only when a process has come to help."""
    yield 0
    until = time.monotonic() + WAIT
    while not crew.helping and time.monotonic() < until:
        time.sleep(0.01)
    yield from range(1, count)


@pytest.mark.parametrize("hands", [0, 1, 2])
def test_answers_come_in_order(engine: Engine, hands: int) -> None:
    """However many processes help, each batch is answered once and in its place."""
    with Crew(engine, hands, worth=1) as crew:
        numbers = until_ready(crew, 60) if hands else iter(range(60))
        answers = list(crew.map(doubled, numbers))
    assert [answer for _, answer in answers] == [2 * number for number in range(60)]
    assert len({process for process, _ in answers}) > min(hands, 1)


def test_short_work_is_done_here(engine: Engine) -> None:
    """A few batches make no other process."""
    with Crew(engine, 2) as crew:
        answers = list(crew.map(doubled, range(5)))
        assert crew.helping == 0
    assert {process for process, _ in answers} == {os.getpid()}


def test_work_goes_on_where_a_process_dies(engine: Engine) -> None:
    """What a killed process leaves undone is done here."""
    with Crew(engine, 1, worth=1) as crew:
        killed = set()
        answers = []
        for process, answer in crew.map(doubled, until_ready(crew, 80)):
            answers.append(answer)
            if process != os.getpid() and process not in killed:
                killed.add(process)
                os.kill(process, signal.SIGTERM)
    assert killed
    assert answers == [2 * number for number in range(80)]


def test_a_refusal_is_raised_here(engine: Engine) -> None:
    """What can't be done raises its own error, and what came before it is answered."""
    with Crew(engine, 1, worth=1) as crew:
        answers = crew.map(refused, until_ready(crew, 40))
        assert [next(answers) for _ in range(13)] == list(range(13))
        with pytest.raises(ValueError, match="not 13"):
            list(answers)


def test_nobody_is_left(engine: Engine) -> None:
    """A crew that is closed in the midst of work leaves neither processes nor threads behind."""
    threads = threading.active_count()
    with Crew(engine, 1, worth=1) as crew:
        helpers = {process for process, _ in crew.map(doubled, until_ready(crew, 40))} - {os.getpid()}
        next(crew.map(doubled, range(40)))
    (helper,) = helpers
    with pytest.raises(ProcessLookupError):
        os.kill(helper, 0)
    assert threading.active_count() == threads
