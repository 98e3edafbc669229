"""Anybody's text made harmless to show: what can't be seen, or changes how the rest is seen, goes."""

import re
from typing import Final
from unicodedata import category

_SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
_SPACE: Final = re.compile(r"[\s\x85\u2028\u2029\u2800]+")
_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f]"
)
_IDLE_JOINER: Final = re.compile(r"(?:(?<=[\x00-\x7f])|^)[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\x7f]|$)")
_MARKS: Final = 8  # marks on one letter; more of them would cover the lines above and below
_BROKEN: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return a text as one line without control characters, terminal sequences or changes of direction.

    What can't be seen goes too: invisible letters, and joiners beside a character that joins nothing.
    """
    one_line = _HIDDEN.sub("", _SPACE.sub(" ", _SEQUENCE.sub("", text)))
    shown = _IDLE_JOINER.sub("", _BROKEN.sub("\ufffd", one_line))
    return _SPACE.sub(" ", shown if shown.isascii() else _without_towers(shown)).strip()


def _without_towers(text: str) -> str:
    """Return a text in which no letter carries more than `_MARKS` marks."""
    kept, marks = [], 0
    for character in text:
        kind = category(character)
        marks = marks + (kind in {"Mn", "Me"}) if kind in {"Mn", "Me", "Cf"} else 0
        if marks <= _MARKS:
            kept.append(character)
    return "".join(kept)
