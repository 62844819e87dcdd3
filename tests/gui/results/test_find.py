"""Searching and filtering with real widgets: the shown results, the notes, and the clearing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from provesvar_gui.results.model import Annotation, LookupResult, Party
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, shown

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
    performers=lab("Ålesund sjukehus, Seksjon for blodbank og medisin"),
)
IMAGE = made.report("rtg", conclusion="Ingen pneumoni.", code=made.concept("", ("8202", "RTG", "Røntgen")))
ANSWER = made.result(BLOOD, OLD, IMAGE, fetched_at=datetime(2024, 8, 15, 8, tzinfo=UTC))


def show(view: ResultsView, result: LookupResult = ANSWER, *, partial: bool = False) -> None:
    view.activateWindow()
    view.show_result(result, partial=partial)
    view._slices.finish()  # the digest, now


def settle(view: ResultsView) -> None:
    view.find_bar.finish()
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
    (row,) = view.reports.detail.chosen_rows()
    line = view.reports.detail.lines.line(row)
    return line.shown or line.cells[0]


def opened(view: ResultsView) -> list[QAbstractButton]:
    view.find_bar.open_filters()
    view.find_bar.finish()  # the index is read in slices
    return view.find_bar.panel.choices()


def choose(view: ResultsView, label: str) -> None:
    next(each for each in opened(view) if each.text().replace("&&", "&").startswith(label)).click()
    view.find_bar.panel.hide()
    settle(view)


def test_what_finds_nothing_says_how_many_are_hidden(view: ResultsView) -> None:
    show(view)
    view.panes.turn_to(REPORTS)
    type_(view, "finnesikke")
    assert said(view).startswith("Nothing matches: 4 result(s) hidden")


def test_typing_shows_whole_reports_and_points_out_what_was_found(view: ResultsView) -> None:
    show(view)
    view.panes.turn_to(REPORTS)
    type_(view, "kalium")
    assert (listed(view), said(view)) == (["blod", "gammel"], "3 of 4 result(s)")
    lines = view.panes.reports.detail.lines
    names = [lines.line(row).cells[0] for row in range(lines.rowCount()) if lines.line(row).cells]
    assert names == ["P-Natrium", "P-Kalium", "P-Kreatinin"]  # whole
    assert pointed(view) == ["P-Kalium", "Comment: Kalium er ikke påvirket"]
    spoken = [lines.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(lines.rowCount())]
    assert sum(sentence.startswith("Hit: ") for sentence in spoken) == 2
    found = [line.sought for row in range(lines.rowCount()) for line in lines.styled(row, 0) if line.text == "P-Kalium"]
    assert (found, "About the report" in shown.detail_text(view)) == ([((2, 8),)], False)
    type_(view, " furst")
    assert "About the report" in shown.detail_text(view), "which is found there alone"


@pytest.mark.hazard("H3.1")
def test_the_line_stands_above_the_views_and_takes_everything_back_with_one_key(view: ResultsView) -> None:
    show(view)
    type_(view, "pneumoni")
    QTest.keyClick(view.find_bar.field, Key.Key_Return)
    assert view.panes.tabs.currentIndex() == TABLE
    line, panes = view.find_bar.line, view.panes
    assert line.mapTo(view, line.rect().bottomLeft()).y() <= panes.mapTo(view, panes.rect().topLeft()).y()
    QTest.keyClick(view.find_bar.field, Key.Key_0, CTRL)
    settle(view)
    assert (said(view), view.find_bar.field.text()) == ("", "")


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


def test_f3_goes_from_hit_to_hit_of_the_report_and_round(view: ResultsView) -> None:
    show(view)
    view.panes.turn_to(REPORTS)
    type_(view, "p")
    hits, chosen = pointed(view), []
    for modifier in (*[Qt.KeyboardModifier.NoModifier] * (len(hits) + 1), SHIFT, SHIFT):
        QTest.keyClick(view.focusWidget(), Key.Key_F3, modifier)
        chosen.append(here(view))
    assert len(hits) > 2
    assert chosen == [*hits, hits[0], hits[-1], hits[-2]]


def test_filters_and_how_they_are_told(view: ResultsView) -> None:
    show(view)
    view.panes.turn_to(REPORTS)
    choose(view, "Fürst & Co (3)")
    assert listed(view) == ["blod"]
    assert said(view) == "3 of 4 result(s) · Laboratory: Fürst & Co"
    choose(view, "Ålesund")
    assert listed(view) == ["blod", "gammel"]  # either
    choose(view, "Marked only")
    assert listed(view) == ["blod"]
    both = "Laboratory: Fürst & Co · Laboratory: Ålesund sjukehus, Seksjon for blodbank og medisin"
    assert said(view) == f"1 of 4 result(s) · {both} · Marked only"
    assert view.find_bar.button.text() == "Filter (3)"
    on = [each.text().replace("&&", "&") for each in opened(view) if each.isChecked()]
    assert on == ["Fürst & Co (3)", "Ålesund sjukehus, Seksjon for blodbank\nog medisin (1)", "All times", "Marked only"]
    QTest.keyClick(view.find_bar.panel, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (said(view), len(listed(view)), view.find_bar.panel.choices()) == ("", 3, [])


def test_a_period_counts_from_when_it_was_fetched(view: ResultsView) -> None:
    undated = made.report("uten", made.finding("Uten tid", True, effective=None), effective=None)
    show(view, made.result(BLOOD, OLD, undated, fetched_at=datetime(2024, 8, 15, 8, tzinfo=UTC)))
    view.panes.turn_to(REPORTS)
    choose(view, "Last 24 hours")
    assert sorted(listed(view)) == ["blod", "uten"]
    assert "1 without a date included" in said(view)
    choose(view, "Last 7 days")
    assert len(view.find_bar.chosen.keys) == 1  # one period at a time
    choose(view, "All times")
    assert said(view) == ""
    choose(view, "Last 7 days")
    show(view, made.result(*ANSWER.reports, number=2))  # nobody knows when that was fetched
    settle(view)
    assert said(view) == ""
    assert not view.find_bar.chosen.keys


def test_views_that_do_not_follow_say_so(view: ResultsView) -> None:
    show(view)
    type_(view, "kalium")
    view.panes.turn_to(OVERVIEW)
    assert said(view) == "3 of 4 result(s) · The overview shows everything"
    view.panes.turn_to(TREND)
    assert said(view) == "3 of 4 result(s) · The trend shows everything"
    type_(view, "zzzz")
    assert said(view) == "0 of 4 result(s) · The trend shows everything"
    type_(view, "kalium")
    view.find_bar.line.all.click()
    assert "everything" not in said(view)
    assert {"P-Kalium", "P-Natrium"} & rows_of_table(view) == {"P-Kalium"}
    view.find_bar.reset()
    assert "P-Natrium" in rows_of_table(view)


def rows_of_table(view: ResultsView) -> set[str]:
    view.panes.flowsheet.finish()
    lines = view.panes.flowsheet.table.lines
    return {lines.heads[row].name for row in range(lines.rowCount())}


@pytest.mark.hazard("H3.1")
def test_a_filter_never_outlives_the_patient(view: ResultsView) -> None:
    show(view)
    type_(view, "kalium")
    choose(view, "Fürst")
    view.hide_result()
    texts = [view.find_bar.field.text(), view.find_bar.line.words.text(), view.find_bar.line.accessibleName()]
    assert texts == ["", "", ""]
    assert not view.find_bar.panel.choices()
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
    view.panes.turn_to(REPORTS)
    type_(view, "kalium")
    assert "more results may still come" in said(view)
    show(view)
    settle(view)
    assert (listed(view), said(view)[:16]) == (["blod", "gammel"], "3 of 4 result(s)")


@pytest.mark.hazard("H3.1")
def test_nobody_is_taken_to_another_view_in_the_middle_of_a_word(view: ResultsView) -> None:
    show(view)
    for view_ in (OVERVIEW, TREND):
        view.panes.turn_to(view_)
        for typed in ("kal", "kalium"):
            type_(view, typed)
            assert (view.panes.tabs.currentIndex(), view.find_bar.field.hasFocus()) == (view_, True)
        QTest.keyClick(view.find_bar.field, Key.Key_Return)
        assert view.panes.tabs.currentIndex() == TABLE
        assert view.panes.flowsheet.table.hasFocus()
