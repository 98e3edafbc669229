"""Sheets put together by hand, of claims that say what a test is about."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from bot.results import Dispute, Sheet
from db.models import Claim, Decision, Relation, Story
from tests.factories import a_claim, decision
from tests.ui.charts.figures import spread

NAME: Final = "Ferry fire off Hollow Bay"
MADE: Final = datetime(2021, 5, 6, 7, 8, tzinfo=UTC)


def sheet(*claims: Claim, **fields: Any) -> Sheet:  # noqa: ANN401 -- any field
    """Return a sheet of some claims; `fields` sets any field of it."""
    name = fields.pop("name", NAME)
    more = fields.get("more", 0)
    known = {
        "story": Story(id=1, workspace="newsroom", name=name, claims=len(claims) + more),
        "at": MADE,
        "active": len(claims) + more,
        "retracted": 0,
        "speakers": len({claim.speaker for claim in claims}),
        "spreads": (),
        "disputes": (),
        "settled": (),
        "claims": claims,
        "retractions": (),
    }
    return Sheet(**{**known, **fields})


def full() -> Sheet:
    """Return a sheet with something in each of its parts."""
    a = a_claim(id=1, text="12 passengers died.", url="https://wire.example/1", outlet="Wire", outlet_id=4)
    b = a_claim(
        id=2, text="20 passengers died.", speaker="Coast guard", speaker_id=2, quote="a score of dead"
    )
    return sheet(
        a,
        b,
        spreads=(
            spread("12 passengers killed", "20 passengers killed"),
            spread("3 boats lost", thing="boats"),
        ),
        disputes=(dispute([a], [b], "12 is below 20."), dispute([a], [b], "Opposite.", suspected=True)),
        settled=(ruled(a, b, Relation.UNRELATED),),
    )


def dispute(a: Sequence[Claim], b: Sequence[Claim], reason: str = "12 is not 20.", **fields: Any) -> Dispute:  # noqa: ANN401 -- any field
    """Return a contradiction of two sides."""
    return Dispute(a=tuple(a), b=tuple(b), reason=reason, **fields)


def ruled(a: Claim, b: Claim, relation: Relation, reason: str = "two decks") -> Dispute:
    """Return what a moderator decided about two claims."""
    made: Decision = decision((a.id, "a"), (b.id, "b"), relation, reason)
    return dispute([a], [b], reason, decision=made)
