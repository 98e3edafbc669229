"""Figures: every number that a text states, read into bounds, with what it counts and what befell it."""

from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.reading.reader import LanguageReader
from bot.domain.reading.tokens import fold
from bot.domain.wording import describe
from db.models import Figure

__all__ = ["FigureReader", "describe"]

_LANGUAGES: Final = ("en", "es", "fr", "de")
_EDGES: Final = ".,;:!?\"'()"


class FigureReader:
    """Reads figures out of texts. Holds the word lists of each language, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._readers = {code: LanguageReader(lexicon, code) for code in _LANGUAGES}
        self._digits_only = LanguageReader(lexicon, "")

    def read(self, text: str, language: str = "en") -> tuple[Figure, ...]:
        """Return the figures that a text states, in the order of the text.

        `language` is a tag such as "en" or "es-MX"; of a language without word lists only digits are read.
        A text given as English that is plainly in another known language is read in that one. Never raises.
        """
        code = language.partition("-")[0].casefold()
        if code == "en":
            code = self._guess(text) if self._may_be_foreign(text) else "en"
        reader = self._readers.get(code, self._digits_only)
        return reader.read(text) if reader.may_state_numbers(text) else ()

    def _may_be_foreign(self, text: str) -> bool:
        return not text.isascii() or self._readers["en"].may_state_numbers(text)

    def _guess(self, text: str) -> str:
        words = [word.strip(_EDGES) for word in fold(text).split()]
        counts = {code: sum(word in self._readers[code].telling for word in words) for code in _LANGUAGES}
        best = max(_LANGUAGES, key=lambda code: counts[code])
        return best if counts[best] > counts["en"] else "en"
