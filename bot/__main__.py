"""The program: puts the commands together and says which ledger and index they work on."""

import sys
from contextlib import AbstractAsyncContextManager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import Session, asking, compiling, drawing, files, ingesting, recording, running, talking
from bot.commands.registering import Config, Database
from bot.commands.session import NAME

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.desk import Desk

app = typer.Typer(name=NAME, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for room in (asking, recording, ingesting, files, drawing, compiling, talking, running):
    room.add_to(app)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"{NAME} {version(NAME)}")
        except PackageNotFoundError:
            typer.echo(f"{NAME}, not installed")
        raise typer.Exit


@app.callback()
def everything(
    context: typer.Context,
    database: Database = None,
    config: Config = None,
    tell_version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who said it first, and who says otherwise: a claims ledger for fact-checking desks.

    A check ends with 0 where something matched and 1 where nothing did; 2 is bad usage.
    """
    del tell_version
    context.obj.choose(database, config)


def open_desk(settings: "Settings", create: bool) -> AbstractAsyncContextManager["Desk"]:
    """Open the desk that the settings describe; `create` makes a ledger where there is none."""
    from bot.composition import opened

    return opened(
        settings.database,
        settings.index,
        word_lists=settings.word_lists,
        zone=settings.zone,
        create=create,
    )


def main() -> int:
    """Run one command line and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    session = Session(app, open_desk)
    try:
        return session.dispatch(sys.argv[1:])
    finally:
        session.end()


if __name__ == "__main__":
    sys.exit(main())
