"""The trend begins at its title whatever was drawn before, and nothing of it is cut: sizes of real screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.results.course import TimeRange
from provesvar_gui.results.text import Language
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.common.text_runs import TextRun
from provesvar_gui.ui.results.panes import PaneScrollArea
from provesvar_gui.ui.results.trend.graph import paint_axis
from provesvar_gui.ui.results.trend.pane import TrendPane
from tests.gui.fakes import Bench
from tests.gui.hands import in_language, view_of
from tests.gui.lock.kit import handle, reading_for_real, settle
from tests.gui.results.sandbox_patients import digested, patient

CLINIC, OLD = QSize(1366, 768 - 32), QSize(1024, 768 - 32)  # without the frame of the desktop


@pytest.fixture(params=[CLINIC, OLD], ids=["1366", "1024"])
def bench(qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Bench]:
    with in_language(qapp, "nb"):
        made_bench = reading_for_real(qtbot, ui__language="nb")
        made_bench.window.resize(request.param)
        QApplication.processEvents()
        assert handle(made_bench).size() == request.param
        yield made_bench


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def assert_nothing_is_cut(trend: TrendPane) -> None:
    buttons = [trend.findChild(QPushButton, f"trendPeriod-{each.value}") for each in TimeRange]
    for button in (*buttons, trend.picker, trend.to_table, trend.inspector):
        assert button is not None
        assert whole(button), button.objectName()
        assert button.width() >= button.minimumSizeHint().width()
    viewport = trend.parentWidget()
    room = viewport.parentWidget() if viewport is not None else None
    assert isinstance(room, PaneScrollArea)
    assert room.horizontalScrollBar().maximum() == 0
    graph = trend.graph
    assert graph.area.verticalScrollBar().value() == 0
    assert whole(graph.widgets[0]), "name, newest value and peak of the first lane"
    assert graph.columns is not None
    assert graph.columns.right - graph.columns.left > 200
    for widget in graph.widgets:
        painter = widget.painter_of(QPainter())
        assert painter is not None
        assert widget.height() >= painter.needed(), "every line of its words has room"
        sides = zip(painter.sides, (painter.title(), painter.newest()), strict=True)
        assert all(sum(run.width for run in group) <= side.width() for side, groups in sides for group in groups)


@pytest.mark.hazard("H3.12")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [1.0, 1.5])
def test_in_every_language_and_size_of_text_six_lanes_are_told_whole(
    qapp: QApplication, qtbot: QtBot, language: Language, size: float
) -> None:
    with in_language(qapp, language):
        theme.set_text_size(qapp, size)
        try:
            pane = TrendPane(Style(language=language))
            qtbot.addWidget(pane)
            pane.retranslate()
            room = PaneScrollArea(pane)
            qtbot.addWidget(room)
            room.resize(1366, 574)
            room.show()
            digest = digested(patient())
            names = ("P-Kalium", "P-Kreatinin", "P-INR", "B-Leukocytter", "B-Trombocytter", "P-C-Reaktivt protein")
            pane.show_digest(digest, Style(language=language))
            for shown in (names, names[:1], names):  # it begins at its title whatever was there before
                pane.show_series(tuple(next(each for each in digest.series if each.name == name) for name in shown))
                pane._slices.finish()
                for _ in range(3):
                    QApplication.processEvents()
                assert_nothing_is_cut(pane)
                bar = pane.graph.area.verticalScrollBar()
                assert len(shown) > 1 or bar.maximum() == 0, "one series fits"
                bar.setValue(bar.maximum())
            if size == 1.0:
                six = sum(widget.height() for widget in pane.graph.widgets[:6])
                assert six <= pane.graph.area.viewport().height(), "six lanes at 1366x768"
        finally:
            theme.set_text_size(qapp, 1.0)


@pytest.mark.parametrize("bench", [QSize(911, 496)], indirect=True)  # a line more in each cell is too much
def test_in_a_small_window_four_lanes_are_whole_and_the_change_is_told_in_words(bench: Bench) -> None:
    trend = bench.window.findChild(TrendPane)
    assert trend is not None
    view_of(bench).panes.turn_to(view_of(bench).panes.tabs.count() - 1)
    settle(bench)
    assert len(trend.graph.widgets) == 4
    assert trend.graph.area.verticalScrollBar().maximum() == 0
    assert_nothing_is_cut(trend)
    assert "fra 5,7" in trend.graph.widgets[0].accessibleName()


@pytest.mark.parametrize("bench", [QSize(911, 496), OLD], indirect=True)
def test_the_axis_names_midnight_and_hours_beside_the_cursor(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    trend = bench.window.findChild(TrendPane)
    assert trend is not None
    view_of(bench).panes.turn_to(view_of(bench).panes.tabs.count() - 1)
    settle(bench)
    said: list[str] = []
    monkeypatch.setattr(TextRun, "paint", lambda run, *_: said.append(run.text.replace("\u00a0", " ")))
    assert trend.graph.columns is not None
    paper = QImage(10, 10, QImage.Format.Format_RGB32)
    with QPainter(paper) as painter:
        paint_axis(painter, trend.graph.columns, 0.0, trend.graph.cursor_dot)
    assert {"25. nov", "24. nov 06:00", "12", "nå"} <= set(said)
    assert said[0].endswith("20:30")


def test_no_view_is_wider_than_its_room(bench: Bench) -> None:
    panes = view_of(bench).panes
    for place in range(panes.tabs.count()):
        panes.turn_to(place)
        settle(bench)
        (room,) = (each for each in panes.findChildren(PaneScrollArea) if each.isVisible())
        assert room.horizontalScrollBar().maximum() == 0, panes.tabs.tabText(place)
