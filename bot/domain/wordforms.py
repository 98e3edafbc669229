"""A text's words in order, with their places, ready to be looked up in the denial lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.text import fold, stem

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’-][^\W\d_]+)*"
    r"|[^\w\s]|\n"
)
_HOSTS: Final = {"ca": "can", "wo": "will", "sha": "shall"}  # "can't" leaves "ca"
_CLITICS: Final = {"ll": "will", "d": "would", "re": "are", "ve": "have", "m": "am"}


@dataclass(frozen=True, slots=True)
class Token:
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
        written = match[0]
        key = written.lower() if written.isascii() and written.isalpha() else fold(written) or written
        start, end = match.span()
        capital = written[0].isupper()
        host, apostrophe, ending = key.partition("'")
        if key == "cannot" or (apostrophe and ending == "t" and host.endswith("n")):
            base = "can" if key == "cannot" else host[:-1]
            found.append(Token(_HOSTS.get(base, base), start, end, capital))
            found.append(Token("not", start, end))
        elif apostrophe and ending in _CLITICS:
            found.append(Token(host, start, end, capital))
            found.append(Token(_CLITICS[ending], start, end))
        else:
            possessive = bool(apostrophe) and ending in ("s", "")
            found.append(Token(host if possessive else key, start, end, capital, possessive))
    return found


class Stemmer:
    """Stems words, irregular forms included: “struck” and “strikes” are one."""

    def __init__(self, irregular: Mapping[str, str]) -> None:
        """`irregular` maps folded forms to their base: “struck” to “strike”."""
        self._irregular = dict(irregular)

    def stem(self, word: str) -> str:
        """Return the stem that a folded word shares with its inflections."""
        return stem(self._irregular.get(word, word))
