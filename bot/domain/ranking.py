"""Which claims say what a message says, in its words or near them."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from operator import mul
from typing import Final, NamedTuple, Protocol

from rapidfuzz import fuzz

from bot.domain.text import fold, stem, words, words_of

CONVINCING: Final = 40.0  # score from which a text without figures is taken to say what a claim says
RELATED: Final = 20.0  # score from which a text is at least about what a claim is about

_MAX_TERMS: Final = 24  # stems that one search asks for, the rarest first
_FEW_WORDS: Final = 12  # up to which common words are looked for as well
_COMMON_WEIGHT: Final = 0.3  # of a common word; a word that half the claims have weighs 0.7
_PRIOR: Final = 200  # claims assumed to exist beside those on record, so that few claims don't mislead
_MISSPELT: Final = 6  # power of the likeness of two spellings that makes the credit for meeting the other
_LEAST: Final = 0.35  # of that credit
_ALIKE: Final = 0.5  # credit for a word met in another word of like meaning
_OFFERED: Final = 0.35  # of that credit, where the index is asked
_DAYS: Final = (15.0, 120.0)  # within which a claim's day is near a day that the message names, and not far
_EARLIER: Final = 3  # days before such a day, from which a claim can't be about it
_SCALE: Final = 30.0
_INDEXED: Final = 50.0
_UNSEEN: Final = (
    0.9  # what `offered` is guessed to be, as a share of `words`, where the index hasn't seen a claim
)
_OFTEN: Final = 20  # claims on record from which a speaker is heard more often than others
_SPEAKERS: Final = 50_000  # whose voices are kept at hand
_SHORT: Final = 6  # weighty words up to which what a message says is judged by its words alone as much
_SPELT: Final = 40  # claims of a search that are compared letter by letter
_WEIGHERS: Final = 64  # workspaces whose words' weights are kept at hand
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATES: Final = (
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[12]\d{{3}})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?P<year>[12]\d{{3}})\b"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of words beforehand."""

    common: frozenset[str] = frozenset()  # words that say little about what a text is about
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict)  # stem: stems that mean about the same


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


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a message."""

    stem: str
    weight: float  # above 0: the rarer, the heavier
    others: Mapping[str, float] = field(default_factory=dict)  # stems that stand for it, with their credit


class Weigher:
    """What each word weighs in one workspace: the rarer, the more."""

    def __init__(self, vocabulary: Vocabulary, common: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._common = common
        self._total = vocabulary.total() + _PRIOR
        self._squares: dict[str, float] = {}  # of the weights; 0 for common words
        self._voices: dict[str, float] = {}

    def learn(self, stems: Iterable[str]) -> None:
        """Look up many stems at once, which is quicker than one by one."""
        total, common = self._total, self._common
        missing = [one for one in stems if one not in self._squares]
        for one, count in self._vocabulary.frequency(missing).items():
            self._squares[one] = 0.0 if one in common else _rarity(count, total) ** 2

    def weight(self, stem: str) -> float:
        """Return what a stem weighs, above 0."""
        self.learn((stem,))
        return math.sqrt(self._squares[stem]) or _COMMON_WEIGHT

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
            counts = self._vocabulary.named([stem(word) for word in words_of(speaker)])
            known = self._voices[speaker] = math.log1p(min(counts, default=0) / _OFTEN)
        return known

    def held(self, stems: Sequence[str]) -> float:
        """Return the sum of the squared weights of some stems, common ones left out.

        Raises KeyError for a stem that was not looked up.
        """
        return sum(map(self._squares.__getitem__, stems))


def _rarity(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5)) if count < total else math.log(2)


@dataclass(frozen=True, slots=True)
class QueryText:
    """A message made ready to be looked for."""

    folded: str
    terms: tuple[Term, ...]  # without repetitions
    weights: Mapping[str, float]  # of the words beside the common ones
    faint: Mapping[str, float]  # of the common ones
    replaceable: tuple[Term, ...]  # those of them for which others may stand
    weight: float  # of all those together
    squares: float  # sum of the squares of their weights
    best: float  # sum of the features of a claim that says the same, not 0
    day: int | None  # a day that it names, as an ordinal
    weigher: Weigher

    def search_terms(self) -> dict[str, float]:
        """Return the stems worth asking the index for, with their weights."""
        few = len(self.terms) <= _FEW_WORDS
        chosen = sorted(self.terms, key=lambda term: -term.weight)[:_MAX_TERMS]
        wanted: dict[str, float] = {}
        for term in chosen:
            if few or term.weight > _COMMON_WEIGHT:
                for other, credit in term.others.items():
                    wanted[other] = max(wanted.get(other, 0.0), credit * _OFFERED)
        return wanted | {term.stem: 1.0 for term in chosen if few or term.weight > _COMMON_WEIGHT}


@dataclass(frozen=True, slots=True)
class CandidateText:
    """What of a claim is compared with a message."""

    text: str  # folded
    quote: str  # folded, or ""
    speaker: str  # folded
    story: frozenset[str]  # stems of the story's name
    stems: tuple[str, ...]  # of all of it, names included, each once, those of the story's name first
    day: int | None = None  # when it was said or published, as an ordinal

    @classmethod
    def of(
        cls,
        text: str,
        quote: str | None,
        speaker: str,
        others: Iterable[str] = (),
        story: str = "",
        day: date | None = None,
    ) -> "CandidateText":
        """Make a claim's texts comparable; `others` are the names of via and outlet."""
        texts = fold(text), fold(quote or ""), fold(speaker)
        named = tuple(map(stem, words(story)))
        spelt = words_of(" ".join((*texts, fold(" | ".join(others)))))
        stems = tuple(dict.fromkeys((*named, *map(stem, spelt))))
        return cls(*texts, frozenset(named), stems, day.toordinal() if day else None)

    def packed(self) -> str:
        """Return one string from which `unpacked` makes the same again."""
        named = len(self.story)
        stems = " ".join(self.stems[:named]), " ".join(self.stems[named:])
        return "\n".join((self.text, self.quote, self.speaker, *stems, str(self.day or "")))

    @staticmethod
    def spoken(packed: str) -> str:
        """Return the words that a claim says, out of what `packed` packed: its quote, else its text."""
        text, quote, _ = packed.split("\n", 2)
        return quote or text

    @classmethod
    def unpacked(cls, packed: str) -> "CandidateText":
        """Return what `packed` packed."""
        text, quote, speaker, story, stems, day = packed.split("\n")
        named = story.split()
        return cls(
            text, quote, speaker, frozenset(named), (*named, *stems.split()), int(day) if day else None
        )


