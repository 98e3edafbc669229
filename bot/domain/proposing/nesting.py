"""Attributions that stand within one another: “police believe it sank, said a clerk”."""

from collections.abc import Sequence
from typing import Final

from bot.domain.attribution import Attribution, Kind, Mode, Span

_SOON: Final = 20  # characters, “that on Friday”, before what somebody else said
_MOST: Final = 0.6  # of what somebody says, from which on it is what somebody else said


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Return whether an attribution stands within what another attributes.

    Where each seems to hold the other, the one whose cue stands last holds the one before it.
    """
    if not _within(inner.cue[0], outer.content):
        return False
    return not _within(outer.cue[0], inner.content) or outer.cue[0] > inner.cue[0]


def passes_on(outer: Attribution, inner: Attribution) -> bool:
    """Return whether somebody mostly says what somebody else said: “… said a clerk told it …”."""
    part = _length((*inner.source, *inner.cue, *without(inner.content, outer)))
    whole = _length(outer.content)
    shared = bool(inner.source) and inner.source[0] == outer.source[0]  # “it says … and has promised …”
    speech = not shared and inner.kind is Kind.REPORTED and inner.asserted and outer.mode is not Mode.DIRECT
    begins = min(span.start for span in (*inner.source, *inner.cue, *inner.content))
    return speech and begins <= outer.content[0].start + _SOON and part >= _MOST * whole


def without(content: Sequence[Span], other: Attribution) -> tuple[Span, ...]:
    """Return a content up to where somebody else's “, police said” ends it."""
    ends = min(span.start for span in (*other.source, *other.cue))
    if not _within(other.cue[0], content):
        return tuple(content)
    kept = [span._replace(end=min(span.end, ends)) for span in content if span.start < ends]
    return tuple(kept) or tuple(content)


def _within(cue: Span, content: Sequence[Span]) -> bool:
    return any(span.start <= cue.start and cue.end <= span.end for span in content)


def _length(content: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in content)
