"""The places, people and organisations that a message names, and whether a claim is about any of them."""

import re
from collections.abc import Callable
from typing import Final

from rapidfuzz import fuzz

from bot.domain.text import fold, words_of

_NAME: Final = re.compile(r"(?<![.!?…“\"«])(?<!^)\s[“‘\"'(]*([^\W\d_][\w’'.-]+)")
_ALIKE: Final = 75.0  # per cent from which two spellings may be one name
_SHORT: Final = 4  # letters up to which a spelling must be the same


def names_in(text: str, nation_of: Callable[[str], str | None]) -> frozenset[str]:
    """Return the names in a message, folded: words with a capital inside a sentence, and countries.

    A text all in capitals or none has only its countries.
    """
    capitals = set()
    if not (text.isupper() or text.istitle()):
        capitals = {
            found for found in _NAME.findall(text) if found[:1].isupper() and found not in {"I", "TV"}
        }
    nations = {word for word in text.split() if nation_of(word.strip("“”‘’\"'(),.:;!?"))}
    return frozenset(word for name in capitals | nations for word in words_of(fold(name)))


def mentions(names: frozenset[str], text: str, nation_of: Callable[[str], str | None]) -> bool:
    """Return whether a folded text has any of some names, in whatever spelling; true where there are none."""
    if not names:
        return True
    words = set(words_of(text))
    squeezed = text.replace(" ", "")
    nations = {nation for word in words if (nation := nation_of(word))}
    for name in names:
        if name in words or (len(name) > _SHORT and name in squeezed):
            return True
        if nation_of(name) in nations:
            return True
        if len(name) > _SHORT and any(fuzz.ratio(name, word) >= _ALIKE for word in words):
            return True
    return False
