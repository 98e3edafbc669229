"""Figures: every number that a text states, read into bounds, with what it counts and what befell it."""

import re
from typing import Final

from bot.domain.lexicon import Lexicon
from bot.domain.reading.reader import LanguageReader
from bot.domain.reading.tokens import fold
from bot.domain.wording import describe
from db.models import Figure

__all__ = ["FigureReader", "describe"]

_LATIN: Final = ("en", "es", "fr", "de")
_SCRIPTS: Final = (  # letters by which a script is known, and the languages that are written in it
    (re.compile("[\u0400-\u04ff]"), ("ru", "uk")),
    (re.compile("[\u0620-\u064a]"), ("ar",)),
)
_LANGUAGES: Final = frozenset(_LATIN).union(*(codes for _, codes in _SCRIPTS))
_EDGES: Final = ".,;:!?\"'()،؛؟«»"


class FigureReader:
    """Reads figures out of texts. Holds the word lists of each language, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._readers = {code: LanguageReader(lexicon, code) for code in ("", *_LATIN)}
        others = [self._readers[code] for code in _LATIN[1:]]
        self._foreign = frozenset[str]().union(*(reader.number_words for reader in others))
        self._foreign -= self._readers["en"].telling

    def read(self, text: str, language: str = "en") -> tuple[Figure, ...]:
        """Return the figures that a text states, in the order of the text.

        `language` is a tag such as "en" or "es-MX"; of a language without word lists only digits are read.
        A text given as English that is plainly in another known language is read in that one. Never raises.
        """
        code = language.partition("-")[0].casefold()
        if code == "en":
            code = self._guess(text) if self._may_be_foreign(text) else "en"
        reader = self._reader(code if code in _LANGUAGES else "")
        return reader.read(text) if reader.may_state_numbers(text) else ()

    def _reader(self, code: str) -> LanguageReader:
        """Return a language's reader; those of other scripts are made when they are first needed."""
        if code not in self._readers:
            self._readers[code] = LanguageReader(self._lexicon, code)
        return self._readers[code]

    def _may_be_foreign(self, text: str) -> bool:
        if not text.isascii() or self._readers["en"].may_state_numbers(text):
            return True
        return not self._foreign.isdisjoint(_words(text))

    def _guess(self, text: str) -> str:
        if not text.isupper():  # names of currencies and organisations are no words of any language
            text = " ".join(word for word in text.split() if not word.isupper())
        words = _words(text)
        codes = ["en"]
        for script, written in _SCRIPTS:
            if script.search(text):
                codes += written
        if len(codes) == 1:
            codes += _LATIN[1:]
        counts = {code: sum(word in self._reader(code).telling for word in words) for code in codes}
        best = max(codes, key=lambda code: counts[code])
        return best if counts[best] > counts["en"] else "en"


def _words(text: str) -> list[str]:
    return [word.strip(_EDGES) for word in fold(text).replace("-", " ").split()]
