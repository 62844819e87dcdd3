"""Requests that HelseID refuses before any token, each by a client with one fault."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from joserfc.jwk import ECKey, RSAKey

from provesvar_gui.sandbox.records import PATIENTS
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.helseid.fake_helseid import claims_of
from tests.unit.sandbox.broken_clients import REDIRECT, Answer, Change, Reference, both, drop, ending, put, send, shift

OTHER_KEY, EC_KEY = RSAKey.generate_key(2048), ECKey.generate_key("P-256")


def identifier(**changes: object) -> Change:
    def change(data: dict[str, Any]) -> None:
        data["it"]["practitioner_role"]["organization"]["identifier"].update(changes)

    return change


REFUSED: list[tuple[str, str, Change, str]] = [
    ("par", "assertion.header", put(typ="JWT"), "invalid_client: assertion: typ is not client-authentication+jwt"),
    ("par", "assertion.header", put(alg="none"), "invalid_client: assertion: alg is not allowed"),
    ("par", "assertion.header", put(kid="another"), "invalid_client: assertion: kid is not registered"),
    ("par", "assertion.claims", put(_key=OTHER_KEY), "invalid_client: assertion: signature is wrong"),
    ("par", "assertion.claims", put(sub="nobody"), "invalid_client: assertion: unknown client"),
    ("par", "assertion.claims", drop("sub"), "invalid_client: assertion: a text is missing"),
    ("par", "assertion.claims", put(iss="nobody"), "invalid_client: assertion: iss is not the client"),
    ("par", "assertion.claims", ending("aud", "/"), "invalid_client: assertion: aud is not exactly the issuer"),
    ("par", "assertion.claims", lambda claims: claims.update(aud=[claims["aud"]]),
     "invalid_client: assertion: aud is not exactly the issuer"),
    ("par", "assertion.claims", shift("exp", 600), "invalid_client: assertion: exp is more than 60 seconds ahead"),
    ("par", "assertion.claims", shift("exp", -60), "invalid_client: assertion: has expired"),
    ("par", "assertion.claims", drop("exp"), "invalid_client: assertion: a time is not a whole number of seconds"),
    ("par", "assertion.claims", shift("nbf", 15), "invalid_client: assertion: nbf is in the future"),
    ("par", "assertion.claims", shift("iat", 15), "invalid_client: assertion: iat is in the future"),
    ("par", "assertion.claims", shift("iat", -90), "invalid_client: assertion: iat is too old"),
    ("par", "par.form", drop("client_assertion"), "invalid_client: client_assertion is missing"),
    ("par", "par.form", put(client_assertion_type="jwt-bearer"), "invalid_client: client_assertion_type is missing or wrong"),
    ("par", "par.form", put(client_id="another"), "invalid_client: client_id is not the assertion's"),
    ("par", "par.form", put(patient="x"), "invalid_request: an unknown parameter"),
    ("par", "par.form", drop("client_id"), "invalid_request: client_id is missing"),
    ("par", "par.form", put(state=["a" * 30, "b" * 30]), "invalid_request: state is sent more than once"),
    ("par", "par.form", put(response_type="id_token"), "unsupported_response_type: response_type is not code"),
    ("par", "par.form", put(redirect_uri="http://localhost:51789/other"), "invalid_request: redirect_uri is not registered"),
    ("par", "par.form", put(redirect_uri="http://localhost:51789@evil.example/callback"),
     "invalid_request: redirect_uri is not registered"),
    ("par", "par.form", drop("code_challenge"), "invalid_request: code_challenge is missing"),
    ("par", "par.form", put(code_challenge="short"), "invalid_request: code_challenge is not one"),
    ("par", "par.form", put(code_challenge_method="plain"), "invalid_request: code_challenge_method is not S256"),
    ("par", "par.form", ending("scope", " nhn:parek/rekvisisjon"), "invalid_scope: a scope is not granted to this client"),
    ("par", "par.form", put(resource="nhn:parek"), "invalid_target: a resource belongs to none of the scopes"),
    ("par", "par.form", put(prompt="none"), "invalid_request: prompt is not login"),
    ("par", "par.form", put(dpop_jkt="short"), "invalid_request: dpop_jkt is not a thumbprint"),
    ("par", "assertion.claims", put(assertion_details={}),
     "invalid_request: HID-1009: organisation numbers cannot be sent in the assertion in this step"),
    ("redeem", "token.form", put(scope="openid"), "invalid_request: a parameter does not belong to this grant"),
    ("redeem", "token.form", put(grant_type="password"), "unsupported_grant_type: grant_type is unknown"),
    ("redeem", "token.form", put(grant_type="client_credentials"), "unauthorized_client: the client may not use this grant"),
    ("redeem", "token.form", put(code="X-1"), "invalid_grant: unknown code"),
    ("redeem", "token.form", put(redirect_uri="http://localhost:51788/callback"),
     "invalid_grant: redirect_uri is not that of the request"),
    ("redeem", "token.form", drop("code_verifier"), "invalid_request: code_verifier is missing"),
    ("redeem", "token.form", put(code_verifier="x" * 43), "invalid_grant: code_verifier does not fit code_challenge"),
    ("redeem", "token.form", put(resource="nhn:parek"), "invalid_target: the resource was not asked for at the login"),
    ("redeem", "proof.header", put(typ="JWT"), "invalid_dpop_proof: proof: typ is not dpop+jwt"),
    ("redeem", "proof.header", drop("jwk"), "invalid_dpop_proof: proof: jwk is not an RSA or EC key"),
    ("redeem", "proof.header", put(jwk=EC_KEY.as_dict(private=True)), "invalid_dpop_proof: proof: jwk holds private members"),
    ("redeem", "proof.header", put(jwk=EC_KEY.as_dict(private=False)), "invalid_dpop_proof: proof: signature is wrong"),
    ("redeem", "proof.claims", drop("jti"), "invalid_dpop_proof: proof: a text is missing"),
    ("redeem", "proof.claims", put(htm="GET"), "invalid_dpop_proof: proof: htm is not this method"),
    ("redeem", "proof.claims", ending("htu", "?x=1"), "invalid_dpop_proof: proof: htu is not this address"),
    ("redeem", "proof.claims", shift("iat", -120), "invalid_dpop_proof: proof: iat is too far from now"),
    ("refresh", "refresh.form", drop("refresh_token"), "invalid_request: refresh_token is missing"),
    ("refresh", "refresh.form", put(refresh_token="X"), "invalid_grant: unknown refresh token"),
    ("refresh", "refresh.form", put(scope="nhn:parek/rekvisisjon"), "invalid_scope: a scope was not granted at the login"),
    ("refresh", "details", identifier(value="310000051"),
     "invalid_request: HID-1002: the child organisation is not on the client's list"),
    ("refresh", "details", identifier(system="urn:oid:1.0.6523"),
     "invalid_request: HID-1007: the organisation element is not of the right form"),
]  # fmt: skip


@pytest.mark.requirement("R14")
@pytest.mark.parametrize(("call", "step", "change", "said"), REFUSED)
def test_it_is_refused_for_its_own_reason_and_what_is_right_is_not(
    client: Reference, call: str, step: str, change: Change, said: str
) -> None:
    code = client.callback()["code"] if call != "par" else ""
    if call == "refresh":
        assert client.redeem(code).status == 200

    def ask() -> Answer:
        return {"par": client.par, "redeem": lambda: client.redeem(code), "refresh": client.refresh}[call]()

    client.changes[step] = change
    answer = ask()
    assert (answer.status, answer.error) == (400, said)
    del client.changes[step]
    assert call == "redeem" or ask().status in (200, 201)  # a code works one time


def test_an_assertion_used_twice(client: Reference) -> None:
    client.changes["assertion.claims"] = put(jti=f"same-{time.time()}")
    assert client.par().status == 201
    assert client.par().error == "invalid_client: assertion: jti was used before"


def test_a_persons_number_in_a_request_is_remarked_on(client: Reference, sandbox: Sandbox) -> None:
    client.changes["par.form"] = put(login_hint=PATIENTS[0].number)
    assert client.par().status == 201
    assert sandbox.control.remarks == ["a person number in a request to HelseID"]
    send("GET", f"{client.issuer}/connect/authorize?hint={PATIENTS[0].number}")
    assert sandbox.control.remarks[1:] == ["a person number in an address"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put(state="x"), "only client_id and request_uri belong in this address"),
        (put(redirect_uri=REDIRECT), "only client_id and request_uri belong in this address"),
        (drop("client_id"), "only client_id and request_uri belong in this address"),
        (put(client_id="nobody"), "unknown client"),
        (put(request_uri="urn:ietf:params:oauth:request_uri:X"), "request_uri is unknown, used before, or has expired"),
    ],
)
def test_authorize(client: Reference, sandbox: Sandbox, change: Change, reason: str) -> None:
    client.changes["authorize.query"] = change
    answer = client.authorize(client.par().data["request_uri"])
    assert answer.status == 400
    assert "Location" not in answer.headers
    assert sandbox.control.refusals[-1].reason == reason


def test_a_request_uri_works_one_time_and_for_its_own_client(client: Reference, sandbox: Sandbox) -> None:
    pushed = client.par().data
    assert pushed["expires_in"] == 600
    client.changes["authorize.query"] = put(client_id=sandbox.bearer_client.client_id)
    assert client.authorize(pushed["request_uri"]).status == 400
    del client.changes["authorize.query"]
    assert client.authorize(pushed["request_uri"]).status == 302
    assert client.authorize(pushed["request_uri"]).status == 400


def test_a_code_used_twice_revokes_what_came_from_it(client: Reference) -> None:
    code = client.callback()["code"]
    assert client.redeem(code).status == 200
    assert client.redeem(code).error.startswith("invalid_grant: the code was used before")
    assert client.refresh().error == "invalid_grant: unknown refresh token"


def test_a_code_expires(client: Reference, sandbox: Sandbox) -> None:
    code = client.callback()["code"]
    sandbox.faults.set("clock.offset", 61)
    client.changes["assertion.claims"] = both(shift("exp", 61), shift("iat", 61), shift("nbf", 61))
    client.changes["proof.claims"] = shift("iat", 61)
    assert client.redeem(code).error == "invalid_grant: the code has expired"


def test_a_code_with_another_proof_key_than_dpop_jkt(client: Reference) -> None:
    code = client.callback()["code"]
    client.dpop_key = EC_KEY
    assert client.redeem(code).error == "invalid_grant: the proof's key is not that of dpop_jkt"


def test_the_nonce_is_demanded_and_the_code_outlives_the_demand(client: Reference) -> None:
    code = client.callback()["code"]
    client.changes["proof.claims"] = drop("nonce")
    answer = client.redeem(code)
    assert (answer.status, answer.data["error"]) == (400, "use_dpop_nonce")
    assert answer.headers["DPoP-Nonce"]
    client.changes["proof.claims"] = put(nonce="invented")
    assert client.redeem(code).data["error"] == "use_dpop_nonce"
    del client.changes["proof.claims"]
    assert client.redeem(code).status == 200


def test_a_refresh_token_works_one_time_and_the_second_use_revokes_all(client: Reference) -> None:
    client.login()
    old = client.tokens["refresh_token"]
    assert client.refresh().status == 200
    newest = client.tokens["refresh_token"]
    client.tokens["refresh_token"] = old
    assert client.refresh().error.startswith("invalid_grant: the refresh token was used before")
    client.tokens["refresh_token"] = newest
    assert client.refresh().error == "invalid_grant: unknown refresh token"


def test_a_refresh_with_another_proof_key(client: Reference) -> None:
    client.login()
    client.dpop_key = EC_KEY
    assert client.refresh().error == "invalid_grant: the refresh token belongs to another DPoP key"


def _again(sandbox: Sandbox, cookie: str, prompt: str | None) -> tuple[Reference, Answer]:
    client = Reference(sandbox, sandbox.default_client, cookie=cookie, person="900100102")
    client.changes["par.form"] = put(prompt=prompt)
    return client, client.authorize(client.par().data["request_uri"])


def test_without_prompt_the_browser_is_still_logged_in(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    again, answer = _again(sandbox, client.cookie, None)
    again.redeem(dict(parse_qsl(urlsplit(answer.headers["Location"]).query))["code"])
    assert claims_of(again.tokens["id_token"])["sub"] == claims_of(client.tokens["id_token"])["sub"]
    assert claims_of(again.tokens["id_token"])["auth_time"] == claims_of(client.tokens["id_token"])["auth_time"]


def _end_session(client: Reference, **form: str) -> Answer:
    headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", client.cookie)]
    return send("POST", f"{client.issuer}/connect/endsession", headers=headers, body=urlencode(form).encode())


def test_logout_with_a_hint_alone_ends_the_browser_session(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    hint = client.tokens["id_token"]
    assert _end_session(client, id_token_hint=hint, state="abc").status == 400
    assert _end_session(client, id_token_hint="x.y.z").status == 400
    assert _end_session(client, id_token_hint=hint).status == 200
    _, again = _again(sandbox, client.cookie, None)
    assert "/login?" in again.headers["Location"]


def ask(client: Reference, *, method: str = "GET", key: ECKey | None = None) -> Answer:
    url, token = f"{client.issuer}/connect/userinfo", client.tokens["access_token"]
    if key is not None:
        client.dpop_key = key
    proof = client.proof(method, url, token=token)
    return send("GET", url, headers=[("Authorization", f"DPoP {token}"), ("DPoP", proof)])


def test_a_proof_for_something_else_is_refused(client: Reference) -> None:
    client.login()
    assert ask(client, method="POST").error == "invalid_token: proof: htm is not this method"
    assert ask(client, key=ECKey.generate_key("P-256", private=True)).error.endswith("is bound to")
    bearer = ("Authorization", f"Bearer {client.tokens['access_token']}")
    assert send("GET", f"{client.issuer}/connect/userinfo", headers=[bearer]).status == 401
    assert send("GET", f"{client.issuer}/connect/userinfo").status == 401


def test_one_token_for_both_services_is_remarked(client: Reference, sandbox: Sandbox) -> None:
    client.login()
    client.refresh()
    assert ask(client).status == 200
    assert sandbox.control.remarks == []
    assert client.search(PATIENTS[0].number).status == 200
    assert sandbox.control.remarks == ["one access token for two services"]


def test_a_revoked_refresh_token_is_refused(client: Reference) -> None:
    client.login()
    url = f"{client.issuer}/connect/revocation"
    form = {"token": client.tokens["refresh_token"], "token_type_hint": "refresh_token"}
    assert client.post("revocation", url, form, dpop=False).status == 200
    assert client.refresh().error == "invalid_grant: unknown refresh token"
