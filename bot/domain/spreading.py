"""Which figures of a story's claims are given for one and the same thing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from bot.domain.comparison import FigureComparer, Kind
from bot.domain.measures import measure_of
from bot.domain.text import words
from bot.domain.wording import thing_in_words
from db.models import Claim, Figure, Position

_NAMED: Final = 3  # words that tell what a sum or a share measures


class Given(NamedTuple):
    """A figure as one position states it."""

    figure: Figure
    position: Position


def things(comparer: FigureComparer, positions: Iterable[Position]) -> list[list[Given]]:
    """Return a story's figures by what they count or measure, what most claims speak of first.

    Any two figures of one list are of one kind. Where "soldiers" may be of either army, the figure goes with
    the one that more claims speak of. Numbers of nothing in particular are left out.
    """
    by_kind = _by_kind(comparer, positions)
    found: list[list[Kind]] = []
    for kind in sorted(by_kind, key=lambda one: -_told(by_kind[one])):
        fitting = (known for known in found if all(comparer.one_kind(kind, one) for one in known))
        home = next(fitting, None)
        if home is None:
            found.append([kind])
        else:
            home.append(kind)
    lists = [[given for kind in kinds for given in by_kind[kind]] for kinds in found]
    return sorted(lists, key=lambda one: -_told(one))


def alike(comparer: FigureComparer, wanted: Kind, positions: Iterable[Position]) -> list[Given]:
    """Return the figures of a story that count or measure what one of its figures does."""
    by_kind = _by_kind(comparer, positions)
    return [given for kind, some in by_kind.items() if comparer.one_kind(wanted, kind) for given in some]


def _by_kind(comparer: FigureComparer, positions: Iterable[Position]) -> Mapping[Kind, list[Given]]:
    found: dict[Kind, list[Given]] = {}
    for position in positions:
        for kind, figure in zip(comparer.kinds(position.figures), position.figures, strict=True):
            if not kind.bare:
                found.setdefault(kind, []).append(Given(figure, position))
    return found


def _told(given: Iterable[Given]) -> int:
    return sum(one.position.claims for one in given)


def unit_of(given: Sequence[Given]) -> str | None:
    """Return the unit in which most claims give a thing; None for a count."""
    told: Counter[str | None] = Counter()
    for figure, position in given:
        told[figure.unit] += position.claims
    return told.most_common(1)[0][0]


def name_of(given: Sequence[Given], claims: Iterable[Claim]) -> str:
    """Return what some figures of one kind count or measure: "soldiers killed", "damage (EUR)".

    What a sum, a share, a length or a duration measures is named in the words of the claims.
    """
    told: Counter[tuple[bool, int, str]] = Counter()
    for figure, position in given:
        told[figure.implied, len(figure.adjectives), thing_in_words(figure)] += position.claims
    fewest = min(told)[:2]  # nobody is told of more closely than every claim tells of them
    name = max((one for one in told if one[:2] == fewest), key=lambda one: told[one])[-1]
    if unit_of(given) is None:
        return name or "number"
    measured = ", ".join(_measured(given, claims))
    return f"{measured} ({name})" if measured else name


def _measured(given: Sequence[Given], claims: Iterable[Claim]) -> list[str]:
    """Return the words that most of the claims share about what they measure."""
    told: Counter[str] = Counter()
    for figure, position in given:
        for part in measure_of(figure.measure).words:
            told[part] += position.claims
    most = max(told.values(), default=0)
    wanted = {part for part, count in told.items() if 2 * count > most}
    spelt: dict[str, str] = {}
    for word in (word for claim in claims for word in words(claim.text)):
        for part in wanted:
            if word.startswith(part):
                spelt.setdefault(part, word)
    return list(dict.fromkeys(spelt.values()))[:_NAMED]
