"""Documents made into articles, whatever form they come in."""

import re
from pathlib import PurePath
from typing import Final

from bot.articles.decoding import decoded
from bot.articles.errors import ArticleError
from bot.articles.facts import name as name_of
from bot.articles.kinds import Kind, kind_of
from bot.articles.pages import page
from bot.articles.papers import paper
from bot.articles.tidying import paragraphs
from db.models import Article

_HEADING: Final = re.compile(r"#{1,6} +(.+?)[ #]*")
_MARKDOWN: Final = frozenset({"md", "markdown"})
_TITLE: Final = 150  # characters of a first line that may be a title


def article_of(
    data: bytes, *, content_type: str | None = None, name: str | None = None, url: str | None = None
) -> Article:
    """Return the article that a document holds: an HTML page, plain text, Markdown, or a PDF.

    `content_type` is what a server says of it, `name` a file's name, `url` where it was found. Takes long for
    a long document, and as long as it likes for one that is made to harm: `read_article` bounds that.
    Raises ArticleError, saying what was found instead, and nothing else.
    """
    kind = kind_of(data, content_type, name)
    if kind is Kind.PAPER:
        return paper(data, url)
    text = decoded(data, content_type, markup=kind is Kind.PAGE)
    if kind is Kind.PAGE:
        return page(text, url)
    ending = PurePath(name or "").suffix[1:].lower()
    return _plain(text, url, markdown=ending in _MARKDOWN or "markdown" in (content_type or "").lower())


def _plain(text: str, url: str | None, *, markdown: bool) -> Article:
    """Return text as it is; its title is a heading in Markdown, or a short line with a blank one below."""
    kept = paragraphs(text)
    if not kept:
        raise ArticleError("That has no words in it; give a page or a file with text in it.")
    first, _, rest = kept.partition("\n\n")
    heading = _HEADING.fullmatch(first.partition("\n")[0]) if markdown else None
    short = rest and "\n" not in first and len(first) <= _TITLE and not first.endswith((".", "”", '"', ":"))
    title = heading[1] if heading else first if short else None
    return Article(text=kept, title=name_of(title), url=url)
