"""The login against the strict fake: the happy ways, and each thing that can go wrong."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from base64 import urlsafe_b64decode
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import ECKey, RSAKey

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep, Organisation
from tests.unit.helseid.fake_helseid import ISSUER, FakeHelseId, answer
from tests.unit.helseid.kit import API, Kit, ask, client_jwk, is_free, make_kit, run

CHILD = Organisation(orgnr="999977776", name="Legevakten")


def claims_of(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    found: dict[str, Any] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def fails(kit: Kit, code: ErrorCode, *, organisation: Organisation | None = None) -> AppError:
    async def attempt() -> AppError:
        with pytest.raises(AppError) as caught:
            await kit.login(organisation=organisation)
        await kit.close()
        return caught.value

    error = run(attempt())
    assert error.code is code, error
    return error


def succeeds(kit: Kit, organisation: Organisation | None = None) -> Any:
    async def attempt() -> Any:
        clinician = await kit.login(organisation=organisation)
        await kit.browser.finish()
        await kit.close()
        return clinician

    return run(attempt())


def test_v2_with_a_point_of_care() -> None:
    kit = make_kit()

    async def scenario() -> None:
        clinician = await kit.login(organisation=CHILD)
        assert (clinician.name, clinician.hpr_number, clinician.security_level) == ("LIVSTRETT BEVER", "565550846", "4")
        assert clinician.organisation == CHILD
        assert clinician.fresh
        assert clinician.session_ends == kit.clock.now() + 28800
        headers = await kit.session.headers("POST", f"{API}/DiagnosticReport/_search?x=1")
        scheme, _, token = headers["Authorization"].partition(" ")
        assert scheme == "DPoP"
        assert claims_of(token)["helseid://claims/client/claims/orgnr_child"] == CHILD.orgnr
        assert claims_of(headers["DPoP"])["htu"] == f"{API}/DiagnosticReport/_search"
        await kit.browser.finish()
        await kit.close()

    run(scenario())
    assert kit.passed() == [
        LoginStep.KEY,
        LoginStep.DISCOVERY,
        LoginStep.LISTENER,
        LoginStep.PUSHED_REQUEST,
        LoginStep.BROWSER,
        LoginStep.TOKEN,
        LoginStep.AUDIENCE,
        LoginStep.DONE,
    ]
    par = kit.helseid.sent("/connect/par")[0].form
    assert par["prompt"] == "login"
    assert len(par["dpop_jkt"]) == 43
    redeemed_twice, redeemed, refreshed = kit.helseid.sent("/connect/token")
    assert redeemed_twice.form["code"] == redeemed.form["code"]
    assert redeemed_twice.form["client_assertion"] != redeemed.form["client_assertion"]
    assert refreshed.form["scope"] == "nhn:pps/provesvar-read"
    assert b"200 OK" in kit.browser.pages[0]
    assert "fullført" in kit.browser.pages[0].decode()


def test_v1_is_bearer_without_any_dpop() -> None:
    kit = make_kit(dpop=False)

    async def scenario() -> None:
        await kit.login(organisation=CHILD)
        headers = await kit.session.headers("POST", f"{API}/x")
        assert set(headers) == {"Authorization"}
        assert headers["Authorization"].startswith("Bearer ")
        assert not kit.session.challenged(f"{API}/x", 401, {"dpop-nonce": "n", "www-authenticate": 'DPoP error="use_dpop_nonce"'})
        await kit.browser.finish()
        await kit.close()

    run(scenario())
    assert not any("dpop" in request.headers for request in kit.helseid.requests)
    assert "dpop_jkt" not in kit.helseid.sent("/connect/par")[0].form


@pytest.mark.parametrize(
    "jwk",
    [
        {**RSAKey.generate_key(2048, auto_kid=False).as_dict(private=True)},
        {**RSAKey.generate_key(2048, auto_kid=False).as_dict(private=True), "alg": "RS256", "kid": "a"},
        {**ECKey.generate_key("P-521", auto_kid=False).as_dict(private=True), "alg": "ES512"},
    ],
    ids=["RSA without alg and kid", "RS256", "P-521"],
)
def test_every_kind_of_client_key(jwk: dict[str, Any]) -> None:
    succeeds(make_kit(jwk=jwk))


def test_the_refresh_is_skipped_only_for_a_token_that_is_exactly_right() -> None:
    kit = make_kit()
    succeeds(kit)
    assert LoginStep.AUDIENCE not in kit.passed()
    for change in ({"audience_on_code": ["nhn:pps", "nhn:other"]}, {"audience_on_code": ["nhn:pps", "nhn:pps"]}):
        kit = make_kit()
        vars(kit.helseid).update(change)
        succeeds(kit)
        assert LoginStep.AUDIENCE in kit.passed()


def test_settings_reach_the_requests() -> None:
    kit = make_kit(send_dpop_jkt=False, scope_on_refresh=False, redirect_uris=("http://127.0.0.1:0/callback",))
    succeeds(kit, CHILD)
    assert "dpop_jkt" not in kit.helseid.sent("/connect/par")[0].form
    assert "scope" not in kit.helseid.sent("/connect/token")[-1].form
    kit = make_kit()

    async def unforced() -> None:
        await kit.login(force=False)
        await kit.close()

    run(unforced())
    assert "prompt" not in kit.helseid.sent("/connect/par")[0].form


def test_the_browser_is_told_two_parameters() -> None:
    kit = make_kit()
    succeeds(kit)
    assert set(parse_qs(urlsplit(kit.browser.opened[0]).query)) == {"client_id", "request_uri"}
    assert next(step.browser_url for step in kit.steps if step.step is LoginStep.BROWSER) == kit.browser.opened[0]


@pytest.mark.parametrize(("auth_time", "fresh"), [(0, True), (-4, True), (-60, False), (None, False)])
def test_fresh_means_authenticated_after_the_request(auth_time: int | None, fresh: bool) -> None:
    kit = make_kit()
    kit.helseid.claims["auth_time"] = None if auth_time is None else int(kit.clock.now()) + auth_time
    assert succeeds(kit).fresh is fresh


@pytest.mark.parametrize(
    ("claim", "value", "code"),
    [
        ("iss", "https://other.example", ErrorCode.TOKEN_INVALID),
        ("iss", ISSUER + "/", ErrorCode.TOKEN_INVALID),
        ("aud", "another", ErrorCode.TOKEN_INVALID),
        ("aud", ["1f2e3d4c-0000-4000-8000-0123456789ab", "another"], ErrorCode.TOKEN_INVALID),
        ("azp", "another", ErrorCode.TOKEN_INVALID),
        ("exp", 1_795_599_900, ErrorCode.TOKEN_INVALID),
        ("exp", "1795699900", ErrorCode.TOKEN_INVALID),
        ("exp", None, ErrorCode.TOKEN_INVALID),
        ("iat", 1_795_600_100, ErrorCode.TOKEN_INVALID),
        ("iat", None, ErrorCode.TOKEN_INVALID),
        ("nbf", 1_795_600_100, ErrorCode.TOKEN_INVALID),
        ("nonce", "another", ErrorCode.TOKEN_INVALID),
        ("nonce", None, ErrorCode.TOKEN_INVALID),
        ("at_hash", "another", ErrorCode.TOKEN_INVALID),
        ("at_hash", 7, ErrorCode.TOKEN_INVALID),
        ("s_hash", "another", ErrorCode.TOKEN_INVALID),
        ("sub", "", ErrorCode.TOKEN_INVALID),
        ("auth_time", "yesterday", ErrorCode.TOKEN_INVALID),
        ("helseid://claims/identity/security_level", "3", ErrorCode.LEVEL_TOO_LOW),
        ("helseid://claims/identity/security_level", None, ErrorCode.LEVEL_TOO_LOW),
        ("helseid://claims/identity/security_level", "⁴", ErrorCode.LEVEL_TOO_LOW),
        ("helseid://claims/hpr/hpr_number", None, ErrorCode.NO_HPR_NUMBER),
        ("helseid://claims/hpr/hpr_number", "", ErrorCode.NO_HPR_NUMBER),
    ],
)
def test_an_id_token_that_is_not_right_is_refused(claim: str, value: object, code: ErrorCode) -> None:
    kit = make_kit()
    kit.helseid.claims[claim] = value
    fails(kit, code)


def test_an_id_token_of_another_key_is_refused() -> None:
    kit = make_kit()
    other = FakeHelseId(clock=kit.clock, client_jwk={}, own_key="another")

    def swap(kind: str, document: dict[str, Any]) -> None:
        document["id_token"] = other._sign(claims_of(document["id_token"]), "JWT")

    kit.helseid.edit = swap
    fails(kit, ErrorCode.TOKEN_INVALID)


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "ES256"}, {"alg": ["RS256"]}, {}])
def test_an_id_token_by_another_algorithm_is_refused(header: dict[str, Any]) -> None:
    kit = make_kit()

    def swap(kind: str, document: dict[str, Any]) -> None:
        from base64 import urlsafe_b64encode

        head = urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
        document["id_token"] = ".".join([head, *document["id_token"].split(".")[1:]])

    kit.helseid.edit = swap
    fails(kit, ErrorCode.TOKEN_INVALID)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"aud": "nhn:other"}, ErrorCode.TOKEN_AUDIENCE),
        ({"aud": ["nhn:pps", "nhn:other"]}, ErrorCode.TOKEN_AUDIENCE),
        ({"cnf": {"jkt": "another"}}, ErrorCode.DPOP_REFUSED),
        ({"cnf": None}, ErrorCode.DPOP_REFUSED),
        ({"exp": 1_795_599_999}, ErrorCode.TOKEN_INVALID),
        ({"exp": None}, ErrorCode.TOKEN_INVALID),
    ],
)
def test_an_access_token_that_is_not_right_is_refused(change: dict[str, Any], code: ErrorCode) -> None:
    kit = make_kit()
    kit.helseid.access_claims.update(change)
    fails(kit, code, organisation=CHILD)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"token_type": "Bearer"}, ErrorCode.DPOP_REFUSED),
        ({"token_type": None}, ErrorCode.DPOP_REFUSED),
        ({"access_token": ""}, ErrorCode.UNEXPECTED_ANSWER),
        ({"access_token": "opaque"}, ErrorCode.TOKEN_INVALID),
        ({"id_token": ""}, ErrorCode.TOKEN_INVALID),
        ({"id_token": "a.b.c"}, ErrorCode.TOKEN_INVALID),
        ({"refresh_token": None}, ErrorCode.SCOPE_REFUSED),
    ],
)
def test_a_token_answer_that_is_not_right_is_refused(change: dict[str, Any], code: ErrorCode) -> None:
    kit = make_kit()
    kit.helseid.edit = lambda kind, document: document.update(change)
    fails(kit, code, organisation=CHILD)


@pytest.mark.parametrize("rejected", ["nhn:pps/provesvar-read", ["nhn:pps/provesvar-read"]])
def test_a_withheld_scope_is_told(rejected: object) -> None:
    kit = make_kit()
    kit.helseid.edit = lambda kind, document: document.update({"rejected_scope": rejected})
    fails(kit, ErrorCode.SCOPE_REFUSED)
    kit = make_kit()
    kit.helseid.granted = "openid profile offline_access"
    fails(kit, ErrorCode.SCOPE_REFUSED)


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


def test_a_refused_code_is_no_ended_session() -> None:
    kit = make_kit()
    kit.helseid.answers["/connect/token"] = [answer(400, {"error": "invalid_grant"})]
    fails(kit, ErrorCode.LOGIN_REFUSED)


@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (400, b"no"), (302, b""), (200, b"[]"), (201, b"{}")])
def test_an_answer_that_is_no_oauth_is_told_as_such(status: int, body: bytes) -> None:
    from provesvar_gui.net.http import HttpResponse

    kit = make_kit()
    kit.helseid.answers["/connect/par"] = [HttpResponse(status=status, headers={}, body=body)]
    fails(kit, ErrorCode.UNEXPECTED_ANSWER)


def test_a_nonce_challenge_is_answered_once_and_not_for_ever() -> None:
    kit = make_kit()
    challenge = answer(400, {"error": "use_dpop_nonce"}, {"dpop-nonce": "another"})
    kit.helseid.answers["/connect/token"] = [challenge, challenge, challenge]
    fails(kit, ErrorCode.DPOP_REFUSED)
    assert len(kit.helseid.sent("/connect/token")) == 2
    first, second = kit.helseid.sent("/connect/token")
    assert claims_of(first.form["client_assertion"])["jti"] != claims_of(second.form["client_assertion"])["jti"]
    assert claims_of(first.headers["dpop"])["jti"] != claims_of(second.headers["dpop"])["jti"]
    assert claims_of(second.headers["dpop"])["nonce"] == "another"


def test_a_challenge_without_a_nonce_is_not_answered() -> None:
    kit = make_kit()
    kit.helseid.answers["/connect/token"] = [answer(400, {"error": "use_dpop_nonce"})]
    fails(kit, ErrorCode.DPOP_REFUSED)
    assert len(kit.helseid.sent("/connect/token")) == 1


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


@pytest.mark.parametrize(("offset", "code"), [(-40.0, ErrorCode.CLOCK_WRONG), (2.9, ErrorCode.CLIENT_REFUSED)])
def test_a_wrong_clock_is_named_as_the_cause(offset: float, code: ErrorCode) -> None:
    kit = make_kit()
    kit.offset[0] = offset
    kit.helseid.answers["/connect/par"] = [answer(400, {"error": "invalid_client"})]
    error = fails(kit, code)
    if code is ErrorCode.CLOCK_WRONG:
        assert error.params["seconds"] == "-40"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("access_denied", ErrorCode.LOGIN_DENIED),
        ("login_required", ErrorCode.LOGIN_REFUSED),
        ("invalid_grant", ErrorCode.LOGIN_REFUSED),
        ("temporarily_unavailable", ErrorCode.SERVER_BUSY),
    ],
)
def test_an_error_from_the_browser(error: str, code: ErrorCode) -> None:
    kit = make_kit()

    async def deny(url: str) -> None:
        kit.browser.pages.append(await ask(kit.helseid.authorize(url, code=None, error=error, error_description="<b>no</b>")))

    kit.browser.play = deny

    async def scenario() -> None:
        with pytest.raises(AppError) as caught:
            await kit.login()
        assert caught.value.code is code
        await kit.browser.finish()
        assert "ikke fullført" in kit.browser.pages[0].decode()
        assert b"<b>" not in kit.browser.pages[0]
        kit.browser.play = None
        await kit.login()  # the next one works
        await kit.close()

    run(scenario())


@pytest.mark.parametrize(
    "changes",
    [{"iss": "https://evil.example"}, {"iss": None}, {"code": None}, {"code": ""}],
    ids=["iss", "no iss", "no code", "empty"],
)
def test_an_answer_with_our_state_that_is_not_right_ends_the_login(changes: dict[str, str | None]) -> None:
    kit = make_kit()

    async def play(url: str) -> None:
        await ask(kit.helseid.authorize(url, **changes))

    kit.browser.play = play
    fails(kit, ErrorCode.LOGIN_REFUSED)
    assert not kit.helseid.sent("/connect/token")


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
    assert sum(step.stray_answer for step in kit.steps) == 3
    assert all(step.browser_url for step in kit.steps if step.stray_answer)


def test_a_browser_that_does_not_start_is_no_end() -> None:
    kit = make_kit()
    kit.browser.starts = False  # yet somebody copies the address
    succeeds(kit)
    assert [step.browser_started for step in kit.steps if step.step is LoginStep.BROWSER] == [True, False]


def test_an_opener_that_fails_is_no_end() -> None:
    kit = make_kit()
    usual = kit.browser.open

    async def broken(url: str) -> bool:
        await usual(url)
        raise AppError(ErrorCode.BROWSER_NOT_STARTED)

    kit.session._flow._open_browser = broken
    succeeds(kit)
    assert not [step for step in kit.steps if step.step is LoginStep.BROWSER][-1].browser_started


def test_a_browser_that_never_comes_back_ends_in_time() -> None:
    kit = make_kit(login_seconds=0.05)

    async def nothing(url: str) -> None:
        return

    kit.browser.play = nothing
    fails(kit, ErrorCode.LOGIN_TIMEOUT)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": ISSUER + "/"},
        {"issuer": None},
        {"token_endpoint": "http://helseid.example/token"},
        {"token_endpoint": "https://evil.example/token"},
        {"token_endpoint": "https://helseid.example@evil.example/token"},
        {"token_endpoint": "https://u@helseid.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "https://helseid.example:99999/"},
        {"jwks_uri": "http://localhost/jwks"},
        {"pushed_authorization_request_endpoint": None},
        {"code_challenge_methods_supported": ["plain"]},
        {"id_token_signing_alg_values_supported": ["HS256", "none"]},
    ],
)
def test_metadata_that_is_not_right(change: dict[str, Any]) -> None:
    kit = make_kit()
    kit.helseid.metadata_changes.update(change)
    fails(kit, ErrorCode.DISCOVERY_INVALID)


def test_cancelling_at_every_step_leaves_nothing() -> None:
    """Each request, and the wait for the browser, is cancelled in turn; afterwards the port is free and the next login works."""
    for path in ("/.well-known/openid-configuration", "/connect/par", "browser", "/connect/token", "/jwks", "refresh"):
        kit = make_kit()
        run(_cancel_at(kit, path))


async def _cancel_at(kit: Kit, path: str) -> None:
    reached, never = asyncio.Event(), asyncio.Event()
    port: list[int] = []

    async def play(url: str) -> None:
        port.append(urlsplit(next(iter(kit.helseid.pushed.values()))["redirect_uri"]).port or 0)
        if path == "browser":
            reached.set()
            return
        if path == "refresh":
            kit.helseid.edit = lambda kind, document: arm()
        await ask(kit.helseid.authorize(url))

    def arm() -> None:
        kit.helseid.gates["/connect/token"] = never
        kit.helseid.reached["/connect/token"] = reached

    kit.browser.play = play
    if path.startswith("/"):
        kit.helseid.gates[path] = never
        kit.helseid.reached[path] = reached
    login = asyncio.ensure_future(kit.login(organisation=CHILD))
    await reached.wait()
    login.cancel()
    with pytest.raises(asyncio.CancelledError):
        await login
    assert all(is_free(number) for number in port)
    assert kit.session.clinician is None
    with pytest.raises(AppError) as caught:
        await kit.session.headers("GET", API)
    assert caught.value.code is ErrorCode.NOT_LOGGED_IN
    kit.helseid.gates.clear()
    kit.helseid.edit = None
    kit.browser.play = None
    await kit.login(organisation=CHILD)
    await kit.close()


def test_cancelling_at_any_turn_of_the_loop_leaves_nothing() -> None:
    """The login is cancelled after 1, 2, 3, ... turns of the loop, until it is through before the cancellation comes."""
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
        assert is_free(port)
        await kit.close()
        return through

    turns = 0
    while not run(attempt(turns)):
        turns += 1
    assert turns > 10


def test_nothing_secret_is_shown_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    jwk = client_jwk()
    kit = make_kit(jwk=jwk)
    shown: list[str] = []

    async def scenario() -> None:
        clinician = await kit.login(organisation=CHILD)
        grant = kit.session._grant
        shown.extend(repr(item) for item in (clinician, grant, kit.session, kit.steps, kit.events, grant and grant.channel))
        shown.extend(repr(getattr(grant, name)) for name in ("channel", "prover", "identity", "access"))
        await kit.session.renew()
        await kit.session.logout()
        await kit.close()

    run(scenario())
    text = "\n".join(shown) + caplog.text
    secrets = [jwk["d"], "565550846", "LIVSTRETT", "c4SrhK"]
    for request in kit.helseid.requests:
        secrets += [value for name, value in request.form.items() if name in
                    ("code", "code_verifier", "client_assertion", "refresh_token", "state", "nonce", "token")]  # fmt: skip
        secrets += [request.headers["dpop"]] if "dpop" in request.headers else []
    assert len(secrets) > 15
    assert not [secret for secret in secrets if secret in text]
