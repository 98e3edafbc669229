"""Text as an article has it: harmless lines, paragraphs with a blank line between them."""

import re
from typing import Final

from bot.articles.errors import ArticleError
from bot.harmless import clean
from db.models import MAX_ARTICLE

_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LONG: Final = 100  # characters; lines that are longer on average are paragraphs, not cut at a margin
_BLANK: Final = re.compile(r"\n{3,}")
_NOTHING: Final = re.compile(r"[\W_]*")


def paragraphs(text: str) -> str:
    """Return a text without what can't be seen, empty for one without a word in it.

    Where no line is blank and lines are long, each is a paragraph of its own.
    Raises ArticleError for one of more than MAX_ARTICLE characters.
    """
    lines = [clean(line) for line in _BREAKS.sub("\n", text).split("\n")]
    kept = _BLANK.sub("\n\n", "\n".join(lines).strip("\n"))
    if "\n\n" not in kept and len(kept) > _LONG * (kept.count("\n") + 1):
        kept = kept.replace("\n", "\n\n")
    if len(kept) > MAX_ARTICLE:
        raise ArticleError(
            f"That has {len(kept):,} characters of text; an article may have at most {MAX_ARTICLE:,}. "
            "Give it in parts."
        )
    return "" if _NOTHING.fullmatch(kept) else kept
