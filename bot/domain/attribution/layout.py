"""An article's text taken apart: sentences, and the words, quotations and marks that they are made of."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_PIECE: Final = re.compile(
    r"(?P<compound>\d+(?:-[^\W\d_]+)+)"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?:s\b)?)"
    r"|(?P<clitic>(?<=[^\W\d_])[’'](?:m|s|d|re|ve|ll)\b)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'\-‑&](?!(?:m|s|d|re|ve|ll)\b)[^\W\d_]+|-\d+)*)"
    r"|(?P<dash>--+|[–—―]|(?<=\s)-(?=\s))"
    r"|(?P<mark>''|[^\w\s])"
)
_LINE: Final = re.compile(r"[^\n]+")
_WIDEST: Final = 130  # characters of a line in a text that is broken into lines
_NARROWEST: Final = 45
_RAGGED: Final = 12  # characters by which such a line may be too short for the word that follows it
_CLOSING: Final[Mapping[str, tuple[str, ...]]] = {
    "“": ("”", '"'),
    "«": ("»",),
    "„": ("“", "”"),
    '"': ('"', "”"),
    "''": ("''",),
    "‘": ("’",),
    "'": ("'",),
}
_SINGLE: Final = frozenset("‘'")
_ENDING: Final = frozenset(".!?…")
_MAY_END: Final = frozenset(
    {"a.m", "p.m", "u.s", "u.k", "u.n", "d.c", "inc", "corp", "co", "ltd", "jr", "sr", "etc"}
)
_BEGINNING: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
    }
    | {
        "in",
        "on",
        "at",
        "but",
        "and",
        "there",
        "after",
        "when",
        "while",
        "as",
        "we",
        "some",
        "many",
        "more",
        "most",
    }
)  # in capitals, behind such an abbreviation: another sentence
_BEGINS_TOO: Final = frozenset("([‘$£€")
_LONGEST_SINGLE: Final = 40  # units within single quotation marks: more are rather two apostrophes
_LONGEST: Final = 200  # units of a sentence: a longer one is parted, for time in proportion to length


class Unit(NamedTuple):
    """A word, a number, a mark, or a whole quotation."""

    kind: str  # "word", "number", "mark", "dash" or "quote"
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
    for number, (start, end) in enumerate(paragraphs(text)):
        units = _with_quotes(text, _units(text, start, end))
        yield from (Sentence(tuple(part), number) for part in _parted(units, abbreviations))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs of a text begin and end; lines that were broken at a width are one."""
    lines = [line.span() for line in _LINE.finditer(text)]
    width = max((end - start for start, end in lines), default=0)
    broken = _NARROWEST <= width <= _WIDEST
    begins = 0
    for at, (start, end) in enumerate(lines):
        following = lines[at + 1][0] if at + 1 < len(lines) else None
        if following == end + 1 and broken:
            word = text[following : following + width].partition(" ")[0]
            if end - start + 1 + len(word) > width - _RAGGED and text[following].strip():
                continue
        yield lines[begins][0], end
        begins = at + 1


def _units(text: str, start: int, end: int) -> list[Unit]:
    found = []
    for piece in _PIECE.finditer(text, start, end):
        kind = piece.lastgroup or "mark"
        written = piece[0]
        key = written.lower().replace("’", "'")
        kind = "word" if kind in {"clitic", "compound"} else kind
        found.append(Unit(kind, key, piece.start(), piece.end(), written[:1].isupper()))
    return found


