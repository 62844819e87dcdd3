from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.pps.outcomes import LONGEST_TEXT, MOST_ALIKE, Refusal, objects, read_issue
from provesvar_gui.results.model import Note, NoteKind, Outcome, OutcomeKind
from tests.unit.pps.fake_service import answer
from tests.unit.pps.fhir import OTHER, OUTCOMES, Resource, bundle, mapped, observation, outcome, pvk, report, subject

if TYPE_CHECKING:
    from provesvar_gui.pps.outcomes import Policy

OLD = "NilarPvkOutcome"
RENAMED = "http://nhn.no/fhir/pps/CodeSystem/pvk-outcome"
INFORMED = OutcomeKind.INFORMATION


def read_outcome(raw: Resource, policy: Policy) -> tuple[Outcome, ...]:
    return tuple(dict.fromkeys(one for issue in objects(raw.get("issue")) for one in read_issue(issue, policy)))


@pytest.mark.hazard("H3.8")
@pytest.mark.parametrize(
    ("raw", "kind", "openable"),
    [
        (outcome("suppressed", details=pvk("General")), OutcomeKind.RESTRICTED, True),
        (outcome("suppressed", details=pvk("General", OLD)), OutcomeKind.RESTRICTED, True),
        (outcome("informational", details=pvk("General", "")), OutcomeKind.RESTRICTED, True),
        (outcome("suppressed", details=pvk("Specific")), OutcomeKind.BLOCKED, False),
        (outcome("suppressed", details=pvk("Reservation")), OutcomeKind.OPTED_OUT, False),
        (outcome("suppressed", details=pvk("Delegated")), OutcomeKind.UNKNOWN, True),
        (outcome("suppressed"), OutcomeKind.UNKNOWN, True),
        (outcome("forbidden"), OutcomeKind.UNKNOWN, True),
        (outcome("not-found"), OutcomeKind.NOTHING_FOUND, False),
        (outcome("value"), OutcomeKind.NOTHING_FOUND, False),
        (outcome("informational"), OutcomeKind.INFORMATION, False),
        (outcome("incomplete", details=pvk("General", "http://other.example/codes")), OutcomeKind.UNKNOWN, True),
        (outcome("informational", details=pvk("General", RENAMED)), OutcomeKind.UNKNOWN, True),
        (outcome("informational", details=pvk("Sensitive", RENAMED)), OutcomeKind.UNKNOWN, True),
        (
            outcome("informational", details=pvk("MSG_X", "http://terminology.hl7.org/CodeSystem/operation-outcome")),
            INFORMED,
            False,
        ),
        (outcome("informational", severity="error", details=pvk("General")), OutcomeKind.RESTRICTED, True),
        (outcome("exception", severity="fatal"), OutcomeKind.FAULT, False),
        (outcome("not-found", severity="Error"), OutcomeKind.FAULT, False),
        (outcome("incomplete"), OutcomeKind.FAULT, False),
        *(
            (outcome(code, severity="information"), OutcomeKind.FAULT, False)
            for code in ("timeout", "transient", "exception", "lock-error", "no-store", "throttled", "too-costly")
        ),
    ],
)
def test_kinds(raw: dict[str, object], kind: OutcomeKind, openable: bool) -> None:
    (said,) = read_outcome(raw, OUTCOMES)
    assert (said.kind, said.openable) == (kind, openable)


@pytest.mark.parametrize(
    ("raw", "kind", "openable"),
    [
        (outcome(details=pvk("Specific")), OutcomeKind.BLOCKED, True),
        (outcome("suppressed", details=pvk("SPECIFIC")), OutcomeKind.BLOCKED, True),
        (outcome("too-costly"), OutcomeKind.RESTRICTED, False),
        (outcome(details=pvk("General")), OutcomeKind.UNKNOWN, True),
    ],
)
def test_the_policy_decides_whatever_the_case_of_its_codes(raw: Resource, kind: OutcomeKind, openable: bool) -> None:
    (said,) = read_outcome(raw, {"specific": (OutcomeKind.BLOCKED, True), "Too-Costly": (OutcomeKind.RESTRICTED, False)})
    assert (said.kind, said.openable) == (kind, openable)


