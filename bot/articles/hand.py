"""The process that reads one document: `bot.articles.handing` starts it, asks it once and ends it."""

import json
import os
import signal
import sys
from contextlib import suppress
from math import ceil

from bot.articles.errors import ArticleError
from bot.articles.reading import article_of


def main() -> None:
    """Read a document from standard input, behind a line that says what it is; answer in JSON."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks says when to end
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    asked, bounds = json.loads(sys.stdin.buffer.readline())
    _bound(ceil(bounds["seconds"]), bounds["memory"])
    told: dict[str, object]
    try:
        told = {"article": article_of(sys.stdin.buffer.read(), **asked).model_dump(mode="json")}
    except ArticleError as error:
        told = {"refused": str(error)}
    except MemoryError:
        told = {"refused": "That document takes too much memory to read; give its text as a file."}
    with answers:
        json.dump(told, answers)


def _bound(seconds: int, memory: int) -> None:
    """Have the system end this process where it takes more, on systems that do."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main()
