"""Commands about files: import, export, reindex."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Annotated

import typer

from bot.commands.registering import AsJson, command
from bot.commands.session import CommandError, Session
from bot.commands.writing import whole
from bot.interchange import Format, Linking, Output, Understanding, Writing, format_in, output_of, read
from bot.ui import documents

if TYPE_CHECKING:
    from bot.desk import Desk

SOME_REFUSED = 1  # exit status of an import that went on without some rows
_STREAM = "-"  # the file name that means standard input

FileFormat = Annotated[
    Format | None,
    typer.Option("--format", help="Where the file's name doesn't tell: jsonl, csv or claimreview."),
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    command(app, "import")(import_)
    for function in (export, reindex):
        command(app)(function)


def import_(
    session: Session,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="JSON lines, CSV, or ClaimReview (a feed or a page); - reads standard input."
        ),
    ],
    form: FileFormat = None,
    story: Annotated[
        str | None, typer.Option(metavar="NAME", help="The story of claims that name none.")
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Store the good rows, report each refused one.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be stored, and how columns are understood.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Bring claims in from a file: all of them, or none where one is refused."""
    from bot.ui.progress import bar

    if dry_run:
        return _try(session, file, form, story, as_json)
    actor = session.settings.actor
    with _source(file) as (stream, size), bar(session.err, "Importing") as tell, _hinting():
        chosen = form or format_in(stream, None if file == _STREAM else file)
        result = session.call(
            lambda desk: desk.import_rows(
                session.workspace,
                read(stream, chosen, story=story),
                actor=actor,
                keep_going=keep_going,
                progress=lambda rows: tell(rows if size is None else stream.tell(), size),
                row_name=chosen.row,
            ),
            create=True,
        )
    for refused in result.refused:
        session.tell(f"{chosen.row} {refused.line}: {refused.reason}")
    session.show(documents.imported(result) if as_json else None, lambda: session.page.imported(result))
    return SOME_REFUSED if result.refused else 0


def _try(session: Session, file: str, form: Format | None, story: str | None, as_json: bool) -> int:
    """Show what an import would do."""
    from bot.ui.progress import bar

    understood = Understanding()
    with _source(file) as (stream, size), bar(session.err, "Reading") as tell, _some_ledger(session):
        chosen = form or format_in(stream, None if file == _STREAM else file)
        found = session.call(
            lambda desk: desk.try_rows(
                session.workspace,
                read(stream, chosen, story=story, seen=understood),
                progress=lambda rows: tell(rows if size is None else stream.tell(), size),
            ),
            create=True,
        )
    session.show(
        documents.trial(chosen, found, understood) if as_json else None,
        lambda: session.page.trial(chosen, chosen.row, found, understood),
    )
    return SOME_REFUSED if found.refused or understood.problem else 0


@contextmanager
def _some_ledger(session: Session) -> Iterator[None]:
    """Work in an empty ledger, which is gone afterwards, where there is none yet."""
    if session.settings.database.exists():
        yield
        return
    with TemporaryDirectory() as folder, session.elsewhere(Path(folder) / "empty.ledger"):
        yield


@contextmanager
def _hinting() -> Iterator[None]:
    """Add to the refusal of a row what can be done about it here."""
    from bot.desk import ImportRefused

    try:
        yield
    except ImportRefused as error:
        raise CommandError(f"{error} To store the other rows all the same, use --keep-going.") from None


@contextmanager
def _source(file: str) -> Iterator[tuple[IO[bytes], int | None]]:
    """Yield a file's stream and its size in bytes, None where that isn't known."""
    if file == _STREAM:
        yield sys.stdin.buffer, None
        return
    try:
        stream = Path(file).expanduser().open("rb")
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from None
    with stream:
        yield stream, Path(file).expanduser().stat().st_size if stream.seekable() else None


def export(
    session: Session,
    story: Annotated[str | None, typer.Option(metavar="NAME", help="Only this story's claims.")] = None,
    form: Annotated[
        Output | None, typer.Option("--format", help="Where the file's name doesn't tell.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file instead of standard output.")
    ] = None,
) -> None:
    """Write claims out: in a format that import reads, or as JSON-LD for others."""
    chosen = form or (Output.JSONL if output is None else output_of(output.name))

    async def write(desk: "Desk") -> None:
        with whole(output) if output is not None else nullcontext(sys.stdout.buffer) as stream:
            if chosen is Output.JSONLD:
                linking = Linking(stream)
                async for claims in desk.worded(session.workspace, story):
                    linking.write(claims)
                linking.end()
            else:
                writing = Writing(stream, Format(chosen))
                async for draft in desk.export(session.workspace, story):
                    writing.write(draft)
            stream.flush()

    session.call(write)


def reindex(session: Session, as_json: AsJson = False) -> None:
    """Rebuild the search index from the ledger."""
    from bot.ui.progress import bar

    with bar(session.err, "Rebuilding the search index") as tell:
        indexed = session.call(lambda desk: desk.reindex(tell))
    session.show(
        {"indexed": indexed} if as_json else None, lambda: session.page.say(f"{indexed:,} claims indexed.")
    )
