"""What befell those counted: the verb that the counted noun is subject or object of."""

from typing import Final

from bot.domain.reading.language import Language
from bot.domain.reading.objects import Objects
from bot.domain.reading.readings import Reading
from bot.domain.reading.subjects import Subjects
from bot.domain.reading.tags import Found, Tags
from bot.domain.reading.tokens import Tokens

_ENDING: Final = frozenset({"captured", "abducted", "arrested", "missing"})  # what may come to an end
_ENDS: Final = frozenset({"released", "rescued", "killed"})


class Clauses:
    """Weighs what stands in front of an amount against what stands behind it, in one text."""

    def __init__(self, language: Language, tokens: Tokens) -> None:
        self.tags = Tags(language, tokens)
        self._tokens = tokens
        self._objects = Objects(self.tags)
        self._subjects = Subjects(self.tags)

    def outcome(self, reading: Reading) -> Found | None:
        """Return what befell those counted by an amount, as its own words tell; None where they are silent.

        A word of a list right beside the amount goes before the verb that it is the object of, that before
        the verb that it is the subject of, and a listed verb before any other.
        """
        if reading.thing.outcome is not None:
            return self._undone(reading) or Found(reading.thing.outcome, listed=True, side="near")
        right = self._subjects.right(reading.behind)
        if right is not None and right.side == "near" and right.listed:
            return right
        left = self._objects.left(reading.first)
        if left is not None and left.listed:
            return left
        if right is not None and right.listed and (left is None or left.outcome is None):
            return right
        if reading.thing.unit is not None and reading.thing.noun is None:
            return None
        if left is not None and left.outcome is not None:
            return left
        return self._unlisted(reading, left, right)

    def _undone(self, reading: Reading) -> Found | None:
        """Return what became of those whose noun says what befell them before: "released 31 captured men"."""
        if reading.whole or reading.thing.outcome not in _ENDING:
            return None
        told = self._objects.left(reading.first), self._subjects.right(reading.behind)
        return next((found for found in told if found is not None and found.outcome in _ENDS), None)

    def _unlisted(self, reading: Reading, left: Found | None, right: Found | None) -> Found | None:
        counts = left is None and reading.thing.unit is None
        if right is None:
            others = reading.thing.borrows
            return self._told_before(reading.first, others=others) if counts else None
        if right.outcome is None and not right.agent:
            return (self._objects.apart(reading.first) if counts else None) or right
        # The verb behind "the trial of 24 activists began" is the trial's.
        if right.agent and not right.listed and self._tokens.norm(reading.first - 1) == "of":
            return Found(None, listed=False, side="right", agent=True)
        return right

    def _told_before(self, first: int, *, others: bool) -> Found | None:
        return self._objects.topic(first) or self._objects.beside(first, others=others)
