"""A web server on loopback that answers byte for byte as a test says, and names that lead to it."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.articles import Guard

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]

CHUNKED = b"Transfer-Encoding: chunked"


def answer(
    body: bytes = b"",
    *head: bytes,
    status: str = "200 OK",
    kind: str | None = "text/html; charset=utf-8",
    length: int | None = None,
) -> bytes:
    """Return a whole answer; `length` is what it says of its body, `head` further lines."""
    lines = [f"HTTP/1.1 {status}".encode(), *head]
    lines += [f"Content-Type: {kind}".encode()] if kind else []
    lines += [] if CHUNKED in head else [b"Content-Length: %d" % (len(body) if length is None else length)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def elsewhere(link: str, status: str = "302 Found") -> bytes:
    """Return an answer that redirects."""
    return answer(b"", b"Location: " + link.encode(), status=status)


class Server:
    """A server on loopback: what it answers for each path, and what it was asked."""

    def __init__(self, answers: dict[str, Answer], host: str = "127.0.0.1") -> None:
        self.answers = answers
        self.asked: list[str] = []  # request lines and headers
        self.connections = 0
        self.ended = asyncio.Event()  # the other side went away before an answer was over
        self._host = host
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self._host, 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()

    @property
    def port(self) -> int:
        """Return the port that it listens on."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def guard(self) -> Guard:
        """Return a guard that lets links lead here, by address or as page.example."""
        return Guard.allowing([f"127.0.0.1:{self.port}", f"page.example:{self.port}"])

    def link(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the link of a path."""
        return f"http://{host}:{self.port}{path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.asked.append(head)
            prepared = self.answers[head.split(" ")[1]]
            if isinstance(prepared, bytes):
                writer.write(prepared)
                await writer.drain()
            else:
                await prepared(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.ended.set()
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


class Names(AbstractResolver):
    """Names whose answers change: each look-up gives the next list of addresses, the last one for ever."""

    def __init__(self, names: dict[str, Iterable[Sequence[str]]]) -> None:
        self._names = {name: list(answers) for name, answers in names.items()}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the next answer for a name; OSError for one that isn't known."""
        del family
        self.asked.append(host)
        if host not in self._names:
            raise OSError(None, "no such name")
        answers = self._names[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""
