"""What HelseID refuses up to the login page, each with a client that is wrong in just that way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from joserfc.jwk import OctKey, RSAKey

from provesvar_gui.sandbox.people import PATIENTS
from tests.unit.sandbox.broken_clients import REDIRECT, Change, Reference, drop, ending, put, send, shift

if TYPE_CHECKING:
    from provesvar_gui.sandbox.server import Sandbox

OTHER_KEY = RSAKey.generate_key(2048)

ASSERTIONS: list[tuple[str, Change, str]] = [
    ("assertion.header", put(typ="JWT"), "assertion: typ is not client-authentication+jwt"),
    ("assertion.header", drop("typ"), "assertion: typ is not client-authentication+jwt"),
    ("assertion.header", put(alg="none"), "assertion: alg is not allowed"),
    ("assertion.header", put(kid="another"), "assertion: kid is not registered"),
    ("assertion.claims", put(_key=OTHER_KEY), "assertion: signature is wrong"),
    ("assertion.claims", put(sub="nobody"), "assertion: unknown client"),
    ("assertion.claims", drop("sub"), "assertion: a text is missing"),
    ("assertion.claims", put(iss="nobody"), "assertion: iss is not the client"),
    ("assertion.claims", ending("aud", "/"), "assertion: aud is not exactly the issuer"),
    ("assertion.claims", ending("aud", "/connect/token"), "assertion: aud is not exactly the issuer"),
    ("assertion.claims", lambda claims: claims.update(aud=[claims["aud"]]), "assertion: aud is not exactly the issuer"),
    ("assertion.claims", shift("exp", 600), "assertion: exp is more than 60 seconds ahead"),
    ("assertion.claims", shift("exp", -60), "assertion: has expired"),
    ("assertion.claims", drop("exp"), "assertion: a time is not a whole number of seconds"),
    (
        "assertion.claims",
        lambda claims: claims.update(exp=claims["exp"] + 0.5),
        "assertion: a time is not a whole number of seconds",
    ),
    ("assertion.claims", shift("nbf", 15), "assertion: nbf is in the future"),
    ("assertion.claims", shift("iat", 15), "assertion: iat is in the future"),
    ("assertion.claims", shift("iat", -90), "assertion: iat is too old"),
    ("assertion.claims", drop("jti"), "assertion: a text is missing"),
    ("par.form", put(client_assertion="not.a"), "assertion: not a token"),
    ("par.form", put(client_assertion="a.b.c"), "assertion: not a token"),
    ("par.form", drop("client_assertion"), "client_assertion is missing"),
    ("par.form", put(client_assertion_type="jwt-bearer"), "client_assertion_type is missing or wrong"),
    ("par.form", put(client_secret="x"), "a client secret is not accepted"),
    ("par.form", put(client_id="another"), "client_id is not the assertion's"),
]


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


def test_an_assertion_used_again_for_the_nonce_retry(client: Reference) -> None:
    code = client.callback()["code"]
    client.changes["assertion.claims"] = put(jti=f"same-{time.time()}")
    assert client.redeem(code).error == "invalid_client: assertion: jti was used before"


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
    ("invalid_request", "redirect_uri is not registered", put(redirect_uri="http://127.0.0.1:51789/callback")),
    ("invalid_request", "redirect_uri is not registered", put(redirect_uri="http://localhost/callback")),
    ("invalid_request", "redirect_uri is not registered", put(redirect_uri="http://localhost:51789/callback?x=1")),
    ("invalid_request", "redirect_uri is not registered", put(redirect_uri="http://localhost:51789@evil.example/callback")),
    ("invalid_request", "redirect_uri is not registered", put(redirect_uri="https://localhost:51789/callback")),
    ("invalid_request", "code_challenge is missing", drop("code_challenge")),
    ("invalid_request", "code_challenge is not one", put(code_challenge="short")),
    ("invalid_request", "code_challenge_method is missing", drop("code_challenge_method")),
    ("invalid_request", "code_challenge_method is not S256", put(code_challenge_method="plain")),
    ("invalid_request", "scope is missing", drop("scope")),
    ("invalid_scope", "a scope is not granted to this client", ending("scope", " nhn:parek/rekvisisjon")),
    ("invalid_scope", "scope is malformed", ending("scope", " ")),
    ("invalid_target", "a resource belongs to none of the scopes", put(resource="nhn:parek")),
    ("invalid_request", "prompt is wrong", put(prompt="always")),
    ("invalid_request", "prompt is wrong", put(prompt="none login")),
    ("invalid_request", "dpop_jkt is not a thumbprint", put(dpop_jkt="short")),
    ("invalid_request", "request objects are not used here; request_uri is what this endpoint gives", put(request="x.y.z")),
    ("invalid_request", "request objects are not used here; request_uri is what this endpoint gives", put(request_uri="urn:x")),
]


@pytest.mark.parametrize(("error", "reason", "change"), PUSHED)
def test_pushed_request(client: Reference, error: str, reason: str, change: Change) -> None:
    client.changes["par.form"] = change
    answer = client.par()
    assert (answer.status, answer.error) == (400, f"{error}: {reason}")


def test_a_client_that_may_not_log_people_in(sandbox: Sandbox) -> None:
    machine = sandbox.register(name="Maskin", api_scopes=("nhn:pps/provesvar-read",), grant_types=("client_credentials",))
    assert Reference(sandbox, machine).par().error == "unauthorized_client: the client may not log people in"


def test_organisations_in_the_assertion_of_par(client: Reference) -> None:
    client.changes["assertion.claims"] = put(assertion_details=client.details())
    assert client.par().error.startswith("invalid_request: HID-1009")


@pytest.mark.parametrize("name", ["state", "nonce", "resource", "acr_values", "dpop_jkt"])
def test_what_a_reviewer_would_miss_is_remarked_on(client: Reference, sandbox: Sandbox, name: str) -> None:
    client.changes["par.form"] = drop(name)
    assert client.par().status == 201
    assert [remark for remark in sandbox.control.remarks if name in remark]


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", ""])
def test_a_body_that_is_no_form(client: Reference, content_type: str) -> None:
    client.changes["par.headers"] = put(pairs=[("Content-Type", content_type)])
    assert client.par().error == "invalid_request: the content type is not that of a form"


def test_a_persons_number_in_a_request_is_remarked_on(client: Reference, sandbox: Sandbox) -> None:
    client.changes["par.form"] = put(login_hint=PATIENTS[0].number)
    assert client.par().status == 201
    assert sandbox.control.remarks == ["a person number in a request to HelseID"]
    send("GET", f"{client.issuer}/connect/authorize?hint={PATIENTS[0].number}")
    assert sandbox.control.remarks[1:] == ["a person number in an address"]


def test_get_is_refused_and_parameters_in_the_address_too(client: Reference) -> None:
    assert send("GET", f"{client.issuer}/connect/token").status == 405
    headers = [("Content-Type", "application/x-www-form-urlencoded")]
    answer = send("POST", f"{client.issuer}/connect/par?client_id=x", headers=headers, body=b"a=b")
    assert answer.error == "invalid_request: parameters belong in the body, not in the address"
    answer = send("POST", f"{client.issuer}/connect/par", headers=headers, body=b"\xff=\xff;")
    assert answer.error == "invalid_request: the body is not a form"
    answer = send("POST", f"{client.issuer}/connect/par", headers=headers, body=b"a=" + b"b" * 300_000)
    assert answer.error == "invalid_request: the body is too long"


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


def test_a_request_uri_expires(client: Reference, sandbox: Sandbox) -> None:
    uri = client.par().data["request_uri"]
    sandbox.faults.set("clock.offset", 601)
    assert client.authorize(uri).status == 400
