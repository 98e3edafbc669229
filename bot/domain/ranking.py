"""Which claims say what a message says, in its words or near them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from rapidfuzz import fuzz

from bot.domain.text import fold, stem, words_of

CONVINCING: Final = 50.0  # score from which a text without figures is taken to say what a claim says
RELATED: Final = 20.0  # score from which a text is at least about what a claim is about

_MAX_TERMS: Final = 24  # stems that one search asks for, the rarest first
_COMMON_WEIGHT: Final = 0.15  # of a common word, beside 1 for a word that half the claims have
_PRIOR: Final = 200  # claims assumed to exist beside those on record, so that few claims don't mislead
_CORRECTED: Final = 0.85  # credit for a word met in another spelling
_ALIKE: Final = 0.7  # credit for a word met in another word of like meaning


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of words beforehand."""

    common: frozenset[str] = frozenset()  # words that say little about what a text is about
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict)  # stem: stems that mean about the same


class Vocabulary(Protocol):
    """What is known of the words on record in one workspace."""

    def total(self) -> int:
        """Return how many claims there are."""

    def frequency(self, stems: Iterable[str]) -> Mapping[str, int]:
        """Return in how many claims each stem occurs."""

    def known(self, word: str) -> bool:
        """Return whether a claim spells a word so."""

    def correct(self, word: str) -> Sequence[str]:
        """Return words on record that a word may be a misspelling of, likeliest first."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a message."""

    stem: str
    weight: float  # above 0: the rarer, the heavier
    others: Mapping[str, float] = field(default_factory=dict)  # stems that stand for it, with their credit


@dataclass(frozen=True, slots=True)
class QueryText:
    """A message made ready to be looked for."""

    folded: str
    stems: tuple[str, ...]  # in order
    terms: tuple[Term, ...]  # without repetitions

    def search_terms(self) -> dict[str, float]:
        """Return the stems worth asking the index for, with their weights."""
        chosen = sorted(self.terms, key=lambda term: -term.weight)[:_MAX_TERMS]
        wanted: dict[str, float] = {}
        for term in chosen:
            for other, credit in ((term.stem, 1.0), *term.others.items()):
                wanted[other] = max(wanted.get(other, 0.0), credit)
        return wanted


@dataclass(frozen=True, slots=True)
class CandidateText:
    """What of a claim is compared with a message; every text folded."""

    text: str
    quote: str
    speaker: str
    others: str  # via and outlet
    story: str

    @classmethod
    def of(
        cls, text: str, quote: str | None, speaker: str, others: Iterable[str] = (), story: str = ""
    ) -> "CandidateText":
        """Fold the texts of a claim."""
        return cls(fold(text), fold(quote or ""), fold(speaker), fold(" | ".join(others)), fold(story))

    def packed(self) -> str:
        """Return one string from which `unpacked` makes the same again."""
        return f"{self.text}\n{self.quote}\n{self.speaker}\n{self.others}\n{self.story}"

    @classmethod
    def unpacked(cls, packed: str) -> "CandidateText":
        """Return what `packed` packed."""
        return cls(*packed.split("\n"))


class Features(NamedTuple):
    """How a claim resembles a message, each from 0 to 1."""

    message_covered: float  # the message's words that the claim has, by weight
    claim_covered: float  # the claim's words that the message has
    body_covered: float  # the message's words that the claim's own text has, by weight
    quote: float  # the quote's letters found in the message, or the message's in the quote
    letters: float  # likeness of the two texts as sets of words
    speaker: float  # the speaker's name found in the message
    story: float


class Ranker:
    """Scores claims against a message."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._common = wording.common | {stem(word) for word in wording.common}

    def query(self, text: str, vocabulary: Vocabulary) -> QueryText:
        """Make a message ready: weigh its words, find other spellings of those that nobody uses."""
        folded = fold(text)
        spelt = list(dict.fromkeys(words_of(folded)))
        others: dict[str, dict[str, float]] = {}
        for word in spelt:
            found = others.setdefault(stem(word), {})
            for like in self._wording.alike.get(stem(word), ()):
                found[like] = _ALIKE
            if word not in self._wording.common and not vocabulary.known(word):
                for like in vocabulary.correct(word):
                    found[stem(like)] = _CORRECTED
        frequency = vocabulary.frequency([*others, *(like for likes in others.values() for like in likes)])
        total = vocabulary.total()
        common = {stem(word) for word in spelt if word in self._wording.common}
        terms = tuple(
            Term(
                one,
                _COMMON_WEIGHT
                if one in common
                else _rarity(max(frequency.get(like, 0) for like in (one, *likes)), total),
                {like: credit for like, credit in likes.items() if frequency.get(like) and like != one},
            )
            for one, likes in others.items()
        )
        return QueryText(folded, tuple(stem(word) for word in words_of(folded)), terms)

    def features(self, query: QueryText, candidate: CandidateText) -> Features:
        """Return how a claim resembles a message."""
        body = {stem(word) for word in words_of(candidate.text + " " + candidate.quote)}
        speaker = {stem(word) for word in words_of(candidate.speaker)} - self._common
        story = {stem(word) for word in words_of(candidate.story)}
        around = speaker | story | {stem(word) for word in words_of(candidate.others)}
        whole = sum(term.weight for term in query.terms) or 1.0
        in_body = in_any = 0.0
        met: set[str] = set()
        for term in query.terms:
            best, best_any = 0.0, 0.0
            for one, credit in ((term.stem, 1.0), *term.others.items()):
                if one in body:
                    met.add(one)
                    best = max(best, credit)
                elif one in around:
                    best_any = max(best_any, credit)
            in_body += term.weight * best
            in_any += term.weight * max(best, best_any)
        content = body - self._common
        return Features(
            in_any / whole,
            len(content & met) / (len(content) or 1),
            in_body / whole,
            fuzz.partial_ratio(candidate.quote, query.folded) / 100 if candidate.quote else 0.0,
            fuzz.token_set_ratio(query.folded, candidate.text) / 100,
            len(speaker & set(query.stems)) / (len(speaker) or 1),
            len(story & {t.stem for t in query.terms} - self._common) / (len(story - self._common) or 1),
        )

    def score(self, query: QueryText, candidate: CandidateText) -> float:
        """Return from 0 to 100 how surely a claim says what a message says.

        About 100 is the same words. Below `CONVINCING` a message without figures says something else; below
        `RELATED` it isn't even about the same.
        """
        f = self.features(query, candidate)
        return 100 * (
            0.4 * f.message_covered
            + 0.2 * f.claim_covered
            + 0.2 * f.letters
            + 0.2 * max(f.quote, f.body_covered)
        )


def _rarity(frequency: int, total: int) -> float:
    return math.log(1 + (total + _PRIOR - frequency + 0.5) / (frequency + 0.5))
