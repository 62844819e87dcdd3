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
def logged_in(running: Sandbox) -> Reference:
    return Reference(running, running.default_client).login()


@pytest.fixture
def client(sandbox: Sandbox, logged_in: Reference) -> Reference:
    return Reference(sandbox, sandbox.default_client, tokens=dict(logged_in.tokens), dpop_key=logged_in.dpop_key)


def forge(client: Reference, change: Change, *, key: RSAKey | None = None, header: dict[str, Any] | None = None) -> None:
    """Give the client an access token that was changed before it was signed."""
    claims = claims_of(client.tokens["access_token"])
    change(claims)
    signer = client.sandbox.world.signing_key
    full = {"alg": "RS256", "kid": signer.kid, "typ": "at+jwt", **(header or {})}
    client.tokens["access_token"] = sign(full, claims, key or signer)


REFUSED: list[tuple[str, Change, int, str]] = [
    ("token", put(aud="nhn:parek"), 401, "the token's audience is not exactly nhn:pps"),
    ("token", put(aud=["nhn:pps", "nhn:parek"]), 401, "the token's audience is not exactly nhn:pps"),
    ("token", put(scope=["openid", "nhn:pps/provesvar"]), 401, "the token has not the scope of this version"),
    ("token", put(**{LEVEL: "3"}), 401, "the security level is below 4"),
    ("token", drop("helseid://claims/identity/pid"), 403, "the token does not say who asks"),
    ("token", drop("helseid://claims/hpr/hpr_number"), 403, "the person has no HPR number"),
    ("token", drop(f"{ORGNR}parent"), 403, "the token has no orgnr_parent"),
    ("token", drop(f"{ORGNR}child"), 403, "the token has no orgnr_child"),
    ("token", put(iss="http://localhost:1"), 401, "access token: another issuer"),
    ("token", shift("exp", -700), 401, "access token: has expired"),
    ("token", drop("cnf"), 401, "the proof's key is not the one the access token is bound to"),
    ("pps.headers", drop("Authorization"), 401, "there is not exactly one Authorization header"),
    ("pps.headers", lambda sent: sent.update(Authorization=sent["Authorization"].replace("DPoP", "Bearer")), 401,
     "the authorization scheme is not the one used here"),
    ("pps.headers", put(Authorization="DPoP"), 401, "access token: not a token"),
    ("pps.headers", drop("DPoP"), 401, "there is no DPoP proof"),
    ("pps.headers", lambda sent: sent.update(DPoP=[sent["DPoP"]] * 2), 401, "more than one DPoP header"),
    ("pps.headers", put(DPoP="x.y.z"), 401, "proof: not a token"),
    ("proof.claims", ending("htu", "?_count=1"), 401, "proof: htu is not this address"),
    ("proof.claims", shift("iat", -8), 401, "proof: iat is too far from now"),
    ("proof.claims", drop("ath"), 401, "proof: ath is not this access token's"),
    ("pps.headers", drop("person-id"), 400, "person-id is missing or sent more than once"),
    ("pps.headers", put(**{"person-id": NUMBER[:-1]}), 400, "person-id is not a valid number"),
    ("pps.headers", drop("access-basis"), 400, "access-basis is missing or sent more than once"),
    ("pps.headers", put(**{"access-basis": "akutt"}), 400, "access-basis is not a known value"),
    ("pps.headers", drop("requester-hpr-role"), 400, "requester-hpr-role is missing or sent more than once"),
    ("pps.headers", put(**{"requester-hpr-role": "Lege"}), 400, "requester-hpr-role is not a code of 9060"),
    ("pps.headers", put(**{"requester-hpr-role": "VE"}), 400, "requester-hpr-role cannot be used here"),
    ("pps.headers", drop("correlation-id"), 400, "correlation-id is missing or sent more than once"),
    ("pps.headers", put(**{"correlation-id": "x" * 101}), 400, "correlation-id is not one"),
    ("pps.headers", put(**{"correlation-id": f"x-{NUMBER}"}), 400,
     "a person number stands in another header than person-id"),
    ("pps.form", put(identifier=NUMBER), 400, "the patient's number belongs in the person-id header only"),
    ("pps.form", put(identifier=f"x|{NUMBER}"), 400, "the patient's number belongs in the person-id header only"),
    ("pps.form", put(patient="x"), 400, "an unknown search parameter"),
    ("pps.form", put(_sort="date"), 400, "an unknown search parameter"),
    ("pps.form", put(_revinclude="DiagnosticReport:result"), 400, "an unknown search parameter"),
    ("pps.form", put(_id="1"), 400, "_id is not a GUID"),
    ("pps.form", put(_count="0"), 400, "_count is out of range"),
    ("pps.form", put(_count="100000"), 400, "_count is out of range"),
    ("pps.form", put(_count=["1", "2"]), 400, "_count is sent more than once"),
    ("pps.form", put(_skip="-1"), 400, "_skip is out of range"),
    ("pps.form", put(_include="DiagnosticReport:subject"), 400, "a value of _include is not supported"),
    ("pps.form", put(_include="Observation:specimen"), 400, "a value of _include starts from another resource type"),
    ("pps.form", put(**{"_include:iterate": "ServiceRequest:everything"}), 400,
     "a value of _include:iterate is not supported"),
    ("pps.url", ending("it", "?_count=5"), 400,
     "parameters belong in the body; nothing about a patient may stand in an address"),
]  # fmt: skip


@pytest.mark.parametrize(("step", "change", "status", "reason"), REFUSED)
def test_it_is_refused_for_its_own_reason(client: Reference, step: str, change: Change, status: int, reason: str) -> None:
    if step == "token":
        forge(client, change)
    else:
        client.changes[step] = change
    answer = client.search(NUMBER)
    assert (answer.status, answer.diagnostics, answer.data["resourceType"]) == (status, reason, "OperationOutcome")
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


def test_the_number_in_a_path_is_not_even_kept_here(client: Reference, sandbox: Sandbox) -> None:
    client.changes["pps.url"] = ending("it", f"/{NUMBER}")
    assert client.search(NUMBER).status == 404
    assert NUMBER not in "".join(sandbox.control.requests)
    assert sandbox.control.remarks == ["a person number in an address"]


# What is found


def entries(answer: Answer, mode: str) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.body
    return [entry["resource"] for entry in answer.data["entry"] if entry["search"]["mode"] == mode]


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
    for basis in ORDINARY:
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
