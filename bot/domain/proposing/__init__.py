"""From an article to the claims that it makes, for somebody to look at."""

from collections.abc import Callable

from bot.domain.engine import Engine
from bot.domain.proposing.proposer import Proposer
from db.models import Article, Proposed

__all__ = ["propose"]


def propose(
    article: Article,
    story: str,
    engine: Engine,
    known: Callable[[str], str | None],
    progress: Callable[[int], None] | None = None,
) -> list[Proposed]:
    """Return the claims of an article in the order of its text, for a story; in time linear in its length.

    `known` returns the name under which a source's key is on record, None where it isn't; `progress` is told
    how many characters were read.
    """
    return list(Proposer(article, story, engine, known).proposals(progress or _nobody))


def _nobody(done: int) -> None:
    del done
