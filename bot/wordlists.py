"""Reads the word lists: the packaged TOML files and what a newsroom adds to them."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeGuard

from bot.domain.lexicon import Lexicon

_TYPE_NAMES: Final = {
    str: "a text in quotes",
    list: "a list",
    dict: "a table",
    int: "a whole number",
    bool: "true or false",
}


class WordListError(Exception):
    """A newsroom's word list that can't be used; the text says where, and what is allowed."""


def load(extra: Sequence[Path] = ()) -> Lexicon:
    """Return the packaged word lists with a newsroom's own files merged over them, in order.

    A newsroom's file names the list and the table that it adds to (`[outcomes.en.verbs]`); its lists are
    added to the packaged ones, its single values replace them. Raises WordListError for a file that can't be
    read, a table that doesn't exist and a value of the wrong type.
    """
    tables = _packaged()
    for path in extra:
        _merge_file(tables, path)
    return Lexicon.from_tables(tables)


def _packaged() -> dict[str, object]:
    folder = files("bot").joinpath("words")
    return {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }


def _merge_file(tables: dict[str, object], path: Path) -> None:
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WordListError(f"The word list {path} can't be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordListError(f"The word list {path} is no TOML file: {error}.") from error
    _merge(tables, own, path, "")


def _merge(into: dict[str, object], own: Mapping[str, object], path: Path, where: str) -> None:
    for key, value in own.items():
        name = f"{where}{key}"
        kind = _kind_of_new_key(into, path, name) if key not in into else type(into[key])
        if type(value) is not kind:
            raise WordListError(f"{path}: {name} has to be {_TYPE_NAMES.get(kind, 'something else')}.")
        present = into.get(key)
        if _is_table(present) and _is_table(value):
            _merge(present, value, path, f"{name}.")
        elif isinstance(value, list):
            into[key] = _extended(present if isinstance(present, list) else [], value, path, name)
        else:
            into[key] = value


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _kind_of_new_key(into: Mapping[str, object], path: Path, name: str) -> type:
    kinds = {type(value) for value in into.values()}
    if len(kinds) != 1 or dict in kinds:
        allowed = ", ".join(sorted(into))
        raise WordListError(f"{path}: there is no word list {name}; allowed here: {allowed}.")
    return kinds.pop()


def _extended(present: list[object], added: list[object], path: Path, name: str) -> list[object]:
    kind = type(present[0]) if present else str
    if any(type(item) is not kind for item in added):
        raise WordListError(f"{path}: {name} has to hold nothing but {_TYPE_NAMES.get(kind, 'numbers')}s.")
    if kind is list and not all(map(_is_pair, added)):
        raise WordListError(f'{path}: {name} has to hold pairs such as [["open"], ["shut", "locked"]].')
    return [*present, *(item for item in added if item not in present)]


def _is_pair(value: object) -> bool:
    """Return whether a value is two lists of texts, neither of them empty."""
    if not isinstance(value, list) or len(value) != 2:
        return False
    return all(
        isinstance(side, list) and side and all(isinstance(word, str) for word in side) for side in value
    )
