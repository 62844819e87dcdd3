from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from joserfc.jwk import ECKey

from provesvar_gui.helseid import loopback
from provesvar_gui.helseid.jose import PrivateKey, import_private_key
from provesvar_gui.helseid.model import HelseIdConfig, LoginProgress, LoginStep, SessionEvent
from provesvar_gui.helseid.session import Session
from provesvar_gui.platform.http import Http
from tests.kit.clock import FakeClock
from tests.unit.helseid.fake_helseid import CLIENT_ID, FakeHelseId

T = TypeVar("T")
API = "https://pps.example/v2"


def client_jwk() -> dict[str, Any]:
    key: dict[str, Any] = dict(ECKey.generate_key("P-256", auto_kid=False).as_dict(private=True))
    return key | {"kid": "client-key"}


def another_key(name: str = "") -> str:
    return json.dumps(client_jwk() | {"kid": name or os.urandom(8).hex()})


async def ask(url: str, raw: bytes | None = None) -> bytes:
    """One HTTP request to this machine, as a browser or as anything else; the whole answer."""
    parts = urlsplit(url)
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    data = raw if raw is not None else f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
    return await send(parts.port or 0, data, family=host, end=False)


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


async def send(port: int, data: bytes, *, family: str = "127.0.0.1", end: bool = True) -> bytes:
    reader, writer = await asyncio.open_connection(family, port)
    try:
        writer.write(data)
        if end:
            writer.write_eof()
        return await reader.read()
    except OSError:
        return b""
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def judge(parameters: Mapping[str, str]) -> tuple[str | None, bytes]:
    """For a listener: only the answer with one state is taken."""
    return (parameters.get("code"), loopback.LOGIN_DONE) if parameters.get("state") == "right" else (None, loopback.UNMATCHED)


def refusing(why: Mapping[int, int]) -> Callable[[int, int], socket.socket]:
    class Refused(socket.socket):
        def bind(self, address: Any, /) -> None:
            if address[1] in why:
                raise OSError(why[address[1]], "refused")
            super().bind(address)

    return Refused


@dataclass
class Browser:
    """Opens the login page, logs in at once and goes back to the program. ``play``: something else instead."""

    helseid: FakeHelseId
    play: Callable[[str], Awaitable[None]] | None = None
    starts: bool = True
    opened: list[str] = field(default_factory=list)
    pages: list[bytes] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def open(self, url: str) -> bool:
        self.opened.append(url)
        self.tasks.append(asyncio.ensure_future(self._visit(url)))
        return self.starts

    async def _visit(self, url: str) -> None:
        if url.startswith("http://127.0.0.1:"):  # the page that logs out
            self.pages.append(await ask(url))
        elif self.play is not None:
            await self.play(url)
        else:
            self.pages.append(await ask(self.helseid.authorize(url)))

    async def finish(self) -> None:
        for task in self.tasks:
            await task


class Sleeper:
    """Stands in for asyncio.sleep: each sleep lasts until ``wake``, which moves the clock by what was asked for."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.asleep: asyncio.Queue[tuple[float, asyncio.Event]] = asyncio.Queue()

    async def __call__(self, seconds: float) -> None:
        event = asyncio.Event()
        self.asleep.put_nowait((seconds, event))
        await event.wait()

    async def wake(self) -> float:
        seconds, event = await self.asleep.get()
        self.clock.seconds += seconds
        event.set()
        return seconds


@dataclass
class Kit:
    """A session against the fake. ``keys``: of the client, the last one as the vault gives it."""

    clock: FakeClock
    helseid: FakeHelseId
    browser: Browser
    session: Session
    sleeper: Sleeper
    events: list[SessionEvent]
    steps: list[LoginProgress]
    keys: list[dict[str, Any]]

    async def login(self, *, organisation: Any = None) -> Any:
        return await self.session.login(organisation=organisation, report=self.steps.append)

    def passed(self) -> list[LoginStep]:
        return [step.step for step in self.steps]

    async def aclose(self) -> None:
        await self.session.aclose()
        for task in self.browser.tasks:
            if not task.done():
                task.cancel()
        await asyncio.gather(*self.browser.tasks, return_exceptions=True)


def make_kit(
    *,
    jwk: dict[str, Any] | None = None,
    dpop: bool = True,
    helseid: FakeHelseId | None = None,
    http: Http | None = None,
    browser: Browser | None = None,
    **settings: Any,
) -> Kit:
    jwk = jwk or (client_jwk() if helseid is None else helseid.client_jwk)
    clock = FakeClock() if helseid is None else helseid.clock
    helseid = helseid or FakeHelseId(clock=clock, client_jwk=jwk, dpop=dpop)
    if not dpop:
        helseid.granted = helseid.granted.replace("provesvar-read", "provesvar")
    settings.setdefault("redirect_uris", ("http://localhost:0/callback",))
    config = HelseIdConfig(authority=helseid.issuer, client_id=CLIENT_ID, api_version=2 if dpop else 1, **settings)
    browser = browser or Browser(helseid)
    sleeper = Sleeper(clock)
    events: list[SessionEvent] = []
    keys = [jwk]

    async def load_key() -> PrivateKey:
        return import_private_key(keys[-1])

    session = Session(
        config=config,
        http=http or helseid,
        clock=clock,
        load_key=load_key,
        open_browser=browser.open,
        api_origin=API,
        on_event=events.append,
        sleep=sleeper,
    )
    return Kit(
        clock=clock, helseid=helseid, browser=browser, session=session, sleeper=sleeper, events=events, steps=[], keys=keys
    )