class Features(NamedTuple):
    """How a claim resembles a message."""

    words: float  # the weight of the words that both have, over `_SCALE`
    story: float  # likewise, of the words that the message and the story's name have
    likeness: float  # cosine of message and claim as weighed words, 0 to 1
    phrase: float  # 0 to 1: how much of the shorter text is found, letter by letter, within the longer
    letters: float  # 0 to 1: likeness of the two texts as sets of words
    near: float  # 1 for a claim of the very day that the message names, falling over weeks
    season: float  # likewise, falling over months
    earlier: float  # 1 for a claim made before that day
    common: float  # as `words`, of the common words that both have
    offered: float  # the index's own score, over `_INDEXED`
    voice: float  # how often the claim's speaker is on record


class Likeness(NamedTuple):
    """How surely a claim says what a message says, and where it stands among others."""

    score: float  # 0 to 100
    order: float  # the likelier one's is higher; comparable for one message only


# Fitted by benchmarks/fit_ranking.py. Any two texts share some letters: so much counts for nothing.
_WEIGHTS: Final = Features(3.05, 3.0, 6.5, 5.8, 1.1, 4.1, 0.0, -1.75, 4.1, 5.0, 0.5)
_TELLING: Final = _WEIGHTS[
    : Features._fields.index("common")
]  # the rest says only which of several is likelier
_CHANCE: Final = Features(0, 0, 0, 0.5, 0.35, 0, 0, 0, 0, 0, 0)
_BY_CHANCE: Final = math.fsum(map(mul, _WEIGHTS, _CHANCE))


