"""The ledger's answers, each one function of a connection; they see one moment of the ledger."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from db.models import (
    Change,
    Claim,
    Decision,
    Entry,
    Position,
    SourceChange,
    SourceName,
    Story,
    Suspicion,
)
from db.sqlite.rows import (
    AFTER_ALL,
    Row,
    change_of,
    claim_of,
    decision_of,
    position_of,
    source_change_of,
    story_of,
    suspicion_of,
)
from db.sqlite.sql import SQL
from db.store import Beside

Values = Mapping[str, object]

_LAST_ID: Final = 2**63 - 1
_REVISION: Final = 9  # column of `newest_source_change`: the newest change of a claim at the time


def claims_with(db: sqlite3.Connection, ids: Iterable[int]) -> list[Claim]:
    """Return the claims with these ids, in the order asked; unknown ids are left out."""
    asked = list(ids)
    found = {row[0]: claim_of(row) for row in db.execute(SQL["claims"], {"ids": json.dumps(asked)})}
    return [found[claim_id] for claim_id in asked if claim_id in found]


def first_id(db: sqlite3.Connection, query: str, values: Values) -> int | None:
    """Return the id in the first row of a query's answer, None where there is no row."""
    row = db.execute(SQL[query], values).fetchone()
    return None if row is None else int(row[0])


def _claims_of(db: sqlite3.Connection, query: str, values: Values) -> list[Claim]:
    return claims_with(db, [row[0] for row in db.execute(SQL[query], values)])


def _first_claims(
    db: sqlite3.Connection, query: str, keys: Iterable[int], limit: int, values: Values
) -> list[Claim]:
    """Return the first claims over several keys; `values["last"]` sorts after all of them.

    Each key's rows come from an index in order, and none is read that sorts after `limit` found before.
    """
    first: list[Row] = []
    last = values["last"]
    for key in set(keys):
        found = db.execute(SQL[query], {**values, "key": key, "last": last, "limit": limit}).fetchall()
        if found:
            first = sorted(first + found)[:limit]
            last = first[-1][0] if len(first) == limit else last
    return claims_with(db, [row[1] for row in first])


def revision(db: sqlite3.Connection) -> int:
    """Return the id of the newest change."""
    return int(db.execute(SQL["revision"]).fetchone()[0])


def changed_since(db: sqlite3.Connection, after: int, limit: int) -> list[tuple[int, Claim]]:
    """Return (change id, claim) for the newest change of each claim after a revision, oldest first."""
    rows = db.execute(SQL["changed_since"], {"revision": after, "limit": limit}).fetchall()
    return list(zip([row[0] for row in rows], claims_with(db, [row[1] for row in rows]), strict=True))


def claims(db: sqlite3.Connection, workspace: str, ids: Sequence[int]) -> list[Claim]:
    """Return a workspace's claims with these ids, in the order asked."""
    return _claims_of(db, "claims_of_workspace", {"ids": json.dumps(ids), "workspace": workspace})


def duplicate(db: sqlite3.Connection, workspace: str, entry: Entry) -> Claim | None:
    """Return the claim with the entry's story, speaker, outlet and statement, unless withdrawn."""
    home = first_id(db, "workspace_id", {"workspace": workspace})
    story_id = first_id(db, "story_id", {"workspace": home, "key": entry.story_key})
    speaker = _source_id(db, home, entry.speaker)
    outlet = None if entry.outlet is None else _source_id(db, home, entry.outlet)
    if story_id is None or speaker is None or (entry.outlet is not None and outlet is None):
        return None
    same = {"story": story_id, "statement": entry.statement, "speaker": speaker, "outlet": outlet}
    return next(iter(_claims_of(db, "same_statement", {**same, "besides": 0})), None)


def _source_id(db: sqlite3.Connection, home: int | None, source: SourceName) -> int | None:
    return first_id(db, "source_id", {"workspace": home, "key": source.key})


def batch(
    db: sqlite3.Connection, workspace: str | None, story_id: int | None, after: int, limit: int
) -> list[Claim]:
    """Return the next claims by id after `after`, of a workspace, a story, or all."""
    values = {"workspace": workspace, "story": story_id, "after": after, "limit": limit}
    if story_id is not None:
        return _claims_of(db, "every_claim_of_story", values)
    return _claims_of(db, "every_claim" if workspace is None else "every_claim_of_workspace", values)


def count(db: sqlite3.Connection, workspace: str | None) -> int:
    """Return how many claims a workspace, or the ledger, holds."""
    query = "count" if workspace is None else "count_of_workspace"
    return int(db.execute(SQL[query], {"workspace": workspace}).fetchone()[0])


def story(db: sqlite3.Connection, workspace: str, key: str) -> Story | None:
    """Return the story with this key."""
    row = db.execute(SQL["story"], {"workspace": workspace, "key": key}).fetchone()
    return None if row is None else story_of(row)


