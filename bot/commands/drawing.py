"""Commands that draw: chart."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.commands.asking import Words
from bot.commands.registering import AsJson, command
from bot.commands.session import CommandError, Session
from bot.commands.writing import whole
from bot.ui import documents
from bot.ui.plain import clean, plural

if TYPE_CHECKING:
    from bot.results import Spread
    from bot.ui.charts import Chart

PNG, SVG = ".png", ".svg"
_NAMED: Final = 5  # things of a story that are named in one sentence


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    command(app)(chart)


def chart(
    session: Session,
    name: Words,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The picture: FILE.png or FILE.svg.")],
    thing: Annotated[
        str | None,
        typer.Option("--thing", metavar="WORDS", help="What to draw, where the story tells of several."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Draw the figures that a story's claims give for one thing, and who gives them."""
    from bot.ui.charts import alt, chart_of

    form = _form(out)
    story = " ".join(name)
    spreads = session.call(lambda desk: desk.spreads(session.workspace, story))
    chosen = _chosen(spreads, story, thing)
    drawn = chart_of(chosen)
    if drawn is None:
        raise _nothing_differs(story)
    content = _content(drawn, form)
    with whole(out) as stream:
        stream.write(content)
    others = [one.thing for one in spreads if one is not chosen]
    document = documents.spread(chosen) | {"alt": alt(drawn), "others": others, "file": str(out)}
    session.show(document if as_json else None, lambda: _say(session, out, chosen, others))


def _form(out: Path) -> str:
    """Return the suffix that tells a picture's format; raises CommandError for any other."""
    suffix = out.suffix.lower()
    if suffix not in {PNG, SVG}:
        raise CommandError(f"“{out.name}” tells no format of pictures; end it in {PNG} or {SVG}.")
    return suffix


def _chosen(spreads: "Sequence[Spread]", story: str, thing: str | None) -> "Spread":
    """Return the spread that is meant: of what most claims speak of, unless a thing is named."""
    if not spreads:
        raise _nothing_differs(story)
    wanted = (thing or "").casefold().split()
    for one in spreads:
        if all(word in one.thing.casefold() for word in wanted):
            return one
    known = "; ".join(f"“{one.thing}”" for one in spreads[:_NAMED])
    raise CommandError(f"No two figures for “{thing}” differ in this story; those that do are for {known}.")


def _nothing_differs(story: str) -> CommandError:
    return CommandError(
        f"The claims about “{story}” give no two different figures for one thing; a chart needs two."
    )


def _content(drawn: "Chart", form: str) -> bytes:
    from bot.ui.charts import LIGHT, png, svg

    return png(drawn) if form == PNG else svg(drawn, LIGHT).encode()


def _say(session: Session, out: Path, chosen: "Spread", others: Sequence[str]) -> None:
    count = plural(len(chosen.rows) + chosen.more, "figure")
    session.page.say(f"{out}: {clean(chosen.thing)}, {count}.")
    if others:
        named = "; ".join(map(clean, others))
        session.page.say(f"Figures differ for these, too, and --thing draws them: {named}.")
