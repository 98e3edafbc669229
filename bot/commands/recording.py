"""Commands that record: add, edit, retract, withdraw, decide, alias, merge, undo, watch, unwatch."""

from typing import Annotated

import typer
from pydantic import ValidationError

from bot.commands.asking import ClaimId
from bot.commands.registering import AsJson, command
from bot.commands.session import CommandError, Session
from bot.interchange import explain
from bot.ui import documents
from db.models import ClaimDraft, Relation, Watch, WatchKind

_CLEARED = frozenset({"quote", "via", "outlet", "url", "said_at", "published_at", "as_of", "language"})
_DATE = "2016-09-17, or 2016-09-17T18:00:00Z with a time."
Story = Annotated[str | None, typer.Option(metavar="NAME", help="The event that the claim is about.")]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="Who said it.")]
Via = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Who passed it on, nearest the speaker first; may be repeated."),
]
Quote = Annotated[str | None, typer.Option(metavar="WORDS", help="The verbatim words.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where it can be read.")]
SaidAt = Annotated[str | None, typer.Option(metavar="DATE", help=f"When it was said: {_DATE}")]
PublishedAt = Annotated[str | None, typer.Option(metavar="DATE", help=f"When it was published: {_DATE}")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help=f"The moment that a toll speaks of: {_DATE}")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="The language of its words: en, fr, …")]
Reason = Annotated[str | None, typer.Option(metavar="WORDS", help="Why; kept in the history.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for function in (add, edit, retract, withdraw, decide, alias, merge, undo, watch, unwatch):
        command(app)(function)


def _given(**fields: object) -> dict[str, object]:
    """Return the fields of a claim that were given."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


def add(
    session: Session,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What was said, in your words.")],
    story: Story = None,
    speaker: Speaker = None,
    via: Via = None,
    quote: Quote = None,
    outlet: Outlet = None,
    url: Url = None,
    said_at: SaidAt = None,
    published_at: PublishedAt = None,
    as_of: AsOf = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Record a claim, and say at once what it contradicts."""
    fields = _given(
        text=" ".join(text),
        story=story,
        speaker=speaker,
        via=via,
        quote=quote,
        outlet=outlet,
        url=url,
        said_at=said_at,
        published_at=published_at,
        as_of=as_of,
        language=language,
    )
    try:
        draft = ClaimDraft.model_validate(fields)
    except ValidationError as error:
        raise CommandError(f"The claim was not stored: {explain(error)}") from None
    actor = session.settings.actor
    result = session.call(lambda desk: desk.add(session.workspace, draft, actor=actor), create=True)
    done = f"Added as #{result.claim.id}"
    session.show(documents.added(result) if as_json else None, lambda: session.page.added(result, done))


def edit(
    session: Session,
    claim_id: ClaimId,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="What was said, in your words.")] = None,
    story: Story = None,
    speaker: Speaker = None,
    via: Via = None,
    quote: Quote = None,
    outlet: Outlet = None,
    url: Url = None,
    said_at: SaidAt = None,
    published_at: PublishedAt = None,
    as_of: AsOf = None,
    language: Language = None,
    clear: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="Empty an optional field; may be repeated.")
    ] = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Change fields of a claim; what stood there before stays in its history."""
    changes = _given(
        text=text,
        story=story,
        speaker=speaker,
        via=via,
        quote=quote,
        outlet=outlet,
        url=url,
        said_at=said_at,
        published_at=published_at,
        as_of=as_of,
        language=language,
    )
    for name in (field.replace("-", "_") for field in clear or []):
        if name not in _CLEARED:
            raise CommandError(
                "--clear takes quote, via, outlet, url, said-at, published-at, as-of or language; "
                "the other fields of a claim can't be empty."
            )
        changes[name] = ClaimDraft.model_fields[name].get_default()
    if not changes:
        raise CommandError("Nothing to change was given; name a field, such as --outlet or --clear url.")
    actor = session.settings.actor
    result = session.call(
        lambda desk: desk.edit(session.workspace, claim_id, changes, actor=actor, reason=reason)
    )
    done = f"Changed #{claim_id}"
    session.show(documents.added(result) if as_json else None, lambda: session.page.added(result, done))


def retract(session: Session, claim_id: ClaimId, reason: Reason = None, as_json: AsJson = False) -> None:
    """Mark a claim as taken back by its speaker or outlet: it stays on record, marked."""
    actor = session.settings.actor
    claim = session.call(lambda desk: desk.retract(session.workspace, claim_id, actor=actor, reason=reason))
    session.show(documents.claim(claim) if as_json else None, lambda: session.page.claim(claim, "Retracted"))


def withdraw(session: Session, claim_id: ClaimId, reason: Reason = None, as_json: AsJson = False) -> None:
    """Hide a claim that was entered by mistake; its history stays."""
    actor = session.settings.actor
    claim = session.call(lambda desk: desk.withdraw(session.workspace, claim_id, actor=actor, reason=reason))
    session.show(documents.claim(claim) if as_json else None, lambda: session.page.claim(claim, "Withdrawn"))


def decide(
    session: Session,
    first: ClaimId,
    second: ClaimId,
    relation: Annotated[
        Relation,
        typer.Argument(
            metavar="RELATION", help="agrees, contradicts, diverges or revises; unrelated dismisses."
        ),
    ],
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why; needed, and kept.")] = "",
    as_json: AsJson = False,
) -> None:
    """Confirm, set or dismiss what two claims of one story are to each other."""
    if not reason.strip():
        raise CommandError("A decision needs a reason; give one in a few words with --reason.")
    actor = session.settings.actor
    made = session.call(
        lambda desk: desk.decide(session.workspace, first, second, relation, reason=reason, actor=actor)
    )
    session.show(documents.decision(made) if as_json else None, lambda: session.page.decision(made))


def alias(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The source's name.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER", help="Other names of the same source.")],
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Make other names of a source known: its claims count as one speaker's."""
    actor = session.settings.actor
    source = session.call(
        lambda desk: desk.alias(session.workspace, name, others, actor=actor, reason=reason), create=True
    )
    session.show(documents.sources([source]) if as_json else None, lambda: session.page.sources([source]))


