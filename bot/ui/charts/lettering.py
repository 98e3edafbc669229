"""How wide words are before anybody has drawn them, and where they are cut."""

import unicodedata
from typing import Final

from bot.ui.plain import clean

ELLIPSIS: Final = "…"
_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT_TO_LEFT: Final = frozenset(("R", "AL", "AN"))
_WIDTHS: Final = (  # in ems; of the letters of the font that pictures are drawn in, rounded up
    (" !'()[]fijlrtI.,:;|·’“”", 0.36),
    ("mwMWQ@%—…", 0.9),
    ("ABCDEFGHKNOPRSTUVXYZ&", 0.66),
)
_KNOWN: Final = {letter: width for letters, width in _WIDTHS for letter in letters}
_USUAL: Final = 0.555
_CYRILLIC: Final = 0.66
_WIDE: Final = 1.05


def width(text: str, size: float) -> float:
    """Return about how wide a text is, in the unit of its letters' size; rather too wide than too narrow."""
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _KNOWN:
        return _KNOWN[letter]
    if letter.isascii():
        return _USUAL
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"} or letter >= "\U00010000":
        return _WIDE
    return _CYRILLIC if letter >= "\u0370" else _USUAL + 0.05


def cut(text: str, room: float, size: float) -> str:
    """Return a text that fits into a room, its end replaced by "…" where it is too long."""
    if width(text, size) <= room:
        return text
    kept, used = 0, width(ELLIPSIS, size)
    for letter in text:
        used += size * _em(letter)
        if used > room:
            break
        kept += 1
    while kept and unicodedata.category(text[kept : kept + 1] or " ") in {"Mn", "Me", "Cf"}:
        kept -= 1
    return text[:kept].rstrip() + ELLIPSIS


def shown(text: str) -> str:
    """Return a text as one line without anything unseen in it."""
    return clean(text).replace("\ufffe", "").replace("\uffff", "")


def apart(text: str) -> str:
    """Return a text such that letters from right to left in it don't turn around what stands beside it."""
    if text.isascii() or not any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in text):
        return text
    return f"{_ISOLATE}{text}{_END}"
