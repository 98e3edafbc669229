"""What a newsroom has set up, and who of it watches what."""

import sqlite3

from db.models import Newsroom, Watch, WatchKind
from db.sqlite.shared import workspace_id
from db.sqlite.sql import SQL


def newsroom(db: sqlite3.Connection, workspace: str) -> Newsroom:
    """Return what a workspace has set up; the defaults where it has set nothing."""
    row = db.execute(SQL["newsroom"], {"workspace": workspace}).fetchone()
    return Newsroom() if row is None else Newsroom.model_validate_json(row[0])


def set_newsroom(db: sqlite3.Connection, workspace: str, settings: Newsroom) -> None:
    """Store what a workspace has set up."""
    values = {"workspace": workspace_id(db, workspace), "settings": settings.model_dump_json()}
    db.execute(SQL["set_newsroom"], values)


def room(db: sqlite3.Connection, workspace: str, channel: str) -> str | None:
    """Return the name of the story that a channel is about."""
    row = db.execute(SQL["room"], {"workspace": workspace, "room": channel}).fetchone()
    return None if row is None else str(row[0])


def set_room(db: sqlite3.Connection, workspace: str, channel: str, story: str | None) -> None:
    """Store which story a channel is about; None: none."""
    values = {"workspace": workspace_id(db, workspace), "room": channel, "story": story}
    db.execute(SQL["drop_room" if story is None else "set_room"], values)


def watches(db: sqlite3.Connection, workspace: str, watcher: str | None) -> list[Watch]:
    """Return who watches what in a workspace."""
    return [
        Watch(watcher=who, kind=WatchKind(kind), name=name or None)
        for who, kind, name in db.execute(SQL["watches"], {"workspace": workspace, "watcher": watcher})
    ]


def watch(db: sqlite3.Connection, workspace: str, wish: Watch) -> None:
    """Store a watch, once."""
    db.execute(SQL["watch"], {**_watch_values(wish), "workspace": workspace_id(db, workspace)})


def unwatch(db: sqlite3.Connection, workspace: str, wish: Watch) -> bool:
    """Remove a watch; return whether there was one."""
    return db.execute(SQL["unwatch"], {**_watch_values(wish), "workspace": workspace}).rowcount > 0


def meta(db: sqlite3.Connection, key: str) -> str | None:
    """Return what the ledger says of itself under a key."""
    row = db.execute(SQL["meta"], {"key": key}).fetchone()
    return None if row is None else str(row[0])


def set_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    """Store what the ledger says of itself under a key."""
    db.execute(SQL["set_meta"], {"key": key, "value": value})


def _watch_values(wish: Watch) -> dict[str, object]:
    return {"watcher": wish.watcher, "kind": wish.kind.value, "name": wish.name or ""}
