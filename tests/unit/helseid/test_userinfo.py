"""Userinfo: asked beside everything else, with a token that never goes to the API; what is no good changes nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from datetime import date
from typing import Any

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.model import Organisation
from provesvar_gui.helseid.tokens import LoginIdentity, approvals
from provesvar_gui.platform.http import HttpResponse
from tests.kit.errors import app_error
from tests.kit.http import Request
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import FakeHelseId, RefusedError, answer, b64, claims_of
from tests.unit.helseid.kit import Kit, make_kit
from tests.unit.helseid.test_login import CHILD
from tests.unit.helseid.test_session import token_of

DETAILS, SUBJECT = "helseid://claims/hpr/hpr_details", "c4SrhK+/="
PATH = "/connect/userinfo"
DAY = date(2026, 11, 25)
PERSON = LoginIdentity(subject=SUBJECT, name="LIVSTRETT BEVER", hpr_number="565550846", security_level="4", auth_time=None)
JSON = {"content-type": "application/json"}


def approval(code: object, **more: object) -> dict[str, object]:
    """As HelseID's example has it."""
    kind = {"value": "1", "description": "Autorisasjon"}
    return {"profession": code, "authorization": kind, "requisition_rights": [], "specialities": [], **more}


def details_of(*codes: str) -> dict[str, Any]:
    return {DETAILS: {"approvals": [approval(code) for code in codes], "hpr_number": 565550846}}


class FakeUserinfo:
    """Of the fake HelseID: a proof for this very token, by the key it is bound to, with a nonce of its own."""

    def __init__(self, helseid: FakeHelseId) -> None:
        self.helseid = helseid
        self.tokens: list[str] = []

    def __call__(self, request: Request) -> HttpResponse:
        scheme, _, token = request.headers["authorization"].partition(" ")
        bound = claims_of(token).get("cnf")
        if self.helseid.dpop:
            try:
                key = self.helseid.proof(request, "userinfo-nonce", b64(hashlib.sha256(token.encode()).digest()))
            except RefusedError as refused:
                if refused.error != "use_dpop_nonce":
                    raise
                challenge = {"www-authenticate": 'DPoP error="use_dpop_nonce"', **(refused.headers or {})}
                return HttpResponse(status=401, headers=challenge, body=b"")
            assert (scheme, bound) == ("DPoP", {"jkt": key})
        else:
            assert (scheme, bound) == ("Bearer", None)
            assert "dpop" not in request.headers
        self.tokens.append(token)
        return answer(200, {"sub": SUBJECT, **details_of("LE", "SP")}, {"content-type": "application/json; charset=utf-8"})


def kit_with_userinfo(**settings: Any) -> tuple[Kit, FakeUserinfo]:
    kit = make_kit(**settings)
    userinfo = FakeUserinfo(kit.helseid)
    kit.helseid.userinfo = userinfo
    return kit, userinfo


async def approvals_arrived(kit: Kit) -> None:
    learner = kit.session._approvals_task
    assert learner is not None
    await asyncio.wait({learner})


def logged_in(kit: Kit, organisation: Organisation | None = CHILD) -> str:
    async def scenario() -> str:
        await kit.login(organisation=organisation)
        await approvals_arrived(kit)
        token = await token_of(kit)
        kit.events[:] = [event for event in kit.events if event.ended is None]
        await kit.aclose()
        return token

    return run(scenario())


def told(kit: Kit) -> list[tuple[str, ...] | None]:
    people = [event.clinician for event in kit.events if event.clinician is not None and event.approvals_arrived]
    return [person.approvals for person in people]


@pytest.mark.parametrize("dpop", [True, False], ids=["v2", "v1"])
def test_the_codes_token_goes_to_userinfo_and_another_to_the_api(dpop: bool) -> None:
    kit, userinfo = kit_with_userinfo(dpop=dpop)
    api_token = logged_in(kit)
    assert told(kit) == [("LE", "SP")]
    (token,) = userinfo.tokens
    assert token != api_token
    assert len([request for request in kit.helseid.sent("/connect/token") if request.form["grant_type"] == "refresh_token"]) == 1


@pytest.mark.parametrize("dpop", [True, False], ids=["v2", "v1"])
async def test_before_one_of_several_organisations_is_chosen_the_codes_token_is_for_userinfo_alone(dpop: bool) -> None:
    kit, userinfo = kit_with_userinfo(dpop=dpop, several_organisations=True)
    await kit.login()
    await approvals_arrived(kit)
    assert told(kit) == [("LE", "SP")]
    grants = [request.form["grant_type"] for request in kit.helseid.sent("/connect/token")]
    assert set(grants) == {"authorization_code"}, "nothing is asked for that nobody needs yet"
    (spent,) = userinfo.tokens
    assert await token_of(kit) != spent, "also before an organisation is chosen"
    await kit.session.set_organisation(CHILD)
    assert await token_of(kit) != spent
    await kit.aclose()


