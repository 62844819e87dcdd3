"""Every act of another program of the same user, as a process of its own with the client that administrators get."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.platform.handover.place import Place, claim, find
from provesvar_gui.ui.handover import HandOverListener
from provesvar_gui.ui.lock.closing import SECONDS
from tests.gui.fakes import DOCTOR, KARI, OLA, Bench, make_bench
from tests.gui.hands import chosen, in_field, label, part, sent, sheets, showing, status, type_form
from tests.gui.lock.kit import Key, after, is_locked, press, reading, reading_for_real, said, told_of_kari, unlock, visible
from tests.gui.opening_kit import opened, real, shown_count

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket is Linux'")
CLIENT = Path(__file__).resolve().parents[2] / "packaging" / "admin" / "handover_client.py"
SHIFT = Qt.KeyboardModifier.ShiftModifier
OWN, OTHER = "the-epj-of-this-clinic", "something-else-here-too"


class Epj:
    """``listens``: to this window, in the desktop session ``:0`` of this runtime folder."""

    def __init__(self, qtbot: QtBot, runtime: str) -> None:
        self.qtbot, self.environment = qtbot, {"XDG_RUNTIME_DIR": runtime, "DISPLAY": ":0"}

    def listens(self, bench: Bench) -> Bench:
        place = find("program", self.environment)
        instance = claim(place) if isinstance(place, Place) else None
        assert instance is not None
        self.listener = HandOverListener(bench.window, instance, bench.window)
        self.listener.start(from_stdin=False)
        return bench

    def start(self, act: str, number: str = "", sender: str = OWN, **more: object) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, CLIENT], env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.write(json.dumps({"v": 2, "act": act, "number": number, "sender": sender, **more}).encode() + b"\n")
        process.stdin.flush()
        return process

    def ends(self, process: subprocess.Popen[bytes]) -> list[str]:
        """What was answered: the answer, or the code of a refusal."""
        self.qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
        answers = [json.loads(line) for line in process.communicate()[0].splitlines()]
        assert all(answer["v"] == 2 and len(answer) == 3 for answer in answers)
        return [answer["answer"] if answer["ok"] else answer["code"] for answer in answers]

    def ask(self, act: str, number: str = "", sender: str = OWN, **more: object) -> str:
        (answer,) = self.ends(self.start(act, number, sender, **more))
        return answer


@pytest.fixture
def epj(qtbot: QtBot) -> Iterator[Epj]:
    with tempfile.TemporaryDirectory(prefix="pv") as runtime:
        made = Epj(qtbot, runtime)
        yield made
        made.listener.stop()


def seconds(bench: Bench, count: int = SECONDS) -> None:
    timer = bench.window.closing.timer
    for _ in range(count if timer.isActive() else 0):
        timer.timeout.emit()


def wiped(bench: Bench) -> bool:
    return bench.window.controller.desk.results.lookup is None


def closed(bench: Bench) -> bool:
    return visible(bench, "closedCover") is not None


@pytest.mark.parametrize("runtime", ["", "/nowhere"])
def test_the_client_says_plainly_that_no_window_listens(runtime: str) -> None:
    environment = {"XDG_RUNTIME_DIR": runtime, "DISPLAY": ":0"} if runtime else {}
    done = subprocess.run([sys.executable, CLIENT], env=environment, input=b'{"act": "raise"}', capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.split() == b"no window of this user listens in this desktop session".split()


@pytest.mark.hazard("S103")
def test_the_client_takes_a_broken_end_for_an_end_and_asks_no_window_of_another_user(tmp_path: Path) -> None:
    """As a pipe of Windows ends; here a socket that is closed on what it has not read."""
    (tmp_path / "provesvar").mkdir()
    with socket.socket(socket.AF_UNIX) as window:
        window.bind(str(tmp_path / "provesvar" / "program-0.socket"))
        window.listen()
        environment = {"XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":0"}
        asks = subprocess.Popen([sys.executable, CLIENT], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert asks.stdin is not None
        asks.stdin.write(b'{"act": "raise"}\n')
        asks.stdin.flush()
        peer, _ = window.accept()
        peer.recv(1, socket.MSG_PEEK)  # it has come, and stays unread
        peer.sendall(b"answer\n")
        peer.close()
        assert (asks.communicate()[0], asks.returncode) == (b"answer\n", 0)
        if os.geteuid() == 0:  # who alone can give it away
            os.chown(window.getsockname(), 65534, -1)
            done = subprocess.run([sys.executable, CLIENT], env=environment, input=b"{}", stderr=subprocess.PIPE, timeout=30)
            assert done.stderr.startswith(b"no window")


def test_a_patient_is_taken_or_offered_and_the_window_comes(bench: Bench, epj: Epj) -> None:
    epj.listens(bench)
    assert [epj.ask("patient", number) for number in (KARI, KARI, OLA, "Kari")] == ["taken", "taken", "offered", "not-a-number"]
    bench.window.showMinimized()
    assert epj.ask("raise") == "taken"
    assert not bench.window.isMinimized()
    assert in_field(bench) == KARI


@pytest.mark.hazard("H1.14", "S115")
def test_a_closed_patient_is_covered_at_once_and_wiped_after_ten_seconds(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading_for_real(qtbot))
    assert told_of_kari()
    assert epj.ask("close", KARI) == "taken"
    assert told_of_kari() == []
    assert label(bench, "closedTitle") == "Closed from the EHR"
    tasks = len(bench.bridge.tasks)
    keys = [Key.Key_Return, Key.Key_Space, Key.Key_Escape, Key.Key_A, Key.Key_1, Key.Key_F5, Key.Key_F7, Key.Key_F10, Key.Key_F12]
    for key in keys:
        press(bench, key)
    seconds(bench, SECONDS - 1)
    assert closed(bench)
    assert label(bench, "closedLeft") == "Everything here is deleted in 1 second(s)."
    seconds(bench, 1)
    assert not closed(bench)
    assert in_field(bench) == ""
    assert told_of_kari() == []
    assert said(bench, "statusWhat") == "The patient was cleared: closed from the EHR."
    assert bench.window.controller.desk.session is not None
    assert len(bench.bridge.tasks) == tasks
    assert bench.window.focusWidget() is bench.window.form.patient.line


def scan(bench: Bench, number: str) -> None:
    bench.clock[0] += 10
    for key in (*(Qt.Key(ord(digit)) for digit in number), Key.Key_Return):
        bench.clock[0] += 0.012
        press(bench, key)
    bench.clock[0] += 10


@pytest.mark.hazard("H7.10", "S115")
@pytest.mark.parametrize("act", ["close", "end"])
def test_what_is_scanned_at_the_cover_is_offered_and_still_is_when_it_is_gone(qtbot: QtBot, epj: Epj, act: str) -> None:
    bench = epj.listens(reading_for_real(qtbot))
    assert epj.ask(act, KARI if act == "close" else "") == "taken"
    scan(bench, OLA)
    assert label(bench, "handOverTitle") == "Scanned: change to patient 018969 00052?"
    assert closed(bench)
    seconds(bench)
    assert (closed(bench), in_field(bench)) == (False, "")
    press(bench, Key.Key_F12)
    assert in_field(bench) == OLA


@pytest.mark.parametrize("by", ["scanner", "epj"])
def test_what_is_offered_at_the_cover_is_seen_where_the_guide_was_open(qtbot: QtBot, epj: Epj, by: str) -> None:
    bench = epj.listens(reading_for_real(qtbot))
    bench.window.resize(1280, 560)  # without a row that waits for a message
    epj.ask("close", KARI)
    press(bench, Key.Key_F1)
    assert sheets(bench.window) != []
    scan(bench, OLA) if by == "scanner" else epj.ask("patient", OLA)
    take = part(bench.window, QPushButton, "takePatientButton")
    assert bench.window.childAt(take.mapTo(bench.window, take.rect().center())) is take
    assert closed(bench)


def test_the_same_patient_scanned_at_the_cover_is_kept(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading_for_real(qtbot))
    epj.ask("close", KARI)
    scan(bench, KARI)
    assert (closed(bench), in_field(bench), wiped(bench)) == (False, KARI, False)


@pytest.mark.hazard("H7.10", "S115")
def test_one_key_keeps_it_and_another_deletes_at_once(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading(qtbot))
    epj.ask("close", KARI)
    press(bench, Key.Key_F12, SHIFT)
    assert in_field(bench) == KARI
    assert (chosen(bench), bench.window.form.role.code) == (AccessBasis.AKUTT, "LE")
    seconds(bench)
    assert showing(bench)
    assert len(bench.bridge.named("lookup")) == 1
    epj.ask("close", KARI)
    press(bench, Key.Key_F8)
    assert in_field(bench) == said(bench, "statusWhat") == ""


@pytest.mark.hazard("H7.10")
@pytest.mark.parametrize("idle", [90.0, 105.0, 119.0])
def test_the_ten_seconds_are_whole_at_a_window_that_nobody_used_for_long(qtbot: QtBot, epj: Epj, idle: float) -> None:
    bench = epj.listens(reading(qtbot))
    after(bench, idle)
    epj.ask("close", KARI)
    after(bench, SECONDS - 1.0)
    assert closed(bench), "not locked meanwhile: unlocked, it would come back without the patient"
    press(bench, Key.Key_F12, SHIFT)
    assert showing(bench), "no warning below the cover has taken the key"


@pytest.mark.hazard("H7.10", "S115")
def test_what_was_pressed_or_clicked_as_the_cover_came_deletes_nothing(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading(qtbot, confirm_guard_ms=3_600_000))
    epj.ask("close", KARI)
    press(bench, Key.Key_F8)
    part(bench.window, QAbstractButton, "wipeClosedButton").click()
    press(bench, Key.Key_F12, SHIFT)
    assert showing(bench)


@pytest.mark.hazard("H7.10")
@pytest.mark.parametrize("keeps", [True, False])
def test_what_was_opened_is_kept_too_or_wiped_with_the_rest(qtbot: QtBot, epj: Epj, keeps: bool) -> None:
    bench = epj.listens(opened(real(qtbot)))
    shown = shown_count(bench)
    epj.ask("close", KARI)
    assert not showing(bench)
    if keeps:
        press(bench, Key.Key_F12, SHIFT)
        assert shown_count(bench) == shown
        assert visible(bench, "openedBar") is not None
        epj.ask("close", KARI)
        epj.ask("lock")
    seconds(bench)
    assert wiped(bench)
    assert len(bench.bridge.named("stop_opening")) == 1


@pytest.mark.hazard("H7.10")
@pytest.mark.parametrize("keeps", [True, False])
def test_a_login_that_waits_in_the_browser_goes_on(qtbot: QtBot, epj: Epj, keeps: bool) -> None:
    bench = epj.listens(make_bench(qtbot))
    type_form(bench)
    press(bench, Key.Key_Return)
    epj.ask("close", KARI)
    bench.bridge.last("login").succeed(DOCTOR)
    assert closed(bench)
    assert not bench.bridge.named("lookup"), "Enter was pressed before it was closed"
    if keeps:
        press(bench, Key.Key_F12, SHIFT)
        press(bench, Key.Key_Return)
        assert sent(bench).patient.digits == KARI
    seconds(bench)
    assert in_field(bench) == (KARI if keeps else "")
    assert bench.window.controller.desk.session is not None
    assert len(bench.bridge.named("login")) == 1


@pytest.mark.hazard("S115")
def test_only_who_handed_a_number_over_learns_whether_it_is_here(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading(qtbot))
    assert epj.ask("patient", OLA) == "offered"
    assert epj.ask("patient", KARI, OTHER) == "offered", "the same answer, though it stands there"
    assert [epj.ask("close", OLA, sender) for sender in (OTHER, OWN, "")] == ["taken", "not-shown", "taken"]
    assert not closed(bench)
    assert epj.ask("close", KARI, OTHER) == "taken"
    assert closed(bench)


@pytest.mark.hazard("H7.10", "S115")
@pytest.mark.parametrize(("act", "number", "title"), [("close", KARI, "close this patient"), ("end", "", "log out and delete")])
@pytest.mark.parametrize("keeps", [True, False])
def test_at_the_bedside_it_asks(qtbot: QtBot, epj: Epj, act: str, number: str, title: str, keeps: bool) -> None:
    bench = epj.listens(reading(qtbot))
    press(bench, Key.Key_F11)
    assert epj.ask("lock") == "held"
    assert epj.ask(act, number) == ("offered" if act == "end" else "taken")
    assert label(bench, "handOverTitle") == f"From the EHR: {title}?"
    seconds(bench)
    press(bench, Key.Key_Return)
    assert showing(bench)
    press(bench, Key.Key_F12, SHIFT if keeps else Qt.KeyboardModifier.NoModifier)
    assert showing(bench) is keeps
    assert in_field(bench) == (KARI if keeps else "")
    assert visible(bench, "handOverBar") is None
    assert (bench.window.controller.desk.session is None) is (act == "end" and not keeps)


@pytest.mark.hazard("H7.9")
def test_a_look_up_is_given_up_and_a_lock_that_nobody_could_open_closes(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(make_bench(qtbot))
    assert epj.ask("lock") == "nothing"
    type_form(bench)
    assert epj.ask("lock") == "taken"
    assert closed(bench), "nobody could unlock it"
    press(bench, Key.Key_F12, SHIFT)
    assert in_field(bench) == KARI
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert epj.ask("close", KARI) == "taken"
    assert bench.bridge.last("lookup").cancel_asked
    press(bench, Key.Key_F12, SHIFT)
    assert [epj.ask("lock"), epj.ask("lock"), epj.ask("patient", OLA)] == ["taken", "taken", "locked"]
    assert is_locked(bench)
    assert not closed(bench)


@pytest.mark.hazard("H7.9", "S115")
def test_end_wipes_and_logs_out(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading(qtbot))
    assert [epj.ask("close", KARI), epj.ask("end")] == ["taken", "taken"]
    assert label(bench, "closedTitle") == "The EHR has ended"
    press(bench, Key.Key_F12, SHIFT)
    assert showing(bench)
    bench.window.showMinimized()
    assert epj.ask("end") == "taken"
    assert bench.window.isMinimized(), "nothing comes to the front"
    seconds(bench)
    assert in_field(bench) == bench.window.form.role.code == ""
    assert bench.bridge.last("logout").given == {"browser": False}
    assert epj.ask("end") == "nothing"


@pytest.mark.hazard("S25", "S115")
@pytest.mark.parametrize("act", ["close", "end"])
def test_at_the_locked_window_nobody_could_keep_it(qtbot: QtBot, epj: Epj, act: str) -> None:
    bench = epj.listens(reading(qtbot))
    press(bench, Key.Key_F10)
    assert epj.ask("close", OLA) == "taken"
    assert not wiped(bench)
    assert epj.ask(act, KARI if act == "close" else "") == "taken"
    assert wiped(bench)
    assert is_locked(bench) is (act == "close")
    if act == "close":
        unlock(bench)
        assert said(bench, "statusWhat") == "The patient was cleared: closed from the EHR."
    assert in_field(bench) == ""


@pytest.mark.hazard("H1.14")
@pytest.mark.parametrize("waits", [0, SECONDS])
def test_the_next_patient_who_comes_meanwhile_is_offered(qtbot: QtBot, epj: Epj, waits: int) -> None:
    bench = epj.listens(reading(qtbot))
    epj.ask("close", KARI)
    assert epj.ask("patient", OLA) == "offered"
    seconds(bench, waits)
    assert closed(bench) is (waits == 0)
    assert visible(bench, "handOverBar") is not None
    press(bench, Key.Key_F12)
    assert in_field(bench) == OLA
    assert chosen(bench) is None
    assert wiped(bench)


@pytest.mark.hazard("H7.10")
def test_a_patient_who_is_opened_again_meanwhile_is_kept(qtbot: QtBot, epj: Epj) -> None:
    """From one patient to the next in the EPJ, and back."""
    bench = epj.listens(reading(qtbot))
    asked = [("patient", KARI), ("close", KARI), ("patient", OLA), ("close", OLA), ("patient", KARI)]
    assert [epj.ask(*each) for each in asked] == ["offered", "taken", "offered", "taken", "offered"]
    assert showing(bench)
    assert (visible(bench, "handOverBar"), closed(bench)) == (None, False)
    epj.ask("end")
    epj.ask("patient", KARI)
    assert closed(bench), "whoever comes after that login sees nothing of it"


def test_a_lock_while_it_is_closed_leaves_nothing_behind_and_says_why(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading(qtbot))
    epj.ask("close", KARI)
    epj.ask("patient", OLA)
    assert epj.ask("lock") == "taken"
    assert not closed(bench)
    unlock(bench)
    assert in_field(bench) == ""
    assert told_of_kari() == []
    assert said(bench, "statusWhat") == "The patient was cleared: closed from the EHR."


@pytest.mark.hazard("S115")
@pytest.mark.parametrize(
    ("number", "act", "answer"),
    [
        (OLA, lambda bench: press(bench, Key.Key_F12), "taken"),
        (OLA, lambda bench: press(bench, Key.Key_F12, SHIFT), "declined"),
        (OLA, lambda bench: press(bench, Key.Key_F8), "ended"),
        (OLA, lambda bench: press(bench, Key.Key_F10), "ended"),
        (KARI, lambda bench: press(bench, Key.Key_F10), "ended"),  # it is shown, which is not told
        (OLA, lambda bench: bench.window.hand_over(KARI), "ended"),
        (OLA, lambda bench: bench.window.close(), "ended"),
    ],
)
def test_the_end_of_an_offer_is_told(qtbot: QtBot, epj: Epj, number: str, act: Callable[[Bench], object], answer: str) -> None:
    bench = epj.listens(reading(qtbot))
    waiting = epj.start("patient", number, wait=True)
    qtbot.waitUntil(lambda: bench.window.offers, timeout=30_000)
    act(bench)
    assert epj.ends(waiting) == ["offered", answer]


@pytest.mark.hazard("H8.5")
@pytest.mark.parametrize("hpr", ["0" + DOCTOR.hpr_number[:8], "222200063", DOCTOR.hpr_number, ""])
def test_another_clinician_in_the_epj_is_said_before_anything_is_sent(qtbot: QtBot, epj: Epj, hpr: str) -> None:
    bench = epj.listens(make_bench(qtbot))
    differs = hpr not in ("", DOCTOR.hpr_number)
    epj.ask("patient", KARI, hpr=hpr)
    for key in (Key.Key_S, Key.Key_F4, Key.Key_L, Key.Key_E, Key.Key_Return, Key.Key_Return):
        press(bench, key)
    bench.bridge.last("login").succeed(DOCTOR)
    assert bool(bench.bridge.named("lookup")) is not differs
    if differs:
        assert f"HPR {hpr}" in status(bench)
        part(bench.window, QAbstractButton, "confirmPersonButton").click()
    assert sent(bench).patient.digits == KARI
    epj.ask("patient", OLA, hpr=hpr)
    press(bench, Key.Key_F12)
    assert bench.window.controller.desk.question is None, "asked once for each login"


@pytest.mark.hazard("H8.5")
def test_that_it_is_another_is_said_over_results_too(qtbot: QtBot, epj: Epj) -> None:
    bench = epj.listens(reading(qtbot))
    epj.ask("patient", KARI, hpr="222200063")
    assert showing(bench)
    assert "Another HPR number" in label(bench, "resultsProgressText")
    press(bench, Key.Key_F5)
    assert len(bench.bridge.named("lookup")) == 1


@pytest.mark.hazard("S103")
def test_a_program_of_another_session_finds_no_window(bench: Bench, epj: Epj) -> None:
    epj.listens(bench)
    epj.environment = epj.environment | {"DISPLAY": ":1"}
    assert epj.ends(epj.start("patient", KARI)) == []
    assert in_field(bench) == ""
