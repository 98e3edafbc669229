"""Whether what is said fits a cue, and what the cue makes of it."""

from typing import Final

from bot.domain.attribution.cues import PAST, SPEAKING, Cue
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Reach
from bot.domain.attribution.spans import Kind

_HEDGED: Final = 3  # units that “at least 12” stands in
_NOTHING_SAID: Final = frozenset({"nothing", "not", "for"})  # “said nothing”, “reported for duty”
_EARLY: Final = 2  # units before a number that what is said begins with


class Fitting:
    """Judges the contents of one sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def fits(self, cue: Cue, content: Reach, source: Reach | None) -> bool:
        """Return whether a cue takes such a content: some take quotations alone, some nothing but clauses.

        What a document shows need be no clause: “the study found 40 cases”.
        """
        if "showing" in cue.uses and source is not None and self.is_document(source):
            return True
        grammar, first = self._grammar, content.first
        if grammar.is_quote(first):
            return True
        if grammar.key(first) in _NOTHING_SAID:
            return False
        if "measuring" in cue.uses:
            led = {"at", "on", "by"} if source is not None and self.is_document(source) else {"at"}
            counted = range(first, min(first + _HEDGED, content.last) + 1)
            if any(grammar.within(at, "tallies") for at in counted):
                led = led | {"to"}  # “raised the toll to five”
            return any(grammar.key(at) in led and self._amount(at + 1) for at in range(first, content.last))
        if "counting" in cue.uses and any(grammar.is_number(at) for at in range(first, first + _HEDGED)):
            return True
        if cue.only_quotes or ("counting" in cue.uses and grammar.is_comma(cue.last + 1)):
            return False
        if "with_a_clause" not in cue.uses or grammar.within(first, "content_words"):
            return True
        if grammar.key(first) == "to" and "to_somebody" in cue.uses:
            return True
        behind = range(first + 1, content.last + 1)
        return any(
            grammar.is_quote(at) or (grammar.is_finite(at) and self._has_subject(at, first)) for at in behind
        )

    def _amount(self, at: int) -> bool:
        """Return whether a number follows: “at 80”, “at no more than a dozen”, “at one”."""
        grammar = self._grammar
        places = range(at, at + _EARLY + _HEDGED)
        counted = any(grammar.is_number(place) or grammar.within(place, "amounts") for place in places)
        return counted or (grammar.key(at) == "one" and not grammar.is_word(at + 1))

    def _has_subject(self, verb: int, first: int) -> bool:
        """Return whether the first verb of a clause stands behind its subject, and no relative pronoun."""
        grammar = self._grammar
        left = grammar.before_auxiliaries(Cue(verb, verb, frozenset(), PAST))
        return left >= first and not any(
            grammar.within(at, "relatives", "prepositions") for at in (left, first)
        )

    def is_document(self, source: Reach) -> bool:
        """Return whether a source is something that shows what it holds: “a poll”, “the footage”."""
        return any(self._grammar.within(at, "showing_things") for at in range(source.first, source.last + 1))

    def asserts(self, cue: Cue, content: Reach) -> bool:
        """Return whether a cue says that its content is so: a clause or a quotation behind “said”."""
        if not cue.uses & {"saying", "showing", "beside_quotes"}:
            return False
        grammar, first = self._grammar, content.first
        if grammar.is_quote(first) or grammar.key(first) == "that":
            return True
        if grammar.key(first) == "to":
            return False
        if "saying" in cue.uses and "of_something" not in cue.uses:
            return True
        if not cue.uses & {"saying", "showing"}:
            return any(grammar.is_quote(at) for at in range(first, content.last + 1))
        counted = range(first, min(first + _EARLY, content.last) + 1)  # “reported at least 12 dead”
        told = "saying" in cue.uses and any(
            grammar.is_number(at) or grammar.within(at, "amounts") for at in counted
        )
        return told or grammar.verb_between(first, content.last)


def kind_of(cue: Cue) -> Kind:
    """Return what a cue says that somebody does."""
    return Kind.HELD if "holding" in cue.uses and not cue.uses & SPEAKING else Kind.REPORTED
