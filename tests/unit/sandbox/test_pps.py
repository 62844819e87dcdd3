"""Pasientens prøvesvar: what it refuses, each with a client that is wrong in just that way, and what it finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from provesvar_gui.sandbox.people import NUMBERS, PATIENTS
from provesvar_gui.sandbox.records import reports_of
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Answer, Change, Reference, claims_of, drop, ending, put, shift, sign

OTHER_KEY = RSAKey.generate_key(2048)
ORGNR = "helseid://claims/client/claims/orgnr_"
LEVEL = "helseid://claims/identity/security_level"
NUMBER = NUMBERS["ordinary"]
NOBODY = "12843410004"  # a valid synthetic number that is nobody's
BY_OUTCOME = {patient.outcome: patient.number for patient in reversed(PATIENTS)}
NEW, OLD = "http://nhn.no/fhir/nilar/CodeSystem/pvk-outcome-cs", "NilarPvkOutcome"
ORDINARY = ("UNNTAK", "SAMTYKKE", "AKUTT")
ELEVATED = ("FORHOYET_SAMTYKKE", "FORHOYET_AKUTT")


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


# Tokens

TOKENS: list[tuple[int, Change, str]] = [
    (401, put(aud="nhn:parek"), "the token's audience is not exactly nhn:pps"),
    (401, put(aud=["nhn:pps", "nhn:parek"]), "the token's audience is not exactly nhn:pps"),
    (401, put(scope=["openid", "nhn:pps/provesvar"]), "the token has not the scope of this version"),
    (401, put(**{LEVEL: "3"}), "the security level is below 4"),
    (403, drop("helseid://claims/identity/pid"), "the token does not say who asks"),
    (403, drop("helseid://claims/hpr/hpr_number"), "the person has no HPR number"),
    (403, drop(f"{ORGNR}parent"), "the token has no orgnr_parent"),
    (403, drop(f"{ORGNR}child"), "the token has no orgnr_child"),
    (401, put(iss="http://localhost:1"), "access token: another issuer"),
    (401, shift("exp", -700), "access token: has expired"),
    (401, drop("cnf"), "the proof's key is not the one the access token is bound to"),
]


@pytest.mark.parametrize(("status", "change", "reason"), TOKENS)
def test_token(client: Reference, status: int, change: Change, reason: str) -> None:
    forge(client, change)
    answer = client.search(NUMBER)
    assert (answer.status, answer.diagnostics) == (status, reason)
    assert answer.headers.get("WWW-Authenticate", "").startswith("DPoP error=" if status == 401 else "")


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


# Scheme and proof

HEADERS_401: list[tuple[str, Change, str]] = [
    ("v2", drop("Authorization"), "there is not exactly one Authorization header"),
    ("v2", lambda sent: sent.update(Authorization=sent["Authorization"].replace("DPoP", "Bearer")), "scheme"),
    ("v2", put(Authorization="DPoP"), "access token: not a token"),
    ("v2", drop("DPoP"), "there is no DPoP proof"),
    ("v2", lambda sent: sent.update(DPoP=[sent["DPoP"]] * 2), "more than one DPoP header"),
    ("v2", put(DPoP="x.y.z"), "proof: not a token"),
    ("v1", lambda sent: sent.update(Authorization=sent["Authorization"].replace("Bearer", "DPoP")), "scheme"),
    ("v1", put(DPoP="x.y.z"), "a DPoP proof with a Bearer token"),
]


@pytest.mark.parametrize(("version", "change", "reason"), HEADERS_401)
def test_authorization(client: Reference, bearer_client: Reference, version: str, change: Change, reason: str) -> None:
    asking = client if version == "v2" else bearer_client
    asking.changes["pps.headers"] = change
    answer = asking.search(NUMBER)
    said = "the authorization scheme is not the one used here" if reason == "scheme" else reason
    assert (answer.status, answer.diagnostics) == (401, said)


def test_a_bound_token_used_as_bearer(client: Reference, bearer_client: Reference) -> None:
    bearer_client.tokens = dict(client.tokens)
    assert bearer_client.search(NUMBER).diagnostics == "the access token is bound to a DPoP key and is used as Bearer"


PROOFS: list[tuple[str, Change, str]] = [
    ("proof.claims", ending("htu", "?_count=1"), "proof: htu is not this address"),
    ("proof.claims", shift("iat", -8), "proof: iat is too far from now"),
    ("proof.claims", drop("ath"), "proof: ath is not this access token's"),
]


@pytest.mark.parametrize(("step", "change", "reason"), PROOFS)
def test_proof(client: Reference, step: str, change: Change, reason: str) -> None:
    """What is of PPS alone; the rest of a proof is judged as at the token endpoint."""
    client.changes[step] = change
    answer = client.search(NUMBER)
    assert (answer.status, answer.diagnostics) == (401, reason)


# Headers, address, body

HEADERS: list[tuple[Change, str]] = [
    (drop("person-id"), "person-id is missing or sent more than once"),
    (put(**{"person-id": NUMBER[:-1]}), "person-id is not a valid number"),
    (drop("access-basis"), "access-basis is missing or sent more than once"),
    (put(**{"access-basis": "akutt"}), "access-basis is not a known value"),
    (drop("requester-hpr-role"), "requester-hpr-role is missing or sent more than once"),
    (put(**{"requester-hpr-role": "Lege"}), "requester-hpr-role is not a code of 9060"),
    (put(**{"requester-hpr-role": "VE"}), "requester-hpr-role cannot be used here"),
    (drop("correlation-id"), "correlation-id is missing or sent more than once"),
    (put(**{"correlation-id": "x" * 101}), "correlation-id is not one"),
    (put(**{"correlation-id": f"x-{NUMBER}"}), "a person number stands in another header than person-id"),
]


@pytest.mark.parametrize(("change", "reason"), HEADERS)
def test_header(client: Reference, sandbox: Sandbox, change: Change, reason: str) -> None:
    client.changes["pps.headers"] = change
    answer = client.search(NUMBER)
    assert (answer.status, answer.diagnostics) == (400, reason)
    assert answer.data["resourceType"] == "OperationOutcome"


@pytest.mark.parametrize("address", [f"?person-id={NUMBER}", "?_count=5"])
def test_parameters_in_the_address(client: Reference, sandbox: Sandbox, address: str) -> None:
    client.changes["pps.url"] = ending("it", address)
    assert client.search(NUMBER).diagnostics.startswith("parameters belong in the body")
    assert NUMBER not in "".join(sandbox.control.requests)


def test_the_number_in_a_path_is_not_even_kept_here(client: Reference, sandbox: Sandbox) -> None:
    client.changes["pps.url"] = ending("it", f"/{NUMBER}")
    assert client.search(NUMBER).status == 404
    assert NUMBER not in "".join(sandbox.control.requests)
    assert sandbox.control.remarks == ["a person number in an address"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put(identifier=NUMBER), "the patient's number belongs in the person-id header only"),
        (put(identifier=f"x|{NUMBER}"), "the patient's number belongs in the person-id header only"),
        (put(patient="x"), "an unknown search parameter"),
        (put(_sort="date"), "an unknown search parameter"),
        (put(_revinclude="DiagnosticReport:result"), "an unknown search parameter"),
        (put(_id="1"), "_id is not a GUID"),
        (put(_count="0"), "_count is out of range"),
        (put(_count="100000"), "_count is out of range"),
        (put(_count=["1", "2"]), "_count is sent more than once"),
        (put(_skip="-1"), "_skip is out of range"),
        (put(_include="DiagnosticReport:subject"), "a value of _include is not supported"),
        (put(_include="Observation:specimen"), "a value of _include starts from another resource type"),
        (put(**{"_include:iterate": "ServiceRequest:everything"}), "a value of _include:iterate is not supported"),
    ],
)
def test_parameter(client: Reference, change: Change, reason: str) -> None:
    client.changes["pps.form"] = change
    answer = client.search(NUMBER)
    assert (answer.status, answer.diagnostics) == (400, reason)


# What is found


def entries(answer: Answer, mode: str) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.body
    return [entry["resource"] for entry in answer.data["entry"] if entry["search"]["mode"] == mode]


def kinds(answer: Answer, mode: str = "include") -> list[str]:
    return sorted(resource["resourceType"] for resource in entries(answer, mode))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"_include": "DiagnosticReport:result"}, {"Observation"}),
        ({"_include": ["DiagnosticReport:result", "DiagnosticReport:specimen"]}, {"Observation", "Specimen"}),
        ({"_include": "DiagnosticReport:result,DiagnosticReport:based-on"}, {"Observation", "ServiceRequest"}),
        (
            {"_include": "DiagnosticReport:based-on", "_include:iterate": "ServiceRequest:requester"},
            {"PractitionerRole", "ServiceRequest"},
        ),
        ({"_include:iterate": "ServiceRequest:requester"}, set()),
        ({"_include:iterate": "DiagnosticReport:result,Observation:specimen"}, {"Observation", "Specimen"}),
    ],
)
def test_includes_follow_the_references(client: Reference, form: dict[str, Any], expected: set[str]) -> None:
    assert {each["resourceType"] for each in entries(client.search(NUMBER, form={**form, "_count": "1"}), "include")} == expected


def test_paging(client: Reference) -> None:
    reports = [stored.report["id"] for stored in reports_of(NUMBER, datetime.now(UTC))]
    seen: list[str] = []
    for skip in range(0, len(reports) + 2, 2):
        answer = client.search(NUMBER, form={"_count": "2", "_skip": str(skip)})
        assert answer.data["total"] == len(reports)
        links = {link["relation"]: link["url"] for link in answer.data["link"]}
        assert links["self"].endswith(f"_skip={skip}")
        assert ("next" in links) == (skip + 2 < len(reports))
        assert NUMBER not in str(links)
        seen += [resource["id"] for resource in entries(answer, "match")]
    assert seen == reports


# Privacy


def outcome_codes(answer: Answer) -> list[tuple[str, str]]:
    codings = [coding for said in entries(answer, "outcome") for coding in said["issue"][0].get("details", {}).get("coding", [])]
    return [(coding["system"], coding["code"]) for coding in codings]


@pytest.mark.parametrize("basis", ORDINARY)
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
def test_an_ordinary_basis(client: Reference, basis: str, outcome: str, code: str, shown: int) -> None:
    answer = client.search(BY_OUTCOME[outcome], basis=basis)
    assert outcome_codes(answer) == [(NEW, code), (OLD, code)]
    assert answer.data["total"] == len(entries(answer, "match")) == shown


@pytest.mark.parametrize("basis", ELEVATED)
@pytest.mark.parametrize("outcome", ["restricted", "partly-restricted", "unknown"])
def test_an_elevated_basis_opens_what_is_there(client: Reference, basis: str, outcome: str) -> None:
    answer = client.search(BY_OUTCOME[outcome], basis=basis)
    assert answer.data["total"] == len(reports_of(BY_OUTCOME[outcome], datetime.now(UTC)))
    assert entries(answer, "outcome") == []


@pytest.mark.parametrize("basis", ELEVATED)
@pytest.mark.parametrize("number", [NUMBER, BY_OUTCOME["blocked"], BY_OUTCOME["opted-out"], NOBODY])
def test_an_elevated_basis_that_opens_nothing_more_is_refused(
    client: Reference, sandbox: Sandbox, basis: str, number: str
) -> None:
    answer = client.search(number, basis=basis)
    assert (answer.status, answer.diagnostics) == (400, "the elevated access basis gives nothing more than an ordinary one")


def test_nothing_found_is_said(client: Reference) -> None:
    answer = client.search(NOBODY)
    assert answer.data["total"] == 0
    assert [said["issue"][0]["code"] for said in entries(answer, "outcome")] == ["not-found"]
    assert outcome_codes(answer) == []
