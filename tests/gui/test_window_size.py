"""The window is as large as the person makes it: nothing in it makes it grow, and a small one is scrolled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.ui.results.find import filters
from provesvar_gui.ui.results.find.filters import Facet
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import DOCTOR, Bench, make_bench
from tests.gui.hands import Key, press, sent, type_form
from tests.gui.results.sandbox_patients import patient

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = [
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),  # the offscreen platform says so of any window
    pytest.mark.qt_log_ignore("does not support raise"),
]
LEAST = QSize(1000, 600)


def view_of(bench: Bench) -> ResultsView:
    view = bench.window.findChild(ResultsView)
    assert isinstance(view, ResultsView)
    return view


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    """Results of several laboratories on the screen of a small window."""
    made_bench = make_bench(qtbot, make_view=default_view, sandbox=True)
    made_bench.window.resize(1024, 640)
    type_form(made_bench)
    press(Key.Key_Return)
    made_bench.bridge.last("login").succeed(DOCTOR)
    answer = replace(patient(), lookup=sent(made_bench))
    made_bench.bridge.last("lookup").succeed(answer)
    view = view_of(made_bench)
    qtbot.waitUntil(lambda: view.find_bar.isVisible())
    view._slices.finish()
    QApplication.processEvents()
    return made_bench


def assert_size(bench: Bench, what: str) -> None:
    QApplication.processEvents()
    window = bench.window
    least = window.minimumSizeHint()
    assert (least.width() <= LEAST.width(), least.height() <= LEAST.height()) == (True, True), f"{what}: {least}"
    assert window.size() == QSize(1024, 640), f"{what}: {window.size()}"


@pytest.mark.parametrize("folded", [False, True])
def test_nothing_makes_the_window_grow(bench: Bench, folded: bool) -> None:
    view = view_of(bench)
    bench.window.resize(1024, 640)
    if bench.window.fold.folded is not folded:
        bench.window.fold.toggle()
    for place in range(view.panes.tabs.count()):
        view.panes.turn_to(place)
        assert_size(bench, view.panes.tabs.tabText(place))
    series = view.panes.trend.picker.offered.series(0)
    assert series is not None
    view.panes.show_trend((series,))
    for place in range(1, min(view.panes.trend.picker.offered.rowCount(), 6)):
        another = view.panes.trend.picker.offered.series(place)
        assert another is not None
        view.panes.trend.add.setChecked(True)
        view.panes.trend.picker.picked.emit(another)
    view.panes.trend._slices.finish()
    assert_size(bench, "six trends")
    view.header.references.click()
    assert_size(bench, "references")
    view.panes.turn_to(2)
    view.panes.reports.list.choose(0)
    QTest.keyClick(view.panes.reports.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert_size(bench, "copied")
    period = next(iter(filters.PERIODS))
    view.find_bar._choose(Facet.PERIOD, period, "en svært lang periode", True)
    for place in range(6):
        view.find_bar._choose(Facet.LABORATORY, f"lab {place}", f"Et laboratorium med et langt navn {place}", True)
    view.find_bar.finder.finish()
    for place in range(view.panes.tabs.count()):
        view.panes.turn_to(place)
        assert_size(bench, f"filtered {view.panes.tabs.tabText(place)}")
