"""Fetching: what a link leads to, what it may not lead to, and answers that aren't worth waiting for."""

import asyncio
import socket

import pytest

from bot.articles import ArticleError, Fetched, Guard, Limits, fetch
from tests.articles.samples import FIRE
from tests.articles.serving import CHUNKED, Names, Server, answer, elsewhere

PAGE = FIRE.encode()
SHORT = Limits(total=20.0, silence=0.3, size=100_000)


async def refusal(link: str, guard: Guard, limits: Limits = SHORT) -> str:
    """Return what is said of a link that is refused."""
    with pytest.raises(ArticleError) as refused:
        await fetch(link, guard=guard, limits=limits)
    return str(refused.value)


async def test_a_page_is_fetched_with_its_type_and_place() -> None:
    """What comes back is the body, the type that the server names, and where it was found."""
    async with Server({"/": elsewhere("/fire"), "/fire": answer(PAGE)}) as server:
        fetched = await fetch(server.link() + "#part", guard=server.guard)
        assert fetched == Fetched(PAGE, "text/html; charset=utf-8", server.link("/fire"))


async def test_the_request_tells_who_asks_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program names itself; no cookie, password, referrer or proxy of the machine's goes along."""
    first = answer(b"", b"Location: /page", b"Set-Cookie: who=me", status="302 Found")
    async with Server({"/": first, "/page": answer(PAGE)}) as server, Server({}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.link())
        monkeypatch.setenv("http_proxy", proxy.link())
        await fetch(server.link(), guard=server.guard)
        names = [line.partition(":")[0] for line in server.asked[1].strip().split("\r\n")[1:]]
        assert sorted(names) == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]
        assert "User-Agent: Claimdesk/" in server.asked[1]
        assert proxy.connections == 0


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("404 Not Found", "answers 404 (Not Found). Check the link."),
        ("410 Gone", "answers 410 (Gone). Check the link."),
        ("401 Unauthorized", "answers 401 (Unauthorized). It wants a login or a subscription"),
        ("403 Forbidden", "answers 403 (Forbidden). It wants a login or a subscription"),
        ("204 No Content", "answers 204 (No Content). Try again later."),
        ("503 @everyone", "answers 503 (Service Unavailable). Try again later."),
        ("799 Odd", "answers 799 (an unknown status). Try again later."),
    ],
)
async def test_a_status_is_named(status: str, said: str) -> None:
    """An answer that is no document is named by its status, in our words, with what to do."""
    async with Server({"/": answer(status=status)}) as server:
        assert said in await refusal(server.link(), server.guard)


async def test_five_redirects_are_followed_and_no_more() -> None:
    """A chain of five ends at the page, a sixth one is refused by number, and a circle likewise."""
    answers = {f"/{step}": elsewhere(f"/{step - 1}", "307 Temporary Redirect") for step in range(1, 7)}
    async with Server({**answers, "/0": answer(PAGE), "/round": elsewhere("/round")}) as server:
        assert (await fetch(server.link("/5"), guard=server.guard)).data == PAGE
        assert "more than 5 times" in await refusal(server.link("/6"), server.guard)
        assert "more than 5 times" in await refusal(server.link("/round"), server.guard)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("ftp://page.example/", "no http or https address"),
        ("file:///etc/passwd", "no http or https address"),
        ("javascript:alert(1)", "no http or https address"),
        ("http://me:secret@page.example/", "user's name or password"),
        ("http://page.example:22/", "port 22"),
        ("http://169.254.169.254/latest/meta-data", "cloud metadata address"),
        ("http://[::1]/", "loopback address"),
        ("//10.0.0.1/", "private address"),
        ("http://[", "nowhere"),
    ],
)
async def test_a_redirect_is_judged_like_a_link(target: str, said: str) -> None:
    """Each step of a chain is refused for what a link would be refused for."""
    async with Server({"/": elsewhere("/next"), "/next": elsewhere(target)}) as server:
        assert said in await refusal(server.link(), server.guard)


async def test_a_redirect_without_a_place_leads_nowhere() -> None:
    """A redirect that names no place is refused as such."""
    async with Server({"/": answer(b"", status="301 Moved Permanently")}) as server:
        assert "redirects to nowhere" in await refusal(server.link(), server.guard)


async def test_a_redirect_into_this_machine_touches_nothing() -> None:
    """A host that may be read opens no other port beside it: nobody knocks there."""
    async with Server({"/": answer(PAGE)}) as hidden, Server({"/": elsewhere(hidden.link())}) as server:
        assert f"port {hidden.port}" in await refusal(server.link(), server.guard)
        assert hidden.connections == 0


