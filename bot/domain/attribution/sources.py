"""Where the source of a cue stands: before it as its subject, or behind it."""

from typing import Final

from bot.domain.attribution.cues import PAST, Cue
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Phrases, Reach

_LONGEST: Final = 60  # units of a name with what explains it
_LONGEST_INTRODUCTION: Final = 30  # units


class Sources:
    """Finds the sources of one sentence."""

    def __init__(self, grammar: Grammar, phrases: Phrases) -> None:
        self._grammar = grammar
        self._phrases = phrases

    def subject(self, cue: Cue, since: int = 0) -> Reach | None:
        """Return the noun phrase before a verb that is its subject; None where there is none."""
        grammar = self._grammar
        last = grammar.before_auxiliaries(cue)
        if last < since:
            return None
        if grammar.is_comma(last):
            return self._explained(last, since)
        found = self._phrases.ending(last, since)
        if found is None or not grammar.is_participle(found.last):
            return found
        while grammar.is_time(last + 1) or (grammar.within(last + 1, "when") and grammar.is_time(last + 2)):
            last += 1  # “A report released last year found …”
        return Reach(found.first, last)

    def _explained(self, comma: int, since: int) -> Reach | None:
        """Return a name with what explains it, which ends with a comma: “Ann Lee, the mayor, said”."""
        grammar = self._grammar
        found: Reach | None = None
        at = comma - 1
        while at > since and comma - at < _LONGEST:
            if grammar.is_quote(at) or grammar.key(at) in {";", ":"}:
                break
            if grammar.is_comma(at) and self._explains(at + 1, comma):
                name = self._phrases.ending(at - 1, since)
                named = name is not None and not grammar.is_number(name.last)
                if name is not None and named and (found is None or self._starts_a_clause(name, since)):
                    found = Reach(name.first, comma - 1)
            at -= 1
        return found

    def _starts_a_clause(self, name: Reach, since: int) -> bool:
        """Return whether a name stands where a clause begins."""
        grammar, before = self._grammar, name.first - 1
        if not grammar.begins_phrase(name.first) or grammar.is_number(name.first):
            return False
        if before < since or grammar.is_comma(before) or grammar.is_quote(before):
            return True
        return grammar.within(before, "openers")

    def _explains(self, first: int, comma: int) -> bool:
        """Return whether what stands between commas explains, and goes on with no verb of the name before."""
        grammar = self._grammar
        if grammar.within(first, "coordinating", "contrasting"):
            return False
        relative = False
        for at in range(first, comma):
            if grammar.is_comma(at - 1) or at == first:
                relative = grammar.is_participle(at)
            relative = relative or grammar.within(at, "relatives", "openers", "before_participles")
            if grammar.is_finite(at) and not relative and not grammar.is_participle(at):
                return False
        return not grammar.within(first, "subjects") or grammar.within(first, "relatives")

    def shared(self, joint: int, since: int = 0) -> Reach | None:
        """Return the subject of the first verb before an “and”: “Ann Lee left the hall and said”."""
        grammar = self._grammar
        first = self.behind_introduction(since, joint)
        for at in range(first + 1, joint):
            if grammar.is_finite(at):
                found = self.subject(Cue(at, at, frozenset(), PAST), first)
                if found is not None:
                    return found
        return None

    def behind_introduction(self, first: int, last: int) -> int:
        """Return where a clause begins behind “In Paris,”, “However,” or “After the fire,”."""
        grammar = self._grammar
        if grammar.within(first, "prepositions", "openers", "connecting") or grammar.is_participle(first):
            for at in range(first, min(last, first + _LONGEST_INTRODUCTION)):
                if grammar.is_comma(at):
                    return at + 1
        return first

    def named(self, at: int) -> Reach | None:
        """Return the noun phrase that begins at a place and ends at a comma, apposition included."""
        grammar = self._grammar
        found = self.following(at)
        if found is None:
            return None
        commas = [place for place in range(at, found.last + 1) if grammar.is_comma(place)]
        if not commas:
            return found
        ends = commas[0]
        if len(commas) > 1 or grammar.is_comma(found.last + 1):
            second = commas[1] if len(commas) > 1 else found.last + 1
            made = grammar.is_participle(ends + 1) and grammar.key(ends + 2) == "by"  # “a survey, made by”
            explains = grammar.within(ends + 1, "determiners", "relatives") and not grammar.within(
                ends + 1, "subjects"
            )
            explains = explains or made
            between = range(ends + 1, second)
            verbless = not any(grammar.is_finite(place) for place in between)
            if explains and (verbless or made or grammar.within(ends + 1, "relatives")):
                ends = second
        return Reach(at, ends - 1)

    def following(self, at: int) -> Reach | None:
        """Return the noun phrase that begins at a place, behind its verb: “said Ann Lee, the mayor”."""
        grammar = self._grammar
        if at > grammar.last or not (grammar.is_word(at) or grammar.is_number(at)):
            return None
        if grammar.within(at, "openers", "days") or (
            grammar.within(at, "objects") and not grammar.within(at, "subjects", "determiners")
        ):
            return None
        if not grammar.begins_phrase(at) and (grammar.within(at, "prepositions") or not grammar.is_word(at)):
            return None
        last = at
        while last < grammar.last and not self._ends_before(last + 1, at):
            last += 1
        return Reach(at, last)

    def _ends_before(self, at: int, first: int) -> bool:
        """Return whether a noun phrase behind its verb ends before a place."""
        grammar = self._grammar
        if grammar.is_quote(at) or grammar.key(at) in {":", ";"} or grammar.is_dash(at):
            return True
        if grammar.is_time(at) and not grammar.is_participle(at - 1):
            return True
        if grammar.key(at) == ",":
            after = at + 1
            participle = grammar.is_participle(after) and grammar.key(after).endswith("ing")
            ends = participle or grammar.within(after, "after_a_comma") or grammar.is_quote(after)
            ends = ends or grammar.key(after) == "that"
            return ends or (grammar.within(after, "subjects") and not grammar.within(after, "relatives"))
        if grammar.within(at, "adjuncts"):
            return not grammar.is_participle(at - 1) and not any(
                grammar.within(place, "relatives") for place in range(first, at)
            )
        return grammar.within(at, "perhaps_adjuncts") and self._occasion(at)

    def _occasion(self, at: int) -> bool:
        """Return whether a preposition begins “on Monday”, “in a statement” or the like."""
        grammar = self._grammar
        return any(
            grammar.within(place, "days", "occasions")
            for place in range(at + 1, min(at + 6, grammar.last + 1))
        )
