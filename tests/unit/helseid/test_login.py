"""The login against the strict fake: the happy ways, and each thing that can go wrong."""

from __future__ import annotations

from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep, Organisation
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import answer, claims_of
from tests.unit.helseid.kit import API, Kit, make_kit

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
    assert clinician.organisation == CHILD
    assert clinician.fresh
    assert clinician.session_ends == kit.clock.now() + 28800
    headers = await kit.session.headers("POST", f"{API}/DiagnosticReport/_search?x=1")
    scheme, _, token = headers["Authorization"].partition(" ")
    assert scheme == "DPoP"
    assert claims_of(token)["helseid://claims/client/claims/orgnr_child"] == CHILD.orgnr
    assert claims_of(headers["DPoP"])["htu"] == f"{API}/DiagnosticReport/_search"
    await kit.browser.finish()
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
