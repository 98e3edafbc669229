"""Which claims say what a message says, in its words or near them."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from operator import mul
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from bot.domain.text import fold, stem, words, words_of
from bot.domain.weighing import COMMON_WEIGHT, Vocabulary, Weigher

CONVINCING: Final = 40.0  # score from which a text without figures is taken to say what a claim says
RELATED: Final = 20.0  # score from which a text is at least about what a claim is about

_MAX_TERMS: Final = 32  # stems that one search asks for, the rarest first
_FEW_WORDS: Final = 12  # up to which common words are looked for as well
_MISSPELT: Final = 6  # power of the likeness of two spellings that makes the credit for meeting the other
_LEAST: Final = 0.35  # of that credit
_ALIKE: Final = 0.5  # credit for a word met in another word of like meaning
_OFFERED: Final = 0.35  # of that credit, where the index is asked
_PART: Final = 3  # letters at least of each of two words that are written as one
_DAYS: Final = (15.0, 120.0)  # within which a claim's day is near a day that the message names, and not far
_EARLIER: Final = 3  # days before such a day, from which a claim can't be about it
_SCALE: Final = 30.0
_INDEXED: Final = 50.0
_UNSEEN: Final = (
    0.9  # what `offered` is guessed to be, as a share of `words`, where the index hasn't seen a claim
)
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


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a message."""

    stem: str
    weight: float  # above 0: the rarer, the heavier
    others: Mapping[str, float] = field(default_factory=dict)  # stems that stand for it, with their credit
    parts: Mapping[str, float] = field(default_factory=dict)  # stems that stand for it together, with weights


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
            if few or term.weight > COMMON_WEIGHT:
                for other, credit in term.others.items():
                    wanted[other] = max(wanted.get(other, 0.0), credit * _OFFERED)
                wanted.update(dict.fromkeys(term.parts, 1.0))
        return wanted | {term.stem: 1.0 for term in chosen if few or term.weight > COMMON_WEIGHT}


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
    about: float  # likewise, whoever of those that the story is named after is heard most


class Likeness(NamedTuple):
    """How surely a claim says what a message says, and where it stands among others."""

    score: float  # 0 to 100
    order: float  # the likelier one's is higher; comparable for one message only


# Which of several claims is likelier; fitted by benchmarks/fit_ranking.py.
_WEIGHTS: Final = Features(0.0, 3.6, 5.1, 4.5, 1.4, 3.7, 0.5, -1.9, 3.1, 9.0, 0.4, 0.6)
# Whether one says it at all, in the order of the first features. Any two texts share some letters: so much
# counts for nothing.
_TELLING: Final = (3.05, 3.0, 6.5, 5.8, 1.1, 4.1, 0.0, -1.75)
_CHANCE: Final = Features(0, 0, 0, 0.5, 0.35, 0, 0, 0, 0, 0, 0, 0)
_BY_CHANCE: Final = math.fsum(map(mul, _TELLING, _CHANCE))


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
        parts: dict[str, tuple[str, ...]] = {}
        for word in dict.fromkeys(words_of(folded)):
            found = others.setdefault(stem(word), {})
            found.update(dict.fromkeys(self._wording.alike.get(stem(word), ()), _ALIKE))
            if word not in self._common and not vocabulary.known(word):
                found.update(
                    (stem(like), max(_LEAST, (fuzz.ratio(word, like) / 100) ** _MISSPELT))
                    for like in vocabulary.correct(word)
                )
                parts[stem(word)] = _parts(word, vocabulary)
        frequency = vocabulary.frequency({like for likes in others.values() for like in likes})
        terms = []
        weigher.learn(others)
        for one, found in others.items():
            likes = {like: credit for like, credit in found.items() if frequency[like] and like != one}
            terms.append(Term(one, weigher.weight(one), likes, _together(one, parts.get(one, ()), weigher)))
        weights = {term.stem: term.weight for term in terms if term.stem not in self._common}
        faint = weigher.faint([term.stem for term in terms if term.stem in self._common])
        weight = sum(weights.values())
        return QueryText(
            folded,
            tuple(terms),
            weights,
            faint,
            tuple(term for term in terms if (term.others or term.parts) and term.stem in weights),
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
            if term.stem in met:
                continue
            if found := term.others.keys() & claim:
                best = max(found, key=term.others.__getitem__)
                met[best] = max(met.get(best, 0.0), term.weight * term.others[best])
            elif term.parts and term.parts.keys() <= set(claim):
                met = {**term.parts, **met}
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
            query.weigher.about(story),
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
    return math.fsum(map(mul, _WEIGHTS, features))


def _together(word: str, parts: Sequence[str], weigher: Weigher) -> dict[str, float]:
    """Return what each of the words in `word` weighs: together no more than that word itself."""
    weights = {part: weigher.weight(part) for part in parts}
    share = min(1.0, weigher.weight(word) / sum(weights.values())) if weights else 0.0
    return {part: share * weight for part, weight in weights.items()}


def _parts(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the stems of two words on record that are one in `word`, the least rare ones; or nothing."""
    if not word.isalpha():
        return ()
    pairs = [(stem(word[:n]), stem(word[n:])) for n in range(_PART, len(word) - _PART + 1)]
    counts = vocabulary.frequency({part for pair in pairs for part in pair})
    known = [pair for pair in pairs if counts[pair[0]] and counts[pair[1]]]
    return max(known, key=lambda pair: min(counts[pair[0]], counts[pair[1]]), default=())


def _day(folded: str) -> int | None:
    """Return the last full date that a text names, as an ordinal."""
    found = [match for pattern in _DATES for match in pattern.finditer(folded)]
    for match in reversed(found):
        with suppress(ValueError):
            return date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"])).toordinal()
    return None
