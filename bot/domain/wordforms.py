"""A text's words in order, with their places, ready to be looked up in the denial lists."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from bot.domain.text import fold, stem

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*"
    r"|[^\w\s]|\n"
)
_HOSTS: Final = {"ca": "can", "wo": "will", "sha": "shall"}  # "can't" leaves "ca"
_CLITICS: Final = {"ll": "will", "d": "would", "re": "are", "ve": "have", "m": "am"}


class Token(NamedTuple):
    """A word, number or punctuation mark of a text."""

    key: str  # folded, without a possessive ending
    start: int  # character offsets in the text
    end: int
    capital: bool = False
    possessive: bool = False


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and punctuation marks of a text; “didn’t” is “did” and “not”."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        for key, capital, possessive in _keys(match[0]):
            found.append(Token(key, start, end, capital, possessive))
    return found


@lru_cache(maxsize=50_000)
def _keys(written: str) -> tuple[tuple[str, bool, bool], ...]:
    """Return, for each word that a piece of text stands for, its key, whether capital, whether possessive."""
    key = written.lower() if written.isascii() and written.isalpha() else fold(written) or written
    capital = written[0].isupper()
    host, apostrophe, ending = key.partition("'")
    if key == "cannot" or (apostrophe and ending == "t" and host.endswith("n")):
        base = "can" if key == "cannot" else host[:-1]
        return (_HOSTS.get(base, base), capital, False), ("not", False, False)
    if apostrophe and ending in _CLITICS:
        return (host, capital, False), (_CLITICS[ending], False, False)
    possessive = bool(apostrophe) and ending in ("s", "")
    return ((host if possessive else key, capital, possessive),)


class Stemmer:
    """Stems words, irregular forms included: “struck” and “strikes” are one."""

    def __init__(self, irregular: Mapping[str, str]) -> None:
        """`irregular` maps folded forms to their base: “struck” to “strike”."""
        self._irregular = dict(irregular)
        self._known = lru_cache(maxsize=50_000)(self._stem)

    def stem(self, word: str) -> str:
        """Return the stem that a folded word shares with its inflections."""
        return self._known(word)

    def _stem(self, word: str) -> str:
        return stem(self._irregular.get(word, word))
