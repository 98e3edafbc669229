"""Steps that several changes of the ledger share, each inside the transaction of its caller."""

import sqlite3
from datetime import datetime
from typing import Final

from db.models import Claim, SourceName
from db.sqlite.reading import Values, claims_with, first_id
from db.sqlite.rows import moment_text
from db.sqlite.sql import SQL
from db.store import LedgerError

_KEPT: Final = 200_000  # ids kept at hand


def known_claim(db: sqlite3.Connection, claim_id: int) -> Claim:
    """Return a claim on record; raises LedgerError where there is none."""
    for claim in claims_with(db, [claim_id]):
        return claim
    raise LedgerError(f"there is no claim {claim_id}; `claimdesk story NAME` lists a story's claims")


def inserted(db: sqlite3.Connection, query: str, values: Values) -> int:
    """Return the id of the row that a query inserts."""
    added = db.execute(SQL[query], values).lastrowid
    if added is None:
        raise LedgerError("nothing was stored; begin the change again")
    return added


def workspace_id(db: sqlite3.Connection, name: str) -> int:
    """Return the id of a workspace, which is stored where it is new."""
    known = first_id(db, "workspace_id", {"workspace": name})
    return inserted(db, "add_workspace", {"workspace": name}) if known is None else known


def source_id(db: sqlite3.Connection, home: int, source: SourceName) -> int:
    """Return the id of the source known under a name, which is stored where it is new."""
    values: dict[str, object] = {"workspace": home, "key": source.key}
    known = first_id(db, "source_id", values)
    if known is None:
        known = inserted(db, "add_source", {"workspace": home, "name": source.name})
        db.execute(SQL["add_source_name"], {**values, "source": known, "name": source.name})
    return known


class Ids:
    """Ids of stories, sources and positions, which are stored where they are new; each looked up once."""

    def __init__(self, db: sqlite3.Connection, workspace: str) -> None:
        self.db = db
        self.home = workspace_id(db, workspace)
        self._known: dict[tuple[str, int, object], int] = {}

    def story(self, story: SourceName) -> int:
        """Return the story known under a name."""
        values = {"workspace": self.home, "key": story.key}
        return self._id("story", self.home, story.key, values, {"name": story.name})

    def source(self, source: SourceName) -> int:
        """Return the source known under a name."""
        place = ("source", self.home, source.key)
        if place not in self._known:
            self._remember(place, source_id(self.db, self.home, source))
        return self._known[place]

    def position(self, story_id: int, figures: tuple[bytes, str] | None) -> int | None:
        """Return the position that some figures, as `figures_text` writes them, are in a story."""
        if figures is None:
            return None
        key, text = figures
        return self._id("position", story_id, key, {"story": story_id, "key": key}, {"figures": text})

    def _id(self, kind: str, within: int, key: object, values: Values, further: Values) -> int:
        place = (kind, within, key)
        if place not in self._known:
            known = first_id(self.db, f"{kind}_id", values)
            if known is None:
                known = inserted(self.db, f"add_{kind}", {**values, **further})
            self._remember(place, known)
        return self._known[place]

    def _remember(self, place: tuple[str, int, object], known: int) -> None:
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[place] = known


def record(
    db: sqlite3.Connection,
    claim_id: int,
    actor: str,
    at: datetime,
    action: str,
    before: str | None = None,
    after: str | None = None,
    reason: str | None = None,
    undoes: int | None = None,
) -> None:
    """Write a line of a claim's history; `before` and `after` are JSON."""
    db.execute(
        SQL["add_change"],
        {
            "claim": claim_id,
            "at": moment_text(at),
            "actor": actor,
            "action": action,
            "before": before,
            "after": after,
            "reason": reason,
            "undoes": undoes,
        },
    )
