"""Searching and filtering with real widgets: what is shown, what is said of it, and that nothing of it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollBar, QWidget

from provesvar_gui.results.model import Annotation, Identifier, LookupResult, Party, Report
from provesvar_gui.results.search import Facet
from tests.gui.results import made, strategies

if TYPE_CHECKING:
    from provesvar_gui.ui.results.view import ResultsView

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OVERVIEW, TABLE, REPORTS, TREND = 0, 1, 2, 4


def lab(name: str) -> tuple[Party, ...]:
    return (Party(organisation=name),)


BLOOD = made.report(
    "blod",
    made.finding("P-Natrium", made.quantity("140")),
    made.finding("P-Kalium", made.quantity("6.8"), interpretations=(made.ABOVE,)),
    made.finding("P-Kreatinin", made.quantity("80"), notes=(Annotation(text="Kalium er ikke påvirket"),)),
    performers=lab("Fürst & Co"),
)
OLD = made.report(
    "gammel",
    made.finding("P-Kalium", made.quantity("4.1"), effective=made.moment("2020-01-02T08:00:00+01:00")),
    effective=made.moment("2020-01-02T08:00:00+01:00"),
    performers=lab("Ålesund sjukehus"),
)
IMAGE = made.report("rtg", conclusion="Ingen pneumoni.", code=made.concept("", ("8202", "RTG", "Røntgen")))
ANSWER = made.result(BLOOD, OLD, IMAGE, fetched_at=datetime(2024, 8, 15, 8, tzinfo=UTC))


def show(view: ResultsView, result: LookupResult = ANSWER, *, partial: bool = False) -> None:
    view.activateWindow()
    view.show_result(result, partial=partial)
    view._slices.finish()  # the digest, now


def settle(view: ResultsView) -> None:
    view.find_bar.finder.finish()
    detail = view.panes.reports.detail
    detail.lines.finish()
    while not detail.is_settled():
        QApplication.processEvents()


def type_(view: ResultsView, words: str) -> None:
    view.find_bar.take_focus()
    QTest.keyClicks(view.find_bar.field, words)
    settle(view)


def said(view: ResultsView) -> str:
    line = view.find_bar.line
    return line.words.text() if line.isVisibleTo(view) else ""


def listed(view: ResultsView) -> list[str]:
    model = view.reports.list.reports
    return [report.id if (report := model.report(row)) is not None else "-" for row in range(model.rowCount())]


def pointed(view: ResultsView) -> list[str]:
    lines = view.panes.reports.detail.lines
    return [lines.line(row).shown or lines.line(row).cells[0] for row in range(lines.rowCount()) if lines.is_pointed(row)]


def here(view: ResultsView) -> str:
    """The line the person is on."""
    detail = view.panes.reports.detail
    line = detail.lines.line(detail.currentIndex().row())
    return line.shown or line.cells[0]


def choose(view: ResultsView, facet: Facet, label: str) -> None:
    """Open a filter's menu and choose by what can be read there."""
    view.find_bar.buttons.button(facet).click()
    view.find_bar.finder.finish()  # the index is read in slices
    menu = view.find_bar.buttons.menu
    assert menu is not None
    action = next(action for action in menu.actions() if action.text().replace("&&", "&").startswith(label))
    action.trigger()
    view.find_bar.buttons.close_menu()
    settle(view)


def test_typing_shows_whole_reports_and_points_out_what_was_found(view: ResultsView) -> None:
    show(view)
    type_(view, "kalium")
    assert view.panes.tabs.currentIndex() == REPORTS
    assert listed(view) == ["blod", "gammel"]
    assert said(view) == "Filtered: 3 of 4 result(s) match · 2 of 3 report(s) shown, whole"
    lines = view.panes.reports.detail.lines
    names = [lines.line(row).cells[0] for row in range(lines.rowCount()) if lines.line(row).cells]
    assert names == ["P-Natrium", "P-Kalium", "P-Kreatinin"]  # whole
    assert pointed(view) == ["P-Kalium", "P-Kreatinin", "Comment: Kalium er ikke påvirket"]
    spoken = [lines.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(lines.rowCount())]
    assert sum(sentence.startswith("Hit: ") for sentence in spoken) == 3
    assert view.find_bar.field.hasFocus()


@pytest.mark.hazard("H3.1")
def test_the_line_stands_above_the_views_and_takes_everything_back_with_one_key(view: ResultsView) -> None:
    show(view)
    type_(view, "pneumoni")
    assert listed(view) == ["rtg"]
    line, panes = view.find_bar.line, view.panes
    assert line.mapTo(view, line.rect().bottomLeft()).y() <= panes.mapTo(view, panes.rect().topLeft()).y()
    QTest.keyClick(view.find_bar.field, Key.Key_0, CTRL)
    settle(view)
    assert said(view) == ""
    assert view.find_bar.field.text() == ""
    assert len(listed(view)) == 3
    assert view.panes.tabs.currentIndex() == OVERVIEW  # where it began