def story_by_id(db: sqlite3.Connection, workspace: str, story_id: int) -> Story | None:
    """Return a workspace's story with this number."""
    row = db.execute(SQL["story_by_id"], {"workspace": workspace, "story": story_id}).fetchone()
    return None if row is None else story_of(row)


def stories(db: sqlite3.Connection, workspace: str, ids: Sequence[int] | None) -> list[Story]:
    """Return the stories with a claim not withdrawn, by name."""
    query = "stories" if ids is None else "stories_of"
    return [story_of(row) for row in db.execute(SQL[query], {"workspace": workspace, "ids": json.dumps(ids)})]


def positions(db: sqlite3.Connection, story_id: int) -> list[Position]:
    """Return the positions that a story's active claims take."""
    return [position_of(row) for row in db.execute(SQL["positions"], {"story": story_id})]


def claims_at(db: sqlite3.Connection, position_ids: Sequence[int], limit: int) -> list[Claim]:
    """Return the first active claims that state these positions, earliest first."""
    return _first_claims(db, "claims_at", position_ids, limit, {"last": AFTER_ALL})


def claims_of_story(db: sqlite3.Connection, story_id: int, limit: int) -> list[Claim]:
    """Return a story's claims that aren't withdrawn, the earliest first; a day after its instants."""
    return _claims_of(db, "claims_of_story", {"story": story_id, "limit": limit})


def claims_by(db: sqlite3.Connection, story_id: int, speaker_ids: Sequence[int], limit: int) -> list[Claim]:
    """Return the first active claims of a story by these speakers, by id."""
    return _first_claims(db, "claims_by", speaker_ids, limit, {"story": story_id, "last": _LAST_ID})


def claims_as_of(db: sqlite3.Connection, story_id: int, limit: int) -> list[Claim]:
    """Return active claims that name their moment, by id."""
    return _claims_of(db, "claims_as_of", {"story": story_id, "limit": limit})


def statements(db: sqlite3.Connection, story_id: int, limit: int) -> list[Claim]:
    """Return active claims without a figure, newest first."""
    return _claims_of(db, "statements", {"story": story_id, "limit": limit})


def history(db: sqlite3.Connection, workspace: str, claim_id: int) -> list[Change]:
    """Return a claim's changes, oldest first."""
    return [change_of(row) for row in db.execute(SQL["history"], {"workspace": workspace, "claim": claim_id})]


def newest_claims(db: sqlite3.Connection, workspace: str, limit: int) -> list[Claim]:
    """Return the claims not withdrawn that were added last, newest first."""
    return _claims_of(db, "newest_claims", {"workspace": workspace, "limit": limit})


def newest_change(db: sqlite3.Connection, workspace: str, actor: str) -> Change | SourceChange | None:
    """Return somebody's newest change of a claim or a source that is no undoing and not undone."""
    asked = {"workspace": workspace, "actor": actor}
    of_claim = db.execute(SQL["newest_change"], asked).fetchone()
    of_source = db.execute(SQL["newest_source_change"], asked).fetchone()
    if of_source is not None and (of_claim is None or of_source[_REVISION] >= of_claim[0]):
        return source_change_of(of_source)
    return None if of_claim is None else change_of(of_claim)


def story_decisions(db: sqlite3.Connection, story_id: int) -> list[Decision]:
    """Return the decisions between a story's active claims that hold."""
    return [decision_of(row) for row in db.execute(SQL["story_decisions"], {"story": story_id})]


def beside(
    db: sqlite3.Connection, claim_id: int, position_groups: Sequence[Sequence[int]], limit: int
) -> Beside:
    """Return what is suspected and decided about a claim, and the claims of that and of some positions."""
    suspicions = [suspicion_of(row) for row in db.execute(SQL["suspicions"], {"claim": claim_id})]
    decisions = [decision_of(row) for row in db.execute(SQL["decisions"], {"claim": claim_id})]
    found = [claim for group in position_groups for claim in claims_at(db, group, limit)]
    pairs = {suspicion.b for suspicion in suspicions} | {decision.b for decision in decisions}
    others = pairs - {claim.id for claim in found}
    return Beside(suspicions, decisions, [*found, *(claims_with(db, sorted(others)) if others else ())])


def story_suspicions(db: sqlite3.Connection, story_id: int, limit: int) -> list[Suspicion]:
    """Return the first contradictions suspected between a story's active claims."""
    found = db.execute(SQL["story_suspicions"], {"story": story_id, "limit": limit})
    return [suspicion_of(row) for row in found]


def suspicions(db: sqlite3.Connection, pairs: Sequence[tuple[int, int]]) -> list[Suspicion]:
    """Return what is suspected of pairs of claims, the lower id first."""
    found = db.execute(SQL["suspicions_between"], {"pairs": json.dumps(pairs)})
    return [suspicion_of(row) for row in found]