@pytest.mark.parametrize(
    ("settings", "endpoint", "organisation"),
    [
        ({}, "https://helseid.example/connect/userinfo", None),  # the code's own token goes to the API
        ({"scopes": ("openid", "offline_access", "nhn:pps/provesvar-read")}, "https://helseid.example/connect/userinfo", CHILD),
        *(({}, endpoint, CHILD) for endpoint in (None, "https://elsewhere.example/userinfo", 7)),
    ],
)
def test_it_is_not_asked_and_the_login_goes_on(
    settings: dict[str, Any], endpoint: object, organisation: Organisation | None
) -> None:
    kit, userinfo = kit_with_userinfo(**settings)
    kit.helseid.metadata_changes["userinfo_endpoint"] = endpoint
    assert logged_in(kit, organisation)
    assert (userinfo.tokens, told(kit)) == ([], [])


@pytest.mark.parametrize("logout", [False, True])
async def test_the_login_is_there_before_it_answers_and_after_a_logout_nothing_is_told(logout: bool) -> None:
    kit, _ = kit_with_userinfo()
    gate, reached = kit.helseid.hold(PATH)
    clinician = await kit.login(organisation=CHILD)
    await reached.wait()
    assert clinician.approvals is None
    assert await token_of(kit)
    assert kit.events == []
    if logout:
        await kit.session.logout()
    else:
        gate.set()
        await approvals_arrived(kit)
    await kit.aclose()
    assert told(kit) == ([] if logout else [("LE", "SP")])


def body(**changes: Any) -> bytes:
    return json.dumps({"sub": SUBJECT, **details_of("LE"), **changes}).encode()


NO_GOOD: dict[str, HttpResponse] = {
    "503": answer(503, {}),
    "401": answer(401, {"error": "invalid_token"}),
    "redirect": HttpResponse(status=302, headers={"location": "https://elsewhere.example/"}, body=b""),
    "too large": HttpResponse(status=200, headers=JSON, body=body(pad="x" * 70_000)),
    "broken": HttpResponse(status=200, headers=JSON, body=b'{"sub": '),
    "deep": HttpResponse(status=200, headers=JSON, body=b'{"a":' * 9_000),
    "another person": HttpResponse(status=200, headers=JSON, body=body(sub="somebody-else")),
    "nobody": HttpResponse(status=200, headers=JSON, body=json.dumps(details_of("LE")).encode()),
    "another number": HttpResponse(status=200, headers=JSON, body=body(**{DETAILS: {"approvals": [], "hpr_number": 1}})),
}


@pytest.mark.parametrize("case", sorted(NO_GOOD))
def test_what_is_no_good_is_logged_by_its_code_and_changes_nothing(case: str, caplog: pytest.LogCaptureFixture) -> None:
    kit, _ = kit_with_userinfo()
    kit.helseid.nonce_required = False
    kit.helseid.answers[PATH] = [NO_GOOD[case]]
    with caplog.at_level(logging.INFO):
        assert logged_in(kit)
    assert told(kit) == []
    (line,) = [record.getMessage() for record in caplog.records if record.getMessage().startswith("userinfo")]
    assert any(f"userinfo: {code.value}" in line for code in ErrorCode)
    assert "somebody-else" not in line
    assert "565550846" not in line


def read(details: object, **claims: object) -> tuple[str, ...] | None:
    return approvals({"sub": SUBJECT, DETAILS: details, **claims}, PERSON, DAY)


@pytest.mark.parametrize(
    ("details", "codes"),
    [
        ({"approvals": [approval("LE")], "hpr_number": 565550846}, ("LE",)),
        ({"approvals": [approval("LE"), approval("LE")], "hpr_number": "565550846"}, ("LE",)),
        ({"approvals": [approval("FA1")], "hpr_number": None}, ("FA1",)),
        ({"approvals": []}, ()),
        ({"approvals": [approval("LE", valid_to="2026-11-24")]}, ()),
        ({"approvals": [approval("LE", valid_to="2026-11-25T23:59:59+01:00")]}, ("LE",)),
        ({"approvals": [approval("LE", valid_from="2026-11-26")]}, ()),
        ({"approvals": [approval("LE", valid_to="2020-01-01"), approval("LE")]}, ("LE",)),
        ({"approvals": [approval("LE"), approval("Lege")]}, None),  # unknown is not no
        ({"approvals": [approval("LE"), {"specialities": []}]}, None),
        ({"approvals": {"profession": "LE"}}, None),
        ({"approvals": [approval("LE")] * 51}, None),
        ({}, None),
        ("LE", None),
    ],
)
def test_the_claim_is_read_with_tolerance(details: object, codes: tuple[str, ...] | None) -> None:
    assert read(details) == codes


def test_the_pseudonym_stands_in_for_a_missing_sub() -> None:
    claims = {"helseid://claims/identity/pid_pseudonym": SUBJECT, **details_of("LE")}
    assert approvals(claims, PERSON, DAY) == ("LE",)
    for wrong in ({**claims, "sub": "x"}, {**claims, "helseid://claims/identity/pid_pseudonym": "x"}, details_of("LE")):
        with app_error(ErrorCode.TOKEN_INVALID):
            approvals(wrong, PERSON, DAY)
