"""The rules for every page beside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.widgets import KeyButton
from tests.gui.fakes import KARI, Bench, make_bench
from tests.gui.hands import answered, logged_in, part, press
from tests.gui.opening_kit import answer, real

PAGES = {"selfCheckDialog": Key.SELF_CHECK, "settingsDialog": Key.SETTINGS, "journalDialog": Key.JOURNAL, "guideWindow": Key.HELP}


def pages(bench: Bench, name: str) -> list[QDialog]:
    return [page for page in bench.window.findChildren(QDialog, name) if page.isVisible()]


def opened(bench: Bench, qtbot: QtBot, name: str) -> QDialog:
    bench.window.press(PAGES[name]) if name in PAGES else bench.window.pages.open_assistant()
    (page,) = pages(bench, name)
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.mark.parametrize("name", [*PAGES, "setupDialog"])
def test_controls_have_names_and_escape_closes_it_alone(qtbot: QtBot, name: str) -> None:
    bench = answered(make_bench(qtbot, may_set_up=True))
    bench.window.setFixedWidth(700)
    page = opened(bench, qtbot, name)
    assert page.width() <= 700 or name == "guideWindow", "no sheet is wider than the window"
    for button in page.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName() or button.text()
    for rows in (*page.findChildren(QTreeView), *page.findChildren(QTableView)):
        assert rows.accessibleName()
    press(Qt.Key.Key_Escape)
    assert pages(bench, name) == []
    assert bench.window.area.results_visible


@pytest.mark.parametrize("name", PAGES)
def test_a_scan_goes_to_the_window_behind(qtbot: QtBot, name: str) -> None:
    bench = answered(make_bench(qtbot))
    handle = opened(bench, qtbot, name).windowHandle()
    assert handle is not None
    for digit in KARI:
        bench.clock[0] += 0.01
        QTest.keyClick(handle, Qt.Key(ord(digit)))
    assert bench.window.form.patient.line.text() == "138969 00263"


def test_no_key_is_out_of_sight(qtbot: QtBot) -> None:
    """The columns of the list are about as long as each other: together they fit in a window of 1366 by 768."""
    bench = make_bench(qtbot)
    bench.window.resize(1366, 768)
    inside = part(HelpDialog(bench.window), QScrollArea, "helpScroll").widget()
    assert inside is not None
    assert inside.heightForWidth(1252) < 490


def test_a_key_that_is_pressed_twice_says_so(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot))
    bench.bridge.last("lookup").succeed(answer(bench, 0))
    button = part(bench.window, KeyButton, "outcomeRefresh")
    assert button._key == "F5 twice"