def merge(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The source that stays.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The source that becomes a part of it.")],
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Make two sources on record one: their claims count as one speaker's."""
    actor = session.settings.actor
    source = session.call(lambda desk: desk.merge(session.workspace, name, other, actor=actor, reason=reason))
    session.show(documents.sources([source]) if as_json else None, lambda: session.page.sources([source]))


def undo(session: Session, as_json: AsJson = False) -> None:
    """Take back the last thing that you changed, if nobody has changed the same since."""
    undone = session.call(lambda desk: desk.undo(session.workspace, actor=session.settings.actor))
    session.show(documents.undone(undone) if as_json else None, lambda: session.page.undone(undone))


def watch(
    session: Session,
    story: Story = None,
    speaker: Speaker = None,
    everything: bool = False,
    as_json: AsJson = False,
) -> None:
    """Watch a story, a speaker or everything; without any of them, list what you watch."""
    wish = _wish(session, story, speaker, everything)
    if wish is not None:
        session.call(lambda desk: desk.watch(session.workspace, wish))
    _watching(session, as_json)


def unwatch(
    session: Session,
    story: Story = None,
    speaker: Speaker = None,
    everything: bool = False,
    as_json: AsJson = False,
) -> None:
    """Stop watching a story, a speaker or everything."""
    wish = _wish(session, story, speaker, everything)
    if wish is None:
        raise CommandError("Say what to stop watching: --story NAME, --speaker NAME or --everything.")
    if not session.call(lambda desk: desk.unwatch(session.workspace, wish)):
        raise CommandError("You don't watch that; `watch` alone lists what you watch.")
    _watching(session, as_json)


def _wish(session: Session, story: str | None, speaker: str | None, everything: bool) -> Watch | None:
    given = (
        (WatchKind.STORY, story, story is not None),
        (WatchKind.SOURCE, speaker, speaker is not None),
        (WatchKind.EVERYTHING, None, everything),
    )
    wishes = [(kind, name) for kind, name, wished in given if wished]
    if len(wishes) > 1:
        raise CommandError("Name one thing at a time: --story NAME, --speaker NAME or --everything.")
    return Watch(watcher=session.settings.actor, kind=wishes[0][0], name=wishes[0][1]) if wishes else None


def _watching(session: Session, as_json: bool) -> None:
    found = session.call(lambda desk: desk.watching(session.workspace, session.settings.actor))
    session.show(documents.watches(found) if as_json else None, lambda: session.page.watches(found))
