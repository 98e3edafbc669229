"""What the words of one sentence are: verbs, the beginnings of noun phrases, commas."""

from collections.abc import Sequence
from typing import Final

from bot.domain.attribution.cues import ING, PAST, Cue, Words
from bot.domain.attribution.layout import Unit

_CLOSING: Final = frozenset({".", "!", "?", "…", ":", ";"})
_LONGEST_PARENTHESIS: Final = 25  # units
_NAMING: Final = 2  # letters of an abbreviation that is no plural, "us"


class Grammar:
    """The units of one sentence, by what they may be; a place outside the sentence is nothing at all."""

    def __init__(self, words: Words, units: Sequence[Unit]) -> None:
        self.words = words
        self.units = units
        last = len(units) - 1
        while last > 0 and units[last].kind == "mark" and units[last].key in _CLOSING:
            last -= 1
        self.last = last  # the last unit before the closing mark
        self._keys = tuple("" if unit.kind == "quote" else unit.key for unit in units)
        self._finite: dict[int, bool] = {}  # by place: it is asked often

    def key(self, at: int) -> str:
        """Return the word or mark at a place, "" for a quotation."""
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def within(self, at: int, *names: str) -> bool:
        """Return whether the word at a place stands on one of the lists."""
        key = self.key(at)
        for name in names:  # noqa: SIM110 -- asked more often than anything else; a generator costs twice as much
            if key in self.words[name]:
                return True
        return False

    def is_word(self, at: int) -> bool:
        """Return whether a word stands at a place."""
        return 0 <= at < len(self.units) and self.units[at].kind == "word"

    def is_dash(self, at: int) -> bool:
        """Return whether a dash stands at a place."""
        return 0 <= at < len(self.units) and self.units[at].kind == "dash"

    def is_comma(self, at: int) -> bool:
        """Return whether a comma, or a dash, stands at a place."""
        return at <= self.last and (self.key(at) == "," or self.is_dash(at))

    def is_quote(self, at: int) -> bool:
        """Return whether a quotation stands at a place."""
        return 0 <= at < len(self.units) and self.units[at].kind == "quote"

    def is_number(self, at: int) -> bool:
        """Return whether a number stands at a place."""
        return 0 <= at < len(self.units) and self.units[at].kind == "number"

    def capital(self, at: int) -> bool:
        """Return whether a word at a place begins with a capital letter."""
        return self.is_word(at) and self.units[at].capital

    def is_possessive(self, at: int) -> bool:
        """Return whether “’s” or the apostrophe of a plural stands at a place."""
        return self.key(at) in {"'s", "'", "’"} and at > 0 and self.units[at - 1].end == self.units[at].start

    def is_adverb(self, at: int) -> bool:
        """Return whether a word is an adverb."""
        key = self.key(at)
        if key in self.words["adverbs"]:
            return True
        return (
            self.is_word(at)
            and not self.capital(at)
            and len(key) > 4
            and key.endswith("ly")
            and (key not in self.words["nouns_in_ly"])
        )

    def is_auxiliary(self, at: int) -> bool:
        """Return whether a word helps a verb: “has”, “wouldn’t”."""
        return self.within(at, "auxiliaries") or self.key(at).endswith("n't")

    def is_finite(self, at: int) -> bool:
        """Return whether a word is, as far as can be told, a verb with a subject of its own."""
        found = self._finite.get(at)
        if found is None:
            found = self._finite[at] = self._is_verb(at)
        return found

    def _is_verb(self, at: int) -> bool:
        if not self.is_word(at) or (self.capital(at) and at > 0):
            return False
        key = self.key(at)
        if self.is_possessive(at):
            return self.within(at - 1, "subjects")
        if self.is_auxiliary(at) and not self.within(at, "nonfinite"):
            return True
        if self.within(at, "verbs") and not self.within(at, "participles"):
            return True
        if self._modifies(at):
            return False
        return self.words.told(key) or self.within(at, "verbs") or (key.endswith("ed") and len(key) > 4)

    def _modifies(self, at: int) -> bool:
        """Return whether what looks like a verb belongs to a noun: “the retired officer”, “her claims”."""
        before = at - 1
        while self.is_adverb(before):
            before -= 1
        if not (self.is_word(before) or self.is_number(before)):
            noun = self.is_word(at + 1) and not self.within(
                at + 1, "prepositions", "determiners", "objects", "openers"
            )
            return noun and not self.is_adverb(at + 1) and not self.is_auxiliary(at + 1)
        if self.within(before, "determiners") and not self.within(before, "subjects", "pronouns"):
            return True
        return (
            self.is_number(before)
            or self.is_possessive(before)
            or self.within(before, "prepositions", "linking")
        )

    def is_participle(self, at: int) -> bool:
        """Return whether a word looks like a participle: “released”, “marching”."""
        key = self.key(at)
        if not self.is_word(at) or self.capital(at):
            return False
        return (key.endswith(("ed", "ing")) and len(key) > 4) or key in self.words["participles"]

    def begins_phrase(self, at: int) -> bool:
        """Return whether a noun phrase may begin at a place."""
        if self.is_number(at) or self.capital(at):
            return not self.within(at, "openers", "prepositions") or self.within(at, "pronouns")
        return self.within(at, "determiners", "pronouns", "subjects", "plurals")

    def is_plural(self, at: int) -> bool:
        """Return whether a word looks like the plural of a noun."""
        key = self.key(at)
        if key in self.words["plurals"]:
            return True
        return (
            self.is_word(at)
            and key.endswith("s")
            and not key.endswith(("ss", "us", "is", "'s"))
            and (len(key) > _NAMING + 1)
        )

    def opening(self, closing: int) -> int | None:
        """Return where the parenthesis that ends at a place begins; None where it doesn't."""
        for at in range(closing - 1, max(-1, closing - _LONGEST_PARENTHESIS), -1):
            if self.key(at) in {"(", "["}:
                return at
        return None

    def is_time(self, at: int) -> bool:
        """Return whether a word says when: a day, “week”, “month”."""
        return self.within(at, "days")

    def before_auxiliaries(self, cue: Cue) -> int:
        """Return the last place before a verb that is no auxiliary and no adverb of it."""
        at = cue.first - 1
        while at >= 0 and (self.is_word(at) or self.is_possessive(at)):
            if self.is_time(at) and at > 1 and self.within(at - 1, "when"):
                at -= 2
                continue
            helps = self.is_auxiliary(at)
            if self.key(at) == "'s":
                helps = cue.form == ING or (cue.form == PAST and self.within(at - 1, "subjects"))
            if not (helps or self.is_adverb(at)) or (self.capital(at) and self.is_word(at - 1)):
                break
            at -= 1
        return at

    def verb_between(self, first: int, last: int) -> bool:
        """Return whether a finite verb, or a quotation, stands between two places, both included."""
        return any(self.is_quote(at) or self.is_finite(at) for at in range(first, last + 1))