def test_both_systems_in_one_issue_are_one_outcome_and_results_beside_it_are_shown() -> None:
    both = {"coding": [*pvk("General")["coding"], *pvk("General", OLD)["coding"]]}
    result = mapped(bundle(report("r"), outcome("suppressed", details=both, diagnostics="Noe er sperret")))
    assert len(result.reports) == 1
    assert [(one.kind, one.code, one.text) for one in result.outcomes] == [(OutcomeKind.RESTRICTED, "General", "Noe er sperret")]
    assert "sperret" not in repr(result.outcomes)


@pytest.mark.hazard("H3.8")
def test_of_two_codes_in_one_issue_only_the_one_that_may_be_opened_can_be() -> None:
    both = {"coding": [*pvk("General")["coding"], *pvk("Specific")["coding"]]}
    said = {one.code: one.openable for one in read_outcome(outcome("suppressed", details=both), OUTCOMES)}
    assert said == {"General": True, "Specific": False}


def test_an_outcome_without_a_readable_issue_is_told_of() -> None:
    result = mapped(bundle({"resourceType": "OperationOutcome", "issue": "x"}))
    assert [(note.kind.value, note.what) for note in result.notes] == [("entry-unreadable", "OperationOutcome")]
    assert not result.outcomes


def test_the_services_words_are_plain_and_bounded() -> None:
    (said,) = read_outcome(outcome(diagnostics="<p>Sperret</p>" + "x" * 10_000), OUTCOMES)
    assert len(said.text) == LONGEST_TEXT + 1
    assert "<" not in said.text


@pytest.mark.hazard("H3.13")
@pytest.mark.parametrize("together", [True, False], ids=["in one outcome", "in many"])
def test_of_many_outcomes_some_of_each_kind_are_kept_and_the_others_counted(together: bool) -> None:
    issues: list[Resource] = [
        {"severity": "warning", "code": code, "diagnostics": f"{code} {number}"}
        for code in ("informational", "suppressed", "incomplete")
        for number in range(5000)
    ]
    issues.append({"severity": "warning", "code": "suppressed", "details": pvk("Specific")})  # the last of them all
    outcomes = [{"resourceType": "OperationOutcome", "issue": issues}]
    if not together:
        outcomes = [{"resourceType": "OperationOutcome", "issue": [each]} for each in issues]
    result = mapped(bundle(report("r"), *outcomes))
    kinds = [one.kind for one in result.outcomes]
    for kind in (INFORMED, OutcomeKind.UNKNOWN, OutcomeKind.FAULT):
        assert kinds.count(kind) == MOST_ALIKE
    assert kinds.count(OutcomeKind.BLOCKED) == 1
    assert Note(kind=NoteKind.OUTCOMES_LEFT_OUT, count=3 * (5000 - MOST_ALIKE)) in result.notes


# -- «nothing found» (invariant 9) --------------------------------------------------------------------------------------------

NOT_FOUND = outcome("not-found", severity="information", diagnostics="Ingen prøvesvar funnet.")
ABOUT_ANOTHER = outcome("not-found", diagnostics="Practitioner 123 ikke funnet")


@pytest.mark.parametrize("said", [(), (NOT_FOUND,), (outcome("value", severity="information"),)])
def test_nothing_found_is_said_of_an_empty_answer(said: tuple[Resource, ...]) -> None:
    assert [one.kind for one in mapped(bundle(*said)).outcomes] == [OutcomeKind.NOTHING_FOUND]


