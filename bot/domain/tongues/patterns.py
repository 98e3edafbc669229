"""Phrases of a word list in which a word may stand for all its endings: "погибш*"."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, TypeVar

from bot.domain.tongues.cutting import cut

T = TypeVar("T")

ANY_ENDING: Final = "*"
_LONGEST_ENDING: Final = 6  # letters that may take the place of the star


def pattern(text: str, code: str) -> tuple[str, ...]:
    """Return a phrase of the lists of a language as the words that a text is cut into, stars kept."""
    found: list[str] = []
    for piece in text.split():
        stem = piece.removesuffix(ANY_ENDING)
        norms = cut(stem, code).norms
        if stem != piece and norms:
            norms[-1] += ANY_ENDING
        found += norms
    return tuple(found)


def _fits(word: str, norm: str) -> bool:
    if not word.endswith(ANY_ENDING):
        return word == norm
    stem = word[:-1]
    return norm.startswith(stem) and len(norm) - len(stem) <= _LONGEST_ENDING


class Patterns(Generic[T]):
    """Phrases with what each means; at a place the one of most words, then of most letters, is found."""

    def __init__(self, items: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._by_first = _Index[T]()
        self._by_last = _Index[T]()
        for words, meaning in items:
            if words:
                self._by_first.add(words[0], words, meaning)
                self._by_last.add(words[-1], words, meaning)

    def words(self) -> Iterator[str]:
        """Yield the words, written in full, with which a phrase can begin."""
        yield from self._by_first.whole

    def knows(self, norm: str) -> bool:
        """Return whether a phrase of one word fits."""
        return any(len(words) == 1 for words, _ in self._by_first.candidates(norm))

    def at(self, norms: Sequence[str], index: int) -> tuple[int, T] | None:
        """Return where the phrase that begins at a token ends (exclusive), and what it means."""
        if not 0 <= index < len(norms):
            return None
        best: tuple[int, T] | None = None
        for words, meaning in self._by_first.candidates(norms[index]):
            end = index + len(words)
            longer = best is None or end > best[0]
            if longer and end <= len(norms) and all(map(_fits, words, norms[index:end])):
                best = end, meaning
        return best

    def before(self, norms: Sequence[str], index: int) -> tuple[int, T] | None:
        """Return where the phrase that ends in front of a token begins, and what it means."""
        if not 0 < index <= len(norms):
            return None
        best: tuple[int, T] | None = None
        for words, meaning in self._by_last.candidates(norms[index - 1]):
            start = index - len(words)
            longer = best is None or start < best[0]
            if longer and start >= 0 and all(map(_fits, words, norms[start:index])):
                best = start, meaning
        return best


class _Index(Generic[T]):
    """Phrases by one of their words, which may be a stem."""

    def __init__(self) -> None:
        self.whole: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._lengths: list[int] = []  # of the stems, the longest first

    def add(self, word: str, words: tuple[str, ...], meaning: T) -> None:
        """Add a phrase under one of its words."""
        if not word.endswith(ANY_ENDING):
            self.whole.setdefault(word, []).append((words, meaning))
            return
        self._stems.setdefault(word[:-1], []).append((words, meaning))
        self._lengths = sorted({*self._lengths, len(word) - 1}, reverse=True)

    def candidates(self, norm: str) -> Iterable[tuple[tuple[str, ...], T]]:
        """Return the phrases to which a word may belong: as written, then by the longest stem."""
        found = self.whole.get(norm, [])
        for length in self._lengths:
            if len(norm) - _LONGEST_ENDING <= length <= len(norm):
                stems = self._stems.get(norm[:length])
                found = found + stems if stems else found
        return found
