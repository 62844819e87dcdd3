"""The cover leaves nothing of the patient in sight or in the reach of a screen reader, whatever step on the way to it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import keys
from provesvar_gui.ui.messages import MessageText
from tests.gui.fakes import DOCTOR, KARI, OLA, Bench
from tests.gui.hands import part, view_of
from tests.gui.lock.kit import (
    CONTROL,
    NAMES,
    Key,
    assert_behind_the_cover,
    is_locked,
    locked,
    press,
    reading,
    reading_for_real,
    settle,
    told_of_kari,
    unlock,
)
from tests.gui.opening_kit import opened, real


@pytest.mark.hazard("S23")
def test_nothing_of_the_patient_in_any_text_and_all_of_it_back(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    view_of(bench).exporter.do(keys.Key.COPY_ALL)
    view_of(bench).exporter.read_aloud()
    settle(bench)
    bench.window.area.banner.say(MessageText(what="x", do=""), service_text=f"about {KARI}")
    assert NAMES
    assert set(told_of_kari()) >= {KARI[:6] + " " + KARI[6:], *NAMES}
    press(bench, Key.Key_F10)
    assert told_of_kari() == []
    cover = part(bench.window, QWidget, "lockCover")
    assert (cover.isVisible(), cover.geometry()) == (True, bench.window.rect())
    assert DOCTOR.name in "\n".join(label.text() for label in cover.findChildren(QLabel))
    unlock(bench)
    settle(bench)
    assert set(told_of_kari()) >= {KARI[:6] + " " + KARI[6:], *NAMES, "Kalium"}
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert len(bench.bridge.named("lookup")) == 1, "nothing is asked again"


@pytest.mark.hazard("H6.4", "S24")
def test_what_was_opened_ends_for_good(qtbot: QtBot) -> None:
    bench = opened(real(qtbot))
    press(bench, Key.Key_F10)
    assert bench.bridge.last("stop_opening").given["why"] == "locked"
    bar = part(bench.window, QWidget, "openedBar")
    unlock(bench)
    settle(bench)
    assert not bar.isVisible()
    assert bench.window.controller.desk.results.opened is None
    result = view_of(bench)._result
    assert result is not None
    assert not result.lookup.basis.elevated


@pytest.mark.hazard("H7.7", "S23", "S25", "S97")
def test_no_key_gets_behind_the_cover(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.window.controller.change()
    bench.window.form.patient.line.selectAll()
    press(bench, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "138969 00263"
    press(bench, Key.Key_F10)
    assert QGuiApplication.clipboard().text() == "", "copied by hand"
    cover = bench.window.lock.cover
    before = len(bench.bridge.tasks)
    keys = [
        Key.Key_F2, Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F9, Key.Key_F10, Key.Key_F11, Key.Key_F12,
        Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape, Key.Key_A, Key.Key_Down, Key.Key_Left,
    ]  # fmt: skip
    for key in keys:
        press(bench, key)
        assert_behind_the_cover(bench)
    for key in (Key.Key_F, Key.Key_P, Key.Key_S, Key.Key_T, Key.Key_O, Key.Key_J, Key.Key_C, Key.Key_1, Key.Key_3):
        press(bench, key, CONTROL)
        assert_behind_the_cover(bench)
    assert len(bench.bridge.tasks) == before
    assert cover.isVisible()
    assert is_locked(bench)
    assert KARI not in QGuiApplication.clipboard().text()


@pytest.mark.hazard("S25")
@pytest.mark.parametrize("suffix", [None, Key.Key_Return, Key.Key_Tab])
def test_a_scan_at_the_cover_does_nothing(qtbot: QtBot, suffix: Qt.Key | None) -> None:
    bench = locked(qtbot)
    before = len(bench.bridge.tasks)
    bench.clock[0] += 10
    for digit in OLA:
        bench.clock[0] += 0.012
        press(bench, Qt.Key(ord(digit)))
    if suffix is not None:
        bench.clock[0] += 0.012
        press(bench, suffix)
    assert len(bench.bridge.tasks) == before, "its Enter does not press the button"
    bench.clock[0] += 10
    unlock(bench)
    assert bench.window.form.patient.line.text() == "138969 00263"


@pytest.mark.hazard("S25")
def test_of_a_scan_that_was_under_way_no_digit_comes_behind_the_cover(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.window.controller.change()
    role = bench.window.form.role.line
    role.setFocus()
    before = role.text()
    bench.clock[0] += 10
    for digit in OLA[:6]:
        bench.clock[0] += 0.012
        press(bench, Qt.Key(ord(digit)))
    bench.window.lock.lock()
    bench.window.scanner.hold.stop()
    bench.window.scanner.hold.timeout.emit()  # its time is over
    QApplication.processEvents()
    assert role.text() == before


@pytest.mark.hazard("S23")
def test_a_copy_is_taken_back_also_where_the_results_were_hidden(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    view_of(bench).exporter.do(keys.Key.COPY_ALL)
    qtbot.waitUntil(lambda: told_of_kari(QGuiApplication.clipboard().text()) != [])
    bench.window.controller.change()
    assert told_of_kari(QGuiApplication.clipboard().text())
    press(bench, Key.Key_F10)
    assert told_of_kari() == []


def test_a_number_that_is_half_typed_comes_back_as_it_was(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.window.form.patient.line.setFocus()
    bench.window.form.patient.line.selectAll()
    for digit in "0189":
        bench.clock[0] += 0.3
        press(bench, Qt.Key(ord(digit)))
    press(bench, Key.Key_F10)
    assert bench.window.form.patient.line.text() == ""
    unlock(bench)
    assert bench.window.form.patient.line.text() == "0189"
    assert not bench.window.area.results_visible, "hidden before, hidden after"


class BrokenError(Exception):
    """What a step raises."""


@pytest.fixture
def crashes() -> Iterator[list[str]]:
    """What the program would tell its log: it looks at classes and places alone (``platform.logs``)."""
    told: list[str] = []
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        told.append(kind.__name__)

    sys.excepthook = hook
    yield told
    sys.excepthook = before


@contextmanager
def broken_step(bench: Bench, step: str) -> Iterator[None]:
    """One of the parts raises where the lock calls it. Not any more when the window is closed: what raises then ends PySide."""

    def broken(*_given: object, **_named: object) -> None:
        raise BrokenError

    window = bench.window
    part: QObject
    part, name = {
        "lines": (window, "close_sheets"),
        "settings": (window.controller.settings_reader, "cancel"),
        "notes": (window.form, "clear_notes"),
        "desk": (window.controller, "carry_out"),
        "said": (window.controller, "hint"),
        "banner": (window.area.banner, "clear"),
        "number": (window.form.patient, "cover"),
        "proof": (window.lock.proof, "begin"),
        "cover": (window.lock.cover, "cover"),
        "focus": (window.lock.cover, "take_focus"),
    }[step]
    setattr(part, name, broken)
    try:
        yield
    finally:
        delattr(part, name)


@pytest.mark.hazard("S29")
@pytest.mark.parametrize("step", ["lines", "settings", "notes", "desk", "said", "banner", "number", "proof", "cover", "focus"])
def test_nothing_of_the_patient_can_be_seen_whatever_step_fails(qtbot: QtBot, crashes: list[str], step: str) -> None:
    bench = reading_for_real(qtbot)
    with broken_step(bench, step):
        press(bench, Key.Key_F10)
        assert is_locked(bench)
        assert set(crashes) == {"BrokenError"}
        assert [each for each in bench.window.findChildren(QWidget) if each.parent() is bench.window and each.isVisible()] == (
            [] if step == "cover" else [bench.window.lock.cover]
        )
        if step not in ("desk", "number"):
            assert told_of_kari() == []


#: What is on the desktop after each act, as the display has it; "shared" where the guard is not there.
_SELECTS: Final = """
import sys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from provesvar_gui.ui.qt_setup import keep_constants_alive
from provesvar_gui.ui.lock.controller import SelectionGuard
from provesvar_gui.ui.form.patient_field import NumberEdit
from provesvar_gui.ui.results.find.bar import SearchField

keep_constants_alive()
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
