"""A real browser, without a window, driven through its DevTools."""

import asyncio
import base64
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final, Self

import aiohttp

MISSING: Final = "no Chromium is installed here; `apt-get install chromium` brings one"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
_PATIENCE: Final = 60.0  # seconds for the browser to start, and for each of its answers
_LARGEST: Final = 64 * 1024 * 1024  # bytes of one answer


def installed() -> str | None:
    """Return the path of Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class Tab:
    """One page of the browser, with all that it asked of the network and all that it complained of."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._session: str | None = None
        self._asked = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._loaded = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())
        self.requests: list[str] = []
        self.problems: list[str] = []

    async def _listen(self) -> None:
        async for message in self._socket:
            heard = message.json()
            waiting = self._answers.pop(heard.get("id", 0), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(heard)
            self._note(heard.get("method", ""), heard.get("params", {}))

    def _note(self, event: str, told: dict[str, Any]) -> None:
        if event == "Page.loadEventFired":
            self._loaded.set()
        elif event == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif event == "Log.entryAdded":
            self.problems.append(told["entry"]["text"])
        elif event in {"Runtime.consoleAPICalled", "Runtime.exceptionThrown"}:
            self.problems.append(f"{event}: {told}")

    async def tell(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 -- whatever DevTools takes
        """Return the result of a DevTools method; raises RuntimeError with what it refused."""
        self._asked += 1
        answer = asyncio.get_running_loop().create_future()
        self._answers[self._asked] = answer
        own = {} if self._session is None else {"sessionId": self._session}
        await self._socket.send_json({"id": self._asked, "method": method, "params": params, **own})
        async with asyncio.timeout(_PATIENCE):
            heard = await answer
        if "error" in heard:
            raise RuntimeError(f"{method}: {heard['error']}")
        result: dict[str, Any] = heard["result"]
        return result

    async def begin(self) -> Self:
        """Make the page, and listen to it."""
        target = await self.tell("Target.createTarget", url="about:blank")
        attached = await self.tell("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            await self.tell(f"{domain}.enable")
        return self

    async def open(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        self._loaded.clear()
        self.requests.clear()
        self.problems.clear()
        await self.tell("Page.navigate", url=url)
        async with asyncio.timeout(_PATIENCE):
            await self._loaded.wait()

    async def look(self, *, dark: bool = False, media: str = "", width: int = 1000) -> None:
        """Show the page in a theme, for a medium ("print"), in a window of a width in CSS pixels."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.tell("Emulation.setEmulatedMedia", media=media, features=[scheme])
        await self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    async def evaluate(self, expression: str) -> Any:  # noqa: ANN401 -- whatever the expression is
        """Return the value of an expression of JavaScript in the page."""
        found = await self.tell(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"]))
        return found["result"].get("value")

    async def pdf(self) -> bytes:
        """Return the page as it is printed."""
        printed = await self.tell("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(printed["data"])

    async def close(self) -> None:
        """End the browser."""
        self._session = None
        with suppress(RuntimeError, TimeoutError, ConnectionError):
            await self.tell("Browser.close")
        self._listening.cancel()


@asynccontextmanager
async def browsing(path: str) -> AsyncIterator[Tab]:
    """Yield a page of a browser that starts with an empty profile and ends afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            path,
            *_FLAGS,
            f"--user-data-dir={folder}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            address = await _address(Path(folder) / "DevToolsActivePort", process)
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(address, max_msg_size=_LARGEST) as socket,
            ):
                tab = await Tab(socket).begin()
                try:
                    yield tab
                finally:
                    await tab.close()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # its own session: all the processes that it started
            await process.wait()


async def _address(told: Path, process: asyncio.subprocess.Process) -> str:
    """Return where the browser listens, as soon as it says so."""
    async with asyncio.timeout(_PATIENCE):
        while process.returncode is None:
            lines = _lines(told)
            if len(lines) > 1:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            await asyncio.sleep(0.02)
    raise RuntimeError(f"Chromium ended with {process.returncode} instead of starting")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
