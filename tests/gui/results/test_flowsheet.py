"""The cumulative table as a person meets it: cells, keys, sentences, copies; nothing lost of any answer."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.results import export
from provesvar_gui.results.model import CodeableConcept, Coding, Finding, Identifier, LookupResult, Party, Report, Value
from provesvar_gui.results.series import Series
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.common.text_runs import lines_of
from provesvar_gui.ui.results.table.pane import FlowsheetPane
from provesvar_gui.ui.results.table.table import FlowsheetTable
from tests.gui.hands import in_language
from tests.gui.machine import reading
from tests.gui.results import made, strategies
from tests.gui.results.made import run
from tests.gui.results.sandbox_patients import digested, patient
from tests.gui.results.shown import plain

ABOVE = made.ABOVE
POTASSIUM = made.concept("Kalium", ("7280", "NPU03230", "P-Kalium"))


def pane_of(qtbot: QtBot, result: LookupResult, *, complete: bool = True) -> FlowsheetPane:
    pane = FlowsheetPane()
    qtbot.addWidget(pane)
    pane.resize(1000, 700)
    pane.show()
    pane.show_digest(digested(result, complete=complete), Style())
    pane.finish()
    return pane


def potassium(value: str, day: int, **more: Any) -> Finding:
    fields: dict[str, Any] = {"code": POTASSIUM, "effective": made.moment(f"2024-08-{day:02}T10:32:00+02:00")} | more
    return made.finding("Kalium", made.quantity(value), **fields)


def two_weeks(*, marked: bool = True) -> tuple[Report, ...]:
    above = {"interpretations": (ABOVE,)} if marked else {}
    sodium = made.finding("Natrium", made.quantity("139"), effective=made.moment("2024-08-02T10:32:00+02:00"))
    return (
        made.report("1", potassium("4.00", 1), effective=made.moment("2024-08-01T10:32:00+02:00")),
        made.report("2", potassium("6.8", 14, **above), sodium, effective=made.moment("2024-08-14T10:32:00+02:00")),
    )


def grid(pane: FlowsheetPane) -> list[list[str]]:
    """Name and cells of every row with results."""
    lines = pane.table.lines
    return [
        [lines.heads[row].name, *(plain(str(lines.index(row, column).data())) for column in range(lines.columnCount()))]
        for row in range(lines.rowCount())
        if not lines.heads[row].heading
    ]


def spoken(pane: FlowsheetPane) -> str:
    return plain(str(pane.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))


def tooltip(pane: FlowsheetPane) -> str:
    return plain(html.unescape(str(pane.table.currentIndex().data(Qt.ItemDataRole.ToolTipRole))))


def inspected(pane: FlowsheetPane) -> str:
    return plain(pane.inspector.accessibleName())


def press(pane: FlowsheetPane, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(pane.table, key, with_)


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_time_runs_to_the_right_and_the_newest_is_where_the_person_is(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    assert grid(pane) == [["Kalium (P-Kalium)", "4,00", "", "6,8 ↑"], ["Natrium", "", "139", ""]]
    assert pane.table.lines.headerData(2, Qt.Orientation.Horizontal) == "14. aug 2024 10:32".replace(". aug ", ".\u00a0aug\u00a0")
    assert spoken(pane) == "Kalium (P-Kalium) 6,8 mmol/L, Over øvre referansegrense, 14. aug 2024 10:32"
    bar = pane.table.horizontalScrollBar()
    assert bar.value() == bar.maximum()


LATE, FIRST = made.moment("2024-08-05T10:32:00+02:00"), made.moment("2024-08-01")
LOW = made.finding("Kalium", made.quantity("5", comparator="<"), code=POTASSIUM, effective=FIRST)
HIGH = {"interpretations": (ABOVE,)}
GOLD = CodeableConcept(codings=tuple(Coding(system="urn:lab", code=each, display=each) for each in ("Gult", "Uklart")))


def replaced_value(value: Value) -> Finding:
    return made.finding("Kalium", value, code=POTASSIUM, effective=made.moment("2024-08-01T10:32:00+02:00"))


@pytest.mark.parametrize(
    ("findings", "status", "cells", "said"),
    [
        ((potassium("9.9", 1, status="entered-in-error"),), "final", ["9,9 ✕"], ["Registered in error"]),
        ((replaced_value(GOLD),), "final", ["Gult; Uklart"], []),
        ((replaced_value(CodeableConcept(text="Noe " * 16)),), "final", ["Text …"], []),
        ((potassium("4.0", 1, status="preliminary"),), "final", ["4,0 ◐"], ["Preliminary"]),
        ((potassium("4.0", 1),), "preliminary", ["4,0 ◐"], ["preliminary"]),
        ((potassium("", 1, status="registered"),), "final", ["○"], ["Result not ready"]),
        ((potassium("4.1", 3), potassium("4.2", 3, id="x")), "final", ["4,1 +1"], ["4,1 mmol/L", "4,2 mmol/L"]),
        ((potassium("6.8", 1, **HIGH), potassium("4.0", 1, issued=LATE)), "final", ["4,0 +1↑"], ["6,8 mmol/L"]),
        ((LOW, potassium("1E5", 3), potassium("x", 4)), "final", ["< 5", "1E5", "x"], ["x mmol/L"]),
        ((potassium("1234567890123456789.000000001", 1),), "final", ["1234567890123456789,000000001"], []),
    ],
)
def test_a_cell_says_all_that_there_is(
    qtbot: QtBot, findings: tuple[Finding, ...], status: str, cells: list[str], said: list[str]
) -> None:
    """By signs in the cell, in words to a screen reader and in its tooltip."""
    pane = pane_of(qtbot, made.result(made.report("1", *findings, status=status)))
    assert grid(pane) == [["Kalium (P-Kalium)", *cells]]
    assert ("waiting for results" in pane.table.lines.spoken_time(0)) is (cells == ["○"])
    for each in said:
        assert each in spoken(pane)
        assert each in tooltip(pane)
    cell = pane.table.lines.cell(1, 0)
    assert cell is not None
    assert (cell.void, cell.tint) == ((True, MarkTint.VOID) if "✕" in cells[0] else (False, MarkTint.NONE))
    assert (pane.table.lines.tops[0].glyph > 0) is bool(cell.value and cell.signs), "a sign is not glued to a value"


@pytest.mark.hazard("H4.1")
def test_a_mark_that_nobody_knows_stands_in_the_cell(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(made.report("1", potassium("6.8", 1, interpretations=(made.concept("Se kommentar"),)))))
    assert grid(pane) == [["Kalium (P-Kalium)", "6,8 *"]]
    assert "Se kommentar" in spoken(pane)
    copied: list[str] = []
    pane.copy_asked.connect(copied.append)
    press(pane, Qt.Key.Key_C, with_=CONTROL)
    assert copied[0].endswith("6,8 * Se kommentar")


@pytest.mark.hazard("H2.5")
def test_a_value_whose_other_version_is_cancelled_says_so_in_its_cell(qtbot: QtBot) -> None:
    one: dict[str, Any] = {
        "identifiers": (Identifier(system="ServReportId", value="1"),),
        "performers": (Party(organisation="Fjord"),),
        "issued": made.moment("2024-08-02T08:00:00+02:00"),
    }
    gone = made.report("2", status="cancelled", **one)
    pane = pane_of(qtbot, made.result(made.report("1", potassium("6.8", 1), **one), gone))
    assert grid(pane) == [["Kalium (P-Kalium)", "6,8 !"]]
    assert "Another version is cancelled" in spoken(pane)


def test_a_long_text_is_a_cell_that_opens_its_report_and_is_read_below(qtbot: QtBot) -> None:
    narrative = "Vurdering:\n" + "ord " * 100
    pane = pane_of(qtbot, made.result(made.report("1", made.finding("Histologi", made.concept(narrative)))))
    assert grid(pane) == [["Histologi", "Text …"]]
    assert narrative.strip() in inspected(pane)
    with qtbot.waitSignal(pane.report_asked):
        press(pane, Qt.Key.Key_Return, with_=CONTROL)


def test_enter_opens_the_trend_of_the_row_or_of_the_selected_ones(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    asked: list[tuple[Series, ...]] = []
    pane.trend_asked.connect(asked.append)
    press(pane, Qt.Key.Key_Return)
    press(pane, Qt.Key.Key_Down, with_=Qt.KeyboardModifier.ShiftModifier)
    press(pane, Qt.Key.Key_Enter, with_=Qt.KeyboardModifier.KeypadModifier)
    assert [[each.name for each in series] for series in asked] == [["Kalium (P-Kalium)"], ["Kalium (P-Kalium)", "Natrium"]]


def test_arrows_pass_headings_and_control_jumps_to_the_next_result(qtbot: QtBot) -> None:
    micro = made.report(
        "3", made.finding("Dyrkning", made.concept("Ingen vekst")), code=made.concept("", ("8202", "MBIO", "Mikrobiologi"))
    )
    pane = pane_of(qtbot, made.result(*two_weeks(), micro))
    lines, table = pane.table.lines, pane.table
    assert [lines.heads[row].heading for row in range(lines.rowCount())] == [True, False, False, True, False]
    last = lines.columnCount() - 1
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, last)
    press(pane, Qt.Key.Key_Left, with_=CONTROL)
    assert table.currentIndex().column() == 0
    press(pane, *[Qt.Key.Key_Down] * 3)
    assert table.currentIndex().row() == 4
    press(pane, *[Qt.Key.Key_Up] * 3)
    assert table.currentIndex().row() == 1
    press(pane, Qt.Key.Key_End, with_=CONTROL)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (4, last)
    press(pane, Qt.Key.Key_Home, with_=CONTROL)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 0)


def test_copies_paste_into_a_table(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    copied: list[str] = []
    pane.copy_asked.connect(copied.append)
    press(pane, Qt.Key.Key_C, with_=CONTROL)
    assert copied[-1].splitlines() == [
        "Analysis\tUnit\tReference\t14. aug 2024 10:32",
        "Kalium (P-Kalium)\tmmol/L\t\t6,8 ↑ Over øvre referansegrense",
    ]
    pane.table.selectAll()
    press(pane, Qt.Key.Key_C, with_=CONTROL)
    whole = [line.split("\t") for line in copied[-1].splitlines()]
    assert {len(line) for line in whole} == {6}
    assert whole[2] == ["Natrium", "mmol/L", "", "", "139", ""]


def test_until_everything_is_in_nothing_is_called_newest_and_no_course_is_drawn(qtbot: QtBot) -> None:
    result = made.result(*two_weeks(), fetched_at=datetime(2024, 8, 20, 8, tzinfo=UTC))
    pane = pane_of(qtbot, result, complete=False)
    assert pane.status.text().startswith("Incomplete")
    assert "newest" not in pane.status.text()
    assert not any(head.curve for head in pane.table.lines.all_heads)
    assert any(head.curve for head in pane_of(qtbot, result).table.lines.all_heads)


def test_the_menu_offers_what_the_keys_do(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    pane.table.menu_asked.emit(QPoint(10, 10))
    [menu] = pane.findChildren(QMenu)
    acts = {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}
    copies, sorts = ["Copy the result", "Copy the row", "Copy the column"], ["Sort by this time", "Sort by name"]
    assert list(acts) == ["Trend", "Report", "Add to the trend", *copies, *sorts]
    copied: list[str] = []
    pane.copy_asked.connect(copied.append)
    for act in copies:
        acts[act].trigger()
    values = [line.split("\t")[3:] for each in copied for line in each.splitlines()[1:]]
    marked = "6,8 ↑ Over øvre referansegrense"
    assert values == [[marked], ["4,00", marked], [marked]]
    with qtbot.waitSignal(pane.trend_add_asked):
        acts["Add to the trend"].trigger()
    menu.close()


def test_the_inspector_says_the_cell_and_does_what_the_keys_do(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    assert inspected(pane).startswith("Kalium (P-Kalium) 6,8 mmol/L, Over øvre referansegrense, 14. aug 2024 10:32, Final")
    with qtbot.waitSignal(pane.trend_asked):
        pane.to_trend.click()
    with qtbot.waitSignal(pane.report_asked):
        pane.to_report.click()
    pane.table.setCurrentIndex(pane.table.lines.index(1, 1))
    assert inspected(pane) == "Kalium (P-Kalium), 2. aug 2024 10:32: no result"
    assert not pane.to_report.isEnabled()


def test_a_click_on_a_head_sorts_below_the_headings_and_another_brings_the_order_back(qtbot: QtBot) -> None:
    first = made.report("1", *(made.finding(name, made.quantity("1")) for name in ("Zink", "Albumin")))
    later = made.moment("2024-08-20T10:32:00+02:00")
    marked = made.finding("Jern", made.quantity("9"), effective=later, interpretations=(ABOVE,))
    second = made.report("2", made.finding("Kalsium", made.quantity("2"), effective=later), marked, effective=later)
    pane = pane_of(qtbot, made.result(first, second))
    before = [row[0] for row in grid(pane)]
    assert spoken(pane).startswith("Kalsium")
    click(pane.table.corner, 20)
    assert [row[0] for row in grid(pane)] == ["Albumin", "Jern", "Kalsium", "Zink"]
    assert spoken(pane).startswith("Kalsium")
    click(pane.table.corner, 20)
    assert [row[0] for row in grid(pane)] == before
    click(pane.table.times.viewport(), pane.table.columnViewportPosition(1) + 30)
    assert [row[0] for row in grid(pane)] == ["Jern", "Kalsium", "Zink", "Albumin"]
    pane.clear()
    pane.show_digest(digested(made.result(first, second)), Style())
    pane.finish()
    assert [row[0] for row in grid(pane)] == before


def click(widget: QWidget, x: int) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(x, widget.height() - 8))


def drag(widget: QWidget, x: int, by: int) -> None:
    start, end = QPoint(x, widget.height() - 8), QPoint(x + by, widget.height() - 8)
    QTest.mouseMove(widget, start)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(end), QPointF(widget.mapToGlobal(end)), Qt.MouseButton.NoButton, held, none)
    QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def test_edges_of_columns_are_dragged_but_never_into_a_value(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(*two_weeks()))
    table = pane.table
    before = table.columnWidth(0)
    drag(table.times.viewport(), table.columnViewportPosition(0) + before - 1, 60)
    assert table.columnWidth(0) > before
    drag(table.times.viewport(), table.columnViewportPosition(0) + table.columnWidth(0) - 1, -500)
    assert table.columnWidth(0) >= table.lines.tops[0].width


@pytest.mark.parametrize(("wide", "most"), [(1366, 10), (911, 5)])
def test_columns_are_as_narrow_as_what_stands_in_them(qtbot: QtBot, qapp: QApplication, wide: int, most: int) -> None:
    """At 1366 the emergency patient's last potassium and creatinine before the admission are in sight."""
    with in_language(qapp, "nb"):
        pane = pane_of(qtbot, patient())
        pane.resize(wide, 540)
        pane.finish()
        QApplication.processEvents()
        assert len(pane.table.whole_columns()) >= most
        assert wide < 1000 or "+6 prøver" in reading.painted(pane.table.times.viewport()), "no bare count where its word has room"
        table = pane.table
        told = [pair for column in table.whole_columns() for pair in table.times.between(column)]
        edges = [table.columnViewportPosition(column) for column in table.whole_columns()]
        assert told
        assert all(any(left < edge < left + run.width for edge in edges) for run, left in told), "between two times"


