"""Sources: found by any of their names, given other names, joined, and taken apart again."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from db.models import Record, Source, SourceChange, SourceName
from db.sqlite.reading import first_id
from db.sqlite.rows import moment_text, source_change_of, source_of
from db.sqlite.shared import inserted, source_id, workspace_id
from db.sqlite.sql import SQL
from db.store import LedgerError

_ROLES: Final = ("speakers", "outlets", "via")  # what a source may be to a claim, as the queries say it


class _Standing(Record):
    """A source as it stood at some moment."""

    id: int
    name: str
    names: tuple[str, ...]  # its own among them
    keys: tuple[str, ...]  # of these names, in their order


def source(db: sqlite3.Connection, workspace: str, key: str) -> Source | None:
    """Return the source known under a key."""
    row = db.execute(SQL["source"], {"workspace": workspace, "key": key}).fetchone()
    return None if row is None else source_of(row)


def sources(db: sqlite3.Connection, workspace: str) -> list[Source]:
    """Return every source of a workspace, by name."""
    return [source_of(row) for row in db.execute(SQL["sources"], {"workspace": workspace})]


def source_history(db: sqlite3.Connection, workspace: str, asked: int) -> list[SourceChange]:
    """Return a source's changes, oldest first, with those of sources joined to it."""
    rows = db.execute(SQL["source_history"], {"workspace": workspace, "source": asked})
    return [source_change_of(row) for row in rows]


def alias(
    db: sqlite3.Connection,
    workspace: str,
    named: SourceName,
    others: Sequence[SourceName],
    actor: str,
    at: datetime,
    reason: str | None,
) -> Source:
    """Make other names of a source known, and join the sources on record under them to it."""
    home = workspace_id(db, workspace)
    stood = first_id(db, "source_id", {"workspace": home, "key": named.key})
    kept = source_id(db, home, named)
    known = {other.key: first_id(db, "source_id", {"workspace": home, "key": other.key}) for other in others}
    joined = sorted({found for found in known.values() if found is not None} - {kept})
    new = {other.key: other.name for other in reversed(others) if known[other.key] is None}
    if joined or new or stood is None:
        before = _standings(db, joined if stood is None else [kept, *joined])
        for key, name in new.items():
            values = {"workspace": home, "key": key, "source": kept, "name": name}
            db.execute(SQL["add_source_name"], values)
        for other in joined:
            for query in ("join_names", "join_speakers", "join_outlets", "join_via", "join_histories"):
                db.execute(SQL[query], {"source": kept, "other": other})
        action = "merge" if joined else "alias"
        _record(db, home, kept, actor, at, action, before, _standings(db, [kept]), reason=reason)
    return _source_with(db, kept)


def separate(
    db: sqlite3.Connection, change: SourceChange, actor: str, at: datetime, key: Callable[[str], str]
) -> Source:
    """Take an alias or a merge back; raises LedgerError where that has been done already.

    Names that a joined source had are its own again and names that were new are nobody's; each claim goes
    with the name that it wrote, to a source of that name alone where nobody has it any more.
    """
    home, undone = db.execute(SQL["source_change"], {"change": change.id}).fetchone()
    if undone:
        raise LedgerError("this was taken back already; the source's history shows by whom")
    stood = _stood(change.before)
    joined = [other for other in stood if other.id != change.source_id]
    owners = {name_key: other.id for other in joined for name_key in other.keys}
    had = {name_key for other in stood for name_key in other.keys}
    new = {name_key for other in _stood(change.after) for name_key in other.keys} - had
    holders = {change.source_id} | {
        found
        for name_key in (*owners, *new)
        if (found := first_id(db, "source_id", {"workspace": home, "key": name_key})) is not None
    }
    before = _standings(db, _with_first(change.source_id, holders))
    for name_key, owner in owners.items():
        db.execute(SQL["move_name"], {"workspace": home, "key": name_key, "to": owner})
    for name_key in new:
        db.execute(SQL["drop_name"], {"workspace": home, "key": name_key})
    moved = _move_claims(db, home, holders, owners.keys() | new, key)
    after = _standings(db, _with_first(change.source_id, holders | set(owners.values()) | moved))
    _record(db, home, change.source_id, actor, at, "separate", before, after, undoes=change.id)
    return _source_with(db, change.source_id)


def _move_claims(
    db: sqlite3.Connection, home: int, holders: Iterable[int], keys: Iterable[str], key: Callable[[str], str]
) -> set[int]:
    """Move claims that wrote a name with one of the keys to the source that holds it; return those."""
    wanted, moved = set(keys), set()
    for holder in holders:
        for role in _ROLES:
            written = db.execute(SQL[f"written_{role}"], {"source": holder}).fetchall()
            for (name,) in written:
                name_key = key(name)
                if name_key in wanted:
                    owner = source_id(db, home, SourceName(name=name, key=name_key))
                    db.execute(SQL[f"move_{role}"], {"source": holder, "to": owner, "name": name})
                    moved.add(owner)
    return moved


def _with_first(first: int, ids: Iterable[int]) -> list[int]:
    return sorted(ids, key=lambda other: (other != first, other))


def _source_with(db: sqlite3.Connection, asked: int) -> Source:
    return source_of(db.execute(SQL["source_by_id"], {"source": asked}).fetchone())


def _standings(db: sqlite3.Connection, ids: Iterable[int]) -> list[_Standing]:
    found = []
    for asked in ids:
        known, name, held = db.execute(SQL["source_standing"], {"source": asked}).fetchone()
        pairs: list[tuple[str, str]] = json.loads(held)
        if pairs:
            keys, names = zip(*pairs, strict=True)
            found.append(_Standing(id=known, name=name, names=names, keys=keys))
    return found


def _stood(written: dict[str, object]) -> list[_Standing]:
    listed = written["sources"]
    return [_Standing.model_validate(each) for each in listed] if isinstance(listed, list) else []


def _record(
    db: sqlite3.Connection,
    home: int,
    about: int,
    actor: str,
    at: datetime,
    action: str,
    before: Sequence[_Standing],
    after: Sequence[_Standing],
    *,
    reason: str | None = None,
    undoes: int | None = None,
) -> None:
    change = inserted(
        db,
        "add_source_change",
        {
            "workspace": home,
            "source": about,
            "at": moment_text(at),
            "actor": actor,
            "action": action,
            "before": _json(before),
            "after": _json(after),
            "reason": reason,
            "undoes": undoes,
        },
    )
    for moved in {about, *(standing.id for standing in (*before, *after))}:
        db.execute(SQL["add_source_changed"], {"source": moved, "change": change})


def _json(standings: Sequence[_Standing]) -> str:
    listed = [standing.model_dump(mode="json") for standing in standings]
    return json.dumps({"sources": listed}, ensure_ascii=False)