def _with_quotes(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Return units with each quotation as one; a quotation left open reaches to the end of its paragraph."""
    places: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        if unit.kind == "mark":
            places.setdefault(text[unit.start : unit.end], []).append(at)
    found: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        written = text[unit.start : unit.end]
        last = None
        if unit.kind == "mark" and written in _CLOSING:
            last = (
                _single(text, units, at, places.get(_CLOSING[written][0], []))
                if written in _SINGLE
                else _closed(units, at, [places.get(mark, []) for mark in _CLOSING[written]])
            )
        if last is None:
            found.append(unit)
            at += 1
            continue
        inner = units[last - 1]
        ended = text[units[last].start : units[last].end] in _CLOSING[written] and last > at
        ending = inner if ended else units[last]
        key = ending.key if ending.kind == "mark" and ending is not unit else ""
        found.append(Unit("quote", key, unit.start, units[last].end, _capital(units, at, last)))
        at = last + 1
    return found


def _capital(units: Sequence[Unit], first: int, last: int) -> bool:
    """Return whether a quotation begins as a sentence does."""
    words = (unit for unit in units[first + 1 : last + 1] if unit.kind in {"word", "number"})
    return next((unit.capital or unit.kind == "number" for unit in words), False)


def _closed(units: Sequence[Unit], first: int, places: Sequence[Sequence[int]]) -> int:
    """Return the unit that closes a quotation, the paragraph's last one where none does."""
    for found in places:
        behind = bisect_right(found, first)
        if behind < len(found):
            return found[behind]
    return len(units) - 1


def _single(text: str, units: Sequence[Unit], first: int, places: Sequence[int]) -> int | None:
    """Return the unit that closes a quotation in single marks; None where the mark is an apostrophe."""
    begins, ends = units[first].start, units[first].end
    if begins > 0 and not (text[begins - 1].isspace() or text[begins - 1] in '([—–-“"'):
        return None
    if not text[ends : ends + 1].strip() or text[ends].isdigit():
        return None
    for place in places[bisect_right(places, first) :]:
        if place - first > _LONGEST_SINGLE:
            return None
        closes = units[place]
        if place > first + 1 and units[place - 1].end == closes.start:
            return place
    return None


def _parted(units: Sequence[Unit], abbreviations: frozenset[str]) -> Iterator[list[Unit]]:
    part: list[Unit] = []
    for at, unit in enumerate(units):
        part.append(unit)
        following = units[at + 1] if at + 1 < len(units) else None
        if following is None or len(part) >= _LONGEST or _ends(part, following, abbreviations):
            yield part
            part = []


def _ends(part: Sequence[Unit], following: Unit, abbreviations: frozenset[str]) -> bool:
    """Return whether a sentence ends with its last unit so far, another one following."""
    unit = part[-1]
    if unit.end == following.start:
        return False
    begins = following.capital or following.kind in {"number", "quote"} or following.key in _BEGINS_TOO
    if not begins:
        return False
    if unit.kind == "quote":
        return unit.key == "." or (unit.key in _ENDING and following.kind == "quote")
    if unit.kind != "mark":
        return unit.key.endswith(".") and _begins_another(unit, following)
    if unit.key in _ENDING:
        shortened = unit.key == "." and len(part) > 1 and _shortened(part, abbreviations)
        return not shortened or _begins_another(part[-2], following)
    if unit.key in {")", "]"}:  # “(R-Wis.) Lee” goes on; “(He left.) Lee” doesn't
        return len(part) > 1 and part[-2].key in _ENDING and part[0].key in {"(", "["}
    return unit.key in {"'", "’"} and len(part) > 1 and part[-2].key in _ENDING


def _begins_another(shortened: Unit, following: Unit) -> bool:
    """Return whether a sentence begins behind an abbreviation that may end one: “at 8 a.m. The mayor”."""
    return following.capital and following.key in _BEGINNING and shortened.key.rstrip(".") in _MAY_END


def _shortened(part: Sequence[Unit], abbreviations: frozenset[str]) -> bool:
    """Return whether a point, the last unit, belongs to the word before it: “Mr.”, an initial."""
    before, point = part[-2:]
    if before.end != point.start or before.kind != "word":
        return False
    magnitude = len(part) > 2 and part[-3].kind == "number" and part[-3].end == before.start  # “$3m.”
    return before.key.rstrip(".") in abbreviations or (len(before.key) == 1 and not magnitude)
