"""What the real program leaves on the disk after a whole look-up: a log that helps, and nothing about patient or clinician."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in, program
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, GROUPED, type_a_lookup

if TYPE_CHECKING:
    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


def test_what_stays_on_the_disk(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")
        assert re.search(r"Max core file size\s+0\s+0\b", Path(f"/proc/{run.process.pid}/limits").read_text())
        run.close(bench)

    (log,) = (home / "state").rglob("provesvar.log")
    assert log.stat().st_mode & 0o077 == 0
    text = log.read_text(encoding="utf-8")
    messages = [json.loads(line)["message"] for line in text.splitlines()]
    assert messages[0].startswith("start ")
    assert any(re.fullmatch(r"login done after \d+\.\d\d s", message) for message in messages)
    assert any(re.fullmatch(rf"look-up done after \d+\.\d\d s, reference {UUID}.*", message) for message in messages)
    for secret in (EMERGENCY, GROUPED, EMERGENCY[:6], EMERGENCY[6:], DOCTOR, "Stetoskop", "Kalium", "AKUTT"):
        assert secret not in text
    for path in home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert EMERGENCY.encode() not in content, path
            assert b"Kalium" not in content, path
