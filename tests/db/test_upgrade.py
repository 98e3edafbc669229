"""A ledger of an older version is brought to the newest one with everything that it held."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.models import AlertState, Change, Status, WatchKind
from db.sqlite.migrating import migrations
from db.sqlite.opening import open_writer
from db.sqlite.store import SqliteStore
from db.store import LedgerError
from tests.db.helpers import HOME, contradicted
from tests.factories import NOON, entry, figure

# What a newsroom of version 1 held: three claims, one of them withdrawn, with all that may stand beside them.
VERSION_1 = """
INSERT INTO workspace (id, name) VALUES (1, 'newsroom');
INSERT INTO story (id, workspace_id, key, name) VALUES (1, 1, 'ferry fire', 'Ferry fire');
INSERT INTO source (id, workspace_id, name) VALUES (1, 1, 'Harbour Office'), (2, 1, 'Evening Post');
INSERT INTO source_name (workspace_id, key, source_id, name)
VALUES
    (1, 'harbour office', 1, 'Harbour Office'), (1, 'ho', 1, 'HO'), (1, 'evening post', 2, 'Evening Post');
INSERT INTO position (id, story_id, key, figures)
VALUES (1, 1, x'00', '[{"high":"12","low":"12","qualifier":"exact"}]');
INSERT INTO claim (
    id, workspace_id, story_id, text, speaker, speaker_id, outlet, outlet_id, language, status, added_at,
    statement, position_id, earliest
)
VALUES
    (1, 1, 1, 'a', 'HO', 1, 'Evening Post', 2, 'en', 'active', '2024-05-01T12:00:00Z', 'a', 1, '~ ~'),
    (2, 1, 1, 'b', 'HO', 1, NULL, NULL, 'en', 'active', '2024-05-01T12:00:00Z', 'b', NULL, '~ ~'),
    (3, 1, 1, 'c', 'HO', 1, NULL, NULL, 'en', 'withdrawn', '2024-05-01T12:00:00Z', 'c', NULL, '~ ~');
INSERT INTO claim_via (claim_id, ordinal, source_id, name) VALUES (2, 0, 2, 'Evening Post');
INSERT INTO change (claim_id, at, actor, action, after)
VALUES (1, '2024-05-01T12:00:00Z', 'ann', 'add', '{}'), (2, '2024-05-01T12:00:00Z', 'ann', 'add', '{}');
INSERT INTO change (claim_id, at, actor, action, after, reason)
VALUES
    (1, '2024-05-01T12:00:00Z', 'ann', 'decide', '{"claim": 2, "relation": "agrees", "reason": "x"}', 'x'),
    (2, '2024-05-01T12:00:00Z', 'ann', 'decide', '{"claim": 1, "relation": "agrees", "reason": "x"}', 'x');
INSERT INTO decision (a, b, story_id, relation, reason, actor, at, statement_a, statement_b)
VALUES (1, 2, 1, 'agrees', 'x', 'ann', '2024-05-01T12:00:00Z', 'a', 'b');
INSERT INTO suspicion (a, b, story_id, relation, reason) VALUES (1, 2, 1, 'contradicts', 'denied');
INSERT INTO alert (id, workspace_id, claim_id, at, state)
VALUES (1, 1, 2, '2024-05-01T12:00:00Z', 'waiting'), (2, 1, 3, '2024-05-01T12:00:00Z', 'dismissed');
INSERT INTO alert_line (alert_id, ordinal, claim_id, relation, suspected, reason, state)
VALUES
    (1, 0, 1, 'contradicts', 0, '12 is not 13', 'waiting'),
    (2, 0, 1, 'contradicts', 0, '12 is not 13', 'waiting');
INSERT INTO watch (workspace_id, kind, name, watcher) VALUES (1, 'everything', '', 'eve');
INSERT INTO meta (key, value) VALUES ('reader', 'words');
"""


def make(path: Path, script: str = VERSION_1) -> dict[str, list[tuple[object, ...]]]:
    """Make a ledger of version 1, filled by a script, and return the rows of every table."""
    with closing(open_writer(path, migrations()[:1])) as db:
        db.executescript(script)
        return rows(db)


def rows(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table, by its name."""
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608


