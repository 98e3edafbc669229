"""The claims of an import looked through, for the alerts that they cause and what is suspected of them."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from db.models import AlertLine, Claim, Position, Suspicion
from db.sqlite import reading
from db.sqlite.deciding import suspect
from db.sqlite.reading import first_id
from db.sqlite.rows import instant_text, moment_text
from db.sqlite.shared import workspace_id
from db.sqlite.sql import SQL
from db.store import Onlooker

_BATCH: Final = 500  # claims looked through in one step


def announce(
    db: sqlite3.Connection,
    stories: Iterable[int],
    first: int,
    at: datetime,
    begin: Callable[[Sequence[Position]], Onlooker],
    limits: tuple[int, int],
) -> Iterator[int]:
    """Store the alerts and suspicions of the claims from `first` on, step by step; yield alerts a step.

    `begin` gives, for a story's positions, whoever looks at its claims in order. `limits` are how many of the
    claims before `first` it is shown: of each position, and of those without figures.
    """
    looked = alerts = 0
    for story in stories:
        watched = first_id(db, "watched", {"story": story}) is not None
        onlooker = begin(reading.positions(db, story))
        for claim in _earlier(db, story, first, *limits):
            onlooker.remember(claim)
        after = first - 1
        while claims := reading.batch(db, None, story, after, _BATCH):
            alerts += _announce(db, claims, at, onlooker, watched=watched)
            after = claims[-1].id
            looked += len(claims)
            if looked >= _BATCH:
                yield alerts
                looked = alerts = 0
    yield alerts


def _earlier(
    db: sqlite3.Connection, story: int, first: int, stating: int, statements: int
) -> Iterator[Claim]:
    """Yield the active claims of a story from before an import that its claims are held against."""
    if first_id(db, "story_before", {"story": story, "first": first}) is None:
        return
    asked = {"story": story, "first": first, "stating": stating, "statements": statements}
    ids = [row[0] for row in db.execute(SQL["held_against"], asked)]
    yield from reading.claims_with(db, sorted(ids))


def _announce(
    db: sqlite3.Connection, claims: Sequence[Claim], at: datetime, onlooker: Onlooker, *, watched: bool
) -> int:
    found: list[tuple[Claim, Sequence[AlertLine]]] = []
    suspicions: list[Suspicion] = []
    for claim in claims:
        lines, suspected = onlooker.look(claim)
        suspicions.extend(suspected)
        if lines:
            found.append((claim, lines))
        onlooker.remember(claim)
    if suspicions:
        suspect(db, suspicions)
    if found:
        _alert(db, found, at, watched=watched)
    return len(found)


def _alert(
    db: sqlite3.Connection,
    found: Sequence[tuple[Claim, Sequence[AlertLine]]],
    at: datetime,
    *,
    watched: bool,
) -> None:
    """Store one alert a claim, with its lines and the messages that it is to become."""
    stored, due = moment_text(at), instant_text(at)
    newest = int(db.execute(SQL["newest_alert"]).fetchone()[0])
    numbered = list(enumerate(found, newest + 1))
    home = workspace_id(db, found[0][0].workspace)
    db.executemany(
        SQL["add_numbered_alert"],
        [(alert, home, claim.id, stored) for alert, (claim, _) in numbered],
    )
    db.executemany(
        SQL["add_alert_line"],
        [
            (alert, ordinal, line.claim_id, line.relation, int(line.suspected), line.reason)
            for alert, (_, lines) in numbered
            for ordinal, line in enumerate(lines)
        ],
    )
    told = [(alert, None) for alert, _ in numbered]
    if watched:
        told += [
            (alert, row[0])
            for alert, (claim, _) in numbered
            for row in db.execute(SQL["watchers"], {"claim": claim.id})
        ]
    db.executemany(
        SQL["add_delivery"],
        [(alert, home, recipient, due) for alert, recipient in told],
    )
