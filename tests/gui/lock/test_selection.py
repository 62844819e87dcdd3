"""A selection reaches no other program, by mouse or keys, from any field."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Final

import pytest

#: What is on the desktop after each act, as the display has it; "shared" where the guard is not there.
_SELECTS: Final = """
import sys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.lock.controller import SelectionGuard
from provesvar_gui.ui.form.patient_field import NumberEdit
from provesvar_gui.ui.results.find.bar import SearchField

keep_alive()
application = QApplication([])
window = QWidget()
if sys.argv[1] == "guarded":
    guard = SelectionGuard(window)
number, search = NumberEdit(window), SearchField(window)
column = QVBoxLayout(window)
for each in (number, search):
    column.addWidget(each)
window.show()
QTest.qWaitForWindowExposed(window)
number.set_number("13896900263")
search.setText("Kalium")
clipboard = application.clipboard()
assert clipboard.supportsSelection()
left, right = QPoint(8, 12), QPoint(number.width() - 4, 12)
QTest.mousePress(number, Qt.MouseButton.LeftButton, pos=left)
QTest.mouseMove(number, right)
QTest.mouseRelease(number, Qt.MouseButton.LeftButton, pos=right)
application.processEvents()
print("by mouse", len(number.selectedText()) > 5, repr(clipboard.text(QClipboard.Mode.Selection)))
for field in (number, search):
    field.setFocus()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key, modifier in ((Qt.Key.Key_A, control), (Qt.Key.Key_Home, shift), (Qt.Key.Key_End, shift)):
        QTest.keyClick(field, key, modifier)
        application.processEvents()
        if clipboard.ownsSelection() or clipboard.text(QClipboard.Mode.Selection):
            print("shared", type(field).__name__)
    print("selected" if field.hasSelectedText() else "not selected")
"""


@pytest.mark.hazard("S97")
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="only X11 and Wayland share what is selected")
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs a display that shares what is selected (Xvfb)")
@pytest.mark.parametrize("guarded", [True, False])
def test_on_a_desktop_no_field_shares_what_keys_select_in_it(guarded: bool) -> None:
    """And without the guard they do: else this would show nothing."""
    read, write = os.pipe()
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"], pass_fds=(write,), stderr=subprocess.DEVNULL
    )
    try:
        os.close(write)
        with os.fdopen(read) as number:
            env = os.environ | {"DISPLAY": f":{number.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-c", _SELECTS, "guarded" if guarded else "bare"]
        done = subprocess.run(command, check=True, capture_output=True, timeout=60, env=env, text=True)
    finally:
        display.terminate()
        display.wait(10)
    said = done.stdout.split("\n")
    assert "by mouse True ''" in said or not guarded
    assert said.count("selected") == 2, "it stays selected for the person"
    shared = {line for line in said if line.startswith("shared")}
    assert shared == (set() if guarded else {"shared NumberEdit", "shared SearchField"})