def test_below_a_narrow_table_legend_and_cell_have_a_line_each_and_six_rows_are_whole(qtbot: QtBot, qapp: QApplication) -> None:
    """150 % of a clinic laptop, below the bars of opened and withheld results."""
    with in_language(qapp, "nb"):
        pane = pane_of(qtbot, replace(patient(), reports=tuple(replace(each, opened=True) for each in patient().reports)))
        pane.resize(911, 300)
        QApplication.processEvents()
        pane.finish()
        for of in (pane.legend, pane.inspector):
            assert len(lines_of(of.shown(), of.width())) == 1, of.objectName()
        assert [run.text for run in pane.legend.shown()[-1]] == ["+n", " prøver i andre rader"], "what the head has no word for"
        assert pane.apart.height() >= pane.apart.fontMetrics().height() + 4
        table = pane.table
        whole = [row for row in range(table.lines.rowCount()) if table.viewport().rect().contains(visible(table, row))]
        assert sum(not table.lines.heads[row].heading for row in whole) >= 6


def visible(table: FlowsheetTable, row: int) -> QRect:
    return table.visualRect(table.lines.index(row, table.whole_columns()[0]))


def test_the_legend_tells_a_count_of_results_from_an_addition(qtbot: QtBot) -> None:
    added = potassium("4.2", 2, id="y", status="appended")
    pane = pane_of(qtbot, made.result(made.report("1", potassium("4.0", 1), potassium("4.1", 1, id="x"), added)))
    assert pane.legend.accessibleName() == "+ Addition · +1 more results of that time"


