"""The way back through the views, and their tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.panes import Panes
from tests.gui.results.test_trend import NB, potassium, show
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def panes(qtbot: QtBot) -> Panes:
    built = Panes(NB, window_settings())
    qtbot.addWidget(built)
    built.retranslate()
    built.resize(1000, 700)
    built.show()
    return built


def test_backspace_goes_back_step_by_step(panes: Panes) -> None:
    pane = show(panes, potassium("4.0", 0), potassium("5.1", 30))
    QTest.keyClick(pane.graph.widgets[0], Qt.Key.Key_Return)
    assert panes.tabs.currentIndex() == panes.place_of(Key.REPORTS)
    assert panes.reports.list.hasFocus()
    QTest.keyClick(panes.reports.list, Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.TREND)
    QTest.keyClick(pane.graph.widgets[0], Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.OVERVIEW)
    panes.turn_to(panes.place_of(Key.REPORTS))
    QTest.keyClick(panes.reports.list, Qt.Key.Key_Backspace)
    assert panes.tabs.currentIndex() == panes.place_of(Key.REPORTS), "who came by the tab stays"
