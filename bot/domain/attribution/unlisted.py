"""Quotations beside verbs that are on no list: “Not again,” Lee hissed; she shrugged: “It happens.”."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.domain.attribution.cues import PAST, Cue
from bot.domain.attribution.findings import Found
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Phrases, Reach
from bot.domain.attribution.sources import Sources
from bot.domain.attribution.spans import Kind

_LEADING_ON: Final = frozenset({",", "?", "!"})  # at the end of a quotation, before who says it
_ENDING: Final = frozenset({".", "?", "!", "…"})
_LONGEST: Final = 12  # units between a quotation and the verb behind it


class Unlisted:
    """Finds who says the quotations of one sentence that no cue accounts for."""

    def __init__(self, grammar: Grammar, phrases: Phrases, sources: Sources) -> None:
        self._grammar = grammar
        self._phrases = phrases
        self._sources = sources

    def attributions(self, found: Sequence[Found], since: int) -> Iterator[Found]:
        """Yield attributions of whole sentences in quotation marks that are in none of those found."""
        grammar = self._grammar
        for at in range(since, grammar.last + 1):
            if not grammar.is_quote(at) or not grammar.units[at].capital:
                continue
            if any(part.first <= at <= part.last for one in found for part in one.content):
                continue
            one = self._behind(at, since) or self._before(at, since)
            if one is not None:
                yield one

    def _before(self, quote: int, since: int) -> Found | None:
        """Return “The sign was plain: “…””, or “She smiled, “…””."""
        grammar, mark = self._grammar, quote - 1
        if quote < grammar.last or grammar.units[quote].key not in _ENDING:
            return None
        smiled = grammar.key(mark) == "," and (grammar.is_finite(mark - 1) or grammar.is_participle(mark - 1))
        if grammar.key(mark) != ":" and not smiled:
            return None
        source = self._sources.shared(mark, since)
        if source is None or source.last + 1 >= mark:
            return None
        return Found(source, Reach(source.last + 1, mark - 1), (Reach(quote, quote),), Kind.REPORTED)

    def _behind(self, quote: int, since: int) -> Found | None:
        """Return ““…,” Lee deadpanned”, or ““…,” deadpanned Lee”."""
        grammar = self._grammar
        if grammar.units[quote].key not in _LEADING_ON or (quote > since and grammar.is_word(quote - 1)):
            return None
        first = quote + 1
        content = (Reach(quote, quote),)
        if grammar.is_finite(first) and not grammar.is_auxiliary(first):
            inverted = self._sources.following(first + 1)
            return Found(inverted, Reach(first, first), content, Kind.REPORTED) if inverted else None
        for at in range(first + 1, min(first + _LONGEST, grammar.last + 1)):
            if grammar.is_finite(at) and not grammar.is_auxiliary(at):
                source = self._sources.subject(Cue(at, at, frozenset(), PAST), first)
                spoken = source is not None and source.first == first
                return Found(source, Reach(at, at), content, Kind.REPORTED) if spoken else None
        return None
