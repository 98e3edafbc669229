"""The HTTP side: finding the route, reading the body, telling of rate limits, and answering refusals."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from aiohttp import BodyPartReader, web

from tests.loopback import refusals
from tests.loopback.attachments import File
from tests.loopback.faults import Buckets, Fault, Faults
from tests.loopback.gateway import Gateway
from tests.loopback.people import Json
from tests.loopback.refusals import Refused
from tests.loopback.routes import answering, application, messages, people
from tests.loopback.routes.routing import Call, Result, Route, find
from tests.loopback.world import World

REQUEST_SIZE: Final = 25 * 1024 * 1024  # bytes
_ROUTES: Final = [
    *application.router.routes,
    *people.router.routes,
    *messages.router.routes,
    *answering.router.routes,
]
_FILE: Final = re.compile(r"files\[(\d+)\]")
_MAJOR: Final = ("channel", "guild", "token")


class Rest:
    """Serves /api/v10, the gateway's address and the attached files."""

    def __init__(self, world: World, faults: Faults, gateway: Gateway) -> None:
        self.world = world
        self.faults = faults
        self.gateway = gateway
        self.requests: list[str] = []
        self._buckets = Buckets(world.clock)

    def application(self) -> web.Application:
        """Return the whole server."""
        app = web.Application(client_max_size=2 * REQUEST_SIZE)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/gateway/resume", self.gateway.serve)
        app.router.add_get("/cdn/{rest:.*}", self._file)
        app.router.add_route("*", "/{rest:.*}", self._answer)
        return app

    async def _file(self, request: web.Request) -> web.Response:
        attachment = self.world.files.get(request.rel_url.raw_path)
        if attachment is None:
            self.world.complain(f"GET {request.path}: no such file")
            return web.Response(status=404)
        fault = self.faults.take("GET", request.path)
        if fault is not None:
            return web.Response(status=fault.status)
        return web.Response(body=attachment.content, content_type="application/octet-stream")

    async def _answer(self, request: web.Request) -> web.Response:
        method, path = request.method, request.rel_url.raw_path.removeprefix("/api/v10")
        headers: dict[str, str] = {}
        fault = self.faults.take(method, path)
        try:
            if fault is not None and not fault.after_serving:
                await request.read()
                return self._log(method, path, _faulty(fault))
            route, ids = self._route(request, method, path)
            headers = self._buckets.headers(route.name, "+".join(ids[key] for key in _MAJOR if key in ids))
            result = await self._serve(request, route, ids)
        except Refused as refused:
            await request.read()
            self._judge(method, path, refused)
            return self._log(method, path, _json(refused.body(), refused.status, headers), str(refused))
        except Exception as error:
            self.world.complain(f"{method} {path}: the loopback Discord failed with {error!r}")
            body: Json = {"message": repr(error), "code": 0}
            return self._log(method, path, _json(body, 501, headers), repr(error))
        if fault is not None:
            return self._log(method, path, _faulty(fault))
        return self._log(method, path, _json(result, 200 if result is not None else 204, headers))

    def _route(self, request: web.Request, method: str, path: str) -> tuple[Route, Mapping[str, str]]:
        if method == "GET" and path == "/gateway/bot":
            return _GATEWAY, {}
        if not request.path.startswith("/api/v10/"):
            raise refusals.unknown_route()
        return find(_ROUTES, method, path)

    async def _serve(self, request: web.Request, route: Route, ids: Mapping[str, str]) -> Result:
        if route.needs_token and request.headers.get("Authorization") != f"Bot {self.gateway.token}":
            raise Refused(401, 0, "401: Unauthorized")
        if (request.content_length or 0) > REQUEST_SIZE:
            raise refusals.too_large()
        body, files = await _read(request)
        if route is _GATEWAY:
            return self._gateway()
        return route.serve(Call(self.world, ids, dict(request.query), body, files))

    def _gateway(self) -> Json:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway.address, "shards": self.gateway.shards, "session_start_limit": limit}

    def _judge(self, method: str, path: str, refused: Refused) -> None:
        if refused.status in {400, 413} or (refused.status == 404 and refused.code == 0):
            errors = f" {json.dumps(refused.errors)}" if refused.errors else ""
            self.world.complain(f"{method} {path}: {refused}{errors}")

    def _log(self, method: str, path: str, response: web.Response, why: str = "") -> web.Response:
        shown = re.sub(r"/[\w-]{40,}", "/…", path)
        self.requests.append(f"{method} {shown} {response.status}")
        self.world.pulse.beat(f"{self.requests[-1]} {why}".rstrip())
        return response


_GATEWAY: Final = Route("GET", "/gateway/bot", lambda _: None, re.compile("/gateway/bot"), needs_token=True)


async def _read(request: web.Request) -> tuple[Any, list[tuple[int, File]]]:
    if request.content_type == "multipart/form-data":
        return await _read_parts(request)
    text = await request.text()
    try:
        return (json.loads(text) if text else None), []
    except ValueError:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from None


async def _read_parts(request: web.Request) -> tuple[Any, list[tuple[int, File]]]:
    body, files = None, []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        found = _FILE.fullmatch(part.name or "")
        if part.name == "payload_json":
            body = json.loads(await part.text())
        elif found is not None:
            files.append((int(found[1]), File(part.filename or "unknown", bytes(await part.read()))))
        else:
            raise refusals.invalid_form(
                {str(part.name): {"_errors": [{"code": "UNKNOWN_KEY", "message": "?"}]}}
            )
    return body, files


def _json(content: Result, status: int, headers: Mapping[str, str]) -> web.Response:
    if status == 204:
        return web.Response(status=204, headers=headers)
    text = json.dumps(content).encode()
    return web.Response(body=text, status=status, headers=headers, content_type="application/json")


def _faulty(fault: Fault) -> web.Response:
    return _json(fault.body, fault.status, fault.headers)
