"""Where the noun phrase of a source begins and ends."""

from typing import Final, NamedTuple

from bot.domain.attribution.cues import BASE, THIRD, Cue
from bot.domain.attribution.grammar import Grammar

_INSIDE: Final = frozenset(".'’&/$%£€'s")  # marks within a name
_LATER: Final = frozenset({"last", "this", "earlier", "on"})  # behind “a report released”
_LONGEST: Final = 60  # units of a noun phrase
_LONGEST_LIST: Final = 12  # units between two names of a list


class Reach(NamedTuple):
    """A stretch of a sentence's units; `last` is the last one of it."""

    first: int
    last: int


class Phrases:
    """Finds the noun phrases of one sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def ending(self, last: int, since: int = 0) -> Reach | None:
        """Return the noun phrase that ends at a place; None where none does."""
        grammar = self._grammar
        if grammar.key(last) == ")":
            opening = grammar.opening(last)
            inner = self.ending(opening - 1, since) if opening else None
            return Reach(inner.first, last) if inner else None
        if grammar.within(last, "subjects", "relatives"):
            return Reach(last, last)
        if grammar.key(last) in {"whom", "which"} and grammar.key(last - 1) == "of" and last > since + 1:
            return Reach(last - 2, last)
        if not self._may_end(last):
            return None
        first = self._begins(last, since)
        first = self._behind_adjunct(first, last) if first is not None else None
        if first is None or not self._may_speak(first, last):
            return None
        return self._listed(first, last, since)

    def _may_end(self, last: int) -> bool:
        """Return whether a noun phrase of somebody may end with a word."""
        grammar = self._grammar
        if grammar.is_number(last):
            return True
        if grammar.is_possessive(last) or not (grammar.is_word(last) or grammar.key(last) == "."):
            return False
        if grammar.is_finite(last) and not grammar.within(last, "speakers"):
            return (
                grammar.is_participle(last) and grammar.is_word(last - 1) and grammar.key(last + 1) in _LATER
            )
        if grammar.within(last, "speakers") or (
            grammar.key(last) in {"them", "us"} and grammar.key(last - 1) == "of"
        ):
            return True
        return not grammar.within(last, "objects", "prepositions", "articles", "linking") or grammar.capital(
            last
        )

    def _begins(self, last: int, since: int) -> int | None:
        """Return where the noun phrase that ends at a place begins, adjuncts before it included."""
        grammar, first, at = self._grammar, last, last
        while at >= max(since, last - _LONGEST):
            if grammar.key(at) in {")", "]"}:
                opening = grammar.opening(at)
                if opening is None:
                    break
                first = opening
                at = opening - 1
                continue
            if not (grammar.is_word(at) or grammar.is_number(at) or grammar.key(at) in _INSIDE):
                break
            if at < last and grammar.within(at, "subjects") and not grammar.within(at, "relatives"):
                break
            if grammar.within(at, "openers") and not self._joins(at) and not self._tells_which(at, last):
                break
            if grammar.is_finite(at) and at < last:
                relative = self._relative(at, since)
                if relative is not None:
                    at = relative - 1
                    continue
                if not (grammar.is_participle(at) and self._reduced(at, last)):
                    return first if self._stands_alone(first, last) else None
            first = at
            at -= 1
        return first

    def _tells_which(self, at: int, last: int) -> bool:
        """Return whether “that” begins a clause of the noun before it: “a firm that owns boats”."""
        grammar = self._grammar
        if not grammar.within(at, "relatives") or at == 0 or at + 1 >= last or not grammar.is_word(at - 1):
            return False
        if grammar.is_finite(at - 1) or grammar.within(at - 1, "subjects"):
            return False
        return grammar.is_word(at + 1) and not grammar.capital(at + 1) and grammar.is_plural(at + 1)

    def _relative(self, verb: int, since: int) -> int | None:
        """Return where “who”, “which” or “that” stands before a verb that tells somebody apart."""
        grammar, at = self._grammar, verb - 1
        while at > since and (grammar.is_auxiliary(at) or grammar.is_adverb(at)):
            at -= 1
        return at if at > since and grammar.within(at, "relatives") and grammar.is_word(at - 1) else None

    def _reduced(self, at: int, last: int) -> bool:
        """Return whether a participle tells which: “a poll released in May”, “people trapped there”."""
        grammar = self._grammar
        if at == 0 or not grammar.is_word(at - 1) or grammar.within(at - 1, "openers", "subjects"):
            return False
        behind = at + 1
        leads_on = grammar.within(behind, "prepositions", "days", "when") or grammar.is_adverb(behind)
        return leads_on or behind > last

    def _stands_alone(self, first: int, last: int) -> bool:
        """Return whether what stands between a verb and a cue may be a phrase by itself."""
        grammar = self._grammar
        if grammar.begins_phrase(first):
            return True
        return grammar.is_plural(last) and not grammar.within(first, "prepositions")

    def _joins(self, at: int) -> bool:
        """Return whether an “and” joins two names or nouns."""
        grammar = self._grammar
        if grammar.key(at) not in {"and", "or", "nor"} or at == 0:
            return False
        before = at - 1
        if grammar.is_comma(before) or grammar.is_finite(before) or not grammar.is_word(at + 1):
            return grammar.is_comma(before) and grammar.capital(before - 1) and grammar.capital(at + 1)
        if grammar.within(at + 1, "subjects"):
            return False
        return at == 1 or grammar.capital(before) == grammar.capital(at + 1) or not self._verb_before(at)

    def _verb_before(self, at: int) -> bool:
        """Return whether a verb stands before a place in its clause."""
        grammar = self._grammar
        for place in range(at - 1, -1, -1):
            if grammar.is_comma(place) or grammar.is_quote(place):
                return False
            if grammar.is_finite(place):
                return True
        return False

    def _behind_adjunct(self, first: int, last: int) -> int | None:
        """Return where a phrase begins behind “On Monday” or “In an interview”."""
        grammar = self._grammar
        while first <= last:
            adverb = grammar.is_adverb(first) and not grammar.within(first, "determiners")
            adverb = adverb and (first < last or not grammar.capital(first))
            if grammar.within(first, "connecting") or adverb or (grammar.is_time(first) and first < last):
                first += 1
            elif grammar.within(first, "when") and grammar.is_time(first + 1):
                first += 2
            elif grammar.within(first, "prepositions"):
                beyond = self._behind_preposition(first, last)
                if beyond is None:
                    return None
                first = beyond
            else:
                return first
        return None

    def _behind_preposition(self, first: int, last: int) -> int | None:
        """Return where a second noun phrase begins: “In an interview Lee”, “After the raid the mayor”."""
        grammar = self._grammar
        if grammar.is_time(first + 1) or grammar.is_number(first + 1):
            return first + 2
        for at in range(first + 2, last + 1):
            before = at - 1
            noun = grammar.is_word(before) and not grammar.within(
                before, "prepositions", "determiners", "linking"
            )
            if not noun or grammar.is_possessive(before):
                continue
            if grammar.capital(at) and not grammar.capital(before):
                return at
            if grammar.within(at, "articles") or (grammar.within(at, "plurals") and grammar.capital(before)):
                return at
        return None

    def _may_speak(self, first: int, last: int) -> bool:
        """Return whether a phrase may be somebody who says something, and no mere adjunct."""
        grammar = self._grammar
        if grammar.within(first, "objects") and first == last and not grammar.within(first, "subjects"):
            return False
        if first == last and not grammar.begins_phrase(first):
            return grammar.is_plural(first)
        if grammar.is_time(last) and first == last:
            return False
        return not grammar.is_finite(first) and not grammar.within(first, "prepositions")

    def _listed(self, first: int, last: int, since: int) -> Reach:
        """Return a phrase with the names before it: “Lee, Marsh and Quill”."""
        grammar = self._grammar
        joined = any(grammar.key(at) == "and" for at in range(first, last))
        while joined and first - 2 >= since and grammar.key(first - 1) == "," and grammar.capital(first):
            begins = first - 2
            while (
                begins > since
                and first - begins < _LONGEST_LIST
                and (grammar.capital(begins - 1) or grammar.key(begins - 1) in {".", "(", ")", "-"})
                and grammar.key(begins) != ","
            ):
                begins -= 1
            if not grammar.capital(begins) or grammar.within(begins, "prepositions", "openers"):
                break
            first = begins
        return Reach(first, last)

    def is_noun(self, cue: Cue, source: Reach | None) -> bool:
        """Return whether what looks like a verb is a noun: “the report”, “her claims”, “border states”."""
        grammar = self._grammar
        if "nouns_too" not in cue.uses:
            return False
        before = cue.first - 1
        if grammar.is_auxiliary(before) or grammar.is_adverb(before):
            return False
        if grammar.is_possessive(before) or grammar.is_number(before):
            return True
        if grammar.within(before, "determiners") and not grammar.within(before, "pronouns", "subjects"):
            return True
        if grammar.within(before, "determiners") and grammar.within(before - 1, "prepositions"):
            return True
        if not self._leads_to_content(cue.last + 1):
            return True
        if source is None:
            return False
        if cue.form == BASE:
            joined = any(grammar.key(at) == "and" for at in range(source.first, source.last))
            many = grammar.is_plural(source.last) or grammar.within(source.last, "pronouns", "subjects")
            return not (many or joined or self._many(source))
        if cue.form == THIRD:
            hyphened = "-" in grammar.key(before) and not grammar.capital(before)
            return hyphened or grammar.within(before, "prepositions", "adjectives")
        return False

    def _many(self, source: Reach) -> bool:
        """Return whether the first noun of a phrase is a plural: “critics of the plan”."""
        grammar = self._grammar
        for at in range(source.first + 1, source.last + 1):
            ends = grammar.is_participle(at) or grammar.within(at, "prepositions", "relatives")
            if ends or grammar.key(at) in {",", "("}:
                return grammar.is_plural(at - 1)
        return False

    def _leads_to_content(self, at: int) -> bool:
        """Return whether what follows a verb may be what is said, or the sentence ends with it."""
        grammar = self._grammar
        if at > grammar.last or grammar.is_quote(at) or grammar.is_comma(at) or grammar.is_number(at):
            return True
        if (
            grammar.is_time(at)
            or grammar.is_adverb(at)
            or grammar.key(at) in {":", "that", "to", "how", "why"}
        ):
            return True
        if grammar.is_finite(at) or grammar.within(at, "linking"):
            return False
        if grammar.is_participle(at):
            return False
        return not grammar.within(at, "prepositions") or grammar.key(at) in {"in", "on", "at"}
