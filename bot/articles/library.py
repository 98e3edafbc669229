"""Where articles come from: links and documents, under one newsroom's limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from bot.articles.fetching import fetch
from bot.articles.guarding import PUBLIC, Guard
from bot.articles.handing import read_article
from bot.articles.limits import LIMITS, Limits
from db.models import Article


@dataclass(frozen=True)
class ArticleReader:
    """Reads articles from links that the guard lets through and from documents, within the limits."""

    guard: Guard = PUBLIC
    limits: Limits = LIMITS

    @classmethod
    def under(cls, allow_hosts: Iterable[str], seconds: float, mebibytes: int) -> Self:
        """Return a reader under the settings of `[ingest]`; raises ArticleError for what names no host."""
        return cls(Guard.allowing(allow_hosts), Limits.of(seconds, mebibytes))

    async def at(self, link: str) -> Article:
        """Return the article behind a link; raises ArticleError where there is none or it is refused."""
        fetched = await fetch(link, guard=self.guard, limits=self.limits)
        return await read_article(
            fetched.data, content_type=fetched.content_type, url=fetched.url, limits=self.limits
        )

    async def read(self, data: bytes, *, name: str | None = None, content_type: str | None = None) -> Article:
        """Return the article in a document, given by somebody; raises ArticleError where there is none."""
        return await read_article(data, name=name, content_type=content_type, limits=self.limits)
