"""The first login does not wait for background preparation: the order of events, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

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
