"""Words that are given without a verb, and what stands before an article's first words."""

from typing import Final

from bot.domain.attribution.findings import Found
from bot.domain.attribution.grammar import Grammar
from bot.domain.attribution.phrases import Phrases, Reach
from bot.domain.attribution.spans import Kind

_LONGEST_LABEL: Final = 4  # units of who speaks in a title
_LONGEST: Final = 10  # units of who speaks before a colon or behind a dash


def labelled(grammar: Grammar, phrases: Phrases, *, title: bool) -> Found | None:
    """Return what a sentence gives without a verb: “Lee: “…”” and “…” — Lee; None for nothing.

    In a `title` no quotation marks are needed: “Police: 3 dead in crash”, “3 dead in crash: police”.
    """
    return _quoted(grammar, phrases) or (_titled(grammar, phrases) if title else None)


def _titled(grammar: Grammar, phrases: Phrases) -> Found | None:
    at = next((at for at in range(1, grammar.last) if grammar.key(at) == ":"), None)
    if at is None or grammar.within(0, "articles"):
        return None
    source = phrases.ending(at - 1) if at <= _LONGEST_LABEL else None
    named = source is not None and source.first == 0 and not grammar.verb_between(0, at - 1)
    if source is not None and named and grammar.last - at > 1:
        return Found(source, Reach(at, at), (Reach(at + 1, grammar.last),), Kind.REPORTED)
    if grammar.last - at > _LONGEST_LABEL or not grammar.within(grammar.last, "people", "plurals"):
        return None
    return Found(Reach(at + 1, grammar.last), Reach(at, at), (Reach(0, at - 1),), Kind.REPORTED)


def _quoted(grammar: Grammar, phrases: Phrases) -> Found | None:
    last = grammar.last
    while last >= 0 and not grammar.is_quote(last) and grammar.units[last].kind == "mark":
        last -= 1
    for at in range(1, min(last, _LONGEST) + 1):
        if grammar.key(at) == ":" and all(grammar.is_quote(place) for place in range(at + 1, last + 1)):
            source = phrases.ending(at - 1)
            if source is None or at == last or grammar.verb_between(0, at - 1):
                return None
            return Found(source, Reach(at, at), (Reach(at + 1, last),), Kind.REPORTED)
    signed = grammar.is_quote(0) and grammar.is_dash(1) and grammar.capital(2)
    if signed and last - 2 < _LONGEST and not grammar.verb_between(2, last):
        return Found(Reach(2, last), Reach(1, 1), (Reach(0, 0),), Kind.REPORTED)
    return None


def behind_dateline(grammar: Grammar) -> int:
    """Return the place where a sentence begins behind “KESSEL (AP) --”."""
    at = 0
    while grammar.capital(at) or grammar.key(at) in {"(", ")", ",", "."}:
        at += 1
    dashed = 0 < at < grammar.last and grammar.is_dash(at)
    return at + 1 if dashed and grammar.units[at + 1].capital else 0
