"""Reading in a process of its own: the same articles, within limits, whatever the document does."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from bot.articles import ArticleError, ArticleReader, Limits, article_of, read_article
from bot.articles.library import AT_ONCE
from tests.articles.papers import bomb, pdf
from tests.articles.samples import FIRE, SAID
from tests.articles.serving import Server, answer

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


async def test_many_documents_take_turns() -> None:
    """Documents given at once are read by a few processes at a time, each with its own answer."""
    texts = [f"Witness {number} counted {number} boats." for number in range(8)]
    reader = ArticleReader()
    reading = asyncio.gather(*(reader.read(text.encode()) for text in texts))
    most = 0
    while not reading.done():
        most = max(most, len(_helpers()))
        await asyncio.wait([reading], timeout=0.01)
    assert [article.text for article in await reading] == texts
    assert most <= AT_ONCE


async def test_a_link_and_a_file_are_read_under_the_settings() -> None:
    """A reader made of the settings follows links to listed hosts, and keeps files to the size."""
    async with Server({"/fire": answer(FIRE.encode())}) as server:
        reader = ArticleReader.under([f"127.0.0.1:{server.port}"], 20, 1)
        read = await reader.at(server.link("/fire"))
        assert read == article_of(FIRE.encode(), url=server.link("/fire"))
    with pytest.raises(ArticleError, match="more than 1 MiB"):
        await reader.read(b"a" * (MIB + 1), name="fire.txt")


def _helpers() -> list[str]:
    """Return the command lines of running processes that read documents for this one."""
    found = []
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text().split():
            with suppress(OSError):  # it may end meanwhile
                line = Path(f"/proc/{child}/cmdline").read_text()
                found += [line] if "bot.articles.hand" in line else []
    return found
