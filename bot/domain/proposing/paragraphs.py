"""Statements that stay with the one before them in their paragraph: background goes on for a while."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from bot.domain.proposing.days import day_in
from db.models import Article, Proposed

_NEAR: Final = timedelta(days=2)  # between an event and the article about it


def kept_apart(found: Iterable[Proposed], article: Article, story: str) -> Iterator[Proposed]:
    """Yield proposals in order; what follows background in its paragraph is of the same story as that.

    A sentence that names a day near the article's own is about the event again.
    """
    last: Proposed | None = None
    for one in found:
        yield (last := one if last is None else _beside(last, one, article, story))


def _beside(last: Proposed, one: Proposed, article: Article, story: str) -> Proposed:
    """Return a proposal as it stands behind another one."""
    background = last.draft.story != story == one.draft.story
    if not background or "\n" in article.text[last.end : one.start] or _of_late(one, article):
        return one
    return one.model_copy(update={"draft": one.draft.model_copy(update={"story": last.draft.story})})


def _of_late(one: Proposed, article: Article) -> bool:
    """Return whether a sentence names a day near the article's own, or none can be told."""
    if article.published_at is None:
        return True
    today = day_in("today", article.published_at)
    named = day_in(one.sentence, article.published_at)
    return named is not None and today is not None and abs(today - named) <= _NEAR
