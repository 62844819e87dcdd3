"""One look-up against a strict service: headers, paging, includes, repeats, errors, completion (invariants 3, 9 to 12)."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from provesvar_gui.desk.actions import LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.pps.client import spread
from provesvar_gui.results.model import LookupResult, Note, NoteKind, OutcomeKind
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.backend import pps_config
from tests.kit.clock import START, FakeClock
from tests.kit.errors import app_error
from tests.kit.http import Answer, Request
from tests.unit.pps.fake_service import BASE, CONFIG, Bench, FakeService, answer, kind, no_network
from tests.unit.pps.fhir import Resource, bundle, bundle_of, entry, lookup, names, observation, outcome, pvk, report

ELEVATED = lookup(AccessBasis.FORHOYET_AKUTT)
REFUSED = json.dumps(outcome("invalid", diagnostics="a value of _include:iterate is not supported"))


def kinds(result: LookupResult) -> set[NoteKind]:
    return {note.kind for note in result.notes}


INCLUDES_ITERATE = ["ServiceRequest:requester", "DiagnosticReport:performer", "Observation:performer", "Observation:has-member"]
ONE_A_PAGE = replace(CONFIG, page_size=1)


def without_total(*resources: Resource) -> Answer:
    return answer(json.dumps(json.loads(bundle(*resources)) | {"total": None}))


def reports_service(count: int, *, total: int | None = None) -> FakeService:
    everything = [report(f"r{at}") for at in range(count)]

    def by(request: Request) -> Answer:
        skip, size = int(request.one("_skip")), int(request.one("_count"))
        return answer(bundle(*everything[skip : skip + size], total=count if total is None else total))

    return FakeService(by=by)


def test_one_page_is_one_request_with_the_headers_of_the_specification() -> None:
    bench = Bench(FakeService(answer(bundle(report("a", ["o"]), observation("o")))))
    result = bench.ask(lookup(AccessBasis.SAMTYKKE))
    (request,) = bench.service.requests
    assert request.headers["access-basis"] == "SAMTYKKE"
    assert request.headers["requester-hpr-role"] == "LE"
    assert request.headers["authorization"] == "DPoP token-0"
    assert request.all("_include") == ["DiagnosticReport:based-on", "DiagnosticReport:specimen", "DiagnosticReport:result"]
    assert request.all("_include:iterate") == INCLUDES_ITERATE
    assert (request.one("_count"), request.one("_skip")) == ("50", "0")
    assert result.correlation_ids == (request.headers["correlation-id"],)
    assert result.fetched_at == datetime.fromtimestamp(START, UTC), "by the corrected clock"
    assert result.coverage.complete
    assert not result.notes
    assert names(result.reports[0].findings) == ["o"]


def test_the_reference_goes_under_the_name_that_the_settings_say() -> None:
    service = reports_service(1)
    service.correlation_header = "nhn-event-id"
    result = Bench(service, pps_config(fixed_settings({"pps.base_url": BASE, "pps.correlation_header": "nhn-event-id"}))).ask()
    assert result.correlation_ids == (service.requests[0].headers["nhn-event-id"],)


def test_pages_until_the_total_and_tells_how_far_it_is() -> None:
    bench = Bench(reports_service(7), replace(CONFIG, page_size=3))
    result = bench.ask()
    assert [request.one("_skip") for request in bench.service.requests] == ["0", "3", "6"]
    assert [one.id for one in result.reports] == [f"r{at}" for at in range(7)]
    assert (result.coverage.fetched, result.coverage.total, result.coverage.complete) == (7, 7, True)
    assert len(set(result.correlation_ids)) == 3
    partial = [one.partial for one in bench.progress if one.partial]
    assert [len(one.reports) for one in partial] == [3, 6]
    assert not any(one.coverage.complete for one in partial)
    assert [(one.fetched, one.total) for one in bench.progress if one.step is LookupStep.PAGING] == [(3, 7), (6, 7)]
    assert bench.progress[0].step is LookupStep.SENDING
    assert bench.progress[-1].step is LookupStep.DONE


@pytest.mark.parametrize(("total", "count", "complete"), [(9, 5, False), (1, 3, True)])
def test_a_wrong_total_is_told_and_hides_nothing_of_what_follows(total: int, count: int, complete: bool) -> None:
    result = Bench(reports_service(4, total=total), replace(CONFIG, page_size=2)).ask()
    assert len(result.reports) == 4
    assert result.notes == (Note(kind=NoteKind.TOTAL_MISMATCH, count=count),)
    assert result.coverage.complete is complete


@pytest.mark.parametrize("size", [1, 50], ids=["as asked for", "smaller than asked for"])
def test_no_total_ends_at_an_empty_page(size: int) -> None:
    pages = (without_total(report("a")), without_total(report("b")), without_total())
    result = Bench(FakeService(*pages), replace(CONFIG, page_size=size)).ask()
    assert len(result.reports) == 2
    assert result.coverage.complete
    assert result.coverage.total is None


def test_a_service_that_repeats_its_page_is_not_asked_for_ever() -> None:
    bench = Bench(FakeService(by=lambda _: answer(bundle(report("a"), report("b"), total=50))))
    result = bench.ask()
    assert len(bench.service.requests) == 2
    assert len(result.reports) == 2
    assert {NoteKind.PAGE_FAILED, NoteKind.TOTAL_MISMATCH} <= kinds(result)
    assert not result.coverage.complete


@pytest.mark.hazard("H3.6")
@pytest.mark.parametrize(
    ("failure", "reason", "said"),
    [
        (answer(b"", 500), "server-error", []),
        (answer(json.dumps(outcome("exception", severity="fatal", diagnostics="Nede"))), "server-error", ["Nede"]),
        (answer(b"{broken"), "unexpected-answer", []),
        (AppError(ErrorCode.TIMEOUT), "timeout", []),
        (answer(b"", 429, retry_after="3"), "server-busy", []),
    ],
)
def test_a_failed_later_page_keeps_what_came_and_is_not_tried_again(failure: Answer, reason: str, said: list[str]) -> None:
    for asked in (lookup(), ELEVATED):
        bench = Bench(FakeService(without_total(report("a")), failure), ONE_A_PAGE)
        result = bench.ask(asked)
        assert [one.id for one in result.reports] == ["a"]
        assert not result.coverage.complete
        assert result.notes == (Note(kind=NoteKind.PAGE_FAILED, what=reason),)
        assert [(one.kind, one.text) for one in result.outcomes] == [(OutcomeKind.FAULT, each) for each in said]
        assert len(bench.service.requests) == len(result.correlation_ids) == 2


def test_a_nonce_challenge_is_answered_once() -> None:
    for asked in (lookup(), ELEVATED):
        bench = Bench(FakeService(answer(b"", 401, dpop_nonce="n"), answer(bundle(report("a")))))
        assert len(bench.ask(asked).correlation_ids) == 2
        assert bench.authorization.renewals == 0


def test_a_401_is_renewed_and_retried_once_then_told() -> None:
    bench = Bench(FakeService(answer(b"", 401), answer(bundle(report("a")))))
    assert len(bench.ask().reports) == 1
    assert bench.service.requests[1].headers["authorization"] == "DPoP token-1"
    bench = Bench(FakeService(*[answer(json.dumps(outcome("login", diagnostics="nivå 3")), 401)] * 2))
    error = bench.refused()
    assert (error.code, error.service_text, bench.authorization.renewals) == (ErrorCode.LOGIN_NOT_ACCEPTED, "nivå 3", 1)
    assert error.correlation_id == bench.service.requests[-1].headers["correlation-id"]


def test_only_what_was_never_sent_is_sent_again() -> None:
    bench = Bench(FakeService(no_network(), answer(bundle(report("a")))))
    assert len(bench.ask().reports) == 1
    for failure in (no_network(sent="yes"), AppError(ErrorCode.NO_NETWORK), AppError(ErrorCode.TIMEOUT)):
        bench = Bench(FakeService(failure))
        error = bench.refused()
        assert len(bench.service.requests) == 1
        assert error.correlation_id == bench.service.requests[0].headers["correlation-id"]
    bench = Bench(FakeService(no_network(), no_network()))
    assert bench.refused().code is ErrorCode.NO_NETWORK
    bench = Bench(FakeService(no_network()), tick=1.1)
    assert bench.refused().code is ErrorCode.NO_NETWORK, "what took long to fail is told, and not tried again"


def test_refused_includes_are_dropped_told_and_not_asked_for_again() -> None:
    def by(request: Request) -> Answer:
        return (
            answer(REFUSED, 400)
            if request.all("_include:iterate") != ["ServiceRequest:requester"]
            else answer(bundle(report("a")))
        )

    bench = Bench(FakeService(by=by))
    dropped = {note.what for note in bench.ask().notes if note.kind is NoteKind.INCLUDE_REFUSED}
    assert dropped == {"DiagnosticReport:performer", "Observation:performer", "Observation:has-member"}
    assert len(bench.service.requests) == 2
    again = bench.ask(ELEVATED)
    assert len(bench.service.requests) == 3
    assert dropped <= {note.what for note in again.notes}


def test_a_400_for_other_reasons_ends_and_blames_no_include() -> None:
    bench = Bench(FakeService(by=lambda _: answer(json.dumps(outcome("invalid", diagnostics="noe er galt")), 400)))
    error = bench.refused()
    assert (error.code, error.service_text) == (ErrorCode.REQUEST_REFUSED, "noe er galt")
    assert len(bench.service.requests) == 2  # once more without what is not confirmed
    bench.refused()
    assert bench.service.requests[2].all("_include:iterate") == INCLUDES_ITERATE


@pytest.mark.hazard("H6.5")
def test_an_elevated_search_is_never_asked_in_another_way() -> None:
    nothing_more = json.dumps(outcome("business-rule", diagnostics="ingenting"))
    for body, code in ((REFUSED, ErrorCode.REQUEST_REFUSED), (nothing_more, ErrorCode.NOTHING_MORE_TO_OPEN)):
        bench = Bench(FakeService(answer(body, 400)))
        assert bench.refused(ELEVATED).code is code
        assert len(bench.service.requests) == 1


def guid(number: int) -> str:
    return str(uuid.UUID(int=number, version=4))


def test_results_that_did_not_come_are_asked_for_and_only_then() -> None:
    one, two, three = guid(1), guid(2), guid(3)
    everything = {one: observation(one, [two]), two: observation(two, [three]), three: observation(three)}

    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", [one])))
        found = [everything[key] for key in request.one("_id").split(",")]
        return answer(bundle_of([entry(resource, "match") for resource in found]))

    bench = Bench(FakeService(by=by))
    result = bench.ask()
    assert [kind(request) for request in bench.service.requests] == ["DiagnosticReport", *["Observation"] * 3]
    assert names(result.reports[0].findings) == [one, two, three]
    assert result.reports[0].complete
    assert (result.coverage.fetched, result.coverage.total) == (1, 1)
    assert not result.notes
    partial = next(step.partial for step in bench.progress if step.step is LookupStep.COMPLETING)
    assert partial is not None
    assert not partial.reports[0].complete


@pytest.mark.hazard("H3.6")
def test_results_that_never_come_are_counted() -> None:
    missing = guid(1)

    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", [missing, "not-a-guid", "o"]), observation("o")))
        return answer(bundle(outcome("not-found")))

    result = Bench(FakeService(by=by)).ask()
    assert result.reports[0].missing_results == 2
    assert result.notes == (Note(kind=NoteKind.RESULTS_MISSING, what="Observation", count=2),)
    assert not result.outcomes  # «not found» was said of a result, not of the patient


@pytest.mark.hazard("H3.6")
def test_where_asking_for_them_fails_it_is_not_complete() -> None:
    result = Bench(FakeService(answer(bundle(report("a", [guid(1)]))), answer(b"", 500))).ask()
    assert [one.id for one in result.reports] == ["a"]
    assert not result.coverage.complete
    assert Note(kind=NoteKind.PAGE_FAILED, what="server-error") in result.notes


def test_completion_is_bounded() -> None:
    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", [guid(1)])))
        number = uuid.UUID(request.one("_id")).int & 0xFFFF
        return answer(bundle(observation(guid(number), [guid(number + 1)])))

    bench = Bench(FakeService(by=by))
    result = bench.ask()
    assert len(bench.service.requests) == 21
    assert NoteKind.RESULTS_MISSING in kinds(result)


def test_an_empty_answer_is_nothing_found() -> None:
    result = Bench(FakeService(answer(bundle()))).ask()
    assert [one.kind for one in result.outcomes] == [OutcomeKind.NOTHING_FOUND]
    assert result.coverage.complete


@pytest.mark.hazard("H3.7")
def test_an_empty_answer_that_counts_reports_is_not_nothing_found() -> None:
    result = Bench(FakeService(answer(bundle(total=2)))).ask()
    assert not result.outcomes
    assert kinds(result) == {NoteKind.TOTAL_MISMATCH}
    assert not result.coverage.complete


ENTRY_IS_NO_LIST = '{"resourceType": "Bundle", "total": 0, "entry": %s}'  # never «nothing found»


@pytest.mark.parametrize(
    "body",
    [
        *("", "null", "[]", "{}", "<html>", '{"error": 1}', '"text"', '{"resourceType": "Patient"}'),
        *(
            ENTRY_IS_NO_LIST % entry
            for entry in ('"x"', "1", "true", '{"resource": {"resourceType": "DiagnosticReport", "id": "a"}}')
        ),
    ],
)
def test_what_is_no_answer_is_an_error(body: str) -> None:
    error = Bench(FakeService(answer(body))).refused()
    assert error.code is ErrorCode.UNEXPECTED_ANSWER
    assert error.correlation_id


@pytest.mark.hazard("H9.4")
@pytest.mark.parametrize("pages", [0, 1])
def test_the_look_up_ends_in_time_and_keeps_what_came(pages: int) -> None:
    service = reports_service(2)
    service.hang_from = pages
    bench = Bench(service, replace(CONFIG, page_size=1, seconds=0.05))
    if not pages:
        assert bench.refused().code is ErrorCode.TIMEOUT
        return
    result = bench.ask()
    assert len(result.reports) == 1
    assert Note(kind=NoteKind.PAGE_FAILED, what="timeout") in result.notes


@pytest.mark.hazard("H9.4")
def test_cancelling_ends_it_tells_every_request_and_the_next_look_up_works() -> None:
    service = reports_service(3)
    service.hang_from = 1
    bench = Bench(service, ONE_A_PAGE)

    async def story() -> LookupResult:
        service.hanging = asyncio.Event()
        task = asyncio.create_task(bench.client.lookup(lookup(), bench.progress.append))
        await service.hanging.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert bench.progress[-1].correlation_ids == sent(bench)
        assert len(sent(bench)) == 2
        service.hang_from = None
        return await bench.client.lookup(lookup(), bench.progress.append)

    assert len(asyncio.run(story()).reports) == 3


BLOCKED = json.dumps(outcome("suppressed", severity="error", details=pvk("Specific"), diagnostics="Sperret for deg"))
PAGE_REFUSED = Note(kind=NoteKind.PAGE_FAILED, what="access-refused")


@pytest.mark.parametrize("whole", [True, False], ids=["root", "bundle"])
@pytest.mark.parametrize(
    ("severity", "code", "basis", "expected"),
    [
        ("fatal", "exception", AccessBasis.AKUTT, ErrorCode.SERVER_ERROR),
        ("error", "business-rule", AccessBasis.AKUTT, ErrorCode.SERVER_ERROR),
        ("error", "business-rule", AccessBasis.FORHOYET_AKUTT, ErrorCode.NOTHING_MORE_TO_OPEN),
    ],
)
def test_an_error_alone_is_an_error(severity: str, code: str, basis: AccessBasis, expected: ErrorCode, whole: bool) -> None:
    said = outcome(code, severity=severity, diagnostics="Ugyldig parameter")
    bench = Bench(FakeService(answer(json.dumps(said) if whole else bundle(said))))
    error = bench.refused(lookup(basis))
    assert (error.code, error.service_text) == (expected, "Ugyldig parameter")
    assert error.correlation_id == bench.service.requests[0].headers["correlation-id"]
    assert "Ugyldig" not in f"{error}{error!r}{error.detail}"


def test_an_error_beside_a_bar_does_not_hide_the_bar() -> None:
    said = outcome("suppressed", details=pvk("General")), outcome("exception", severity="error")
    result = Bench(FakeService(answer(bundle(*said)))).ask()
    assert [one.kind for one in result.outcomes] == [OutcomeKind.RESTRICTED, OutcomeKind.FAULT]
    assert not result.coverage.complete


@pytest.mark.hazard("H3.6")
@pytest.mark.parametrize("last", [without_total(json.loads(BLOCKED)), answer(BLOCKED)], ids=["in a Bundle", "alone"])
def test_a_later_page_that_only_says_that_access_is_barred_is_not_the_end(last: Answer) -> None:
    result = Bench(FakeService(without_total(report("a")), last), ONE_A_PAGE).ask()
    assert [one.kind for one in result.outcomes] == [OutcomeKind.BLOCKED]
    assert not result.coverage.complete
    assert PAGE_REFUSED in result.notes


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_later_page_that_is_barred_is_told_as_such(status: int) -> None:
    for openable in (False, True):
        policy = {**CONFIG.outcomes, "Specific": (OutcomeKind.BLOCKED, openable)}
        config = replace(CONFIG, page_size=1, outcomes=policy)
        bench = Bench(FakeService(answer(bundle(report("a", [guid(1)]), total=2)), answer(BLOCKED, status)), config)
        result = bench.ask()
        assert [one.id for one in result.reports] == ["a"]
        (said,) = result.outcomes
        assert (said.kind, said.openable, said.text) == (OutcomeKind.BLOCKED, openable, "Sperret for deg")
        assert PAGE_REFUSED in result.notes
        assert not result.coverage.complete
        assert len(bench.service.requests) == 2  # neither repeated nor asked on
        assert bench.authorization.renewals == 0


@pytest.mark.parametrize("total", [True, False], ids=["total", "no total"])
def test_a_batch_that_comes_in_smaller_pages_is_asked_for_to_its_end(total: bool) -> None:
    ids = [guid(at) for at in range(60)]

    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", ids)))
        asked = request.one("_id").split(",")
        body = json.loads(bundle_of([entry(observation(one), "match") for one in asked[:20]], total=len(asked)))
        if not total:
            del body["total"]
        return answer(json.dumps(body))

    bench = Bench(FakeService(by=by))
    result = bench.ask()
    assert names(result.reports[0].findings) == ids
    assert [len(request.one("_id").split(",")) for request in bench.service.requests[1:]] == [50, 10, 30, 10]
    assert result.coverage.complete


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
    bench = Bench(FakeService(answer(bundle(said, total=2) if status == 200 else json.dumps(said), status)))
    error = bench.refused(ELEVATED)
    assert (error.code, error.service_text) == (ErrorCode.OPENING_REFUSED, WORDS)
    assert error.correlation_id == bench.service.requests[0].headers["correlation-id"]
    assert len(bench.service.requests) == 1
    assert all(progress.partial is None for progress in bench.progress)
    assert WORDS not in f"{error}{error!r}{error.detail}"


def sent(bench: Bench) -> tuple[str, ...]:
    return tuple(request.headers["correlation-id"] for request in bench.service.requests)


@pytest.mark.requirement("R46")
def test_a_failure_tells_every_request() -> None:
    bench = Bench(FakeService(HttpResponse(status=401, headers={"dpop-nonce": "n"}, body=b""), no_network("yes")))
    with app_error(ErrorCode.NO_NETWORK):
        bench.ask()
    last = bench.progress[-1]
    assert len(sent(bench)) == 2
    assert (last.step, last.correlation_ids, last.partial) == (LookupStep.SENDING, sent(bench), None)


@pytest.mark.parametrize(("seconds", "slices"), [(0.0018, 25), (0.0142, 4)])
async def test_others_get_a_turn_between_two_slices_and_the_value_arrives(seconds: float, slices: int) -> None:
    seen: list[int] = []
    others = 0

    def work() -> Generator[None, None, str]:
        for _ in range(100):
            seen.append(others)
            yield
        return "done"

    async def other() -> None:
        nonlocal others
        while True:
            others += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    assert await spread(work(), FakeClock(tick=0.0005).monotonic, seconds=seconds) == "done"
    task.cancel()
    assert len(seen) == 100
    assert len(set(seen)) == slices
    assert {after - before for before, after in pairwise(seen)} == {0, 1}  # none within a slice
