"""What is copied about a patient: marked in the sandbox, gone after its time, never taking away what somebody else copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from provesvar_gui.ui.clipboard import PatientClipboard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

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
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"


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
