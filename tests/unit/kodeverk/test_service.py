from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.kodeverk.code_list import load_now
from provesvar_gui.kodeverk.service import RoleListService
from provesvar_gui.patient.roles import RoleList, RoleListSource
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


def test_the_live_list_comes_and_is_kept(tmp_path: Path, clock: FakeClock) -> None:
    found = refresh(RoleListService(FakeList(answer()), tmp_path, URL, clock))
    assert found is not None
    assert (found.source, found.dated, len(found.roles)) == (RoleListSource.LIVE, "2026-11-25", 36)
    kept = load_now(tmp_path)
    assert (kept.source, kept.dated, kept.roles) == (RoleListSource.CACHED, "2026-11-25", found.roles)


def test_at_most_once_a_day_across_starts(tmp_path: Path, clock: FakeClock) -> None:
    refresh(RoleListService(FakeList(answer()), tmp_path, URL, clock))
    clock.seconds += DAY - 1
    http = FakeList(answer())
    again = RoleListService(http, tmp_path, URL, clock)
    assert refresh(again) is None
    assert http.count == 0
    clock.seconds += 1
    assert refresh(again) is not None
    assert http.count == 1


def test_a_copy_from_the_future_or_from_elsewhere_is_not_fresh(tmp_path: Path, clock: FakeClock) -> None:
    refresh(RoleListService(FakeList(answer()), tmp_path, URL, clock))
    clock.seconds -= 10 * DAY
    assert refresh(RoleListService(FakeList(answer()), tmp_path, URL, clock)) is not None
    path = tmp_path / "9060.json"
    path.write_text(path.read_text(encoding="utf-8").replace(URL, "https://other.example"), encoding="utf-8")
    http = FakeList(answer())
    assert refresh(RoleListService(http, tmp_path, URL, clock)) is not None
    assert http.count == 1


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (answer(b"<html>"), ErrorCode.CODE_LIST_UNUSABLE),
        (answer(live_list(codeValues=[])), ErrorCode.CODE_LIST_UNUSABLE),
        (answer(b"", 304), ErrorCode.UNEXPECTED_ANSWER),
        (answer(b"", 302), ErrorCode.UNEXPECTED_ANSWER),
        (answer({"title": "Not Found"}, 404), ErrorCode.UNEXPECTED_ANSWER),
        (answer(b"", 500), ErrorCode.SERVER_ERROR),
        (answer(b"", 503), ErrorCode.SERVER_BUSY),
        (answer(b"", 429, retry_after="30"), ErrorCode.SERVER_BUSY),
        (AppError(ErrorCode.TIMEOUT), ErrorCode.TIMEOUT),
    ],
)
def test_a_failure_is_told_and_the_last_good_copy_stays(
    tmp_path: Path, clock: FakeClock, bad: HttpResponse | AppError, code: ErrorCode
) -> None:
    service = RoleListService(FakeList(answer(), bad, answer()), tmp_path, URL, clock)
    refresh(service)
    before = (tmp_path / "9060.json").read_bytes()
    clock.seconds += DAY
    error = refused(service)
    assert error.code is code
    assert (tmp_path / "9060.json").read_bytes() == before
    assert refresh(service) is not None  # and the next try works


def test_a_disk_that_takes_nothing_costs_only_the_copy(
    tmp_path: Path, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    http = FakeList(answer())
    service = RoleListService(http, in_the_way, URL, clock)
    with caplog.at_level(logging.WARNING):
        assert refresh(service) is not None
    assert "could not be kept" in caplog.text
    assert refresh(service) is None
    assert http.count == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a FIFO stands for a home that hangs")
def test_a_home_that_hangs_holds_up_nothing_and_the_list_comes(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provesvar_gui.kodeverk.service._FILE_SECONDS", 0.2)
    os.mkfifo(tmp_path / "9060.json")
    service = RoleListService(FakeList(answer()), tmp_path, URL, clock)

    async def both() -> RoleList | None:
        beats = asyncio.get_running_loop().create_task(asyncio.sleep(0.05))
        asking = asyncio.get_running_loop().create_task(service.refresh())
        await beats
        assert not asking.done(), "else nothing hung"
        return await asking

    found = asyncio.run(both())
    assert found is not None
    assert found.source is RoleListSource.LIVE
