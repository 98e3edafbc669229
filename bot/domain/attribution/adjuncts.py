"""What stands between a cue and what is said: when, where and to whom it is said."""

from typing import Final

from bot.domain.attribution.cues import Cue
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Reach

_SHORT: Final = 5  # units of what is nothing but an adjunct
_FAR: Final = 14  # units between a cue and the “that” behind its adjuncts


class Adjuncts:
    """Finds days, occasions and listeners behind the cues of one sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def behind(self, cue: Cue) -> int:
        """Return the place behind a cue, its day, occasion and listeners: what is said, or the end."""
        grammar, at = self._grammar, cue.last + 1
        if "to_somebody" in cue.uses:
            at = self._behind_listeners(at)
        while at <= grammar.last:
            if grammar.is_time(at):
                at += 1
            elif grammar.within(at, "when") and grammar.is_time(at + 1):
                at += 2
            elif grammar.is_adverb(at) and not grammar.within(at, "of_amounts"):
                at += 1
            elif grammar.within(at, "behind_cues") and not self._begins_content(at, cue):
                beyond = self._behind_occasion(at)
                if beyond == at:
                    break
                at = beyond
            else:
                break
        return at

    def _begins_content(self, at: int, cue: Cue) -> bool:
        """Return whether a preposition belongs to what is said: “at least 40 died”, “to rebuild the pier”."""
        grammar = self._grammar
        key, after = grammar.key(at), at + 1
        if key == "to":
            somebody = grammar.capital(after) or grammar.within(after, "determiners", "objects", "listeners")
            return not somebody
        if (key == "about" and "of_something" in cue.uses) or (key == "at" and "measuring" in cue.uses):
            return True
        return grammar.key(after) in {"least", "most"} or (key == "about" and grammar.is_number(after))

    def _behind_occasion(self, at: int) -> int:
        """Return the place behind “in a statement”, or where “that” or a quotation follows an adjunct."""
        grammar = self._grammar
        occasion = 0
        for place in range(at + 1, min(at + _FAR, grammar.last + 1)):
            if self._opens(place) or grammar.is_quote(place) or grammar.is_comma(place):
                return place
            if grammar.within(place, "subjects") and not grammar.within(place, "relatives"):
                return place
            if grammar.within(place, "occasions", "days"):
                occasion = place
        if occasion:
            return occasion + 1
        return grammar.last + 1 if grammar.last - at < _SHORT else at

    def _opens(self, at: int) -> bool:
        """Return whether “that” begins what is said, and no “summit that was held”."""
        grammar = self._grammar
        return grammar.key(at) == ":" or (grammar.key(at) == "that" and not grammar.is_finite(at + 1))

    def _behind_listeners(self, at: int) -> int:
        """Return the place behind whom something is told."""
        grammar = self._grammar
        if grammar.within(at, "objects") and not grammar.is_finite(at + 1):
            return at + 1
        if not grammar.is_word(at) or grammar.within(at, "days", "prepositions") or grammar.key(at) == "that":
            return at
        somebody = grammar.begins_phrase(at) or grammar.is_plural(at)
        for place in range(at + 1, min(at + _FAR, grammar.last + 1)):
            if self._opens(place):
                return place
            if not somebody:  # “told local radio he had seen it”
                if grammar.within(place, "subjects") and grammar.is_finite(place + 1):
                    return place
                continue
            if grammar.is_quote(place) or grammar.is_comma(place):
                return place
            if grammar.within(place, "days", "behind_cues") or self._follows_a_listener(place):
                return place
        rest = range(at, grammar.last + 1)
        if somebody and len(rest) <= _SHORT and not any(grammar.is_finite(place) for place in rest):
            return grammar.last + 1
        return at + 1 if somebody else at

    def _follows_a_listener(self, at: int) -> bool:
        """Return whether what is said begins at a place, behind the noun of whom it is said to."""
        grammar = self._grammar
        if grammar.within(at - 1, "determiners", "linking") or grammar.is_possessive(at - 1):
            return False
        return grammar.within(at, "articles", "subjects", "content_openers")

    def listener(self, verb: Cue, content: Reach | None) -> Reach | None:
        """Return the name that something is told to: “told Radio Nine that …”; None for no name."""
        if "to_somebody" not in verb.uses:
            return None
        grammar, first = self._grammar, verb.last + 1
        last = (content.first if content and content.first > first else grammar.last + 1) - 1
        if first < last and grammar.key(first) in {"the", "a"}:
            first += 1
        ends = next((at for at in range(first, last + 1) if self._ends_a_listener(at)), last + 1)
        outlet = any(grammar.within(at, "outlets") for at in range(first, ends))
        named = outlet or grammar.capital(first)
        return Reach(first, ends - 1) if ends > first and named else None

    def _ends_a_listener(self, at: int) -> bool:
        grammar = self._grammar
        return grammar.within(at, "days", "when", "behind_cues") or grammar.key(at) in {",", "that", ":"}
