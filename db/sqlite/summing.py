"""What a ledger answers about one story as a whole."""

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby

from db.models import Claim, Status
from db.sqlite.reading import claims_with
from db.sqlite.sql import SQL


def by_status(db: sqlite3.Connection, story_id: int) -> dict[Status, int]:
    """Return how many claims of a story have each status."""
    return {Status(status): count for status, count in db.execute(SQL["by_status"], {"story": story_id})}


def retracted(db: sqlite3.Connection, story_id: int, limit: int) -> list[Claim]:
    """Return retracted claims of a story, those said or published first."""
    found = db.execute(SQL["retracted"], {"story": story_id, "limit": limit})
    return claims_with(db, [row[0] for row in found])


def voices(db: sqlite3.Connection, story_id: int, limit: int, passed_on: Sequence[int] | None) -> list[Claim]:
    """Return the first active claim of each speaker, or of each way in which some speakers' reached us."""
    asked = {"story": story_id, "limit": limit}
    if passed_on is None:
        found = db.execute(SQL["voices"], asked)
    else:
        found = db.execute(SQL["voices_passed_on"], {**asked, "speakers": json.dumps(passed_on)})
    return claims_with(db, [row[0] for row in found])


def worded(db: sqlite3.Connection, story_id: int) -> list[list[int]]:
    """Return the ids of a story's claims, those of one speaker in the same words together."""
    found = db.execute(SQL["worded"], {"story": story_id})
    return [[row[1] for row in rows] for _, rows in groupby(found, key=lambda row: row[0])]
