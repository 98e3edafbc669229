"""The ledger's versions: each step whole or not at all, and every hot question answered by an index."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.sqlite.migrating import Migration, migrate, migrations, statements, version
from db.sqlite.opening import open_writer
from db.sqlite.sql import SQL, columns, parse, repeated

# Questions that read a whole table because they are asked about all of it.
WHOLE = frozenset({"count"})
NEWEST = ("newest_claims", "newest_change", "newest_source_change", "alerts")
BESIDE = r"\b(NEW|OLD)\.\w+"  # what a trigger calls the row that sets it off


@pytest.fixture
def db(ledger_path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection to a fresh ledger."""
    with closing(open_writer(ledger_path, migrations())) as connection:
        yield connection


def dump(db: sqlite3.Connection) -> list[str]:
    """Return everything in a ledger as SQL."""
    return [*db.iterdump(), str(version(db))]


def test_migrations_are_numbered_without_a_gap() -> None:
    """The packaged steps count from one, so that the version is how many were applied."""
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_each_step_is_recorded(db: sqlite3.Connection) -> None:
    """A fresh ledger is at the newest version and names every step that led there."""
    recorded = db.execute("SELECT number, name FROM migration ORDER BY number").fetchall()
    assert recorded == [(step.number, step.name) for step in migrations()]
    assert version(db) == len(migrations())


def test_applying_twice_changes_nothing(db: sqlite3.Connection) -> None:
    """A ledger at the newest version stays byte for byte what it was."""
    before = dump(db)
    migrate(db, migrations())
    assert dump(db) == before


