"""Documents from links and files, made into articles; what can't be one is refused in a sentence."""

from bot.articles.errors import ArticleError
from bot.articles.fetching import Fetched, fetch
from bot.articles.guarding import PUBLIC, Guard
from bot.articles.handing import read_article
from bot.articles.library import ArticleReader
from bot.articles.limits import LIMITS, Limits
from bot.articles.reading import article_of

__all__ = [
    "LIMITS",
    "PUBLIC",
    "ArticleError",
    "ArticleReader",
    "Fetched",
    "Guard",
    "Limits",
    "article_of",
    "fetch",
    "read_article",
]
