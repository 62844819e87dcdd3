"""The look at the start of a shift: three questions, no patient, no login, and one request to HelseID for all who want it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.discovery import Discovery
from provesvar_gui.kodeverk.service import RoleListService
from provesvar_gui.self_check.network_checks import Connectivity, ServiceStatus, check_connectivity
from tests.kit.clock import FakeClock
from tests.unit.self_check.kit import AUTHORITY, LIST, Services

SERVICE = "https://pps.example/v2"


def look(services: Services, clock: FakeClock | None = None) -> Connectivity:
    clock = clock or FakeClock()

    async def run() -> Connectivity:
        discovery = Discovery(services, AUTHORITY, clock)
        roles = RoleListService(services, None, LIST, clock)
        return await check_connectivity(services, ask_login=discovery.ask, service_url=SERVICE, ask_list=roles.refresh)

    return asyncio.run(run())


@pytest.mark.hazard("S93")
def test_all_three_are_asked_once_without_a_patient_or_a_token() -> None:
    services = Services()
    found = look(services)
    assert found.good
    assert found.roles is not None
    assert sorted((method, url) for method, url, _ in services.asked) == sorted(
        [("GET", f"{AUTHORITY}/.well-known/openid-configuration"), ("GET", f"{SERVICE}/metadata"), ("GET", LIST)]
    )
    for _method, _url, headers in services.asked:
        assert set(headers) <= {"accept", "accept-language"}, "no authorization, no correlation id"


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (AppError(ErrorCode.NO_NETWORK), ServiceStatus.NO_WAY),
        (AppError(ErrorCode.PROXY_FAILED), ServiceStatus.NO_WAY),
        (AppError(ErrorCode.TIMEOUT), ServiceStatus.SILENT),
        (AppError(ErrorCode.CONNECTION_BROKEN), ServiceStatus.SILENT),
        (AppError(ErrorCode.TLS_REJECTED), ServiceStatus.STRANGE),
        ((503, {}), ServiceStatus.SILENT),
        ((302, {}), ServiceStatus.STRANGE),
        ((200, b"<html>Log in to the guest network</html>"), ServiceStatus.STRANGE),
        ((403, b"<html>Blocked by the web filter</html>"), ServiceStatus.STRANGE),
        ((401, b""), ServiceStatus.STRANGE),
    ],
)
@pytest.mark.parametrize(("part", "which"), [(AUTHORITY, "login"), ("/metadata", "service"), (LIST, "code_list")])
def test_each_is_told_for_itself(given: Any, answer: ServiceStatus, part: str, which: str) -> None:
    found = look(Services(answers={part: given}))
    answers = {name: getattr(found, name) for name in ("login", "service", "code_list")}
    assert answers == dict.fromkeys(answers, ServiceStatus.ANSWERS) | {which: answer}
    assert not found.good


def test_without_a_network_it_is_the_network() -> None:
    nothing = dict.fromkeys((AUTHORITY, "/metadata", LIST), AppError(ErrorCode.NO_NETWORK))
    assert look(Services(answers=nothing)).no_way


async def test_getting_ready_and_the_look_share_what_they_ask_of_helseid() -> None:
    services, clock = Services(), FakeClock()

    def asked(part: str) -> int:
        return sum(part in url for _, url, _ in services.asked)

    discovery = Discovery(services, AUTHORITY, clock)
    await asyncio.gather(discovery.metadata(), discovery.ask())
    assert asked("openid-configuration") == 1
    clock.seconds += 61
    await discovery.metadata()
    assert asked("openid-configuration") == 1, "a login needs it once a day"
    await discovery.ask()
    assert asked("openid-configuration") == 2, "a look must ask"
    services.answers[AUTHORITY] = AppError(ErrorCode.TIMEOUT)
    clock.seconds += 61
    with pytest.raises(AppError):
        await discovery.ask()
    await discovery.metadata()  # what was known is kept


async def test_two_who_want_the_code_list_share_the_answer(tmp_path: Path) -> None:
    services, clock = Services(), FakeClock()

    roles = RoleListService(services, tmp_path, LIST, clock)
    first, second = await asyncio.gather(roles.refresh(), roles.refresh(every=60.0))
    assert first is not None
    assert second is None
    assert len(services.asked) == 1
    clock.seconds += 61
    assert await roles.refresh() is None
    assert len(services.asked) == 1
    await roles.refresh(every=60.0)
    assert len(services.asked) == 2
