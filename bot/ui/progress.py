"""A progress bar on standard error, shown from the first step on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

Tell = Callable[[int, int | None], None]
"""Told how much is done, and how much there is in all (None where nobody knows)."""


@contextmanager
def bar(console: Console, title: str) -> Iterator[Tell]:
    """Yield a function to tell about progress; nothing is shown until it is called with work to do."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=console, transient=console.is_terminal)
    tasks: list[TaskID] = []

    def tell(done: int, total: int | None) -> None:
        if total == 0:
            return
        if not tasks:
            progress.start()
            tasks.append(progress.add_task(title, total=total))
        progress.update(tasks[0], completed=done, total=total)

    try:
        yield tell
    finally:
        if tasks:
            progress.stop()
