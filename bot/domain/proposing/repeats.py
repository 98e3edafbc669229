"""What an article states more than once: in its title, and again further down."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from bot.domain.attribution import Span
from bot.domain.text import source_key, statement_key
from db.models import Article, Figure, Proposed

_LONGEST: Final = 200  # characters of a title
_ENDING: Final = tuple(".!?:;,…")
_CLOSING: Final = "”\"’'"

_Sign = tuple[object, ...]


def once(
    found: Sequence[Proposed],
    article: Article,
    paragraphs: Sequence[Span],
    figures: Callable[[Proposed], Sequence[Figure]],
) -> Iterator[Proposed]:
    """Yield proposals, in the order of the text, without those that state again what others do.

    The same speaker's same words, or same figures, are stated once. Of a title remains what is nowhere else
    in the article.
    """
    below = _end_of_title(article, paragraphs)
    stated = [figure for one in found if one.start >= below for figure in figures(one)]
    words: set[tuple[str, ...]] = set()
    signs: set[tuple[tuple[str, ...], _Sign]] = set()
    for one in found:
        known = figures(one)
        if one.start < below and all(any(_rounds(figure, other) for other in stated) for figure in known):
            continue
        draft = one.draft
        who = (draft.story, source_key(draft.speaker), *map(source_key, draft.via))
        said = (source_key(draft.speaker), statement_key(draft.text))
        told = {(who, _sign(figure)) for figure in known}
        if said in words or (told and told <= signs and all(map(_tells, known))):
            continue
        words.add(said)
        signs |= told
        yield one


def _end_of_title(article: Article, paragraphs: Sequence[Span]) -> int:
    """Return the offset behind an article's title, 0 where its text begins with none."""
    if len(paragraphs) < 2:
        return 0
    start, end = paragraphs[0]
    first = article.text[start:end].strip()
    titled = len(first) <= _LONGEST and not first.rstrip(_CLOSING).endswith(_ENDING)
    return end if titled or first == article.title else 0


def _rounds(figure: Figure, other: Figure) -> bool:
    """Return whether a title's figure is another in short: “94bn” for 94.2 billion, “9” for at least 9."""
    if _bounds(figure) == _bounds(other):
        return True
    number = figure.low
    if number is None or number != figure.high or figure.unit != other.unit:
        return False
    near = [bound for bound in (other.low, other.high) if bound is not None]
    apart = Decimal(0) if None in (other.low, other.high) else figure.leeway
    return all(abs(number - bound) <= apart for bound in near)


def _tells(figure: Figure) -> bool:
    """Return whether a figure says what befell something, or how much of it there is."""
    return figure.outcome is not None or figure.unit is not None


def _bounds(figure: Figure) -> _Sign:
    return figure.low, figure.high


def _sign(figure: Figure) -> _Sign:
    """Return what makes two figures one: bounds, what is counted and what befell it."""
    return (
        *_bounds(figure),
        figure.qualifier,
        figure.noun,
        figure.unit,
        figure.outcome,
        figure.adjectives,
        figure.denied,
        figure.part,
        figure.measure,
    )