async def test_nothing_is_lost(ledger_path: Path) -> None:
    """Every row of a version-1 ledger is there afterwards with the same values, and the file is sound."""
    before = make(ledger_path)
    store = await SqliteStore.open(ledger_path)
    await store.close()
    with closing(sqlite3.connect(ledger_path)) as db:
        after = rows(db)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
    before["alert_line"][1] = (*before["alert_line"][1][:-1], "dismissed")
    del after["migration"][1:]
    for table, held in before.items():
        assert [row[: len(old)] for row, old in zip(after[table], held, strict=True)] == held, table
    assert {name for name, held in after.items() if name not in before and held} == set()


async def test_an_older_ledger_answers_and_goes_on(ledger_path: Path) -> None:
    """Claims, names, decisions, alerts and watches read as before, and every new change works on them."""
    make(ledger_path)
    store = await SqliteStore.open(ledger_path)
    first, second, gone = await store.claims(HOME, [1, 2, 3])
    assert (first.text, first.figures, first.outlet) == ("a", (figure(start=0, end=0),), "Evening Post")
    assert (second.via, gone.status) == (("Evening Post",), Status.WITHDRAWN)
    assert [(source.name, source.aliases) for source in await store.sources(HOME)] == [
        ("Evening Post", ()),
        ("Harbour Office", ("HO",)),
    ]
    assert [watch.kind for watch in await store.watches(HOME)] == [WatchKind.EVERYTHING]
    dismissed, waiting = await store.alerts(HOME, 9)
    assert (waiting.state, waiting.version, waiting.lines[0].state) == (
        AlertState.WAITING,
        1,
        AlertState.WAITING,
    )
    assert (dismissed.state, dismissed.lines[0].state) == (AlertState.DISMISSED, AlertState.DISMISSED)
    change = await store.newest_change(HOME, "ann")
    async with store.write() as writer:
        await writer.undecide((await writer.history(HOME, 1))[-1], "ann", NOON)
        await writer.set_status(gone, Status.ACTIVE, "ann", NOON)
        await writer.add(HOME, entry("d", speaker="HO"), "ann", NOON)
    assert change == (await store.history(HOME, 2))[1]
    assert (await store.beside(1)).decisions == []
    await store.close()


async def test_old_alerts_are_never_sent(ledger_path: Path) -> None:
    """Alerts from before there were messages get none, and those that come later do."""
    make(ledger_path)
    store = await SqliteStore.open(ledger_path)
    assert await store.due([HOME], NOON, 9) == []
    async with store.write() as writer:
        first, second = await writer.claims(HOME, [1, 2])
        await writer.set_status(second, Status.RETRACTED, "ann", NOON)
        assert await writer.due([HOME], NOON, 9) == []
        made = await writer.alert(first, contradicted(second), NOON)
    assert [(each.alert_id, each.recipient) for each in await store.due([HOME], NOON, 9)] == [
        (made.id, None),
        (made.id, "eve"),
    ]
    await store.close()


# A decision over the one above, as version 1 wrote it: without whose the earlier one was, and about what.
DECIDED_AGAIN = """
INSERT INTO change (claim_id, at, actor, action, before, after, reason)
VALUES
    (
        1, '2024-05-02T12:00:00Z', 'ben', 'decide', '{"claim": 2, "relation": "agrees", "reason": "x"}',
        '{"claim": 2, "relation": "unrelated", "reason": "y"}', 'y'
    ),
    (
        2, '2024-05-02T12:00:00Z', 'ben', 'decide', '{"claim": 1, "relation": "agrees", "reason": "x"}',
        '{"claim": 1, "relation": "unrelated", "reason": "y"}', 'y'
    );
UPDATE decision SET relation = 'unrelated', reason = 'y', actor = 'ben', at = '2024-05-02T12:00:00Z';
"""


async def test_an_old_decision_over_another_stays(ledger_path: Path) -> None:
    """Where an old history lacks what stood before a decision, taking it back says to decide again."""
    make(ledger_path, VERSION_1 + DECIDED_AGAIN)
    store = await SqliteStore.open(ledger_path)
    change = await store.newest_change(HOME, "ben")
    assert isinstance(change, Change)
    with pytest.raises(LedgerError, match="decide again instead"):
        async with store.write() as writer:
            await writer.undecide(change, "ben", NOON)
    assert [found.actor for found in (await store.beside(1)).decisions] == ["ben"]
    await store.close()
