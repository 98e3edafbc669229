"""An article's text taken apart: sentences, and the words, quotations and marks that they are made of."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_PIECE: Final = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'\-‑][^\W\d_]+)*)"
    r"|(?P<dash>--+|[–—―])"
    r"|(?P<mark>''|[^\w\s])"
)
_PARAGRAPH: Final = re.compile(r"[^\n]+")
_OPENING: Final = {"“": "”", "«": "»", "„": "“”", '"': '"', "''": "''"}
_ENDING: Final = frozenset(".!?…")
_CLOSERS: Final = frozenset(")]’'")


class Unit(NamedTuple):
    """A word, a number, a mark, or a whole quotation."""

    kind: str  # "word", "number", "mark" or "quote"
    key: str  # lower case; of a quotation its last mark before the closing one, "" where that is a word
    start: int
    end: int
    capital: bool = False


class Sentence(NamedTuple):
    """One sentence, quotations as single units."""

    units: tuple[Unit, ...]
    paragraph: int

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Where it ends, its closing mark included."""
        return self.units[-1].end


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; takes time in proportion to its length."""
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        units = _with_quotes(text, _units(text, paragraph.start(), paragraph.end()))
        yield from (Sentence(tuple(part), number) for part in _parted(units, abbreviations))


def _units(text: str, start: int, end: int) -> list[Unit]:
    found = []
    for piece in _PIECE.finditer(text, start, end):
        kind = piece.lastgroup or "mark"
        written = piece[0]
        key = written.lower().replace("’", "'")
        kind = "mark" if kind == "dash" else kind
        found.append(Unit(kind, key, piece.start(), piece.end(), written[:1].isupper()))
    return found


def _with_quotes(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Return units with each quotation as one; a quotation left open reaches to the end of its paragraph."""
    found: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        closing = _OPENING.get(text[unit.start : unit.end]) if unit.kind == "mark" else None
        if closing is None:
            found.append(unit)
            at += 1
            continue
        last = _closed(text, units, at, closing)
        inner = units[last - 1] if last - 1 > at else unit
        whole = text[units[last].start : units[last].end] in _closing_marks(closing)
        ending = inner if whole else units[last]
        key = ending.key if ending.kind == "mark" and ending is not unit else ""
        found.append(Unit("quote", key, unit.start, units[last].end, _capital(units, at, last)))
        at = last + 1
    return found


def _capital(units: Sequence[Unit], first: int, last: int) -> bool:
    """Return whether a quotation begins as a sentence does."""
    words = (unit for unit in units[first + 1 : last + 1] if unit.kind in {"word", "number"})
    return next((unit.capital or unit.kind == "number" for unit in words), False)


def _closing_marks(closing: str) -> tuple[str, ...]:
    return (closing,) if closing == "''" else tuple(closing)


def _closed(text: str, units: Sequence[Unit], first: int, closing: str) -> int:
    """Return the unit that closes a quotation, the paragraph's last one where none does."""
    marks = _closing_marks(closing)
    for at in range(first + 1, len(units)):
        if units[at].kind == "mark" and text[units[at].start : units[at].end] in marks:
            return at
    return len(units) - 1


def _parted(units: Sequence[Unit], abbreviations: frozenset[str]) -> Iterator[list[Unit]]:
    part: list[Unit] = []
    for at, unit in enumerate(units):
        part.append(unit)
        following = units[at + 1] if at + 1 < len(units) else None
        if following is None or _ends(units, at, following, abbreviations):
            yield part
            part = []
    if part:
        yield part


def _ends(units: Sequence[Unit], at: int, following: Unit, abbreviations: frozenset[str]) -> bool:
    """Return whether a sentence ends with a unit, another one following."""
    unit = units[at]
    if unit.end == following.start:
        return False
    begins = following.capital or following.kind in {"number", "quote"} or following.key in {"(", "[", "‘"}
    if unit.kind == "quote":
        whole = unit.key == "." or (unit.key in _ENDING and following.kind == "quote")
        return whole and begins and following.kind != "mark"
    if unit.kind != "mark" or not begins:
        return False
    if unit.key in _ENDING:
        return not (unit.key == "." and at > 0 and _shortened(units[at - 1], unit, abbreviations))
    return unit.key in _CLOSERS and at > 0 and units[at - 1].key in _ENDING


def _shortened(before: Unit, point: Unit, abbreviations: frozenset[str]) -> bool:
    """Return whether a point belongs to the word before it: “Mr.”, an initial."""
    if before.end != point.start or before.kind != "word":
        return False
    return before.key.rstrip(".") in abbreviations or len(before.key) == 1
