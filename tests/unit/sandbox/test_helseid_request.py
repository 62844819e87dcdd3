"""What HelseID refuses up to its tokens, each with a client that is wrong in just that way."""

from __future__ import annotations

import time
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from provesvar_gui.sandbox.people import PATIENTS
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import REDIRECT, Change, Reference, both, claims_of, drop, ending, put, send, shift

OTHER_KEY = RSAKey.generate_key(2048)

ASSERTIONS: list[tuple[str, Change, str]] = [
    ("assertion.header", put(typ="JWT"), "assertion: typ is not client-authentication+jwt"),
    ("assertion.header", put(alg="none"), "assertion: alg is not allowed"),
    ("assertion.header", put(kid="another"), "assertion: kid is not registered"),
    ("assertion.claims", put(_key=OTHER_KEY), "assertion: signature is wrong"),
    ("assertion.claims", put(sub="nobody"), "assertion: unknown client"),
    ("assertion.claims", drop("sub"), "assertion: a text is missing"),
    ("assertion.claims", put(iss="nobody"), "assertion: iss is not the client"),
    ("assertion.claims", ending("aud", "/"), "assertion: aud is not exactly the issuer"),
    ("assertion.claims", lambda claims: claims.update(aud=[claims["aud"]]), "assertion: aud is not exactly the issuer"),
    ("assertion.claims", shift("exp", 600), "assertion: exp is more than 60 seconds ahead"),
    ("assertion.claims", shift("exp", -60), "assertion: has expired"),
    ("assertion.claims", drop("exp"), "assertion: a time is not a whole number of seconds"),
    ("assertion.claims", shift("nbf", 15), "assertion: nbf is in the future"),
    ("assertion.claims", shift("iat", 15), "assertion: iat is in the future"),
    ("assertion.claims", shift("iat", -90), "assertion: iat is too old"),
    ("par.form", put(client_assertion="not.a"), "assertion: not a token"),
    ("par.form", drop("client_assertion"), "client_assertion is missing"),
    ("par.form", put(client_assertion_type="jwt-bearer"), "client_assertion_type is missing or wrong"),
    ("par.form", put(client_secret="x"), "a client secret is not accepted"),
    ("par.form", put(client_id="another"), "client_id is not the assertion's"),
]


@pytest.mark.requirement("R14")
@pytest.mark.parametrize(("step", "change", "reason"), ASSERTIONS)
def test_assertion(client: Reference, step: str, change: Change, reason: str) -> None:
    client.changes[step] = change
    answer = client.par()
    assert (answer.status, answer.error) == (400, f"invalid_client: {reason}")
    del client.changes[step]
    assert client.par().status == 201


def test_an_assertion_signed_with_the_public_key_as_a_secret(client: Reference) -> None:
    secret = OctKey.import_key({"kty": "oct", "k": client.client.key.as_dict(private=False)["n"]})
    client.changes["assertion.header"] = put(alg="HS256")
    client.changes["assertion.claims"] = put(_key=secret)
    assert client.par().error == "invalid_client: assertion: alg is not allowed"


def test_an_assertion_used_twice(client: Reference) -> None:
    client.changes["assertion.claims"] = put(jti=f"same-{time.time()}")
    assert client.par().status == 201
    assert client.par().error == "invalid_client: assertion: jti was used before"


