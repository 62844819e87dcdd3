"""The login against the sandbox over real HTTP: an independent judge with faults to switch on."""

from __future__ import annotations

import asyncio
import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.client_file import load_private_key, parse_client_file
from provesvar_gui.helseid.config import HelseIdConfig
from provesvar_gui.helseid.flow import LoginFlow
from provesvar_gui.helseid.model import LoginProgress, Organisation, SessionEnd, SessionEvent
from provesvar_gui.helseid.session import Session
from provesvar_gui.net.client import HttpxClient
from provesvar_gui.net.clock import ServerClock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.sandbox.server import Sandbox

DOCTOR, LEVEL_3, NO_HPR = "900100101", "Dørmatte", "Kopimaskin"


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    server = pytest.importorskip("provesvar_gui.sandbox.server", reason="the sandbox's own dependencies are not installed")
    with server.Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(served: Sandbox) -> Iterator[Sandbox]:
    served.faults.clear()
    served.control.clear()
    yield served
    served.faults.clear()


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
    def __init__(self, sandbox: Sandbox, browser: Browser, *, v1: bool = False, **settings: Any) -> None:
        file = parse_client_file(json.dumps(sandbox.client_file_v1 if v1 else sandbox.client_file).encode(), file_name="x")
        clock = ServerClock(SystemClock())
        self.browser = browser
        self.http = HttpxClient(clock, proxy="none")
        self.events: list[SessionEvent] = []
        self.steps: list[LoginProgress] = []
        self.api = sandbox.urls["pps_v2"]
        config = HelseIdConfig(
            authority=file.authority,
            client_id=file.client_id,
            scopes=file.scopes,
            redirect_uris=file.redirect_uris,
            api_version=1 if v1 else 2,
            **settings,
        )

        async def load_key() -> PrivateKey:
            return load_private_key(file.private_jwk)

        flow = LoginFlow(
            config=config,
            http=self.http,
            clock=clock,
            open_browser=browser.open,
            offset_seconds=lambda: clock.offset_seconds,
        )
        self.session = Session(
            config=config,
            flow=flow,
            clock=clock,
            load_key=load_key,
            open_browser=browser.open,
            api_origin=self.api,
            on_event=self.events.append,
        )

    async def login(self, organisation: Organisation | None) -> Any:
        return await self.session.login(force=True, organisation=organisation, report=self.steps.append)

    async def close(self) -> None:
        await self.session.aclose()
        await asyncio.gather(*self.browser.visits, return_exceptions=True)
        await self.http.aclose()


def unit(sandbox: Sandbox, number: int = 0) -> Organisation:
    return Organisation(**sandbox.organisations[number])


@pytest.mark.parametrize("v1", [False, True], ids=["v2", "v1"])
def test_login_renewal_change_and_logout(sandbox: Sandbox, v1: bool) -> None:
    async def scenario() -> None:
        stand = Stand(sandbox, Browser(), v1=v1)
        try:
            clinician = await stand.login(unit(sandbox))
            assert (clinician.name, clinician.hpr_number, clinician.fresh) == ("VÅKEN STETOSKOP", DOCTOR, True)
            page = await stand.browser.visits[0]
            assert "fullført" in page
            await stand.session.renew()
            changed = await stand.session.set_organisation(unit(sandbox, 1))
            assert changed.organisation == unit(sandbox, 1)
            with pytest.raises(AppError) as caught:
                await stand.session.set_organisation(unit(sandbox, 2))
            assert caught.value.code is ErrorCode.SCOPE_REFUSED
            with pytest.raises(AppError) as caught:
                await stand.session.set_organisation(Organisation(orgnr="999999999", name="x"))
            assert caught.value.code is ErrorCode.ORGANISATION_REFUSED
            headers = await stand.session.headers("POST", f"{stand.api}/DiagnosticReport/_search")
            assert ("DPoP" in headers) is not v1
            await stand.session.logout()
            assert stand.events[-1].ended is SessionEnd.LOGGED_OUT
            await stand.browser.visits[-1]
        finally:
            await stand.close()

    asyncio.run(scenario())
    assert not sandbox.control.remarks
    allowed = {"use_dpop_nonce"}
    unexpected = [refusal for refusal in sandbox.control.refusals if refusal.error not in allowed and "HID" not in refusal.reason]
    assert not [refusal for refusal in unexpected if "organisation" not in refusal.reason and "999999999" not in refusal.reason]