@pytest.mark.hazard("H3.3")
def test_a_time_has_room_as_soon_as_one_of_its_rows_is_seen_and_the_newest_value_is_where_it_begins(qtbot: QtBot) -> None:
    waits = potassium("", 20, status="registered")
    waits = replace(waits, observation=replace(waits.observation, value=None))
    usual, day = (Party(organisation="Fjord"),), made.moment("2024-08-14")
    many = [made.finding(f"Analyse {n:02}", made.quantity("1"), effective=day, performers=usual) for n in range(60)]
    old = made.finding("Urat", made.quantity("300"), effective=made.moment("2020-01-01"), performers=(Party(organisation="Ås"),))
    reports = [made.report("1", potassium("4.0", 1), potassium("4.4", 18), waits), made.report("2", *many, old)]
    pane = pane_of(qtbot, made.result(*reports))
    table = pane.table
    assert spoken(pane).startswith("Kalium (P-Kalium) 4,4"), "not what waits"
    hidden = [table.isColumnHidden(column) for column in range(table.lines.columnCount())]
    assert (hidden, table.left_out(1)) == ([True, False, False, False, False], 1)
    last = table.lines.rowCount() - 1
    table.scrollTo(table.lines.index(last, 4))
    assert (table.lines.heads[last].name, table.rowViewportPosition(table.rowAt(0))) == ("Urat", 0), "the first row is whole"
    assert (table.isColumnHidden(0), table.left_out(1)) == (False, 0)
    opened = pane_of(qtbot, made.result(reports[0], made.report("2", *many, replace(old, opened=True))))
    assert spoken(opened).startswith("Urat 300"), "what was opened is where it begins"
    above = sum(not head.heading for head in opened.table.lines.heads[: opened.table.rowAt(0)])
    assert (opened.below.accessibleName(), above > 30) == (f"{above} row(s) further up", True)
    opened.table.verticalScrollBar().setValue(0)
    assert (opened.table.isColumnHidden(0), opened.below.accessibleName()) == (False, "Urat\u00a0🔓"), "it is not folded away"
    assert opened.legend.accessibleName() == "○ waiting · 🔓 Opened · ÅS Ås"
    many[29] = made.finding("Analyse 29", made.quantity("1"), effective=made.moment("2023-01-05"), performers=usual)
    many[29] = replace(many[29], opened=True)
    pane = pane_of(qtbot, made.result(reports[0], made.report("2", *many, old)))
    row = pane.table.currentIndex().row()
    below = (pane.table.is_below(row), pane.table.is_below(row + 1))
    assert (pane.table.lines.heads[row].name, below) == ("Analyse 29", (False, True)), "no further"
    many[3] = replace(many[3], opened=True)
    pane = pane_of(qtbot, made.result(reports[0], made.report("2", *many, replace(old, opened=True))))
    assert pane.table.rowAt(0) == pane.table.currentIndex().row(), "there is no room for both, and the first is in sight"
    assert "Urat" in pane.below.accessibleName()


