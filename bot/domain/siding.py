"""Pairs of claims that stand against each other, put together as sides."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Pair = tuple[int, int]
"""The ids of two claims."""


class Ground(NamedTuple):
    """On what claims stand against each other."""

    reason: str
    suspected: bool = False
    itself: bool = False  # one speaker stands against itself


class Sides(NamedTuple):
    """Claims on two sides, by id, on one ground."""

    ground: Ground
    a: tuple[int, ...]
    b: tuple[int, ...]
    more_a: int = 0  # claims on that side beyond these
    more_b: int = 0


def roughly(against: Mapping[Pair, Ground]) -> list[Sides]:
    """Return the sides of some pairs, one for each ground; a claim stands against some of the other side."""
    found: dict[Ground, tuple[dict[int, None], dict[int, None]]] = {}
    for (a, b), ground in against.items():
        some, others = found.setdefault(ground, ({}, {}))
        some[a] = others[b] = None
    return [Sides(ground, tuple(some), tuple(others)) for ground, (some, others) in found.items()]


def exactly(against: Mapping[Pair, Ground]) -> list[Sides]:
    """Return the sides of some pairs; every claim stands against all of the other side."""
    return joined(Sides(ground, (a,), (b,)) for (a, b), ground in against.items())


def joined(groups: Iterable[Sides]) -> list[Sides]:
    """Return sides on one ground as one where they have one side in common, its claims and its rest."""
    by_a: dict[tuple[Ground, tuple[int, ...], int], Sides] = {}
    for one in groups:
        key = one.ground, one.a, one.more_a
        known = by_a.get(key)
        by_a[key] = (
            one if known is None else known._replace(b=known.b + one.b, more_b=known.more_b + one.more_b)
        )
    by_b: dict[tuple[Ground, tuple[int, ...], int], Sides] = {}
    for one in by_a.values():
        key = one.ground, one.b, one.more_b
        known = by_b.get(key)
        by_b[key] = (
            one if known is None else known._replace(a=known.a + one.a, more_a=known.more_a + one.more_a)
        )
    return list(by_b.values())
