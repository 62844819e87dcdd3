from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.platform.http_client import ProxyChoice, ProxyUnknownError, prefer_environment
from tests.kit.clock import FakeClock


async def test_a_system_that_does_not_answer_can_be_cancelled() -> None:
    release = threading.Event()

    def hang(_url: str) -> str | None:
        release.wait()
        return None

    task = asyncio.create_task(ProxyChoice("system", SystemClock(), hang).choose("https://x"))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    release.set()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "asked"),
        ({"http": "http://p:1"}, "asked"),  # it says nothing of https
        ({"https": "p:1"}, "http://p:1"),
        ({"all": "http://q:2"}, "http://q:2"),
        ({"https": "http://p:1", "no": "pps.example"}, None),
        ({"https": "http://p:1", "no": "other.example"}, "http://p:1"),
        ({"no": "pps.example"}, "asked"),
    ],
)
def test_the_environment_comes_before_the_system(variables: dict[str, str], expected: str | None) -> None:
    assert prefer_environment(lambda _url: "asked", lambda: variables)("https://pps.example/") == expected


async def test_a_way_that_failed_is_the_last_for_five_minutes() -> None:
    clock, asked = FakeClock(), list[str]()

    def ways(url: str) -> tuple[str | None, ...]:
        asked.append(url)
        return "http://a:1", "http://b:2", None

    choice = ProxyChoice("system", clock, ways)
    assert [await choice.choose("https://x") for _ in range(2)] == ["http://a:1"] * 2
    assert asked == ["https://x/"]
    choice.failed("https://x", "http://a:1")
    assert await choice.choose("https://x") == await choice.choose("https://other") == "http://b:2"
    assert asked == ["https://x/"] * 2 + ["https://other/"], "the network may have changed"
    clock.seconds += 299
    assert await choice.choose("https://x") == "http://b:2"
    clock.seconds += 2
    assert await choice.choose("https://x") == "http://a:1"


async def test_a_system_that_fails_is_not_asked_again_for_every_request(caplog: pytest.LogCaptureFixture) -> None:
    asked = 0
    clock = FakeClock()

    def broken(_url: str) -> Sequence[str | None]:
        nonlocal asked
        asked += 1
        raise OSError("http://kari:hunter2@proxy.example")

    choice = ProxyChoice("system", clock, broken)
    for _ in range(3):
        with pytest.raises(ProxyUnknownError):
            await choice.choose("https://x")
    assert asked == 1
    clock.seconds += 61
    with pytest.raises(ProxyUnknownError):
        await choice.choose("https://x")
    assert asked == 2
    assert "OSError" in caplog.text
    assert "hunter2" not in caplog.text
