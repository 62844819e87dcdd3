"""From the real window to a drill and back: what is gone, what runs, what gets through, and how it comes back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.drill import DrillController, DrillQuestion
from tests.gui.fakes import KARI, Bench, make_bench
from tests.gui.hands import answer, look_up, press

_WAITS = [sys.executable, "-c", "import sys; sys.stdin.read()"]
_BREAKS = [sys.executable, "-c", "raise SystemExit(1)"]


@dataclass
class Drill:
    bench: Bench
    controller: DrillController

    @property
    def question(self) -> DrillQuestion:
        found = self.bench.window.findChild(DrillQuestion)
        assert isinstance(found, DrillQuestion)
        return found

    def run(self, qtbot: QtBot) -> None:
        self.controller.ask()
        self.question.begin.click()
        assert self.controller.running
        process = self.controller._process
        assert process is not None
        qtbot.waitUntil(lambda: process.processId() > 0)

    def end(self, qtbot: QtBot) -> None:
        page = self.bench.window.drill_cover
        assert page is not None
        page.end.click()
        qtbot.waitUntil(lambda: not self.controller.running)


@pytest.fixture
def drill(qtbot: QtBot) -> Iterator[Drill]:
    bench = make_bench(qtbot, may_drill=True)
    controller = DrillController(bench.window, _WAITS)
    yield Drill(bench, controller)
    controller.stop()


def middle(bench: Bench) -> QWidget:
    found = bench.window.centralWidget()
    assert found is not None
    return found


def test_one_question_and_enter_says_no_and_the_key_that_asked_yes(qtbot: QtBot, drill: Drill) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(drill.bench.window, Qt.Key.Key_D, modifiers)
    question = drill.question
    press(Qt.Key.Key_Return)
    assert (question.isVisible(), drill.controller.running) == (False, False)
    drill.controller.ask()
    question = next(each for each in drill.bench.window.findChildren(DrillQuestion) if each.isVisible())
    QTest.keyClick(question, Qt.Key.Key_D, modifiers)
    qtbot.waitUntil(lambda: drill.controller.running)


@pytest.mark.hazard("H1.11", "S12")
def test_nothing_of_the_patient_or_the_person_stays(qtbot: QtBot, drill: Drill) -> None:
    bench = drill.bench
    answer(bench, look_up(bench))
    bench.window.controller.change()
    line = bench.window.form.patient.line
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().replace(" ", "") == KARI
    drill.run(qtbot)
    assert QGuiApplication.clipboard().text() == ""
    drill.end(qtbot)
    answer(bench, look_up(bench))
    clipboard = PatientClipboard(parent=bench.window)
    clipboard.put("Kalium 7,1 mmol/L")
    other = QDialog(bench.window)
    other.show()
    drill.run(qtbot)
    desk = bench.window.controller.desk
    assert (desk.empty, desk.session, desk.owner, desk.results.lookup) == (True, None, "", None)
    assert bench.bridge.named("logout"), "HelseID is told"
    assert bench.window.form.patient.line.text() == ""
    assert bench.view.text.text() == ""
    assert QGuiApplication.clipboard().text() == ""
    assert not other.isVisible()
    assert middle(bench).isHidden()


@pytest.mark.hazard("S12")
def test_while_it_runs_nothing_gets_into_this_window(qtbot: QtBot, drill: Drill) -> None:
    drill.run(qtbot)
    window = drill.bench.window
    assert window.locked
    assert window.hand_over(KARI) is None, "the EHR is told that nothing was taken"
    QTest.keyClicks(window, KARI)
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F2, Qt.Key.Key_F8, Qt.Key.Key_Escape):
        QTest.keyClick(window, key)
    drill.controller.ask()
    assert window.form.patient.line.text() == ""
    assert not window.controller.desk.login_running
    assert drill.controller.running


def test_it_comes_back_empty_and_ready(qtbot: QtBot, drill: Drill) -> None:
    window = drill.bench.window
    drill.run(qtbot)
    drill.end(qtbot)
    assert (window.drill_cover, window.locked, middle(drill.bench).isVisible()) == (None, False, True)
    assert window.controller.desk.empty
    assert window.area.banner.isHidden()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.form.patient.line)
    drill.run(qtbot)  # and once more
    drill.end(qtbot)


@pytest.mark.parametrize("broken", [False, True])
def test_one_that_cannot_be_started_leaves_the_window_usable(qtbot: QtBot, tmp_path: Path, broken: bool) -> None:
    program = tmp_path / "program"
    program.write_text("no program")
    program.chmod(0o755)
    bench = make_bench(qtbot, may_drill=True)
    controller = DrillController(bench.window, [str(program)] if broken else _BREAKS)
    controller.begin()
    qtbot.waitUntil(lambda: not controller.running)
    assert (bench.window.drill_cover, bench.window.locked) == (None, False)
    assert "could not be started" in bench.window.area.banner.accessibleName()
