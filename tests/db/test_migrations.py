"""The ledger's versions: each step whole or not at all, and every hot question answered by an index."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.sqlite.migrating import Migration, migrate, migrations, statements, version
from db.sqlite.opening import open_writer
from db.sqlite.sql import SQL, parse

# Questions that read a whole table because they are asked about all of it.
WHOLE = frozenset({"count"})


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


def test_the_questions_of_a_check_sort_nothing(db: sqlite3.Connection) -> None:
    """Bounded questions about a story stop at their bound: their index holds the order already."""
    for name in ("claims_at", "claims_by", "claims_as_of", "statements", "changed_since"):
        values = dict.fromkeys(re.findall(r":(\w+)", SQL[name]), 1)
        plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {SQL[name]}", values))
        assert "TEMP B-TREE" not in plan, f"{name}: {plan}"


def test_nothing_is_ever_deleted_or_rewritten(db: sqlite3.Connection) -> None:
    """Claims can't be deleted nor their history rewritten, even by hand in the file."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO change (claim_id, at, actor, action) VALUES (1, '2024-05-01', 'ann', 'add')")
    db.execute(
        "INSERT INTO claim (workspace_id, story_id, text, speaker, speaker_id, language, status, added_at,"
        " statement, earliest) VALUES (1, 1, 'a', 'ann', 1, 'en', 'active', '2024-05-01', 'a', '~ ~')"
    )
    for statement in ("DELETE FROM claim", "DELETE FROM change", "UPDATE change SET actor = 'ben'"):
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
