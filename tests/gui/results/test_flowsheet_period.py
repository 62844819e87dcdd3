"""A filter of the cumulative table: the omitted columns, their note, and the places of the newest value and the cursor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.results import search
from provesvar_gui.results.digest import Digest
from provesvar_gui.results.model import LookupResult, Party, Report
from provesvar_gui.results.search import ResultQuery, SearchMatches
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.find.bar import is_marked, is_report_marked
from provesvar_gui.ui.results.table.pane import FlowsheetPane, counts
from provesvar_gui.ui.widgets import is_cut
from tests.gui.results import made
from tests.gui.results.made import run
from tests.gui.results.sandbox_patients import digested
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import CONTROL, grid, inspected, pane_of, potassium, press, spoken
from tests.gui.results.test_odd_data import BUNDLES, read

FETCHED = datetime(2024, 8, 20, 8, tzinfo=UTC)


def found(whole: Digest, query: ResultQuery) -> SearchMatches:
    index = run(search.build(whole.result, whole.observations, marked=is_marked, report_marked=is_report_marked))
    shown: SearchMatches = run(search.match(index, query))
    return shown


def filtered(pane: FlowsheetPane, query: ResultQuery) -> None:
    assert pane._made is not None
    pane.apply_filter(found(pane._made[0], query))


def said(pane: FlowsheetPane) -> list[str]:
    """In sight, then in the tooltip."""
    return list(map(plain, chain(*counts(pane.table.lines))))


def month() -> LookupResult:
    sodium = made.finding("Natrium", made.quantity("139"), effective=made.moment("2024-08-02T10:32:00+02:00"))
    undated = potassium("3.3", 1, effective=None)
    reports = (
        made.report("1", potassium("4.0", 1), sodium, effective=made.moment("2024-08-01T10:32:00+02:00")),
        made.report("2", potassium("4.1", 14), effective=made.moment("2024-08-14T10:32:00+02:00")),
        made.report("3", potassium("4.2", 19), effective=made.moment("2024-08-19T10:32:00+02:00")),
        made.report("4", undated, effective=None),
    )
    return made.result(*reports, fetched_at=FETCHED)


def test_a_period_leaves_out_columns_and_says_how_many_and_how_they_come_back(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, month())
    assert grid(pane)[0] == ["Kalium (P-Kalium)", "3,3", "4,0", "", "4,1", "4,2"]
    filtered(pane, ResultQuery(since=FETCHED - timedelta(days=7)))
    assert grid(pane) == [["Kalium (P-Kalium)", "3,3", "4,1", "4,2"]]
    assert plain(pane.status.text()).startswith("Filtered: 1 of 2 rows · 2 result(s) outside the period not here")
    pane.apply_filter(None)
    assert len(grid(pane)[0]) == 6
    assert "outside" not in pane.status.text()


def test_what_was_sampled_before_the_period_and_sent_within_it_stays(qtbot: QtBot) -> None:
    late = potassium("5.9", 3, issued=made.moment("2024-08-19T12:00:00+02:00"))
    reports = (made.report("1", potassium("4.0", 1), effective=None), made.report("2", late, effective=None))
    pane = pane_of(qtbot, made.result(*reports, fetched_at=FETCHED))
    filtered(pane, ResultQuery(since=FETCHED - timedelta(days=7)))
    assert grid(pane) == [["Kalium (P-Kalium)", "5,9"]]
    assert "1 result(s) outside the period not here" in said(pane)


def test_what_is_dated_after_the_fetch_is_not_called_the_newest(qtbot: QtBot) -> None:
    reports = [made.report(str(day), potassium(f"4.{day}", day), effective=None) for day in (18, 19, 25)]
    pane = pane_of(qtbot, made.result(*reports, fetched_at=FETCHED))
    told = said(pane)
    assert "the newest at the far right" not in told
    assert "4,19 mmol/L" in spoken(pane)  # the person is put on the newest
    last = pane.table.lines.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert plain(str(last)) == "25. aug 2024 10:32, dated after the fetch"
    unfinished = said(pane_of(qtbot, made.result(*reports, fetched_at=FETCHED), complete=False))
    assert not any("newest" in each for each in unfinished)


def many() -> LookupResult:
    """Sixty rows, thirty times; potassium is the last row and not in the newest column."""

    def on(day: int, *names: str) -> Report:
        when = (datetime(2024, 7, 1, 8, tzinfo=UTC) + timedelta(days=day)).isoformat()
        by = (Party(organisation="Fjord"),)
        found = [made.finding(name, made.quantity("1.23"), effective=made.moment(when), performers=by) for name in names]
        return made.report(str(day), *found, effective=made.moment(when))

    names = [f"Analyse {number:02}" for number in range(60)]
    return made.result(*(on(day, *names) for day in range(29)), on(29, "Kalium"), on(30, *names), fetched_at=FETCHED)


def test_the_person_stays_on_their_row_and_time_when_the_filter_goes_or_more_comes(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    filtered(pane, ResultQuery(words=("kalium",)))
    before = spoken(pane)
    assert before.startswith("Kalium 1,23")
    pane.apply_filter(None)
    assert spoken(pane) == before
    where = pane.table.visualRect(pane.table.currentIndex())
    assert not where.isEmpty()
    assert pane.table.viewport().rect().contains(where)
    assert inspected(pane).startswith("Kalium 1,23")
    pane.show_digest(digested(many()), Style())
    pane.finish()
    assert spoken(pane) == before


def test_where_no_result_stands_nothing_is_copied_and_that_is_said(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    table = pane.table
    kalium = next(at for at in range(table.lines.rowCount()) if table.lines.heads[at].name == "Kalium")
    table.setCurrentIndex(table.lines.index(kalium, table.lines.newest_of(kalium) + 1))
    table.clearSelection()
    copies: list[str] = []
    pane.copy_asked.connect(copies.append)
    press(pane, Qt.Key.Key_C, with_=CONTROL)
    assert copies == []
    assert inspected(pane).startswith("Nothing was copied: no result stands here.")
    table.setCurrentIndex(table.lines.index(kalium, table.lines.newest_of(kalium)))
    table.clearSelection()
    with qtbot.waitSignal(pane.copy_asked):
        press(pane, Qt.Key.Key_C, with_=CONTROL)
    assert "1,23" in copies[0]


def grown() -> LookupResult:
    """Something grew long ago; the same bottle was negative lately."""

    def blood(day: int, *members: object) -> Report:
        when = made.moment(f"2024-{day:02}-05T08:00:00+02:00")
        code = made.concept("", ("7280", "NPU12345", "Aerob blodkultur"))
        found = made.finding("Aerob blodkultur", made.concept("Vekst" if members else "Ingen vekst"), code=code, effective=when)
        below = made.finding(
            "Funn", made.concept("Escherichia coli"), made.finding("Us-Ampicillin", made.quantity("8", "mg/L"), effective=when),
            effective=when,
        )  # fmt: skip
        top = made.finding("Aerob blodkultur", found.observation.value, *((below,) if members else ()), code=code, effective=when)
        return made.report(str(day), top, effective=when)

    return made.result(blood(1, "x"), blood(8), fetched_at=FETCHED)


def test_the_newest_time_is_whole_and_of_one_at_the_edge_nothing_is_painted(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    table, bar = pane.table, pane.table.horizontalScrollBar()
    last = table.lines.columnCount() - 1
    whole = table.whole_columns()
    assert (bar.value(), whole[-1]) == (bar.maximum(), last)
    assert table.columnViewportPosition(whole[0]) == 0, "as many as fit fill the room"
    table.times.resizeSection(last, table.columnWidth(last) + 20)  # by the person
    left = table.columnAt(0)
    assert is_cut(table.columnViewportPosition(left), table.columnWidth(left), table.viewport().width())
    table.grab()
    assert left not in table.whole


def test_a_row_at_the_lower_edge_is_painted_while_the_person_is_on_it(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    table = pane.table
    QApplication.processEvents()  # what is below the table has its height
    pane.resize(pane.width(), pane.height() + table.rowViewportPosition(5) + 15 - table.viewport().height())
    pane.finish()
    place = table.rowViewportPosition(5)
    assert table.viewport().height() < place + table.rowHeight(5)

    def colours() -> int:
        image = table.names.viewport().grab(QRect(0, place, 200, 15)).toImage()
        return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})

    assert colours() == 1
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(table.viewport().width() - 20, place + 5))
    assert table.currentIndex().row() == 5
    assert colours() > 2


def test_what_grew_outside_the_period_does_not_stand_below_what_was_found_in_it(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, grown())
    assert [row[0] for row in grid(pane)] == ["Aerob blodkultur", "Funn", "Us-Ampicillin"]
    filtered(pane, ResultQuery(since=FETCHED - timedelta(days=30)))
    assert [row[0] for row in grid(pane)] == ["Aerob blodkultur"]
    heads = [pane.table.lines.heads[row].name for row in range(pane.table.lines.rowCount())]
    assert "Escherichia coli" not in heads
    assert "3 result(s) outside the period not here" in said(pane)


def test_rows_are_counted_alike_with_and_without_a_filter(qtbot: QtBot) -> None:
    apart = made.report("2", potassium("5.0", 2), made.finding("Natrium", made.quantity("139")))
    pane = pane_of(qtbot, made.result(made.report("1", potassium("4.0", 1)), other_identifier=(apart,), fetched_at=FETCHED))
    assert said(pane)[0] == "1 row(s)"
    assert said(pane)[-1] == ("2 row(s) on another kind of number or an invalid one (2 result(s)) not among them")
    filtered(pane, ResultQuery(words=("kalium",)))
    assert said(pane)[0] == "Filtered: 1 of 1 rows"
    assert "2 row(s) on another kind of number or an invalid one (2 result(s)) not among them" in said(pane)
    pane.apart.setChecked(True)
    assert said(pane)[0] == "Filtered: 2 of 3 rows"


@pytest.mark.skipif(not BUNDLES, reason="../shared/data/fhir is not there")
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_what_is_shown_and_what_is_told_to_be_outside_is_all_that_was_sent(path: Path, qtbot: QtBot) -> None:
    result, _ = read(path)
    pane = pane_of(qtbot, result)
    pane.apart.setChecked(True)
    lines, everything = pane.table.lines, len(digested(result).observations)

    def shown() -> int:
        every = (lines.cell(row, column) for row in range(lines.rowCount()) for column in range(lines.columnCount()))
        return sum(len(cell.points) for cell in every if cell is not None)

    assert shown() == everything
    times = sorted(each.moment.when for each in lines.all_tops if each.moment is not None and each.moment.when)
    for since in {times[0], times[len(times) // 2], times[-1], times[-1] + timedelta(days=400)} if times else set():
        filtered(pane, ResultQuery(since=since))
        assert shown() + lines.left_out == everything
        assert bool(lines.left_out) == ("outside the period not here" in pane.status.text())