async def test_a_name_of_this_machine_is_refused_unless_it_is_listed() -> None:
    """One address is refused under a name that nobody listed, and read under the one that somebody did."""
    async with Server({"/": answer(PAGE)}) as server:
        names = Names({"page.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
        with pytest.raises(ArticleError, match=r"“other\.example” is at a loopback address.*allow_hosts"):
            await fetch("http://other.example/", guard=server.guard, resolver=names)
        assert server.connections == 0
        fetched = await fetch(server.link(host="page.example"), guard=server.guard, resolver=names)
        assert fetched.data == PAGE


async def test_a_name_that_changes_its_answer_is_judged_by_each() -> None:
    """The second answer is refused though the first was good, and each visit looks the name up just once."""
    async with Server({"/": elsewhere("/again"), "/again": answer(PAGE)}) as server:
        names = Names({"page.example": [["127.0.0.1"], ["169.254.169.254"]]})
        with pytest.raises(ArticleError, match="cloud metadata address"):
            await fetch(server.link(host="page.example"), guard=server.guard, resolver=names)
        assert names.asked == ["page.example"] * 2
        assert server.connections == 1


async def test_of_several_addresses_the_refused_ones_are_never_connected_to() -> None:
    """A name with a good and a bad address is read from the good one; with bad ones alone it is refused."""
    async with Server({"/": answer(PAGE)}) as server:
        bad = ["169.254.169.254", "fe80::1", "224.0.0.1"]
        names = Names({"page.example": [[*bad, "127.0.0.1"], bad]})
        link = server.link(host="page.example")
        assert (await fetch(link, guard=server.guard, resolver=names)).data == PAGE
        with pytest.raises(ArticleError, match="only public ones are read"):
            await fetch(link, guard=server.guard, resolver=names)


async def test_a_host_that_nobody_knows_or_that_is_away() -> None:
    """A name without an address can't be found, and a port where nobody listens can't be reached."""
    with pytest.raises(ArticleError, match=r"“gone\.example” can't be found; check the link"):
        await fetch("http://gone.example/", resolver=Names({}))
    async with Server({}) as server:
        link, guard = server.link(), server.guard
    assert "can't be reached. Check the link" in await refusal(link, guard)


async def test_a_host_that_takes_no_connection() -> None:
    """A connection that never stands is given up, with the limit named."""
    with socket.socket() as deaf, socket.socket() as filler, socket.socket() as another:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for one in (filler, another):  # they fill the queue of those who wait to be let in
            one.setblocking(False)
            one.connect_ex(deaf.getsockname())
        place = f"127.0.0.1:{deaf.getsockname()[1]}"
        said = await refusal(f"http://{place}/", Guard.allowing([place]), Limits(connecting=0.2))
        assert "can't be reached within 0.2 seconds" in said


async def test_https_without_a_certificate_is_refused() -> None:
    """A server that can't prove who it is isn't read, however readable its answer would be."""

    async def in_the_clear(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(PAGE))
        writer.close()

    async with await asyncio.start_server(in_the_clear, "127.0.0.1", 0) as server:
        place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        assert "can't prove who it is" in await refusal(f"https://{place}/", Guard.allowing([place]))


async def test_a_body_that_is_announced_too_large_is_not_begun() -> None:
    """An answer that says how large it is, is refused before its body, with the limit named."""
    async with Server({"/": answer(b"", length=100_001)}) as server:
        said = await refusal(server.link(), server.guard, Limits(size=100_000, silence=20.0))
        assert "more than 0.09537 MiB, the most that is read" in said


async def test_an_endless_body_is_refused_while_it_is_read() -> None:
    """The connection is closed at the limit: the server, which never ends, sees it go."""

    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(answer(b"", CHUNKED))
        while True:
            writer.write(b"2710\r\n" + b"a" * 10_000 + b"\r\n")
            await writer.drain()

    async with Server({"/": endless}) as server:
        said = await refusal(server.link(), server.guard)
        assert "more than 0.09537 MiB" in said
        await asyncio.wait_for(server.ended.wait(), 20)


@pytest.mark.parametrize(
    ("begun", "drop"),
    [
        (answer(b"", length=50_000), b"a"),
        (answer(b"", CHUNKED), b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["body", "pieces", "head", "hints"],
)
async def test_drops_are_given_up_in_time(begun: bytes, drop: bytes) -> None:
    """An answer that always sends a little more is given up at the limit for the whole, which is named."""

    async def drops(writer: asyncio.StreamWriter) -> None:
        writer.write(begun)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.05)

    async with Server({"/": drops}) as server:
        said = await refusal(server.link(), server.guard, Limits(total=0.5))
        assert "took more than 0.5 seconds, the most that is waited for a link" in said
        await asyncio.wait_for(server.ended.wait(), 20)


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\n", answer(b"A beginning", length=5_000)])
async def test_silence_is_given_up(begun: bytes) -> None:
    """A server that falls silent, before or in its head or body, is given up with the limit named."""
    over = asyncio.Event()

    async def silent(writer: asyncio.StreamWriter) -> None:
        writer.write(begun)
        await over.wait()

    async with Server({"/": silent}) as server:
        assert "sends nothing for 0.3 seconds" in await refusal(server.link(), server.guard)
        over.set()


@pytest.mark.parametrize(
    "broken",
    [
        answer(PAGE, length=len(PAGE) + 1),
        answer(b"ffff\r\nForty boats", CHUNKED),
        b"",
        b"HTTP/1.1 200",
    ],
)
async def test_an_answer_that_breaks_off_is_no_article(broken: bytes) -> None:
    """A body shorter than announced, or no whole head, is refused rather than read in part."""
    async with Server({"/": broken}) as server:
        assert "Try again" in await refusal(server.link(), server.guard)


async def test_what_goes_beyond_the_announced_length_is_refused() -> None:
    """An answer that sends more than it says is not to be trusted with either."""
    async with Server({"/": answer(PAGE + b"<p>More</p>", length=len(PAGE))}) as server:
        assert "answers in no way that can be read" in await refusal(server.link(), server.guard)


@pytest.mark.parametrize(
    "head",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        answer(b"no number\r\n", CHUNKED),
        answer(PAGE, b"X-Long: " + b"a" * 20_000),
        answer(PAGE, *[b"X-Many: 1"] * 5_000),
        b"HTTP/1.1 200 " + b"a" * 20_000 + b"\r\n\r\n",
    ],
)
async def test_a_head_that_is_none_or_too_long_is_refused(head: bytes) -> None:
    """What isn't HTTP, or goes on and on before its body, is refused with the limit named."""
    async with Server({"/": head}) as server:
        assert "16,384 bytes in a line of its head" in await refusal(server.link(), server.guard)
