"""The address that can be copied from the window: good until the login ends, however late it is opened, however often."""

from __future__ import annotations

import asyncio
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.model import LoginStep
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import Kit, ask, make_kit
from tests.unit.helseid.stand import Browser, Stand, unit


def copied(kit: Kit) -> str:
    return next(step.browser_url for step in kit.steps if step.step is LoginStep.BROWSER)


def location(page: bytes) -> str:
    found = re.search(rb"\r\nLocation: ([^\r]+)\r\n", page)
    assert page.startswith(b"HTTP/1.1 303 "), page
    assert found is not None, page
    return found[1].decode()


@pytest.mark.hazard("S3")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize("one", [0, 1])
async def test_the_answer_to_any_of_the_requests_is_taken_with_its_own_verifier_and_nonce(kit: Kit, one: int) -> None:

    async def play(url: str) -> None:
        await ask(kit.helseid.authorize([url, location(await ask(copied(kit)))][one]))

    kit.browser.play = play
    await kit.login()  # the fake checks the verifier, the ID token holds the nonce of the request whose code it was


async def test_a_code_of_one_request_with_the_state_of_another_is_refused(kit: Kit) -> None:

    async def play(url: str) -> None:
        other = parse_qs(urlsplit(kit.helseid.authorize(location(await ask(copied(kit))))).query)["code"][0]
        await ask(kit.helseid.authorize(url, code=other))

    kit.browser.play = play
    with app_error(ErrorCode.LOGIN_REFUSED):
        await kit.login()


async def test_only_the_whole_path_begins_a_request_and_not_without_end(kit: Kit) -> None:
    statuses: list[bytes] = []

    async def play(url: str) -> None:
        address = copied(kit)
        parts = urlsplit(address)
        strangers = [
            (address[:-1], None),
            (f"http://{parts.netloc}/", None),
            (address, f"GET {parts.path} HTTP/1.1\r\nHost: evil.example\r\n\r\n".encode()),
            (address, f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()),
        ]
        for target, raw in strangers:
            assert not (await ask(target, raw)).startswith((b"HTTP/1.1 2", b"HTTP/1.1 3"))
        assert len(kit.helseid.sent("/connect/par")) == 1
        statuses.extend([(await ask(address))[9:12] for _ in range(12)])
        await ask(kit.helseid.authorize(url))  # the login itself goes on

    kit.browser.play = play
    await kit.login()
    assert statuses == [b"303"] * 9 + [b"429"] * 3


def test_cancelling_while_a_request_is_being_made_leaves_nothing() -> None:
    kit = make_kit()

    async def play(url: str) -> None:
        kit.helseid.gates["/connect/par"] = asyncio.Event()
        kit.helseid.reached["/connect/par"] = reached
        await ask(copied(kit))

    async def scenario() -> None:
        login = asyncio.ensure_future(kit.login())
        await reached.wait()
        login.cancel()
        with pytest.raises(asyncio.CancelledError):
            await login
        await kit.aclose()

    reached = asyncio.Event()
    kit.browser.play = play
    run(scenario())


class Days:
    """The time of this machine, of workstation and sandbox alike, moved at will."""

    def __init__(self) -> None:
        self.later = 0.0

    def now(self) -> float:
        return time.time() + self.later

    def monotonic(self) -> float:
        return time.monotonic() + self.later


class Late(Browser):
    """A browser that does not go where it is sent until the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = asyncio.Event()
        self.address = ""

    async def open(self, url: str) -> bool:
        self.address = url
        self.sent.set()
        return True


def test_against_the_sandbox_a_request_ends_and_is_used_once_and_the_copied_address_still_works() -> None:
    server = pytest.importorskip("provesvar_gui.sandbox.server", reason="the sandbox's own dependencies are not installed")
    days = Days()

    async def scenario() -> None:
        browser = Late()
        async with Stand(sandbox, browser, workstation=days) as stand:
            login = asyncio.ensure_future(stand.login(unit(sandbox)))
            await browser.sent.wait()
            address = next(step.browser_url for step in stand.steps if step.step is LoginStep.BROWSER)
            days.later += 601  # a request lives 600 s
            refused = "request_uri is unknown, used before, or has expired"
            assert refused in await asyncio.to_thread(browser._get, browser.address)
            fresh = location(await ask(address))
            assert 'name="interaction"' in await asyncio.to_thread(browser._get, fresh)
            assert refused in await asyncio.to_thread(browser._get, fresh)
            await Browser.open(browser, address)
            assert (await login).hpr_number
            assert "kontrollerer innloggingen" in await browser.visits[0]

    with server.Sandbox(clock=days.now) as sandbox:
        asyncio.run(scenario())
        assert [refusal.error for refusal in sandbox.control.refusals] == ["page", "page", "use_dpop_nonce"]
