"""Whether words stand by themselves as a sentence."""

from typing import Final

from bot.domain.attribution.grammar import Grammar

_NO_SUBJECT: Final = frozenset({"to", "whether", "how", "why", "as"})
_TAKES_A_VERB: Final = 8  # units behind “who” or “because” in which its verb stands


def is_sentence(grammar: Grammar) -> bool:
    """Return whether a sentence has a subject and a verb beside those of its clauses.

    No is the answer for a phrase, and for what begins with its verb, with “to” or with “them”.
    """
    first = _behind_connections(grammar)
    objects = grammar.within(first, "objects") and not grammar.within(first, "subjects", "determiners")
    if objects or grammar.key(first) in _NO_SUBJECT or grammar.is_finite(first):
        return False
    verbs = [at for at in range(first + 1, grammar.last + 1) if _begins_a_verb(grammar, at)]
    return len(verbs) > _clauses(grammar, first, verbs)


def _behind_connections(grammar: Grammar) -> int:
    at = 0
    while grammar.key(at) in {"and", "but", "that", ","} and at < grammar.last:
        at += 1
    return at


def _begins_a_verb(grammar: Grammar, at: int) -> bool:
    """Return whether a verb stands at a place, the first word of “had been burned” alone."""
    if not grammar.is_finite(at):
        return False
    before = at - 1
    while grammar.is_adverb(before):
        before -= 1
    return not grammar.is_auxiliary(before)


def _clauses(grammar: Grammar, first: int, verbs: list[int]) -> int:
    """Return how many of the verbs belong to a clause that another one holds."""
    openers = [
        at
        for at in range(first, grammar.last + 1)
        if grammar.within(at, "openers")
        and not grammar.within(at, "coordinating")
        and grammar.key(at) != "so"
    ]
    taken = 0
    for place, at in enumerate(openers):
        end = openers[place + 1] if place + 1 < len(openers) else grammar.last + 1
        taken += any(at < verb < min(end, at + _TAKES_A_VERB) for verb in verbs)
    return taken
