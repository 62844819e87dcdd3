"""A session against the sandbox over real HTTP, and a browser in which a synthetic clinician logs in."""

from __future__ import annotations

import asyncio
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Awaitable, Callable
from typing import Any

from provesvar_gui.helseid.config import HelseIdConfig
from provesvar_gui.helseid.jose import PrivateKey
from provesvar_gui.helseid.keys.client_file import load_private_key, parse_client_file
from provesvar_gui.helseid.model import LoginProgress, Organisation, SessionEvent
from provesvar_gui.helseid.session import Session
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.http_client import HttpxClient
from provesvar_gui.sandbox.server import Sandbox

DOCTOR, LEVEL_3, NO_HPR = "900100101", "Dørmatte", "Kopimaskin"


class Browser:
    """A browser in a thread, with cookies, in which a synthetic clinician logs in (or cancels)."""

    def __init__(self, person: str = DOCTOR, action: str = "login") -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        self.person, self.action = person, action
        self.visits: list[asyncio.Task[str]] = []

    async def open(self, url: str) -> bool:
        self.visits.append(asyncio.create_task(asyncio.to_thread(self._visit, url)))
        return True

    def _get(self, url: str, form: dict[str, str] | None = None) -> str:
        body = None if form is None else urllib.parse.urlencode(form).encode()
        try:
            with self._opener.open(url, body, timeout=20) as page:
                return str(page.read().decode())
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.read().decode()

    def _visit(self, url: str) -> str:
        page = self._get(url)
        interaction = re.search(r'name="interaction" value="([^"]+)"', page)
        target = re.search(r'<form method="post" action="([^"]+)"', page)
        if interaction is not None and target is not None:
            return self._get(target[1], {"interaction": interaction[1], "person": self.person, "action": self.action})
        hint = re.search(r'name="id_token_hint" value="([^"]+)"', page)
        if hint is not None and target is not None:
            return self._get(target[1], {"id_token_hint": hint[1]})
        return page


class Stand:
    """A session over real HTTP."""

    def __init__(
        self,
        config: HelseIdConfig,
        load_key: Callable[[], Awaitable[PrivateKey]],
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
    """At the sandbox, as its client."""

    def __init__(
        self,
        sandbox: Sandbox,
        browser: Browser,
        *,
        v1: bool = False,
        load_key: Callable[[], Awaitable[PrivateKey]] | None = None,
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

        async def of_the_file() -> PrivateKey:
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
