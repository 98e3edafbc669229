"""Records ready for the ledger, where a test cares about one thing and the rest may be anything."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from db.models import Claim, ClaimDraft, Decision, Entry, Figure, Qualifier, Relation, SourceName

NOON: Final = datetime(2024, 5, 1, 12, tzinfo=UTC)


def named(name: str) -> SourceName:
    """Return a source as the desk would key it, roughly: without regard to case."""
    return SourceName(name=name, key=name.casefold())


def figure(low: int | None = 12, high: int | None = 12, **other: object) -> Figure:
    """Return a count of something; `other` sets any further field of a figure."""
    stated: dict[str, object] = {"qualifier": Qualifier.EXACT, "start": 4, "end": 6, **other}
    return Figure.model_validate({"low": _decimal(low), "high": _decimal(high), **stated})


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def entry(
    text: str = "The ferry carried 12 passengers.",
    *,
    figures: tuple[Figure, ...] = (),
    statement: str | None = None,
    **draft: object,
) -> Entry:
    """Return a claim made ready; `draft` sets any field of the import format."""
    row = ClaimDraft.model_validate(
        {"story": "Ferry fire off Hollow Bay", "text": text, "speaker": "Harbour Office", **draft}
    )
    return Entry(
        draft=row,
        story_key=row.story.casefold(),
        speaker=named(row.speaker),
        via=tuple(named(name) for name in row.via),
        outlet=None if row.outlet is None else named(row.outlet),
        statement=text.casefold() if statement is None else statement,
        figures=figures,
    )


def a_claim(**fields: object) -> Claim:
    """Return a claim on record; `fields` sets any field of it."""
    given: dict[str, object] = {
        "id": 1,
        "workspace": "newsroom",
        "story": "Ferry fire off Hollow Bay",
        "story_id": 1,
        "text": "The ferry carried 12 passengers.",
        "speaker": "Harbour Office",
        "speaker_id": 1,
        "added_at": NOON,
        "statement": "the ferry carried 12 passengers",
        **fields,
    }
    return Claim.model_validate(given)


def decision(
    a: tuple[int, str], b: tuple[int, str], relation: Relation = Relation.UNRELATED, reason: str = "two decks"
) -> Decision:
    """Return a decision about two claims, each given as (id, statement key)."""
    return Decision(
        a=a[0],
        b=b[0],
        relation=relation,
        reason=reason,
        actor="moderator",
        at=NOON,
        statement_a=a[1],
        statement_b=b[1],
    )
