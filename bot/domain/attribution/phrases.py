"""Where the noun phrase of a source begins and ends, and where what is said does."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.domain.attribution.cues import Words
from bot.domain.attribution.layout import Unit

_INSIDE: Final = frozenset(".()'&-/$%")  # marks within a name
_CONNECTING: Final = frozenset({"but", "and", "still", "meanwhile", "however", "yet", "so"})
_AFTER_A_COMMA: Final = frozenset(
    {"but", "after", "when", "as", "while", "in", "during", "according", "and", "before"}
)
_ADJUNCT: Final = frozenset(
    {"when", "while", "after", "as", "during", "before", "last", "earlier", "about", "following", "this"}
)
_PERHAPS_ADJUNCT: Final = frozenset({"in", "on", "at", "by", "to"})
_LONGEST_APPOSITION: Final = 30  # units between a name and the verb behind what explains it


class Reach(NamedTuple):
    """A stretch of a sentence's units; `last` is the last one of it."""

    first: int
    last: int


class Phrases:
    """Finds phrases in the units of one sentence."""

    def __init__(self, words: Words, units: Sequence[Unit]) -> None:
        self.words = words
        self.units = units
        last = len(units) - 1
        while last > 0 and units[last].kind == "mark" and units[last].key in {".", "!", "?", "…", ":", ";"}:
            last -= 1
        self.last = last  # the last unit before the closing mark

    def is_comma(self, at: int) -> bool:
        """Return whether a comma, or a dash, stands at a place."""
        return at <= self.last and self.key(at) in {",", "--", "–", "—"}

    def is_quote(self, at: int) -> bool:
        """Return whether a quotation stands at a place."""
        return 0 <= at < len(self.units) and self.units[at].kind == "quote"

    def key(self, at: int) -> str:
        """Return the word or mark at a place, "" outside the sentence."""
        return self.units[at].key if 0 <= at < len(self.units) and self.units[at].kind != "quote" else ""

    def before_auxiliaries(self, at: int) -> int:
        """Return the last place before a verb that is no auxiliary and no adverb of it."""
        at -= 1
        words = self.words
        while at >= 0 and self.units[at].kind == "word":
            key = self.units[at].key
            adverb = key in words.adverbs or (key.endswith("ly") and key not in words.nouns_in_ly)
            if (self.units[at].capital and at > 0) or not (key in words.auxiliaries or adverb):
                break
            at -= 1
        return at

    def subject(self, verb: int) -> Reach | None:
        """Return the noun phrase before a verb that is its subject; None where there is none."""
        last = self.before_auxiliaries(verb)
        if last < 0 or self.is_quote(last):
            return None
        key = self.key(last)
        if key == "to":
            return None
        if self.is_comma(last):
            return self._explained(last)
        if key in {"and", "but", "then"}:
            return self.shared(last)
        if self.units[last].kind == "mark" and key not in {")", "'", "’"}:
            return None
        if key in self.words.relatives and last > 0:
            return Reach(last, last)
        first = self._begins(last)
        return Reach(first, last) if first is not None and self._can_speak(first, last) else None

    def _can_speak(self, first: int, last: int) -> bool:
        """Return whether a phrase may be somebody who says something, and no mere adjunct."""
        key = self.key(first)
        alone = first == last and key in self.words.objects - {"it", "you"}
        return key not in self.words.prepositions and not alone and not self.words.is_verb(self.units[first])

    def _begins(self, last: int) -> int | None:
        """Return where a noun phrase that ends at a place begins."""
        words, first = self.words, last
        while first > 0:
            before = self.units[first - 1]
            if before.kind == "quote" or (before.kind == "mark" and before.key not in _INSIDE):
                break
            if before.key in words.openers and not (self._joins(first - 1) or self._tells_which(first - 1)):
                break
            first -= 1
        return self._without_adjunct(first, last)

    def _tells_which(self, at: int) -> bool:
        """Return whether “who”, “which” or “that” begins what tells somebody apart: “a man who fled said”."""
        return at > 0 and self.key(at) in self.words.relatives and self.words.is_verb(self.units[at + 1])

    def _joins(self, at: int) -> bool:
        """Return whether an “and” joins two names or nouns."""
        if self.key(at) not in {"and", "or"} or at == 0:
            return False
        before, after = self.units[at - 1], self.units[at + 1]
        if before.kind != "word" or self.words.is_verb(before):
            return False
        return at == 1 or before.capital == after.capital or not self._clause_before(at)

    def _clause_before(self, at: int) -> bool:
        """Return whether a verb stands before a place in its clause."""
        for place in range(at - 1, -1, -1):
            if self.is_comma(place) or self.is_quote(place):
                return False
            if self.words.is_verb(self.units[place]):
                return True
        return False

    def _without_adjunct(self, first: int, last: int) -> int | None:
        """Return where a phrase begins behind “On Monday” or “In 2013”."""
        while first <= last and self.key(first) in self.words.prepositions | self.words.adverbs:
            if (first < last and self.key(first + 1) in self.words.days) or (
                first < last and self.units[first + 1].kind == "number"
            ):
                first += 2
            elif self.key(first) in self.words.adverbs | _CONNECTING:
                first += 1
            else:
                break
        return first if first <= last else None

    def _explained(self, comma: int) -> Reach | None:
        """Return a name with what explains it, which ends with a comma: “Ann Lee, the mayor, said”."""
        first = comma - 1
        while first > 0 and comma - first < _LONGEST_APPOSITION:
            if self.is_quote(first - 1) or self.key(first - 1) in {";", ":"}:
                break
            first -= 1
        first = self._behind_introduction(first, comma)
        if first >= comma or not any(self.is_comma(at) for at in range(first, comma)):
            return None
        name_ends = next(at for at in range(first, comma) if self.is_comma(at))
        if any(self.words.is_verb(unit) for unit in self.units[first:name_ends]):
            return None
        return Reach(first, comma - 1)

    def _behind_introduction(self, first: int, last: int) -> int:
        """Return where a clause begins behind “In Paris,”, “However,” or “After the fire,”."""
        if self.key(first) in self.words.prepositions:
            for at in range(first, min(last, first + 15)):
                if self.is_comma(at):
                    return at + 1
        return first

    def shared(self, joint: int) -> Reach | None:
        """Return the subject of the verb before an “and”: “Ann Lee left the hall and said”."""
        first = self._behind_introduction(0, joint)
        verb = next((at for at in range(first, joint) if self.words.is_verb(self.units[at])), None)
        if verb is None or verb == first:
            return None
        found = self.subject(verb)
        return found if found and found.last < joint else None

    def named(self, at: int) -> Reach | None:
        """Return the noun phrase that begins at a place and ends at a comma, apposition included."""
        found = self.following(at)
        if found is None:
            return None
        commas = [place for place in range(at, found.last + 1) if self.is_comma(place)]
        if not commas:
            return found
        ends = commas[0]
        if len(commas) > 1 or self.is_comma(found.last + 1):
            second = commas[1] if len(commas) > 1 else found.last + 1
            explains = self.key(ends + 1) in self.words.determiners | self.words.relatives
            if explains and (second < found.last or self.is_comma(second)):
                ends = second
        return Reach(at, ends - 1)

    def following(self, at: int) -> Reach | None:
        """Return the noun phrase that begins at a place, behind its verb: “said Ann Lee, the mayor”."""
        if at > self.last or self.units[at].kind not in {"word", "number"}:
            return None
        key = self.key(at)
        named = self.units[at].capital or key in self.words.determiners or key in self.words.pronouns
        if key in self.words.objects - {"it", "you"} or key in self.words.openers | self.words.days:
            return None
        if not named and key in self.words.prepositions:
            return None
        last = at
        while last < self.last and not self._ends_before(last + 1):
            last += 1
        return Reach(at, last)

    def _ends_before(self, at: int) -> bool:
        """Return whether a noun phrase behind its verb ends before a place."""
        unit, key = self.units[at], self.key(at)
        if unit.kind == "quote" or key in {":", ";", "--", "–", "—"} or key in self.words.days:
            return True
        if self.is_comma(at):
            after = self.key(at + 1)
            begins = after.endswith("ing") or after in _AFTER_A_COMMA
            return self.is_quote(at + 1) or begins or after in self.words.pronouns - {"who", "one", "which"}
        return key in _ADJUNCT or (key in _PERHAPS_ADJUNCT and self._occasion(at))

    def _occasion(self, at: int) -> bool:
        """Return whether a preposition begins “on Monday”, “in a statement” or the like."""
        beyond = [self.key(place) for place in range(at + 1, min(at + 6, self.last + 1))]
        return any(key in self.words.days or key in self.words.occasions for key in beyond)