class Ranker:
    """Scores claims against a message."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._common = wording.common | {stem(word) for word in wording.common}
        self._weighers: dict[str, tuple[int, Weigher]] = {}  # by workspace, with what they were counted by

    def query(self, text: str, vocabulary: Vocabulary) -> QueryText:
        """Make a message ready: weigh its words, find other spellings of those that nobody uses."""
        folded = fold(text)
        weigher = self._weigher(vocabulary)
        others: dict[str, dict[str, float]] = {}
        for word in dict.fromkeys(words_of(folded)):
            found = others.setdefault(stem(word), {})
            found.update(dict.fromkeys(self._wording.alike.get(stem(word), ()), _ALIKE))
            if word not in self._common and not vocabulary.known(word):
                found.update(
                    (stem(like), max(_LEAST, (fuzz.ratio(word, like) / 100) ** _MISSPELT))
                    for like in vocabulary.correct(word)
                )
        frequency = vocabulary.frequency({like for likes in others.values() for like in likes})
        terms = []
        weigher.learn(others)
        for one, found in others.items():
            likes = {like: credit for like, credit in found.items() if frequency[like] and like != one}
            terms.append(Term(one, weigher.weight(one), likes))
        weights = {term.stem: term.weight for term in terms if term.stem not in self._common}
        faint = weigher.faint([term.stem for term in terms if term.stem in self._common])
        weight = sum(weights.values())
        return QueryText(
            folded,
            tuple(terms),
            weights,
            faint,
            tuple(term for term in terms if term.others and term.stem in weights),
            weight,
            sum([one**2 for one in weights.values()]),
            math.fsum(map(mul, _TELLING, (weight / _SCALE, 0, 1, 1, 1))) - _BY_CHANCE,
            _day(folded),
            weigher,
        )

    def _weigher(self, vocabulary: Vocabulary) -> Weigher:
        """Return what words weigh by a vocabulary, looked up anew only where its counts are other ones."""
        workspace, counted = vocabulary.counted
        known = self._weighers.pop(workspace, None)
        if known is None or known[0] != counted:
            known = (counted, Weigher(vocabulary, self._common))
        self._weighers[workspace] = known
        if len(self._weighers) > _WEIGHERS:
            self._weighers.pop(next(iter(self._weighers)), None)
        return known[1]

    def features(self, query: QueryText, candidate: CandidateText, offered: float | None = None) -> Features:
        """Return how a claim resembles a message; `offered` is its score in the index, where it has one."""
        query.weigher.learn(candidate.stems)
        return _spelt(query, candidate, self._met(query, candidate, offered))

    def _met(self, query: QueryText, candidate: CandidateText, offered: float | None) -> Features:
        """Return what words, dates and names say of a claim, its letters not looked at."""
        claim, story, weights = candidate.stems, candidate.story, query.weights
        met = {one: weights[one] for one in weights.keys() & claim}
        for term in query.replaceable:
            if term.stem not in met and (found := term.others.keys() & claim):
                best = max(found, key=term.others.__getitem__)
                met[best] = max(met.get(best, 0.0), term.weight * term.others[best])
        shared = sum(met.values())
        in_story = sum([met[one] for one in met.keys() & story])
        squares = sum([weight * weights.get(one, weight) for one, weight in met.items()])
        held = query.weigher.held(claim)
        near = season = earlier = 0.0
        if query.day and candidate.day:
            apart = candidate.day - query.day
            near, season = (math.exp(-abs(apart) / days) for days in _DAYS)
            earlier = float(apart < -_EARLIER)
        likeness = squares / math.sqrt(query.squares * held) if query.squares and held else 0.0
        return Features(
            shared / _SCALE,
            in_story / _SCALE,
            likeness,
            _CHANCE.phrase,
            _CHANCE.letters,
            near,
            season,
            earlier,
            sum([query.faint[one] for one in query.faint.keys() & claim]) / _SCALE,
            _UNSEEN * shared / _SCALE if offered is None else offered / _INDEXED,
            query.weigher.voice(candidate.speaker),
        )

    def likeness(self, query: QueryText, candidate: CandidateText) -> Likeness:
        """Return how surely a claim that the index hasn't seen yet says what a message says.

        A score of about 100 is the same words. Below `CONVINCING` a message without figures says something
        else; below `RELATED` it isn't even about the same.
        """
        return _likeness(query, self.features(query, candidate))

    def likenesses(
        self, query: QueryText, candidates: Sequence[CandidateText], offered: Sequence[float]
    ) -> list[Likeness]:
        """Return many claims' likenesses, in their order; `offered` are their scores in the index.

        Only the likeliest are compared letter by letter.
        """
        try:
            met = [self._met(query, *one) for one in zip(candidates, offered, strict=True)]
        except KeyError:  # words that were not looked up yet: all at once is quicker than claim by claim
            query.weigher.learn(frozenset().union(*(candidate.stems for candidate in candidates)))
            met = [self._met(query, *one) for one in zip(candidates, offered, strict=True)]
        likely = sorted(range(len(met)), key=lambda place: -_sum(met[place]))[:_SPELT]
        for place in likely:
            met[place] = _spelt(query, candidates[place], met[place])
        return [_likeness(query, features) for features in met]


def _spelt(query: QueryText, candidate: CandidateText, met: Features) -> Features:
    said = query.folded
    phrase, letters = fuzz.partial_ratio(said, candidate.text), fuzz.token_set_ratio(said, candidate.text)
    if " " in candidate.quote:
        phrase = max(phrase, fuzz.partial_ratio(said, candidate.quote))
        letters = max(letters, fuzz.token_set_ratio(said, candidate.quote))
    return met._replace(phrase=phrase / 100, letters=letters / 100)


def _likeness(query: QueryText, found: Features) -> Likeness:
    alike = (math.fsum(map(mul, _TELLING, found)) - _BY_CHANCE) / query.best
    if query.weight:
        short = 0.5 * min(1.0, _SHORT / len(query.weights))
        alike = short * found.words * _SCALE / query.weight + (1 - short) * alike
    return Likeness(max(0.0, min(100.0, 100 * alike)), _sum(found))


def _sum(features: Features) -> float:
    return math.fsum(map(mul, _WEIGHTS, features)) - _BY_CHANCE


def _day(folded: str) -> int | None:
    """Return the last full date that a text names, as an ordinal."""
    found = [match for pattern in _DATES for match in pattern.finditer(folded)]
    for match in reversed(found):
        with suppress(ValueError):
            return date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"])).toordinal()
    return None
