"""Copies about a patient: marked in the sandbox, removed after their time, never removing another program's copy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.form.patient_field import NumberEdit
from provesvar_gui.ui.marks import mark_text
from tests.gui.fakes import KARI, Bench, make_bench
from tests.gui.hands import Key, answered
from tests.window_settings import window_settings

_LEFT: Final = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from provesvar_gui.ui.qt_setup import keep_constants_alive
from provesvar_gui.ui.clipboard import PatientClipboard
keep_constants_alive()
application = QApplication([])
ours = PatientClipboard()
ours.put("Kalium 4,0 mmol/L")
theirs = {theirs!r}
if theirs:
    application.clipboard().setText(theirs)
QTimer.singleShot(0, application.quit)
application.exec()
print(repr(application.clipboard().text()))
"""
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.hazard("H1.10")
@pytest.mark.requirement("R45")
def test_a_copy_from_the_sandbox_says_so_in_its_first_line() -> None:
    PatientClipboard(mark=mark_text(window_settings(sandbox=True))).put("Kalium 4,0 mmol/L")
    first, second = QGuiApplication.clipboard().text().splitlines()
    assert "SANDBOX" in first
    assert second == "Kalium 4,0 mmol/L"


@pytest.mark.hazard("S99")
def test_a_real_copy_is_the_text_and_is_kept_out_of_histories() -> None:
    PatientClipboard().put("Kalium 4,0 mmol/L")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Kalium 4,0 mmol/L"
    marks = {kind: data.data(kind).data() for kind in data.formats() if kind != "text/plain"}
    assert marks == {  # what others look for, in their words, not in those of the program
        "x-kde-passwordManagerHint": b"secret",
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    }


@pytest.mark.hazard("H7.7", "S99")
def test_it_is_gone_after_its_time(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PatientClipboard, "SECONDS", 0.01)
    clipboard = PatientClipboard()
    with qtbot.waitSignal(clipboard.changed, check_params_cb=lambda ours: not ours):
        clipboard.put("Kalium 4,0 mmol/L")
    assert not QGuiApplication.clipboard().text()


@pytest.mark.parametrize("theirs", ["", "something else"])
def test_at_the_end_of_the_program_ours_is_gone_and_the_process_ends_well(theirs: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LEFT.format(theirs=theirs)],
        check=False, capture_output=True, timeout=60, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.decode().strip() == repr(theirs)
    assert done.returncode == 0


CONTROL = Qt.KeyboardModifier.ControlModifier


def by_key(line: NumberEdit) -> None:
    QTest.keyClick(line, Key.Key_C, CONTROL)


def by_menu(line: NumberEdit) -> None:
    menu = line.make_menu()
    action = menu.findChild(QAction, "edit-copy")
    assert action is not None
    action.trigger()
    menu.deleteLater()


@pytest.mark.parametrize("copy", [by_key, by_menu])
def test_a_copied_number_is_marked_and_goes_after_a_while(
    qtbot: QtBot, copy: Callable[[NumberEdit], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QGuiApplication.clipboard()
    line = NumberEdit()
    qtbot.addWidget(line)
    line.set_number(KARI)
    line.selectAll()
    monkeypatch.setattr(PatientClipboard, "SECONDS", 0.05)
    copy(line)
    assert clipboard.text() == "138969 00263"
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
    qtbot.waitUntil(lambda: clipboard.text() == "")


@pytest.mark.hazard("S99")
@pytest.mark.parametrize("end", ["clear", "log_out"])
def test_a_copied_number_is_removed_with_the_patient(qtbot: QtBot, end: str) -> None:
    bench: Bench = make_bench(qtbot)
    answered(bench)
    line = bench.window.form.patient.line
    line.selectAll()
    by_key(line)
    assert QGuiApplication.clipboard().text() == "138969 00263"
    getattr(bench.window.controller, end)()
    assert QGuiApplication.clipboard().text() == ""
