"""A session against the sandbox over real HTTP, and a browser in which a synthetic clinician logs in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from provesvar_gui.helseid.jose import Signer
from provesvar_gui.helseid.keys.client_file import load_private_key, parse_client_file
from provesvar_gui.helseid.model import HelseIdConfig, LoginProgress, Organisation, SessionEvent
from provesvar_gui.helseid.session import Session
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.http_client import HttpxClient
from provesvar_gui.sandbox.server import Sandbox
from tests.robot import Robot

DOCTOR, LEVEL_3, NO_HPR = "900100101", "Dørmatte", "Kopimaskin"


class Browser:
    """A browser in a thread, in which somebody logs in (or cancels)."""

    def __init__(self, **filled: str) -> None:
        self._robot = Robot(**{"person": DOCTOR, "action": "login", **filled})
        self.visits: list[asyncio.Task[str]] = []

    async def open(self, url: str) -> bool:
        self.visits.append(asyncio.create_task(asyncio.to_thread(self._robot.visit, url)))
        return True


class Stand:
    def __init__(
        self,
        config: HelseIdConfig,
        load_key: Callable[[], Awaitable[Signer]],
        open_browser: Callable[[str], Awaitable[bool]],
        api: str,
    ) -> None:
        clock = ServerClock(SystemClock())
        self.http = HttpxClient(clock, proxy="none")
        self.events: list[SessionEvent] = []
        self.steps: list[LoginProgress] = []
        self.api = api
        self.session = Session(
            config=config,
            http=self.http,
            clock=clock,
            load_key=load_key,
            open_browser=open_browser,
            api_origin=api,
            on_event=self.events.append,
        )

    async def login(self, organisation: Organisation | None) -> Any:
        return await self.session.login(organisation=organisation, report=self.steps.append)

    async def aclose(self) -> None:
        await self.session.aclose()
        await self.http.aclose()


class SandboxStand(Stand):
    def __init__(
        self, sandbox: Sandbox, browser: Browser, *, v1: bool = False, load_key: Callable[[], Awaitable[Signer]] | None = None
    ) -> None:
        file = parse_client_file(json.dumps(sandbox.client_file_v1 if v1 else sandbox.client_file).encode())
        self.browser = browser
        config = HelseIdConfig(
            authority=file.authority,
            client_id=file.client_id,
            redirect_uris=file.redirect_uris,
            api_version=1 if v1 else 2,
            scopes=file.scopes,
        )

        async def of_the_file() -> Signer:
            return load_private_key(file.private_jwk)

        super().__init__(config, load_key or of_the_file, browser.open, sandbox.urls["pps_v2"])

    async def __aenter__(self) -> SandboxStand:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.session.aclose()
        await asyncio.gather(*self.browser.visits, return_exceptions=True)
        await self.http.aclose()


def unit(sandbox: Sandbox, number: int = 0) -> Organisation:
    return Organisation(**sandbox.organisations[number])
