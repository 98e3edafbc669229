"""Steps that the tests of a ledger share."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from db.models import Alert, AlertLine, AlertState, Claim, Entry, Relation
from db.store import Listed, Store
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


async def settle(store: Store, made: Alert, *states: AlertState) -> Alert:
    """Give the first lines of an alert these states, and return the alert as it is then."""
    lines = [
        Listed(made.id, made.claim_id, line.model_copy(update={"state": state}))
        for line, state in zip(made.lines, states, strict=False)
    ]
    async with store.write() as writer:
        await writer.correct(lines)
    found = await store.alert_by_id(made.workspace, made.id)
    assert found is not None
    return found


def overwrite(path: Path, content: bytes) -> None:
    """Put other bytes in a file's place; who still has the file open or mapped keeps what it was."""
    other = path.with_name(f"{path.name}.other")
    other.write_bytes(content)
    other.replace(path)
