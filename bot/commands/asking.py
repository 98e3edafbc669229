"""Commands that ask: check, claim, story, stories, contradictions, history, sources, alerts, status."""

from typing import Annotated

import typer

from bot.commands.registering import AsJson, command
from bot.commands.session import Session
from bot.ui import documents

Words = Annotated[list[str], typer.Argument(metavar="WORDS", help="With or without quotation marks around.")]
InStory = Annotated[str | None, typer.Option("--story", metavar="NAME", help="Look in this story only.")]


def claim_number(written: str) -> int:
    """Return the number of a claim, written as it is shown ("#3") or bare; raises BadParameter for others."""
    digits = written.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()):
        raise typer.BadParameter(f"{written!r} is no claim's number; give one as shown, such as 3 or '#3'.")
    return int(digits)


ClaimId = Annotated[
    int,
    typer.Argument(metavar="ID", help="The claim's number, as shown behind #.", parser=claim_number),
]

NOTHING_MATCHED = 1  # exit status of a check that found no match


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for function in (check, claim, story, stories, contradictions, history, sources, alerts, status):
        command(app)(function)


def check(session: Session, text: Words, story: InStory = None, as_json: AsJson = False) -> int:
    """Say who said it first, who says otherwise and who says the same: a figure, a quote, a paraphrase."""
    found = session.call(lambda desk: desk.check(session.workspace, " ".join(text), story=story))
    session.show(documents.answer(found) if as_json else None, lambda: session.page.answer(found))
    return 0 if found.matches else NOTHING_MATCHED


def claim(session: Session, claim_id: ClaimId, as_json: AsJson = False) -> None:
    """Show one claim with what stands beside it."""
    found = session.call(lambda desk: desk.claim(session.workspace, claim_id))
    session.show(documents.view(found) if as_json else None, lambda: session.page.view(found))


def story(session: Session, name: Words, as_json: AsJson = False) -> None:
    """Show a story's claims, earliest first."""
    found = session.call(lambda desk: desk.story(session.workspace, " ".join(name)))
    session.show(documents.story(found) if as_json else None, lambda: session.page.story(found))


def stories(session: Session, as_json: AsJson = False) -> None:
    """List the stories on record."""
    found = session.call(lambda desk: desk.stories(session.workspace))
    session.show(documents.stories(found) if as_json else None, lambda: session.page.stories(found))


def contradictions(session: Session, story: InStory = None, as_json: AsJson = False) -> None:
    """List the claims that contradict each other, with the reason."""
    found = session.call(lambda desk: desk.contradictions(session.workspace, story))
    session.show(
        documents.contradictions(found) if as_json else None, lambda: session.page.contradictions(found)
    )


def history(
    session: Session,
    subject: Annotated[list[str], typer.Argument(metavar="ID", help="A claim's number, or a source's name.")],
    as_json: AsJson = False,
) -> None:
    """Show what became of a claim or a source: who changed what, when, before and after."""
    name = " ".join(subject)
    number = name.removeprefix("#")
    if number.isascii() and number.isdigit():
        _claim_history(session, int(number), as_json)
        return
    found = session.call(lambda desk: desk.source_history(session.workspace, name))
    session.show(
        documents.source_history(name, found) if as_json else None,
        lambda: session.page.source_history(name, found),
    )


def _claim_history(session: Session, claim_id: int, as_json: bool) -> None:
    found = session.call(lambda desk: desk.history(session.workspace, claim_id))
    session.show(
        documents.history(claim_id, found) if as_json else None, lambda: session.page.history(claim_id, found)
    )


def sources(session: Session, as_json: AsJson = False) -> None:
    """List the sources on record with their other names."""
    found = session.call(lambda desk: desk.sources(session.workspace))
    session.show(documents.sources(found) if as_json else None, lambda: session.page.sources(found))


def alerts(
    session: Session,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List the newest alerts."""
    found = session.call(lambda desk: desk.alerts(session.workspace, limit))
    session.show(documents.alerts(found) if as_json else None, lambda: session.page.alerts(found))


def status(session: Session, as_json: AsJson = False) -> None:
    """Say how much is on record, and how many messages about alerts have not been delivered yet."""
    found = session.call(lambda desk: desk.status(session.workspace))
    session.show(documents.status(found) if as_json else None, lambda: session.page.status(found))
