"""Where the person is in the cumulative table when rows and times come and go, what is in sight, and what is copied there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from provesvar_gui.results.model import Annotation
from provesvar_gui.results.search import Query
from provesvar_gui.ui.results.find.line import FilterLine
from provesvar_gui.ui.results.table.how_much import how_much
from provesvar_gui.ui.results.table.table import is_cut
from tests.gui.results import made
from tests.gui.results.shown import plain
from tests.gui.results.test_flowsheet import CONTROL, grid, pane_of, potassium, press, spoken
from tests.gui.results.test_flowsheet_period import FETCHED, filtered, found, said

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import LookupResult, Report
    from provesvar_gui.ui.results.table.pane import FlowsheetPane


def many() -> LookupResult:
    """Sixty rows, thirty times; potassium is the last row and not in the newest column."""

    def on(day: int, *names: str) -> Report:
        when = (datetime(2024, 7, 1, 8, tzinfo=UTC) + timedelta(days=day)).isoformat()
        found = [made.finding(name, made.quantity("1.23"), effective=made.moment(when)) for name in names]
        return made.report(str(day), *found, effective=made.moment(when))

    names = [f"Analyse {number:02}" for number in range(60)]
    return made.result(*(on(day, *names) for day in range(29)), on(29, "Kalium"), on(30, *names), fetched_at=FETCHED)


def in_sight(pane: FlowsheetPane) -> bool:
    table = pane.table
    where = table.visualRect(table.currentIndex())
    return not where.isEmpty() and table.viewport().rect().contains(where)


def test_the_person_stays_on_their_row_and_time_when_the_filter_goes(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    filtered(pane, Query(words=("kalium",)))
    before = spoken(pane)
    assert before.startswith("Kalium 1,23")
    pane.apply_filter(None)
    assert spoken(pane) == before
    assert in_sight(pane)
    assert plain(pane.reader.toPlainText()).startswith("Kalium 1,23")


def test_where_no_result_stands_nothing_is_copied_and_that_is_said(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    table = pane.table
    kalium = next(at for at in range(table.lines.rowCount()) if table.lines.head(at).name == "Kalium")
    table.setCurrentIndex(table.lines.index(kalium, table.lines.newest_column()))
    table.clearSelection()
    copies: list[str] = []
    pane.copy_asked.connect(copies.append)
    press(qtbot, pane, Qt.Key.Key_C, CONTROL)
    assert copies == []
    assert pane.reader.toPlainText().startswith("Nothing was copied: no result stands here.")
    table.setCurrentIndex(table.lines.index(kalium, table.lines.newest_column() - 1))
    table.clearSelection()
    with qtbot.waitSignal(pane.copy_asked):
        press(qtbot, pane, Qt.Key.Key_C, CONTROL)
    assert "1,23" in copies[0]


def test_every_time_is_whole_in_sight_or_not_at_all(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    table = pane.table
    bar = table.horizontalScrollBar()
    last = table.lines.columnCount() - 1
    room = table.viewport().width()

    def cut(column: int) -> bool:
        return is_cut(table.columnViewportPosition(column), table.columnWidth(column), room)

    assert bar.value() == bar.maximum()
    assert not any(cut(column) for column in range(last + 1) if 0 <= table.columnViewportPosition(column) < room)
    assert table.columnViewportPosition(last) + table.columnWidth(last) <= room
    for value in range(bar.maximum()):  # at the end the newest stands against the edge
        bar.setValue(value)
        assert not cut(table.columnAt(0))


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


def test_of_a_time_at_the_edge_nothing_is_painted(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, many())
    table = pane.table
    left = table.columnAt(0)
    edge = table.columnViewportPosition(left)
    if edge == 0:
        pane.resize(pane.width() - 20, pane.height())
        left, edge = table.columnAt(0), table.columnViewportPosition(table.columnAt(0))
    assert edge < 0
    table.setCurrentIndex(table.lines.index(1, table.lines.columnCount() - 1))
    image = table.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    row = 5
    middle = round((table.rowViewportPosition(row) + table.rowHeight(row) / 2) * ratio)
    end = round((edge + table.columnWidth(left)) * ratio) - 2
    assert end > 8
    assert len({image.pixel(x, y) for x in range(end) for y in range(middle - 4, middle + 4)}) == 1


def test_what_grew_outside_the_period_does_not_stand_below_what_was_found_in_it(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, grown())
    assert [row[0] for row in grid(pane)] == ["Aerob blodkultur", "Funn", "Us-Ampicillin"]
    filtered(pane, Query(since=FETCHED - timedelta(days=30)))
    assert [row[0] for row in grid(pane)] == ["Aerob blodkultur"]
    heads = [pane.table.lines.head(row).name for row in range(pane.table.lines.rowCount())]
    assert "Escherichia coli" not in heads
    assert "2 row(s) found have results only outside the period" in said(pane)


def test_rows_are_counted_alike_with_and_without_a_filter(qtbot: QtBot) -> None:
    apart = made.report("2", potassium("5.0", 2), made.finding("Natrium", made.quantity("139")))
    pane = pane_of(qtbot, made.result(made.report("1", potassium("4.0", 1)), other_identifier=(apart,), fetched_at=FETCHED))
    assert said(pane)[:2] == ["1 row(s)", "2 row(s) on another kind of number or an invalid one (2 result(s)) not among them"]
    filtered(pane, Query(words=("kalium",)))
    assert said(pane)[0] == "Filtered: 1 of 1 rows"
    assert "2 row(s) on another kind of number or an invalid one (2 result(s)) not among them" in how_much(pane.table.lines)
    pane.apart.setChecked(True)
    assert said(pane)[0] == "Filtered: 2 of 3 rows"


def test_a_row_found_by_the_text_of_its_report_says_so(qtbot: QtBot) -> None:
    note = Annotation(text="Endret svar. Natrium er rettet, kalium er trukket tilbake.")
    amended = made.report("1", potassium("4.0", 1), comments=(note,))
    pane = pane_of(qtbot, made.result(amended, made.report("2", potassium("5.0", 9)), fetched_at=FETCHED))
    assert pane._made is not None
    shown = found(pane._made[0], Query(words=("natrium",)))
    assert (len(shown.found), shown.borrowed) == (1, 1)
    pane.apply_filter(shown)
    table = pane.table
    table.setCurrentIndex(table.lines.index(1, 0))
    assert plain(pane.reader.toPlainText()).startswith(
        "Shown since its report or sample says: Endret svar. Natrium er rettet, kalium er trukket tilbake.\nKalium"
    )
    line = FilterLine()
    qtbot.addWidget(line)
    assert "1 of them only by a text of their report or sample" in line.say(shown)
    pane.apply_filter(None)
    assert plain(pane.reader.toPlainText()).startswith("Kalium")
    own = found(pane._made[0], Query(words=("kalium",)))
    assert own.borrowed == 0
    pane.apply_filter(own)
    assert plain(pane.reader.toPlainText()).startswith("Kalium")
