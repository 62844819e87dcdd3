"""The trend begins at its title whatever was drawn before, and nothing of it is cut: sizes of real screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from provesvar_gui.ui.keys import Key as Table
from provesvar_gui.ui.results.pane_scroll_area import PaneScrollArea
from provesvar_gui.ui.results.trend.periods import Range
from tests.gui.hands import Key, in_language, press, view_of
from tests.gui.lock.kit import handle, reading_for_real, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from provesvar_gui.ui.results.trend.pane import TrendPane
    from tests.gui.fakes import Bench

CLINIC, OLD = QSize(1366, 768 - 32), QSize(1024, 768 - 32)  # without the frame of the desktop


@pytest.fixture(params=[CLINIC, OLD], ids=["1366", "1024"])
def bench(qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Bench]:
    with in_language(qapp, "nb"):
        made_bench = reading_for_real(qtbot, ui__language="nb")
        made_bench.window.resize(request.param)
        QApplication.processEvents()
        assert handle(made_bench).size() == request.param
        yield made_bench


def to(bench: Bench, key: Table) -> None:
    panes = view_of(bench).panes
    panes.turn_to(panes.place_of(key))
    QApplication.processEvents()


def one(bench: Bench) -> TrendPane:
    """From the overview, the potassium."""
    to(bench, Table.OVERVIEW)
    press(Key.Key_K)
    return drawn(bench, 1)


def three(bench: Bench) -> TrendPane:
    """From the table, three rows."""
    to(bench, Table.TABLE)
    lines = view_of(bench).panes.flowsheet.table.lines
    while not lines.rowCount():
        QApplication.processEvents()
    for _ in range(3):
        press(Key.Key_Space)
        press(Key.Key_Down)
    press(Key.Key_Return)
    return drawn(bench, 3)


def drawn(bench: Bench, count: int) -> TrendPane:
    trend = view_of(bench).panes.trend
    trend._slices.finish()
    for _ in range(3):
        QApplication.processEvents()
    assert trend.isVisible()
    assert len(trend.graph.panels) == count
    return trend


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def seen(trend: TrendPane) -> QRectF:
    """The part of the graph that is in sight, in its own coordinates."""
    return QRectF(trend.graph.visibleRegion().boundingRect())


def assert_nothing_is_cut(trend: TrendPane) -> None:
    buttons = [trend.findChild(QPushButton, f"trendRange-{each.value}") for each in Range]
    for button in (*buttons, trend.picker, trend.add, trend.table, trend.caption):
        assert button is not None
        assert whole(button), button.objectName()
    room = next(each for each in trend.window().findChildren(PaneScrollArea) if each.widget() is trend)
    assert room.horizontalScrollBar().maximum() == 0
    box = trend.graph._boxes()[0]
    assert seen(trend).contains(box.head), "title"
    assert seen(trend).right() >= box.side.right() > box.side.left(), "newest value"
    assert seen(trend).bottom() >= box.side.top() + 4 * QFontMetricsF(trend.graph.font()).height(), "newest value"


@pytest.mark.hazard("H3.12")
def test_it_begins_at_its_title_whatever_was_there_before(bench: Bench) -> None:
    first = one(bench)
    assert_nothing_is_cut(first)
    assert_nothing_is_cut(three(bench))
    again = one(bench)
    assert_nothing_is_cut(again)
    scroll = again.findChild(QScrollArea, "trendScroll")
    assert scroll is not None
    assert again.graph.size() == scroll.viewport().size(), "one series fits"


def test_no_view_is_wider_than_its_room(bench: Bench) -> None:
    panes = view_of(bench).panes
    for place in range(panes.tabs.count()):
        panes.turn_to(place)
        settle(bench)
        (room,) = (each for each in panes.findChildren(PaneScrollArea) if each.isVisible())
        assert room.horizontalScrollBar().maximum() == 0, panes.tabs.tabText(place)