@pytest.mark.hazard("H3.1")
def test_nothing_found_says_how_much_is_hidden(view: ResultsView) -> None:
    show(view)
    type_(view, "xyzzy")
    assert listed(view) == []
    assert said(view) == "Filtered: nothing matches, and 4 result(s) are hidden"
    view.find_bar.line.all.click()
    settle(view)
    assert len(listed(view)) == 3


def test_escape_takes_back_what_was_typed_then_leaves_and_never_reaches_the_window(view: ResultsView) -> None:
    taken: list[str] = []
    QShortcut("Esc", view, lambda: taken.append("window"))
    show(view)
    type_(view, "kalium")
    field = view.find_bar.field
    QTest.keyClick(field, Key.Key_Escape)
    settle(view)
    assert (field.text(), field.hasFocus(), said(view)) == ("", True, "")
    assert not field.isUndoAvailable()
    QTest.keyClick(field, Key.Key_Escape)
    assert not field.hasFocus()
    assert taken == []


def test_keys(view: ResultsView) -> None:
    show(view)
    view.panes.turn_to(REPORTS)
    QTest.keyClick(view.panes.reports.list, Key.Key_F, CTRL)
    assert view.find_bar.field.hasFocus()
    QTest.keyClick(view.find_bar.field, Key.Key_F, CTRL | SHIFT)
    assert view.find_bar.buttons.button(Facet.DISCIPLINE).hasFocus()
    QTest.keyClick(view.find_bar.buttons.button(Facet.DISCIPLINE), Key.Key_Right)
    assert view.find_bar.buttons.button(Facet.LABORATORY).hasFocus()
    type_(view, "kalium")
    QTest.keyClick(view.find_bar.field, Key.Key_Return)
    assert view.panes.reports.list.hasFocus()


def test_f3_goes_from_hit_to_hit_and_on_to_the_next_report(view: ResultsView) -> None:
    show(view)
    type_(view, "kalium")
    seen = []
    for _ in range(5):
        QTest.keyClick(view.focusWidget(), Key.Key_F3)
        settle(view)
        shown = view.panes.reports.list.currentIndex().row()
        seen.append((listed(view)[shown], here(view)))
    assert seen == [
        ("blod", "P-Kalium"),
        ("blod", "P-Kreatinin"),
        ("blod", "Comment: Kalium er ikke påvirket"),
        ("gammel", "P-Kalium"),
        ("blod", "P-Kalium"),
    ]
    QTest.keyClick(view.focusWidget(), Key.Key_F3, SHIFT)
    settle(view)
    assert (listed(view)[view.panes.reports.list.currentIndex().row()], here(view)) == ("gammel", "P-Kalium")


def test_the_first_hit_comes_into_sight_and_stays_there(view: ResultsView) -> None:
    many = [made.finding(f"Analyse {n}", made.quantity("1"), notes=(Annotation(text="Merknad " * 30),)) for n in range(40)]
    show(view, made.result(made.report("lang", *many, made.finding("P-Kalium", made.quantity("6.8")), *many)))
    type_(view, "kalium")
    detail = view.panes.reports.detail
    row = next(row for row in range(detail.lines.rowCount()) if detail.lines.is_pointed(row))

    def in_sight() -> bool:
        settle(view)
        rect = detail.visualRect(detail.lines.index(row, 0))
        return rect.top() >= 0 and rect.bottom() <= detail.viewport().height()

    assert in_sight()
    assert not detail.selectionModel().hasSelection()
    view.resize(700, 500)
    assert in_sight()
    detail.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    view.resize(900, 600)
    assert not in_sight()  # the person has scrolled away


