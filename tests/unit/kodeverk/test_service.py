from __future__ import annotations

import asyncio

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.kodeverk.service import RoleListService
from provesvar_gui.patient.roles import RoleList
from provesvar_gui.platform.http import HttpResponse
from tests.kit.clock import FakeClock
from tests.unit.kodeverk.fakes import DAY, URL, FakeList, answer, live_list


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def refresh(service: RoleListService) -> RoleList | None:
    return asyncio.run(service.refresh())


def refused(service: RoleListService) -> AppError:
    with pytest.raises(AppError) as caught:
        refresh(service)
    return caught.value


def test_the_live_list_comes_at_most_once_a_day(clock: FakeClock) -> None:
    service = RoleListService(FakeList(answer(), answer()), URL, clock)
    found = refresh(service)
    assert found is not None
    assert (found.dated, len(found.roles)) == ("2026-11-25", 36)
    clock.seconds += DAY - 1
    assert refresh(service) is None
    clock.seconds += 1
    assert refresh(service) is not None


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (answer(b"<html>"), ErrorCode.CODE_LIST_UNUSABLE),
        (answer(live_list(codeValues=[])), ErrorCode.CODE_LIST_UNUSABLE),
        (answer(b"", 304), ErrorCode.UNEXPECTED_ANSWER),
        (answer(b"", 302), ErrorCode.UNEXPECTED_ANSWER),
        (answer({"title": "Not Found"}, 404), ErrorCode.UNEXPECTED_ANSWER),
        (answer(b"", 500), ErrorCode.SERVER_ERROR),
        (answer(b"", 503), ErrorCode.SERVER_ERROR),
        (answer(b"", 429), ErrorCode.SERVER_ERROR),
        (AppError(ErrorCode.TIMEOUT), ErrorCode.TIMEOUT),
    ],
)
def test_a_failure_is_told_and_the_next_try_works(clock: FakeClock, bad: HttpResponse | AppError, code: ErrorCode) -> None:
    service = RoleListService(FakeList(bad, answer()), URL, clock)
    assert refused(service).code is code
    assert refresh(service) is not None
