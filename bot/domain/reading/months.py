"""Names of months, told from the words that are spelt like them."""

from typing import Final

from bot.domain.lexicon import Table, words
from bot.domain.reading.tokens import NUMBER, Tokens, fold

_YEAR_DIGITS: Final = 4


class Months:
    """Finds names of months; the `unsure` ("may", "march") need a capital, a year or a preposition beside."""

    def __init__(self, tables: Table, code: str) -> None:
        self._names = frozenset(map(fold, words(tables, "exclusions", "months", "words")))
        unsure = words(tables, "exclusions", "months", "unsure") if code == "en" else []
        self._unsure = frozenset(map(fold, unsure))
        self._before = frozenset(words(tables, "exclusions", "months", "before"))

    def at(self, tokens: Tokens, index: int) -> bool:
        """Return whether a token names a month."""
        word = tokens.norm(index)
        if word not in self._names:
            return False
        if word not in self._unsure or tokens.capital(index) or _is_year(tokens, index + 1):
            return True
        number = index > 0 and tokens.kinds[index - 1] == NUMBER
        if number or (index + 1 < len(tokens) and tokens.kinds[index + 1] == NUMBER):
            return tokens.norm(index - 1 - number) == "on"
        return tokens.norm(index - 1) in self._before


def _is_year(tokens: Tokens, index: int) -> bool:
    index += tokens.norm(index) == ","
    return index < len(tokens) and tokens.kinds[index] == NUMBER and len(tokens.norm(index)) == _YEAR_DIGITS
