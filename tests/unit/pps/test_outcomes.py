"""What the service says about access, and refusals in every form."""

from __future__ import annotations

import json

import pytest

from provesvar_gui.domain.results import OutcomeKind
from provesvar_gui.errors import ErrorCode
from provesvar_gui.pps.config import OUTCOMES
from provesvar_gui.pps.outcomes import LONGEST_TEXT, Refusal, read_outcome
from tests.unit.pps.fake_service import answer
from tests.unit.pps.fhir import bundle, mapped, outcome, pvk, report

OLD = "NilarPvkOutcome"


@pytest.mark.parametrize(
    ("raw", "kind", "openable"),
    [
        (outcome("suppressed", details=pvk("General")), OutcomeKind.RESTRICTED, True),
        (outcome("suppressed", details=pvk("General", OLD)), OutcomeKind.RESTRICTED, True),
        (outcome("informational", details=pvk("General", "")), OutcomeKind.RESTRICTED, True),
        (outcome("suppressed", details=pvk("Specific")), OutcomeKind.BLOCKED, False),
        (outcome("suppressed", details=pvk("Reservation")), OutcomeKind.OPTED_OUT, False),
        (outcome("suppressed", details=pvk("Delegated")), OutcomeKind.UNKNOWN, True),
        (outcome("not-found", details=pvk("")), OutcomeKind.UNKNOWN, True),
        (outcome("suppressed"), OutcomeKind.UNKNOWN, True),
        (outcome("security"), OutcomeKind.UNKNOWN, True),
        (outcome("forbidden"), OutcomeKind.UNKNOWN, True),
        (outcome("not-found"), OutcomeKind.NOTHING_FOUND, False),
        (outcome("value"), OutcomeKind.NOTHING_FOUND, False),
        (outcome("informational"), OutcomeKind.INFORMATION, False),
        (outcome("incomplete", details=pvk("General", "http://other.example/codes")), OutcomeKind.INFORMATION, False),
    ],
)
def test_kinds(raw: dict[str, object], kind: OutcomeKind, openable: bool) -> None:
    (said,) = read_outcome(raw, OUTCOMES)
    assert (said.kind, said.openable) == (kind, openable)


def test_the_policy_decides() -> None:
    policy = {"Specific": (OutcomeKind.BLOCKED, True), "throttled": (OutcomeKind.RESTRICTED, False)}
    assert read_outcome(outcome(details=pvk("Specific")), policy)[0].openable
    assert read_outcome(outcome("throttled"), policy)[0].kind is OutcomeKind.RESTRICTED
    assert read_outcome(outcome(details=pvk("General")), policy)[0].kind is OutcomeKind.UNKNOWN


def test_both_systems_in_one_issue_are_one_outcome_and_results_beside_it_are_shown() -> None:
    both = {"coding": [*pvk("General")["coding"], *pvk("General", OLD)["coding"]]}
    result = mapped(bundle(report("r"), outcome("suppressed", details=both, diagnostics="Noe er sperret")))
    assert len(result.reports) == 1
    assert [(one.kind, one.code, one.text) for one in result.outcomes] == [(OutcomeKind.RESTRICTED, "General", "Noe er sperret")]
    assert "sperret" not in repr(result.outcomes)


def test_an_outcome_without_a_readable_issue_is_told_of() -> None:
    result = mapped(bundle({"resourceType": "OperationOutcome", "issue": "x"}))
    assert [(note.kind.value, note.what) for note in result.notes] == [("entry-unreadable", "OperationOutcome")]
    assert not result.outcomes


def test_the_services_words_are_plain_and_bounded() -> None:
    (said,) = read_outcome(outcome(diagnostics="<p>Sperret</p>" + "x" * 10_000), OUTCOMES)
    assert len(said.text) == LONGEST_TEXT + 1
    assert "<" not in said.text


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
        (json.dumps("bare tekst"), "application/json", "bare tekst"),
        ("Ren tekst\nto linjer", "text/plain; charset=utf-8", "Ren tekst\nto linjer"),
        ("<html><p>Proxy</p></html>", "text/html", ""),
        ("<p>Proxy</p>", "text/plain", ""),
        ("{broken", "application/json", ""),
        ("", "", ""),
    ],
)
def test_refusals_in_every_form(body: str, kind: str, text: str) -> None:
    assert Refusal(answer(body, 400, content_type=kind), OUTCOMES).text == text


@pytest.mark.parametrize(
    ("status", "headers", "code", "wait"),
    [
        (400, {}, ErrorCode.REQUEST_REFUSED, None),
        (401, {}, ErrorCode.ACCESS_REFUSED, None),
        (403, {}, ErrorCode.ACCESS_REFUSED, None),
        (404, {}, ErrorCode.UNEXPECTED_ANSWER, None),
        (302, {}, ErrorCode.UNEXPECTED_ANSWER, None),
        (204, {}, ErrorCode.UNEXPECTED_ANSWER, None),
        (406, {}, ErrorCode.REQUEST_REFUSED, None),
        (415, {}, ErrorCode.REQUEST_REFUSED, None),
        (429, {"retry_after": "12"}, ErrorCode.SERVER_BUSY, 12.0),
        (503, {"retry_after": "99999999"}, ErrorCode.SERVER_BUSY, 3600.0),
        (503, {"retry_after": "Wed, 21 Oct 2026 07:28:00 GMT"}, ErrorCode.SERVER_BUSY, None),
        (503, {}, ErrorCode.SERVER_ERROR, None),
        (500, {}, ErrorCode.SERVER_ERROR, None),
        (504, {}, ErrorCode.TIMEOUT, None),
    ],
)
def test_status_to_code(status: int, headers: dict[str, str], code: ErrorCode, wait: float | None) -> None:
    response = answer("Pasient 13896900263 finnes ikke", status, content_type="text/plain", **headers)
    error = Refusal(response, OUTCOMES).error("cid", response.headers, elevated=False)
    assert (error.code, error.retry_after, error.correlation_id) == (code, wait, "cid")
    assert error.service_text == "Pasient 13896900263 finnes ikke"
    assert "13896900263" not in f"{error!s}{error!r}{error.detail}{error.params}{error.args}"
