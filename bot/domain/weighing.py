"""What each word weighs in one workspace, and how often each speaker is heard there."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from bot.domain.text import stem, words_of

COMMON_WEIGHT: Final = 0.3  # of a common word; a word that half the claims have weighs 0.7

_PRIOR: Final = 200  # claims assumed to exist beside those on record, so that few claims don't mislead
_OFTEN: Final = 20  # claims on record from which a speaker is heard more often than others
_SPEAKERS: Final = 50_000  # whose voices are kept at hand, and as many stories


class Vocabulary(Protocol):
    """What is known of the words on record in one workspace."""

    @property
    def counted(self) -> tuple[str, int]:
        """What its counts hold for: another key, other counts."""

    def total(self) -> int:
        """Return how many claims there are."""

    def frequency(self, stems: Iterable[str]) -> Mapping[str, int]:
        """Return in how many claims each stem occurs."""

    def named(self, stems: Sequence[str]) -> Sequence[int]:
        """Return in how many claims each stem is in the name of who said it or passed it on."""

    def known(self, word: str) -> bool:
        """Return whether a claim spells a word so."""

    def correct(self, word: str) -> Sequence[str]:
        """Return words on record that a word may be a misspelling of, likeliest first."""


class Weigher:
    """What each word weighs in one workspace: the rarer, the more."""

    def __init__(self, vocabulary: Vocabulary, common: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._common = common
        self._total = vocabulary.total() + _PRIOR
        self._squares: dict[str, float] = {}  # of the weights; 0 for common words
        self._voices: dict[str, float] = {}
        self._abouts: dict[frozenset[str], float] = {}
        self._names: dict[str, int] = {}  # by stem: claims that have it in a speaker's or outlet's name

    def learn(self, stems: Iterable[str]) -> None:
        """Look up many stems at once, which is quicker than one by one."""
        total, common = self._total, self._common
        missing = [one for one in stems if one not in self._squares]
        for one, count in self._vocabulary.frequency(missing).items():
            self._squares[one] = 0.0 if one in common else _rarity(count, total) ** 2

    def weight(self, stem: str) -> float:
        """Return what a stem weighs, above 0."""
        self.learn((stem,))
        return math.sqrt(self._squares[stem]) or COMMON_WEIGHT

    def faint(self, stems: Iterable[str]) -> dict[str, float]:
        """Return what common words weigh where they are met beside weightier ones, above 0."""
        counts = self._vocabulary.frequency(stems)
        return {one: _rarity(count, self._total) for one, count in counts.items()}

    def voice(self, speaker: str) -> float:
        """Return how often a speaker, given as folded, is on record: 0 for hardly ever, 3 for 400 claims."""
        known = self._voices.get(speaker)
        if known is None:
            if len(self._voices) >= _SPEAKERS:
                self._voices.clear()
            counts = self._named([stem(word) for word in words_of(speaker)])
            known = self._voices[speaker] = math.log1p(min(counts, default=0) / _OFTEN)
        return known

    def about(self, story: frozenset[str]) -> float:
        """Return how often whoever of those that a story is named after is heard most is on record.

        Takes the stems of the story's name; the measure is that of `voice`.
        """
        known = self._abouts.get(story)
        if known is None:
            if len(self._abouts) >= _SPEAKERS:
                self._abouts.clear()
            counts = self._named([one for one in story if one not in self._common])
            known = self._abouts[story] = math.log1p(max(counts, default=0) / _OFTEN)
        return known

    def _named(self, stems: Sequence[str]) -> list[int]:
        names = self._names
        if missing := [one for one in stems if one not in names]:
            names.update(zip(missing, self._vocabulary.named(missing), strict=True))
        return [names[one] for one in stems]

    def held(self, stems: Sequence[str]) -> float:
        """Return the sum of the squared weights of some stems, common ones left out.

        Raises KeyError for a stem that was not looked up.
        """
        return sum(map(self._squares.__getitem__, stems))


def _rarity(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5)) if count < total else math.log(2)