def test_filters_and_their_chips(view: ResultsView) -> None:
    show(view)
    view.panes.turn_to(REPORTS)
    choose(view, Facet.LABORATORY, "Fürst & Co (3)")
    assert listed(view) == ["blod"]
    chips = view.find_bar.line.chips()
    assert [chip.accessibleName() for chip in chips] == ["Remove the filter Laboratory: Fürst & Co"]
    assert [chip.text() for chip in chips] == ["Laboratory: Fürst && Co  ✕"]
    choose(view, Facet.LABORATORY, "Ålesund")
    assert listed(view) == ["blod", "gammel"]  # either
    view.find_bar.buttons.button(Facet.MARKED).click()
    settle(view)
    assert listed(view) == ["blod"]
    assert pointed(view) == ["P-Kalium"]
    assert said(view) == "Filtered: 1 of 4 result(s) match · 1 of 3 report(s) shown, whole"
    assert [button.facet for button in map(view.find_bar.buttons.button, Facet) if button.isChecked()] == [
        Facet.LABORATORY,
        Facet.MARKED,
    ]
    view.activateWindow()  # a menu was in front
    while not view.isActiveWindow():
        QApplication.processEvents()
    view.find_bar.line.chips()[0].setFocus()
    for _ in range(3):
        assert view.find_bar.line.chips()[0].hasFocus()
        view.find_bar.line.chips()[0].click()
        settle(view)
    assert view.find_bar.field.hasFocus()
    assert said(view) == ""
    assert len(listed(view)) == 3


def test_a_period_counts_from_when_it_was_fetched(view: ResultsView) -> None:
    undated = made.report("uten", made.finding("Uten tid", True, effective=None), effective=None)
    show(view, made.result(BLOOD, OLD, undated, fetched_at=datetime(2024, 8, 15, 8, tzinfo=UTC)))
    view.panes.turn_to(REPORTS)
    choose(view, Facet.PERIOD, "Last 24 hours")
    assert sorted(listed(view)) == ["blod", "uten"]
    assert "1 without a date included" in said(view)
    choose(view, Facet.PERIOD, "Last 7 days")
    assert len(view.find_bar.line.chips()) == 1  # one period at a time
    choose(view, Facet.PERIOD, "All times")
    assert said(view) == ""
    choose(view, Facet.PERIOD, "Last 7 days")
    show(view, made.result(*ANSWER.reports, number=2))  # nobody knows when that was fetched
    settle(view)
    assert (said(view), view.find_bar.line.chips()) == ("", [])


def test_views_that_do_not_follow_say_so(view: ResultsView) -> None:
    show(view)
    type_(view, "kalium")
    view.panes.turn_to(OVERVIEW)
    assert said(view) == "The overview is not filtered: it shows everything"
    view.panes.turn_to(TREND)
    assert said(view) == "The trend is not filtered: it has its own period"
    view.panes.turn_to(TABLE)
    assert "not filtered" not in said(view)
    table = view.panes.flowsheet
    table.finish()
    heads = [table.table.lines.head(row).name for row in range(table.table.lines.rowCount())]
    assert "P-Natrium" not in heads
    assert "P-Kalium" in heads
    view.find_bar.reset()
    heads = [table.table.lines.head(row).name for row in range(table.table.lines.rowCount())]
    assert "P-Natrium" in heads


@pytest.mark.hazard("H3.1")
def test_a_filter_never_outlives_the_patient(view: ResultsView) -> None:
    show(view)
    type_(view, "kalium")
    choose(view, Facet.LABORATORY, "Fürst")
    view.hide_result()
    texts = [view.find_bar.field.text(), view.find_bar.line.words.text(), view.find_bar.line.accessibleName()]
    assert texts == ["", "", ""]
    assert not view.find_bar.line.chips()
    assert not any(view.find_bar.buttons.button(facet).accessibleDescription() for facet in Facet)
    assert not [menu for menu in view.findChildren(QMenu, "filterMenu") if menu.actions()]
    assert view.find_bar.finder.results == 0
    assert not view.find_bar.field.isUndoAvailable()
    view.restore_result()
    settle(view)
    assert len(listed(view)) == 3
    type_(view, "kalium")
    show(view, replace(ANSWER, lookup=made.lookup(2, "13896900344")))
    settle(view)
    assert (said(view), view.find_bar.field.text(), len(listed(view))) == ("", "", 3)


def test_what_still_comes_in_is_searched_too(view: ResultsView) -> None:
    show(view, made.result(OLD), partial=True)
    type_(view, "kalium")
    assert "more results may still come" in said(view)
    show(view)
    settle(view)
    assert (listed(view), said(view)[:34]) == (["blod", "gammel"], "Filtered: 3 of 4 result(s) match ·")


def version(id_: str, issued: str, *names: str) -> Report:
    return made.report(
        id_,
        *(made.finding(name, made.quantity("1")) for name in names),
        identifiers=(Identifier(system="urn:oid:x/ServReportId", value="7f3e2a10-0000-4000-8000-0123456789ab"),),
        performers=(Party(organisation="Fjord", organisation_ids=(Identifier(system="her", value="80"),)),),
        issued=made.moment(issued),
    )


