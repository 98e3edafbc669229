"""Numbers that are part of a name: "Covid-19", "Route 66", "the Group of Seven", "a 747"."""

from typing import Final

from bot.domain.numbers import Numeral
from bot.domain.reading.language import Language
from bot.domain.reading.tokens import NUMBER, WORD, Tokens, fold

_NAME_LETTERS: Final = 4  # letters before a hyphen and a number: "F-16", "Covid-19", "MH-370"
_AIRLINERS: Final = frozenset({"707", "727", "737", "747", "757", "767", "777", "787"})


class NameReader:
    """Tells numbers that belong to a name by the signs and words beside them."""

    def __init__(self, language: Language, names: frozenset[str], ordinal: frozenset[str]) -> None:
        self._language = language
        self._names = names
        self._ordinal = ordinal

    def holds(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether digits belong to a name: "Covid-19", "Route 66", "21st", "a 747"."""
        before = first - 1
        if before >= 0 and not tokens.spaced(first):
            if tokens.kinds[before] == WORD:
                return True
            if tokens.norm(before) == "-" and not tokens.spaced(before) and tokens.kinds[before - 1] == WORD:
                word = tokens.raw(before - 1)
                short = len(word) <= _NAME_LETTERS or word[0].isupper()
                return (short and fold(word) not in self._language.number_words) or tokens.norm(
                    before - 1
                ) in self._names
            if tokens.norm(before) in self._language.cues["name_marks"] and tokens.norm(before) != "/":
                return tokens.norm(before) != ":" or tokens.kinds[before - 1] == NUMBER
        if (
            first >= 1
            and tokens.norm(before) == "."
            and tokens.norm(before - 1) in self._language.cues["number_signs"]
        ):
            return True
        if tokens.norm(before) in self._names and tokens.norm(last) not in {"%", "percent"}:
            return True
        if self._airliner(tokens, first, last):
            return True
        suffix = tokens.norm(last)
        if suffix in {"'", "’"} and tokens.norm(last + 1) == "s" and not tokens.spaced(last):
            return True
        attached = not tokens.spaced(last) and last < len(tokens) and tokens.kinds[last] == WORD
        return attached and (
            suffix in self._ordinal or (suffix in self._language.cues["letters"] and tokens.capital(last))
        )

    def _airliner(self, tokens: Tokens, first: int, last: int) -> bool:
        """Return whether a number is a type of airliner: "a 747", "the 787 Dreamliner"."""
        if tokens.norm(first) not in _AIRLINERS or tokens.norm(first - 1) not in {"a", "the"}:
            return False
        after = tokens.norm(last)
        return last >= len(tokens) or self._language.lexicon.singular(after) in {None, after}

    def club(self, tokens: Tokens, numeral: Numeral) -> bool:
        """Return whether a number names a club of countries: "the Group of Seven", "the Group of 20"."""
        if tokens.norm(numeral.first - 1) != "of" or tokens.norm(numeral.first - 2) != "group":
            return False
        if numeral.in_digits:
            return tokens.norm(numeral.first - 3) == "the" and tokens.capital(numeral.first - 2)
        after = tokens.norm(numeral.last)
        named = tokens.capitals_tell or after == "" or after in self._language.function_words
        return tokens.capital(numeral.first) and named
