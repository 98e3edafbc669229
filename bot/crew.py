"""Long work shared with other processes, so that every core of the machine has some of it.

A process takes half a second to be ready, so only long work gets any; where there is none, or it goes away,
the work is done here. It goes through pipes: when this process ends, however it does, so do the others.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from io import FileIO
from typing import Any, Final, Self, TypeVar

from bot.domain.engine import Engine
from bot.piping import received, send, widen

B = TypeVar("B")
R = TypeVar("R")

WORTH: Final = 2  # batches done here before others are asked to help
_MOST: Final = 2  # processes; more would wait for this one
_AHEAD: Final = 3  # batches that a process has before it


class _LeftError(Exception):
    """A process that has gone, or could not do what it was asked."""


class Crew:
    """Other processes that do a part of long work, from when it proves long until `close`."""

    def __init__(self, engine: Engine, hands: int | None = None, *, worth: int = WORTH) -> None:
        """`hands` is how many processes help, one for each further core unless given."""
        self._engine = engine
        self._wanted = min(_MOST, _cores() - 1) if hands is None else hands
        self._worth = worth
        self._begun = 0
        self._hands: list[_Hand] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def helping(self) -> int:
        """How many processes are ready for work."""
        return sum(hand.ready for hand in self._hands)

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._wanted = 0
        for hand in self._hands:
            hand.close()

    def map(self, work: Callable[[Engine, B], R], batches: Iterable[B]) -> Iterator[R]:
        """Yield what `work`, a function of a module, returns for each batch, in their order. Blocks.

        However many batches there are, no more than a dozen or so are held at once.
        """
        waiting: deque[tuple[B, Future[R]]] = deque()
        for batch in batches:
            waiting.append((batch, self._given(work, batch)))
            while waiting and (waiting[0][1].done() or len(waiting) > 2 * _MOST * _AHEAD):
                yield self._result(work, *waiting.popleft())
        while waiting:
            yield self._result(work, *waiting.popleft())

    def _given(self, work: Callable[[Engine, B], R], batch: B) -> "Future[R]":
        """Return what becomes of a batch: given to a process that has little before it, or done here."""
        self._begun += 1
        if self._begun == self._worth:
            self._hands = [_Hand(self._engine) for _ in range(self._wanted)]
        for hand in sorted(self._hands, key=lambda hand: hand.before):
            if hand.ready and hand.before < _AHEAD and (given := hand.give(work, batch)) is not None:
                return given
        done: Future[R] = Future()
        try:
            done.set_result(work(self._engine, batch))
        except Exception as error:  # raised when its turn comes
            done.set_exception(error)
        return done

    def _result(self, work: Callable[[Engine, B], R], batch: B, given: "Future[R]") -> R:
        try:
            return given.result()
        except _LeftError:
            return work(self._engine, batch)


class _Hand:
    """One process, and the thread that takes its answers."""

    def __init__(self, engine: Engine) -> None:
        self.ready = False
        self._engine = engine
        self._asked: deque[Future[Any]] = deque()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(  # this program itself
                [sys.executable, "-P", "-m", "bot.hand"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            for pipe in (self._process.stdin, self._process.stdout):
                if isinstance(pipe, FileIO):
                    widen(pipe)
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    @property
    def before(self) -> int:
        """How many batches it has before it."""
        return len(self._asked)

    def give(self, work: Callable[[Engine, B], R], batch: B) -> "Future[R] | None":
        """Hand a batch over; return what becomes of it, None where the process has gone."""
        given: Future[R] = Future()
        with self._lock:
            if not self.ready:
                return None
            self._asked.append(given)
        with suppress(OSError):  # the listening thread sees it, too
            self._send((work, batch))
        return given

    def _send(self, message: object) -> None:
        if self._process is not None and isinstance(self._process.stdin, FileIO):
            send(self._process.stdin, message)

    def _listen(self) -> None:
        try:
            self._hear()
        except (OSError, EOFError, pickle.UnpicklingError):
            pass
        finally:
            with self._lock:
                self.ready = False
                left, self._asked = self._asked, deque()
            for given in left:
                given.set_exception(_LeftError())

    def _hear(self) -> None:
        if self._process is None or not isinstance(answers := self._process.stdout, FileIO):
            return
        self._send((self._engine.lexicon.tables, self._engine.zone))
        received(answers)
        self.ready = True
        while True:
            well, answer = received(answers)
            given = self._asked.popleft()
            if well:
                given.set_result(answer)
            else:
                given.set_exception(_LeftError())

    def close(self) -> None:
        """End the process; nothing is lost, for it only answers."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._listening.join()
        if self._process is not None:
            for stream in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    if stream is not None:
                        stream.close()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