def test_a_result_without_its_report_says_so_and_letters_are_left_to_others(qtbot: QtBot) -> None:
    pane = pane_of(qtbot, made.result(loose_findings=(potassium("4.0", 1),)))
    assert "its report did not come" in inspected(pane)
    before = pane.table.currentIndex()
    QTest.keyClicks(pane.table, "n1")
    assert pane.table.currentIndex() == before


HL7 = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"


def graded(letter: str, *, system: str = "8271", text: str = "") -> CodeableConcept:
    words = {"S": "Sensitiv", "R": "Resistent"}
    return CodeableConcept(text=text, codings=(Coding(system=system, code=letter, display=words[letter]),))


@pytest.mark.parametrize(
    ("tests", "cell"),
    [
        ((graded("S"), graded("R")), "R/S +1"),
        ((graded("S", text="MIC 0,5 mg/L"),), "S · MIC 0,5 mg/L"),
        ((graded("S", text="MIC 0,5 mg/L"), graded("R"), graded("S")), "R/S +2"),
        ((graded("S", system=HL7), graded("R", system=HL7)), "R/S +1"),
        ((replace(graded("S"), codings=graded("S").codings + graded("R").codings),), "R/S"),
        ((made.quantity("4", "mg/L"), graded("R")), "R +1"),
    ],
)
def test_every_letter_of_a_time_is_seen(qtbot: QtBot, tests: tuple[Value, ...], cell: str) -> None:
    grown = [
        made.finding("Funn", made.concept("E. coli"), made.finding("Meropenem", test, id=f"t{n}"), id=f"i{n}")
        for n, test in enumerate(tests)
    ]
    pane = pane_of(qtbot, made.result(made.report("1", *grown)))
    assert grid(pane)[1] == ["Meropenem", cell]


