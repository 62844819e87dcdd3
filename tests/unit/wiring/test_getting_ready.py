"""The first login does not wait for background preparation: the order of events, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.audit.writer import JournalQueue
from provesvar_gui.errors import AppError
from provesvar_gui.options import Options
from provesvar_gui.platform.places import Places
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.backend import BackendFactory
from provesvar_gui.wiring.configuration import Configuration

ROOT = Path(__file__).resolve().parents[3]


def probe(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.unit.wiring.ready_probe", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=50)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_after_getting_ready_the_first_login_loads_nothing_and_asks_for_no_metadata() -> None:
    found = probe("--ready")
    assert [name for name in found["loaded"] if not name.startswith("encodings.")] == []
    assert found["login"] == ["POST /connect/par", "POST /connect/token", "POST /connect/token"], "the protocol's own round trips"
    ready = found["ready"]
    assert len(ready) == len(set(ready)) == 4, "metadata, keys, service, code list: each once"
    assert sum(each.endswith("/openid-configuration") for each in ready) == 1


async def no_browser(_url: str) -> bool:
    return False


def test_why_no_backend_can_be_built_is_in_the_log(places: Places, caplog: pytest.LogCaptureFixture) -> None:
    settings, configuration = fixed_settings({"journal.enabled": False}), Configuration(Options(), places)
    factory = BackendFactory(
        Options(), places, configuration, settings, proxy_for=lambda _url: (None,), open_page=no_browser, clerk=JournalQueue()
    )
    with caplog.at_level("INFO"), pytest.raises(AppError):
        asyncio.run(factory(lambda _event: None))
    assert [line.split(" after ")[0] for line in caplog.messages] == ["preparation failed: client-not-configured (no client_id)"]
