"""From the real window to a drill and back: what is gone, what runs, what gets through, and how it comes back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import theme
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.drill import WIDTH, DrillController, DrillFrame, DrillQuestion, DrillSession
from provesvar_gui.ui.marks import ProfileStrip, drill_text, mark_text
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export.exporter import ExportOrigin
from tests.gui.fakes import KARI, Bench, make_bench, result_of
from tests.gui.hands import answer, look_up, press
from tests.window_settings import window_settings


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
    controller = DrillController(bench.window, [sys.executable, "-c", "import sys; sys.stdin.read()"])
    yield Drill(bench, controller)
    controller.stop()


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
    PatientClipboard(parent=bench.window).put("Kalium 7,1 mmol/L")
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
    middle = bench.window.centralWidget()
    assert middle is not None
    assert middle.isHidden()


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


@pytest.mark.parametrize("broken", [False, True])
def test_one_that_cannot_be_started_leaves_the_window_usable(qtbot: QtBot, tmp_path: Path, broken: bool) -> None:
    program = tmp_path / "program"
    program.write_text("no program")
    program.chmod(0o755)
    bench = make_bench(qtbot, may_drill=True)
    controller = DrillController(bench.window, [str(program)] if broken else [sys.executable, "-c", "raise SystemExit(1)"])
    controller.begin()
    qtbot.waitUntil(lambda: not controller.running)
    assert (bench.window.drill_cover, bench.window.locked) == (None, False)
    assert "could not be started" in bench.window.area.banner.accessibleName()


def make_drill(qtbot: QtBot, *, handle: int = 0, while_stdin: bool = False) -> Bench:
    bench = make_bench(qtbot, sandbox=True, drill=True)
    DrillSession(bench.window, handle=handle, while_stdin=while_stdin)
    return bench


def edges(bench: Bench) -> set[str]:
    """The colours along the four edges of the window, as painted."""
    image = bench.window.grab().toImage()
    ratio = round(image.devicePixelRatio())
    wide, high = image.width() - 1, image.height() - 1
    near = [each * ratio for each in range(WIDTH)]
    places = [(x, y) for x in range(0, wide, 3) for y in (*near, *(high - each for each in near))]
    places += [(x, y) for y in range(0, high, 3) for x in (*near, *(wide - each for each in near))]
    return {image.pixelColor(x, y).name() for x, y in places}


def _shown_marks(bench: Bench) -> list[str]:
    return [each.accessibleName() for each in bench.window.findChildren(ProfileStrip, "drillMark") if each.isVisible()]


def test_the_key_ends_it(qtbot: QtBot) -> None:
    """The key that began it, wherever the focus is; it asks nothing, since nothing here is real."""
    bench = make_drill(qtbot)
    answer(bench, look_up(bench))
    qtbot.waitUntil(bench.window.isActiveWindow)
    focused = QApplication.focusWidget() or bench.window
    QTest.keyClick(focused, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not bench.window.isVisible()


@pytest.mark.hazard("H1.11", "S12")
@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
def test_the_frame_goes_all_around_over_results_and_over_the_lock(qtbot: QtBot, scheme: theme.Colours) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before, sheet = application.palette(), application.styleSheet()
    theme.colour(application, scheme)
    try:
        bench = make_drill(qtbot)
        allowed = {QColor(scheme.flag).name(), QColor(scheme.flag_ground).name()}
        assert edges(bench) == allowed
        answer(bench, look_up(bench))
        assert edges(bench) == allowed
        bench.window.lock.lock()
        assert edges(bench) == allowed
        bench.window.resize(900, 700)
        assert edges(bench) == allowed
    finally:
        application.setPalette(before)
        application.setStyleSheet(sheet)


def test_the_bar_says_so_in_words_on_every_view_and_not_sandbox(qtbot: QtBot) -> None:
    bench = make_drill(qtbot)
    assert bench.window.windowTitle().startswith("DRILL – ")
    qtbot.waitUntil(lambda: _shown_marks(bench) == [drill_text()])
    answer(bench, look_up(bench))
    qtbot.waitUntil(lambda: _shown_marks(bench) == [drill_text()])
    bench.window.lock.lock()
    qtbot.waitUntil(lambda: _shown_marks(bench) == [drill_text()])
    assert not bench.window.findChildren(ProfileStrip, "sandboxMark")


def test_every_dialog_has_frame_and_title(qtbot: QtBot) -> None:
    bench = make_drill(qtbot)
    dialog = QDialog(bench.window)
    dialog.setWindowTitle("Self-check")
    QVBoxLayout(dialog).addWidget(QLabel("…", dialog))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(DrillFrame)))
    assert dialog.windowTitle() == "DRILL – Self-check"


@pytest.mark.hazard("S12")
def test_copies_and_pages_say_so_too(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, sandbox=True, drill=True)
    settings = window_settings(sandbox=True, drill=True)
    clipboard = PatientClipboard(mark=mark_text(settings), parent=bench.window)
    clipboard.put("Kalium 7,1 mmol/L")
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("DRILL – ")
    shown = ExportOrigin(result=result_of(look_up(bench)), style=Style(language="nb"), partial=False)
    assert shown.page_texts(settings, "").mark == drill_text()
    clipboard.take_back()


@pytest.mark.hazard("S12")
def test_no_number_of_another_program_lands_in_a_drill(qtbot: QtBot) -> None:
    bench = make_drill(qtbot)
    assert bench.window.hand_over(KARI) is None
    assert bench.window.form.patient.line.text() == ""
    assert bench.window.area.banner.isHidden()


def test_it_ends_with_its_standard_input(qtbot: QtBot) -> None:
    ours, theirs = os.pipe()
    bench = make_drill(qtbot, handle=ours, while_stdin=True)
    os.write(theirs, b"anything")
    assert not bench.window.closed
    os.close(theirs)
    qtbot.waitUntil(lambda: bench.window.closed)
    os.close(ours)
