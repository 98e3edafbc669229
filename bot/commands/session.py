"""One run of the program: its settings, its one open desk and what it prints on."""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import typer
from rich.console import Console

from bot.ui.plain import clean
from bot.ui.terminal import Page

if TYPE_CHECKING:  # what takes long to import waits until a command needs it
    from bot.articles import ArticleReader
    from bot.config import LogLevel, Settings
    from bot.desk import Desk

T = TypeVar("T")
OpenDesk = Callable[["Settings", bool], AbstractAsyncContextManager["Desk"]]
"""Opens the desk that the settings describe; the flag says whether a missing ledger is made."""

NAME: Final = "claimdesk"
BAD: Final = 2  # exit status of whatever is refused
FAULT: Final = 3  # exit status of a fault of the program itself
INTERRUPTED: Final = 130  # exit status after Ctrl-C
_TRIES: Final = 50  # times that the index is tried while another process writes to it
_PAUSE: Final = 0.2  # seconds between two of them


class CommandError(Exception):
    """A command that can't be run as it was given; the text says why, and what to do."""


def refusals() -> tuple[type[Exception], ...]:
    """Return the errors that a person can put right; each is shown as its one sentence."""
    from bot.articles import ArticleError
    from bot.config import SettingsError
    from bot.desk import DeskError
    from bot.interchange import InterchangeError
    from bot.wordlists import WordListError
    from db.growth import SearchError
    from db.store import LedgerError

    return (
        ArticleError,
        CommandError,
        DeskError,
        InterchangeError,
        LedgerError,
        SearchError,
        SettingsError,
        WordListError,
    )


class Session:
    """Runs commands one after another over one desk, which is opened by the first that needs it."""

    def __init__(self, app: typer.Typer, open_desk: OpenDesk) -> None:
        self.out = Console(highlight=False, markup=False, emoji=False)
        self.err = Console(highlight=False, markup=False, emoji=False, stderr=True)
        self.page = Page(self.out)
        self._app = app
        self._open_desk = open_desk
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._desk: Desk | None = None
        self._config: Path | None = None
        self.database: Path | None = None  # where --database named one
        self.talking = False  # at the prompt of the console

    @cached_property
    def settings(self) -> "Settings":
        """The settings, read once; raises SettingsError."""
        from bot import logs
        from bot.config import load

        settings = load(self._config)
        logs.configure(settings.log)
        if self.database is None:
            return settings
        return settings.model_copy(update={"database": self.database.expanduser(), "index": None})

    def log(self, level: "LogLevel") -> None:
        """Log from this level up, unless the settings name another."""
        from bot import logs

        settings = self.settings.log
        if "level" not in settings.model_fields_set:
            logs.configure(settings.model_copy(update={"level": level}))

    @property
    def workspace(self) -> str:
        """The workspace of the terminal commands."""
        from bot.desk import LOCAL

        return LOCAL

    @property
    def articles(self) -> "ArticleReader":
        """What reads articles, under the settings; raises ArticleError for a host that is none."""
        from bot.articles import ArticleReader

        ingest = self.settings.ingest
        return ArticleReader.under(ingest.allow_hosts, ingest.seconds, ingest.mebibytes)

    @property
    def commands(self) -> frozenset[str]:
        """The names of all commands."""
        return frozenset(found.name for found in self._app.registered_commands if found.name)

    @property
    def typed(self) -> bool:
        """Whether somebody sits at a terminal, to read and to type."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def choose(self, database: Path | None, config: Path | None) -> None:
        """Take --database and --config; raises CommandError once a ledger is open."""
        if database is None and config is None:
            return
        if self._desk is not None or "settings" in self.__dict__:
            raise CommandError("One ledger is open here; leave with quit to work in another.")
        self.database = database or self.database
        self._config = config or self._config

    def use(self, database: Path) -> None:
        """Work in this ledger, whatever the settings say."""
        self.database = database
        self.__dict__.pop("settings", None)

    @contextmanager
    def elsewhere(self, database: Path) -> Iterator[None]:
        """Work in another ledger for a while, and then in the one that was chosen before."""
        before = self.database
        self.use(database)
        try:
            yield
        finally:
            self.close()
            self.database = before
            self.__dict__.pop("settings", None)

    def dispatch(self, words: Sequence[str]) -> int:
        """Run one command and return its exit status; what was refused stands on standard error."""
        if any("\ud800" <= character <= "\udfff" for word in words for character in word):
            return self._refuse("The command holds bytes that aren't UTF-8; type it in UTF-8.", BAD)
        try:
            self._app(list(words), prog_name=NAME, obj=self)
        except SystemExit as done:
            return done.code if isinstance(done.code, int) else 0
        except KeyboardInterrupt:
            return INTERRUPTED
        except refusals() as error:
            return self._refuse(str(error), BAD)
        except OSError as error:
            return self._refuse(f"{error.filename or 'The file'}: {error.strerror}.", BAD)
        except Exception as error:
            logging.getLogger(NAME).debug("unexpected", exc_info=True)
            what = f"{type(error).__name__}: {error}"
            hint = f"please report it, with what CLAIMDESK_LOG__LEVEL=debug {NAME} {words[0]} … prints"
            return self._refuse(f"This should not happen ({what}); {hint}.", FAULT)
        return 0

    def _refuse(self, why: str, status: int) -> int:
        self.tell(why if self.talking else f"{NAME}: {why}")
        return status

    def call(self, use: Callable[["Desk"], Awaitable[T]], *, create: bool = False) -> T:
        """Return what a use of the desk returns; `create` makes a ledger where there is none."""
        return self._runner.run(self._use(use, create))

    async def _use(self, use: Callable[["Desk"], Awaitable[T]], create: bool) -> T:
        if self._desk is None:
            if create:
                self.settings.database.parent.mkdir(parents=True, exist_ok=True)
            desk = await self._stack.enter_async_context(self._open_desk(self.settings, create))
            await self._level(desk)
            self._desk = desk
        return await use(self._desk)

    async def _level(self, desk: "Desk") -> None:
        from bot.ui.progress import bar
        from db.growth import IndexBusy

        with bar(self.err, "Bringing the search index up to date") as tell:
            for _ in range(_TRIES):
                with suppress(IndexBusy):  # another process brings it up to date
                    await desk.catch_up(tell)
                    return
                await asyncio.sleep(_PAUSE)
            await desk.catch_up(tell)

    def close(self) -> None:
        """Let go of the ledger and the index; another may be opened afterwards."""
        self._desk = None
        self._runner.run(self._stack.aclose())

    def end(self) -> None:
        """Close everything for good."""
        self.close()
        self._runner.close()

    def show(self, document: dict[str, Any] | None, page: Callable[[], None]) -> None:
        """Print a JSON document on standard output, or the page where there is none."""
        if document is None:
            page()
            return
        self.out.file.flush()
        sys.stdout.buffer.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
        sys.stdout.buffer.flush()

    def tell(self, text: str) -> None:
        """Print one line on standard error."""
        self.err.print(clean(text), soft_wrap=True)
