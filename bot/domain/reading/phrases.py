"""Phrases of one or more words, found at a place in a text by their first or their last word."""

from collections.abc import Iterable, Iterator, KeysView
from typing import Generic, TypeVar

from bot.domain.reading.tokens import Tokens

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases with what each means; the longest at a place is the one found."""

    def __init__(self, items: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in items:
            if phrase:
                self._by_first.setdefault(phrase[0], []).append((phrase, meaning))
                self._by_last.setdefault(phrase[-1], []).append((phrase, meaning))
        for index in (self._by_first, self._by_last):
            for found in index.values():
                found.sort(key=lambda item: -len(item[0]))

    def starts(self) -> KeysView[str]:
        """Return the words with which a phrase can begin."""
        return self._by_first.keys()

    def at(self, tokens: Tokens, index: int) -> tuple[int, T] | None:
        """Return where the phrase that begins at a token ends (exclusive), and what it means."""
        norms = tokens.norms
        if not 0 <= index < len(norms):
            return None
        for phrase, meaning in self._by_first.get(norms[index], ()):
            end = index + len(phrase)
            if len(phrase) == 1 or tuple(norms[index:end]) == phrase:
                return end, meaning
        return None

    def every(self, tokens: Tokens, index: int) -> Iterator[tuple[int, T]]:
        """Yield every phrase that begins at a token, the longest first."""
        norms = tokens.norms
        for phrase, meaning in self._by_first.get(norms[index], ()):
            end = index + len(phrase)
            if len(phrase) == 1 or tuple(norms[index:end]) == phrase:
                yield end, meaning

    def before(self, tokens: Tokens, index: int) -> tuple[int, T] | None:
        """Return where the phrase that ends in front of a token begins, and what it means."""
        norms = tokens.norms
        if not 0 < index <= len(norms):
            return None
        for phrase, meaning in self._by_last.get(norms[index - 1], ()):
            start = index - len(phrase)
            if len(phrase) == 1 or (start >= 0 and tuple(norms[start:index]) == phrase):
                return start, meaning
        return None
