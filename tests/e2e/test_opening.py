"""Restricted results by keyboard: from the message to what was opened and its end, in the window and in the journal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.desk import Desk, wait_until
from tests.e2e.hands import DOCTOR, RESTRICTED, RESTRICTION, ask, open_restricted
from tests.e2e.program import log_in, program
from tests.e2e.screen_reader import ScreenReader

ENTER_ALONE = (("ctrl+o", "Return", "Return", "Return"), ("ctrl+o", "a", "1", "Return", "Return"))
OPENED = "Avslutt åpningen"


def test_restricted_results_are_opened_and_never_by_enter(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        ask(bench, reader, RESTRICTED)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees(RESTRICTION), "the message that something is restricted")
        bench.come_to("Prøvesvar")
        for keys in ENTER_ALONE:
            bench.keys(*keys, "Escape")
            wait_until(lambda: reader.sees(RESTRICTION), "the message again")
            assert not reader.sees(OPENED)
        assert not reader.sees("INR")
        open_restricted(bench, lambda: reader.sees(OPENED), "the opened results")
        wait_until(lambda: reader.sees("INR"), "what was restricted")
        bench.picture(home / "opened.png")
        bench.scan(RESTRICTED)
        wait_until(lambda: not reader.sees(OPENED), "the form: a scan ends the opening")
        assert not reader.sees(OPENED)
        assert not reader.sees("INR")
        run.close(bench)
    (journal,) = home.rglob("journal-*.jsonl")
    assert RESTRICTED not in journal.read_text(encoding="utf-8")
    ordinary, *opening = map(json.loads, journal.read_text(encoding="utf-8").splitlines())
    assert [line["kind"] for line in (ordinary, *opening)] == ["look-up", "opening-start", "look-up", "opening-stop"]
    assert ordinary["findings"] == ["restricted"]
    assert {line["basis"] for line in opening} == {"FORHOYET_AKUTT"}
    assert len({(line["opening"], line["reason"]) for line in opening}) == 1
    assert len({line["patient"] for line in (ordinary, *opening)}) == 1
    assert [line["outcome"] for line in opening[1:]] == ["done", "scanned"]
