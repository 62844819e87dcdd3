"""A long list of reports: the heights of its rows are made bit by bit, and nobody notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex

from provesvar_gui.ui.results.common.lines import Column, Style
from provesvar_gui.ui.results.reports.report_list import ReportList
from tests.gui.results import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.ui.results.view import ResultsView

COUNT = 400


@pytest.fixture
def listed(qtbot: QtBot) -> ReportList:
    view = ReportList("reportList", Style())
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    long = "Undersøkelse av et langt navn som ikke går på en linje i en smal kolonne, nummer {number}"
    view.reports.set_reports([made.report(str(at), code=made.concept(long.format(number=at))) for at in range(COUNT)], Style())
    return view


def heights(view: ReportList) -> list[int]:
    return [view.rowHeight(row) for row in range(COUNT)]


def test_what_can_be_seen_has_its_height_at_once_the_rest_follows(listed: ReportList, qtbot: QtBot) -> None:
    at_once = heights(listed)
    single = listed.verticalHeader().defaultSectionSize()
    assert at_once[0] > single
    qtbot.waitUntil(lambda: min(heights(listed)) > single)
    seen = listed.rowAt(listed.viewport().height() - 1) + 1
    assert heights(listed)[:seen] == at_once[:seen]
    listed.finish()
    assert len(set(heights(listed))) <= 3  # all names are equally long, but for a digit; the first has the head of the day


def test_who_has_scrolled_sees_the_same_rows(listed: ReportList) -> None:
    listed.clearSelection()
    listed.setCurrentIndex(QModelIndex())
    bar = listed.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = listed.rowAt(0)
    place = listed.rowViewportPosition(first)
    listed.finish()
    assert (listed.rowAt(0), listed.rowViewportPosition(first)) == (first, place)


def test_a_report_of_texts_takes_the_whole_width(view: ResultsView) -> None:
    text = "Det er et konkrement i øvre tredel av høyre ureter. " * 6
    image = made.report("ct", made.finding("CT", text), code=made.concept("CT"))
    later = made.moment("2024-08-15T08:00:00+02:00")
    blood = made.report("blod", made.finding("Kalium", made.quantity("4.1")), effective=later)
    view.show_result(made.result(image, blood), partial=False)
    view.panes.turn_to(2)
    for each in (blood, image, blood, image):
        view.panes.reports.choose(each)
        detail = view.panes.reports.detail
        assert abs(sum(detail.columnWidth(column) for column in Column) - detail.viewport().width()) <= 4, each.id
