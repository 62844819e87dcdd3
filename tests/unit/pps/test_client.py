"""One look-up against a strict service: headers, paging, includes, repeats, errors, completion (invariants 3, 9, 10, 11)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.desk.progress import LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.pps.config import INCLUDES, INCLUDES_ITERATE, PpsConfig
from provesvar_gui.results.model import LookupResult, Note, NoteKind
from tests.unit.pps.fake_service import BASE, Desk, FakeService, answer, no_network
from tests.unit.pps.fhir import bundle, lookup, names, observation, outcome, report

if TYPE_CHECKING:
    from tests.kit.http import Answer, Request

ELEVATED = lookup(AccessBasis.FORHOYET_AKUTT)
REFUSED = json.dumps(outcome("invalid", diagnostics="a value of _include:iterate is not supported"))


def kinds(result: LookupResult) -> set[NoteKind]:
    return {note.kind for note in result.notes}


def reports_service(count: int, *, total: int | None = None) -> FakeService:
    """Pages over ``count`` reports by _skip and _count."""
    everything = [report(f"r{at}") for at in range(count)]

    def by(request: Request) -> Answer:
        skip, size = int(request.one("_skip")), int(request.one("_count"))
        return answer(bundle(*everything[skip : skip + size], total=count if total is None else total))

    return FakeService(by=by)


def test_one_page_is_one_request_with_the_headers_of_the_specification() -> None:
    desk = Desk(FakeService(answer(bundle(report("a", ["o"]), observation("o")))))
    result = desk.ask(lookup(AccessBasis.SAMTYKKE))
    (request,) = desk.service.requests
    assert request.headers["access-basis"] == "SAMTYKKE"
    assert request.headers["requester-hpr-role"] == "LE"
    assert request.headers["authorization"] == "DPoP token-0"
    assert request.all("_include") == list(INCLUDES)
    assert request.all("_include:iterate") == list(INCLUDES_ITERATE)
    assert (request.one("_count"), request.one("_skip")) == ("50", "0")
    assert result.correlation_ids == (request.headers["correlation-id"],)
    assert result.coverage.complete
    assert not result.notes
    assert names(result.reports[0].findings) == ["o"]


def test_pages_until_the_total_and_tells_how_far_it_is() -> None:
    desk = Desk(reports_service(7), PpsConfig(base_url=BASE, page_size=3))
    result = desk.ask()
    assert [request.one("_skip") for request in desk.service.requests] == ["0", "3", "6"]
    assert [one.id for one in result.reports] == [f"r{at}" for at in range(7)]
    assert (result.coverage.fetched, result.coverage.total, result.coverage.complete) == (7, 7, True)
    assert len(set(result.correlation_ids)) == 3
    partial = [one.partial for one in desk.progress if one.partial]
    assert [len(one.reports) for one in partial] == [3, 6]
    assert not any(one.coverage.complete for one in partial)
    assert [(one.fetched, one.total) for one in desk.progress if one.step is LookupStep.PAGING] == [(3, 7), (6, 7)]
    assert desk.progress[0].step is LookupStep.SENDING
    assert desk.progress[-1].step is LookupStep.DONE


def test_a_total_too_high_ends_at_the_empty_page_and_is_told() -> None:
    result = Desk(reports_service(4, total=9), PpsConfig(base_url=BASE, page_size=2)).ask()
    assert len(result.reports) == 4
    assert Note(kind=NoteKind.TOTAL_MISMATCH, count=5) in result.notes
    assert not result.coverage.complete


def test_a_total_too_low_does_not_hide_what_follows() -> None:
    result = Desk(reports_service(5, total=1), PpsConfig(base_url=BASE, page_size=2)).ask()
    assert len(result.reports) == 5
    assert NoteKind.TOTAL_MISMATCH in kinds(result)


def test_no_total_ends_at_an_empty_page() -> None:
    pages = [json.loads(bundle(report(one))) for one in "ab"] + [json.loads(bundle())]
    for page in pages:
        del page["total"]
    result = Desk(FakeService(*(answer(json.dumps(page)) for page in pages)), PpsConfig(base_url=BASE, page_size=1)).ask()
    assert len(result.reports) == 2
    assert result.coverage.complete
    assert result.coverage.total is None


def test_a_service_that_repeats_its_page_is_not_asked_for_ever() -> None:
    desk = Desk(FakeService(by=lambda _: answer(bundle(report("a"), report("b"), total=50))))
    result = desk.ask()
    assert len(desk.service.requests) == 2
    assert len(result.reports) == 2
    assert {NoteKind.REPEATED_PAGE, NoteKind.TOTAL_MISMATCH} <= kinds(result)
    assert not result.coverage.complete


def test_large_pages_make_the_next_ones_smaller_and_nothing_is_skipped() -> None:
    bulky = [report(f"r{at}", conclusion="x" * 120_000) for at in range(70)]

    def by(request: Request) -> Answer:
        skip, size = int(request.one("_skip")), int(request.one("_count"))
        return answer(bundle(*bulky[skip : skip + size], total=70))

    desk = Desk(FakeService(by=by))
    result = desk.ask()
    assert [request.one("_count") for request in desk.service.requests] == ["50", "16", "16"]
    assert len(result.reports) == 70


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (answer(b"x", 500), "server-error"),
        (answer(b"{broken"), "unexpected-answer"),
        (AppError(ErrorCode.TIMEOUT), "timeout"),
        (answer(b"", 429, retry_after="3"), "server-busy"),
    ],
)
def test_a_failed_later_page_keeps_what_came_and_is_not_tried_again(failure: Answer, reason: str) -> None:
    for asked in (lookup(), ELEVATED):
        desk = Desk(FakeService(answer(bundle(report("a"), total=2)), failure), PpsConfig(base_url=BASE, page_size=1))
        result = desk.ask(asked)
        assert [one.id for one in result.reports] == ["a"]
        assert not result.coverage.complete
        assert Note(kind=NoteKind.PAGE_FAILED, what=reason) in result.notes
        assert len(desk.service.requests) == len(result.correlation_ids) == 2


def test_the_services_words_of_a_failed_page_are_kept_for_the_screen() -> None:
    failure = answer(json.dumps(outcome("exception", diagnostics="Databasen er nede")), 500)
    result = Desk(FakeService(answer(bundle(report("a"), total=2)), failure), PpsConfig(base_url=BASE, page_size=1)).ask()
    assert [one.text for one in result.outcomes] == ["Databasen er nede"]


# -- repeats ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [lookup(), ELEVATED], ids=["ordinary", "elevated"])
def test_a_nonce_challenge_is_answered_once(asked: object) -> None:
    desk = Desk(FakeService(answer(b"", 401, dpop_nonce="n"), answer(bundle(report("a")))))
    result = desk.ask(ELEVATED if asked is ELEVATED else lookup())
    assert len(result.correlation_ids) == 2
    assert desk.authorization.renewals == 0


def test_a_401_is_renewed_and_retried_once_then_told() -> None:
    desk = Desk(FakeService(answer(b"", 401), answer(bundle(report("a")))))
    assert len(desk.ask().reports) == 1
    assert desk.service.requests[1].headers["authorization"] == "DPoP token-1"
    desk = Desk(FakeService(*[answer(json.dumps(outcome("login", diagnostics="nivå 3")), 401)] * 2))
    error = desk.refused()
    assert (error.code, error.service_text, desk.authorization.renewals) == (ErrorCode.LOGIN_NOT_ACCEPTED, "nivå 3", 1)
    assert error.correlation_id == desk.service.requests[-1].headers["correlation-id"]


def test_a_service_that_always_wants_another_nonce_is_not_asked_for_ever() -> None:
    desk = Desk(FakeService(by=lambda _: answer(b"", 401, dpop_nonce="n")))
    assert desk.refused().code is ErrorCode.LOGIN_NOT_ACCEPTED
    assert len(desk.service.requests) == 4


def test_an_ended_session_is_told_as_such() -> None:
    desk = Desk(FakeService(answer(b"", 401)))
    desk.authorization.renew_error = AppError(ErrorCode.SESSION_EXPIRED)
    assert desk.refused().code is ErrorCode.SESSION_EXPIRED


def test_only_what_was_never_sent_is_sent_again() -> None:
    desk = Desk(FakeService(no_network(), answer(bundle(report("a")))))
    assert len(desk.ask().reports) == 1
    for failure in (no_network(sent="yes"), AppError(ErrorCode.NO_NETWORK), AppError(ErrorCode.TIMEOUT)):
        desk = Desk(FakeService(failure))
        error = desk.refused()
        assert len(desk.service.requests) == 1
        assert error.correlation_id == desk.service.requests[0].headers["correlation-id"]
    desk = Desk(FakeService(no_network(), no_network()))
    assert desk.refused().code is ErrorCode.NO_NETWORK


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 403, 404, 406, 415])
def test_no_refusal_is_asked_a_second_time(status: int) -> None:
    desk = Desk(FakeService(answer(b"", status)))
    desk.refused()
    assert len(desk.service.requests) == 1


# -- includes -----------------------------------------------------------------------------------------------------------------


def test_refused_includes_are_dropped_told_and_not_asked_for_again() -> None:
    def by(request: Request) -> Answer:
        return (
            answer(REFUSED, 400)
            if request.all("_include:iterate") != ["ServiceRequest:requester"]
            else answer(bundle(report("a")))
        )

    desk = Desk(FakeService(by=by))
    result = desk.ask()
    dropped = {note.what for note in result.notes if note.kind is NoteKind.INCLUDE_REFUSED}
    assert dropped == {"DiagnosticReport:performer", "Observation:performer", "Observation:has-member"}
    assert len(desk.service.requests) == 2
    again = desk.ask(ELEVATED)
    assert len(desk.service.requests) == 3
    assert dropped <= {note.what for note in again.notes}


def test_an_include_that_is_named_is_the_only_one_dropped() -> None:
    text = json.dumps(outcome("not-supported", diagnostics="Unknown include: Observation:has-member"))
    desk = Desk(FakeService(answer(text, 400), answer(bundle(report("a")))))
    result = desk.ask()
    assert [note.what for note in result.notes] == ["Observation:has-member"]
    assert desk.service.requests[1].all("_include:iterate") == list(INCLUDES_ITERATE[:-1])


def test_a_400_for_other_reasons_ends_and_blames_no_include() -> None:
    desk = Desk(FakeService(by=lambda _: answer(json.dumps(outcome("invalid", diagnostics="noe er galt")), 400)))
    error = desk.refused()
    assert (error.code, error.service_text) == (ErrorCode.REQUEST_REFUSED, "noe er galt")
    assert len(desk.service.requests) == 2  # once more without what is not confirmed
    desk.refused()
    assert desk.service.requests[2].all("_include:iterate") == list(INCLUDES_ITERATE)


def test_a_refused_header_is_not_taken_for_an_include() -> None:
    desk = Desk(FakeService(answer(json.dumps(outcome("invalid", diagnostics="person-id is not valid")), 400)))
    assert desk.refused().code is ErrorCode.REQUEST_REFUSED


def test_an_elevated_search_is_never_asked_in_another_way() -> None:
    desk = Desk(FakeService(answer(REFUSED, 400)))
    assert desk.refused(ELEVATED).code is ErrorCode.REQUEST_REFUSED
    assert len(desk.service.requests) == 1


def test_an_elevated_search_with_nothing_more_to_open_says_so() -> None:
    desk = Desk(FakeService(answer(json.dumps(outcome("business-rule", diagnostics="ingenting")), 400)))
    error = desk.refused(ELEVATED)
    assert (error.code, error.service_text) == (ErrorCode.NOTHING_MORE_TO_OPEN, "ingenting")


# -- completion ---------------------------------------------------------------------------------------------------------------
