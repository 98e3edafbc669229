"""Changes of claims, each one function of a connection that is inside a transaction."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from db.models import MAX_RATINGS, Claim, ClaimDraft, Entry, Figure, Rating, SourceName, Status
from db.sqlite.reading import first_id
from db.sqlite.rows import figures_text, moment_text, written
from db.sqlite.shared import Ids, known_claim, record
from db.sqlite.sql import SQL
from db.store import LedgerError, Written

_ACTIONS = {Status.ACTIVE: "reinstate", Status.RETRACTED: "retract", Status.WITHDRAWN: "withdraw"}


def replace(
    db: sqlite3.Connection,
    claim_id: int,
    entry: Entry,
    actor: str,
    at: datetime,
    reason: str | None,
    undoes: int | None,
) -> Claim:
    """Store a claim anew under its id; raises LedgerError where that makes it another one's double."""
    before = known_claim(db, claim_id)
    ids = Ids(db, before.workspace)
    values = claim_values(ids, written(entry))
    if identity(values) != (before.story_id, before.statement, before.speaker_id, before.outlet_id):
        refuse_second(db, identity(values), entry.draft.status, besides=claim_id)
    db.execute(SQL["replace_claim"], {**values, "id": claim_id})
    db.execute(SQL["drop_via"], {"id": claim_id})
    store_via(ids, claim_id, entry.via)
    if entry.draft.ratings != before.ratings:
        db.execute(SQL["drop_ratings"], {"id": claim_id})
        store_ratings(db, claim_id, entry.draft.ratings)
    db.execute(SQL["drop_suspicions"], {"id": claim_id})
    if values["story"] != before.story_id:
        db.execute(SQL["move_decisions"], {"id": claim_id, "story": values["story"]})
    claim = known_claim(db, claim_id)
    record(
        db, claim_id, actor, at, "edit", draft_json(before.draft()), draft_json(claim.draft()), reason, undoes
    )
    return claim


def reread(db: sqlite3.Connection, claim_id: int, figures: Sequence[Figure]) -> None:
    """Give a claim the figures that its text is now read to state; no change of what it says."""
    claim = known_claim(db, claim_id)
    position = Ids(db, claim.workspace).position(claim.story_id, figures_text(figures) if figures else None)
    db.execute(SQL["set_position"], {"id": claim_id, "position": position})


def set_status(
    db: sqlite3.Connection,
    claim_id: int,
    status: Status,
    actor: str,
    at: datetime,
    reason: str | None,
    undoes: int | None,
) -> Claim:
    """Set a claim's status; raises LedgerError where the same claim was stored while it was withdrawn."""
    before = known_claim(db, claim_id)
    if before.status is Status.WITHDRAWN:
        same = (before.story_id, before.statement, before.speaker_id, before.outlet_id)
        refuse_second(db, same, status, besides=claim_id)
    db.execute(SQL["set_status"], {"id": claim_id, "status": status.value})
    claim = known_claim(db, claim_id)
    written = draft_json(before.draft()), draft_json(claim.draft())
    record(db, claim_id, actor, at, _ACTIONS[status], *written, reason, undoes)
    return claim


def draft_json(draft: ClaimDraft) -> str:
    """Return a claim as a line of the import format."""
    return draft.model_dump_json()


def claim_values(ids: Ids, claim: Written) -> dict[str, object]:
    """Return what the columns of a claim take, by their names in the queries."""
    story = ids.story(claim.story)
    return {
        "story": story,
        "text": claim.text,
        "quote": claim.quote,
        "speaker": claim.speaker.name,
        "speaker_id": ids.source(claim.speaker),
        "outlet": None if claim.outlet is None else claim.outlet.name,
        "outlet_id": None if claim.outlet is None else ids.source(claim.outlet),
        "url": claim.url,
        "said_at": claim.said_at,
        "published_at": claim.published_at,
        "as_of": claim.as_of,
        "language": claim.language,
        "status": claim.status,
        "statement": claim.statement,
        "position": ids.position(story, claim.position),
        "earliest": claim.earliest,
    }


def identity(values: Mapping[str, object]) -> tuple[object, ...]:
    """Return what makes two claims the same one: story, statement, speaker and outlet."""
    return values["story"], values["statement"], values["speaker_id"], values["outlet_id"]


def refuse_second(db: sqlite3.Connection, same_as: tuple[object, ...], status: Status, besides: int) -> None:
    """Raise LedgerError where the same claim is on record under another id than `besides`."""
    story_id, statement, speaker, outlet = same_as
    same = {"story": story_id, "statement": statement, "speaker": speaker, "outlet": outlet}
    known = first_id(db, "same_statement", {**same, "besides": besides})
    if known is not None and status is not Status.WITHDRAWN:
        raise LedgerError(f"this is on record as claim {known}; edit that one instead")


def store_via(ids: Ids, claim_id: int, via: Iterable[SourceName]) -> None:
    """Store by whom a claim was passed on, nearest the speaker first."""
    for ordinal, source in enumerate(via):
        ids.db.execute(SQL["add_via"], (claim_id, ordinal, ids.source(source), source.name))


def store_ratings(db: sqlite3.Connection, claim_id: int, ratings: Sequence[Rating], first: int = 0) -> None:
    """Store ratings of a claim, counted from `first`."""
    for ordinal, one in enumerate(ratings, start=first):
        published = moment_text(one.published_at)
        db.execute(SQL["add_rating"], (claim_id, ordinal, one.publisher, one.rating, one.url, published))


def rate(db: sqlite3.Connection, claim_id: int, ratings: Iterable[Rating], actor: str, at: datetime) -> bool:
    """Store the ratings that a claim lacks, up to the limit; return whether there was one."""
    before = known_claim(db, claim_id)
    lacking = [one for one in ratings if one not in before.ratings][: MAX_RATINGS - len(before.ratings)]
    if not lacking:
        return False
    store_ratings(db, claim_id, lacking, first=len(before.ratings))
    after = before.model_copy(update={"ratings": (*before.ratings, *lacking)})
    record(db, claim_id, actor, at, "rate", draft_json(before.draft()), draft_json(after.draft()))
    return True
