"""Commands that bring articles in: ingest, review."""

import asyncio
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from pydantic import ValidationError

from bot.commands.recording import Language, Outlet, PublishedAt, Reason, Url
from bot.commands.registering import AsJson, command
from bot.commands.session import CommandError, Session
from bot.ui import documents
from bot.ui.queue import QueuePage
from db.models import Article

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.results import Accepted, AcceptedAll, Ingested, ProposalView
    from db.models import Proposal

_STREAM: Final = "-"  # the file name that means standard input
_LINK: Final = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)  # of any kind; all but two are refused

AcceptAll = Annotated[bool, typer.Option("--accept-all", help="Store everything that waits as claims.")]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="With --accept-all: only this speaker's.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for function in (ingest, review):
        command(app)(function)


def ingest(
    session: Session,
    article: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="HTML, text or PDF; - reads standard input.")
    ],
    story: Annotated[str | None, typer.Option(metavar="NAME", help="The event that it is about.")] = None,
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="Its headline.")] = None,
    outlet: Outlet = None,
    url: Url = None,
    published_at: PublishedAt = None,
    language: Language = None,
    accept_all: AcceptAll = False,
    speaker: Speaker = None,
    as_json: AsJson = False,
) -> int:
    """Find who says what in an article; nothing enters the ledger before somebody accepts it."""
    _refuse_idle(accept_all, speaker)
    read = session.call(lambda _: _read(session, article), create=True)
    given = {
        "title": title,
        "outlet": outlet,
        "url": url,
        "published_at": published_at,
        "language": language,
    }
    told = _told(read, {name: value for name, value in given.items() if value is not None})
    result = _taken_in(session, told, story)
    page = QueuePage(session.out)
    if accept_all:
        return _accept_all(session, page, result.intake.id, speaker, as_json)
    if as_json:
        session.show(documents.ingested(result, _views(session, result.intake.id)), lambda: None)
        return 0
    page.ingested(result)
    if session.typed and result.intake.waiting:
        from bot.commands.reviewing import converse

        return converse(session, page, result.intake.id)
    page.listed(session.call(lambda desk: desk.proposals(session.workspace, result.intake.id)))
    if result.intake.waiting:
        page.say(f"Nothing of it is on record yet: `claimdesk review {result.intake.id}` goes through it.")
    return 0


def review(
    session: Session,
    article: Annotated[int | None, typer.Argument(metavar="ARTICLE", help="Its number; else all.")] = None,
    accept: Annotated[
        list[int] | None, typer.Option(metavar="ID", help="Store this proposal as a claim; may be repeated.")
    ] = None,
    reject: Annotated[
        list[int] | None, typer.Option(metavar="ID", help="Take it out of the queue; may be repeated.")
    ] = None,
    accept_all: AcceptAll = False,
    speaker: Speaker = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> int:
    """Look through what was found in articles: accept, edit, reject."""
    _refuse_idle(accept_all, speaker)
    page = QueuePage(session.out)
    if accept or reject:
        _decide(session, page, (accept or [], reject or []), reason, as_json)
        return 0
    if accept_all:
        if article is None:
            raise CommandError(
                "--accept-all takes one article: give its number, as `claimdesk review` shows it."
            )
        return _accept_all(session, page, article, speaker, as_json)
    if session.typed and not as_json:
        from bot.commands.reviewing import converse

        return converse(session, page, article)
    if article is None:
        found = session.call(lambda desk: desk.queue(session.workspace))
        session.show(documents.queue(found) if as_json else None, lambda: page.queue(found))
        return 0
    if as_json:
        session.show(documents.review(_views(session, article)), lambda: None)
        return 0
    page.listed(session.call(lambda desk: desk.proposals(session.workspace, article)))
    return 0


def _refuse_idle(accept_all: bool, speaker: str | None) -> None:
    if speaker is not None and not accept_all:
        raise CommandError("--speaker says whose proposals --accept-all takes; give both, or leave it out.")


async def _read(session: Session, place: str) -> Article:
    """Return the article at a place: an address, a file, or standard input."""
    reader = session.articles
    if _LINK.match(place):
        return await reader.at(place)
    if place == _STREAM:
        return await reader.read(sys.stdin.buffer.read(reader.limits.size + 1))
    return await reader.read(await asyncio.to_thread(_bytes, place, reader.limits.size + 1), name=place)


def _bytes(file: str, most: int) -> bytes:
    """Return the first bytes of a file, at most so many."""
    try:
        with Path(file).expanduser().open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from None


def _told(read: Article, given: dict[str, object]) -> Article:
    """Return an article as the command line says it is."""
    from bot.interchange import explain

    try:
        return Article.model_validate(read.model_dump() | given)
    except ValidationError as error:
        raise CommandError(f"The article was not taken in: {explain(error)}") from None


def _taken_in(session: Session, article: Article, story: str | None) -> "Ingested":
    from bot.ui.progress import bar

    with bar(session.err, "Reading") as tell:
        return session.call(
            lambda desk: desk.ingest(
                session.workspace,
                article,
                story=story,
                actor=session.settings.actor,
                progress=lambda done: tell(done, len(article.text)),
            )
        )


def _accept_all(
    session: Session, page: QueuePage, article_id: int, speaker: str | None, as_json: bool
) -> int:
    result = accepted_all(session, article_id, speaker)
    session.show(documents.accepted_all(result) if as_json else None, lambda: page.accepted_all(result))
    return 1 if result.refused else 0


def accepted_all(session: Session, article_id: int, speaker: str | None) -> "AcceptedAll":
    """Accept what waits of an article, of one speaker or of all, with a progress bar."""
    from bot.ui.progress import bar

    with bar(session.err, "Accepting") as tell:
        return session.call(
            lambda desk: desk.accept_all(
                session.workspace, article_id, speaker=speaker, actor=session.settings.actor, progress=tell
            )
        )


def _views(session: Session, article_id: int) -> Sequence["ProposalView"]:
    """Return what waits of an article, with what each would stand beside."""
    return session.call(lambda desk: desk.waiting(session.workspace, article_id))


def _decide(
    session: Session,
    page: QueuePage,
    numbers: tuple[Sequence[int], Sequence[int]],
    reason: str | None,
    as_json: bool,
) -> None:
    """Accept some proposals and reject others, one by one; the first that can't be stops it."""
    actor = session.settings.actor

    async def accept(desk: "Desk") -> "list[Accepted]":
        return [await desk.accept(session.workspace, one, actor=actor, after_all=True) for one in numbers[0]]

    async def reject(desk: "Desk") -> "list[Proposal]":
        return [await desk.reject(session.workspace, one, actor=actor, reason=reason) for one in numbers[1]]

    accepted, rejected = session.call(accept), session.call(reject)
    session.show(
        documents.settled(accepted, rejected) if as_json else None, lambda: page.settled(accepted, rejected)
    )
