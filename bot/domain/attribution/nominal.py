"""Nouns that attribute: “the ministry's claim that …”, “a warning by the mayor that …”."""

from collections.abc import Iterator
from typing import Final

from bot.domain.attribution.contents import Contents
from bot.domain.attribution.findings import Found
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Phrases, Reach
from bot.domain.attribution.spans import Kind

_ADJECTIVES: Final = 3  # words between an owner and the noun
_HEDGED: Final = 3  # units that “at least 12” stands in
_LONGEST: Final = 12  # units of who it comes from


class Nominal:
    """Finds attributions by nouns in one sentence."""

    def __init__(self, grammar: Grammar, phrases: Phrases, contents: Contents) -> None:
        self._grammar = grammar
        self._phrases = phrases
        self._contents = contents

    def attributions(self, since: int) -> Iterator[Found]:
        """Yield the attributions from a place on."""
        grammar = self._grammar
        for at in range(since, grammar.last):
            if grammar.within(at, "tallies"):
                yield from self._tallied(at, since)
            if not grammar.within(at, "statements", "thoughts"):
                continue
            kind = Kind.REPORTED if grammar.within(at, "statements") else Kind.HELD
            source, that = self._owner(at, since), at + 1
            if source is None and grammar.key(at + 1) in {"by", "from"}:
                source, that = self._behind(at + 2)
            if source is None or grammar.key(that) != "that":
                continue
            content = Reach(that, self._end(source, that, since))
            if content.last > that:
                yield Found(source, Reach(at, at), (content,), kind)

    def _tallied(self, noun: int, since: int) -> Iterator[Found]:
        """Yield “the ministry's estimate is 90”, “the Garda estimate was 70,000”."""
        grammar, verb = self._grammar, noun + 1
        stands = grammar.key(verb) in {"stands", "stood"} and grammar.key(verb + 1) == "at"
        number = verb + 1 + stands
        places = range(number, min(number + _HEDGED, grammar.last) + 1)
        if not (stands or grammar.key(verb) in {"is", "was"}) or not any(map(grammar.is_number, places)):
            return
        source = self._owner(noun, since)
        if source is None and grammar.capital(noun - 1):
            source = self._phrases.ending(noun - 1, since)
        if source is not None:
            content = Reach(number, self._contents.end(number, None))
            yield Found(source, Reach(noun, verb), (content,), Kind.REPORTED, asserted=False)

    def _owner(self, noun: int, since: int) -> Reach | None:
        """Return whose the claim is: “his earlier claim”, “the firm's claim”."""
        grammar = self._grammar
        for at in range(noun - 1, max(since, noun - 2 - _ADJECTIVES) - 1, -1):
            if grammar.within(at, "owners"):
                return Reach(at, at)
            if grammar.is_possessive(at):
                return self._phrases.ending(at - 1, since)
            if not grammar.is_word(at) or grammar.within(at, "prepositions", "openers"):
                return None
        return None

    def _behind(self, first: int) -> tuple[Reach | None, int]:
        """Return who a warning “by the mayor that …” comes from, and where “that” stands."""
        grammar = self._grammar
        for at in range(first, min(first + _LONGEST, grammar.last)):
            if grammar.key(at) == "that" and at > first:
                return Reach(first, at - 1), at
            if grammar.is_finite(at) or grammar.is_comma(at):
                break
        return None, first

    def _end(self, source: Reach, that: int, since: int) -> int:
        """Return where the clause behind “that” ends: before the verb of the sentence, if that is to come."""
        grammar = self._grammar
        last = self._contents.end(that, None)
        introduces = grammar.within(since, "prepositions")
        if introduces:
            return next((at - 1 for at in range(that + 2, last) if grammar.is_comma(at)), last)
        if any(grammar.is_finite(at) for at in range(since, source.first)):
            return last
        return next((at - 1 for at in range(that + 3, last + 1) if self._is_own_verb(at)), last)

    def _is_own_verb(self, at: int) -> bool:
        """Return whether a verb follows another one with no subject between: “that it fell was …”."""
        grammar = self._grammar
        before = at - 1
        while grammar.is_adverb(before):
            before -= 1
        helped = grammar.is_auxiliary(before) or grammar.within(before, "subjects", "coordinating")
        return (
            grammar.is_auxiliary(at)
            and not helped
            and (grammar.is_finite(before) or grammar.is_participle(before))
        )
