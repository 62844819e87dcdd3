"""A long series: every row of the table behind the graph is reached by keys, spoken whole, and not cut off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.results.course import TimeRange
from provesvar_gui.ui.results.trend.table import Column
from tests.gui.results import made
from tests.gui.results.test_trend_period import pane_with, potassium

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.ui.results.trend.pane import TrendPane

COUNT = 540
START = datetime(2024, 8, 14, 8, 0, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(qtbot: QtBot) -> TrendPane:
    findings = [potassium(f"4.{place:03}", 24.0 * place, interpretations=(made.ABOVE,)) for place in range(COUNT)]
    made_pane = pane_with(qtbot, *findings, fetched=START + timedelta(days=COUNT))
    made_pane.activateWindow()
    made_pane.to_table.click()
    QApplication.processEvents()
    assert made_pane.table.hasFocus()
    return made_pane


def value(row: int) -> str:
    """Newest first."""
    return f"4,{COUNT - 1 - row:03}"


def test_every_row_is_reached_by_one_key_after_the_other_and_told(pane: TrendPane) -> None:
    table = pane.table
    QTest.keyClick(table, Qt.Key.Key_Home, CTRL)
    for row in range(COUNT):
        assert table.currentIndex().row() == row
        assert value(row) in pane.inspector.accessibleName()
        rect = table.visualRect(table.currentIndex())
        assert 0 <= rect.top() <= rect.bottom() <= table.viewport().height(), row
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == COUNT - 1


@pytest.mark.parametrize(("key", "to"), [(Qt.Key.Key_End, COUNT - 1), (Qt.Key.Key_Home, 0)])
def test_ends_are_one_key_away(pane: TrendPane, key: Qt.Key, to: int) -> None:
    QTest.keyClick(pane.table, Qt.Key.Key_PageDown)
    for with_ in (CTRL, Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(pane.table, Qt.Key.Key_PageDown)
        QTest.keyClick(pane.table, key, with_)
        assert pane.table.currentIndex().row() == to
        assert pane.table.currentIndex().column() == Column.TIME
        assert value(to) in pane.inspector.accessibleName()


def test_a_screen_reader_finds_the_whole_result_on_every_row(pane: TrendPane) -> None:
    told = QAccessible.queryAccessibleInterface(pane.table)
    assert told is not None
    names = {
        each.text(QAccessible.Text.Name).replace("\u00a0", " ")
        for place in range(told.childCount())
        if (each := told.child(place)).role() == QAccessible.Role.Cell
    }
    for row in range(COUNT):
        assert any(value(row) in name and "mmol/L" in name for name in names), row


def test_a_point_of_a_lane_leads_to_its_row_however_far_down(pane: TrendPane) -> None:
    table = pane.table
    pane.periods.take(TimeRange.ALL)
    QTest.keyClick(table, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.graph.widgets[0], Qt.Key.Key_Home)
    pane.grab()
    QTest.keyClick(pane.graph.widgets[0], Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert table.currentIndex().row() == COUNT - 1
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_no_row_is_cut_off_however_far_down(pane: TrendPane) -> None:
    table = pane.table
    pane.resize(520, 700)
    QApplication.processEvents()
    for key in (Qt.Key.Key_End, *[Qt.Key.Key_PageUp] * 3):
        QTest.keyClick(table, key)
        table.finish()
        rect = table.visualRect(table.currentIndex())
        assert 0 <= rect.top() <= rect.bottom() <= table.viewport().height()
        assert table.rowHeight(table.currentIndex().row()) == table.rowHeight(1)  # which says the same
    assert table.rowHeight(1) > table.verticalHeader().defaultSectionSize()


@pytest.mark.parametrize("points", [0.0, 16.0])
def test_no_column_is_beyond_the_edge_of_a_small_screen(qtbot: QtBot, points: float) -> None:
    """However large the letters are and however long an answer in words is; a number is not broken."""
    answer = made.concept("Prøven er hemolysert og kan ikke analyseres, ta en ny prøve så snart som mulig. " * 20)
    said = potassium("", 4.0)
    words = replace(said, observation=replace(said.observation, value=answer))
    pane = pane_with(
        qtbot,
        potassium("4.123456", 2.0, interpretations=(made.ABOVE,)),
        words,
        potassium("4.1", 6.0),
        fetched=START + timedelta(days=1),
    )
    if points:
        font = pane.table.font()
        font.setPointSizeF(points)
        pane.table.setFont(font)
    pane.to_table.click()
    pane.resize(1281, 900)
    pane.resize(1280, 900)
    QApplication.processEvents()
    table = pane.table
    assert any(table.results.cells(row).words[Column.NOTE] for row in range(3))
    assert table.horizontalScrollBar().maximum() == 0
    number = table.results.cells(2).words[Column.VALUE]
    assert table.columnWidth(Column.VALUE) > QFontMetricsF(table.font()).horizontalAdvance(number)
    assert table.rowHeight(1) > table.rowHeight(2)
    assert table.rowHeight(1) < table.viewport().height()
