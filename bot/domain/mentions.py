"""The places, people and organisations that a message names, and whether a claim is about any of them."""

import re
from collections.abc import Callable
from typing import Final

from rapidfuzz import fuzz

from bot.domain.text import fold, words_of
from db.spelling import skeleton

_NAME: Final = re.compile(r"(?<![.!?…“\"«:])(?<!^)\s[“‘\"'(]*([^\W\d_][\w’'.-]+)")
_PUNCTUATION: Final = "“”‘’\"'(),.:;!?"
_ALIKE: Final = 75.0  # per cent from which two spellings may be one name
_SHORT: Final = 4  # letters up to which a spelling must be the same, or its consonants
_NO_NAMES: Final = frozenset(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday i tv breaking""".split()  # noqa: SIM905 -- readable
)


def names_in(text: str, nation_of: Callable[[str], str | None]) -> frozenset[str]:
    """Return the names in a message, folded: words with a capital inside a sentence, and countries.

    A text all in capitals or none has only its countries.
    """
    spelt: set[str] = set()
    if not (text.isupper() or text.istitle()):
        spelt = {found for found in _NAME.findall(text) if found[:1].isupper()}
    spelt |= {word for word in text.split() if nation_of(word.strip(_PUNCTUATION))}
    return frozenset(word for name in spelt for word in words_of(fold(name)) if word not in _NO_NAMES)


def mentions(names: frozenset[str], text: str, nation_of: Callable[[str], str | None]) -> bool:
    """Return whether a folded text has any of some names, in whatever spelling; true where there are none."""
    if not names:
        return True
    words = frozenset(words_of(text))
    if names & words:
        return True
    squeezed = text.replace(" ", "")
    nations = {nation for word in words if (nation := nation_of(word))}
    bones = {skeleton(word) for word in words}
    return any(
        nation_of(name) in nations
        or (len(skeleton(name)) > 1 and skeleton(name) in bones)
        or (len(name) > _SHORT and name in squeezed)
        or (len(name) > _SHORT and any(fuzz.ratio(name, word) >= _ALIKE for word in words))
        for name in names
    )


def spoken_by(text: str, speaker: str) -> float:
    """Return how much of a speaker's name a message has, from 0 to 1."""
    said, name = frozenset(words_of(fold(text))), frozenset(words_of(fold(speaker)))
    return (len(said & name) / len(name)) ** 2 if name else 0.0
