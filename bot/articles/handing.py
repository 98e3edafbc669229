"""Reading documents in a process of its own, which can be ended however hostile the document is."""

import asyncio
import json
import os
import sys
from contextlib import suppress
from typing import Final

from bot.articles.errors import ArticleError
from bot.articles.limits import LIMITS, Limits
from bot.articles.unpacking import too_large
from db.models import Article

_FAILED: Final = "That document can't be read: it is damaged, or made to do harm. Give its text as a file."


async def read_article(
    data: bytes,
    *,
    content_type: str | None = None,
    name: str | None = None,
    url: str | None = None,
    limits: Limits = LIMITS,
) -> Article:
    """Return the article that a document holds, as `article_of` does, read by a process beside this one.

    Raises ArticleError also where the document is larger, or takes longer, than the limits allow.
    """
    if len(data) > limits.size:
        raise too_large(limits.size)
    asked = {"content_type": content_type, "name": name, "url": url}
    bounds = {"seconds": limits.reading, "memory": limits.memory}
    question = json.dumps([asked, bounds]).encode() + b"\n" + data
    process = await asyncio.create_subprocess_exec(  # this program itself
        *(sys.executable, "-P", "-m", "bot.articles.hand"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        async with asyncio.timeout(limits.reading):
            answer, _ = await process.communicate(question)
    except TimeoutError:
        raise ArticleError(
            f"That document takes more than {limits.reading:g} seconds to read, the most that is allowed. "
            "Give it in parts, or as text."
        ) from None
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    return _told(answer)


def _told(answer: bytes) -> Article:
    try:
        told = json.loads(answer)
    except ValueError:
        raise ArticleError(_FAILED) from None
    if "refused" in told:
        raise ArticleError(str(told["refused"]))
    return Article.model_validate(told["article"])
