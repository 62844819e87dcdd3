"""No picture, page or copy of a drill can be taken for anything else."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import theme
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.drill import WIDTH, DrillFrame, DrillSession
from provesvar_gui.ui.marks import ProfileStrip, drill_text, mark_text
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export.exporter import ExportOrigin
from tests.gui.fakes import KARI, Bench, make_bench, result_of
from tests.gui.hands import answer, look_up
from tests.window_settings import window_settings


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
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert len(dialog.findChildren(DrillFrame)) == 1


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