PUSHED: list[tuple[str, str, Change]] = [
    ("invalid_request", "an unknown parameter", put(patient="x")),
    ("invalid_request", "a parameter is too long", put(state="x" * 3000)),
    ("invalid_request", "client_id is missing", drop("client_id")),
    ("invalid_request", "state is sent more than once", put(state=["a" * 30, "b" * 30])),
    ("invalid_request", "response_type is missing", drop("response_type")),
    ("unsupported_response_type", "response_type is not code", put(response_type="id_token")),
    ("invalid_request", "response_mode is not query", put(response_mode="fragment")),
    ("invalid_request", "redirect_uri is missing", drop("redirect_uri")),
    ("invalid_request", "redirect_uri is not registered", put(redirect_uri="http://localhost:51789/other")),
    ("invalid_request", "redirect_uri is not registered", put(redirect_uri="http://localhost:51789@evil.example/callback")),
    ("invalid_request", "code_challenge is missing", drop("code_challenge")),
    ("invalid_request", "code_challenge is not one", put(code_challenge="short")),
    ("invalid_request", "code_challenge_method is missing", drop("code_challenge_method")),
    ("invalid_request", "code_challenge_method is not S256", put(code_challenge_method="plain")),
    ("invalid_request", "scope is missing", drop("scope")),
    ("invalid_scope", "a scope is not granted to this client", ending("scope", " nhn:parek/rekvisisjon")),
    ("invalid_scope", "scope is malformed", ending("scope", " ")),
    ("invalid_target", "a resource belongs to none of the scopes", put(resource="nhn:parek")),
    ("invalid_request", "prompt is not login", put(prompt="none")),
    ("invalid_request", "dpop_jkt is not a thumbprint", put(dpop_jkt="short")),
    ("invalid_request", "request objects are not used here; request_uri is what this endpoint gives", put(request="x.y.z")),
]


@pytest.mark.parametrize(("error", "reason", "change"), PUSHED)
def test_pushed_request(client: Reference, error: str, reason: str, change: Change) -> None:
    client.changes["par.form"] = change
    answer = client.par()
    assert (answer.status, answer.error) == (400, f"{error}: {reason}")


def test_organisations_in_the_assertion_of_par(client: Reference) -> None:
    client.changes["assertion.claims"] = put(assertion_details=client.details())
    assert client.par().error.startswith("invalid_request: HID-1009")


def test_a_persons_number_in_a_request_is_remarked_on(client: Reference, sandbox: Sandbox) -> None:
    client.changes["par.form"] = put(login_hint=PATIENTS[0].number)
    assert client.par().status == 201
    assert sandbox.control.remarks == ["a person number in a request to HelseID"]
    send("GET", f"{client.issuer}/connect/authorize?hint={PATIENTS[0].number}")
    assert sandbox.control.remarks[1:] == ["a person number in an address"]


# The browser's address


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


EC_KEY = ECKey.generate_key("P-256")

# Redeeming the code


REDEEMED: list[tuple[str, str, Change]] = [
    ("invalid_request", "a parameter does not belong to this grant", put(scope="openid")),
    ("invalid_request", "grant_type is missing", drop("grant_type")),
    ("unsupported_grant_type", "grant_type is unknown", put(grant_type="password")),
    ("unauthorized_client", "the client may not use this grant", put(grant_type="client_credentials")),
    ("invalid_request", "code is missing", drop("code")),
    ("invalid_grant", "unknown code", put(code="X-1")),
    ("invalid_request", "redirect_uri is missing", drop("redirect_uri")),
    ("invalid_grant", "redirect_uri is not that of the request", put(redirect_uri="http://localhost:51788/callback")),
    ("invalid_request", "code_verifier is missing", drop("code_verifier")),
    ("invalid_grant", "code_verifier does not fit code_challenge", put(code_verifier="x" * 43)),
    ("invalid_target", "the resource was not asked for at the login", put(resource="nhn:parek")),
    ("invalid_target", "one resource at a time", put(resource=["nhn:pps", "nhn:pps"])),
]


@pytest.mark.parametrize(("error", "reason", "change"), REDEEMED)
def test_code(client: Reference, error: str, reason: str, change: Change) -> None:
    code = client.callback()["code"]
    client.changes["token.form"] = change
    answer = client.redeem(code)
    assert (answer.status, answer.error) == (400, f"{error}: {reason}")


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


