"""Pasientens prøvesvar: what it refuses, each with a client that is wrong in just that way, and what it finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.sandbox.records import NUMBERS, PATIENTS, reports_of
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.helseid.fake_helseid import claims_of
from tests.unit.sandbox.broken_clients import Answer, Change, Reference, drop, ending, put, shift, sign

OTHER_KEY = RSAKey.generate_key(2048)
ORGNR = "helseid://claims/client/claims/orgnr_"
LEVEL = "helseid://claims/identity/security_level"
NUMBER = NUMBERS["ordinary"]
NOBODY = "12843410004"  # a valid synthetic number that is nobody's
BY_OUTCOME = {patient.outcome: patient.number for patient in reversed(PATIENTS)}
NEW, OLD = "http://nhn.no/fhir/nilar/CodeSystem/pvk-outcome-cs", "NilarPvkOutcome"
ELEVATED = [basis for basis in AccessBasis if basis.elevated]


@pytest.fixture(scope="module")
def tokens(running: Sandbox) -> dict[str, dict[str, Any]]:
    """Tokens of a correct login with the default and with the Bearer client, and the key they are bound to."""
    v2 = Reference(running, running.default_client).login()
    v1 = Reference(running, running.bearer_client, version="v1").login()
    return {"v2": {"tokens": v2.tokens, "key": v2.dpop_key}, "v1": {"tokens": v1.tokens, "key": v1.dpop_key}}


@pytest.fixture
def client(sandbox: Sandbox, tokens: dict[str, dict[str, Any]]) -> Reference:
    return Reference(sandbox, sandbox.default_client, tokens=dict(tokens["v2"]["tokens"]), dpop_key=tokens["v2"]["key"])


@pytest.fixture
def bearer_client(sandbox: Sandbox, tokens: dict[str, dict[str, Any]]) -> Reference:
    return Reference(sandbox, sandbox.bearer_client, version="v1", tokens=dict(tokens["v1"]["tokens"]))


def forge(client: Reference, change: Change, *, key: RSAKey | None = None, header: dict[str, Any] | None = None) -> None:
    """Give the client an access token that was changed before it was signed."""
    claims = claims_of(client.tokens["access_token"])
    change(claims)
    signer = client.sandbox.world.signing_key
    full = {"alg": "RS256", "kid": signer.kid, "typ": "at+jwt", **(header or {})}
    client.tokens["access_token"] = sign(full, claims, key or signer)


REFUSED: list[tuple[str, str, Change, int, str]] = [
    ("v2", "token", put(aud="nhn:parek"), 401, "the token's audience is not exactly nhn:pps"),
    ("v2", "token", put(aud=["nhn:pps", "nhn:parek"]), 401, "the token's audience is not exactly nhn:pps"),
    ("v2", "token", put(scope=["openid", "nhn:pps/provesvar"]), 401, "the token has not the scope of this version"),
    ("v2", "token", put(**{LEVEL: "3"}), 401, "the security level is below 4"),
    ("v2", "token", drop("helseid://claims/identity/pid"), 403, "the token does not say who asks"),
    ("v2", "token", drop("helseid://claims/hpr/hpr_number"), 403, "the person has no HPR number"),
    ("v2", "token", drop(f"{ORGNR}parent"), 403, "the token has no orgnr_parent"),
    ("v2", "token", drop(f"{ORGNR}child"), 403, "the token has no orgnr_child"),
    ("v2", "token", put(iss="http://localhost:1"), 401, "access token: another issuer"),
    ("v2", "token", shift("exp", -700), 401, "access token: has expired"),
    ("v2", "token", drop("cnf"), 401, "the proof's key is not the one the access token is bound to"),
    ("v2", "pps.headers", drop("Authorization"), 401, "there is not exactly one Authorization header"),
    ("v2", "pps.headers", lambda sent: sent.update(Authorization=sent["Authorization"].replace("DPoP", "Bearer")), 401,
     "the authorization scheme is not the one used here"),
    ("v2", "pps.headers", drop("DPoP"), 401, "there is no DPoP proof"),
    ("v1", "pps.headers", lambda sent: sent.update(Authorization=sent["Authorization"].replace("Bearer", "DPoP")), 401,
     "the authorization scheme is not the one used here"),
    ("v1", "pps.headers", put(DPoP="x.y.z"), 401, "a DPoP proof with a Bearer token"),
    ("v2", "proof.claims", ending("htu", "?_count=1"), 401, "proof: htu is not this address"),
    ("v2", "proof.claims", shift("iat", -8), 401, "proof: iat is too far from now"),
    ("v2", "proof.claims", drop("ath"), 401, "proof: ath is not this access token's"),
    ("v2", "pps.headers", drop("person-id"), 400, "person-id is missing or sent more than once"),
    ("v2", "pps.headers", put(**{"person-id": NUMBER[:-1]}), 400, "person-id is not a valid number"),
    ("v2", "pps.headers", put(**{"access-basis": "akutt"}), 400, "access-basis is not a known value"),
    ("v2", "pps.headers", put(**{"requester-hpr-role": "Lege"}), 400, "requester-hpr-role is not a code of 9060"),
    ("v2", "pps.headers", put(**{"requester-hpr-role": "VE"}), 400, "requester-hpr-role cannot be used here"),
    ("v2", "pps.headers", put(**{"correlation-id": "x" * 101}), 400, "correlation-id is not one"),
    ("v2", "pps.headers", put(**{"correlation-id": f"x-{NUMBER}"}), 400,
     "a person number stands in another header than person-id"),
    ("v2", "pps.form", put(identifier=NUMBER), 400, "the patient's number belongs in the person-id header only"),
    ("v2", "pps.form", put(patient="x"), 400, "an unknown search parameter"),
    ("v2", "pps.form", put(_id="1"), 400, "_id is not a GUID"),
    ("v2", "pps.form", put(_count="100000"), 400, "_count is out of range"),
    ("v2", "pps.form", put(_include="DiagnosticReport:subject"), 400, "a value of _include is not supported"),
    ("v2", "pps.form", put(**{"_include:iterate": "ServiceRequest:everything"}), 400,
     "a value of _include:iterate is not supported"),
    ("v2", "pps.url", ending("it", "?_count=5"), 400,
     "parameters belong in the body; nothing about a patient may stand in an address"),
]  # fmt: skip


@pytest.mark.parametrize(("version", "step", "change", "status", "reason"), REFUSED)
def test_it_is_refused_for_its_own_reason(
    client: Reference, bearer_client: Reference, version: str, step: str, change: Change, status: int, reason: str
) -> None:
    asking = client if version == "v2" else bearer_client
    if step == "token":
        forge(asking, change)
    else:
        asking.changes[step] = change
    answer = asking.search(NUMBER)
    assert (answer.status, answer.diagnostics, answer.data["resourceType"]) == (status, reason, "OperationOutcome")
    scheme = "DPoP error=" if version == "v2" else "Bearer error="
    assert answer.headers.get("WWW-Authenticate", "").startswith(scheme if status == 401 else "")


@pytest.mark.parametrize(
    ("key", "header", "reason"),
    [
        (OTHER_KEY, {}, "access token: signature is wrong"),
        (None, {"typ": "JWT"}, "access token: not an access token"),
        (None, {"alg": "none"}, "access token: not an access token"),
        (None, {"alg": "PS256"}, "access token: not an access token"),
    ],
)
def test_a_forged_token(client: Reference, key: RSAKey | None, header: dict[str, Any], reason: str) -> None:
    forge(client, put(), key=key, header=header)
    assert client.search(NUMBER).diagnostics == reason


def test_a_bound_token_used_as_bearer(client: Reference, bearer_client: Reference) -> None:
    bearer_client.tokens = dict(client.tokens)
    assert bearer_client.search(NUMBER).diagnostics == "the access token is bound to a DPoP key and is used as Bearer"


def test_the_number_in_a_path_is_not_even_kept_here(client: Reference, sandbox: Sandbox) -> None:
    client.changes["pps.url"] = ending("it", f"/{NUMBER}")
    assert client.search(NUMBER).status == 404
    assert NUMBER not in "".join(sandbox.control.requests)
    assert sandbox.control.remarks == ["a person number in an address"]


def entries(answer: Answer, mode: str) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.body
    return [entry["resource"] for entry in answer.data["entry"] if entry["search"]["mode"] == mode]


@pytest.mark.parametrize(
    ("outcome", "code", "shown"),
    [
        ("restricted", "General", 0),
        ("partly-restricted", "General", 2),
        ("blocked", "Specific", 0),
        ("opted-out", "Reservation", 0),
        ("unknown", "Delegated", 0),
    ],
)
def test_an_ordinary_basis(client: Reference, outcome: str, code: str, shown: int) -> None:
    for basis in set(AccessBasis) - {*ELEVATED}:
        answer = client.search(BY_OUTCOME[outcome], basis=basis)
        details = [said["issue"][0].get("details", {}) for said in entries(answer, "outcome")]
        codings = [coding for each in details for coding in each.get("coding", [])]
        assert [(coding["system"], coding["code"]) for coding in codings] == [(NEW, code), (OLD, code)]
        assert answer.data["total"] == len(entries(answer, "match")) == shown


@pytest.mark.parametrize("basis", ELEVATED)
@pytest.mark.parametrize("outcome", ["restricted", "partly-restricted", "unknown"])
def test_an_elevated_basis_opens_what_is_there(client: Reference, basis: str, outcome: str) -> None:
    answer = client.search(BY_OUTCOME[outcome], basis=basis)
    assert answer.data["total"] == len(reports_of(BY_OUTCOME[outcome], datetime.now(UTC)))
    assert entries(answer, "outcome") == []


@pytest.mark.parametrize("basis", ELEVATED)
@pytest.mark.parametrize("number", [NUMBER, BY_OUTCOME["blocked"], BY_OUTCOME["opted-out"], NOBODY])
def test_an_elevated_basis_that_opens_nothing_more_is_refused(client: Reference, basis: str, number: str) -> None:
    answer = client.search(number, basis=basis)
    assert (answer.status, answer.diagnostics) == (400, "the elevated access basis gives nothing more than an ordinary one")
