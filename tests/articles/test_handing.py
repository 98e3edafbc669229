"""Reading in a process of its own: the same articles, within limits, whatever the document does."""

import asyncio
import gc
from pathlib import Path

import pytest

from bot.articles import ArticleError, Limits, article_of, read_article
from tests.articles.papers import bomb, pdf
from tests.articles.samples import FIRE, SAID

MIB = 1024 * 1024


async def test_a_process_reads_what_is_read_here() -> None:
    """A page, a text and a PDF come back as reading them here gives them, with all that was said of them."""
    for data, said, name, url in (
        (FIRE.encode(), "text/html", None, "https://www.coast.example/fire"),
        ("# Hafen\n\nÜber 40 Boote.".encode("cp1252"), "text/plain; charset=windows-1252", "a.md", None),
        (pdf([[SAID]], "Fire"), None, "fire.pdf", None),
    ):
        read = await read_article(data, content_type=said, name=name, url=url)
        assert read == article_of(data, content_type=said, name=name, url=url)


async def test_a_refusal_is_the_same_sentence() -> None:
    """What is said of a document that is no article comes back from the process in the same words."""
    with pytest.raises(ArticleError, match="That is empty; give a page or a file"):
        await read_article(b"")


async def test_a_large_document_is_refused_before_it_is_handed_on() -> None:
    """More bytes than the limit are refused with the limit named."""
    with pytest.raises(ArticleError, match="more than 1 MiB, the most that is read"):
        await read_article(b"a" * (MIB + 1), limits=Limits(size=MIB))


async def test_reading_that_takes_long_is_ended() -> None:
    """Time that runs out is named, and the process is gone before that is said."""
    slow = b"<html><body>" + b"<p>Forty boats were lost here." * 300_000
    with pytest.raises(ArticleError, match=r"more than 0\.5 seconds to read, the most that is allowed"):
        await read_article(slow, limits=Limits(reading=0.5))
    assert not _helpers()


async def test_a_caller_who_goes_away_leaves_no_process() -> None:
    """Reading that is cancelled ends its process, too."""
    slow = b"<html><body>" + b"<p>Forty boats were lost here." * 300_000
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(read_article(slow), 0.5)
    assert not _helpers()


async def test_a_document_that_fills_the_memory_is_refused() -> None:
    """A document whose reading takes more memory than there may be is refused, and nothing else suffers."""
    with pytest.raises(ArticleError, match=r"can't be read|too much memory"):
        await read_article(b"<html><body>" + b"<p>boats" * 800_000, limits=Limits(memory=300 * MIB))


async def test_a_pdf_that_unpacks_without_end_is_refused() -> None:
    """A PDF of a few hundred bytes for each mebibyte that it unpacks to is refused, within its limits."""
    with pytest.raises(ArticleError, match=r"can't be read|too much memory|seconds to read"):
        await read_article(bomb(100), limits=Limits(reading=20.0))


async def test_many_documents_are_read_at_once() -> None:
    """Several processes side by side keep their answers apart, and leave no transport open."""
    texts = [f"Witness {number} counted {number} boats." for number in range(6)]
    read = await asyncio.gather(*(read_article(text.encode()) for text in texts))
    assert [article.text for article in read] == texts
    gc.collect()


def _helpers() -> list[str]:
    """Return the command lines of running processes that read documents for this one."""
    found = []
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text().split():
            line = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            found += [line] if "bot.articles.hand" in line else []
    return found
