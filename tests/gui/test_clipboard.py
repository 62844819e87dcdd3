"""What is copied about a patient: marked in the sandbox, gone after its time, never taking away what somebody else copied."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtGui import QGuiApplication

from provesvar_gui.ui.clipboard import PatientClipboard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_LEFT: Final = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.clipboard import PatientClipboard
keep_alive()
application = QApplication([])
ours = PatientClipboard(sandbox=False, seconds=60)
ours.put("Kalium 4,0 mmol/L")
theirs = {theirs!r}
if theirs:
    application.clipboard().setText(theirs)
QTimer.singleShot(0, application.quit)
application.exec()
print(repr(application.clipboard().text()))
"""
pytestmark = pytest.mark.usefixtures("qapp")


def test_a_copy_from_the_sandbox_says_so_in_its_first_line() -> None:
    PatientClipboard(sandbox=True, seconds=60).put("Kalium 4,0 mmol/L")
    first, second = QGuiApplication.clipboard().text().splitlines()
    assert "SANDBOX" in first
    assert second == "Kalium 4,0 mmol/L"


def test_a_real_copy_is_the_text_and_is_kept_out_of_histories() -> None:
    PatientClipboard(sandbox=False, seconds=60).put("Kalium 4,0 mmol/L")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Kalium 4,0 mmol/L"
    marks = {kind: data.data(kind).data() for kind in data.formats() if kind != "text/plain"}
    assert marks == {  # what others look for, in their words, not in those of the program
        "x-kde-passwordManagerHint": b"secret",
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    }


def test_it_is_gone_after_its_time(qtbot: QtBot) -> None:
    clipboard = PatientClipboard(sandbox=False, seconds=0.01)
    with qtbot.waitSignal(clipboard.changed, check_params_cb=lambda ours: not ours):
        clipboard.put("Kalium 4,0 mmol/L")
    assert not QGuiApplication.clipboard().text()


def test_what_somebody_else_copied_since_stays() -> None:
    clipboard = PatientClipboard(sandbox=False, seconds=60)
    clipboard.put("Kalium 4,0 mmol/L")
    QGuiApplication.clipboard().setText("something else")
    assert not clipboard.holds_ours
    clipboard.take_back()
    assert QGuiApplication.clipboard().text() == "something else"
    QGuiApplication.clipboard().clear()


def test_nothing_is_copied_for_no_text() -> None:
    QGuiApplication.clipboard().setText("kept")
    PatientClipboard(sandbox=True, seconds=60).put("")
    assert QGuiApplication.clipboard().text() == "kept"
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("theirs", ["", "something else"])
def test_at_the_end_of_the_program_ours_is_gone_and_the_process_ends_well(theirs: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LEFT.format(theirs=theirs)],
        check=False, capture_output=True, timeout=60, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.decode().strip() == repr(theirs)
    assert done.returncode == 0
