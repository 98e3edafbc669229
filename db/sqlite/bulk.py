"""The claims of an import looked through, for the alerts that they cause and what is suspected of them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from db.models import Claim
from db.sqlite import reading
from db.sqlite.deciding import suspect
from db.sqlite.reading import first_id
from db.sqlite.rows import instant_text, moment_text
from db.sqlite.shared import workspace_id
from db.sqlite.sql import SQL
from db.store import Onlooker, Portion, Seen

_BATCH: Final = 500  # claims looked through in one step


def announce(
    db: sqlite3.Connection,
    stories: Iterable[int],
    first: int,
    at: datetime,
    look: Onlooker,
    limits: tuple[int, int],
) -> Iterator[int]:
    """Store the alerts and suspicions of the claims from `first` on, step by step; yield alerts a step.

    `limits` are how many of the claims before `first` each story's are held against: of each position, and of
    those without figures.
    """
    watched = db.execute(SQL["watched"], {"first": first}).fetchone() is not None
    for found in look(_lots(_portions(db, stories, first, limits))):
        suspicions = [suspicion for one in found for suspicion in one.suspicions]
        if suspicions:
            suspect(db, suspicions)
        alerting = [one for one in found if one.lines]
        if alerting:
            _alert(db, alerting, at, watched=watched)
        yield len(alerting)


def _portions(
    db: sqlite3.Connection, stories: Iterable[int], first: int, limits: tuple[int, int]
) -> Iterator[Portion]:
    """Yield the new claims of some stories, story by story."""
    for story in stories:
        positions, earlier = reading.positions(db, story), _earlier(db, story, first, *limits)
        claims = reading.batch(db, None, story, first - 1, _BATCH)
        yield Portion(claims, True, len(claims) < _BATCH, positions, earlier)
        while len(claims) == _BATCH and (claims := reading.batch(db, None, story, claims[-1].id, _BATCH)):
            yield Portion(claims, False, len(claims) < _BATCH)


def _lots(portions: Iterable[Portion]) -> Iterator[list[Portion]]:
    """Yield portions together until they have about as many claims as are looked through in one step."""
    lot: list[Portion] = []
    for portion in portions:
        lot.append(portion)
        if sum(len(one.claims) for one in lot) >= _BATCH:
            yield lot
            lot = []
    if lot:
        yield lot


def _earlier(db: sqlite3.Connection, story: int, first: int, stating: int, statements: int) -> list[Claim]:
    """Return the active claims of a story from before an import that its claims are held against."""
    if first_id(db, "story_before", {"story": story, "first": first}) is None:
        return []
    asked = {"story": story, "first": first, "stating": stating, "statements": statements}
    return reading.claims_with(db, sorted(row[0] for row in db.execute(SQL["held_against"], asked)))


def _alert(
    db: sqlite3.Connection,
    found: Sequence[Seen],
    at: datetime,
    *,
    watched: bool,
) -> None:
    """Store one alert a claim, with its lines and the messages that it is to become."""
    stored, due = moment_text(at), instant_text(at)
    newest = int(db.execute(SQL["newest_alert"]).fetchone()[0])
    numbered = list(enumerate(found, newest + 1))
    home = workspace_id(db, found[0].claim.workspace)
    db.executemany(
        SQL["add_numbered_alert"],
        [(alert, home, one.claim.id, stored) for alert, one in numbered],
    )
    db.executemany(
        SQL["add_alert_line"],
        [
            (alert, ordinal, line.claim_id, line.relation, int(line.suspected), line.reason)
            for alert, one in numbered
            for ordinal, line in enumerate(one.lines)
        ],
    )
    told = [
        (alert, recipient)
        for alert, one in numbered
        for recipient in (None, *(_watchers(db, one.claim.id) if watched else ()))
    ]
    db.executemany(
        SQL["add_delivery"],
        [(alert, home, recipient, due) for alert, recipient in told],
    )


def _watchers(db: sqlite3.Connection, claim_id: int) -> Iterator[str]:
    return (row[0] for row in db.execute(SQL["watchers"], {"claim": claim_id}))