def test_a_hit_in_an_older_version_only_is_in_sight(view: ResultsView) -> None:
    newest = version("ny", "2024-08-15T10:00:00+02:00", "Natrium")
    older = version("gml", "2024-08-14T10:00:00+02:00", "Natrium", "Kalsium")
    show(view, made.result(newest, older))
    view.panes.turn_to(REPORTS)
    type_(view, "kalsium")
    assert listed(view) == ["ny", "gml"]
    QTest.keyClick(view.find_bar.field, Key.Key_0, CTRL)
    settle(view)
    assert listed(view) == ["ny"]


def test_results_on_another_identifier_stay_behind_their_heading(view: ResultsView) -> None:
    apart = made.report("h", made.finding("Kalium", made.quantity("3")))
    other = made.report("i", made.finding("Natrium", made.quantity("3")))
    show(view, made.result(IMAGE, other_identifier=(apart, other)))
    type_(view, "kalium")
    assert listed(view) == ["-"]
    assert "1 report(s)" in view.panes.reports.list.reports.record(0).title
    assert said(view).startswith("Filtered: 1 of 2")


def test_a_report_asked_for_elsewhere_is_shown_despite_the_filter(view: ResultsView) -> None:
    show(view)
    type_(view, "pneumoni")
    view.panes.show_report(OLD)
    assert "gammel" in listed(view)
    assert here(view)


def test_foreign_text_in_menus_is_plain(view: ResultsView) -> None:
    odd = made.report("x", made.finding("A", True), performers=lab("<b>A</b>\t&Lab\u202eB"))
    show(view, made.result(odd))
    view.find_bar.buttons.button(Facet.LABORATORY).click()
    settle(view)
    menu = view.find_bar.buttons.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["<b>A</b> &&Lab⟨U+202E⟩B (1)"]
    view.find_bar.buttons.close_menu()
    assert view.find_bar.buttons.menu is None


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
    assert bar.toggle.isVisible() is (width != WIDE)
    assert first.isVisible() is (width == WIDE)
    if width == WIDE:
        assert abs(top(view, first) - row) < 6
    else:
        bar.toggle.click()
        QApplication.processEvents()
        assert first.isVisible()
        assert top(view, first) > top(view, bar.field)
    parts = [view.panes.tabs, bar.field, bar.toggle, first]
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
    bar._to_filters()
    QApplication.processEvents()
    header = view.header
    view.exporter.button.setFocus()
    order: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not view.panes.reports.list and len(order) < 20:
        assert focused is not None
        order.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    toggle = [bar.toggle] if width == NARROW else []
    buttons = list(map(bar.buttons.button, Facet))
    above = [view.exporter.button, header.codes, header.refresh, view.panes.tabs]  # no ids came, so they cannot be shown
    below = [bar.field, *toggle, *buttons, bar.line.all, *bar.line.chips()]
    assert order == [*above, *below]


def test_the_key_of_the_filters_opens_them_and_who_goes_on_folds_them(view: ResultsView) -> None:
    seen(view, NARROW)
    bar = view.find_bar
    QTest.keyClick(view.panes.tabs, Key.Key_F, CTRL | SHIFT)
    assert bar.buttons.button(Facet.DISCIPLINE).hasFocus()
    assert bar.toggle.text().endswith("▴")
    bar.buttons.button(Facet.MARKED).click()
    settle(view)
    assert "(1)" in bar.toggle.text()
    assert bar.toggle.accessibleName().startswith("✓")
    type_(view, "kalium")
    QTest.keyClick(bar.field, Key.Key_Return)
    assert not bar.toggle.isChecked()
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


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results, strategies.texts, st.booleans())
def test_what_the_list_shows_is_what_was_found(view: ResultsView, result: LookupResult, typed: str, marked: bool) -> None:
    show(view, result)
    view.panes.turn_to(REPORTS)
    view.panes.reports.list.set_all_open(True)
    before = listed(view)
    view.find_bar.field.setText(typed)
    if marked:
        view.find_bar.buttons.button(Facet.MARKED).click()
    settle(view)
    found = view.find_bar.shown
    if found is None:
        assert listed(view) == before
    else:
        model = view.panes.reports.list.reports
        rows = [model.entry(row) for row in range(model.rowCount())]
        own = {id(entry.report) for entry in rows if entry.report is not None and not entry.apart}
        assert {id(report) for report in result.reports if found.shows(report)} <= own
        others = sum(found.shows(report) for report in result.other_identifier)
        assert any(entry.report is None for entry in rows) is (others > 0)
        assert said(view).startswith("Filtered: ")
    view.find_bar.reset()
    settle(view)
    assert said(view) == ""
    assert set(listed(view)) >= {report.id for report in result.reports if report.id in before}
    view.clear()
