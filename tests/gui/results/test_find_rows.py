"""Tabs, field and filters share a row where there is room; Tab goes the way one reads, and nothing loses the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from provesvar_gui.ui.results.find.filters import Facet
from tests.gui.results import made
from tests.gui.results.test_find import ANSWER, CTRL, SHIFT, Key, choose, listed, said, settle, show, type_

if TYPE_CHECKING:
    from provesvar_gui.ui.results.view import ResultsView

WIDE, NARROW, NARROWEST = 1200, 820, 480


def seen(view: ResultsView, width: int) -> None:
    view.resize(width, 700)
    show(view)
    QApplication.processEvents()


def top(view: ResultsView, widget: QWidget) -> int:
    return widget.mapTo(view, widget.rect().center()).y()


@pytest.mark.parametrize("width", [WIDE, NARROW, NARROWEST])
def test_what_shares_a_row(view: ResultsView, width: int) -> None:
    seen(view, width)
    bar = view.find_bar
    first = bar.buttons.button(Facet.DISCIPLINE)
    row = top(view, view.panes.tabs)
    assert (abs(top(view, bar.field) - row) < 6) is (width != NARROWEST)
    assert bar.rows.toggle.isVisible() is (width != WIDE)
    assert first.isVisible() is (width == WIDE)
    if width == WIDE:
        assert abs(top(view, first) - row) < 6
    else:
        bar.rows.toggle.click()
        QApplication.processEvents()
        assert first.isVisible()
        assert top(view, first) > top(view, bar.field)
    parts = [view.panes.tabs, bar.field, bar.rows.toggle, first]
    frames = [widget.geometry().translated(widget.mapTo(view, widget.rect().topLeft()) - widget.pos()) for widget in parts]
    shown = [frame for widget, frame in zip(parts, frames, strict=True) if widget.isVisible()]
    assert not any(one.intersects(other) for place, one in enumerate(shown) for other in shown[place + 1 :])
    assert all(widget.accessibleName() for widget in parts)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_tab_goes_the_way_one_reads(view: ResultsView, width: int) -> None:
    seen(view, width)
    view.panes.turn_to(2)
    choose(view, Facet.LABORATORY, "Fürst")
    bar = view.find_bar
    view.activateWindow()  # a menu was in front
    while not view.isActiveWindow():
        QApplication.processEvents()
    bar.rows.open()
    QApplication.processEvents()
    header = view.header
    view.exporter.button.setFocus()
    order: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not view.panes.reports.list and len(order) < 20:
        assert focused is not None
        order.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    toggle = [bar.rows.toggle] if width == NARROW else []
    buttons = list(map(bar.buttons.button, Facet))
    above = [view.exporter.button, header.codes, header.refresh, view.panes.tabs]  # no ids came, so they cannot be shown
    below = [bar.field, *toggle, *buttons, bar.line.all, *bar.line.chips()]
    assert order == [*above, *below]


def test_the_key_of_the_filters_opens_them_and_who_goes_on_folds_them(view: ResultsView) -> None:
    seen(view, NARROW)
    bar = view.find_bar
    QTest.keyClick(view.panes.tabs, Key.Key_F, CTRL | SHIFT)
    assert bar.buttons.button(Facet.DISCIPLINE).hasFocus()
    assert bar.rows.toggle.text().endswith("▴")
    bar.buttons.button(Facet.MARKED).click()
    settle(view)
    assert "(1)" in bar.rows.toggle.text()
    assert bar.rows.toggle.accessibleName().startswith("✓")
    type_(view, "kalium")
    QTest.keyClick(bar.field, Key.Key_Return)
    assert not bar.rows.toggle.isChecked()
    assert not bar.buttons.isVisible()


def test_another_width_takes_nobody_away_from_where_they_are(view: ResultsView) -> None:
    seen(view, NARROW)
    type_(view, "kal")
    for width in (WIDE, NARROWEST, NARROW):
        view.resize(width, 700)
        QApplication.processEvents()
        assert view.find_bar.field.hasFocus()
    QTest.keyClicks(view.find_bar.field, "ium")
    settle(view)
    assert listed(view) == ["blod", "gammel"]


def test_filters_stand_beside_what_they_leave_where_there_is_room(view: ResultsView) -> None:
    seen(view, WIDE)
    view.panes.turn_to(2)
    choose(view, Facet.LABORATORY, "Fürst")
    line = view.find_bar.line
    QApplication.processEvents()
    (chip,) = line.chips()
    assert isinstance(chip, QToolButton)
    assert abs(top(view, chip) - top(view, line.words)) < 6
    assert chip.x() >= line.words.geometry().right()
    view.resize(NARROWEST, 700)
    QApplication.processEvents()
    assert chip.geometry().top() > line.words.geometry().top()
    assert line.words.heightForWidth(line.words.width()) <= line.words.height()


def test_a_period_goes_where_nobody_knows_when_it_was_fetched(view: ResultsView) -> None:
    seen(view, WIDE)
    choose(view, Facet.PERIOD, "Last 7 days")
    assert said(view)
    show(view, made.result(*ANSWER.reports, number=2))
    settle(view)
    assert (said(view), view.find_bar.line.chips()) == ("", [])
