"""The login against the strict fake: the happy ways, and each thing that can go wrong."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep, Organisation
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import ISSUER, answer, claims_of
from tests.unit.helseid.kit import API, Kit, ask, client_jwk, is_free, make_kit

CHILD = Organisation(orgnr="999977776", name="Legevakten")


def fails(kit: Kit, code: ErrorCode, *, organisation: Organisation | None = None) -> AppError:
    async def attempt() -> AppError:
        with pytest.raises(AppError) as caught:
            await kit.login(organisation=organisation)
        await kit.aclose()
        return caught.value

    error = run(attempt())
    assert error.code is code, error
    return error


def succeeds(kit: Kit, organisation: Organisation | None = None) -> Any:
    async def attempt() -> Any:
        clinician = await kit.login(organisation=organisation)
        await kit.browser.finish()
        await kit.aclose()
        return clinician

    return run(attempt())


@pytest.mark.requirement("R8", "R28")
async def test_v2_with_a_point_of_care(kit: Kit) -> None:
    clinician = await kit.login(organisation=CHILD)
    assert (clinician.name, clinician.hpr_number, clinician.security_level) == ("LIVSTRETT BEVER", "565550846", "4")
    assert (clinician.organisation, clinician.fresh, clinician.session_ends) == (CHILD, True, kit.clock.now() + 28800)
    headers = await kit.session.headers("POST", f"{API}/DiagnosticReport/_search?x=1")
    scheme, _, token = headers["Authorization"].partition(" ")
    assert scheme == "DPoP"
    assert claims_of(token)["helseid://claims/client/claims/orgnr_child"] == CHILD.orgnr
    assert claims_of(headers["DPoP"])["htu"] == f"{API}/DiagnosticReport/_search"
    await kit.browser.finish()
    assert kit.passed() == [step for step in LoginStep if step not in (LoginStep.VAULT, LoginStep.PORTS)]
    par = kit.helseid.sent("/connect/par")[0].form
    assert par["prompt"] == "login"
    assert len(par["dpop_jkt"]) == 43
    redeemed_twice, redeemed, refreshed = kit.helseid.sent("/connect/token")
    assert redeemed_twice.form["code"] == redeemed.form["code"]
    assert redeemed_twice.form["client_assertion"] != redeemed.form["client_assertion"]
    assert refreshed.form["scope"] == "nhn:pps/provesvar-read"
    assert b"200 OK" in kit.browser.pages[0]
    assert "kontrollerer innloggingen" in kit.browser.pages[0].decode()
    assert "fullført" not in kit.browser.pages[0].decode()  # nothing has been checked yet


@pytest.mark.requirement("R21")
async def test_v1_is_bearer_without_any_dpop() -> None:
    kit = make_kit(dpop=False)
    await kit.login(organisation=CHILD)
    headers = await kit.session.headers("POST", f"{API}/x")
    assert set(headers) == {"Authorization"}
    assert headers["Authorization"].startswith("Bearer ")
    assert not kit.session.take_challenge(f"{API}/x", 401, {"dpop-nonce": "n", "www-authenticate": 'DPoP error="use_dpop_nonce"'})
    await kit.browser.finish()
    await kit.aclose()
    assert not any("dpop" in request.headers for request in kit.helseid.requests)
    assert "dpop_jkt" not in kit.helseid.sent("/connect/par")[0].form


@pytest.mark.requirement("R6")
def test_the_refresh_is_skipped_only_for_a_token_that_is_exactly_right() -> None:
    kit = make_kit()
    succeeds(kit)
    assert LoginStep.AUDIENCE not in kit.passed()
    for change in ({"audience_on_code": ["nhn:pps", "nhn:other"]}, {"audience_on_code": ["nhn:pps", "nhn:pps"]}):
        kit = make_kit()
        vars(kit.helseid).update(change)
        succeeds(kit)
        assert LoginStep.AUDIENCE in kit.passed()


@pytest.mark.requirement("R9")
def test_settings_reach_the_requests() -> None:
    kit = make_kit(send_dpop_jkt=False, scope_on_refresh=False, redirect_uris=("http://127.0.0.1:0/callback",))
    succeeds(kit, CHILD)
    assert "dpop_jkt" not in kit.helseid.sent("/connect/par")[0].form
    assert "scope" not in kit.helseid.sent("/connect/token")[-1].form


@pytest.mark.hazard("H8.1", "S1")
@pytest.mark.requirement("R19", "R33")
@pytest.mark.parametrize(("auth_time", "fresh"), [(0, True), (-4, True), (-60, False), (None, False)])
def test_fresh_means_authenticated_after_the_request(auth_time: int | None, fresh: bool) -> None:
    kit = make_kit()
    kit.helseid.claims["auth_time"] = None if auth_time is None else int(kit.clock.now()) + auth_time
    assert succeeds(kit).fresh is fresh


@pytest.mark.parametrize("rejected", ["nhn:pps/provesvar-read", ["nhn:pps/provesvar-read"]])
def test_a_withheld_scope_is_told(rejected: object) -> None:
    kit = make_kit()
    kit.helseid.edit = lambda kind, document: document.update({"rejected_scope": rejected})
    fails(kit, ErrorCode.SCOPE_REFUSED)
    kit = make_kit(multi_tenant_parent="983658776")
    kit.helseid.edit = lambda kind, document: document.update({"rejected_scope": rejected})
    assert fails(kit, ErrorCode.TERMS_NOT_SIGNED).params["orgnr"] == "983658776"
    kit = make_kit()
    kit.helseid.granted = "openid profile offline_access"
    fails(kit, ErrorCode.SCOPE_REFUSED)


@pytest.mark.requirement("R8")
def test_an_organisation_that_is_refused_names_helseids_number() -> None:
    error = fails(make_kit(), ErrorCode.ORGANISATION_REFUSED, organisation=Organisation(orgnr="999999999", name="x"))
    assert error.params["hid"] == "HID-1002"
    assert "list" not in str(error)
    assert "list" in error.service_text


@pytest.mark.parametrize("path", ["/connect/par", "/connect/token"])
@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        ("invalid_client", 400, ErrorCode.CLIENT_REFUSED),
        ("invalid_client", 401, ErrorCode.CLIENT_REFUSED),
        ("unauthorized_client", 400, ErrorCode.CLIENT_REFUSED),
        ("invalid_scope", 400, ErrorCode.SCOPE_REFUSED),
        ("invalid_target", 400, ErrorCode.SCOPE_REFUSED),
        ("invalid_dpop_proof", 400, ErrorCode.DPOP_REFUSED),
        ("invalid_request", 400, ErrorCode.LOGIN_REFUSED),
        ("something_of_their_own", 400, ErrorCode.LOGIN_REFUSED),
        ("server_error", 500, ErrorCode.SERVER_ERROR),
        ("x", 503, ErrorCode.SERVER_ERROR),
        ("x", 429, ErrorCode.SERVER_BUSY),
    ],
)
def test_oauth_errors(path: str, error: str, status: int, code: ErrorCode) -> None:
    kit = make_kit()
    kit.helseid.answers[path] = [answer(status, {"error": error, "error_description": "their\x00 words"})]
    told = fails(kit, code)
    assert "their" not in str(told)
    assert "their" not in repr(told)


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
        (location,) = re.findall(rb"\r\nLocation: ([^\r]+)\r\n", await ask(copied))
        other = parse_qs(urlsplit(kit.helseid.authorize(location.decode())).query)["code"][0]
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
