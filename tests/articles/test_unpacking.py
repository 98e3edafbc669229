"""Unpacking: what was packed comes out, and never more than the limit."""

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles import ArticleError, Limits, fetch
from bot.articles.unpacking import Unpacking
from tests.articles.samples import FIRE
from tests.articles.serving import Server, answer

LIMIT = 1_000_000
MIB = 1024 * 1024


def raw(data: bytes) -> bytes:
    """Return data deflated without a header, as many servers send it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def halves(data: bytes) -> bytes:
    """Return data as two gzip files glued together."""
    middle = len(data) // 2
    return gzip.compress(data[:middle]) + gzip.compress(data[middle:])


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": halves,
    "deflate": zlib.compress,
    "Deflate": raw,
    "": bytes,
}


@given(
    st.sampled_from(sorted(PACKERS)),
    st.binary(max_size=3_000) | st.binary(max_size=9).map(lambda one: one * 900),
    st.integers(1, 4_000),
)
def test_what_was_packed_comes_out(encoding: str, data: bytes, step: int) -> None:
    """However it was packed and in whatever pieces it arrives, an answer is unpacked to the same bytes."""
    packed = PACKERS[encoding](data)
    unpacking = Unpacking(encoding, LIMIT)
    for start in range(0, len(packed), step):
        unpacking.take(packed[start : start + step])
    assert unpacking.whole() == data


@given(st.sampled_from(["gzip", "deflate"]), st.lists(st.binary(max_size=200), max_size=4))
def test_any_bytes_are_unpacked_or_refused(encoding: str, pieces: list[bytes]) -> None:
    """Bytes that nothing was packed into raise ArticleError and nothing else."""
    unpacking = Unpacking(encoding, LIMIT)
    try:
        for piece in pieces:
            unpacking.take(piece)
        unpacking.whole()
    except ArticleError:
        pass


@pytest.mark.parametrize("encoding", sorted(set(PACKERS) - {""}))
async def test_a_bomb_is_refused_with_the_limit_named(encoding: str) -> None:
    """An answer that unpacks to 50 times the limit is refused at it, whatever it is packed in."""
    packed = PACKERS[encoding](bytes(50 * MIB))
    head = b"Content-Encoding: " + encoding.encode()
    async with Server({"/": answer(packed, head)}) as server:
        with pytest.raises(ArticleError, match="more than 1 MiB, the most that is read"):
            await fetch(server.link(), guard=server.guard, limits=Limits(size=MIB))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress", "aws-chunked"])
async def test_packing_that_was_not_asked_for_is_refused(encoding: str) -> None:
    """An answer in another packing is refused before a byte of it is unpacked, with what was asked for."""
    async with Server({"/": answer(FIRE.encode(), b"Content-Encoding: " + encoding.encode())}) as server:
        with pytest.raises(ArticleError, match=f"compressed as “{encoding}”; gzip, deflate were asked for"):
            await fetch(server.link(), guard=server.guard)


async def test_packing_in_two_layers_is_refused_however_it_is_told() -> None:
    """Two lines that each name a packing are as much as one that names both."""
    lines = (b"Content-Encoding: gzip", b"Content-Encoding: deflate")
    async with Server({"/": answer(FIRE.encode(), *lines)}) as server:
        with pytest.raises(ArticleError, match="compressed as “gzip, deflate”"):
            await fetch(server.link(), guard=server.guard)


@pytest.mark.parametrize(
    ("body", "said"), [(FIRE.encode(), "but isn't"), (gzip.compress(FIRE.encode())[:-9], "breaks off")]
)
async def test_packing_that_is_none_or_has_no_end_is_refused(body: bytes, said: str) -> None:
    """What says that it is gzip and isn't, or ends too early, is refused as that."""
    async with Server({"/": answer(body, b"Content-Encoding: gzip")}) as server:
        with pytest.raises(ArticleError, match=said):
            await fetch(server.link(), guard=server.guard)
