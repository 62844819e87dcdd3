"""What the service says about access and failures in the course of a look-up (invariants 3, 9, 11, 12)."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.pps.config import OUTCOMES, PpsConfig
from provesvar_gui.results.model import Note, NoteKind, OutcomeKind
from tests.unit.pps.fake_service import BASE, Desk, FakeService, answer, kind
from tests.unit.pps.fhir import Resource, bundle, bundle_of, entry, lookup, names, observation, outcome, pvk, report
from tests.unit.pps.test_client import kinds

if TYPE_CHECKING:
    from tests.kit.http import Answer, Request

ONE_A_PAGE = PpsConfig(base_url=BASE, page_size=1)
BLOCKED = json.dumps(outcome("suppressed", severity="error", details=pvk("Specific"), diagnostics="Sperret for deg"))
REFUSED = Note(kind=NoteKind.PAGE_FAILED, what="access-refused")


def guid(number: int) -> str:
    return str(uuid.UUID(int=number, version=4))


def without_total(*resources: Resource) -> Answer:
    page = json.loads(bundle(*resources))
    del page["total"]
    return answer(json.dumps(page))


# -- an error that comes as a 200 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [True, False], ids=["root", "bundle"])
@pytest.mark.parametrize(
    ("severity", "code", "basis", "expected"),
    [
        ("fatal", "exception", AccessBasis.AKUTT, ErrorCode.SERVER_ERROR),
        ("error", "incomplete", AccessBasis.AKUTT, ErrorCode.SERVER_ERROR),
        ("error", "", AccessBasis.AKUTT, ErrorCode.SERVER_ERROR),
        ("error", "value", AccessBasis.AKUTT, ErrorCode.REQUEST_REFUSED),
        ("error", "login", AccessBasis.AKUTT, ErrorCode.LOGIN_NOT_ACCEPTED),
        ("error", "timeout", AccessBasis.AKUTT, ErrorCode.TIMEOUT),
        ("error", "throttled", AccessBasis.AKUTT, ErrorCode.SERVER_BUSY),
        ("error", "not-found", AccessBasis.AKUTT, ErrorCode.REQUEST_REFUSED),
        ("error", "business-rule", AccessBasis.AKUTT, ErrorCode.SERVER_ERROR),
        ("error", "business-rule", AccessBasis.FORHOYET_AKUTT, ErrorCode.NOTHING_MORE_TO_OPEN),
        ("error", "exception", AccessBasis.FORHOYET_AKUTT, ErrorCode.SERVER_ERROR),
    ],
)
def test_an_error_alone_is_an_error(severity: str, code: str, basis: AccessBasis, expected: ErrorCode, whole: bool) -> None:
    said = outcome(code, severity=severity, diagnostics="Ugyldig parameter")
    desk = Desk(FakeService(answer(json.dumps(said) if whole else bundle(said))))
    error = desk.refused(lookup(basis))
    assert (error.code, error.service_text) == (expected, "Ugyldig parameter")
    assert error.correlation_id == desk.service.requests[0].headers["correlation-id"]
    assert "Ugyldig" not in f"{error}{error!r}{error.detail}"


def test_an_error_beside_a_bar_does_not_hide_the_bar() -> None:
    said = outcome("suppressed", details=pvk("General")), outcome("exception", severity="error")
    result = Desk(FakeService(answer(bundle(*said)))).ask()
    assert [one.kind for one in result.outcomes] == [OutcomeKind.RESTRICTED, OutcomeKind.FAULT]
    assert not result.coverage.complete


@pytest.mark.parametrize("severity", ["error", "fatal"])
def test_a_later_page_that_is_an_error_is_a_failed_page(severity: str) -> None:
    said = outcome("exception", severity=severity, diagnostics="Databasen svarer ikke")
    result = Desk(FakeService(without_total(report("a")), answer(json.dumps(said))), ONE_A_PAGE).ask()
    assert len(result.reports) == 1
    assert not result.coverage.complete
    assert result.notes == (Note(kind=NoteKind.PAGE_FAILED, what="server-error"),)
    assert [(one.kind, one.text) for one in result.outcomes] == [(OutcomeKind.FAULT, "Databasen svarer ikke")]


def test_an_error_beside_results_is_told_with_them_and_paging_goes_on() -> None:
    said = outcome("incomplete", severity="error", diagnostics="Svar fra OUS mangler")
    pages = answer(bundle(report("a"), said, total=2)), answer(bundle(report("b"), total=2))
    result = Desk(FakeService(*pages), ONE_A_PAGE).ask()
    assert [one.id for one in result.reports] == ["a", "b"]
    assert [(one.kind, one.text) for one in result.outcomes] == [(OutcomeKind.FAULT, "Svar fra OUS mangler")]
    assert not result.coverage.complete


def test_a_failed_completion_that_comes_as_a_200_keeps_the_reports() -> None:
    said = json.dumps(outcome("exception", severity="error"))
    result = Desk(FakeService(answer(bundle(report("a", [guid(1)]))), answer(said))).ask()
    assert len(result.reports) == 1
    assert {NoteKind.PAGE_FAILED, NoteKind.RESULTS_MISSING} == kinds(result)


# -- a refusal for reasons of privacy after something came --------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_later_page_that_is_barred_is_told_as_such(status: int) -> None:
    for openable in (False, True):
        policy = {**OUTCOMES, "Specific": (OutcomeKind.BLOCKED, openable)}
        config = PpsConfig(base_url=BASE, page_size=1, outcomes=policy)
        desk = Desk(FakeService(answer(bundle(report("a", [guid(1)]), total=2)), answer(BLOCKED, status)), config)
        result = desk.ask()
        assert [one.id for one in result.reports] == ["a"]
        (said,) = result.outcomes
        assert (said.kind, said.openable, said.text) == (OutcomeKind.BLOCKED, openable, "Sperret for deg")
        assert REFUSED in result.notes
        assert not result.coverage.complete
        assert len(desk.service.requests) == 2  # neither repeated nor asked on
        assert desk.authorization.renewals == 0


def test_a_bar_that_comes_first_on_an_empty_later_page_is_about_what_was_to_come() -> None:
    general = outcome("suppressed", details=pvk("General"))
    result = Desk(FakeService(without_total(report("a")), without_total(general)), ONE_A_PAGE).ask()
    assert not result.coverage.complete
    assert REFUSED in result.notes
    repeated = Desk(FakeService(without_total(report("a"), general), without_total(general)), ONE_A_PAGE).ask()
    assert repeated.coverage.complete
    assert not repeated.notes


@pytest.mark.parametrize("status", [400, 403])
def test_missing_results_that_are_barred_are_told_as_such(status: int) -> None:
    desk = Desk(FakeService(answer(bundle(report("a", [guid(1)]))), answer(BLOCKED, status)))
    result = desk.ask()
    assert result.reports[0].missing_results == 1
    assert [one.kind for one in result.outcomes] == [OutcomeKind.BLOCKED]
    assert REFUSED in result.notes
    assert not result.coverage.complete
    assert len(desk.service.requests) == 2


def test_a_first_page_that_is_barred_by_a_401_is_no_reason_to_log_in_again() -> None:
    desk = Desk(FakeService(answer(BLOCKED, 401)))
    assert [one.kind for one in desk.ask().outcomes] == [OutcomeKind.BLOCKED]
    assert desk.authorization.renewals == 0


# -- what is missing at the end -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("members", [False, True], ids=["root", "member"])
def test_results_that_never_came_are_missing_and_no_more_on_their_way(members: bool) -> None:
    page = bundle(report("a", ["o"]), observation("o", ["gone"])) if members else bundle(report("a", ["gone"]))
    result = Desk(FakeService(answer(page))).ask()
    assert result.reports[0].complete
    assert result.notes == (Note(kind=NoteKind.RESULTS_MISSING, what="Observation", count=1),)
    assert not result.coverage.complete


# -- results in smaller pages than asked for ----------------------------------------------------------------------------------


@pytest.mark.parametrize("total", [True, False], ids=["total", "no total"])
def test_a_batch_that_comes_in_smaller_pages_is_asked_for_to_its_end(total: bool) -> None:
    ids = [guid(at) for at in range(60)]

    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", ids)))
        asked = request.one("_id").split(",")
        page = [entry(observation(one), "match") for one in asked[:20]]
        body = json.loads(bundle_of(page, total=len(asked)))
        if not total:
            del body["total"]
        return answer(json.dumps(body))

    desk = Desk(FakeService(by=by))
    result = desk.ask()
    assert names(result.reports[0].findings) == ids
    assert [len(request.one("_id").split(",")) for request in desk.service.requests[1:]] == [50, 30, 10, 10]
    assert result.coverage.complete


def test_what_the_service_does_not_have_is_not_asked_for_again() -> None:
    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", [guid(1), guid(2)])))
        return answer(bundle_of([entry(observation(guid(1)), "match")]))

    desk = Desk(FakeService(by=by))
    result = desk.ask()
    assert len(desk.service.requests) == 2
    assert result.reports[0].missing_results == 1


# -- a refused opening --------------------------------------------------------------------------------------------------------

OPENING = lookup(AccessBasis.FORHOYET_AKUTT)
WORDS = "Du har ikke tilgang"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, outcome("suppressed", severity="error", diagnostics=WORDS)),
        (401, outcome("suppressed", severity="error", diagnostics=WORDS)),
        (403, outcome("suppressed", severity="error", details=pvk("Specific"), diagnostics=WORDS)),
        (403, outcome("forbidden", severity="error", diagnostics=WORDS)),
        (200, outcome("suppressed", details=pvk("Specific"), diagnostics=WORDS)),
        (200, outcome("suppressed", severity="error", details=pvk("General"), diagnostics=WORDS)),
    ],
)
def test_an_opening_that_is_refused_is_no_result(status: int, said: Resource) -> None:
    desk = Desk(FakeService(answer(bundle(said, total=2) if status == 200 else json.dumps(said), status)))
    error = desk.refused(OPENING)
    assert (error.code, error.service_text) == (ErrorCode.OPENING_REFUSED, WORDS)
    assert error.correlation_id == desk.service.requests[0].headers["correlation-id"]
    assert len(desk.service.requests) == 1
    assert all(progress.partial is None for progress in desk.progress)
    assert WORDS not in f"{error}{error!r}{error.detail}"


def test_an_opening_that_brings_something_keeps_it_whatever_else_is_said() -> None:
    beside = bundle(report("a"), outcome("suppressed", details=pvk("Specific")), total=1)
    assert len(Desk(FakeService(answer(beside))).ask(OPENING).reports) == 1
    later = Desk(FakeService(answer(bundle(report("a"), total=2)), answer(BLOCKED, 403)), ONE_A_PAGE)
    result = later.ask(OPENING)
    assert (len(result.reports), result.coverage.complete, REFUSED in result.notes) == (1, False, True)


def test_an_opening_that_only_tells_of_what_could_not_be_read_is_told() -> None:
    page = json.loads(bundle(outcome("suppressed", details=pvk("General")), total=1))
    page["entry"].append("no entry")
    result = Desk(FakeService(answer(json.dumps(page)))).ask(OPENING)
    assert result.notes
