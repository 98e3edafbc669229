"""A story to work with: a ferry that sank, and what was said about it."""

from typing import Any, Final

from bot.desk import LOCAL, Desk
from db.models import AlertState, ClaimDraft, Relation

STORY: Final = "Ferry sinking off Port Kessel, 4 May 2021"
ACTOR: Final = "moderator"


def draft(text: str, speaker: str = "Coast guard", **fields: Any) -> ClaimDraft:  # noqa: ANN401 -- any field
    """Return a claim about the ferry, unless told otherwise."""
    return ClaimDraft(**{"story": STORY, "text": text, "speaker": speaker, **fields})


async def add(
    desk: Desk,
    text: str,
    speaker: str = "Coast guard",
    actor: str = ACTOR,
    **fields: Any,  # noqa: ANN401 -- any field
) -> int:
    """Add a claim and return its id."""
    return (await desk.add(LOCAL, draft(text, speaker, **fields), actor=actor)).claim.id


async def toll(desk: Desk) -> dict[str, int]:
    """Add four claims about one toll and return their ids."""
    return {
        "guard": await add(desk, "The ferry went down with 41 passengers killed.", said_at="2021-05-04"),
        "harbour": await add(
            desk,
            "Forty-one passengers died, the harbour office says.",
            "Harbour office",
            said_at="2021-05-05",
        ),
        "union": await add(desk, "At least 60 passengers died.", "Seafarers' union", said_at="2021-05-05"),
        "mayor": await add(
            desk, "At least 20 passengers were killed.", "Mayor of Port Kessel", said_at="2021-05-04"
        ),
    }


async def contradicted(desk: Desk, claim_id: int) -> set[int]:
    """Return the claims that contradict one."""
    view = await desk.claim(LOCAL, claim_id)
    return {related.claim.id for related in view.related if related.relation is Relation.CONTRADICTS}


async def states(desk: Desk) -> list[AlertState]:
    """Return the states of all alerts, oldest first."""
    return [alert.state for alert in reversed(await desk.alerts(LOCAL))]
