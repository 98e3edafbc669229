"""Fetching what a link leads to, without being led anywhere else.

Whether an address may be connected to is decided for each socket, when it is made: a name that changes its
answer between a check and the connection gains nothing. Redirects are followed here, each as its own link.
"""

import asyncio
import socket
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from bot.articles.errors import SAVE_IT, ArticleError, shown
from bot.articles.guarding import MISWRITTEN, PUBLIC, Guard
from bot.articles.limits import LIMITS, Limits
from bot.articles.unpacking import ACCEPTED, Unpacking, too_large

if TYPE_CHECKING:  # most commands never need them
    from aiohttp import ClientResponse
    from aiohttp.abc import AbstractResolver
    from aiohttp.connector import AddrInfoType
    from yarl import URL

_KINDS: Final = "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, */*;q=0.1"
_ELSEWHERE: Final = frozenset({301, 302, 303, 307, 308})
_CLOSED: Final = frozenset({401, 402, 403, 407, 451})
_GONE: Final = frozenset({404, 410})
_PHRASES: Final = {int(status): status.phrase for status in HTTPStatus}


@dataclass(frozen=True)
class Fetched:
    """What a link led to."""

    data: bytes  # unpacked
    content_type: str | None  # as the server says, with its charset where it names one
    url: str  # where it was found in the end


async def fetch(
    link: str,
    *,
    guard: Guard = PUBLIC,
    limits: Limits = LIMITS,
    resolver: "AbstractResolver | None" = None,
) -> Fetched:
    """Return what an http or https link leads to; nothing else on the network is asked for.

    `guard` says which hosts may be private, `resolver` looks names up (the system's, unless given).
    Raises ArticleError for a link that may not be followed, an answer that isn't a document, and any limit.
    """
    url = guard.address_of(link)
    try:
        async with asyncio.timeout(limits.total):
            for _ in range(limits.redirects + 1):
                answer = await _Visit(url, guard, limits, resolver).answer()
                if isinstance(answer, Fetched):
                    return answer
                url = guard.address_of(answer)
    except TimeoutError:
        raise ArticleError(
            f"{_host(url)} took more than {limits.total:g} seconds, the most that is waited for a link. "
            f"Try again. {SAVE_IT}"
        ) from None
    raise ArticleError(f"That link is redirected more than {limits.redirects} times. {SAVE_IT}")


class _Visit:
    """One request: to one host, without cookies, passwords or a proxy."""

    def __init__(self, url: "URL", guard: Guard, limits: Limits, resolver: "AbstractResolver | None") -> None:
        self._url = url
        self._guard = guard
        self._limits = limits
        self._resolver = resolver
        self._refused: ArticleError | None = None

    async def answer(self) -> Fetched | str:
        """Return the document, or the link that the answer redirects to; ArticleError where it is neither."""
        import aiohttp

        try:
            return await self._asked()
        except aiohttp.ServerTimeoutError as error:
            raise ArticleError(self._late(error)) from None
        except aiohttp.InvalidURL:
            raise ArticleError(
                f"{_host(self._url)} is no way to write a host; give an http or https address."
            ) from None
        except aiohttp.ClientConnectorDNSError:
            raise ArticleError(f"{_host(self._url)} can't be found; check the link.") from None
        except aiohttp.ClientSSLError:
            raise ArticleError(
                f"{_host(self._url)} can't prove who it is: it has no valid certificate, or no https. "
                f"{SAVE_IT}"
            ) from None
        except aiohttp.ClientConnectorError:
            raise self._refused or ArticleError(
                f"{_host(self._url)} can't be reached. Check the link, or try again later."
            ) from None
        except aiohttp.ClientResponseError:
            raise ArticleError(
                f"{_host(self._url)} answers in no way that can be read, or with more than "
                f"{self._limits.heading:,} bytes in a line of its head. {SAVE_IT}"
            ) from None
        except (aiohttp.ClientError, OSError):
            raise ArticleError(
                f"{_host(self._url)} breaks off before the end of its answer. Try again. {SAVE_IT}"
            ) from None

    async def _asked(self) -> Fetched | str:
        import aiohttp

        timeout = aiohttp.ClientTimeout(sock_connect=self._limits.connecting, sock_read=self._limits.silence)
        connector = aiohttp.TCPConnector(
            resolver=self._resolver, use_dns_cache=False, force_close=True, socket_factory=self._socket
        )
        async with (
            aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=timeout,
                trust_env=False,
                auto_decompress=False,
                max_line_size=self._limits.heading,
                max_field_size=self._limits.heading,
                headers={"User-Agent": _name(), "Accept": _KINDS, "Accept-Encoding": ACCEPTED},
            ) as session,
            session.get(self._url, allow_redirects=False) as response,
        ):
            if response.status in _ELSEWHERE:
                return self._elsewhere(response)
            if response.status != HTTPStatus.OK:
                raise ArticleError(_refusal(self._url, response.status))
            data = await self._body(response)
            return Fetched(data, response.headers.get("Content-Type"), str(self._url))

    def _socket(self, info: "AddrInfoType") -> socket.socket:
        """Return a socket for an address that may be connected to; PermissionError where it may not."""
        family, kind, protocol, _, address = info
        try:
            self._guard.check(self._url, str(address[0]))
        except ArticleError as refused:
            self._refused = refused
            raise PermissionError from None
        return socket.socket(family, kind, protocol)

    def _elsewhere(self, response: "ClientResponse") -> str:
        from yarl import URL

        try:
            return str(self._url.join(URL(response.headers["Location"])))
        except (KeyError, *MISWRITTEN):
            raise ArticleError(f"{_host(self._url)} redirects to nowhere. {SAVE_IT}") from None

    async def _body(self, response: "ClientResponse") -> bytes:
        if (response.content_length or 0) > self._limits.size:
            raise too_large(self._limits.size)
        unpacking = Unpacking(", ".join(response.headers.getall("Content-Encoding", [])), self._limits.size)
        async for piece in response.content.iter_any():
            unpacking.take(piece)
        return unpacking.whole()

    def _late(self, error: Exception) -> str:
        import aiohttp

        if isinstance(error, aiohttp.ConnectionTimeoutError):
            return (
                f"{_host(self._url)} can't be reached within {self._limits.connecting:g} seconds. "
                "Check the link, or try again later."
            )
        return f"{_host(self._url)} sends nothing for {self._limits.silence:g} seconds. Try again. {SAVE_IT}"


def _refusal(url: "URL", status: int) -> str:
    phrase = _PHRASES.get(status, "an unknown status")
    if status in _GONE:
        advice = "Check the link."
    elif status in _CLOSED:
        advice = f"It wants a login or a subscription, or lets no programs in. {SAVE_IT}"
    else:
        advice = f"Try again later. {SAVE_IT}"
    return f"{_host(url)} answers {status} ({phrase}). {advice}"


def _host(url: "URL") -> str:
    return shown(url.host or "")


@cache
def _name() -> str:
    try:
        number = version("claimdesk")
    except PackageNotFoundError:
        number = "0"
    return f"Claimdesk/{number} (reads an article when somebody of a newsroom asks)"
