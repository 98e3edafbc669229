"""What is left of a word when it is spelt in another way."""

import re
from functools import lru_cache
from typing import Final

_VOWELS: Final = re.compile(r"[aeiouyw']+")
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """Return a word's consonants, each doubled one once: "deir" and "dayr" have the same."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