def test_a_step_that_fails_leaves_the_version_before_it(db: sqlite3.Connection) -> None:
    """An interrupted step leaves neither tables nor record nor version, and works when mended."""
    before, number = dump(db), len(migrations()) + 1
    script = f"CREATE TABLE pledge (id INTEGER PRIMARY KEY) STRICT;\nPRAGMA user_version = {number};\n"
    broken = Migration(number, "pledge", script + "DROP TABLE nowhere;\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(db, [*migrations(), broken])
    assert dump(db) == before
    migrate(db, [*migrations(), broken._replace(script=script)])
    assert version(db) == number
    assert db.execute("SELECT count(*) FROM pledge").fetchone() == (0,)


def test_triggers_are_one_statement() -> None:
    """A script is split between statements and never inside a trigger; an unfinished one is kept."""
    trigger = "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n    SELECT 1;\n    SELECT 2;\nEND;\n"
    assert list(statements(f"SELECT 0;\n{trigger}SELECT 3")) == ["SELECT 0;\n", trigger, "SELECT 3"]


def test_no_query_walks_through_a_table(db: sqlite3.Connection) -> None:
    """Every query finds its rows by an index or a row id, so that a million claims cost no more than ten."""
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for name, query in SQL.items():
        values = (1,) * query.count("?") or dict.fromkeys(re.findall(r":(\w+)", query), 1)
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", values)]
        walked = [step for step in plan if step.startswith("SCAN") and step.split()[1] in tables]
        assert not walked or name in WHOLE, f"{name}: {plan}"


def test_no_trigger_walks_through_a_table(db: sqlite3.Connection) -> None:
    """What a change sets off finds its rows by an index or a row id too."""
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    looked_at = 0
    for name, script in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        body = "" if "RAISE" in script else script[script.index("BEGIN") + 5 : script.rindex("END")]
        for step in filter(str.strip, body.split(";")):
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {re.sub(BESIDE, '?1', step)}", (1,))]
            walked = [each for each in plan if each.startswith("SCAN") and each.split()[1] in tables]
            assert not walked, f"{name}: {plan}"
            looked_at += 1
    assert looked_at > 10


def test_sent_messages_cost_nothing(db: sqlite3.Connection) -> None:
    """Among 100,000 messages that were sent, the few to be sent are found by an index of only those."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO workspace (id, name) VALUES (1, 'newsroom')")
    db.execute(
        "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 100000)"
        " INSERT INTO alert (id, workspace_id, claim_id, at, state) SELECT id, 1, id, '', 'waiting' FROM n"
    )
    db.execute("INSERT INTO delivery (alert_id, workspace_id, due_at) SELECT id, 1, '2024-05-01' FROM alert")
    db.execute("UPDATE delivery SET state = 'sent', channel = '7', message = id, shown = 1 WHERE id > 3")
    asked = {"workspaces": '["newsroom"]', "workspace": "newsroom", "now": "2024-05-02", "limit": 9}
    assert [row[1] for row in db.execute(SQL["due"], asked)] == [1, 2, 3]
    steps: list[int] = []
    db.set_progress_handler(lambda: steps.append(1), 100)
    db.execute(SQL["due"], asked).fetchall()
    db.execute(SQL["undelivered"], asked).fetchall()
    db.execute(SQL["hurry"], asked)
    db.set_progress_handler(None, 0)
    assert len(steps) < 10  # hundreds of SQLite's own instructions; walking through takes a million


def test_one_message_for_each_alert_and_recipient(db: sqlite3.Connection) -> None:
    """The ledger itself refuses a second message about an alert to the same watcher or to the desk."""
    db.execute("PRAGMA foreign_keys = OFF")
    insert = "INSERT INTO delivery (alert_id, workspace_id, recipient, due_at) VALUES (1, 1, ?, '2024-05-01')"
    for recipient in (None, "ann"):
        db.execute(insert, (recipient,))
        with pytest.raises(sqlite3.IntegrityError, match="delivery_once"):
            db.execute(insert, (recipient,))


def test_the_questions_of_a_check_sort_nothing(db: sqlite3.Connection) -> None:
    """Bounded questions about a story stop at their bound: their index holds the order already."""
    for name in ("claims_at", "claims_by", "claims_as_of", "statements", "changed_since", *NEWEST):
        values = dict.fromkeys(re.findall(r":(\w+)", SQL[name]), 1)
        plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {SQL[name]}", values))
        assert "TEMP B-TREE" not in plan, f"{name}: {plan}"


def test_nothing_is_ever_deleted_or_rewritten(db: sqlite3.Connection) -> None:
    """Claims can't be deleted nor any history rewritten, even by hand in the file."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO change (claim_id, at, actor, action) VALUES (1, '2024-05-01', 'ann', 'add')")
    db.execute(
        "INSERT INTO claim (workspace_id, story_id, text, speaker, speaker_id, language, status, added_at,"
        " statement, earliest) VALUES (1, 1, 'a', 'ann', 1, 'en', 'active', '2024-05-01', 'a', '~ ~')"
    )
    db.execute(
        "INSERT INTO source_change (workspace_id, source_id, at, actor, action, before, after, revision)"
        " VALUES (1, 1, '2024-05-01', 'ann', 'alias', '{}', '{}', 1)"
    )
    for statement in (
        "DELETE FROM claim",
        "DELETE FROM change",
        "UPDATE change SET actor = 'ben'",
        "DELETE FROM source_change",
        "UPDATE source_change SET actor = 'ben'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            db.execute(statement)


def test_a_query_has_a_name_of_its_own() -> None:
    """Queries are found by the line above them, and a name used twice is an error."""
    assert dict(parse(["-- About.\n\n-- name: one\nSELECT 1;\n\n-- name: two\nSELECT 2;\n"])) == {
        "one": "SELECT 1;",
        "two": "SELECT 2;",
    }
    with pytest.raises(ValueError, match="'one'"):
        parse(["-- name: one\nSELECT 1;\n", "-- name: one\nSELECT 2;\n"])


def test_one_statement_takes_many_rows() -> None:
    """A query of one row by name becomes one of several by position, with its values in the same order."""
    assert repeated("add_workspace", 3) == "INSERT INTO workspace (name) VALUES (?), (?), (?);"
    assert columns("add_change") == (
        *("claim", "at", "actor", "action"),
        *("before", "after", "reason", "undoes"),
    )