@pytest.mark.hazard("H3.7")
@pytest.mark.parametrize("said", [(), (NOT_FOUND,), (ABOUT_ANOTHER,), (outcome("not-found"),)])
@pytest.mark.parametrize(
    "came",
    [
        {"resourceType": "Composition", "id": "1"},
        {"resourceType": "Media", "id": "1"},
        {"resourceType": "Specimen", "id": "1", "type": {"text": "Blod"}},
        {"resourceType": "ServiceRequest", "id": "1"},
        "unreadable",
        report("r"),
        report("r", subject=subject(OTHER)),
        observation("a"),
        observation("a", subject=subject(OTHER)),
        outcome("suppressed", details=pvk("General")),
        outcome("exception", severity="error"),
        outcome("incomplete"),
    ],
    ids=lambda came: str(came.get("resourceType") if isinstance(came, dict) else came),
)
def test_nothing_found_is_not_said_where_anything_stands_against_it(came: object, said: tuple[Resource, ...]) -> None:
    assert OutcomeKind.NOTHING_FOUND not in {one.kind for one in mapped(bundle(came, *said)).outcomes}


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (403, outcome("forbidden", severity="error", diagnostics="Sperret"), OutcomeKind.UNKNOWN),
        (403, outcome("security", severity="error", diagnostics="Ikke tilgang til denne pasienten"), OutcomeKind.UNKNOWN),
        (403, outcome("suppressed", severity="error"), OutcomeKind.UNKNOWN),
        (403, outcome("security", details={**pvk("General", RENAMED), "text": "Sperret"}), OutcomeKind.UNKNOWN),
        (401, outcome("login", severity="error", details=pvk("Specific")), OutcomeKind.BLOCKED),
        (404, outcome("not-found", details=pvk("Reservation")), OutcomeKind.OPTED_OUT),
        (403, outcome("forbidden", severity="error"), None),
        (403, outcome("forbidden", severity="error", diagnostics="the token has no orgnr_child"), None),
        (403, outcome("security", severity="error", diagnostics="Ugyldig requester-hpr-role"), None),
        (401, outcome("security", severity="error", diagnostics="Ikke tilgang"), None),
        (403, outcome("login", severity="error", diagnostics="nivå 3"), None),
        (403, {"title": "Forbidden", "detail": "Sperret"}, None),
        (500, outcome("suppressed", details=pvk("General")), None),
    ],
)
def test_where_a_refusal_is_about_privacy(status: int, said: Resource, kind: OutcomeKind | None) -> None:
    refusal = Refusal(answer(json.dumps(said), status), OUTCOMES)
    assert [one.kind for one in refusal.privacy] == ([kind] if kind else [])
    if kind is None and status != 500:
        code = ErrorCode.LOGIN_NOT_ACCEPTED if status == 401 else ErrorCode.ACCESS_REFUSED
        assert refusal.error("").code is code


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (
            json.dumps(outcome("invalid", diagnostics="Feil", details={"text": "Detaljer"})),
            "application/fhir+json",
            "Detaljer\nFeil",
        ),
        (json.dumps({"title": "Ugyldig", "detail": "person"}), "application/problem+json", "Ugyldig\nperson"),
        (json.dumps({"error": "invalid_token", "error_description": "utløpt"}), "application/json", "utløpt\ninvalid_token"),
        ("Ren tekst\nto linjer", "text/plain; charset=utf-8", "Ren tekst\nto linjer"),
        ("<html><p>Proxy</p></html>", "text/html", ""),
        ("{broken", "application/json", ""),
        ("", "", ""),
    ],
)
def test_refusals_in_every_form(body: str, kind: str, text: str) -> None:
    assert Refusal(answer(body, 400, content_type=kind), OUTCOMES).text == text


@pytest.mark.parametrize(
    ("status", "headers", "code"),
    [
        (400, {}, ErrorCode.REQUEST_REFUSED),
        (401, {}, ErrorCode.LOGIN_NOT_ACCEPTED),
        (403, {}, ErrorCode.ACCESS_REFUSED),
        (404, {}, ErrorCode.UNEXPECTED_ANSWER),
        (302, {}, ErrorCode.UNEXPECTED_ANSWER),
        (429, {"retry_after": "12"}, ErrorCode.SERVER_BUSY),
        (503, {"retry_after": "99999999"}, ErrorCode.SERVER_BUSY),
        (503, {"retry_after": "Wed, 21 Oct 2026 07:28:00 GMT"}, ErrorCode.SERVER_BUSY),
        (503, {}, ErrorCode.SERVER_ERROR),
        (504, {}, ErrorCode.TIMEOUT),
    ],
)
def test_status_to_code(status: int, headers: dict[str, str], code: ErrorCode) -> None:
    response = answer("Pasient 13896900263 finnes ikke", status, content_type="text/plain", **headers)
    error = Refusal(response, OUTCOMES).error("cid")
    assert (error.code, error.correlation_id) == (code, "cid")
    assert error.service_text == "Pasient 13896900263 finnes ikke"
    assert "13896900263" not in f"{error!s}{error!r}{error.detail}{error.params}{error.args}"
