"""What narrows or widens a count beyond its noun and outcome: "more", "seriously", "killed or injured"."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.domain.lexicon import Lexicon, lists, words
from bot.domain.measures import FURTHER, JOINED, NARROWING
from bot.domain.reading.language import Language
from bot.domain.reading.readings import Reading
from bot.domain.reading.tags import Tag, Tags
from bot.domain.reading.tokens import NUMBER, REACH, Tokens

_NEAR: Final = 12  # words between a count and the word for its outcome
_GROWN: Final = 3  # words between "risen" and "by"
_BETWEEN: Final = 3  # words between how badly people are hurt and that they are
_JOINTS: Final = frozenset({"or", "and", "/"})
_OF_DEGREE: Final = "injured"


class TellingReader:
    """Finds what tells two counts of one outcome apart."""

    def __init__(self, lexicon: Lexicon, language: Language) -> None:
        self._lexicon = lexicon
        self._changing = language.changing
        self._degrees = {
            word: degree
            for degree, found in lists(lexicon.tables, "measures", language.code, "degrees").items()
            for word in found
        }
        self._hurt = frozenset(words(lexicon.tables, "measures", language.code, "hurt", "nouns"))
        self._exclusive = [
            frozenset(found) for found in lists(lexicon.tables, "measures", "exclusive").values()
        ]

    def read(self, tags: Tags, readings: Sequence[Reading], index: int) -> tuple[str, ...]:
        """Return the marks of one count, sorted: see bot/domain/measures.py."""
        reading = readings[index]
        if reading.thing.unit is not None:
            return ()
        found = set()
        if self._is_further(readings, index) or self._is_growth(tags.tokens, reading.first):
            found.add(NARROWING + FURTHER)
        joins = reading.outcome and not _JOINTS.isdisjoint(tags.tokens.vocabulary)
        tag = self._tag_of(tags, reading) if joins else None
        if tag is not None:
            found.update(JOINED + outcome for outcome in self._joined(tags, tag, reading.outcome or ""))
        if not self._degrees.keys().isdisjoint(tags.tokens.vocabulary):
            found.update(NARROWING + degree for degree in self._how_badly(tags.tokens, reading))
        return tuple(sorted(found))

    def _is_growth(self, tokens: Tokens, first: int) -> bool:
        """Return whether a count is by how much another one grew: "the toll has risen by 12 to 85"."""
        near = range(max(first - 1 - _GROWN, 0), first - 1)
        return tokens.norm(first - 1) == "by" and any(tokens.norm(place) in self._changing for place in near)

    @staticmethod
    def _is_further(readings: Sequence[Reading], index: int) -> bool:
        """Return whether "two more", "nine others" comes on top of people whom the text doesn't count.

        Beside a count before it, it is that one's part, or has another outcome: "five dead, nine others".
        """
        reading = readings[index]
        if not reading.thing.borrows or reading.part:
            return False
        return all(other.thing.unit is not None for other in readings[max(index - REACH, 0) : index])

    def _tag_of(self, tags: Tags, reading: Reading) -> Tag | None:
        """Return the nearest words that tell the outcome of a count."""
        tokens = tags.tokens
        places = sorted(
            range(max(reading.first - _NEAR, 0), min(reading.behind + _NEAR, len(tokens))),
            key=lambda place: abs(place - reading.first),
        )
        for place in places:
            tag = tags.starts.get(place)
            if tag is None or tokens.sentence(place) != tokens.sentence(reading.first):
                continue
            if any(self._one(sense.outcome) == reading.outcome for sense in tag.senses):
                return tag
        return None

    def _joined(self, tags: Tags, tag: Tag, outcome: str) -> Iterator[str]:
        """Yield the outcomes that a text joins with the one that its count was read to have."""
        tokens = tags.tokens
        for joint, other in ((tag.end, tag.end + 1), (tag.start - 1, tag.start - 1)):
            word = tokens.norm(joint)
            second = tags.starts.get(other) if joint == tag.end else tags.ends.get(other)
            if (
                word not in _JOINTS
                or second is None
                or tokens.kinds[min(other + 1, len(tokens) - 1)] == NUMBER
            ):
                continue
            found = self._one(second.senses[0].outcome)
            both = {found, outcome}
            if found != outcome and (word != "and" or any(both <= group for group in self._exclusive)):
                yield found

    def _one(self, outcome: str | None) -> str:
        return self._lexicon.canonical_outcome(outcome) if outcome else ""

    def _how_badly(self, tokens: Tokens, reading: Reading) -> Iterator[str]:
        before = range(max(reading.first - _BETWEEN, 0), reading.first)
        for place in (*before, *range(reading.behind, min(reading.behind + _NEAR, len(tokens)))):
            word = tokens.norm(place)
            if place >= reading.behind and (tokens.kinds[place] == NUMBER or word in {",", ";"}):
                return
            hurt = reading.outcome == _OF_DEGREE or tokens.norm(place + 1) in self._hurt
            if hurt and word in self._degrees and tokens.sentence(place) == tokens.sentence(reading.first):
                yield self._degrees[word]
