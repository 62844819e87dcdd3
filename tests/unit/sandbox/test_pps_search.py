"""What PPS finds: includes, paging, filters, and what the privacy settings do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.sandbox.people import CLINICIANS, PATIENTS
from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Answer, Reference
from tests.unit.sandbox.standin import BY_OUTCOME, HOW_MANY, NOBODY, NUMBER, PEOPLE, guid

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW, OLD = "http://nhn.no/fhir/nilar/CodeSystem/pvk-outcome-cs", "NilarPvkOutcome"
ORDINARY = ("UNNTAK", "SAMTYKKE", "AKUTT")
ELEVATED = ("FORHOYET_SAMTYKKE", "FORHOYET_AKUTT")


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(people=PEOPLE) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def logged_in(running: Sandbox) -> Reference:
    return Reference(running, running.default_client).login()


@pytest.fixture
def client(sandbox: Sandbox, logged_in: Reference) -> Reference:
    return Reference(sandbox, sandbox.default_client, tokens=dict(logged_in.tokens), dpop_key=logged_in.dpop_key)


def entries(answer: Answer, mode: str) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.body
    return [entry["resource"] for entry in answer.data["entry"] if entry["search"]["mode"] == mode]


def kinds(answer: Answer, mode: str = "include") -> list[str]:
    return sorted(resource["resourceType"] for resource in entries(answer, mode))


def test_an_empty_body_gives_the_reports_alone(client: Reference) -> None:
    answer = client.search(NUMBER, form={})
    assert answer.headers["Content-Type"].startswith("application/fhir+json")
    assert answer.data["type"] == "searchset"
    assert answer.data["total"] == HOW_MANY
    assert kinds(answer, "match") == ["DiagnosticReport"] * HOW_MANY
    assert kinds(answer) == kinds(answer, "outcome") == []


def test_numbers_keep_the_laboratorys_zeros(client: Reference) -> None:
    assert b'"value":4.00' in client.search(NUMBER).body.replace(b" ", b"")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"_include": "DiagnosticReport:result"}, ["Observation"]),
        ({"_include": ["DiagnosticReport:result", "DiagnosticReport:specimen"]}, ["Observation", "Specimen"]),
        ({"_include": "DiagnosticReport:result,DiagnosticReport:based-on"}, ["Observation", "ServiceRequest"]),
        (
            {"_include": "DiagnosticReport:based-on", "_include:iterate": "ServiceRequest:requester"},
            ["PractitionerRole", "ServiceRequest"],
        ),
        ({"_include:iterate": "ServiceRequest:requester"}, []),
        ({"_include": "DiagnosticReport:result", "_include:iterate": "Observation:has-member"}, ["Observation"] * 2),
        (
            {"_include:iterate": "DiagnosticReport:result,Observation:has-member,Observation:specimen"},
            ["Observation"] * 2 + ["Specimen"],
        ),
        ({"_include": "DiagnosticReport:specimen", "_include:iterate": "Specimen:collector"}, ["PractitionerRole", "Specimen"]),
        ({"_include": "DiagnosticReport:performer"}, ["PractitionerRole"]),
    ],
)
def test_includes_follow_the_references(client: Reference, form: dict[str, Any], expected: list[str]) -> None:
    assert kinds(client.search(NUMBER, form={**form, "_count": "1"})) == sorted(expected)


def test_nothing_comes_twice(client: Reference) -> None:
    found = client.search(NUMBER).data["entry"]
    ids = [entry["resource"]["id"] for entry in found]
    assert len(ids) == len(set(ids))


def test_paging(client: Reference) -> None:
    seen: list[str] = []
    for skip in range(0, HOW_MANY + 3, 3):
        answer = client.search(NUMBER, form={"_count": "3", "_skip": str(skip)})
        assert answer.data["total"] == HOW_MANY
        links = {link["relation"]: link["url"] for link in answer.data["link"]}
        assert links["self"].endswith(f"_skip={skip}")
        assert ("next" in links) == (skip + 3 < HOW_MANY)
        assert NUMBER not in str(links)
        seen += [resource["id"] for resource in entries(answer, "match")]
    assert seen == [guid(NUMBER, index, "report") for index in range(HOW_MANY)]


# Privacy


def outcome_codes(answer: Answer) -> list[tuple[str, str]]:
    codings = [coding for said in entries(answer, "outcome") for coding in said["issue"][0].get("details", {}).get("coding", [])]
    return [(coding["system"], coding["code"]) for coding in codings]


@pytest.mark.parametrize("basis", ORDINARY)
@pytest.mark.parametrize(
    ("outcome", "code", "shown"),
    [
        ("restricted", "General", 0),
        ("partly-restricted", "General", HOW_MANY - 2),
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
    assert answer.data["total"] == HOW_MANY
    assert entries(answer, "outcome") == []


@pytest.mark.parametrize("basis", ELEVATED)
@pytest.mark.parametrize("number", [NUMBER, BY_OUTCOME["blocked"], BY_OUTCOME["opted-out"], NOBODY])
def test_an_elevated_basis_that_opens_nothing_more_is_refused(
    client: Reference, sandbox: Sandbox, basis: str, number: str
) -> None:
    answer = client.search(number, basis=basis)
    assert (answer.status, answer.diagnostics) == (400, "the elevated access basis gives nothing more than an ordinary one")
    assert sandbox.control.lookups == []


def test_nothing_found_is_said(client: Reference) -> None:
    answer = client.search(NOBODY)
    assert answer.data["total"] == 0
    assert [said["issue"][0]["code"] for said in entries(answer, "outcome")] == ["not-found"]
    assert outcome_codes(answer) == []


def test_every_look_up_is_kept_without_the_number(client: Reference, sandbox: Sandbox) -> None:
    client.search(NUMBER, basis="SAMTYKKE", role="SP", form={"_count": "3", "_skip": "3"})
    client.search(NOBODY)
    first, second = sandbox.control.lookups
    assert (first.basis, first.role, first.skip, first.count, first.version) == ("SAMTYKKE", "SP", 3, 3, "v2")
    assert (first.hpr_number, first.organisation, first.patient) == (CLINICIANS[0].hpr_number, client.orgnr, PATIENTS[0].name)
    assert second.patient == "(ukjent)"
    assert NUMBER not in repr(sandbox.control)
    assert NOBODY not in repr(sandbox.control)


def test_nothing_about_a_patient_is_logged(client: Reference, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client.search(NUMBER)
    client.changes["pps.url"] = lambda data: data.update(it=f"{data['it']}?person-id={NUMBER}")
    client.search(NUMBER)
    client.changes["pps.headers"] = lambda sent: sent.pop("person-id")
    client.search(NUMBER)
    assert NUMBER not in caplog.text
    assert client.tokens["access_token"] not in caplog.text


def test_the_role_can_be_held_against_hpr(client: Reference, sandbox: Sandbox) -> None:
    sandbox.faults.set("pps.strict-role")
    assert client.search(NUMBER, role="LE").status == 200
    assert client.search(NUMBER, role="SP").diagnostics == "requester-hpr-role is not one the person has in HPR"
