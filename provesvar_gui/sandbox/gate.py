"""What stands before every service: the Date header, the Host check, and the faults that strike before the service is asked."""

from __future__ import annotations

import asyncio
import re
from email.utils import formatdate
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse

from provesvar_gui.sandbox.people import holds_person_number

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from provesvar_gui.sandbox.world import World

_MEGABYTE = 1_000_000
_DIGITS = re.compile(r"[0-9]{5,}")


class Gate:
    """Wraps one service. ``spared``: the paths no fault touches, such as the pages for people."""

    def __init__(self, app: ASGIApp, *, world: World, service: str, url: str, spared: tuple[str, ...] = ()) -> None:
        self._app = app
        self._world = world
        self._service = service
        port = urlsplit(url).port
        self._hosts = frozenset(f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]"))
        self._spared = spared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        path = str(scope["path"])
        address = f"{path} {unquote(scope['query_string'].decode('latin-1'))}"
        if holds_person_number(address, self._world.people.numbers()):
            self._world.control.remark("a person number in an address")
        # A number in an address would be a mistake of the client; it is not kept here either.
        self._world.control.request(f"{self._service} {scope['method']} {_DIGITS.sub('#', path)}")

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Date"] = formatdate(self._world.now(), usegmt=True)
            await send(message)

        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if host.lower() not in self._hosts:
            await PlainTextResponse("unknown host", status_code=421)(scope, receive, dated)
            return
        if not any(path.startswith(prefix) for prefix in self._spared):
            await asyncio.sleep(self._world.faults.amount(f"{self._service}.slow"))
            if self._world.faults.take(f"{self._service}.hang-up"):
                await dated({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
                await send({"type": "http.response.body", "body": b'{"resourceType":', "more_body": True})
                return  # without the rest: the server closes the connection
            answer = self._fault()
            if answer is not None:
                await answer(scope, receive, dated)
                return
        await self._app(scope, receive, dated)

    def _fault(self) -> Response | None:
        faults, service = self._world.faults, self._service
        if faults.take(f"{service}.500"):
            return PlainTextResponse("", status_code=500)
        if faults.take(f"{service}.plain-text"):
            return PlainTextResponse("Tjenesten er midlertidig utilgjengelig\n", status_code=503)
        if faults.take(f"{service}.broken-json"):
            return Response('{"resourceType": "Bundle", "entry": [{"resource": {"id": "', media_type="application/json")
        if faults.take(f"{service}.redirect"):
            return RedirectResponse(f"{self._world.kodeverk}/elsewhere", status_code=307)
        if size := faults.amount(f"{service}.huge"):
            return StreamingResponse(_filler(int(size * _MEGABYTE)), media_type="application/json")
        return None


async def _filler(size: int) -> AsyncIterator[bytes]:
    yield b'{"resourceType": "Bundle", "pad": "'
    block = b"x" * 65536
    for _ in range(size // len(block) + 1):
        yield block
    yield b'"}'
