"""Synthetic ledgers: seeded, with words, stories and speakers as unevenly common as in real ones."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Final

from db.models import ClaimDraft

CLAIMS_A_STORY: Final = 40  # on average; a few stories have thousands
POSITIONS: Final = 300  # figures that go round in one story, the first of them mostly
_FIGURED: Final = 0.7  # share of claims that state one
_WORDS: Final = 40_000
_SPEAKERS: Final = 3_000
_OUTLETS: Final = 300
_BEGINNINGS: Final = (*"bcdfghjklmnprstvwz", "br", "ch", "dr", "fl", "gr", "pl", "st", "tr")
_MIDDLES: Final = (*"aeiou", "ai", "ea", "ee", "ie", "oa", "ou")
_ENDS: Final = ("", *"nrsltm", "nd", "rt", "st", "ck", "ng")
_THINGS: Final = (
    "soldiers were killed",
    "people were injured",
    "homes were destroyed",
    "protesters were arrested",
    "families were displaced",
    "fighters were captured",
    "jobs were cut",
    "patients were infected",
    "children were rescued",
    "vehicles were damaged",
)
_STATEMENTS: Final = ("talks go on", "help is on its way", "the road is closed", "nothing has changed")
_HEDGES: Final = ("", "", "", "about ", "at least ", "more than ", "up to ", "nearly ", "fewer than ")
_EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)


class _Uneven:
    """Picks the first of a sequence most often, the n-th about n times more seldom (Zipf's law)."""

    def __init__(self, choices: Sequence[str]) -> None:
        self._choices = choices
        self._sums = list(accumulate(1 / (rank + 3) for rank in range(len(choices))))

    def pick(self, rng: random.Random, count: int = 1) -> list[str]:
        """Return `count` choices, repetitions included."""
        return rng.choices(self._choices, cum_weights=self._sums, k=count)


class Newsroom:
    """An endless source of claims; the same seed gives the same ones."""

    def __init__(self, claims: int, seed: int = 1) -> None:
        self._rng = random.Random(seed)
        spelt = list(dict.fromkeys(self._word() for _ in range(_WORDS * 2)))[:_WORDS]
        self._words = _Uneven(spelt)
        self._speakers = _Uneven([f"{self._name()} {self._name()}" for _ in range(_SPEAKERS)])
        self._outlets = _Uneven([f"The {self._name()} Post" for _ in range(_OUTLETS)])
        self._ranks = _Uneven([str(rank) for rank in range(POSITIONS)])
        stories = max(3, claims // CLAIMS_A_STORY)
        self._stories = _Uneven([f"{self._name()} {self._name()}, {2000 + n % 26}" for n in range(stories)])

    def _word(self) -> str:
        rng = self._rng
        return "".join(
            rng.choice(_BEGINNINGS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)
            for _ in range(rng.choice((1, 2, 2, 3)))
        )

    def _name(self) -> str:
        return self._word().capitalize()

    def _stated(self, story: str) -> str:
        """Return a figure: people who speak of one event mostly repeat one of a few that are going round."""
        rank = self._ranks.pick(self._rng)[0]
        going_round = random.Random(f"{story} {rank}")
        number = round(10 ** going_round.uniform(0, 5))
        return f"{going_round.choice(_HEDGES)}{number:,} {going_round.choice(_THINGS)}"

    def claim(self, story: str | None = None) -> ClaimDraft:
        """Return the next claim, about a story or any."""
        rng = self._rng
        speaker = self._speakers.pick(rng)[0]
        said = _EPOCH + timedelta(minutes=rng.randrange(5_000_000))
        around = " ".join(self._words.pick(rng, rng.randint(6, 18)))
        story = story or self._stories.pick(rng)[0]
        stated = self._stated(story) if rng.random() < _FIGURED else rng.choice(_STATEMENTS)
        return ClaimDraft(
            story=story,
            text=f"{speaker} says {stated} {around}.",
            speaker=speaker,
            outlet=self._outlets.pick(rng)[0],
            said_at=said,
        )

    def claims(self, count: int, story: str | None = None) -> Iterator[ClaimDraft]:
        """Yield the next `count` claims, all about one story where it is given."""
        return (self.claim(story) for _ in range(count))

    def message(self, claim: ClaimDraft) -> str:
        """Return what somebody might ask about a claim: its figure, or some of its words, one misspelt."""
        rng = self._rng
        parts = claim.text.split()
        if rng.random() < 0.4:
            return " ".join(parts[3:8])
        chosen = rng.sample(parts, min(len(parts), rng.randint(4, 10)))
        slip = rng.randrange(len(chosen))
        chosen[slip] = chosen[slip][:2] + chosen[slip][3:]
        return " ".join(chosen)