@pytest.mark.parametrize(
    ("person", "action", "code"),
    [
        (DOCTOR, "cancel", ErrorCode.LOGIN_DENIED),
        (LEVEL_3, "login", ErrorCode.LEVEL_TOO_LOW),
        (NO_HPR, "login", ErrorCode.NO_HPR_NUMBER),
    ],
)
def test_people_who_do_not_get_in(sandbox: Sandbox, person: str, action: str, code: ErrorCode) -> None:
    fails(sandbox, code, Browser(person, action))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("discovery-down", ErrorCode.SERVER_ERROR),
        ("par-down", ErrorCode.SERVER_ERROR),
        ("token-down", ErrorCode.SERVER_ERROR),
        ("jwks-down", ErrorCode.SERVER_ERROR),
        ("500", ErrorCode.SERVER_ERROR),
        ("broken-json", ErrorCode.UNEXPECTED_ANSWER),
        ("redirect", ErrorCode.UNEXPECTED_ANSWER),
        ("wrong-discovery-issuer", ErrorCode.DISCOVERY_INVALID),
        ("wrong-callback-issuer", ErrorCode.LOGIN_REFUSED),
        ("wrong-issuer", ErrorCode.TOKEN_INVALID),
        ("wrong-client", ErrorCode.TOKEN_INVALID),
        ("wrong-nonce", ErrorCode.TOKEN_INVALID),
        ("wrong-at-hash", ErrorCode.TOKEN_INVALID),
        ("bad-signature", ErrorCode.TOKEN_INVALID),
        ("unsigned", ErrorCode.TOKEN_INVALID),
        ("expired-id-token", ErrorCode.TOKEN_INVALID),
        ("unknown-kid", ErrorCode.TOKEN_INVALID),
        ("wrong-audience", ErrorCode.TOKEN_AUDIENCE),
        ("many-audiences", ErrorCode.TOKEN_AUDIENCE),
        ("wrong-cnf", ErrorCode.DPOP_REFUSED),
        ("token-type-bearer", ErrorCode.DPOP_REFUSED),
        ("no-refresh-token", ErrorCode.SCOPE_REFUSED),
        ("refresh-refused", ErrorCode.LOGIN_REFUSED),
        ("level-3", ErrorCode.LEVEL_TOO_LOW),
        ("no-hpr", ErrorCode.NO_HPR_NUMBER),
    ],
)
def test_faults_are_told_and_the_next_login_works(sandbox: Sandbox, fault: str, code: ErrorCode) -> None:
    sandbox.faults.set(f"helseid.{fault}")
    fails(sandbox, code, Browser(), then=sandbox.faults.clear)


def test_new_nonces_and_new_keys_are_none_of_the_persons_business(sandbox: Sandbox) -> None:
    sandbox.faults.set("helseid.new-nonce")

    async def scenario() -> None:
        stand = Stand(sandbox, Browser())
        try:
            await stand.login(unit(sandbox))
            sandbox.faults.set("helseid.key-rotation", 1)
            await stand.session.renew()
        finally:
            await stand.close()

    asyncio.run(scenario())


@pytest.mark.parametrize("offset", [-7200, 90])
def test_a_workstation_whose_clock_is_off_logs_in_by_the_servers_time(sandbox: Sandbox, offset: int) -> None:
    sandbox.faults.set("clock.offset", offset)

    async def scenario() -> None:
        stand = Stand(sandbox, Browser())
        try:
            assert (await stand.login(unit(sandbox))).fresh
        finally:
            await stand.close()

    asyncio.run(scenario())


def test_an_old_authentication_is_not_fresh(sandbox: Sandbox) -> None:
    sandbox.faults.set("helseid.old-login")

    async def scenario() -> None:
        stand = Stand(sandbox, Browser())
        try:
            assert not (await stand.login(unit(sandbox))).fresh
        finally:
            await stand.close()

    asyncio.run(scenario())


def test_a_bearer_client_where_dpop_is_forced(sandbox: Sandbox) -> None:
    client = sandbox.register(name="forced", api_scopes=("nhn:pps/provesvar",))
    file = client.file(sandbox.urls["helseid"])

    async def scenario() -> None:
        stand = Stand(sandbox, Browser(), v1=True)
        try:
            with pytest.raises(AppError) as caught:
                await stand.login(unit(sandbox))
            assert caught.value.code is ErrorCode.DPOP_REQUIRED
        finally:
            await stand.close()

    original = sandbox.bearer_client
    sandbox.bearer_client = client
    try:
        assert file["clientId"] == client.client_id
        asyncio.run(scenario())
    finally:
        sandbox.bearer_client = original


def fails(sandbox: Sandbox, code: ErrorCode, browser: Browser, then: Callable[[], None] | None = None) -> None:
    async def scenario() -> None:
        stand = Stand(sandbox, browser)
        try:
            with pytest.raises(AppError) as caught:
                await stand.login(unit(sandbox))
            assert caught.value.code is code, caught.value
            if then is not None:
                then()
                await stand.login(unit(sandbox))
        finally:
            await stand.close()

    asyncio.run(scenario())
