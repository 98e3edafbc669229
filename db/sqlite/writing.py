"""Changes of claims, each one function of a connection that is inside a transaction."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from db.models import MAX_RATINGS, Claim, ClaimDraft, Entry, Figure, Rating, Status
from db.sqlite.reading import first_id
from db.sqlite.rows import earliest_key, moment_text
from db.sqlite.shared import Ids, inserted, known_claim, record
from db.sqlite.sql import SQL
from db.store import LedgerError, Stored

_ACTIONS = {Status.ACTIVE: "reinstate", Status.RETRACTED: "retract", Status.WITHDRAWN: "withdraw"}


def add(db: sqlite3.Connection, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
    """Store a claim; raises LedgerError where it is on record already."""
    ids = Ids(db, workspace)
    values = _claim_values(ids, entry)
    _refuse_second(db, _identity(values), entry.draft.status, besides=0)
    return known_claim(db, _insert(ids, values, entry, actor, at))


def add_new(ids: Ids, entries: Iterable[Entry], actor: str, at: datetime) -> list[Stored | None]:
    """Store those of some claims that are not on record yet; None stands for each that is.

    Ratings that a claim on record lacks are stored beside its own.
    """
    return [_add_new(ids, entry, actor, at) for entry in entries]


def _add_new(ids: Ids, entry: Entry, actor: str, at: datetime) -> Stored | None:
    values = _claim_values(ids, entry)
    story_id, statement, speaker, outlet = _identity(values)
    same = {"story": story_id, "statement": statement, "speaker": speaker, "outlet": outlet, "besides": 0}
    known = first_id(ids.db, "same_statement", same)
    if known is not None:
        rated = bool(entry.draft.ratings) and _rate(ids.db, known, entry.draft.ratings, actor, at)
        return Stored(known, ids.story(entry), rated=True) if rated else None
    if entry.draft.status is Status.WITHDRAWN and first_id(ids.db, "same_withdrawn", same) is not None:
        return None
    return Stored(_insert(ids, values, entry, actor, at), ids.story(entry))


def _insert(ids: Ids, values: dict[str, object], entry: Entry, actor: str, at: datetime) -> int:
    added = {**values, "workspace": ids.home, "added_at": moment_text(at)}
    claim_id = inserted(ids.db, "add_claim", added)
    _store_via(ids, claim_id, entry)
    _store_ratings(ids.db, claim_id, entry.draft.ratings)
    record(ids.db, claim_id, actor, at, "add", after=_json(entry.draft))
    return claim_id


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
    values = _claim_values(ids, entry)
    if _identity(values) != (before.story_id, before.statement, before.speaker_id, before.outlet_id):
        _refuse_second(db, _identity(values), entry.draft.status, besides=claim_id)
    db.execute(SQL["replace_claim"], {**values, "id": claim_id})
    db.execute(SQL["drop_via"], {"id": claim_id})
    _store_via(ids, claim_id, entry)
    if entry.draft.ratings != before.ratings:
        db.execute(SQL["drop_ratings"], {"id": claim_id})
        _store_ratings(db, claim_id, entry.draft.ratings)
    db.execute(SQL["drop_suspicions"], {"id": claim_id})
    if values["story"] != before.story_id:
        db.execute(SQL["move_decisions"], {"id": claim_id, "story": values["story"]})
    claim = known_claim(db, claim_id)
    record(db, claim_id, actor, at, "edit", _json(before.draft()), _json(claim.draft()), reason, undoes)
    return claim


def reread(db: sqlite3.Connection, claim_id: int, figures: Sequence[Figure]) -> None:
    """Give a claim the figures that its text is now read to state; no change of what it says."""
    claim = known_claim(db, claim_id)
    position = Ids(db, claim.workspace).position(claim.story_id, figures)
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
        _refuse_second(db, same, status, besides=claim_id)
    db.execute(SQL["set_status"], {"id": claim_id, "status": status.value})
    claim = known_claim(db, claim_id)
    written = _json(before.draft()), _json(claim.draft())
    record(db, claim_id, actor, at, _ACTIONS[status], *written, reason, undoes)
    return claim


def _json(draft: ClaimDraft) -> str:
    return draft.model_dump_json()


def _claim_values(ids: Ids, entry: Entry) -> dict[str, object]:
    draft = entry.draft
    story = ids.story(entry)
    return {
        "story": story,
        "text": draft.text,
        "quote": draft.quote,
        "speaker": draft.speaker,
        "speaker_id": ids.source(entry.speaker),
        "outlet": draft.outlet,
        "outlet_id": None if entry.outlet is None else ids.source(entry.outlet),
        "url": draft.url,
        "said_at": moment_text(draft.said_at),
        "published_at": moment_text(draft.published_at),
        "as_of": moment_text(draft.as_of),
        "language": draft.language,
        "status": draft.status.value,
        "statement": entry.statement,
        "position": ids.position(story, entry.figures),
        "earliest": earliest_key(draft.said_at, draft.published_at),
    }


def _identity(values: dict[str, object]) -> tuple[object, ...]:
    return values["story"], values["statement"], values["speaker_id"], values["outlet_id"]


def _refuse_second(
    db: sqlite3.Connection, identity: tuple[object, ...], status: Status, besides: int
) -> None:
    story_id, statement, speaker, outlet = identity
    same = {"story": story_id, "statement": statement, "speaker": speaker, "outlet": outlet}
    known = first_id(db, "same_statement", {**same, "besides": besides})
    if known is not None and status is not Status.WITHDRAWN:
        raise LedgerError(f"this is on record as claim {known}; edit that one instead")


def _store_via(ids: Ids, claim_id: int, entry: Entry) -> None:
    passed_on = enumerate(zip(entry.via, entry.draft.via, strict=True))
    for ordinal, (source, written) in passed_on:
        ids.db.execute(SQL["add_via"], (claim_id, ordinal, ids.source(source), written))


def _store_ratings(db: sqlite3.Connection, claim_id: int, ratings: Sequence[Rating], first: int = 0) -> None:
    """Store ratings of a claim, counted from `first`."""
    for ordinal, one in enumerate(ratings, start=first):
        published = moment_text(one.published_at)
        db.execute(SQL["add_rating"], (claim_id, ordinal, one.publisher, one.rating, one.url, published))


def _rate(db: sqlite3.Connection, claim_id: int, ratings: Iterable[Rating], actor: str, at: datetime) -> bool:
    """Store the ratings that a claim lacks, up to the limit; return whether there was one."""
    before = known_claim(db, claim_id)
    lacking = [one for one in ratings if one not in before.ratings][: MAX_RATINGS - len(before.ratings)]
    if not lacking:
        return False
    _store_ratings(db, claim_id, lacking, first=len(before.ratings))
    after = before.model_copy(update={"ratings": (*before.ratings, *lacking)})
    record(db, claim_id, actor, at, "rate", _json(before.draft()), _json(after.draft()))
    return True
