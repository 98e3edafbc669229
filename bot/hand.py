"""A process that does a part of another one's long work: `bot.crew` starts it and talks to it."""

import gc
import os
import queue
import signal
import sys
import threading
from io import FileIO
from typing import Any

from bot.domain.engine import Engine
from bot.domain.lexicon import Lexicon
from bot.piping import received, send


def main() -> None:
    """Answer what is asked until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks says when to end
    answers = FileIO(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what anybody prints is no answer
    questions = FileIO(os.dup(sys.stdin.fileno()))
    tables, zone = received(questions)
    engine = Engine(Lexicon.from_tables(tables), zone)
    gc.freeze()
    gc.set_threshold(10_000, 10, 1_000)
    asked: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions, asked), daemon=True).start()
    send(answers, None)
    while True:
        work, batch = asked.get()
        try:
            answer = True, work(engine, batch)
        except Exception:  # whoever asks does it again, and sees why
            answer = False, None
        send(answers, answer)


def _listen(questions: FileIO, asked: "queue.SimpleQueue[Any]") -> None:
    """Take questions while others are answered; at their end there is nobody to answer any more."""
    try:
        while True:
            asked.put(received(questions))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
