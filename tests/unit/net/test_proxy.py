from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading

import pytest

from provesvar_gui.net.clock import SystemClock
from provesvar_gui.net.proxy import ProxyChoice

PROGRAM = "import sys; from provesvar_gui.net.proxy import environment_proxy; print([environment_proxy(u) for u in sys.argv[1:]])"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"https_proxy": "http://p:1"}, ["http://p:1", "http://p:1"]),
        ({"https_proxy": "p:1", "no_proxy": "nhn.no"}, [None, "http://p:1"]),
        ({"all_proxy": "http://q:2"}, ["http://q:2", "http://q:2"]),
        ({}, [None, None]),
    ],
)
def test_environment(environment: dict[str, str], expected: list[str | None]) -> None:
    clean = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "https://pps.nhn.no/", "https://example.no/"],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
        env={**clean, **environment},
    )
    assert done.stdout.strip() == str(expected)


def test_fixed_none_and_forgotten() -> None:
    async def work() -> None:
        answers = iter(["http://a:1", "http://b:2"])
        choice = ProxyChoice("system", SystemClock(), lambda _url: next(answers))
        assert await ProxyChoice("none", SystemClock()).choose("https://x") is None
        assert await ProxyChoice("http://c:3", SystemClock()).choose("https://x") == "http://c:3"
        assert await choice.choose("https://x") == "http://a:1"
        assert await choice.choose("https://x") == "http://a:1"
        choice.forget()
        assert await choice.choose("https://x") == "http://b:2"

    asyncio.run(work())


def test_a_system_that_does_not_answer_can_be_cancelled() -> None:
    release = threading.Event()

    def hang(_url: str) -> str | None:
        release.wait()
        return None

    async def work() -> None:
        task = asyncio.create_task(ProxyChoice("system", SystemClock(), hang).choose("https://x"))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(work())
    release.set()