def test_a_bound_code_without_a_proof(bearer_client: Reference) -> None:
    bearer_client.changes["par.form"] = put(dpop_jkt=EC_KEY.thumbprint())
    code = bearer_client.callback()["code"]
    assert bearer_client.redeem(code).error == "invalid_dpop_proof: the code is bound to a DPoP key, and there is no proof"


# Proofs


PROOFS: list[tuple[str, Change, str]] = [
    ("proof.header", put(typ="JWT"), "proof: typ is not dpop+jwt"),
    ("proof.header", drop("jwk"), "proof: jwk is not an RSA or EC key"),
    ("proof.header", put(alg="none"), "proof: alg is not allowed"),
    ("proof.header", put(jwk=EC_KEY.as_dict(private=True)), "proof: jwk holds private members"),
    ("proof.header", put(jwk={"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"}), "proof: jwk cannot be read"),
    ("proof.header", put(jwk=EC_KEY.as_dict(private=False)), "proof: signature is wrong"),
    ("proof.claims", drop("jti"), "proof: a text is missing"),
    ("proof.claims", put(htm="GET"), "proof: htm is not this method"),
    ("proof.claims", ending("htu", "?x=1"), "proof: htu is not this address"),
    ("proof.claims", shift("iat", -120), "proof: iat is too far from now"),
    ("proof.claims", put(iat="now"), "proof: a time is not a whole number of seconds"),
]


@pytest.mark.parametrize(("step", "change", "reason"), PROOFS)
def test_proof(client: Reference, step: str, change: Change, reason: str) -> None:
    code = client.callback()["code"]
    client.changes[step] = change
    answer = client.redeem(code)
    assert (answer.status, answer.error) == (400, f"invalid_dpop_proof: {reason}")


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


# Refresh and organisations


REFRESHED: list[tuple[str, str, Change]] = [
    ("invalid_request", "refresh_token is missing", drop("refresh_token")),
    ("invalid_grant", "unknown refresh token", put(refresh_token="X")),
    ("invalid_scope", "a scope was not granted at the login", put(scope="nhn:parek/rekvisisjon")),
    ("invalid_target", "the resource was not asked for at the login", put(resource="nhn:parek")),
    ("invalid_request", "a parameter does not belong to this grant", put(code="x")),
]


@pytest.mark.parametrize(("error", "reason", "change"), REFRESHED)
def test_refresh(client: Reference, error: str, reason: str, change: Change) -> None:
    client.login()
    client.changes["refresh.form"] = change
    answer = client.refresh()
    assert (answer.status, answer.error) == (400, f"{error}: {reason}")
    del client.changes["refresh.form"]
    assert client.refresh().status == 200


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


def identifier(**changes: object) -> Change:
    def change(data: dict[str, Any]) -> None:
        data["it"]["practitioner_role"]["organization"]["identifier"].update(changes)

    return change


DETAILS: list[tuple[int, Change]] = [
    (1002, identifier(value="310000051")),
    (1004, identifier(value="31000002")),
    (1007, identifier(value=310000027)),
    (1005, identifier(system="urn:oid:1.0.6523", value="NO:ORGNR:310000019:310000027")),
]


@pytest.mark.parametrize(("code", "change"), DETAILS)
def test_organisation(client: Reference, code: int, change: Change) -> None:
    client.redeem(client.callback()["code"])
    client.changes["details"] = change
    assert client.refresh().error.startswith(f"invalid_request: HID-{code}:")
    del client.changes["details"]
    assert client.refresh().status == 200


def test_an_organisation_that_has_not_signed_loses_the_scope(client: Reference) -> None:
    client.orgnr = "310000043"
    client.redeem(client.callback()["code"])
    answer = client.refresh().data
    assert answer["rejected_scope"] == "nhn:pps/provesvar-read"
    assert "nhn:pps/provesvar-read" not in answer["scope"].split()
    assert "aud" not in _claims(client)


def _claims(client: Reference) -> dict[str, Any]:
    return claims_of(client.tokens["access_token"])


# Tokens for the client itself
