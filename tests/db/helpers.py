"""Steps that the tests of a ledger share."""

from collections.abc import Sequence
from typing import Final

from db.models import Alert, AlertLine, Claim, Entry, Relation
from db.store import Store
from tests.factories import NOON

HOME: Final = "newsroom"


async def add(store: Store, *entries: Entry, workspace: str = HOME) -> Sequence[Claim]:
    """Store claims in one transaction and return them."""
    async with store.write() as writer:
        return [await writer.add(workspace, each, "reporter", NOON) for each in entries]


def ids(claims: Sequence[Claim]) -> list[int]:
    """Return the claims' ids."""
    return [claim.id for claim in claims]


def contradicted(*claims: Claim) -> list[AlertLine]:
    """Return a line of an alert for each claim."""
    return [
        AlertLine(claim_id=claim.id, relation=Relation.CONTRADICTS, suspected=False, reason="12 is not 13")
        for claim in claims
    ]


async def alert(store: Store, claim: Claim, *others: Claim) -> Alert:
    """Store the alert of a claim that contradicts others."""
    async with store.write() as writer:
        return await writer.alert(claim, contradicted(*others), NOON)
