"""Commands that go on: console and demo."""

import shlex
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from bot import demo as shown
from bot.commands.registering import command
from bot.commands.session import INTERRUPTED, NAME, CommandError, Session

if TYPE_CHECKING:
    from bot.desk import Desk

PROMPT: Final = f"{NAME}> "
_LEAVING: Final = {"quit", "exit"}


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for function in (console, demo):
        command(app)(function)


def console(session: Session) -> int:
    """Take commands at a prompt, over one open ledger; a line that is no command is checked."""
    _refuse_inside(session)
    session.call(_ready, create=True)
    if session.typed:
        session.page.say("A line is checked as it stands. Type help for the commands, quit to leave.")
    return converse(session)


def _refuse_inside(session: Session) -> None:
    if session.talking:
        raise CommandError("You are at its prompt already; leave with quit first.")


async def _ready(desk: "Desk") -> None:
    del desk


def demo(session: Session) -> int:
    """Show what it does, on a throw-away ledger; --database PATH keeps that ledger."""
    _refuse_inside(session)
    if session.database is not None:
        path = session.database.expanduser()
        if path.exists() and (path.is_dir() or path.stat().st_size):
            raise CommandError(f"{path} holds something already; name a file that isn't there yet.")
        return _demo(session, f"The demo's ledger stays in {path}.")
    with tempfile.TemporaryDirectory(prefix=f"{NAME}-", ignore_cleanup_errors=True) as folder:
        session.use(Path(folder) / "demo.ledger")
        try:
            return _demo(session, "The demo's ledger goes when you leave; --database PATH keeps one.")
        finally:
            session.close()


def _demo(session: Session, about: str) -> int:
    count = session.call(lambda desk: _fill(desk, session.workspace), create=True)
    session.page.say(f"{count} claims from three articles about the war in Syria are on record.")
    for step in shown.STEPS:
        session.page.say(f"\n{step.shows}\n$ {NAME} {shlex.join(step.words)}\n")
        if session.dispatch(step.words) == INTERRUPTED:
            return INTERRUPTED
    session.page.say("\nTry next:")
    for line, what in shown.NEXT:
        session.page.say(f"  {line}    ({what})")
    session.page.say(f"{about}\n")
    return converse(session) if session.typed else 0


async def _fill(desk: "Desk", workspace: str) -> int:
    for name, others in shown.ALIASES.items():
        await desk.alias(workspace, name, others, actor="demo")
    return (await desk.import_rows(workspace, shown.claims(), actor="demo")).added


def converse(session: Session) -> int:
    """Take lines until quit or their end; Ctrl-C only clears the line. Returns 0."""
    with suppress(ImportError):
        import readline  # noqa: F401 -- importing it gives the prompt its history
    session.talking = True
    while True:
        try:
            line = input(PROMPT if session.typed else "").strip()
        except KeyboardInterrupt:
            session.page.say("")
            continue
        except EOFError:
            break
        if line in _LEAVING:
            break
        if line:
            _obey(session, line)
    if session.typed:
        session.page.say("")
    return 0


def _obey(session: Session, line: str) -> None:
    try:
        words = words_of(line, session.commands)
    except CommandError as error:
        session.tell(str(error))
        return
    session.dispatch(words)


def words_of(line: str, commands: frozenset[str]) -> list[str]:
    """Return a typed line as the words of a command; a line that begins with none is checked.

    Only double quotation marks hold words together, so that an apostrophe is one. Raises CommandError
    where one isn't closed.
    """
    plain = line.split()
    if plain[0] == "help":
        return [*plain[1:2], "--help"]
    if plain[0] not in commands:
        return ["check", "--", *plain]
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
    try:
        return list(lexer)
    except ValueError:
        if plain[0] == "check":
            return plain
        raise CommandError(
            "A quotation mark is not closed; names of several words take one on each side."
        ) from None
