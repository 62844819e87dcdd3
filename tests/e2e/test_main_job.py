"""The main job by keyboard: number, basis, role, Enter, a real login page in a real browser, results; and what stays."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.display import Display, wait_until
from tests.e2e.hands import (
    DOCTOR,
    EMERGENCY,
    GROUPED,
    RESTRICTED,
    RESTRICTION,
    ask,
    look_up,
    open_restricted,
    read,
    wait_for_caret,
)
from tests.e2e.program import command, log_in, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import ANOTHER, other_window
from tests.e2e.test_handover import by_socket, socket_of

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
ANSWERS = ("P-Kalium, 5,2 mmol/L", "321 mg/L", "8,9 g/dL", "P-INR, 1,8")


def last_values(reader: ScreenReader) -> bool:
    """Whether the overview says them, as a screen reader reads it."""
    names = "\n".join(reader.names()).replace("\u00a0", " ")
    return all(each in names for each in ANSWERS)


def focused(reader: ScreenReader, name: str) -> bool:
    return any(node.focused and node.name == name for node in reader.nodes())


@pytest.mark.hazard("S5", "S85")
@pytest.mark.requirement("R36", "R40")
def test_from_the_icon_to_the_results_and_what_stays_on_the_disk(bench: Display, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        ask(bench, reader)
        address = run.next_address()
        assert EMERGENCY not in address
        assert {part.split("=")[0] for part in address.split("?")[1].split("&")} == {"client_id", "request_uri"}
        assert "code" not in log_in(address, DOCTOR)
        wait_until(lambda: last_values(reader), "the last values on the screen, without a key")
        assert reader.sees(GROUPED), "the number stands beside the results"
        bench.picture(home / "results.png")
        wait_until(lambda: focused(reader, "Akuttanalyser"), "the focus in the table of the last values")
        bench.keys("i")
        wait_until(lambda: any(each.focused and "Nyeste: 1,8, " in each.name for each in reader.nodes()), "the trend of INR")
        bench.keys("ctrl+1")
        wait_until(lambda: focused(reader, "Akuttanalyser"), "the overview again")

        bench.keys("ctrl+j")
        wait_until(lambda: reader.sees("Ingen linjer mangler i tilgangsloggen"), "one's own lines, and that the journal is whole")
        (journal,) = home.rglob("journal-*.jsonl")
        (line,) = journal.read_text(encoding="utf-8").splitlines()
        document = json.loads(line)
        wait_until(lambda: reader.sees(document["correlation_ids"][0]), "the reference of the look-up")
        bench.keys("Escape")
        assert all(EMERGENCY not in title and GROUPED not in title for title in bench.window_titles())
        assert re.search(r"Max core file size\s+0\s+0\b", Path(f"/proc/{run.process.pid}/limits").read_text())
        run.close(bench)
        assert run.process.returncode == 0

    check_log(home, document)
    check_journal(bench, journal, document)
    for path in (path for path in home.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert not [secret for secret in (EMERGENCY, GROUPED, "Stetoskop", "Kalium", "eyJ") if secret.encode() in content], path


@pytest.mark.hazard("H6.7")
def test_the_first_enter_on_a_new_machine_fills_in_the_role_in_hpr(bench: Display, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        bench.come_to("Prøvesvar")
        wait_for_caret(reader)
        bench.type(EMERGENCY)
        bench.keys("alt+s", "Return")
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Registrert på deg"), "the role, though no organisation is chosen")
        read()
        bench.keys("Tab", "Down", "Return")
        wait_until(lambda: last_values(reader), "the results, for the organisation chosen since")
        run.close(bench)


def check_log(home: Path, document: dict[str, Any]) -> None:
    """It helps whoever looks for a fault, and tells nothing of patient or clinician."""
    (log,) = home.rglob("provesvar.log")
    assert log.stat().st_mode & 0o077 == 0
    text = log.read_text(encoding="utf-8")
    messages = [json.loads(each)["message"] for each in text.splitlines()]
    assert messages[0].startswith("start ")
    assert any(re.fullmatch(r"login done after \d+\.\d\d s", message) for message in messages)
    assert any(re.fullmatch(rf"look-up done after \d+\.\d\d s, reference {UUID}.*", message) for message in messages)
    assert all(reference in text for reference in document["correlation_ids"])
    assert not [secret for secret in (EMERGENCY[:6], EMERGENCY[6:], DOCTOR, "AKUTT") if secret in text]


def check_journal(bench: Display, journal: Path, document: dict[str, Any]) -> None:
    """It is whole, can be exported, and shows a hand that was in it."""
    assert journal.stat().st_mode & 0o077 == 0
    line = journal.read_text(encoding="utf-8")
    assert EMERGENCY[:6] not in line
    assert (document["kind"], document["basis"], document["role"], document["outcome"]) == ("look-up", "AKUTT", "LE", "done")
    assert document["reports"] > 0
    assert document["hpr_number"] == DOCTOR
    assert len(document["patient"]) == 64
    status, output, errors = command(bench, "--sandbox", "--check-journal")
    assert (status, errors) == (0, "")
    assert output.startswith("Journal: whole. 1 line")
    assert command(bench, "--sandbox", "--export-journal", "--correlation-id", document["correlation_ids"][0]) == (0, line, "")
    assert command(bench, "--sandbox", "--export-journal", "--patient", given=f"{GROUPED}\n") == (0, line, "")
    status, output, errors = command(bench, "--sandbox", "--export-journal", "--patient", given=RESTRICTED)
    assert (status, output) == (4, "")
    assert RESTRICTED not in errors
    _, table, _ = command(bench, "--sandbox", "--export-journal", "--format", "csv", "--hpr-number", DOCTOR)
    assert table.startswith('\ufeff"line";"time"')
    assert f'"{document["patient"]}"' in table
    journal.write_text(line.replace("AKUTT", "UNNTAK"), encoding="utf-8")
    status, output, _ = command(bench, "--sandbox", "--check-journal")
    assert status == 3
    assert "line 1: CHANGED" in output


# -- the number of keys from the icon to the first result, with a running session and no mouse


RESULT = "Kalium"


class Counted:
    def __init__(self, bench: Display) -> None:
        self._bench = bench
        self.pressed = 0

    def type(self, text: str) -> None:
        self.pressed += len(text)
        self._bench.type(text)

    def keys(self, *combinations: str) -> None:
        """In xdotool's names: "alt+a" is two keys, and "alt+a", "alt+a" three, since a hand holds Alt meanwhile."""
        held: tuple[str, ...] = ()
        for combination in combinations:
            *modifiers, _ = combination.split("+")
            self.pressed += 1 + sum(modifier not in held for modifier in modifiers)
            held = tuple(modifiers)
        self._bench.keys(*combinations)


