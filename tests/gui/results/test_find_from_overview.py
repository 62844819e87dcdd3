"""Where a search leads, and menus that stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from provesvar_gui.results.search import Facet
from tests.gui.results import made
from tests.gui.results.test_find import OLD, Key, listed, settle, show, type_

if TYPE_CHECKING:
    from provesvar_gui.ui.results.view import ResultsView


def test_a_search_from_the_overview_goes_to_the_first_hit_that_has_a_value(view: ResultsView) -> None:
    awaited = made.report(
        "venter",
        made.finding("P-Kalium", status="registered", effective=made.moment("2024-08-15T07:00:00+02:00")),
        status="registered",
        effective=made.moment("2024-08-15T07:00:00+02:00"),
    )
    both = made.report("begge", made.finding("P-Kalium", status="registered"), made.finding("P-Kalium", made.quantity("4.4")))
    show(view, made.result(awaited, both, OLD))
    type_(view, "kalium")
    assert listed(view) == ["venter", "begge", "gammel"]
    shown = view.panes.reports._shown
    assert shown is not None
    assert shown.id == "begge"
    view.find_bar.field.setFocus()
    QTest.keyClick(view.find_bar.field, Key.Key_Return)
    settle(view)
    detail = view.panes.reports.detail
    assert detail._goal >= 0
    assert detail.lines.line(detail._goal).cells[1].startswith("4,4")


def test_space_ticks_a_filter_and_leaves_the_menu_open(view: ResultsView) -> None:
    show(view)
    view.find_bar.buttons.button(Facet.LABORATORY).click()
    menu = view.find_bar.buttons.menu
    assert menu is not None
    first, second = menu.actions()[:2]
    menu.setActiveAction(first)
    QTest.keyClick(menu, Key.Key_Space)
    assert menu.isVisible()
    assert first.isChecked()
    menu.setActiveAction(second)
    QTest.keyClick(menu, Key.Key_Space)
    settle(view)
    assert menu.isVisible()
    assert second.isChecked()
    assert len(view.find_bar.line.chips()) == 2
    menu.setActiveAction(first)
    QTest.keyClick(menu, Key.Key_Space)
    settle(view)
    assert len(view.find_bar.line.chips()) == 1
    view.find_bar.buttons.close_menu()
