"""Where articles come from: links and documents, under one newsroom's limits."""

from asyncio import Semaphore
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Self

from bot.articles.fetching import fetch
from bot.articles.guarding import PUBLIC, Guard
from bot.articles.handing import read_article
from bot.articles.limits import LIMITS, Limits
from db.models import Article

AT_ONCE: Final = 3  # links and documents, each of which has a process of its own


@dataclass(frozen=True)
class ArticleReader:
    """Reads articles from links that the guard lets through and from documents, within the limits.

    No more than `AT_ONCE` are read at a time; the next one waits for its turn.
    """

    guard: Guard = PUBLIC
    limits: Limits = LIMITS
    _turns: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE), repr=False, compare=False)

    @classmethod
    def under(cls, allow_hosts: Iterable[str], seconds: float, mebibytes: int) -> Self:
        """Return a reader under the settings of `[ingest]`; raises ArticleError for what names no host."""
        return cls(Guard.allowing(allow_hosts), Limits.of(seconds, mebibytes))

    async def at(self, link: str) -> Article:
        """Return the article behind a link; raises ArticleError where there is none or it is refused."""
        async with self._turns:
            fetched = await fetch(link, guard=self.guard, limits=self.limits)
            return await read_article(
                fetched.data, content_type=fetched.content_type, url=fetched.url, limits=self.limits
            )

    async def read(self, data: bytes, *, name: str | None = None, content_type: str | None = None) -> Article:
        """Return the article in a document, given by somebody; raises ArticleError where there is none."""
        async with self._turns:
            return await read_article(data, name=name, content_type=content_type, limits=self.limits)
