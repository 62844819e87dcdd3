"""Results that did not come with their reports, outcomes, endings."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.desk.progress import LookupProgress, LookupStep
from provesvar_gui.errors import ErrorCode
from provesvar_gui.pps.config import PpsConfig
from provesvar_gui.results.model import LookupResult, Note, NoteKind, OutcomeKind
from tests.unit.pps.fake_service import BASE, Desk, FakeService, answer, kind
from tests.unit.pps.fhir import bundle, bundle_of, entry, lookup, names, observation, outcome, pvk, report
from tests.unit.pps.test_client import kinds, reports_service

if TYPE_CHECKING:
    from tests.kit.http import Answer, Request


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

    desk = Desk(FakeService(by=by))
    result = desk.ask()
    assert [kind(request) for request in desk.service.requests] == ["DiagnosticReport", *["Observation"] * 3]
    assert names(result.reports[0].findings) == [one, two, three]
    assert result.reports[0].complete
    assert (result.coverage.fetched, result.coverage.total) == (1, 1)
    assert not result.notes
    partial = next(step.partial for step in desk.progress if step.step is LookupStep.COMPLETING)
    assert partial is not None
    assert not partial.reports[0].complete


def test_results_that_never_come_are_counted() -> None:
    missing = guid(1)

    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", [missing, "not-a-guid", "o"]), observation("o")))
        return answer(bundle(outcome("not-found")))

    result = Desk(FakeService(by=by)).ask()
    assert result.reports[0].missing_results == 2
    assert result.notes == (Note(kind=NoteKind.RESULTS_MISSING, what="Observation", count=2),)
    assert not result.outcomes  # «not found» was said of a result, not of the patient


def test_a_failed_completion_keeps_the_reports() -> None:
    def by(request: Request) -> Answer:
        return answer(bundle(report("a", [guid(1)]))) if kind(request) == "DiagnosticReport" else answer(b"", 500)

    result = Desk(FakeService(by=by)).ask()
    assert result.reports[0].missing_results == 1
    assert Note(kind=NoteKind.PAGE_FAILED, what="server-error") in result.notes
    assert not result.coverage.complete


def test_many_missing_results_are_asked_for_in_batches() -> None:
    ids = [guid(at) for at in range(120)]

    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", ids)))
        assert int(request.one("_count")) == len(request.one("_id").split(","))
        return answer(bundle(*(observation(one) for one in request.one("_id").split(","))))

    desk = Desk(FakeService(by=by))
    result = desk.ask()
    assert [len(request.one("_id").split(",")) for request in desk.service.requests[1:]] == [50, 50, 20]
    assert names(result.reports[0].findings) == ids


def test_completion_is_bounded() -> None:
    def by(request: Request) -> Answer:
        if kind(request) == "DiagnosticReport":
            return answer(bundle(report("a", [guid(1)])))
        number = uuid.UUID(request.one("_id")).int & 0xFFFF
        return answer(bundle(observation(guid(number), [guid(number + 1)])))

    desk = Desk(FakeService(by=by))
    result = desk.ask()
    assert len(desk.service.requests) == 21
    assert NoteKind.RESULTS_MISSING in kinds(result)


# -- outcomes and endings -----------------------------------------------------------------------------------------------------


def test_an_empty_answer_is_nothing_found() -> None:
    result = Desk(FakeService(answer(bundle()))).ask()
    assert [one.kind for one in result.outcomes] == [OutcomeKind.NOTHING_FOUND]
    assert result.coverage.complete


def test_an_outcome_as_the_whole_body_is_an_answer() -> None:
    result = Desk(FakeService(answer(json.dumps(outcome("suppressed", details=pvk("General")))))).ask()
    assert [(one.kind, one.openable) for one in result.outcomes] == [(OutcomeKind.RESTRICTED, True)]


def test_a_refusal_for_reasons_of_privacy_is_an_outcome_and_no_error() -> None:
    body = json.dumps(outcome("forbidden", details=pvk("Ny-kode"), diagnostics="Sperret på ny måte"))
    result = Desk(FakeService(answer(body, 403))).ask()
    (said,) = result.outcomes
    assert (said.kind, said.openable, said.text) == (OutcomeKind.UNKNOWN, True, "Sperret på ny måte")


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
    error = Desk(FakeService(answer(body))).refused()
    assert error.code is ErrorCode.UNEXPECTED_ANSWER
    assert error.correlation_id


@pytest.mark.parametrize("pages", [0, 1])
def test_the_look_up_ends_in_time_and_keeps_what_came(pages: int) -> None:
    service = reports_service(2)
    service.hang_from = pages
    desk = Desk(service, PpsConfig(base_url=BASE, page_size=1, seconds=0.05))
    if not pages:
        assert desk.refused().code is ErrorCode.TIMEOUT
        return
    result = desk.ask()
    assert len(result.reports) == 1
    assert Note(kind=NoteKind.PAGE_FAILED, what="timeout") in result.notes


def test_cancelling_ends_it_and_the_next_look_up_works() -> None:
    service = reports_service(3)
    service.hang_from = 1
    desk = Desk(service, PpsConfig(base_url=BASE, page_size=1))

    async def story() -> LookupResult:
        service.hanging = asyncio.Event()
        task = asyncio.create_task(desk.client.lookup(lookup(), desk.progress.append))
        await service.hanging.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        service.hang_from = None
        return await desk.client.lookup(lookup(), desk.progress.append)

    assert len(asyncio.run(story()).reports) == 3


def test_cancelling_while_mapping_ends_it() -> None:
    many = [observation(f"o{at}", of="a") for at in range(2000)]
    desk = Desk(FakeService(answer(bundle(report("a"), *many))), tick=0.0001)

    async def story() -> None:
        reading = asyncio.Event()

        def watch(progress: LookupProgress) -> None:
            if progress.step is LookupStep.READING:
                reading.set()

        task = asyncio.create_task(desk.client.lookup(lookup(), watch))
        await reading.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
