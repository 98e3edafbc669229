"""Claims stored: one of them, or many in few statements."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from db.models import Claim, Entry, Status
from db.sqlite.reading import first_id
from db.sqlite.rows import moment_text, written
from db.sqlite.shared import Ids, inserted, known_claim, record
from db.sqlite.sql import SQL, columns, repeated
from db.sqlite.writing import claim_values, identity, rate, refuse_second, store_ratings, store_via
from db.store import Stored, Written

_TOGETHER: Final = 50  # rows of one statement: SQLite takes no more than 999 values everywhere


def add(db: sqlite3.Connection, workspace: str, entry: Entry, actor: str, at: datetime) -> Claim:
    """Store a claim; raises LedgerError where it is on record already."""
    ids = Ids(db, workspace)
    claim = written(entry)
    values = claim_values(ids, claim)
    refuse_second(db, identity(values), entry.draft.status, besides=0)
    return known_claim(db, _insert(ids, values, claim, actor, at))


def add_new(ids: Ids, claims: Sequence[Written], actor: str, at: datetime) -> list[Stored | None]:
    """Store those of some claims that are not on record yet; None stands for each that is.

    Ratings that a claim on record lacks are stored beside its own.
    """
    rows = [claim_values(ids, claim) for claim in claims]
    asked = json.dumps([identity(row) for row in rows], ensure_ascii=False)
    known = {row[0] for row in ids.db.execute(SQL["on_record"], {"asked": asked})}
    many = _Many(ids, actor, at)
    stored: list[Stored | None] = []
    for number, (row, claim) in enumerate(zip(rows, claims, strict=True)):
        if number in known or identity(row) in many.met:
            many.store()
            stored.append(_add_unless_known(ids, row, claim, actor, at))
        else:
            stored.append(many.add(row, claim))
    many.store()
    return stored


class _Many:
    """Claims that differ from each other and from all on record, until they are stored together."""

    def __init__(self, ids: Ids, actor: str, at: datetime) -> None:
        self._ids = ids
        self._added = {"workspace": ids.home, "added_at": moment_text(at)}
        self._change = {
            "at": moment_text(at),
            "actor": actor,
            "action": "add",
            "before": None,
            "reason": None,
            "undoes": None,
        }
        self.met: set[tuple[object, ...]] = set()  # identities of all that waited or wait
        self._waiting: list[tuple[dict[str, object], Written]] = []
        self._first = 0  # id of the first one that waits

    def add(self, row: dict[str, object], claim: Written) -> Stored:
        """Have a claim wait, under the id that it will have."""
        db = self._ids.db
        if not self._waiting:
            self._first = 1 + int(db.execute(SQL["newest_claim"]).fetchone()[0])
        claim_id = self._first + len(self._waiting)
        self._waiting.append(({**row, "id": claim_id, **self._added}, claim))
        self.met.add(identity(row))
        return Stored(claim_id, self._ids.story(claim.story))

    def store(self) -> None:
        """Store those that wait, with the first lines of their histories."""
        db, waiting = self._ids.db, list(enumerate(self._waiting, self._first))
        _insert_all(db, "add_claim", [row for _, (row, _) in waiting])
        for claim_id, (_, claim) in waiting:
            store_via(self._ids, claim_id, claim.via)
            store_ratings(db, claim_id, claim.ratings)
        changes = [{**self._change, "claim": claim_id, "after": one.draft} for claim_id, (_, one) in waiting]
        _insert_all(db, "add_change", changes)
        self._waiting.clear()


def _insert_all(db: sqlite3.Connection, query: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, many of them by one statement."""
    names = columns(query)
    for begun in range(0, len(rows), _TOGETHER):
        some = rows[begun : begun + _TOGETHER]
        values = [row[name] for row in some for name in names]
        db.execute(repeated(query, len(some)), values)


def _add_unless_known(
    ids: Ids, values: dict[str, object], claim: Written, actor: str, at: datetime
) -> Stored | None:
    story_id, statement, speaker, outlet = identity(values)
    same = {"story": story_id, "statement": statement, "speaker": speaker, "outlet": outlet, "besides": 0}
    known = first_id(ids.db, "same_statement", same)
    if known is not None:
        rated = bool(claim.ratings) and rate(ids.db, known, claim.ratings, actor, at)
        return Stored(known, ids.story(claim.story), rated=True) if rated else None
    if claim.status == Status.WITHDRAWN and first_id(ids.db, "same_withdrawn", same) is not None:
        return None
    return Stored(_insert(ids, values, claim, actor, at), ids.story(claim.story))


def _insert(ids: Ids, values: dict[str, object], claim: Written, actor: str, at: datetime) -> int:
    added = {**values, "id": None, "workspace": ids.home, "added_at": moment_text(at)}
    claim_id = inserted(ids.db, "add_claim", added)
    store_via(ids, claim_id, claim.via)
    store_ratings(ids.db, claim_id, claim.ratings)
    record(ids.db, claim_id, actor, at, "add", after=claim.draft)
    return claim_id