def test_a_cell_says_where_the_reference_beside_the_row_is_not_its_own(qtbot: QtBot) -> None:
    furst, ous = (Party(organisation=name, organisation_ids=(Identifier(value=name),)) for name in ("Fürst", "OUS"))
    national = made.concept("P-Kalium", ("7280", "NPU03230", ""))
    findings = [
        potassium("4.0", 1, code=national, performers=(ous,), reference_ranges=("3,4 - 4,9",)),
        potassium("4.1", 2, code=national, performers=(ous,)),
        potassium("4.2", 3, code=national, performers=(furst,), reference_ranges=("3,6 - 4,6",)),
        potassium("9.2", 4, code=national, performers=(ous,), reference_ranges=("1 - 2",), status="cancelled"),
        potassium("4.3", 5, code=national, performers=(furst,)),
    ]
    pane = pane_of(qtbot, made.result(made.report("1", *findings)))
    lines = pane.table.lines
    assert (plain(lines.heads[1].reference), lines.heads[1].others) == ("3,6 - 4,6", True)
    read = []
    for column in range(5):
        pane.table.setCurrentIndex(lines.index(1, column))
        read.append(inspected(pane))
    others = ("its own reference 3,4 - 4,9", "no reference of its own", "", "its own reference 1 - 2", "no reference of its own")
    for told, other in zip(read, others, strict=True):
        assert other in told
        assert bool(other) is ("its own" in told)
    assert "reference 3,6 - 4,6" in read[2]
    assert ["≠" in each for each in grid(pane)[0][1:]] == [True, False, False, True, False]
    assert reading.painted(pane.table.viewport()).split() == ["4,0", "4,1", "FÜ", "4,2", "9,2", "FÜ", "4,3"]
    cell = pane.table.visualRect(lines.index(1, 0)).adjusted(4, 4, -4, -4)
    end = pane.table.viewport().grab(QRect(cell.right() - 8, cell.y(), 8, cell.height())).toImage()
    assert len(set(memoryview(end.constBits()).cast("I"))) > 1, "«≠» is drawn"
    for paper in (False, True):
        taken = made.taken(pane.document(paper=paper))
        assert "3,6 - 4,6 (earlier: 3,4 - 4,9; 1 - 2)" in plain(export.plain(taken))


@settings(deadline=None, max_examples=40)
@given(strategies.results)
def test_whatever_comes_stands_in_the_table_and_is_painted(qapp: QApplication, result: LookupResult) -> None:
    pane = FlowsheetPane()
    pane.resize(900, 600)
    made_digest = digested(result)
    pane.show_digest(made_digest, Style())
    pane.finish()
    pane.table.lines.show_apart(shown=True)
    every = [cell for head in pane.table.lines.all_heads for cell in head.cells.values()]
    told = {id(point.observation) for cell in every for point in cell.points}
    assert {id(placed.observation) for placed in made_digest.observations} == told
    for cell in every:
        if not any(point.observation.interpretations for point in cell.points):  # a mark is the laboratory's own
            assert cell.flag is None
            assert cell.tint in {MarkTint.NONE, MarkTint.VOID}
    image = QImage(pane.size(), QImage.Format.Format_ARGB32)
    pane.render(image)
    lines = pane.table.lines
    for row in range(lines.rowCount()):
        for column in range(lines.columnCount()):
            assert lines.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
    everything = run(lines.pasted(list(range(lines.rowCount())), list(range(lines.columnCount()))))
    assert len({line.count("\t") for line in everything.split("\n")}) == 1
    pane.deleteLater()
