"""The login where something goes wrong, or is cancelled."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import ISSUER, answer
from tests.unit.helseid.kit import API, Kit, ask, client_jwk, is_free, make_kit
from tests.unit.helseid.test_login import CHILD, fails, succeeds


@pytest.mark.parametrize("error", ["use_dpop_nonce", "invalid_dpop_proof", "invalid_grant", "invalid_request"])
def test_v1_where_the_registration_demands_dpop(error: str) -> None:
    kit = make_kit(dpop=False)
    kit.helseid.answers["/connect/token"] = [
        answer(400, {"error": error, "error_description": "DPoP proof JWT not provided"}, {"dpop-nonce": "n"})
    ]
    fails(kit, ErrorCode.DPOP_REQUIRED)
    kit = make_kit(dpop=False)
    kit.helseid.edit = lambda kind, document: document.update(token_type="DPoP")
    fails(kit, ErrorCode.DPOP_REQUIRED)


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(("offset", "code"), [(-40.0, ErrorCode.CLOCK_WRONG), (2.9, ErrorCode.CLIENT_REFUSED)])
def test_a_wrong_clock_is_named_as_the_cause(offset: float, code: ErrorCode) -> None:
    kit = make_kit()
    kit.clock.offset_seconds = offset
    kit.helseid.answers["/connect/par"] = [answer(400, {"error": "invalid_client"})]
    error = fails(kit, code)
    if code is ErrorCode.CLOCK_WRONG:
        assert error.params["seconds"] == "-40"


def test_a_stray_answer_is_told_and_the_login_goes_on() -> None:
    kit = make_kit()

    async def play(url: str) -> None:
        right = kit.helseid.authorize(url)
        base = right.partition("?")[0]
        for stray in (f"{base}?code=x&state=wrong&iss={ISSUER}", f"{base}?error=access_denied", f"{base}", f"{base}?state=%ff"):
            assert (await ask(stray)).startswith(b"HTTP/1.1 400 ")
        assert (await ask(f"{right}&code=other")).startswith(b"HTTP/1.1 400 ")
        assert (await ask(right)).startswith(b"HTTP/1.1 200 ")

    kit.browser.play = play
    succeeds(kit)
    assert sum(step.unmatched_answer for step in kit.steps) == 1  # once: three hundred would keep the window busy
    assert all(step.browser_url for step in kit.steps if step.unmatched_answer)


async def test_a_code_of_one_request_with_the_state_of_another_is_refused(kit: Kit) -> None:
    """The other one is that of the address that can be copied from the window."""

    async def play(url: str) -> None:
        copied = next(step.browser_url for step in kit.steps if step.step is LoginStep.BROWSER)
        location = re.search(rb"\r\nLocation: ([^\r]+)\r\n", await ask(copied))
        assert location is not None
        other = parse_qs(urlsplit(kit.helseid.authorize(location[1].decode())).query)["code"][0]
        await ask(kit.helseid.authorize(url, code=other))

    kit.browser.play = play
    with app_error(ErrorCode.LOGIN_REFUSED):
        await kit.login()
    pushed = [request for request in kit.helseid.requests if request.url.endswith("/connect/par")]
    assert [request.form["prompt"] for request in pushed] == ["login", "login"], "whoever uses it must log in anew too"


@pytest.mark.parametrize("error", [None, AppError(ErrorCode.BROWSER_NOT_STARTED)])
def test_a_browser_that_does_not_start_is_no_end(error: AppError | None) -> None:
    kit = make_kit()
    usual = kit.browser.open

    async def broken(url: str) -> bool:
        await usual(url)  # yet somebody copies the address
        if error is not None:
            raise error
        return False

    kit.session._open_browser = broken
    succeeds(kit)
    assert [step.browser_started for step in kit.steps if step.step is LoginStep.BROWSER] == [True, False]


def test_a_browser_that_never_comes_back_ends_in_time() -> None:
    kit = make_kit(login_seconds=0.05)

    async def nothing(url: str) -> None:
        return

    kit.browser.play = nothing
    fails(kit, ErrorCode.LOGIN_TIMEOUT)


@pytest.mark.parametrize(
    "change", [{"token_endpoint": "http://helseid.example/token"}, {"jwks_uri": "http://localhost/jwks"}], ids=["", "localhost"]
)
def test_where_helseid_is_https_every_address_must_be(change: dict[str, Any]) -> None:
    kit = make_kit()
    kit.helseid.metadata_changes.update(change)
    fails(kit, ErrorCode.DISCOVERY_INVALID)


def test_cancelling_at_any_turn_of_the_loop_leaves_nothing() -> None:
    """After 0, 1, 2, ... turns, and then in steps that grow (a thread is waited for meanwhile), until the login is through."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    jwk = client_jwk()

    async def attempt(turns: int) -> bool:
        kit = make_kit(jwk=jwk, redirect_uris=(f"http://localhost:{port}/callback",))
        task = asyncio.ensure_future(kit.login(organisation=CHILD))
        for _ in range(turns):
            await asyncio.sleep(0)
        through = task.done()
        task.cancel()
        if not through:
            with pytest.raises(asyncio.CancelledError):
                await task
            assert kit.session.clinician is None
            with app_error(ErrorCode.NOT_LOGGED_IN):
                await kit.session.headers("GET", API)
        assert is_free(port)
        if not through and not turns % 5:
            await kit.login(organisation=CHILD)  # the next one works
        await kit.aclose()
        return through

    turns = 0
    while not run(attempt(turns)):
        turns = turns + 1 if turns < 60 else turns * 2
    assert turns > 10


@pytest.mark.hazard("S89")
@pytest.mark.requirement("R27")
async def test_nothing_secret_is_shown_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    jwk = client_jwk()
    kit = make_kit(jwk=jwk)
    shown: list[str] = []
    clinician = await kit.login(organisation=CHILD)
    grant = kit.session._grant
    assert grant is not None
    shown.extend(repr(item) for item in (clinician, grant, kit.session, kit.steps, kit.events, grant.chain, grant.chain.channel))
    shown.extend(repr(getattr(grant, name)) for name in ("chain", "identity", "access"))
    await kit.session.renew()
    await kit.session.logout()
    await kit.aclose()
    text = "\n".join(shown) + caplog.text
    secrets = [jwk["d"], "565550846", "LIVSTRETT", "c4SrhK"]
    for request in kit.helseid.requests:
        secrets += [value for name, value in request.form.items() if name in
                    ("code", "code_verifier", "client_assertion", "refresh_token", "state", "nonce", "token")]  # fmt: skip
        secrets += [request.headers["dpop"]] if "dpop" in request.headers else []
    assert len(secrets) > 15
    assert not [secret for secret in secrets if secret in text]
