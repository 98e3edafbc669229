"""Fetching: what a link leads to, and everything that it may not lead to."""

import gzip

import pytest

from bot.articles import ArticleError, Fetched, Guard, fetch
from tests.articles.samples import FIRE
from tests.articles.serving import Names, Server, answer, elsewhere

PAGE = FIRE.encode()


async def refusal(link: str, guard: Guard) -> str:
    """Return what is said of a link that is refused."""
    with pytest.raises(ArticleError) as refused:
        await fetch(link, guard=guard)
    return str(refused.value)


async def test_a_page_is_fetched_with_its_type_and_place() -> None:
    """What comes back is the body, the type that the server names, and where it was found."""
    async with Server({"/": elsewhere("/fire"), "/fire": answer(PAGE)}) as server:
        fetched = await fetch(server.link() + "#part", guard=server.guard)
        assert fetched == Fetched(PAGE, "text/html; charset=utf-8", server.link("/fire"))


async def test_a_compressed_page_is_unpacked() -> None:
    """An answer in gzip comes out as what was packed."""
    packed = gzip.compress(PAGE)
    async with Server({"/": answer(packed, b"Content-Encoding: gzip")}) as server:
        assert (await fetch(server.link(), guard=server.guard)).data == PAGE


async def test_a_private_address_is_refused_by_redirect_and_by_rebinding() -> None:
    """A host that may be read neither opens another port by redirect nor another name by its address."""
    async with Server({"/": answer(PAGE)}) as hidden, Server({"/": elsewhere(hidden.link())}) as server:
        assert "port" in await refusal(server.link(), server.guard)
        names = Names({"other.example": [["127.0.0.1"]]})
        with pytest.raises(ArticleError, match="loopback"):
            await fetch("http://other.example/", guard=server.guard, resolver=names)
        assert hidden.connections == 0
