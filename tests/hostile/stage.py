"""A session, a browser and a HelseID for hostile cases, joined by real sockets; nothing waits for real time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.model import LoginProgress, SessionEvent
from provesvar_gui.helseid.session import Session
from provesvar_gui.platform.clock import ServerClock
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.platform.http_client import HttpLimits, HttpxClient
from tests.kit.clock import FakeClock
from tests.unit.helseid.fake_helseid import FakeHelseId
from tests.unit.helseid.kit import Browser, ask, client_jwk, make_kit

T = TypeVar("T")
Wire = Callable[[asyncio.StreamWriter], Awaitable[None]]  # answers one request in its own way
BODY_LIMIT = 256 * 1024
_CLIENT_KEY = client_jwk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One hostile case.

    ``play`` sets the attack up. ``code`` and ``reason``: code and detail of the error that the login must end with. Without a
    ``code`` the login goes well and ``reason`` is what the attacker got instead, if anything. ``fresh``: whether that login needs
    no confirmation by the person. ``minutes``: how long after the attack the next login is tried (signing keys are fetched again
    once a minute).

    ``accepted`` sets up the nearest case that is no attack: the next login, which must go well. None: one with nothing changed.
    """

    name: str
    play: Callable[[Stage], None]
    reason: str = ""
    code: ErrorCode | None = None
    fresh: bool = True
    minutes: int = 0
    accepted: Callable[[Stage], None] | None = None


def both(
    name: str, reason: str, code: ErrorCode | None, play: Callable[[T, Stage], None], wrong: T, right: T, **more: Any
) -> Row:
    """A case of which ``play`` is told what is wrong, and for the nearest that is none what is right."""
    return Row(name=name, reason=reason, code=code, play=partial(play, wrong), accepted=partial(play, right), **more)


class LeapingLoop(asyncio.SelectorEventLoop):
    """A loop whose clock can be set forward: limits are reached without waiting for them."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead


def leap(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, LeapingLoop)
    loop.ahead += seconds


class Server:
    """The fake HelseID behind a socket. By path, ``wire``: who answers instead, once; ``changed``: what an answer becomes."""

    def __init__(self, fake: FakeHelseId) -> None:
        self.fake = fake
        self.wire: dict[str, list[Wire]] = {}
        self.changed: dict[str, Callable[[HttpResponse], bytes]] = {}
        self.asked: list[str] = []
        self.broken: list[BaseException] = []
        self._serving: set[asyncio.Task[None]] = set()

    def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def aclose(self) -> None:
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._converse(reader, writer)
        except Exception as error:  # noqa: BLE001 - whatever the fake stumbled over is a finding of the test
            self.broken.append(error)
        finally:
            writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii")
        first, *lines = head.removesuffix("\r\n\r\n").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode("ascii")
        path = target.partition("?")[0]
        self.asked.append(path)
        if self.wire.get(path):
            await self.wire[path].pop(0)(writer)
            with contextlib.suppress(OSError):
                await writer.drain()
            return
        form = parse_qsl(body, keep_blank_values=True, strict_parsing=True) if body else None
        response = await self.fake.request(method, self.fake.issuer + target, headers=headers, form=form)
        writer.write(self.changed.get(path, encoded)(response))
        await writer.drain()


def encoded(response: HttpResponse, body: bytes | None = None, /, **headers: str) -> bytes:
    """The answer as it goes out; ``body`` and ``headers`` of another form."""
    content = response.body if body is None else body
    every = {"Content-Length": str(len(content)), **response.headers, **{key.replace("_", "-"): headers[key] for key in headers}}
    head = "".join(f"{name}: {value}\r\n" for name, value in every.items() if value)
    return f"HTTP/1.1 {response.status} x\r\n{head}Connection: close\r\n\r\n".encode() + content


def says(data: bytes) -> Wire:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(data)

    return answer


class Attacked(Browser):
    """``trouble``: gets what goes wrong in an attack."""

    trouble: asyncio.Future[None]

    async def _visit(self, url: str) -> None:
        try:
            await super()._visit(url)
        except Exception as error:  # noqa: BLE001 - whatever it was belongs to the test
            self.trouble.set_exception(error)


@dataclass
class Stage:
    """``seen``: what the attacker got. ``trap``: an origin where nothing must ever arrive; ``trapped``: what did."""

    clock: FakeClock
    fake: FakeHelseId
    server: Server
    browser: Attacked
    session: Session
    http: HttpxClient
    trap: str
    trapped: list[bytes]
    seen: list[str] = field(default_factory=list)
    steps: list[LoginProgress] = field(default_factory=list)
    events: list[SessionEvent] = field(default_factory=list)
    before: list[str] = field(default_factory=list)  # the answers that the browser brought at earlier logins
    nonces: list[str] = field(default_factory=list)  # of their ID tokens

    async def login(self) -> Any:
        """Log in. What goes wrong in the attack itself is raised instead of being waited for."""
        self.browser.trouble = trouble = asyncio.get_running_loop().create_future()
        login = asyncio.ensure_future(self.session.login(organisation=None, report=self.steps.append))
        try:
            await asyncio.wait({login, trouble}, return_when=asyncio.FIRST_COMPLETED)
            return await (trouble if trouble.done() else login)
        finally:
            login.cancel()
            trouble.cancel()
            await asyncio.gather(login, *self.browser.tasks, return_exceptions=True)
            self.browser.tasks.clear()

    def on_return(self, act: Callable[[str], Awaitable[None]]) -> None:
        """``act`` has the address that the browser is sent back to, before the program has seen it."""

        async def play(url: str) -> None:
            await act(self.fake.authorize(url))

        self.browser.play = play

    def change_answer(self, **changes: str | None) -> None:
        """The browser comes back with an address that was changed on the way."""

        async def play(url: str) -> None:
            await ask(self.fake.authorize(url, **changes))

        self.browser.play = play

    def calm(self) -> None:
        fake = self.fake
        self.browser.play = None
        self.server.wire.clear()
        self.server.changed.clear()
        fake.answers.clear()
        fake.claims.clear()
        fake.access_claims.clear()
        fake.metadata_changes.clear()
        fake.edit = None
        fake.nonce_required = True
        fake.request_uris = FakeHelseId.request_uris
        fake.audience_on_code = "nhn:pps"


@contextlib.asynccontextmanager
async def staged() -> Any:
    clock = FakeClock()
    fake = FakeHelseId(clock=clock, client_jwk=_CLIENT_KEY)
    server = Server(fake)
    trapped: list[bytes] = []

    async def caught(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        trapped.append(await reader.read(65536))
        writer.close()

    listening = await asyncio.start_server(server.connected, "127.0.0.1", 0)
    trap = await asyncio.start_server(caught, "127.0.0.1", 0)
    fake.issuer = f"http://localhost:{listening.sockets[0].getsockname()[1]}"
    http = HttpxClient(ServerClock(clock), proxy="none", limits=HttpLimits(body=BODY_LIMIT))
    browser = Attacked(fake)
    kit = make_kit(helseid=fake, http=http, browser=browser)
    session = kit.session
    trap_origin = f"http://127.0.0.1:{trap.sockets[0].getsockname()[1]}"
    stage = Stage(clock=clock, fake=fake, server=server, browser=browser, session=session, http=http, trap=trap_origin,
                  trapped=trapped, events=kit.events)  # fmt: skip
    try:
        yield stage
    finally:
        await session.aclose()
        for task in browser.tasks:
            task.cancel()
        await asyncio.gather(*browser.tasks, return_exceptions=True)
        await http.aclose()
        for listener in (listening, trap):
            listener.close()
        await server.aclose()
