"""Whom or what two figures count: the same, a part and its whole, or different things."""

from enum import Enum
from typing import NamedTuple

from bot.domain.lexicon import Lexicon
from db.models import Figure


class Scope(Enum):
    """How one population stands to another."""

    SAME = "same"
    WIDER = "wider"  # the first holds the second
    NARROWER = "narrower"  # the second holds the first
    APART = "apart"


class Population(NamedTuple):
    """Whom or what a figure counts."""

    noun: str | None  # canonical; None where the text names nobody
    allegiances: frozenset[str]  # nationality or side, in one form each
    narrowing: frozenset[str]  # other adjectives
    part: bool  # a part of a figure stated beside it
    restricted: bool  # a part that has no noun of its own: "nine critically"


def population_of(figure: Figure, beside: tuple[Figure, ...], lexicon: Lexicon) -> Population:
    """Return whom a figure counts; `beside` are the other figures of the same claim."""
    noun = None if figure.implied or figure.noun is None else figure.noun
    allegiances = {found for word in figure.adjectives if (found := lexicon.allegiance(word))}
    narrowing = {word.casefold() for word in figure.adjectives if not lexicon.allegiance(word)}
    canonical = None
    if noun is not None:
        nation = lexicon.nation_of(noun)
        if nation:
            allegiances.add(nation)
            canonical = "person"
        else:
            canonical = lexicon.canonical_noun(noun)
    restricted = figure.part and any(
        other.noun is not None and noun is not None and other.noun == noun and not other.part
        for other in beside
    )
    return Population(canonical, frozenset(allegiances), frozenset(narrowing), figure.part, restricted)


def scope(a: Population, b: Population, lexicon: Lexicon) -> Scope:
    """Return how population `a` stands to `b`: claims.md, section 4.

    An adjective of nationality or allegiance shuts out another and is understood where only one side has it;
    any other adjective on one side alone narrows. A text that names nobody counts the story's own population.
    """
    if a.allegiances and b.allegiances and not a.allegiances & b.allegiances:
        return Scope.APART
    found = _noun_scope(a, b, lexicon)
    for narrower, wider, outcome in ((a, b, Scope.NARROWER), (b, a, Scope.WIDER)):
        if narrower.restricted or narrower.narrowing - wider.narrowing:
            found = _both(found, outcome)
    return found


def _noun_scope(a: Population, b: Population, lexicon: Lexicon) -> Scope:
    if a.noun is None or b.noun is None:
        return _unnamed_scope(a, b, lexicon)
    if a.noun == b.noun:
        return Scope.SAME
    if lexicon.widens(a.noun, b.noun):
        return Scope.WIDER
    if lexicon.widens(b.noun, a.noun):
        return Scope.NARROWER
    return Scope.APART


def _unnamed_scope(a: Population, b: Population, lexicon: Lexicon) -> Scope:
    if a.noun is None and b.noun is None:
        return Scope.SAME
    if b.noun is None:
        return Scope.NARROWER if a.part or lexicon.is_group(a.noun or "") else Scope.SAME
    return Scope.WIDER if b.part or lexicon.is_group(b.noun) else Scope.SAME


def _both(found: Scope, also: Scope) -> Scope:
    return also if found in {Scope.SAME, also} else Scope.APART
