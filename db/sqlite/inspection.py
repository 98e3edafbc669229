"""What can be wrong with a ledger's file, said before SQLite touches it or anything appears beside it."""

import os
from pathlib import Path
from typing import Final

from db.store import LedgerError

APPLICATION_ID: Final = 0x436C6D64  # "Clmd": how a ledger is told from any other SQLite file

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100  # bytes
_VERSION_AT: Final = 60
_APPLICATION_AT: Final = 68


def inspect(path: Path, latest: int, *, create: bool) -> bool:
    """Return whether the ledger may be written; raises LedgerError where there can be none.

    `latest` is the newest version known. A missing or empty file is one still to be made, if `create`.
    """
    try:
        header = _header(path)
    except OSError as error:
        raise LedgerError(
            f"{path} can't be read ({error.strerror}); check the permissions of the file and its folder"
        ) from error
    if header:
        _check_header(path, header, latest)
    elif not create:
        raise LedgerError(
            f"there is no ledger at {path}; `claimdesk add` or `claimdesk import FILE` makes one"
        )
    else:
        _check_place(path)
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK) if header else True


def check_version(path: Path, found: int, latest: int) -> None:
    """Raise LedgerError for a ledger of a newer version than this program knows."""
    if found > latest:
        raise LedgerError(
            f"{path} was written by a newer Claimdesk (its ledger is version {found}, this one knows up to"
            f" {latest}); upgrade Claimdesk to use it"
        )


def _header(path: Path) -> bytes:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name a file in it, for example {path / 'claims.db'}")
    if not path.exists():
        return b""
    if not path.is_file():
        raise LedgerError(f"{path} is no ordinary file, so no ledger; choose another file")
    with path.open("rb") as file:
        return file.read(_HEADER)


def _check_place(path: Path) -> None:
    folder = path.absolute().parent
    if not folder.is_dir():
        raise LedgerError(
            f"there is no folder {folder} to keep the ledger in; make it, or choose another file"
        )
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise LedgerError(
            f"no ledger can be made at {path}, which can't be written; give write permission, or choose"
            " another folder"
        )


def _check_header(path: Path, header: bytes, latest: int) -> None:
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        raise LedgerError(f"{path} is no SQLite file, so no ledger; choose another file")
    if _number(header, _APPLICATION_AT) != APPLICATION_ID:
        raise LedgerError(f"{path} is a SQLite file, but no Claimdesk ledger; choose another file")
    check_version(path, _number(header, _VERSION_AT), latest)


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")
