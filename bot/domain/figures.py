"""Figures: every number that a text states, read into bounds, with what it counts and what befell it."""

import re
from functools import cached_property
from typing import Final

from bot.domain.lexicon import Lexicon, lists
from bot.domain.reading.reader import LanguageReader
from bot.domain.reading.tokens import fold
from bot.domain.tongues.reader import TongueReader
from bot.domain.wording import describe
from db.models import Figure

__all__ = ["LANGUAGES", "FigureReader", "describe"]

LANGUAGES: Final = ("en", "es", "fr", "de", "ru", "uk", "ar")  # those with word lists
_LATIN: Final = ("es", "fr", "de")
_EDGES: Final = ".,;:!?\"'()،؛؟«»"
_OTHER_SCRIPT: Final = re.compile(r"[\u0400-\u04ff\u0600-\u06ff]")
_LETTERS: Final = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0620-\u064a\u0671-\u06d3]"),
}
_UKRAINIAN: Final = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN: Final = re.compile("[ыэъё]", re.IGNORECASE)
_CLEARLY: Final = 3  # words more that English must know of a text given as another language


class FigureReader:
    """Reads figures out of texts. Holds the word lists of each language, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._english = LanguageReader(lexicon, "en")
        self._english_words = self._english.telling | self._english.number_words
        self._digits_only = LanguageReader(lexicon, "")
        signs = lists(lexicon.tables, "money", "signs").values()
        self._currencies = frozenset(sign for found in signs for sign in found)
        self._tongues: dict[str, TongueReader] = {}

    def read(self, text: str, language: str = "en") -> tuple[Figure, ...]:
        """Return the figures that a text states, in the order of the text.

        `language` is a tag such as "en" or "es-MX"; of a language without word lists only digits are read.
        A text that is plainly in another known language, by its script or its words, is read in that one.
        Never raises.
        """
        code = language.partition("-")[0].casefold()
        if code in LANGUAGES:
            code = self._language_of(text, code)
        if code in LANGUAGES and code != "en":
            return self._tongue(code).read(text)
        reader = self._english if code == "en" else self._digits_only
        return reader.read(text) if reader.may_state_numbers(text) else ()

    def _tongue(self, code: str) -> TongueReader:
        """Return a language's reader, which is made when it is first needed."""
        if code not in self._tongues:
            self._tongues[code] = TongueReader(self._lexicon, code)
        return self._tongues[code]

    def _language_of(self, text: str, given: str) -> str:
        """Return the language to read a text in, by its script first."""
        script = "latin" if text.isascii() else _script(text)
        if script == "arabic":
            return "ar"
        if script == "cyrillic":
            return self._cyrillic(text, given)
        if given in _LATIN:
            words = _words(text)
            english = _among(words, self._english_words)
            return "en" if english > self._known(words, given) + _CLEARLY else given
        return self._guess(text) if self._may_be_foreign(text) else "en"

    def _cyrillic(self, text: str, given: str) -> str:
        ukrainian, russian = _UKRAINIAN.search(text), _RUSSIAN.search(text)
        if bool(ukrainian) != bool(russian):
            return "uk" if ukrainian else "ru"
        words = _words(text)
        likely, other = ("uk", "ru") if given == "uk" else ("ru", "uk")
        return other if self._known(words, other) > self._known(words, likely) else likely

    @cached_property
    def _foreign(self) -> frozenset[str]:
        """The words for numbers by which a text without digits may state one in another language."""
        words = (self._tongue(code).number_words for code in _LATIN)
        return frozenset[str]().union(*words) - self._english_words

    def _may_be_foreign(self, text: str) -> bool:
        if not text.isascii() or self._english.may_state_numbers(text):
            return True
        return not self._foreign.isdisjoint(_words(text))

    def _guess(self, text: str) -> str:
        all_capitals = text.isupper()  # otherwise they make a name, which is no word of any language
        named = self._currencies if all_capitals else frozenset[str]()
        kept = [word for word in text.split() if word not in named and (all_capitals or not word.isupper())]
        words = _words(" ".join(kept))
        english = _among(words, self._english_words)
        counts = {code: self._known(words, code) for code in _LATIN}
        best = max(_LATIN, key=lambda code: counts[code])
        return best if counts[best] > english else "en"

    def _known(self, words: list[str], code: str) -> int:
        return _among(words, self._tongue(code).telling)


def _script(text: str) -> str:
    """Return the script of most of a text's letters."""
    if _OTHER_SCRIPT.search(text) is None:
        return "latin"
    return max(_LETTERS, key=lambda script: len(_LETTERS[script].findall(text)))


def _words(text: str) -> list[str]:
    return [word.strip(_EDGES) for word in fold(text).replace("-", " ").split()]


def _among(words: list[str], known: frozenset[str]) -> int:
    return sum(map(known.__contains__, words))
