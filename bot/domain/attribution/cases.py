"""Words that attribute in some cases only, told by what stands around them."""

from typing import Final

from bot.domain.attribution.cues import Cue
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Reach

_FARTHEST: Final = 10  # units of somebody's name behind “while”


class Cases:
    """Tells the cases apart in one sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def in_court(self, cue: Cue, left: int, *, passive: bool) -> bool:
        """Return whether a court “heard” or “was told” something: whatever is said there is a claim."""
        grammar, key = self._grammar, self._grammar.key(cue.first)
        return grammar.within(left, "courts") and (key == "told" if passive else key in {"heard", "hears"})

    def is_inserted(self, content: Reach, source: Reach) -> bool:
        """Return whether a cue interrupts a clause without a number: “the vote that they said was rigged”."""
        grammar = self._grammar
        led = source.first > 0 and grammar.within(source.first - 1, "relatives")
        counted = any(grammar.is_number(at) for at in range(content.first, content.last + 1))
        return led and not counted and grammar.is_finite(content.first)

    def beside_a_clause(self, cue: Cue, since: int) -> bool:
        """Return whether “per” stands apart, before somebody: “…, per the police”, and no “9 per cent”."""
        grammar, after = self._grammar, cue.last + 1
        somebody = grammar.within(after, "articles", "plurals", "owners") or grammar.capital(after)
        return somebody and (cue.first <= since or grammar.is_comma(cue.first - 1))

    def behind_a_subject(self, cue: Cue, since: int) -> bool:
        """Return whether the verb of whoever cites is to come: “while the paper, citing a clerk, says”."""
        grammar, last = self._grammar, cue.first - 2
        if not grammar.is_comma(last + 1):
            return False
        opposed = (
            at for at in range(last, max(since, last - _FARTHEST), -1) if grammar.within(at, "opposing")
        )
        at = next(opposed, None)
        return at is not None and not grammar.verb_between(at + 1, last)