def test_from_the_icon_and_from_the_epj(bench: Display, reader: ScreenReader, home: Path) -> None:
    """A doctor who is logged in and has looked somebody up today, and who works in another program between two patients."""
    with other_window(bench), program(bench, home, "--sandbox") as run:
        look_up(bench, reader, run)
        for basis, most in ((("alt+s",), 14), (("alt+u",), 14), (("alt+a", "alt+a"), 15)):
            let_go(bench, reader)
            assert keys_from_the_icon(bench, reader, basis) <= most
        for basis, most in ((("s",), 2), (("a", "a"), 3)):
            let_go(bench, reader)
            assert keys_from_the_epj(bench, reader, socket_of(home), basis) <= most
        assert len(run.addresses()) == 1, "the session held"
        run.close(bench)


def let_go(bench: Display, reader: ScreenReader) -> None:
    """Of the patient, and to the other program."""
    bench.keys("F8")
    wait_until(lambda: not reader.sees(RESULT), "an empty display")
    bench.come_to(ANOTHER)


def keys_from_the_icon(bench: Display, reader: ScreenReader, basis: tuple[str, ...]) -> int:
    """One click, and the program that runs comes to the front with the caret in the patient field."""
    hand = Counted(bench)
    assert command(bench, "--sandbox")[0] == 0
    wait_until(lambda: "Prøvesvar" in bench.active_title(), "the window in front")
    wait_for_caret(reader)
    hand.type(EMERGENCY)
    hand.keys(*basis, "Return")
    wait_until(lambda: reader.sees(RESULT), "the first result")
    return hand.pressed


def keys_from_the_epj(bench: Display, reader: ScreenReader, path: Path, basis: tuple[str, ...]) -> int:
    """The number comes by the socket."""
    hand = Counted(bench)
    assert by_socket(path, act="patient", number=EMERGENCY) == {"v": 1, "ok": True}
    wait_until(lambda: reader.sees("EPJ") and "Prøvesvar" in bench.active_title(), "the number in the window in front")
    read()  # each Enter counts
    hand.keys(*basis, "Return")
    wait_until(lambda: reader.sees(RESULT), "the first result")
    return hand.pressed


# -- restricted results by keyboard: from the message to what was opened and its end, in the window and in the journal


ENTER_ALONE = (("ctrl+o", "Return", "Return", "Return"), ("ctrl+o", "a", "1", "Return", "Return"))
OPENED = "Avslutt åpningen"


def test_restricted_results_are_opened_and_never_by_enter(bench: Display, reader: ScreenReader, home: Path) -> None:
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
