"""The access journal of the real program after a real look-up: what is in it, what never is, and that it holds against a hand."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.program import ROOT, log_in, program
from tests.e2e.test_bad_days import ask
from tests.e2e.test_closing import settings_for
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, GROUPED, type_a_lookup
from tests.e2e.test_opening import RESTRICTED, look_up, open_it

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

DAY = 86400


def errand(bench: Desk, *arguments: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command without a window. ``typed``: its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "provesvar_gui", "--sandbox", *arguments],
        cwd=ROOT,
        env=bench.env,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_what_was_done_stays_and_nothing_else(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")
        run.close(bench)

    (journal,) = home.rglob("journal-*.jsonl")
    assert journal.stat().st_mode & 0o077 == 0
    (line,) = journal.read_text(encoding="utf-8").splitlines()
    document = json.loads(line)
    assert (document["kind"], document["basis"], document["role"], document["outcome"]) == ("look-up", "AKUTT", "LE", "done")
    assert document["reports"] > 0
    assert document["hpr_number"] == DOCTOR
    assert len(document["patient"]) == 64

    (log,) = home.rglob("provesvar.log")
    assert all(reference in log.read_text(encoding="utf-8") for reference in document["correlation_ids"])
    for path in home.rglob("*"):
        if path.is_file() and "journal" in str(path.relative_to(home)):
            content = path.read_bytes()
            for secret in (EMERGENCY, GROUPED, EMERGENCY[:6], "Stetoskop", "Kalium", "eyJ"):
                assert secret.encode() not in content, path

    checked = errand(bench, "--check-journal")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("Journal: whole. 1 line")
    exported = errand(bench, "--export-journal", "--correlation-id", document["correlation_ids"][0])
    assert (exported.returncode, exported.stdout) == (0, line + "\n")

    exported = errand(bench, "--export-journal", "--patient", typed=f"{GROUPED}\n")
    assert (exported.returncode, exported.stdout) == (0, line + "\n")
    exported = errand(bench, "--export-journal", "--patient", typed=RESTRICTED)
    assert (exported.returncode, exported.stdout) == (4, "")
    assert RESTRICTED not in exported.stderr
    exported = errand(bench, "--export-journal", "--format", "csv", "--hpr-number", DOCTOR)
    assert exported.stdout.startswith('\ufeff"line";"time"')
    assert f'"{document["patient"]}"' in exported.stdout

    journal.write_text(line.replace("AKUTT", "UNNTAK") + "\n", encoding="utf-8")
    checked = errand(bench, "--check-journal")
    assert checked.returncode == 3
    assert "line 1: CHANGED" in checked.stdout


def test_a_clinician_sees_their_own_lines_and_that_the_journal_is_whole(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")
        bench.keys("ctrl+j")
        wait_until(lambda: journal_is_whole(reader), "the state of the journal")
        (journal,) = home.rglob("journal-*.jsonl")
        (line,) = journal.read_text(encoding="utf-8").splitlines()
        wait_until(lambda: reader.sees(json.loads(line)["correlation_ids"][0]), "the reference of the look-up")
        bench.keys("Escape")
        wait_until(lambda: not journal_is_whole(reader), "the end of the view")
        assert reader.sees("Kalium")
        run.close(bench)


def journal_is_whole(reader: ScreenReader) -> bool:
    return reader.sees("journal on this machine is whole") or reader.sees("Tilgangsloggen på denne maskinen er hel")


def test_a_program_that_is_killed_leaves_a_whole_journal(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")
        children = run.children()
        run.process.kill()
        run.wait_for_end()
        for pid in children:
            os.kill(pid, signal.SIGKILL)
    checked = errand(bench, "--check-journal")
    assert checked.returncode == 0
    assert checked.stdout.startswith("Journal: ")


def test_a_journal_that_cannot_be_written_is_told_and_the_lookup_goes_on(bench: Desk, reader: ScreenReader, home: Path) -> None:
    place = home / "data" / "provesvar-sandbox" / "journal"
    place.parent.mkdir(parents=True)
    place.write_text("a file where the folder belongs")
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")
        wait_until(lambda: reader.sees("access journal") or reader.sees("Tilgangsloggen"), "the journal's trouble on the screen")
        assert reader.sees("Kalium")
        run.close(bench)


def test_where_the_machines_clock_is_a_day_ahead_what_people_read_goes_by_the_services(
    bench: Desk, reader: ScreenReader, home: Path
) -> None:
    server = pytest.importorskip("provesvar_gui.sandbox.server")
    with server.Sandbox(clock=lambda: time.time() - DAY) as sandbox:
        config = settings_for(sandbox, home, sandbox.urls["pps_v2"])
        unit = sandbox.organisations[0]
        units = f'organisations = [{{ orgnr = "{unit["orgnr"]}", name = "{unit["name"]}" }}]\nredirect_uris'
        config.write_text(f'{config.read_text().replace("redirect_uris", units)}[journal]\nkey = "file"\n')
        with program(bench, home, "--config", str(config)) as run:
            ask(bench, reader, EMERGENCY)
            log_in(run.next_address(), DOCTOR)
            wait_until(lambda: reader.sees("Kalium"), "results on the screen")
            assert reader.sees("This machine's clock is 24 hours ahead")
            assert reader.sees("Fetched at")  # of today: without a date
            run.close(bench)
    (journal,) = home.rglob("journal-*.jsonl")
    (line,) = map(json.loads, journal.read_text(encoding="utf-8").splitlines())
    assert line["offset"] == pytest.approx(-DAY, abs=5)
    assert datetime.fromisoformat(line["time"]).timestamp() == pytest.approx(time.time() - DAY, abs=600)


def test_an_opening_has_its_own_lines(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        look_up(bench, reader, run, RESTRICTED)
        open_it(bench, lambda: reader.sees("INR"), "what was restricted")
        bench.scan(RESTRICTED)
        wait_until(lambda: not reader.sees("INR"), "the end of the opening")
        run.close(bench)
    (journal,) = home.rglob("journal-*.jsonl")
    lines = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    assert [line["kind"] for line in lines] == ["look-up", "opening-start", "look-up", "opening-stop"]
    ordinary, start, opened, stop = lines
    assert ordinary["findings"] == ["restricted"]
    assert {line["basis"] for line in (start, opened, stop)} == {"FORHOYET_AKUTT"}
    assert {line["opening"] for line in (start, opened, stop)} == {start["opening"]}
    assert len({line["patient"] for line in lines}) == 1
    assert start["reason"] == opened["reason"] == stop["reason"]
    assert (opened["outcome"], stop["outcome"]) == ("done", "scanned")
    assert RESTRICTED not in journal.read_text(encoding="utf-8")
    assert errand(bench, "--check-journal").returncode == 0
