"""Commands that compile: sheet."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.asking import Words
from bot.commands.registering import AsJson, command
from bot.commands.session import Session
from bot.commands.writing import whole
from bot.ui.plain import clean, plural


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    command(app)(sheet)


def sheet(
    session: Session,
    name: Words,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page: FILE.html.")],
    as_json: AsJson = False,
) -> None:
    """Write a story with its figures, contradictions and timeline as one page, to send or to print."""
    from bot.ui.pages import page

    found = session.call(lambda desk: desk.sheet(session.workspace, " ".join(name)))
    content = page(found)
    with whole(out) as stream:
        stream.write(content.encode())
    told = {"story": found.story.name, "claims": found.story.claims, "file": str(out)}
    session.show(
        told if as_json else None,
        lambda: session.page.say(f"{out}: {clean(found.story.name)}, {plural(found.story.claims, 'claim')}."),
    )
